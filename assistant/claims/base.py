"""A claim base: rumor records made ready once, so that a statement is judged in milliseconds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.claims.alike import measures, same_odds
from assistant.claims.candidates import Candidates
from assistant.claims.compare import Comparison, Relation, agree, compare, points, restrain, settle
from assistant.claims.compass import load_compass
from assistant.claims.coverage import Content, doubt, measure
from assistant.claims.differ import part_odds
from assistant.claims.direction import Heard, lean
from assistant.claims.parse import parse
from assistant.claims.parts import parts_of
from assistant.claims.proposition import Proposition, Unit
from assistant.claims.rarity import Rarity
from assistant.claims.record import Record
from assistant.claims.said import Said, read
from assistant.claims.shelf import Shelf, texts_of
from assistant.claims.spelling import Speller
from index.document import Document, Verdict
from index.words import normalise

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_LOOKED_AT = 8  # records whose words are read
_CLOSELY = 4  # and of these, as many whose wordings are compared
_WORDINGS = 4  # nearest wordings of either side that are compared
_NEAREST = 3
_LONGEST = 500  # characters of an input that are read
_SAME = -0.8  # log-odds from which a record counts as speaking of the same
_NOT = -1.0  # above what is needed: a statement of nobody against a record of infants
_LEAD = 0.5  # log-odds: a record so much less likely to speak of it than another does not decide
_IF_ONLY = re.compile(r"只要(?=[^。;；]{2,}就)")
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
        """Index the records by how they are written; each is read when a statement first comes near it.

        Args:
            records: documents; those without a claim are left out.
        """
        documents = [record for record in records if record.claim is not None]
        written = [normalise("\n".join(texts_of(document))).split("\n") for document in documents]
        self._rarity = Rarity(["\n".join(texts) for texts in written])
        self.shelves = tuple(Shelf(document, self._rarity.of) for document in documents)
        self._speller = Speller(text for texts in written for text in texts)
        self._index = Candidates(written)

    def __len__(self) -> int:
        """The number of records."""
        return len(self.shelves)

    def judge(self, statement: str) -> Judgement:
        """Judge a statement as it was put.

        Args:
            statement: a claim, in any frame: a question, hearsay, a denial.
        """
        statement = statement[:_LONGEST]
        for part in parts_of(statement):
            alone = self._judge(part)
            if alone.decided:
                return alone
        judged = self._judge(statement)
        weaker = _IF_ONLY.sub("", statement) if judged.verdict is Verdict.UNKNOWN else statement
        if weaker == statement:
            return judged
        # 只要喝茶就不得病 says more than 喝茶就不得病: where that is false, so is this, and no more is told.
        other = self._judge(weaker)
        return other if other.verdict is Verdict.FALSE else judged

    def _judge(self, statement: str) -> Judgement:
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

    def measured(self, statement: str) -> list[tuple[Document, tuple[float, ...], NDArray[np.float32], str]]:
        """The nearest records, what is measured of each, how it differs, what keeps it apart; to fit.

        Args:
            statement: a claim, in any frame.
        """
        said = parse(statement)
        found = []
        own = read(said.text, self._rarity.of)
        for shelf, row, laid in self._lay_out(said, own) if said.units else ():
            best = _closest(laid)
            found.append((shelf.document, row, shelf.matter.differ(own), best.problem))
        return found

    def _lay_out(self, said: Proposition, own: Said) -> Iterator[tuple[Shelf, tuple[float, ...], _Laid]]:
        """The records nearest to a statement: what is measured, and their nearest wordings compared."""
        for shelf, likeness in self._choose(own):
            laid = self._nearest(said, own, shelf)
            apart = part_odds(shelf.matter.differ(own))
            yield shelf, measures(shelf.lay(own), apart, likeness, _closest(laid)), laid

    def _choose(self, own: Said) -> list[tuple[Shelf, float]]:
        """The records most alike, by characters and by meaning, with how alike they are written."""
        found = [(self.shelves[number], score) for number, score in self._index.find(own.text, _LOOKED_AT)]
        ranked = [(score + float(shelf.matter.near(own).max()), score, shelf) for shelf, score in found]
        ranked.sort(key=lambda r: (-r[0], r[2].document.id))
        return [(shelf, score) for _, score, shelf in ranked[:_CLOSELY]]

    def _nearest(self, said: Proposition, own: Said, shelf: Shelf) -> _Laid:
        """The wordings of either side of a record that are nearest to a statement, compared with it."""
        near = shelf.matter.near(own)
        laid = []
        for side in shelf.sides:
            at = [k for k, (of, _) in enumerate(shelf.worded) if of is side]
            at.sort(key=lambda k: -near[k])
            contents = [measure(said, shelf.worded[k][1], side, self.weigh) for k in at[:_WORDINGS]]
            laid.append((side, contents))
        return laid

    def _compare_all(self, said: Proposition) -> list[tuple[Comparison, Document]]:
        """The comparison with each candidate record, the most alike first."""
        own = read(said.text, self._rarity.of)
        compared = [
            (self._settled(said, own, shelf, laid, same_odds(row)), shelf.document)
            for shelf, row, laid in self._lay_out(said, own)
        ]
        return sorted(compared, key=lambda p: (-p[0].odds, p[1].id))

    def _settled(self, said: Proposition, own: Said, shelf: Shelf, laid: _Laid, odds: float) -> Comparison:
        """What the sides of a record come to, after the second opinion on the direction."""
        margin = odds - _SAME
        if shelf.matter.overlooks(own):
            margin = min(margin, _NOT)
        if said.evidence and laid[0][0].verdict is Verdict.UNPROVEN:
            laid = laid[:1]  # 没有证据证明A is about the proof of A alone
        laid = [
            (side, [doubt(c, said, side, self.weigh, margin) for c in contents]) for side, contents in laid
        ]
        found = agree([c for side, contents in laid for c in compare(said, side, contents)])
        found = replace(found, odds=odds)
        if not (found.decides or found.open):
            return found
        heard = [
            Heard(side, *points(said, content, side), content.closeness)
            for side, contents in laid
            for content in contents
        ]
        leaning = lean(self._told(said, own, shelf), heard)
        plain = not said.absolute and not said.evidence
        return restrain(settle(found, leaning, laid[0][0].verdict, plain=plain), said, shelf.sides)

    def _told(self, said: Proposition, own: Said, shelf: Shelf) -> float:
        """Log-odds of the compass that a statement says the opposite of a record's claim."""
        compass = load_compass()
        near = shelf.matter.near(own)
        told = compass.odds(compass.headings([said])[0], shelf.headings, near, shelf.same)
        return -told if said.denied else told

    def weigh(self, unit: Unit) -> float:
        """How much a unit of content matters: what few records speak of tells statements apart."""
        return self._rarity.weigh(unit)


_Laid = list[tuple[Record, list[Content]]]


def _closest(laid: _Laid) -> Content:
    """How a statement lies over the wording closest to it."""
    return max((c for _, contents in laid for c in contents), key=lambda c: c.closeness)


def _is_slip(said: Proposition, meant: Proposition) -> bool:
    """Whether a corrected statement differs in its words, and not in how much it asserts or denies."""
    forces = [(p.strength, p.absolute, p.denied, len(p.matrix), len(p.inner)) for p in (said, meant)]
    return meant.text != said.text and forces[0] == forces[1]


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
