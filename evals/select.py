"""Which cases a shorter run takes: what a change can have touched, or a fixed share."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from evals.case import Case
from evals.run import Run
from evals.scoring import digest

EVERY = 3  # a quick run takes every third case


def document_digests(texts: Mapping[str, str]) -> dict[str, str]:
    """A short digest of each document, kept in a run so that the next one knows what changed."""
    return {key: hashlib.sha256(text.encode("utf-8")).hexdigest()[:12] for key, text in sorted(texts.items())}


def changed_cases(cases: Sequence[Case], baseline: Run, texts: Mapping[str, str]) -> list[str]:
    """The cases a change can have touched: new, edited, wrong, or resting on a changed document.

    Args:
        cases: all stored cases.
        baseline: the accepted run.
        texts: the documents as they are now.

    Returns:
        Their ids, in the cases' order.
    """
    now = document_digests(texts)
    moved = {
        key for key in now.keys() | baseline.documents.keys() if now.get(key) != baseline.documents.get(key)
    }
    before = {i.id: i for i in baseline.items}
    chosen = []
    for case in cases:
        item = before.get(case.id)
        if item is None or not item.right or item.case_sha != digest(case):
            chosen.append(case.id)
            continue
        rests_on = {str(c["document_id"]) for c in item.answer["citations"]} | {g.document for g in case.gold}
        if rests_on & moved:
            chosen.append(case.id)
    return chosen


def quick_cases(cases: Sequence[Case]) -> list[str]:
    """A fixed share for every commit: all `must` cases, and every third of the rest, pairs whole."""
    groups: dict[str, list[Case]] = {}
    for case in cases:
        groups.setdefault(case.pair or case.id, []).append(case)
    chosen = {c.id for n, group in enumerate(groups.values()) if n % EVERY == 0 for c in group}
    return [c.id for c in cases if c.must or c.id in chosen]
