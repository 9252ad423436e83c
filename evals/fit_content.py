"""Fit `assistant/claims/content.json`: does a statement speak of what a record speaks of?

Examples are wordings of the records. A quarter is held out in turn and laid over the records that are left,
the own one among them; once more with something said round it, so that it still is the same, and with the
thing that its record is about put for things of other records, so that it is not; then half of the records
are held out whole, so that nothing is the same.
Every second record is thinned to a few wordings, as a claim base is that somebody has just begun.

    python -m evals.fit_content --corpus corpus
"""

from __future__ import annotations

import argparse
import sys
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.claims import ClaimBase
from assistant.claims.odds import Odds, fit_odds, write_odds
from evals.fit_things import other_things, talked_about
from index.corpus import read_corpus
from index.document import Document

_PARTS = 4
_FEW = 3  # wordings of a thinned record
_TALKED = 2  # one in so many is put with something said round it
_FOLDS = 5
_STRENGTH = 0.1  # inverse of the L2 penalty
_TARGET = Path("assistant/claims/content.json")


@dataclass(frozen=True, slots=True)
class Example:
    """A statement laid over the best wording of a record.

    Attributes:
        statement: what was said.
        own: id of the record it was taken from.
        features: see `assistant.claims.coverage`.
        same: whether the record speaks of it.
        problem: what keeps the two apart.
        spoken: everything that the record says.
    """

    statement: str
    own: str
    features: tuple[float, ...]
    same: bool
    problem: str
    spoken: str

    @property
    def barred(self) -> bool:
        """Whether a number, place, time or direction differs, whatever the rest."""
        return self.problem.startswith(("数字", "地点", "时间", "方向", "疾病", "记录中说这话"))


def make_examples(records: Sequence[Document]) -> list[Example]:
    """Held-out wordings over the records that are left.

    Args:
        records: documents with claims.
    """
    found: list[Example] = []
    swaps = other_things({record.id: _wordings(record) for record in records})
    for part in range(_PARTS):
        base = ClaimBase([_without(record, part) for record in records])
        for record in records:
            for text in _wordings(record)[1:]:
                if _chance(text) % _PARTS == part:
                    found += _told(base, text, record.id, swaps.get(record.id, ("", [])))
    for half in (0, 1):
        base = ClaimBase([_thinned(r) for r in records if _chance(r.id) % 2 == half])
        for record in records:
            if _chance(record.id) % 2 != half:
                for text in _wordings(record):
                    said = talked_about(text) if _chance(text) // _PARTS % _TALKED == 0 else text
                    found += _over(base, said, record.id)
    return found


def _told(base: ClaimBase, text: str, own: str, swap: tuple[str, Sequence[str]]) -> Iterator[Example]:
    """A wording as it is, perhaps with something said round it, and of other things."""
    yield from _over(base, text, own)
    if _chance(text) // _PARTS % _TALKED == 0:
        yield from _over(base, talked_about(text), own)
    thing, others = swap
    for other in others if thing in text else ():
        swapped = _over(base, text.replace(thing, other), own)
        yield from (replace(e, same=False) for e in swapped if other not in e.spoken)


def _over(base: ClaimBase, text: str, own: str) -> Iterator[Example]:
    for document, content in base.contents(text):
        spoken = "\n".join(_wordings(document))
        yield Example(text, own, content.features, document.id == own, content.problem, spoken)


def _wordings(record: Document) -> tuple[str, ...]:
    claim = record.claim
    return () if claim is None else (claim.claim, *claim.wordings, *claim.opposites)


def _without(record: Document, part: int) -> Document:
    """The record without one part of its wordings, and often with only few of the others."""
    claim = record.claim
    assert claim is not None
    left = [tuple(w for w in ws if _chance(w) % _PARTS != part) for ws in (claim.wordings, claim.opposites)]
    return _thinned(replace(record, claim=replace(claim, wordings=left[0], opposites=left[1])))


def _thinned(record: Document) -> Document:
    claim = record.claim
    if claim is None or _chance(record.id) // _PARTS % 2:
        return record
    return replace(record, claim=replace(claim, wordings=claim.wordings[:_FEW], opposites=()))


def _chance(text: str) -> int:
    return zlib.crc32(text.encode())


def fit(examples: Sequence[Example]) -> Odds:
    """The model that tells the same content by its features.

    Args:
        examples: statements over records.
    """
    return fit_odds([e.features for e in examples], [e.same for e in examples], strength=_STRENGTH)


def measure(examples: Sequence[Example]) -> list[tuple[float, float, float]]:
    """For thresholds: how many own records are found, and how many statements with none get one.

    Args:
        examples: statements over records.
    """
    own: dict[str, float] = {}
    other: dict[str, float] = {}
    recorded = {e.statement for e in examples if e.same}
    for fold in range(_FOLDS):
        model = fit([e for e in examples if _chance(e.own) % _FOLDS != fold])
        for e in examples:
            if _chance(e.own) % _FOLDS == fold and not e.barred:
                odds = model.of(e.features)
                into = own if e.same else other
                into[e.statement] = max(odds, into.get(e.statement, -9.0))
    thresholds = (-1.0, -0.6, -0.2, 0.2, 0.6, 1.0)
    return [
        (
            t,
            sum(v >= t for v in own.values()) / max(1, len(recorded)),
            sum(v >= t for v in other.values()) / max(1, len(other)),
        )
        for t in thresholds
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run from a terminal.

    Args:
        arguments: as of `sys.argv[1:]`.

    Returns:
        The exit code.
    """
    parser = argparse.ArgumentParser(prog="evals.fit_content", description=__doc__)
    parser.add_argument("--corpus", type=Path, default=Path("corpus"))
    parser.add_argument("--target", type=Path, default=_TARGET)
    parser.add_argument("--fresh", action="store_true", help="forget the last fit: there are other features")
    chosen = parser.parse_args(arguments)
    if chosen.fresh:
        write_odds(chosen.target, Odds((), (), (), 0.0))
    records = [d for d in read_corpus(chosen.corpus) if d.claim is not None]
    examples = make_examples(records)
    for threshold, found, foreign in measure(examples):
        sys.stdout.write(f"odds {threshold:.1f}: own record {found:6.1%}, another one {foreign:6.1%}\n")
    write_odds(chosen.target, fit(examples))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
