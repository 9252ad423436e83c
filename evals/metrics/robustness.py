"""Robustness: what a reworded question costs.

For each base question several variants are made by rule (`evals.variants`). Shown are plain accuracy, the
worst of a question's variants (it counts only if all are right), and the flip rate: how often the outcome
changes where the base was right.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Varied(NamedTuple):
    """One variant with its outcome."""

    base: str
    way: str
    right: bool
    base_right: bool


def accuracy(varied: Sequence[Varied]) -> tuple[int, int]:
    """Right variants and all variants."""
    return sum(v.right for v in varied), len(varied)


def worst(varied: Sequence[Varied]) -> tuple[int, int]:
    """Base questions whose every variant is right, and all base questions."""
    bases: dict[str, bool] = {}
    for v in varied:
        bases[v.base] = bases.get(v.base, True) and v.right
    return sum(bases.values()), len(bases)


def flips(varied: Sequence[Varied]) -> tuple[int, int]:
    """Variants that are wrong though the base was right, and all variants of right bases."""
    held = [v for v in varied if v.base_right]
    return sum(not v.right for v in held), len(held)
