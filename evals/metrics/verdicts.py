"""Verdicts on claims.

Macro-F1 and confusion over the five verdicts; the strict score of FEVER (Thorne et al. 2018: the label is
right AND the evidence is); pairs of opposites, of which both must be right (a product blind to 不 scores
0); and recall and precision of "unknown" apart, because saying "not on record" whenever retrieval fails
matches gold by luck (critique of AVeriTeC).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

ORDER = ("true", "false", "partly_true", "unproven", "unknown")
NONE = "none"  # the product gave no verdict at all


class Judged(NamedTuple):
    """One claim: what was expected, what was said, and whether the evidence was the record meant."""

    case: str
    expected: str
    said: str
    accepted: bool
    evidence: bool | None = None
    pair: str = ""


def confusion(judged: Sequence[Judged]) -> dict[str, dict[str, int]]:
    """Counts by expected, then said verdict; an accepted alternative counts as the expected one."""
    table: dict[str, dict[str, int]] = {}
    for j in judged:
        row = table.setdefault(j.expected, {})
        said = j.expected if j.accepted else j.said
        row[said] = row.get(said, 0) + 1
    return {k: dict(sorted(table[k].items())) for k in ORDER if k in table}


def macro_f1(judged: Sequence[Judged]) -> float | None:
    """Mean F1 over the verdicts that are expected at least once; None without claims."""
    table = confusion(judged)
    scores = [f1(table, label) for label in table]
    return sum(scores) / len(scores) if scores else None


def f1(table: Mapping[str, Mapping[str, int]], label: str) -> float:
    """F1 of one verdict from a confusion table."""
    right = table.get(label, {}).get(label, 0)
    wanted = sum(table.get(label, {}).values())
    given = sum(row.get(label, 0) for row in table.values())
    return 2 * right / (wanted + given) if wanted + given else 0.0


def pair_accuracy(judged: Sequence[Judged]) -> tuple[int, int]:
    """How many pairs of opposites are right on both sides, and how many pairs there are."""
    pairs: dict[str, list[bool]] = {}
    for j in judged:
        if j.pair:
            pairs.setdefault(j.pair, []).append(j.accepted)
    whole = [all(sides) for sides in pairs.values() if len(sides) > 1]
    return sum(whole), len(whole)


def unknown_rates(judged: Sequence[Judged]) -> tuple[float | None, float | None]:
    """Precision and recall of "unknown"."""
    given = [j for j in judged if j.said in ("unknown", NONE)]
    wanted = [j for j in judged if j.expected == "unknown"]
    right = sum(j.expected == "unknown" for j in given)
    return (right / len(given) if given else None), (right / len(wanted) if wanted else None)
