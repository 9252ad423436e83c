"""scikit-learn's models in the plain forms that the program reads (`assistant.compose.trees`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assistant.compose import trees

_LEANING = 0.3  # inverse of the L2 penalty


def export_trees(model: Any) -> trees.Trees:
    """scikit-learn's fitted trees as plain arrays."""
    import numpy as np

    feature: list[int] = []
    threshold: list[float] = []
    left: list[int] = []
    right: list[int] = []
    value: list[float] = []
    roots: list[int] = []
    for (predictor,) in model._predictors:  # scikit-learn has no public access to histogram trees
        base = len(feature)
        roots.append(base)
        for node in predictor.nodes:
            leaf = bool(node["is_leaf"])
            feature.append(0 if leaf else int(node["feature_idx"]))
            threshold.append(0.0 if leaf else float(node["num_threshold"]))
            left.append(-1 if leaf else base + int(node["left"]))
            right.append(-1 if leaf else base + int(node["right"]))
            value.append(float(node["value"]) if leaf else 0.0)
    return trees.Trees(
        float(model._baseline_prediction.ravel()[0]),
        np.array(feature, dtype=np.intp),
        np.array(threshold),
        np.array(left, dtype=np.intp),
        np.array(right, dtype=np.intp),
        np.array(value),
        np.array(roots, dtype=np.intp),
    )


def plain_trees(model: trees.Trees) -> dict[str, object]:
    """Trees as JSON keeps them (`assistant.compose.trees.read_trees`)."""
    return {
        "baseline": model.baseline,
        "feature": model.feature.tolist(),
        "threshold": [float(f"{x:.6g}") for x in model.threshold.tolist()],
        "left": model.left.tolist(),
        "right": model.right.tolist(),
        "value": [float(f"{x:.6g}") for x in model.value.tolist()],
        "roots": model.roots.tolist(),
    }


def fit_line(rows: Sequence[Any], marks: Sequence[bool], weights: Sequence[float]) -> trees.Line:
    """A logistic regression over vectors.

    Args:
        rows: n vectors.
        marks: whether documents answer.
        weights: what each counts for.
    """
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=_LEANING, max_iter=500)
    model.fit(np.array(rows, dtype=np.float64), list(marks), sample_weight=list(weights))
    return trees.Line(model.coef_[0], float(model.intercept_[0]))


def plain_line(line: trees.Line) -> dict[str, object]:
    """A logistic regression as JSON keeps it (`assistant.compose.trees.read_line`)."""
    return {"weights": [float(f"{x:.6g}") for x in line.weights.tolist()], "bias": line.bias}
