"""Fit `assistant/claims/direction.json`: do two wordings of one record say the same or the opposite?

Every two wordings of a record, of the claim or of its contradiction, are one example; what only one of them
has are its features. A difference counts only where several records show it, so that the model learns how
Chinese denies and not what the records are about. Records are held out whole to measure it.

    python -m evals.fit_direction --corpus corpus
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import yaml

from assistant.claims.direction import differences

_RECORDS = 4  # records that must show a difference
_STRENGTH = 0.05  # inverse of the L2 penalty
_FOLDS = 5
_SMALL = 0.02  # a weight below this is left out
_TARGET = Path("assistant/claims/direction.json")

Example = tuple[
    int, int, int, frozenset[str], bool
]  # record, two wordings, their differences, whether opposite


def read_records(corpus: Path) -> list[list[tuple[str, bool]]]:
    """The wordings of each record with a contradiction, each with whether it contradicts the claim.

    Args:
        corpus: folder with `rumors/*.yaml`.
    """
    found = []
    for file in sorted((corpus / "rumors").glob("*.yaml")):
        for row in yaml.safe_load(file.read_text(encoding="utf-8")):
            same, opposite = [row["claim"], *row["wordings"]], row.get("opposites", [])
            if opposite:
                found.append([(t, False) for t in same] + [(t, True) for t in opposite])
    return found


def make_examples(records: Sequence[Sequence[tuple[str, bool]]]) -> list[Example]:
    """Every two wordings of a record.

    Args:
        records: as from `read_records`.
    """
    return [
        (number, i, j, differences(record[i][0], record[j][0]), record[i][1] != record[j][1])
        for number, record in enumerate(records)
        for i, j in combinations(range(len(record)), 2)
    ]


def fit(examples: Sequence[Example]) -> dict[str, float]:
    """The weight of each difference.

    Args:
        examples: pairs of wordings.
    """
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    shown: dict[str, set[int]] = defaultdict(set)
    for number, _, _, found, _ in examples:
        for feature in found:
            shown[feature].add(number)
    kept = {feature for feature, numbers in shown.items() if len(numbers) >= _RECORDS}
    rows = [dict.fromkeys(sorted(found & kept), 1.0) for _, _, _, found, _ in examples]
    vectorizer: Any = DictVectorizer()
    model: Any = LogisticRegression(C=_STRENGTH, max_iter=500)
    model.fit(vectorizer.fit_transform(rows), [opposite for *_, opposite in examples])
    weights = dict(zip(vectorizer.feature_names_, model.coef_[0].tolist(), strict=True))
    return {"": round(float(model.intercept_[0]), 3)} | {
        feature: round(weight, 3) for feature, weight in sorted(weights.items()) if abs(weight) >= _SMALL
    }


def leans(model: dict[str, float], examples: Sequence[Example]) -> dict[tuple[int, int], list[float]]:
    """For each wording the log-odds that it is opposite to each other wording of its record.

    Args:
        model: weights.
        examples: pairs of wordings.
    """
    found: dict[tuple[int, int], list[float]] = defaultdict(list)
    for number, i, j, features, opposite in examples:
        odds = model[""] + sum(model.get(feature, 0.0) for feature in features)
        agreeing = -odds if opposite else odds  # below 0 where the model is right
        found[number, i].append(agreeing)
        found[number, j].append(agreeing)
    return found


def measure(examples: Sequence[Example]) -> list[tuple[float, float, int]]:
    """How often the mean is right from a threshold on, over records that the model has not seen.

    Args:
        examples: pairs of wordings.

    Returns:
        Threshold, share right and number of wordings so sure.
    """
    margins: list[float] = []
    for fold in range(_FOLDS):
        model = fit([e for e in examples if e[0] % _FOLDS != fold])
        held = leans(model, [e for e in examples if e[0] % _FOLDS == fold])
        margins += [-sum(odds) / len(odds) for odds in held.values()]
    table = []
    for threshold in (0.0, 0.3, 0.6, 0.9, 1.2, 1.5):
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
    examples = make_examples(read_records(chosen.corpus))
    for threshold, share, count in measure(examples):
        sys.stdout.write(f"surer than {threshold:.1f}: {share:6.1%} of {count}\n")
    weights = json.dumps(fit(examples), ensure_ascii=False, indent=0, sort_keys=True)
    chosen.target.write_text(weights + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
