"""Fit which way a statement points: `assistant/claims/direction.json`, then `assistant/claims/leaning.json`.

Every two wordings of a record, of the claim or of its contradiction, are one example; what only one of them
has are its features. A difference counts only where several records show it, so that the model learns how
Chinese denies and not what the records are about. Then each wording in turn is laid over the others of its
record, with the differences weighed as other records have taught, to learn how far these and grammar are to
be trusted together. One wording of the other side is left out with it, so that no side is worse off.

    python -m evals.fit_direction --corpus corpus
"""

from __future__ import annotations

import argparse
import json
import sys
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from assistant.claims import ClaimBase
from assistant.claims.compare import points
from assistant.claims.coverage import measure as lay
from assistant.claims.direction import Heard, differences, opinions
from assistant.claims.odds import Odds, fit_odds, write_odds
from assistant.claims.proposition import Proposition
from assistant.claims.record import Record, prepare
from index.corpus import read_corpus

_RECORDS = 4  # records that must show a difference
_STRENGTH = 0.2  # inverse of the L2 penalty
_TRUST = 0.1  # the same of the second model
_FOLDS = 5
_SMALL = 0.02  # a weight below this is left out
_TARGET = Path("assistant/claims")

Worded = tuple[Record, Proposition]  # a wording and the side that has it


@dataclass(frozen=True, slots=True)
class Example:
    """Two wordings of a record.

    Attributes:
        record: its number.
        found: what only one of them has.
        opposite: whether they say the opposite, frames (…是假的) left out.
    """

    record: int
    found: frozenset[str]
    opposite: bool


@dataclass(frozen=True, slots=True)
class Laid:
    """A wording laid over others of its record.

    Attributes:
        record: its number.
        said: the wording.
        heard: the others, and what grammar says of each.
        opposite: whether it contradicts the claim.
    """

    record: int
    said: Proposition
    heard: tuple[Heard, ...]
    opposite: bool


def read_records(corpus: Path) -> tuple[list[list[Worded]], ClaimBase]:
    """The wordings of each record with a contradiction, and the base of all records.

    Args:
        corpus: folder of documents.
    """
    documents = [d for d in read_corpus(corpus) if d.claim is not None]
    prepared = [sides for sides in map(prepare, documents) if len(sides) > 1]
    records = [[(side, wording) for side in sides for wording in side.wordings] for sides in prepared]
    return records, ClaimBase(documents)


def make_examples(records: Sequence[Sequence[Worded]]) -> list[Example]:
    """Every two wordings of a record.

    Args:
        records: as from `read_records`.
    """
    return [
        Example(
            number,
            differences(one, other),
            (side.contradicts != opposed.contradicts) != (one.denied != other.denied),
        )
        for number, record in enumerate(records)
        for (side, one), (opposed, other) in combinations(record, 2)
    ]


def lay_out(records: Sequence[Sequence[Worded]], base: ClaimBase) -> Iterator[Laid]:
    """Each wording over the others of its record.

    Args:
        records: as from `read_records`.
        base: the base of all records, which knows how much a unit of content matters.
    """
    for number, record in enumerate(records):
        for at, (own, said) in enumerate(record):
            others = [k for k, (side, _) in enumerate(record) if side is not own]
            left_out = {at, others[zlib.crc32(said.text.encode()) % len(others)]}
            heard = []
            for side, wording in (w for k, w in enumerate(record) if k not in left_out):
                content = lay(said, wording, side, base.weigh)
                heard.append(Heard(side, wording, *points(said, content, side), content.closeness))
            yield Laid(number, said, tuple(heard), own.contradicts)


def fit(examples: Sequence[Example]) -> dict[str, float]:
    """The weight of each difference.

    Args:
        examples: pairs of wordings.
    """
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    shown: dict[str, set[int]] = defaultdict(set)
    for example in examples:
        for feature in example.found:
            shown[feature].add(example.record)
    kept = {feature for feature, numbers in shown.items() if len(numbers) >= _RECORDS}
    rows = [dict.fromkeys(sorted(example.found & kept), 1.0) for example in examples]
    vectorizer: Any = DictVectorizer()
    model: Any = LogisticRegression(C=_STRENGTH, max_iter=500)
    model.fit(vectorizer.fit_transform(rows), [example.opposite for example in examples])
    weights = dict(zip(vectorizer.feature_names_, model.coef_[0].tolist(), strict=True))
    return {"": round(float(model.intercept_[0]), 3)} | {
        feature: round(weight, 3) for feature, weight in sorted(weights.items()) if abs(weight) >= _SMALL
    }


def held_out(laid: Sequence[Laid], examples: Sequence[Example]) -> list[tuple[float, ...]]:
    """What `opinions` says of each wording, by models that have not seen its record.

    Args:
        laid: wordings over the others of their records.
        examples: pairs of wordings.
    """
    models = [fit([e for e in examples if e.record % _FOLDS != fold]) for fold in range(_FOLDS)]
    return [opinions(one.said, one.heard, models[one.record % _FOLDS]) for one in laid]


def fit_trust(laid: Sequence[Laid], rows: Sequence[tuple[float, ...]]) -> Odds:
    """How far differences in wording and grammar are to be trusted together.

    Args:
        laid: wordings over the others of their records.
        rows: what is said of them, in the same order.
    """
    return fit_odds(rows, [one.opposite for one in laid], strength=_TRUST, balanced=True)


def measure(laid: Sequence[Laid], rows: Sequence[tuple[float, ...]]) -> list[tuple[float, float, int]]:
    """How often the direction is right from a threshold on, over records that neither model has seen.

    Args:
        laid: wordings over the others of their records.
        rows: what is said of them, in the same order.

    Returns:
        Threshold, share right and number of wordings so sure.
    """
    margins: list[float] = []
    for fold in range(_FOLDS):
        seen = [k for k, one in enumerate(laid) if one.record % _FOLDS != fold]
        model = fit_trust([laid[k] for k in seen], [rows[k] for k in seen])
        for one, row in zip(laid, rows, strict=True):
            if one.record % _FOLDS == fold:
                margins.append(model.of(row) if one.opposite else -model.of(row))
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
    records, base = read_records(chosen.corpus)
    examples = make_examples(records)
    laid = list(lay_out(records, base))
    rows = held_out(laid, examples)
    for threshold, share, count in measure(laid, rows):
        sys.stdout.write(f"surer than {threshold:.1f}: {share:6.1%} of {count}\n")
    weights: Mapping[str, float] = fit(examples)
    text = json.dumps(weights, ensure_ascii=False, indent=0, sort_keys=True)
    (chosen.target / "direction.json").write_text(text + "\n", encoding="utf-8")
    write_odds(chosen.target / "leaning.json", fit_trust(laid, rows))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
