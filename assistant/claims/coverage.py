"""How far a statement and a record have the same content, and what keeps them apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from assistant.claims.align import Alignment, Weigh, align
from assistant.claims.lexicon import FAMILIES, KIN
from assistant.claims.proposition import Proposition, Unit
from assistant.claims.record import Record

# Shares of the statement's weighted content; measured on paraphrases and look-alikes.
_SAID = 0.78  # the record must speak of so much of it
_KEPT = 0.45  # and it must keep so much of one wording
_SWAPPED = 0.06  # more than this, put in the place of something else, is another thing
_ADDED = 0.2  # more than this in one stretch is a thing of its own
_DETAIL = 0.3  # weight of what only one wording of many says
_NEAR_SAID = 0.45
_NEAR_KEPT = 0.3


@dataclass(frozen=True, slots=True)
class Content:
    """How a statement's content lies over one wording of a record.

    Attributes:
        wording: the wording.
        alignment: unit by unit.
        said: share of the statement that the record speaks of, in any wording.
        kept: share of the wording that the statement keeps.
        direct: share of the statement that this very wording has.
        problem: what keeps the two apart, one line in Chinese; empty where nothing does.
        near: whether the record is worth offering all the same.
        loose: whether the effect is only of the same kind, not the same.
    """

    wording: Proposition
    alignment: Alignment
    said: float
    kept: float
    direct: float
    problem: str
    near: bool
    loose: bool

    @property
    def score(self) -> float:
        """How alike they are, 0 to 1."""
        return (3 * self.said + self.kept) / 4 - 0.1 * self.loose

    @property
    def closeness(self) -> float:
        """How alike the statement is to this wording alone, 0 to 1."""
        return (self.direct + self.kept) / 2


def measure(said: Proposition, wording: Proposition, record: Record, weigh: Weigh) -> Content:
    """Lay a statement over a wording.

    Args:
        said: the statement.
        wording: one wording of the record.
        record: the record, whose other wordings may name what this one does not.
        weigh: how much a unit matters.
    """
    alignment = align(said.units, wording.units)
    direct = _direct(said.units, alignment)
    trust = [d or record.mentions(said.units, k) for k, d in enumerate(direct)]
    weights = [weigh(u) for u in said.units]
    total = sum(weights) or 1.0
    share, own = (sum(w * t for w, t in zip(weights, ts, strict=True)) / total for ts in (trust, direct))
    kept = _kept(said, wording, record, alignment, weigh)
    loose = any(u.key in FAMILIES and u.key not in record.keys for u in said.units)
    problem = _foreign(said.units, trust, weights, alignment, record) or _shortfall(
        share, kept, said, trust, wording, alignment
    )
    return Content(
        wording, alignment, share, kept, own, problem, share >= _NEAR_SAID and kept >= _NEAR_KEPT, loose
    )


def _direct(units: tuple[Unit, ...], alignment: Alignment) -> list[float]:
    """For each unit of the statement, whether the wording has it in the same company."""
    under = {t.i + k: t.j + k for t in alignment.tiles for k in range(t.size) if t.i + k < len(units)}
    found = [0.0] * len(units)
    for k, j in under.items():
        beside = under.get(k - 1) == j - 1 or under.get(k + 1) == j + 1
        found[k] = 1.0 if beside or units[k].kind != "char" or _stands_alone(units, k) else 0.0
    return found


def _stands_alone(units: Sequence[Unit], at: int) -> bool:
    """Whether a character is a word by itself: function words, or words of the lexicon, on both sides."""
    after = at + 1 == len(units) or units[at + 1].start or units[at + 1].kind != "char"
    return after and (units[at].start or at == 0 or units[at - 1].kind != "char")


def _kept(
    said: Proposition, wording: Proposition, record: Record, alignment: Alignment, weigh: Weigh
) -> float:
    """How much of a wording the statement keeps; a detail that other wordings leave out may be left out."""
    families = {FAMILIES.get(k, "") for k in said.keys}

    def weight(unit: Unit) -> float:
        return weigh(unit) * (_DETAIL + (1 - _DETAIL) * record.common.get(unit.key, 1.0))

    keys = set(said.keys)
    missing = sum(
        weight(u)
        for d in alignment.differences
        for u in d.recorded
        if FAMILIES.get(u.key, "-") not in families and not KIN.get(u.key, frozenset()) & keys
    )
    return 1 - missing / (sum(map(weight, wording.units)) or 1.0)


TURNED = "方向相反：谁对谁不同"
_OTHER = {"number": "数字不同", "place": "地点不同", "time": "时间不同"}


def _foreign(
    units: tuple[Unit, ...], trust: list[float], weights: list[float], alignment: Alignment, record: Record
) -> str:
    """A stretch of the statement that the record does not speak of and that is too much to pass over."""
    instead = {k: d.recorded for d in alignment.differences for k in range(d.at, d.at + len(d.said))}
    total = sum(weights) or 1.0
    for strange, group in groupby(range(len(units)), key=lambda k: trust[k] < 0.4):
        stretch = list(group)
        if strange:
            weight = sum(weights[k] for k in stretch) / total
            problem = _other_thing(
                [units[k] for k in stretch], instead.get(stretch[0], ()), weight, timed=record.timed
            )
            if problem:
                return problem
    return ""


def _other_thing(said: list[Unit], recorded: tuple[Unit, ...], weight: float, *, timed: bool) -> str:
    words, other = "".join(u.text for u in said), "".join(u.text for u in recorded)
    kinds = {u.kind for u in said} & _OTHER.keys()
    if kinds - {"time"} or (kinds and timed):
        return f"{_OTHER[min(kinds)]}：记录中没有“{words}”"
    if len(other) * 3 >= len(words) and weight > _SWAPPED:  # one word for another, not something more
        return f"对象不同：记录说的是“{other}”，不是“{words}”"
    return f"记录中没有提到“{words}”" if weight > _ADDED else ""


def _shortfall(
    share: float,
    kept: float,
    said: Proposition,
    trust: list[float],
    wording: Proposition,
    alignment: Alignment,
) -> str:
    if share < _SAID:
        words = "".join(u.text for u, t in zip(said.units, trust, strict=True) if t < 0.5)
        return f"记录中没有提到“{words}”"
    if kept < _KEPT:
        words = "、".join("".join(u.text for u in d.recorded) for d in alignment.differences if d.recorded)
        return f"记录还限定了“{words}”"
    if is_turned(said, wording, alignment):
        return TURNED
    if said.source not in wording.source and wording.source not in said.source:
        return f"记录中说这话的是“{wording.source}”"
    return ""


def is_turned(said: Proposition, recorded: Proposition, alignment: Alignment) -> bool:
    """A传B against B传A: two stretches that stand on other sides of the same word."""
    if said.passive != recorded.passive:
        return False
    tiles = [t for t in alignment.tiles if t.i + t.size <= len(said.units)]
    return any(
        right.j < middle.j < left.j
        and any(_is_directed(said.units[middle.i + k]) for k in range(middle.size))
        and len({said.units[t.i].piece for t in (left, middle, right)}) == 1
        and len({recorded.units[t.j].piece for t in (left, middle, right)}) == 1
        for left, middle, right in zip(tiles, tiles[1:], tiles[2:], strict=False)
    )


def _is_directed(unit: Unit) -> bool:
    """Whether it matters which side of a word its neighbours stand on."""
    return FAMILIES.get(unit.key) == "bad" or unit.pole != 0 or unit.key == "比"
