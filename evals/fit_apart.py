"""Fit what differing words tell (`assistant/claims/differ.npz`); needs scikit-learn.

A part of `evals.fit_content`: what each example is told by weights that have not seen its record goes on to
the trees, so that these learn how far to trust it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_STRENGTH = 0.03  # inverse of the L2 penalty
_ROUNDS, _EXACT = 80, 1e-3


def fit_weights(
    differences: NDArray[np.float32], same: NDArray[np.bool_], counts: NDArray[np.float64]
) -> NDArray[np.float32]:
    """Weights of a difference, the bias last.

    Args:
        differences: how each statement differs from a record, n rows (`Matter.differ`).
        same: whether the record speaks of it, n.
        counts: how much each example counts, n.
    """
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=_STRENGTH, max_iter=_ROUNDS, tol=_EXACT)
    model.fit(differences, same, sample_weight=counts)
    weights: NDArray[np.float32] = np.append(model.coef_[0], model.intercept_[0]).astype(np.float32)
    return weights


def crossed_odds(
    differences: NDArray[np.float32],
    same: NDArray[np.bool_],
    counts: NDArray[np.float64],
    folds: NDArray[np.intp],
) -> NDArray[np.float32]:
    """What each example is told by weights fitted on the other folds.

    Args:
        differences: as of `fit_weights`.
        same: as of `fit_weights`.
        counts: as of `fit_weights`.
        folds: the fold of each example, n.
    """
    import numpy as np

    odds = np.zeros(len(same), dtype=np.float32)
    for fold in sorted(set(folds.tolist())):
        left, out = folds != fold, folds == fold
        weights = fit_weights(differences[left], same[left], counts[left])
        odds[out] = differences[out] @ weights[:-1] + weights[-1]
    return odds
