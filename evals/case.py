"""A case: one question or conversation, what a right answer does, and the checks on the cases themselves.

A case file holds one JSON object a line; `evals/README.md` shows every field. Gold is exact words of a
document, never offsets, so that a case survives edits elsewhere in the document; offsets are found when
the cases are loaded.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from evals.text import grams, jaccard
from index.document import Span, Verdict
from index.errors import BadInput

CASES = Path(__file__).resolve().parent / "cases"


class CaseKind(StrEnum):
    """What a case asks for."""

    DUTY = "duty"
    KNOWLEDGE = "knowledge"
    CLAIM = "claim"
    DOCUMENT = "document"
    UNANSWERABLE = "unanswerable"
    CONVERSATION = "conversation"


@dataclass(frozen=True, slots=True)
class Gold:
    """Words of a document that an answer should cite.

    Attributes:
        document: document id.
        quote: its exact words.
        vital: whether an answer without them is wrong (TREC nuggets: vital against okay).
        either: other places that say the same; one of all is enough.
    """

    document: str
    quote: str
    vital: bool = True
    either: tuple[Gold, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """One question with what a right answer does.

    Attributes:
        id: stable name, unique.
        kind: what it asks for.
        question: as a person would put it.
        before: earlier questions of the same conversation, asked first; the product's own answers become
            the history.
        tags: slices it belongs to.
        gold: words to cite.
        must_say: facts, each a list of wordings of which one must stand in the quotes.
        forbidden: words that must not be cited, such as another subject's duty.
        verdict: the verdict on a claim as put; None where no claim is asked about.
        verdict_or: other verdicts that may also be defended.
        refuse: whether the documents hold no answer.
        must: whether this case alone may stop a release.
        pair: cases that share it are opposites: both must be right.
        base: the case a variant was generated from; its own id otherwise.
        as_of: the day the question is asked on, ISO 8601; empty for now.
        source: where the case comes from, such as the id of a user's feedback.
    """

    id: str
    kind: CaseKind
    question: str
    before: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    gold: tuple[Gold, ...] = ()
    must_say: tuple[tuple[str, ...], ...] = ()
    forbidden: tuple[Gold, ...] = ()
    verdict: Verdict | None = None
    verdict_or: tuple[Verdict, ...] = ()
    refuse: bool = False
    must: bool = False
    pair: str = ""
    base: str = ""
    as_of: str = ""
    source: str = ""

    @property
    def cluster(self) -> str:
        """What the bootstrap draws together: a base question with its variants, a claim with its opposite."""
        return self.pair or self.base or self.id

    @property
    def vital(self) -> tuple[Gold, ...]:
        """The gold that an answer may not leave out."""
        return tuple(g for g in self.gold if g.vital)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with a case."""

    case: str
    reason: str


_GOLD_FIELDS = {"document", "quote", "vital", "either"}


def _gold(row: Mapping[str, Any]) -> Gold:
    if unknown := sorted(row.keys() - _GOLD_FIELDS):
        raise ValueError(f"gold 不认识的字段 {unknown}")
    either = tuple(_gold(r) for r in row.get("either", ()))
    return Gold(row["document"], row["quote"], bool(row.get("vital", True)), either)


def case_from_dict(row: Mapping[str, Any]) -> Case:
    """A case from one line of a case file.

    Raises:
        ValueError: an unknown field or value.
        KeyError: a missing field.
    """
    known = set(Case.__dataclass_fields__)
    if unknown := sorted(row.keys() - known):
        raise ValueError(f"不认识的字段 {unknown}")
    data = dict(row)
    data["kind"] = CaseKind(row["kind"])
    for name in ("before", "tags"):
        data[name] = tuple(row.get(name, ()))
    for name in ("gold", "forbidden"):
        data[name] = tuple(_gold(r) for r in row.get(name, ()))
    data["must_say"] = tuple(tuple(wordings) for wordings in row.get("must_say", ()))
    data["verdict"] = Verdict(row["verdict"]) if row.get("verdict") else None
    data["verdict_or"] = tuple(Verdict(v) for v in row.get("verdict_or", ()))
    return Case(**data)


def case_to_dict(case: Case) -> dict[str, Any]:
    """A case as one line of a case file, defaults left out."""
    row: dict[str, Any] = {"id": case.id, "kind": case.kind.value, "question": case.question}
    for name in ("before", "tags"):
        if getattr(case, name):
            row[name] = list(getattr(case, name))
    for name in ("gold", "forbidden"):
        if getattr(case, name):
            row[name] = [_gold_to_dict(g) for g in getattr(case, name)]
    if case.must_say:
        row["must_say"] = [list(wordings) for wordings in case.must_say]
    if case.verdict_or:
        row["verdict_or"] = [v.value for v in case.verdict_or]
    if case.verdict:
        row["verdict"] = case.verdict.value
    for name in ("refuse", "must", "pair", "base", "as_of", "source"):
        if getattr(case, name):
            row[name] = getattr(case, name)
    return row


