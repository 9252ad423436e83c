"""Fit `assistant/claims/alike.json` and `differ.npz`: does a statement speak of what a record speaks of?

Examples are wordings of the records. A quarter is held out in turn and laid over the records that are left,
the own one among them; once more with something said round it, so that it still is the same; with the thing
that its record is about put for things of other records, or taken out, or with any word put for one that the
record has nothing like, so that it is not. Statements written to be near a record and apart from it are held
out likewise; then half of the records are, so that nothing is the same. Every second record is thinned to a
few wordings, as a claim base is that somebody has just begun; of records with many wordings only every second
one is changed.
`assistant/claims/content.json` is fitted with it, for sentences that stand alone: `assistant.claims.support`.

    python -m evals.fit_content --corpus corpus
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.claims import ClaimBase
from assistant.claims.alike import APART
from assistant.claims.coverage import FEATURES
from assistant.claims.differ import Parting, write_parting
from assistant.claims.odds import fit_odds, write_odds
from assistant.claims.parse import parse
from assistant.claims.shelf import Shelf, texts_of
from evals.fit.plain import export_trees, plain_trees
from evals.fit_apart import crossed_odds, fit_parting
from evals.fit_things import odd_words, other_things, talked_about
from index.corpus import read_corpus
from index.document import Document

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_PARTS = 4
_FEW = 3  # wordings of a thinned record
_TALKED = 3  # one in so many is put with something said round it
_FOLDS = 5
_STRENGTH = 0.1  # inverse of the L2 penalty
_LACKING = 0.3  # weight of an example with a word changed or taken out: now and then it still says the same
_REAL = 2.5  # weight of a statement that somebody wrote to be near a record and apart from it
_MANY = 16  # wordings of a record of which every second one is taken
_SHAPE = {"max_iter": 250, "learning_rate": 0.06, "max_leaf_nodes": 12, "min_samples_leaf": 40}
_SEED = 7
_TARGET = Path("assistant/claims")


@dataclass(frozen=True, slots=True)
class Example:
    """A statement laid over a record.

    Attributes:
        statement: what was said.
        own: id of the record it was taken from.
        record: id of the record it is laid over.
        row: what is measured (`assistant.claims.alike`).
        difference: the words in which they differ (`assistant.claims.differ`).
        same: whether the record speaks of it.
        barred: whether a number, place, time or direction differs, whatever is measured.
        weight: how much it counts.
    """

    statement: str
    own: str
    record: str
    row: tuple[float, ...]
    difference: NDArray[np.float32]
    same: bool
    barred: bool
    weight: float = 1.0


def make_examples(records: Sequence[Document]) -> list[Example]:
    """Held-out wordings over the records that are left.

    Args:
        records: documents with claims.
    """
    found: list[Example] = []
    texts = {record.id: texts_of(record) for record in records}
    changed = Changed(
        other_things(texts), odd_words(texts), {s.document.id: s for s in ClaimBase(records).shelves}
    )
    for part in range(_PARTS):
        base = ClaimBase([_without(record, part) for record in records])
        for record in records:
            taken = frozenset(_taken(record))
            for text in texts_of(record)[1:]:
                if _chance(text) % _PARTS == part:
                    found += _told(base, text, record.id, changed, taken=text in taken)
            found += _not_settled(
                base, [t for t in _unlike(record) if _chance(t) % _PARTS == part], record.id
            )
    for half in (0, 1):
        base = ClaimBase([_thinned(r) for r in records if _chance(r.id) % 2 == half])
        for record in records:
            if _chance(record.id) % 2 != half:
                found += _not_settled(base, _unlike(record), record.id)
                for text in _taken(record):
                    said = talked_about(text) if _chance(text) // _PARTS % _TALKED == 0 else text
                    found += _over(base, said, record.id)
    return found


@dataclass(frozen=True, slots=True)
class Changed:
    """Ways to change what a wording says.

    Attributes:
        swaps: for each record what it is about, and other things.
        odd: puts in a word that the record has nothing like.
        whole: each record with all its wordings.
    """

    swaps: Mapping[str, tuple[str, Sequence[str]]]
    odd: Callable[[str, str], str]
    whole: Mapping[str, Shelf]


def _taken(record: Document) -> list[str]:
    texts = texts_of(record)[1:]
    return [t for t in texts if len(texts) <= _MANY or _chance(t) // _PARTS % 2]


def _told(base: ClaimBase, text: str, number: str, changed: Changed, *, taken: bool) -> Iterator[Example]:
    """A wording as it is; where taken, with something said round it, of other things, without its thing."""
    chance = _chance(text) // (2 * _PARTS)
    yield from _over(base, text, number)
    if not taken:
        return
    if chance % _TALKED == 0:
        yield from _over(base, talked_about(text), number)
    thing, others = changed.swaps.get(number, ("", ()))
    for other in others if thing in text else ():
        swapped = _over(base, text.replace(thing, other), number)
        yield from (
            replace(e, same=False)
            for e in swapped
            if not any(other in t for t in texts_of(changed.whole[e.record].document))
        )
    if odd := changed.odd(number, text):
        yield from (replace(e, same=False, weight=_LACKING) for e in _over(base, odd, number) if e.same)
    if without := lacking(changed.whole[number], text):
        yield from (replace(e, same=False, weight=_LACKING) for e in _over(base, without, number) if e.same)


def lacking(shelf: Shelf, text: str) -> str:
    """A wording without the word before its modal that says what its record is about; empty for none.

    Args:
        shelf: the record.
        text: one of its wordings.
    """
    parsed = parse(text)
    said, subject = parsed.text, "".join(unit.text for unit in parsed.units[: parsed.main])
    limit = shelf.matter.limit(subject)
    left = re.sub(rf"的?{re.escape(limit)}的?", "", said).lstrip("的,，。") if limit else ""
    return left if len(left) >= 4 else ""


def _not_settled(base: ClaimBase, texts: Sequence[str], own: str) -> Iterator[Example]:
    """Statements that are near a record and that it does not settle, nor any other."""
    for text in texts:
        yield from (replace(e, same=False, weight=_REAL) for e in _over(base, text, own))


def _unlike(record: Document) -> tuple[str, ...]:
    return record.claim.unlike if record.claim is not None else ()


def _over(base: ClaimBase, text: str, own: str) -> Iterator[Example]:
    for document, row, difference, problem in base.measured(text):
        yield Example(text, own, document.id, row, difference, document.id == own, bool(problem))


def _without(record: Document, part: int) -> Document:
    """The record without one part of its wordings, and often with only few of the others."""
    claim = record.claim
    assert claim is not None
    kept = (claim.wordings, claim.opposites, claim.unlike)
    left = [tuple(w for w in ws if _chance(w) % _PARTS != part) for ws in kept]
    return _thinned(
        replace(record, claim=replace(claim, wordings=left[0], opposites=left[1], unlike=left[2]))
    )


def _thinned(record: Document) -> Document:
    claim = record.claim
    if claim is None or _chance(record.id) // _PARTS % 2:
        return record
    return replace(record, claim=replace(claim, wordings=claim.wordings[:_FEW], opposites=(), unlike=()))


def _chance(text: str) -> int:
    return zlib.crc32(text.encode())


def told_apart(examples: Sequence[Example]) -> tuple[list[Example], Parting]:
    """The examples with what their differing words tell, by a net fitted on other records; then the net.

    Args:
        examples: statements over records.
    """
    import numpy as np

    differences = np.array([e.difference for e in examples], dtype=np.float32)
    same, counts = np.array([e.same for e in examples]), np.array([e.weight for e in examples])
    folds = np.array([_chance(e.own) % _FOLDS for e in examples], dtype=np.intp)
    odds = crossed_odds(differences, same, counts, folds).tolist()
    told = [
        replace(e, row=(*e.row[:APART], o, *e.row[APART + 1 :])) for e, o in zip(examples, odds, strict=True)
    ]
    return told, fit_parting(differences, same, counts)


def fit(examples: Sequence[Example]) -> Any:
    """The model that tells the same content by what is measured.

    Args:
        examples: statements over records.
    """
    import numpy as np
    from sklearn.ensemble import HistGradientBoostingClassifier

    model = HistGradientBoostingClassifier(l2_regularization=1.0, random_state=_SEED, **_SHAPE)
    rows, labels = np.array([e.row for e in examples]), np.array([e.same for e in examples])
    return model.fit(rows, labels, sample_weight=np.array([e.weight for e in examples]))


def measure(examples: Sequence[Example]) -> list[tuple[float, float, float]]:
    """For thresholds: how many own records are found, and how many statements with none get one.

    Args:
        examples: statements over records.
    """
    import numpy as np

    own: dict[str, float] = {}
    other: dict[str, float] = {}
    for fold in range(_FOLDS):
        model = fit([e for e in examples if _chance(e.own) % _FOLDS != fold])
        left = [e for e in examples if _chance(e.own) % _FOLDS == fold]
        for e, odds in zip(left, model.decision_function(np.array([e.row for e in left])), strict=True):
            into = own if e.same else other
            into[e.statement] = max(-9.0 if e.barred else float(odds), into.get(e.statement, -9.0))
    thresholds = (-2.0, -1.5, -1.0, -0.5, 0.0, 0.5, 1.0)
    return [
        (t, sum(v >= t for v in own.values()) / len(own), sum(v >= t for v in other.values()) / len(other))
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
    chosen = parser.parse_args(arguments)
    examples = make_examples([d for d in read_corpus(chosen.corpus) if d.claim is not None])
    sys.stdout.write(f"{len(examples)} examples\n")
    examples, net = told_apart(examples)
    write_parting(chosen.target / "differ.npz", net)
    for threshold, found, foreign in measure(examples):
        sys.stdout.write(f"odds {threshold:.1f}: own record {found:6.1%}, another one {foreign:6.1%}\n")
    plain = plain_trees(export_trees(fit(examples)))
    (chosen.target / "alike.json").write_text(json.dumps(plain) + "\n", encoding="utf-8")
    alone = [(e.row[-FEATURES:], e.same) for e in examples]
    odds = fit_odds([row for row, _ in alone], [same for _, same in alone], strength=_STRENGTH)
    write_odds(chosen.target / "content.json", odds)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
