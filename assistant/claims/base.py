"""A claim base: rumor records made ready once, so that a statement is judged in milliseconds."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from assistant.claims.compare import Comparison, Relation, compare
from assistant.claims.parse import parse
from assistant.claims.proposition import Proposition, Unit
from assistant.claims.record import prepare
from assistant.claims.spelling import Speller
from index.document import Document, Verdict
from index.words import normalise

Embed = Callable[[Sequence[str]], Any]  # texts -> unit vectors [n, d]

_WORDINGS = 12  # wordings compared in detail
_WHOLE = 3  # records of which every wording is compared
_NEAREST = 3
_LONGEST = 500  # characters of an input that are read
_LEAD = 0.15  # a record so much less alike than the best does not decide
VERIFY_AT = "可向当地卫生健康部门、疾控机构或所在社区（村）核实，以政府和权威部门发布为准"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the records say of a statement as it was put.

    Attributes:
        verdict: of the statement as put; UNKNOWN where nothing on record decides it.
        record: the record that decides it, or the nearest one; None where nothing is alike.
        relation: how the statement stands to that record.
        reason: why, one line in Chinese.
        confidence: 0 to 1.
        nearest: records that look alike, best first, the deciding one not among them.
        negative: whether the statement as put denies its content.
    """

    verdict: Verdict
    record: Document | None
    relation: Relation
    reason: str
    confidence: float
    nearest: tuple[Document, ...] = ()
    negative: bool = False

    @property
    def decided(self) -> bool:
        """Whether a record decides the statement."""
        return self.relation in (Relation.SAME, Relation.OPPOSITE)


