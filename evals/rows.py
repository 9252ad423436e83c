"""Items as the metrics want them: claims, answers with their confidence, variants with their bases."""

from __future__ import annotations

from collections.abc import Sequence

from evals.item import Item
from evals.metrics import refusal, robustness
from evals.metrics.refusal import Risked
from evals.metrics.verdicts import Judged
from evals.totals import VARIANTS


def judged(items: Sequence[Item]) -> list[Judged]:
    """The claims of a run as the verdict metrics want them."""
    return [
        Judged(
            i.id,
            str(i.expected.get("verdict", ["unknown"])[0]),
            i.said if not (i.said == "none" and i.answer.get("refused")) else "unknown",
            i.scores.get("verdict") == 1.0,
            None if i.scores.get("evidence") is None else bool(i.scores["evidence"]),
            i.pair,
        )
        for i in items
    ]


def risked(items: Sequence[Item]) -> list[Risked]:
    """The questions that were answered, with confidence and whether the answer was wrong."""
    return [Risked(float(i.answer.get("confidence") or 0.0), not i.right) for i in items if not i.abstained]


def risk_curve(items: Sequence[Item]) -> list[refusal.Point]:
    """The risk-coverage curve of a run."""
    return refusal.risk_coverage(risked(items), max(1, len(items)))


def varied(items: Sequence[Item]) -> list[robustness.Varied]:
    """The variants of a run with their bases' outcomes."""
    base = {i.id: i.right for i in items}
    return [
        robustness.Varied(i.base, i.tags[-1], i.right, base[i.base])
        for i in items
        if i.suite == VARIANTS and i.base in base
    ]
