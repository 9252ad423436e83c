"""Score one answer against its case: the only place where right and wrong are decided."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from evals.case import Case, Target, case_to_dict, locate
from evals.item import Item, expectation
from evals.metrics import citations as cite
from evals.metrics import facts, invariants
from evals.metrics.refusal import abstained
from evals.metrics.retrieval import first_rank
from evals.metrics.spans import cited
from evals.text import holds
from index.document import Verdict

Json = Mapping[str, Any]
OPPOSITE = {"true": "false", "false": "true"}


@dataclass(frozen=True, slots=True)
class Truth:
    """What answers are held against.

    Attributes:
        texts: canonical texts by document id, read from the corpus files.
        overdue: documents that are expired or replaced today.
    """

    texts: Mapping[str, str]
    overdue: frozenset[str] = frozenset()


class Outcome(NamedTuple):
    """What a product did with a case."""

    answer: Json
    history: Sequence[Mapping[str, str]]
    hits: Sequence[Json]
    milliseconds: float
    previous: Json | None = None  # the answer before the last, of a conversation


class Judgement(NamedTuple):
    """Right or not, and why not."""

    cause: str
    reason: str


def digest(case: Case) -> str:
    """Names a case by everything it says."""
    row = json.dumps(case_to_dict(case), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(row.encode("utf-8")).hexdigest()[:16]


def score(case: Case, suite: str, outcome: Outcome, truth: Truth) -> Item:
    """The item of one case.

    Args:
        case: what was asked and what was wanted.
        suite: the suite it belongs to.
        outcome: what the product did.
        truth: the documents.
    """
    answer = outcome.answer
    targets = [locate(g, truth.texts) for g in case.gold]
    forbidden = [locate(g, truth.texts) for g in case.forbidden]
    violations = invariants.check(answer, truth.texts, truth.overdue)
    scores = _scores(case, answer, targets, forbidden, outcome)
    judged = _judge(case, answer, scores, targets, outcome)
    if violations and not judged.cause:
        judged = Judgement("invariant", violations[0].detail)
    return Item(
        id=case.id,
        suite=suite,
        kind=case.kind.value,
        question=case.question,
        right=not judged.cause,
        case_sha=digest(case),
        tags=case.tags,
        cluster=case.cluster,
        base=case.base,
        pair=case.pair,
        must=case.must,
        before=tuple(outcome.history),
        scores=scores,
        reason=judged.reason,
        cause=judged.cause,
        violations=tuple(f"{v.name}: {v.detail}" for v in violations),
        expected=expectation(case),
        gold=tuple(
            {"document": p.document, "start": p.span.start, "end": p.span.end, "vital": t.gold.vital}
            for t in targets
            for p in t.places
        ),
        hits=tuple({k: v for k, v in h.items() if k != "text"} for h in outcome.hits),
        answer=answer,
        milliseconds=outcome.milliseconds,
    )


def _scores(
    case: Case, answer: Json, targets: Sequence[Target], forbidden: Sequence[Target], outcome: Outcome
) -> dict[str, float | None]:
    citations = answer["citations"]
    trespass = cite.trespass(citations, forbidden)
    return {
        "vital": cite.recall(citations, targets),
        "precision": cite.precision(citations, targets),
        "overlap": cite.overlap(citations, targets),
        "over_quoting": cite.over_quoting(citations, targets),
        "said": facts.said(citations, case.must_say),
        "quoted": float(facts.quoted(citations)),
        "trespass": float(len(trespass)) if forbidden else None,
        "verdict": _verdict(case, answer),
        "evidence": _evidence(case, answer, targets),
        "leak": _leak(case, answer, outcome.previous),
    }


def _verdict(case: Case, answer: Json) -> float | None:
    if case.verdict is None:
        return None
    accepted = {v.value for v in (case.verdict, *case.verdict_or)}
    said = answer.get("verdict") or ("unknown" if answer["refused"] else "none")
    return float(said in accepted)


def _evidence(case: Case, answer: Json, targets: Sequence[Target]) -> float | None:
    """Whether a verdict rests on the record meant (FEVER's evidence); None where no record is named."""
    if case.verdict is None or case.verdict is Verdict.UNKNOWN or not targets:
        return None
    wanted = {p.document for t in targets for p in t.places}
    found = {c["document_id"] for c in answer["citations"]}
    return float(bool(wanted & found))


def _leak(case: Case, answer: Json, previous: Json | None) -> float | None:
    """Whether a question on a new topic is answered with the old topic's words; None elsewhere."""
    if "switch" not in case.tags or previous is None:
        return None
    return float(bool(cited(previous["citations"]) & cited(answer["citations"])))


def _judge(
    case: Case, answer: Json, scores: Mapping[str, float | None], targets: Sequence[Target], outcome: Outcome
) -> Judgement:
    """The first thing that is wrong, or an empty cause."""
    if case.refuse:
        return Judgement("", "") if abstained(answer) else Judgement("false answer", "资料里没有，却给了回答")
    unknown = Verdict.UNKNOWN in (case.verdict, *case.verdict_or)
    if answer["refused"] and not unknown:
        return Judgement("false refusal", "资料里有，却拒答了")
    if scores["verdict"] == 0.0:
        return _wrong_verdict(case, answer)
    if scores["trespass"]:
        return _with_history(case, Judgement("other subject", "引用了不该引的内容"), scores)
    # Where facts are named they are the truth: any quote that holds them will do, wherever it stands.
    if not case.must_say and scores["vital"] is not None and scores["vital"] < 1:
        missing = f"应引的要点只引到 {scores['vital']:.0%}"
        return _with_history(case, Judgement(_why_missed(answer, targets, outcome), missing), scores)
    if scores["said"] is not None and scores["said"] < 1:
        return _with_history(case, _unsaid(case, answer, targets, outcome), scores)
    return Judgement("", "")


def _wrong_verdict(case: Case, answer: Json) -> Judgement:
    said, wanted = answer.get("verdict") or "none", str(case.verdict)
    cause = "polarity" if OPPOSITE.get(wanted) == said else "verdict"
    return Judgement(cause, f"应为 {wanted}，答了 {said}")


def _with_history(case: Case, judged: Judgement, scores: Mapping[str, float | None]) -> Judgement:
    """A follow-up that went wrong is first of all a question of history."""
    if case.before and (judged.cause in ("other subject", "not retrieved", "not chosen") or scores["leak"]):
        return Judgement("history", judged.reason)
    return judged


def _why_missed(answer: Json, targets: Sequence[Target], outcome: Outcome) -> str:
    documents = {p.document for t in targets for p in t.places}
    if cited(answer["citations"]) and documents & {c["document_id"] for c in answer["citations"]}:
        return "wrong span"
    return "not retrieved" if first_rank(outcome.hits, targets) is None else "not chosen"


def _unsaid(case: Case, answer: Json, targets: Sequence[Target], outcome: Outcome) -> Judgement:
    missing = ["/".join(w) for w in case.must_say if (facts.said(answer["citations"], [w]) or 0) < 1]
    reason = "引文里没有：" + "；".join(missing)
    if facts.said(answer["citations"], case.must_say, 10**9) == 1:
        return Judgement("too long", reason)
    if targets:
        return Judgement(_why_missed(answer, targets, outcome), reason)
    found = any(holds(str(h.get("text", "")), w) for h in outcome.hits for w in case.must_say)
    return Judgement("not chosen" if found else "not retrieved", reason)
