"""Character sets of spans: what citations and gold share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from evals.case import Place, Target

Json = Mapping[str, Any]
Offsets = set[tuple[str, int]]


def offsets(document: str, start: int, end: int) -> Offsets:
    """Every code point of a span as (document, offset)."""
    return {(document, i) for i in range(start, end)}


def cited(citations: Iterable[Json]) -> Offsets:
    """Every code point that an answer cites, each once."""
    found: Offsets = set()
    for c in citations:
        found |= offsets(c["document_id"], c["start"], c["end"])
    return found


def place_offsets(place: Place) -> Offsets:
    """Every code point of a gold place."""
    return offsets(place.document, place.span.start, place.span.end)


def gold_offsets(targets: Sequence[Target]) -> Offsets:
    """Every code point of any place of any gold."""
    found: Offsets = set()
    for target in targets:
        for place in target.places:
            found |= place_offsets(place)
    return found


def covered(target: Target, found: Offsets, share: float) -> bool:
    """Whether at least a share of some place of the gold is among the cited code points."""
    for place in target.places:
        wanted = place_offsets(place)
        if len(wanted & found) >= share * len(wanted):
            return True
    return False
