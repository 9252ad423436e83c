"""Fit which way a statement points: `assistant/claims/compass.npz`, then `assistant/claims/leaning.json`.

First the compass (`evals.fit_compass`). Then each wording is read off others of its record by a compass that
has not seen the record, and grammar is heard, to learn how far the two are to be trusted together. One
wording of the other side is left out with it, so that no side is worse off; and often more, as in a new base.

    python -m evals.fit_direction --corpus corpus
"""

from __future__ import annotations

import argparse
import sys
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.claims import ClaimBase
from assistant.claims.compare import points
from assistant.claims.compass import Compass, features, write_compass
from assistant.claims.coverage import measure as lay
from assistant.claims.direction import Heard, opinions
from assistant.claims.odds import Odds, fit_odds, write_odds
from assistant.claims.shelf import Shelf
from evals.fit_compass import Lesson, fit_compass
from index.corpus import read_corpus
from index.static import bundled

_RECORDS = 4  # records that must show a feature
_TRUST = 0.1  # inverse of the L2 penalty
_FOLDS = 5
_NEAREST = 6  # wordings of either side that grammar is heard on
_SHARES = (1.0, 0.7, 0.4)  # of a record's wordings that a statement is read off
_TARGET = Path("assistant/claims")


@dataclass(frozen=True, slots=True)
class Read:
    """A wording read off others of its record.

    Attributes:
        record: its number.
        row: what is told of its direction.
        opposite: whether it contradicts the claim.
    """

    record: int
    row: tuple[float, ...]
    opposite: bool


def lessons(shelves: Sequence[Shelf]) -> list[Lesson]:
    """The wordings of each record, ready to learn from.

    Args:
        shelves: records.
    """
    return [
        Lesson(
            tuple(features(wording) for _, wording in shelf.worded),
            bundled().embed([wording.text for _, wording in shelf.worded]),
            shelf.same,
        )
        for shelf in shelves
    ]


def vocabulary(taught: Sequence[Lesson]) -> dict[str, int]:
    """Features that several records show, in order.

    Args:
        taught: records.
    """
    shown = Counter(f for lesson in taught for f in frozenset().union(*lesson.features))
    return {f: k for k, f in enumerate(sorted(f for f, n in shown.items() if n >= _RECORDS))}


def held_out(shelves: Sequence[Shelf], taught: Sequence[Lesson], base: ClaimBase) -> list[Read]:
    """Each wording read off others by a compass that has not seen its record.

    Args:
        shelves: records.
        taught: the same, ready to learn from.
        base: the base of all records, which knows how much a unit of content matters.
    """
    found: list[Read] = []
    for fold in range(_FOLDS):
        seen = [lesson for number, lesson in enumerate(taught) if number % _FOLDS != fold]
        compass = fit_compass(seen, vocabulary(seen))
        for number in range(fold, len(shelves), _FOLDS):
            found += _read(number, shelves[number], compass, base)
    return found


def _read(number: int, shelf: Shelf, compass: Compass, base: ClaimBase) -> Iterator[Read]:
    """One record's wordings, each read off some others."""
    headings = compass.headings([wording for _, wording in shelf.worded])
    rows = bundled().embed([wording.text for _, wording in shelf.worded])
    for at, (own, said) in enumerate(shelf.worded):
        left = _left(shelf, at)
        if not left:
            continue
        near = rows[left] @ rows[at]
        told = compass.odds(headings[at], headings[left], near, [shelf.same[k] for k in left])
        ranked = sorted(range(len(left)), key=lambda k: -near[k])
        heard = []
        for contradicts in (False, True):
            on_side = [left[k] for k in ranked if shelf.worded[left[k]][0].contradicts == contradicts]
            for k in on_side[:_NEAREST]:
                side, wording = shelf.worded[k]
                content = lay(said, wording, side, base.weigh)
                heard.append(Heard(side, *points(said, content, side), content.closeness))
        yield Read(number, opinions(-told if said.denied else told, heard), own.contradicts)


def _left(shelf: Shelf, at: int) -> list[int]:
    """Wordings that one is read off: not itself, one fewer of the other side, and often only a share."""
    own, said = shelf.worded[at]
    chance = zlib.crc32(said.text.encode())
    others = [k for k, (side, _) in enumerate(shelf.worded) if side is not own]
    away = {at, others[chance % len(others)]} if others else {at}
    left = [k for k in range(len(shelf.worded)) if k not in away]
    share = _SHARES[chance // 7 % len(_SHARES)]
    drawn = [k for k in left if zlib.crc32(f"{said.text}{k}".encode()) % 100 < 100 * share]
    if chance // 31 % 6 == 0:  # a record that words no contradiction
        drawn = [k for k in drawn if not shelf.worded[k][0].contradicts][:3]
    return drawn or left[:2]


def fit_trust(found: Sequence[Read]) -> Odds:
    """How far the compass and grammar are to be trusted together.

    Args:
        found: wordings read off others.
    """
    return fit_odds([r.row for r in found], [r.opposite for r in found], strength=_TRUST, balanced=True)


def measure(found: Sequence[Read]) -> list[tuple[float, float, int]]:
    """How often the direction is right from a threshold on, over records that no model has seen.

    Args:
        found: wordings read off others.

    Returns:
        Threshold, share right and number of wordings so sure.
    """
    margins: list[float] = []
    for fold in range(_FOLDS):
        model = fit_trust([r for r in found if r.record % _FOLDS != fold])
        for r in found:
            if r.record % _FOLDS == fold:
                margins.append(model.of(r.row) if r.opposite else -model.of(r.row))
    table = []
    for threshold in (0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0):
        sure = [m for m in margins if abs(m) >= threshold]
        table.append((threshold, sum(m > 0 for m in sure) / max(1, len(sure)), len(sure)))
    return table


def main(arguments: Sequence[str] | None = None) -> int:
    """Run from a terminal.

    Args:
        arguments: as of `sys.argv[1:]`.

    Returns:
        The exit code.
    """
    parser = argparse.ArgumentParser(prog="evals.fit_direction", description=__doc__)
    parser.add_argument("--corpus", type=Path, default=Path("corpus"))
    parser.add_argument("--target", type=Path, default=_TARGET)
    chosen = parser.parse_args(arguments)
    base = ClaimBase([d for d in read_corpus(chosen.corpus) if d.claim is not None])
    shelves = [shelf for shelf in base.shelves if len(shelf.sides) > 1]
    taught = lessons(shelves)
    found = held_out(shelves, taught, base)
    for threshold, share, count in measure(found):
        sys.stdout.write(f"surer than {threshold:.1f}: {share:6.1%} of {count}\n")
    write_compass(chosen.target / "compass.npz", fit_compass(taught, vocabulary(taught)))
    write_odds(chosen.target / "leaning.json", fit_trust(found))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
