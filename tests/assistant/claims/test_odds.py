from __future__ import annotations

import pytest

from assistant.claims.odds import Odds, fit_odds


def test_products_of_two_features_count():
    odds = Odds((0.0, 0.0), (1.0, 1.0), (1.0, 2.0, 0.0, 3.0, 0.0), 0.5)
    assert odds.of((2.0, 1.0)) == pytest.approx(0.5 + 2 + 2 + 6)


def test_nothing_is_concluded_from_further_out_than_was_seen():
    odds = Odds((0.0,), (1.0,), (1.0, 0.0), 0.0)
    assert odds.of((1e6,)) == odds.of((5.0,))


def test_a_model_not_fitted_yet_says_nothing():
    assert Odds((), (), (), 0.0).of((1.0, 2.0)) == 0.0


def test_learns_what_only_both_features_together_tell():
    rows = [(float(a), float(b)) for a in (-1, 1) for b in (-1, 1)] * 20
    odds = fit_odds(rows, [a * b > 0 for a, b in rows], strength=1.0, balanced=True)
    assert odds.of((1.0, 1.0)) > 0 > odds.of((1.0, -1.0))
