"""Retrieval: whether the passages that hold the gold are found, and how early. Computed by ir-measures.

A passage is relevant where it shares characters with a gold place. With exact offsets no string is
compared, and two passages that look alike in two documents are two passages.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from evals.case import Target

Json = Mapping[str, Any]
DEPTH = 10


class Ranked(NamedTuple):
    """One question's ranked passages and what it should have found."""

    case: str
    hits: Sequence[Json]
    targets: Sequence[Target]


def relevant(hit: Json, targets: Sequence[Target]) -> bool:
    """Whether a passage shares characters with a place of vital gold."""
    return any(
        p.document == hit["document_id"] and p.span.start < hit["end"] and hit["start"] < p.span.end
        for t in targets
        if t.gold.vital
        for p in t.places
    )


def first_rank(hits: Sequence[Json], targets: Sequence[Target]) -> int | None:
    """Rank of the first relevant passage from 1; None where none was found."""
    return next((n for n, hit in enumerate(hits, 1) if relevant(hit, targets)), None)


def measure(ranked: Sequence[Ranked]) -> dict[str, dict[str, float]]:
    """Per case: hit@1, 3, 5, 10, reciprocal rank and nDCG, all at depth 10.

    Recall's denominator is unknown here (how many passages hold the gold depends on how they are cut), so
    nDCG counts the relevant passages that any rank of the depth held.

    Args:
        ranked: the questions that have gold.

    Returns:
        Scores by name for each case id.
    """
    import ir_measures
    from ir_measures import RR, Success, nDCG

    measures = [RR @ DEPTH, nDCG @ DEPTH, Success @ 1, Success @ 3, Success @ 5, Success @ 10]
    names = dict(zip(map(str, measures), ("mrr", "ndcg", "hit@1", "hit@3", "hit@5", "hit@10"), strict=True))
    qrels, run = [], []
    for one in ranked:
        # A judged passage that is never found: keeps a question whose gold was missed in the mean, as 0.
        found = [relevant(hit, one.targets) for hit in one.hits]
        qrels += [ir_measures.Qrel(one.case, f"{n}", 1) for n, good in enumerate(found) if good]
        if not any(found):
            qrels.append(ir_measures.Qrel(one.case, "missed", 1))
        run += [ir_measures.ScoredDoc(one.case, f"{n}", -float(n)) for n in range(len(found))]
    scores: dict[str, dict[str, float]] = {
        one.case: dict.fromkeys(sorted(names.values()), 0.0) for one in ranked
    }
    if not run:
        return scores
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for metric in ir_measures.iter_calc(measures, qrels, run):
            scores[metric.query_id][names[str(metric.measure)]] = float(metric.value)
    return scores
