"""A rumor record made ready for comparison: its wordings read, and everything that any of them speaks of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.claims.lexicon import KIN, Strength
from assistant.claims.parse import parse
from assistant.claims.proposition import Proposition, Unit
from assistant.claims.scan import rarity
from index.document import Document, Verdict

_ELSEWHERE = 0.9  # another wording says it
_KIN = 0.85  # a wording says something of the same family: 防 and 治 of one remedy
CONTRARY = {Verdict.TRUE: Verdict.FALSE, Verdict.FALSE: Verdict.TRUE}  # of the others, themselves
_SEVERAL, _MANY = 6, 3  # of several wordings one in three says how much is usually asserted
_LOOSE = 0.3  # only a common character occurs; a rare one says more


@dataclass(frozen=True, slots=True)
class Record:
    """One side of a record, its claim or the contradiction of it, with its wordings read.

    Attributes:
        document: the rumor record.
        verdict: of these wordings.
        wordings: what they assert.
        keys: every unit that any wording has.
        pairs: every two neighbouring units that any wording has.
        common: for each unit, the share of wordings that have it: what all say is the claim itself.
        strength: how much the strongest wording asserts.
        usual: how much the claim itself asserts, or less where many wordings of it do.
        timed: whether a wording names a time (今年).
        numbers: how often at most a wording has each number.
        measures: what is counted: 天, 米.
        places: for each place, the share of wordings that name it.
        spoken: the text of everything on record of the same matter, whichever side says it.
        contradicts: whether the wordings contradict the claim on record.
    """

    document: Document
    verdict: Verdict
    wordings: tuple[Proposition, ...]
    keys: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    common: Mapping[str, float]
    strength: Strength | None
    usual: Strength | None
    timed: bool
    numbers: Mapping[str, int]
    measures: frozenset[str]
    places: Mapping[str, float]
    spoken: tuple[str, ...]
    contradicts: bool = False

    def mentions(self, units: tuple[Unit, ...], at: int) -> float:
        """How surely the record, in whatever wording, speaks of a unit of a statement.

        Args:
            units: content of the statement.
            at: which unit.
        """
        unit = units[at]
        if unit.key == "#1" and not (unit.text[1:] and unit.text[1:] in self.measures):
            return _ELSEWHERE  # 一例, 一步也不: no number where the record counts nothing in this way
        if unit.kind == "number":  # 9月9日 is not said where only one 9 is
            return (
                _ELSEWHERE if sum(u.key == unit.key for u in units) <= self.numbers.get(unit.key, 0) else 0.0
            )
        if unit.kind == "place":
            return _ELSEWHERE if unit.key in self.keys else 0.0
        if unit.key == "导致":  # 引起火灾, 造成感染: what comes of it is said by the next word
            return _KIN
        if unit.key not in self.keys:
            return _KIN if KIN.get(unit.key, frozenset()) & self.keys else 0.0
        if unit.kind != "char":
            return _ELSEWHERE
        before = (units[at - 1].key, unit.key) if at else None
        after = (unit.key, units[at + 1].key) if at + 1 < len(units) else None
        return _ELSEWHERE if before in self.pairs or after in self.pairs else _LOOSE + 0.6 * rarity(unit.text)


def prepare(document: Document) -> tuple[Record, ...]:
    """Read a record's wordings and those of its contradiction.

    Args:
        document: a rumor record.

    Returns:
        The claim and, where the record words it, its contradiction; nothing where there is no claim.
    """
    claim = document.claim
    if claim is None:
        return ()
    wordings = (parse(claim.claim), *_read(text for text in claim.wordings if text != claim.claim))
    opposites = _read(claim.opposites)
    side = record_of(document, claim.verdict, wordings, (*wordings, *opposites))
    if not opposites:
        return (side,)
    verdict = CONTRARY.get(claim.verdict, claim.verdict)
    contradiction = record_of(document, verdict, opposites, (*wordings, *opposites))
    return _told_apart(side, wordings), replace(_told_apart(contradiction, opposites), contradicts=True)


def _read(texts: Iterable[str]) -> tuple[Proposition, ...]:
    """Wordings read, each once; one in which nothing is said is left out."""
    return tuple(read for text in dict.fromkeys(texts) if (read := parse(text)).units)


def _told_apart(side: Record, wordings: Sequence[Proposition]) -> Record:
    """A side that speaks only of its own words: a word that only the other side has tells them apart."""
    return replace(
        side,
        keys=frozenset(key for w in wordings for key in w.keys),
        pairs=frozenset(p for w in wordings for p in pairwise(w.keys)),
    )


def record_of(
    document: Document,
    verdict: Verdict,
    wordings: tuple[Proposition, ...],
    spoken: Sequence[Proposition] | None = None,
) -> Record:
    """Gather what wordings speak of.

    Args:
        document: where they stand.
        verdict: of every wording.
        wordings: what they assert.
        spoken: everything that is on record of the same matter; None for the wordings alone.
    """
    spoken = wordings if spoken is None else spoken
    count = Counter(key for w in spoken for key in set(w.keys))
    numbers: Counter[str] = Counter()
    for wording in spoken:
        numbers |= Counter(u.key for u in wording.units if u.kind == "number")
    return Record(
        document,
        verdict,
        wordings,
        frozenset(count),
        frozenset(p for w in spoken for p in pairwise(w.keys)),
        {key: count[key] / len(spoken) for key in sorted(count)},
        _strongest(wordings),
        _usual(wordings),
        any(u.kind == "time" for w in spoken for u in w.units),
        numbers,
        frozenset(u.text.lstrip("0123456789.") for w in spoken for u in w.units if _counts(u)),
        {key: count[key] / len(spoken) for key in sorted(_places(spoken))},
        tuple(w.text for w in spoken),
    )


def _counts(unit: Unit) -> bool:
    return unit.kind == "number" and unit.key != "#1"


def _places(spoken: Sequence[Proposition]) -> set[str]:
    return {u.key for w in spoken for u in w.units if u.kind == "place"}


def _usual(wordings: Sequence[Proposition]) -> Strength | None:
    first = wordings[0].strength
    if first is None or len(wordings) < _SEVERAL:
        return first
    ranked = sorted(Strength.PLAIN if w.strength is None else w.strength for w in wordings)
    return min(first, ranked[len(ranked) // _MANY])


def _strongest(wordings: Sequence[Proposition]) -> Strength | None:
    return max((w.strength for w in wordings if w.strength is not None), default=None)
