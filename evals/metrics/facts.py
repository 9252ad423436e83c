"""Facts that a right quote must contain, and gold answers of other people's data.

The answer string rule of open-domain question answering (DrQA, RGB: every gold string occurs in the
output), made stricter: it must stand in the *quotes*, not in the prose, and within the characters a
person will read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from evals.text import cut_to, holds, squeeze

Json = Mapping[str, Any]
READ = 400  # characters of quotes that a person reads before giving up


def said(citations: Sequence[Json], facts: Sequence[Sequence[str]], limit: int = READ) -> float | None:
    """Share of the facts that stand in the first `limit` quoted characters; None without facts.

    Args:
        citations: of the answer, in order.
        facts: each a list of wordings, one of which must be there.
        limit: how many quoted characters count.
    """
    if not facts:
        return None
    read = "\n".join(cut_to((c["quote"] for c in citations), limit))
    return sum(holds(read, wordings) for wordings in facts) / len(facts)


def holds_gold(citations: Sequence[Json], gold: str, limit: int) -> bool:
    """Whether the first `limit` quoted characters hold a gold answer whole, white space ignored.

    Args:
        citations: of the answer, in order.
        gold: the answer span.
        limit: how many quoted characters count.
    """
    pieces = cut_to((c["quote"] for c in citations), limit)
    wanted = squeeze(gold)
    return any(wanted in piece for piece in pieces) or wanted in "".join(pieces)


def quoted(citations: Sequence[Json]) -> int:
    """How many characters are quoted, white space not counted."""
    return sum(len(squeeze(c["quote"])) for c in citations)
