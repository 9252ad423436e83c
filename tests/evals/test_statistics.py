"""Intervals against published values, and tests that must not see what is not there."""

from __future__ import annotations

import pytest

from evals.statistics import cluster_bootstrap, holm, mcnemar, wilson


def test_wilson_of_all_right_is_not_certainty():
    assert wilson(50, 50).low == pytest.approx(0.929, abs=0.001)
    assert wilson(300, 300).low == pytest.approx(0.987, abs=0.001)
    assert wilson(0, 0) == (0.0, 1.0)


def test_clusters_widen_the_interval():
    values = [1.0] * 20 + [0.0] * 20
    alone = cluster_bootstrap(values, [str(n) for n in range(40)])
    together = cluster_bootstrap(values, [str(n // 10) for n in range(40)])
    assert together.high - together.low > alone.high - alone.low
    assert cluster_bootstrap(values, [str(n) for n in range(40)]) == alone


def test_mcnemar_is_exact_and_looks_at_shared_cases_only():
    before = {str(n): True for n in range(10)}
    after = {str(n): n >= 8 for n in range(10)} | {"new": True}
    found = mcnemar(before, after)
    assert (found.better, found.worse) == (0, 8)
    assert found.p == pytest.approx(2 * 0.5**8)
    assert mcnemar(before, before).p == 1.0


def test_holm_multiplies_the_smallest_most():
    assert holm({"a": 0.01, "b": 0.04}) == {"a": 0.02, "b": 0.04}
