"""Intervals and paired tests, from scipy.

Wilson for proportions (a 50/50 cell does not prove 100 %), a bootstrap over clusters because variants of
a question and the two of a pair stand and fall together (Miller 2024, "Adding error bars to evals", arXiv
2411.00640), exact McNemar for two versions on the same cases, Holm for several gated metrics.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

SEED = 20200127
DRAWS = 2_000


class Interval(NamedTuple):
    """A 95 % interval."""

    low: float
    high: float


class Paired(NamedTuple):
    """Two versions on the same cases."""

    better: int
    worse: int
    p: float


def wilson(right: int, n: int, confidence: float = 0.95) -> Interval:
    """Wilson score interval of a proportion; (0, 1) where nothing was measured.

    Args:
        right: successes.
        n: trials.
        confidence: level.
    """
    from scipy.stats import binomtest

    if n == 0:
        return Interval(0.0, 1.0)
    found = binomtest(right, n).proportion_ci(confidence_level=confidence, method="wilson")
    return Interval(float(found.low), float(found.high))


def cluster_bootstrap(values: Sequence[float], clusters: Sequence[str], draws: int = DRAWS) -> Interval:
    """Percentile interval of a mean, whole clusters drawn together, fixed seed.

    Args:
        values: one a case.
        clusters: what each case belongs to.
        draws: how many resamples.
    """
    import numpy as np

    if not values:
        return Interval(0.0, 1.0)
    sums: dict[str, tuple[float, int]] = {}
    for value, cluster in zip(values, clusters, strict=True):
        total, count = sums.get(cluster, (0.0, 0))
        sums[cluster] = (total + value, count + 1)
    table = np.array([sums[c] for c in sorted(sums)], dtype=float)
    drawn = np.random.default_rng(SEED).integers(0, len(table), size=(draws, len(table)))
    totals = table[drawn].sum(axis=1)
    means = totals[:, 0] / totals[:, 1]
    low, high = np.percentile(means, [2.5, 97.5])
    return Interval(float(low), float(high))


def mcnemar(before: Mapping[str, bool], after: Mapping[str, bool]) -> Paired:
    """Exact McNemar on the cases that both runs hold: is the change in either direction more than chance?

    Args:
        before: whether right, by case, in the older run.
        after: the same in the newer run.
    """
    from scipy.stats import binomtest

    shared = before.keys() & after.keys()
    better = sum(after[k] and not before[k] for k in shared)
    worse = sum(before[k] and not after[k] for k in shared)
    p = float(binomtest(worse, better + worse, 0.5).pvalue) if better + worse else 1.0
    return Paired(better, worse, p)


def paired_bootstrap(differences: Sequence[float], clusters: Sequence[str], draws: int = DRAWS) -> Interval:
    """Percentile interval of a mean paired difference (newer minus older), clusters drawn together."""
    return cluster_bootstrap(differences, clusters, draws) if differences else Interval(0.0, 0.0)


def holm(p_values: Mapping[str, float]) -> dict[str, float]:
    """Holm's adjusted p-values of several tests."""
    ordered = sorted(p_values.items(), key=lambda item: (item[1], item[0]))
    adjusted: dict[str, float] = {}
    highest = 0.0
    for rank, (name, p) in enumerate(ordered):
        highest = max(highest, min(1.0, p * (len(ordered) - rank)))
        adjusted[name] = highest
    return adjusted
