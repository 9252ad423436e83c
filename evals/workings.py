"""Figures on what goes on inside: retrieval, time, memory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from evals.case import Gold, Place, Target
from evals.item import Item
from evals.metrics import latency, retrieval
from evals.statistics import cluster_bootstrap
from evals.totals import FLOORS, Total, figure, share
from index.document import Span

LABELS = {
    "hit@1": "首位命中",
    "hit@3": "前三命中",
    "hit@5": "前五命中",
    "hit@10": "前十命中",
    "mrr": "MRR@10",
    "ndcg": "nDCG@10",
}
DEEP = 5  # a passage among the first five could have been used
COST = "耗时与内存"


def retrieval_figures(items: Sequence[Item]) -> list[Total]:
    """How early the passages that hold the gold are found, and how often they were found in vain."""
    wanted = [i for i in items if i.gold and i.kind != "claim"]
    ranked = [retrieval.Ranked(i.id, i.hits, [_target(i)]) for i in wanted]
    scores = retrieval.measure(ranked)
    out = []
    for name, label in LABELS.items():
        values = [scores[r.case][name] for r in ranked]
        value = sum(values) / len(values) if values else None
        interval = cluster_bootstrap(values, [r.case for r in ranked])
        out.append(figure(f"retrieval_{name}", label, "检索", value, len(values), interval, "high"))
    found = [i for i in wanted if any(retrieval.relevant(h, [_target(i)]) for h in i.hits[:DEEP])]
    out.append(share("oracle_gap", "前五已检索到却答错", "检索", found, lambda i: not i.right, "low"))
    return out


def _target(item: Item) -> Target:
    """The vital gold of an item as one target."""
    places = (Place(g["document"], Span(g["start"], g["end"])) for g in item.gold if g["vital"])
    return Target(Gold("", ""), tuple(places))


def cost_figures(items: Sequence[Item], extra: Mapping[str, float]) -> list[Total]:
    """Time and memory of the run that gave the scores."""
    times = [i.milliseconds for i in items if i.cause != "fault"]
    rows = [
        _cost(f"p{p}", f"耗时 p{p}", latency.percentile(times, p / 100), len(times), "ms")
        for p in (50, 95, 99)
    ]
    if "cold" in extra:
        rows.append(_cost("cold", "第一次作答", extra["cold"], 1, "ms"))
    if "memory_mb" in extra:
        rows.append(_cost("memory_mb", "内存峰值", extra["memory_mb"], 1, "mb"))
    return rows


def _cost(name: str, label: str, value: float | None, n: int, unit: str) -> Total:
    return Total(name, label, value, n, None, None, COST, "low", FLOORS.get(name), unit)
