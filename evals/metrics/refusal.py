"""Refusal: false answers, false refusals, and the risk-coverage curve.

Either rate alone can be gamed (refuse all, refuse none), so both are always shown. The curve follows
selective prediction (Geifman & El-Yaniv 2017): answer only the most confident share of the questions, and
count how often that is wrong.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

Json = Mapping[str, Any]


class Risked(NamedTuple):
    """One answered question: how sure the product was and whether it was wrong."""

    confidence: float
    wrong: bool


class Point(NamedTuple):
    """A point of the curve: answering this share of the questions, this share of the answers is wrong."""

    coverage: float
    risk: float


def abstained(answer: Json) -> bool:
    """Whether the product gave no answer: it refused, or has nothing on record about a claim."""
    return bool(answer["refused"]) or answer.get("verdict") == "unknown"


def risk_coverage(answered: Sequence[Risked], asked: int) -> list[Point]:
    """The curve from the most confident answer on; equal confidences move together.

    Args:
        answered: the questions that got an answer (an answer to an unanswerable question is wrong).
        asked: how many questions were asked in all.
    """
    points: list[Point] = []
    wrong = 0
    ordered = sorted(answered, key=lambda r: -r.confidence)
    for n, one in enumerate(ordered, 1):
        wrong += one.wrong
        last = n == len(ordered) or ordered[n].confidence < one.confidence
        if last:
            points.append(Point(n / asked, wrong / n))
    return points


def area(points: Sequence[Point]) -> float | None:
    """Mean risk over the coverages reached (AURC, lower is better); None without points."""
    if not points:
        return None
    total, before = 0.0, 0.0
    for point in points:
        total += (point.coverage - before) * point.risk
        before = point.coverage
    return total / before


def auroc(answered: Sequence[Risked]) -> float | None:
    """How well confidence parts right from wrong answers (0.5 is chance); None where only one kind occurs."""
    right = [r.confidence for r in answered if not r.wrong]
    wrong = [r.confidence for r in answered if r.wrong]
    if not right or not wrong:
        return None
    wins = sum((a > b) + 0.5 * (a == b) for a in right for b in wrong)
    return wins / (len(right) * len(wrong))
