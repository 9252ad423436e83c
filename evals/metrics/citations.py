"""Citation precision and recall on spans, and over-quoting.

ALCE (Gao et al. 2023, `compute_autoais`) asks a language model whether a cited passage entails a
sentence, and drops empty answers from its means, so that staying silent raises the score. Here support is
exact: offsets of the cited spans against offsets of gold spans; an empty answer to an answerable question
scores 0 on everything.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from evals.case import Target
from evals.metrics.spans import cited, covered, gold_offsets, offsets

Json = Mapping[str, Any]
RECALLED = 0.9  # of a gold span's characters: all but its closing mark and the like


def recall(citations: Sequence[Json], targets: Sequence[Target]) -> float | None:
    """Share of the vital gold that is cited (TREC RAG `strict_vital` on offsets); None without any."""
    vital = [t for t in targets if t.gold.vital]
    if not vital:
        return None
    found = cited(citations)
    return sum(covered(t, found, RECALLED) for t in vital) / len(vital)


def precision(citations: Sequence[Json], targets: Sequence[Target]) -> float | None:
    """Share of the citations that touch any gold (vital or okay); 0 for an answer without citations."""
    if not targets:
        return None
    if not citations:
        return 0.0
    gold = gold_offsets(targets)
    good = sum(bool(offsets(c["document_id"], c["start"], c["end"]) & gold) for c in citations)
    return good / len(citations)


def overlap(citations: Sequence[Json], targets: Sequence[Target]) -> float | None:
    """Characters in both citations and gold over characters in either; the best of several places counts."""
    if not targets:
        return None
    found = cited(citations)
    gold: set[tuple[str, int]] = set()
    for target in targets:
        best = max(
            target.places,
            key=lambda p: len(offsets(p.document, p.span.start, p.span.end) & found),
            default=None,
        )
        if best is not None and (
            target.gold.vital or offsets(best.document, best.span.start, best.span.end) & found
        ):
            gold |= offsets(best.document, best.span.start, best.span.end)
    return len(found & gold) / len(found | gold) if found | gold else 0.0


def over_quoting(citations: Sequence[Json], targets: Sequence[Target]) -> float | None:
    """Share of the cited characters that stand in no gold; None where nothing is cited or known."""
    found = cited(citations)
    if not targets or not found:
        return None
    return len(found - gold_offsets(targets)) / len(found)


def trespass(citations: Sequence[Json], forbidden: Sequence[Target], share: float = 0.5) -> list[str]:
    """The forbidden words that are cited, such as another subject's duty."""
    found = cited(citations)
    return [t.gold.quote for t in forbidden if covered(t, found, share)]
