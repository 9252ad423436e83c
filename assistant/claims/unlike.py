"""How a statement stands between what a record words and what it is known not to settle.

Statements near a record that are neither its claim nor its contradiction stand beside its wordings. One that
is liker to these than to any wording, or has of them what no wording has, is less likely to be spoken of.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from assistant.claims.matter import FEATURES as LAID

if TYPE_CHECKING:
    from assistant.claims.matter import Matter
    from assistant.claims.said import Said

_HELD = ("closest", "closest_rare", "both_rare", "both_best", "mine_at_best", "theirs_at_best")
_AT = tuple(LAID.index(name) for name in _HELD)
FEATURES = (
    *(f"unlike_{name}" for name in _HELD),
    *(f"liker_{name}" for name in _HELD),
    "unlike_pairs",
    "liker_pairs",
    "told_apart",
    "told_apart_share",
    "told_alike",
    "unlike",
)


def weigh_unlike(
    said: Said, matter: Matter, laid: Sequence[float], unlike: Matter | None
) -> tuple[float, ...]:
    """How much liker a statement is to the wordings of a record: one number for each of `FEATURES`.

    Args:
        said: the statement.
        matter: the wordings of the record.
        laid: how the statement lies over them (`Matter.lay`).
        unlike: what the record does not settle; None where it says nothing of that.
    """
    pairs = _nearest_pairs(said.text, matter.texts)
    if unlike is None:
        mine = [laid[k] for k in _AT]
        return (*[0.0] * len(_HELD), *mine, 0.0, pairs, 0.0, 0.0, 0.0, 0.0)
    others = unlike.lay(said)
    theirs = [others[k] for k in _AT]
    liker = [laid[k] - others[k] for k in _AT]
    other_pairs = _nearest_pairs(said.text, unlike.texts)
    return (
        *theirs,
        *liker,
        other_pairs,
        pairs - other_pairs,
        *_told(said, matter, unlike),
        float(len(unlike.texts)),
    )


def _told(said: Said, matter: Matter, unlike: Matter) -> tuple[float, float, float]:
    """What the statement has of the others and of no wording: most in a word, as a share; and the reverse."""
    own, known = matter.held(said), unlike.held(said)
    if not len(own):
        return 0.0, 0.0, 0.0
    heavy = said.words.tells * said.words.rare
    apart = heavy * (1 - own) * known
    alike = heavy * own * (1 - known)
    return float(apart.max()), float(apart.sum() / heavy.sum()), float(alike.sum() / heavy.sum())


def _nearest_pairs(text: str, others: Iterable[str]) -> float:
    """The most that a text shares with one of others, by pairs of characters (Dice)."""
    own = frozenset(pairwise(text))
    found = (frozenset(pairwise(other)) for other in others)
    return max((2 * len(own & f) / (len(own) + len(f)) for f in found if own or f), default=0.0)
