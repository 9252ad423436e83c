"""Judge claims by what is on record: same, opposite, merely alike, or unknown."""

from assistant.claims.base import ClaimBase, Judgement, judge
from assistant.claims.compare import Relation
from assistant.claims.proposition import Proposition, parse

__all__ = ["ClaimBase", "Judgement", "Proposition", "Relation", "judge", "parse"]
