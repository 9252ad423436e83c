"""Log-odds from features and their products of two, fitted in `evals`, read from a file beside this one."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_FAR = 4.0  # scales from the mean beyond which nothing was seen to learn from


@dataclass(frozen=True, slots=True)
class Odds:
    """A quadratic logistic model.

    Attributes:
        means: what each feature is on average.
        scales: how much each feature varies.
        weights: of each feature, then of each product of two, the first with itself first.
        bias: the log-odds where every feature is as on average.
    """

    means: tuple[float, ...]
    scales: tuple[float, ...]
    weights: tuple[float, ...]
    bias: float

    def of(self, features: Sequence[float]) -> float:
        """The log-odds; the bias of a model that was not fitted yet.

        Args:
            features: as many as it was fitted on.
        """
        if not self.weights:
            return self.bias
        scaled = ((f - m) / s for f, m, s in zip(features, self.means, self.scales, strict=True))
        values = [max(-_FAR, min(_FAR, value)) for value in scaled]
        products = (a * b for i, a in enumerate(values) for b in values[i:])
        terms = [*values, *products]
        return self.bias + sum(w * t for w, t in zip(self.weights, terms, strict=True))


@lru_cache(maxsize=4)
def load_odds(name: str) -> Odds:
    """Read a fitted model.

    Args:
        name: of its file.
    """
    held = json.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))
    return Odds(tuple(held["means"]), tuple(held["scales"]), tuple(held["weights"]), held["bias"])


def fit_odds(
    rows: Sequence[Sequence[float]], labels: Sequence[bool], *, strength: float, balanced: bool = False
) -> Odds:
    """Fit a model; needs scikit-learn.

    Args:
        rows: features, one row an example.
        labels: what each example is.
        strength: inverse of the L2 penalty.
        balanced: whether both labels count alike, however often each occurs.
    """
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    values = np.asarray(rows, dtype=float)
    means = np.round(values.mean(axis=0), 4)
    scales = np.round(np.maximum(values.std(axis=0), 1e-3), 4)
    values = (values - means) / scales
    size = values.shape[1]
    products = [values[:, i : i + 1] * values[:, i:] for i in range(size)]
    model = LogisticRegression(C=strength, max_iter=5_000, class_weight="balanced" if balanced else None)
    model.fit(np.hstack([values, *products]), labels)
    weights = tuple(round(float(w), 4) for w in model.coef_[0])
    return Odds(
        tuple(map(float, means)), tuple(map(float, scales)), weights, round(float(model.intercept_[0]), 4)
    )


def write_odds(path: Path, odds: Odds) -> None:
    """Write a model.

    Args:
        path: its file.
        odds: the model.
    """
    held = {"means": odds.means, "scales": odds.scales, "weights": odds.weights, "bias": odds.bias}
    path.write_text(json.dumps(held) + "\n", encoding="utf-8")
