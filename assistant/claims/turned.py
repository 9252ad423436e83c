"""Who does what to whom: A传B against B传A."""

from __future__ import annotations

from assistant.claims.align import Alignment
from assistant.claims.lexicon import FAMILIES
from assistant.claims.proposition import Proposition, Unit

TURNED = "方向相反：谁对谁不同"
_MORE_THAN = "高于"  # the class of comparisons, whichever way


def is_turned(said: Proposition, recorded: Proposition, alignment: Alignment) -> bool:
    """A传B against B传A: two stretches that stand on other sides of the same word."""
    if said.passive != recorded.passive:
        return False
    if _compares_other_way(said, recorded, alignment):
        return True
    tiles = [t for t in alignment.tiles if t.i + t.size <= len(said.units)]
    return any(
        right.j < middle.j < left.j
        and any(_is_directed(said.units[middle.i + k]) for k in range(middle.size))
        and len({said.units[t.i].piece for t in (left, middle, right)}) == 1
        and len({recorded.units[t.j].piece for t in (left, middle, right)}) == 1
        for left, middle, right in zip(tiles, tiles[1:], tiles[2:], strict=False)
    )


def _compares_other_way(said: Proposition, recorded: Proposition, alignment: Alignment) -> bool:
    """A高于B against B不高于A: what comes after the comparison in one comes before it in the other."""
    for at, unit in enumerate(said.units[:-1]):
        there, standard = alignment.partner(at), alignment.partner(at + 1)
        if unit.key == _MORE_THAN and there is not None and standard is not None and standard < there:
            return recorded.units[there].key == _MORE_THAN
    return False


def _is_directed(unit: Unit) -> bool:
    """Whether it matters which side of a word its neighbours stand on."""
    return FAMILIES.get(unit.key) == "bad" or unit.pole != 0 or unit.key == "比"