def _gold_to_dict(gold: Gold) -> dict[str, Any]:
    row: dict[str, Any] = {"document": gold.document, "quote": gold.quote}
    if not gold.vital:
        row["vital"] = False
    if gold.either:
        row["either"] = [_gold_to_dict(g) for g in gold.either]
    return row


def load_cases(path: Path) -> list[Case]:
    """The cases of one file.

    Raises:
        BadInput: a line is not a case; the message names file and line.
    """
    cases = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            cases.append(case_from_dict(json.loads(line)))
        except (ValueError, KeyError, TypeError) as fault:
            raise BadInput(
                f"{path.name} 第{number}行不是有效的用例：{fault}", "对照 evals/README.md 修改"
            ) from fault
    return cases


def load_suites(names: Sequence[str] = (), folder: Path = CASES) -> dict[str, list[Case]]:
    """The cases of several suites by name; all stored suites where none is named.

    Raises:
        BadInput: there is no such suite.
    """
    stored = {p.stem: p for p in sorted(folder.glob("*.jsonl"))}
    if unknown := [n for n in names if n not in stored]:
        raise BadInput(f"没有名为{'、'.join(unknown)}的用例集", "现有：" + "、".join(stored))
    return {name: load_cases(stored[name]) for name in (names or stored)}


@dataclass(frozen=True, slots=True)
class Place:
    """Where gold words stand."""

    document: str
    span: Span


@dataclass(frozen=True, slots=True)
class Target:
    """Gold with its places: the words may stand more than once, and other documents may say the same."""

    gold: Gold
    places: tuple[Place, ...] = field(default=())


def locate(gold: Gold, texts: Mapping[str, str]) -> Target:
    """Find gold words in the documents, every occurrence."""
    places: list[Place] = []
    for one in (gold, *gold.either):
        text, at = texts.get(one.document, ""), -1
        while one.quote and (at := text.find(one.quote, at + 1)) >= 0:
            places.append(Place(one.document, Span(at, at + len(one.quote))))
    return Target(gold, tuple(places))


def check_cases(cases: Iterable[Case], texts: Mapping[str, str], alike: float = 0.5) -> list[Fault]:
    """What is wrong with the cases: repeated ids, gold not in its document, no expectation, near-duplicates.

    Args:
        cases: all cases that are used together.
        texts: canonical texts by document id.
        alike: Jaccard similarity of character 8-grams from which two questions count as the same.
    """
    listed = list(cases)
    return [*_check_ids(listed), *_check_gold(listed, texts), *_check_duplicates(listed, alike)]


def _check_ids(cases: Sequence[Case]) -> list[Fault]:
    seen: set[str] = set()
    faults = []
    for case in cases:
        if case.id in seen:
            faults.append(Fault(case.id, "编号重复"))
        seen.add(case.id)
        if not (case.gold or case.must_say or case.verdict or case.refuse):
            faults.append(Fault(case.id, "没有写明怎样才算答对"))
        if case.refuse and (case.gold or case.must_say):
            faults.append(Fault(case.id, "既要拒答又有应引原文"))
    return faults


def _check_gold(cases: Sequence[Case], texts: Mapping[str, str]) -> list[Fault]:
    faults = []
    for case in cases:
        for gold in (g for top in (*case.gold, *case.forbidden) for g in (top, *top.either)):
            if gold.document not in texts:
                faults.append(Fault(case.id, f"没有文档 {gold.document}"))
            elif not gold.quote or gold.quote not in texts[gold.document]:
                faults.append(Fault(case.id, f"{gold.document} 里没有“{gold.quote}”"))
    return faults


def _check_duplicates(cases: Sequence[Case], alike: float) -> list[Fault]:
    owner: dict[str, list[int]] = {}
    sets = [grams("".join((*case.before, case.question))) for case in cases]
    faults = []
    for i, mine in enumerate(sets):
        others = sorted({j for gram in mine for j in owner.get(gram, ())})
        faults += [
            Fault(cases[i].id, f"与 {cases[j].id} 几乎相同")
            for j in others
            if jaccard(mine, sets[j]) >= alike
        ]
        for gram in mine:
            owner.setdefault(gram, []).append(i)
    return faults
