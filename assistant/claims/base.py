"""A claim base: rumor records made ready once, so that a statement is judged in milliseconds."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.claims.candidates import Candidates
from assistant.claims.compare import Comparison, Relation, agree, compare, points, settle
from assistant.claims.coverage import Content, measure
from assistant.claims.direction import Heard, lean
from assistant.claims.parse import parse
from assistant.claims.proposition import Proposition, Unit
from assistant.claims.record import CONTRARY, Record, prepare
from assistant.claims.spelling import Speller
from index.document import Document, Verdict
from index.words import normalise

_WORDINGS = 16  # wordings compared in detail
_WHOLE = 3  # records that are looked at closely
_NEAREST = 3
_LONGEST = 500  # characters of an input that are read
_LEAD = 1.5  # log-odds: a record so much less likely to speak of it than another does not decide
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

    def __init__(self, records: Sequence[Document]) -> None:
        """Read every wording once.

        Args:
            records: documents; those without a claim are left out.
        """
        prepared = [sides for sides in map(prepare, records) if sides]
        self._size = len(prepared)
        self._sides = [side for sides in prepared for side in sides]
        self._siblings = _siblings(prepared)
        self._wordings = [(n, w) for n, side in enumerate(self._sides) for w in side.wordings]
        self._speller = Speller(w.text for _, w in self._wordings)
        self._rarity = _rarities([sides[0] for sides in prepared])
        self._index = Candidates([w for _, w in self._wordings])

    def __len__(self) -> int:
        """The number of records."""
        return self._size

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
        if not any(c.weight for c, _ in found):  # what is of the same content needs no correction
            meant = parse(self._speller.correct(normalise(statement)))
            corrected = self._compare_all(meant) if _is_slip(said, meant) else []
            if any(c.decides for c, _ in corrected):
                said, found = meant, corrected
        decided = [(c, d) for c, d in found if c.decides and c.odds >= found[0][0].odds - _LEAD]
        if not decided:
            return _undecided(said, found)
        comparison, record = decided[0]
        near = tuple(d for c, d in found if d is not record and c.relation is not Relation.NONE)
        return Judgement(
            comparison.verdict,
            record,
            comparison.relation,
            comparison.reason,
            comparison.score,
            near[:_NEAREST],
            said.negative,
        )

    def contents(self, statement: str) -> list[tuple[Document, Content]]:
        """How a statement's content lies over the nearest records, each by its nearest wording; to fit.

        Args:
            statement: a claim, in any frame.
        """
        said = parse(statement)
        best: dict[str, tuple[Document, Content]] = {}
        for number, wordings in self._choose(said).items():
            side = self._sides[number]
            for content in (measure(said, wording, side, self.weigh) for wording in wordings):
                held = best.get(side.document.id)
                if held is None or content.closeness > held[1].closeness:
                    best[side.document.id] = (side.document, content)
        return list(best.values())

    def _choose(self, said: Proposition) -> dict[int, list[Proposition]]:
        """The wordings to look at closely, by side: all of the nearest records."""
        nearest = dict.fromkeys(
            self._siblings[self._wordings[n][0]] for n in self._index.find(said, _WORDINGS)
        )
        return {side: list(self._sides[side].wordings) for sides in list(nearest)[:_WHOLE] for side in sides}

    def _compare_all(self, said: Proposition) -> list[tuple[Comparison, Document]]:
        """The comparison with each candidate record, the most alike first."""
        found: dict[tuple[int, ...], list[tuple[Record, list[Content]]]] = {}
        for number, wordings in self._choose(said).items():
            side = self._sides[number]
            if said.evidence and side.contradicts and side.verdict is Verdict.UNPROVEN:
                continue  # 没有证据证明A is about the proof of A alone
            contents = [measure(said, wording, side, self.weigh) for wording in wordings]
            found.setdefault(self._siblings[number], []).append((side, contents))
        compared = [
            (self._settled(said, laid), self._sides[numbers[0]].document) for numbers, laid in found.items()
        ]
        return sorted(compared, key=lambda p: (-p[0].odds, p[1].id))

    def _settled(self, said: Proposition, laid: Sequence[tuple[Record, list[Content]]]) -> Comparison:
        """What the sides of a record come to, after the second opinion on the direction."""
        closest = max((c for _, contents in laid for c in contents), key=lambda c: c.closeness)
        found = agree([c for side, contents in laid for c in compare(said, side, contents)])
        found = replace(found, odds=closest.odds)
        if not (found.decides or found.open):
            return found
        heard = [
            Heard(side, content.wording, *points(said, content, side), content.closeness)
            for side, contents in laid
            for content in contents
        ]
        claim = heard[0].side
        verdict = CONTRARY.get(claim.verdict, claim.verdict) if claim.contradicts else claim.verdict
        return settle(found, lean(said, heard), verdict, plain=not said.absolute and not said.evidence)

    def weigh(self, unit: Unit) -> float:
        """How much a unit of content matters: what few records speak of tells statements apart."""
        if unit.kind in ("number", "place"):
            return 1.2
        size = (
            min(2.0, 0.4 + 0.8 * len(unit.text)) if unit.kind in ("word", "latin") else 0.1 + 0.9 * unit.info
        )
        return size * self._rarity.get(unit.key, 1.0)


def _is_slip(said: Proposition, meant: Proposition) -> bool:
    """Whether a corrected statement differs in its words, and not in how much it asserts or denies."""
    forces = [(p.strength, p.absolute, p.denied, len(p.matrix), len(p.inner)) for p in (said, meant)]
    return meant.text != said.text and forces[0] == forces[1]


def _siblings(prepared: Sequence[tuple[Record, ...]]) -> list[tuple[int, ...]]:
    """For each side, in one row over all records, the sides of the same record."""
    found: list[tuple[int, ...]] = []
    for sides in prepared:
        numbers = tuple(range(len(found), len(found) + len(sides)))
        found += [numbers] * len(sides)
    return found


def _rarities(records: Sequence[Record]) -> dict[str, float]:
    spoken = Counter(key for record in records for key in record.keys)
    total = len(records)
    most = math.log((total + 1) / 0.5) if total else 1.0
    trust = min(1.0, total / 40)  # a small base says little about what is common
    return {
        k: 1 - trust * 0.9 * (1 - max(0.0, math.log((total + 1) / (n + 0.5))) / most)
        for k, n in spoken.items()
    }


def _undecided(said: Proposition, found: Sequence[tuple[Comparison, Document]]) -> Judgement:
    near = [(c, d) for c, d in found if c.relation is Relation.NEAR]
    if near:
        comparison, record = near[0]
        reason = f"与记录相近但不是同一说法（{comparison.reason}），不能据此下结论"
        rest = tuple(d for _, d in near[1 : _NEAREST + 1])
        sure = 1 - comparison.score
        return Judgement(Verdict.UNKNOWN, record, Relation.NEAR, reason, sure, rest, said.negative)
    what = "属于本地或个人传闻，" if said.local else ""
    reason = f"没有收录这一说法，{what}{VERIFY_AT}"
    return Judgement(Verdict.UNKNOWN, None, Relation.NONE, reason, 1.0, (), said.negative)


def judge(statement: str, records: Sequence[Document]) -> Judgement:
    """Judge one statement; for many, make a ClaimBase once.

    Args:
        statement: a claim as it was put.
        records: rumor records.
    """
    return ClaimBase(records).judge(statement)
