"""Read a question the way the index can use it: which keys it asks for and what each is worth."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from index.words import FUNCTION, question_tokens

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.bm25 import Lexicon

_SINGLE = 0.2  # a single character says less than a pair
_GRAMMAR = 0.8  # pairs that hold a grammatical character


@dataclass(frozen=True, slots=True)
class Query:
    """A question as keys of a lexicon.

    Attributes:
        tokens: its tokens without the words that only ask.
        keys: numbers of the keys that the collection holds, each once, sorted.
        shares: what each counts for.
        missing: weight of what the collection does not hold at all.
        total: weight of everything asked.
    """

    tokens: tuple[str, ...]
    keys: NDArray[np.int64]
    shares: NDArray[np.float32]
    missing: float
    total: float

    def worth(self, lexicon: Lexicon) -> NDArray[np.float32]:
        """Weight of each key: its share times its rarity."""
        return lexicon.idf[self.keys] * self.shares


def read_query(question: str, lexicon: Lexicon) -> Query:
    """Turn a question into weighted keys.

    Args:
        question: what a person typed.
        lexicon: the collection's statistics.
    """
    tokens = question_tokens(question)
    shares: dict[int, float] = {}
    missing = 0.0
    rarest = float(lexicon.idf.max()) if len(lexicon.idf) else 1.0
    for (first, second), share in _units(tokens).items():
        key = lexicon.number(first, second)
        if key is None:
            missing += share * rarest
        else:
            shares[key] = shares.get(key, 0.0) + share
    keys = np.array(sorted(shares), dtype=np.int64)
    weights = np.array([shares[int(k)] for k in keys], dtype=np.float32)
    return Query(tuple(tokens), keys, weights, missing, missing + float(lexicon.idf[keys] @ weights))


def _units(tokens: list[str]) -> dict[tuple[str, str], float]:
    units: dict[tuple[str, str], float] = {}
    for i, token in enumerate(tokens):
        if not token.strip():
            continue
        if token not in FUNCTION:
            chinese = len(token) == 1 and not token.isascii()
            units[token, ""] = _SINGLE if chinese else 1.0
        following = tokens[i + 1] if i + 1 < len(tokens) else " "
        if following.strip():
            plain = token not in FUNCTION and following not in FUNCTION
            units[token, following] = 1.0 if plain else _GRAMMAR
    return units
