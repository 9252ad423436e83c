"""A statement in two parts, the last of them called false: 没有5G的国家照样有新冠，5G传毒是胡说."""

from __future__ import annotations

import re

from assistant.claims.frames import unframe

_STOP = re.compile(r"[，,；;。！!]")
_LEAST = 4  # characters of what is called false


def parts_of(statement: str) -> tuple[str, ...]:
    """Its parts, that which is called false first; each can be judged alone.

    Args:
        statement: a claim as it was put.

    Returns:
        Empty where it is of one part, or where its frame goes with the whole (喝酒防新冠，这是谣言).
    """
    pieces = [piece.strip() for piece in _STOP.split(statement) if piece.strip()]
    if len(pieces) != 2:
        return ()
    first, last = (unframe(piece) for piece in pieces)
    if not (last.denied and last.verification and not last.asked and len(last.core) >= _LEAST):
        return ()
    return (pieces[1],) if first.hearsay else (pieces[1], pieces[0])
