"""Lay one statement's content over another's: what both say, and each difference in its slot.

Greedy tiling by the longest common stretches, so that word order does not matter; what no tile covers is a
difference.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.claims.proposition import Unit
from assistant.claims.spelling import is_rare, sound

Weigh = Callable[[Unit], float]


@dataclass(frozen=True, slots=True)
class Tile:
    """A stretch that both statements share: said[i:i+size] and recorded[j:j+size]."""

    i: int
    j: int
    size: int


@dataclass(frozen=True, slots=True)
class Difference:
    """A stretch of content that one of the two has and the other has not, or has otherwise.

    Attributes:
        said: units of the statement; empty where it leaves something out.
        recorded: units of the record in the same slot; empty where the statement adds something.
        at: index in the statement where it stands.
    """

    said: tuple[Unit, ...]
    recorded: tuple[Unit, ...]
    at: int


@dataclass(frozen=True, slots=True)
class Alignment:
    """How far two statements have the same content.

    Attributes:
        tiles: what they share, in the order of the statement.
        differences: what they do not share.
    """

    tiles: tuple[Tile, ...]
    differences: tuple[Difference, ...]

    def partner(self, index: int) -> int | None:
        """The record's unit that lies under a unit of the statement."""
        return next((t.j + index - t.i for t in self.tiles if t.i <= index < t.i + t.size), None)


def align(said: Sequence[Unit], recorded: Sequence[Unit]) -> Alignment:
    """Align a statement with a record's wording.

    Args:
        said: content of the statement.
        recorded: content of the record's wording.
    """
    tiles = _tile(said, recorded)
    free_said = _free(len(said), [(t.i, t.size) for t in tiles])
    free_recorded = _free(len(recorded), [(t.j, t.size) for t in tiles])
    differences, same = _pair_up(said, recorded, tiles, free_said, free_recorded)
    return Alignment(tuple(sorted([*tiles, *same], key=lambda t: t.i)), tuple(differences))


def _tile(said: Sequence[Unit], recorded: Sequence[Unit]) -> list[Tile]:
    runs = _runs([u.key for u in said], [u.key for u in recorded])
    runs.sort(key=lambda r: (-r[2], abs(r[0] - r[1]), r[0], r[1]))
    used_said = [False] * len(said)
    used_recorded = [False] * len(recorded)
    tiles: list[Tile] = []
    waiting = runs
    while waiting:
        i, j, size = waiting.pop(0)
        free = [not used_said[i + k] and not used_recorded[j + k] for k in range(size)]
        if not all(free):
            waiting.extend(_remains(i, j, free))
            waiting.sort(key=lambda r: (-r[2], abs(r[0] - r[1]), r[0], r[1]))
            continue
        for k in range(size):
            used_said[i + k] = used_recorded[j + k] = True
        tiles.append(Tile(i, j, size))
    return tiles


def _runs(a: list[str], b: list[str]) -> list[tuple[int, int, int]]:
    """Every maximal common stretch as (start in a, start in b, length)."""
    places: dict[str, list[int]] = {}
    for j, key in enumerate(b):
        places.setdefault(key, []).append(j)
    found = []
    for i, key in enumerate(a):
        for j in places.get(key, ()):
            if i and j and a[i - 1] == b[j - 1]:
                continue
            size = 1
            while i + size < len(a) and j + size < len(b) and a[i + size] == b[j + size]:
                size += 1
            found.append((i, j, size))
    return found


def _remains(i: int, j: int, free: list[bool]) -> list[tuple[int, int, int]]:
    out = []
    start: int | None = None
    for k, is_free in enumerate([*free, False]):
        if is_free and start is None:
            start = k
        elif not is_free and start is not None:
            out.append((i + start, j + start, k - start))
            start = None
    return out


def _free(length: int, taken: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretches [start, end) that no tile covers, cut nowhere else."""
    used = [False] * length
    for start, size in taken:
        used[start : start + size] = [True] * size
    return [(s, s + n) for s, _, n in _remains(0, 0, [not u for u in used])]


def _pair_up(
    said: Sequence[Unit],
    recorded: Sequence[Unit],
    tiles: list[Tile],
    free_said: list[tuple[int, int]],
    free_recorded: list[tuple[int, int]],
) -> tuple[list[Difference], list[Tile]]:
    """Differences with the other's stretch in the same slot; a slip of the pen is no difference."""
    after = {t.i + t.size: t.j + t.size for t in tiles}  # end of a tile in the statement -> in the record
    before = {t.i: t.j for t in tiles}
    starts = {s: (s, e) for s, e in free_recorded}
    ends = {e: (s, e) for s, e in free_recorded}
    differences: list[Difference] = []
    same: list[Tile] = []
    paired: set[tuple[int, int]] = set()
    for start, end in free_said:
        slot = _slot(start, end, after, before, starts, ends, len(recorded))
        units = tuple(said[start:end])
        if slot is None or slot in paired:
            if not _is_stutter(said, start, end):
                differences.append(Difference(units, (), start))
            continue
        paired.add(slot)
        other = tuple(recorded[slot[0] : slot[1]])
        if _is_slip(said, start, other) or _is_short_form(units, other) or _is_short_form(other, units):
            same.append(Tile(start, slot[0], min(len(units), len(other))))
        else:
            differences.append(Difference(units, other, start))
    for slot in free_recorded:
        if slot not in paired:
            differences.append(Difference((), tuple(recorded[slot[0] : slot[1]]), len(said)))
    return differences, same


def _slot(
    start: int,
    end: int,
    after: dict[int, int],
    before: dict[int, int],
    starts: dict[int, tuple[int, int]],
    ends: dict[int, tuple[int, int]],
    length: int,
) -> tuple[int, int] | None:
    left = after.get(start, 0 if start == 0 else None)
    right = before.get(end)
    if left is not None and left in starts:
        return starts[left]
    if right is not None and right in ends:
        return ends[right]
    return ends.get(length) if right is None and left is None else None


def _is_stutter(units: Sequence[Unit], start: int, end: int) -> bool:
    """口口罩: one character typed twice."""
    key = units[start].key
    near = [units[k].key for k in (start - 1, end) if 0 <= k < len(units)]
    return end - start == 1 and units[start].kind == "char" and key in near


def _is_slip(said: Sequence[Unit], start: int, recorded: Sequence[Unit]) -> bool:
    """口照 for 口罩: other characters of the same sound; but 豆浆 is no 豆姜, it is a word of its own."""
    end = start + len(recorded)
    units = said[start:end]
    if len(units) != len(recorded) or len(units) > 2 or any(u.kind != "char" for u in [*units, *recorded]):
        return False
    if not all(sound(a.key) & sound(b.key) for a, b in zip(units, recorded, strict=True)):
        return False
    around = said[max(0, start - 1) : end + 1]
    return all(b.start or b.kind != "char" or is_rare(a.key + b.key) for a, b in pairwise(around))


def _is_short_form(short: Sequence[Unit], long: Sequence[Unit]) -> bool:
    """北大 for 北京大学: two or more characters of the longer form, in order, the first one first."""
    if not 2 <= len(short) < len(long) <= 4 * len(short) or any(u.kind != "char" for u in short):
        return False
    rest = iter(u.key for u in long)
    return short[0].key == long[0].key and all(u.key in rest for u in short)