class ClaimBase:
    """Rumor records, ready to judge statements by."""

    def __init__(self, records: Sequence[Document], embed: Embed | None = None) -> None:
        """Read every wording once.

        Args:
            records: documents; those without a claim are left out.
            embed: optional, texts to unit vectors; widens the choice of candidates, never decides.
        """
        self._records = [r for r in map(prepare, records) if r is not None]
        self._wordings = [(n, w) for n, record in enumerate(self._records) for w in record.wordings]
        self._speller = Speller(w.text for _, w in self._wordings)
        self._rarity = self._count()
        self._postings = self._post()
        self._embed = embed
        texts = [w.text for _, w in self._wordings]
        self._vectors = embed(texts) if embed is not None and texts else None

    def __len__(self) -> int:
        """The number of records."""
        return len(self._records)

    def judge(self, statement: str) -> Judgement:
        """Judge a statement as it was put.

        Args:
            statement: a claim, in any frame: a question, hearsay, a denial.
        """
        statement = statement[:_LONGEST]
        said = parse(statement)
        if not said.units:
            return Judgement(Verdict.UNKNOWN, None, Relation.NONE, "没有读出可以核对的说法", 0.0)
        found = self._compare_all(said)
        if not any(_decides(c) for c, _ in found):
            meant = parse(self._speller.correct(normalise(statement)))
            corrected = self._compare_all(meant) if meant.text != said.text else []
            if any(_decides(c) for c, _ in corrected):
                said, found = meant, corrected
        decided = [(c, n) for c, n in found if _decides(c) and c.score >= found[0][0].score - _LEAD]
        if decided:
            comparison, number = decided[0]
            near = tuple(
                self._records[n].document for c, n in found if n != number and c.relation is not Relation.NONE
            )
            record = self._records[number].document
            return Judgement(
                comparison.verdict,
                record,
                comparison.relation,
                comparison.reason,
                comparison.score,
                near[:_NEAREST],
                said.negative,
            )
        return self._undecided(said, found)

    def _undecided(self, said: Proposition, found: list[tuple[Comparison, int]]) -> Judgement:
        near = [(c, n) for c, n in found if c.relation is Relation.NEAR]
        if near:
            comparison, number = near[0]
            reason = f"与记录相近但不是同一说法（{comparison.reason}），不能据此下结论"
            rest = tuple(self._records[n].document for _, n in near[1 : _NEAREST + 1])
            sure = 1 - comparison.score
            return Judgement(
                Verdict.UNKNOWN,
                self._records[number].document,
                Relation.NEAR,
                reason,
                sure,
                rest,
                said.negative,
            )
        what = "属于本地或个人传闻，" if said.local else ""
        reason = f"没有收录这一说法，{what}{VERIFY_AT}"
        return Judgement(Verdict.UNKNOWN, None, Relation.NONE, reason, 1.0, (), said.negative)

    def _compare_all(self, said: Proposition) -> list[tuple[Comparison, int]]:
        """The comparison with each candidate record, the most alike first."""
        chosen: dict[int, list[Proposition]] = {}
        for number in self._candidates(said):
            record, wording = self._wordings[number]
            chosen.setdefault(record, []).append(wording)
        for record in list(chosen)[:_WHOLE]:
            chosen[record] = list(self._records[record].wordings)
        compared = [(compare(said, self._records[n], ws, self.weigh), n) for n, ws in chosen.items()]
        return sorted(compared, key=lambda p: (-p[0].score, p[1]))

    def weigh(self, unit: Unit) -> float:
        """How much a unit of content matters: what few records speak of tells statements apart."""
        if unit.kind in ("number", "place"):
            return 1.2
        size = (
            min(2.0, 0.4 + 0.8 * len(unit.text)) if unit.kind in ("word", "latin") else 0.1 + 0.9 * unit.info
        )
        return size * self._rarity.get(unit.key, 1.0)

    def _count(self) -> dict[str, float]:
        spoken = Counter(key for record in self._records for key in record.keys)
        total = len(self._records)
        most = math.log((total + 1) / 0.5) if total else 1.0
        trust = min(1.0, total / 40)  # a small base says little about what is common
        return {
            k: 1 - trust * 0.9 * (1 - max(0.0, math.log((total + 1) / (n + 0.5))) / most)
            for k, n in spoken.items()
        }

    def _post(self) -> dict[str, list[tuple[int, float]]]:
        features = [_features(w) for _, w in self._wordings]
        seen = Counter(f for found in features for f in found)
        total = len(features) or 1
        postings: dict[str, list[tuple[int, float]]] = {}
        for number, found in enumerate(features):
            weights = {f: math.log(1 + total / seen[f]) for f in sorted(found)}
            norm = math.sqrt(sum(w * w for w in weights.values())) or 1.0
            for feature, weight in weights.items():
                postings.setdefault(feature, []).append((number, weight * weight / norm))
        return postings

    def _candidates(self, said: Proposition) -> list[int]:
        """Wordings that share the rarest content, best first."""
        lists = sorted((self._postings[f] for f in sorted(_features(said)) if f in self._postings), key=len)
        limit = max(50, len(self._wordings) // 4)
        scores: dict[int, float] = {}
        for postings in lists:
            if len(postings) > limit and len(scores) >= _WORDINGS:
                break
            for number, weight in postings:
                scores[number] = scores.get(number, 0.0) + weight
        ranked = sorted(scores, key=lambda n: (-scores[n], n))[:_WORDINGS]
        return list(dict.fromkeys([*ranked, *self._similar(said)]))

    def _similar(self, said: Proposition) -> list[int]:
        if self._embed is None or self._vectors is None:
            return []
        likeness = self._vectors @ self._embed([said.text])[0]
        return [int(n) for n in (-likeness).argsort()[: _WORDINGS // 3]]


def _decides(comparison: Comparison) -> bool:
    return comparison.relation in (Relation.SAME, Relation.OPPOSITE)


def _features(proposition: Proposition) -> set[str]:
    keys = proposition.keys
    return {*keys, *(f"{a} {b}" for a, b in pairwise(keys))}


def judge(statement: str, records: Sequence[Document], embed: Embed | None = None) -> Judgement:
    """Judge one statement; for many, make a ClaimBase once.

    Args:
        statement: a claim as it was put.
        records: rumor records.
        embed: optional, texts to unit vectors.
    """
    return ClaimBase(records, embed).judge(statement)
