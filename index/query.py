"""Read a question the way the index can use it: which keys it asks for and what each is worth."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from index.words import FUNCTION, question_tokens

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.bm25 import Lexicon
    from index.spelling import Speller

_SINGLE = 0.2  # a single character says less than a pair
_SLIP = 0.7  # a pair that only sounds like what was typed
_RARE = 1  # documents that may hold a slip by chance
_LIKELIER = 20  # times as many documents must hold what was meant
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


def read_query(question: str, lexicon: Lexicon, speller: Speller | None = None) -> Query:
    """Turn a question into weighted keys.

    Args:
        question: what a person typed.
        lexicon: the collection's statistics.
        speller: reads slips; None takes every character as it is typed.
    """
    tokens = question_tokens(question)
    shares: dict[int, float] = {}
    missing = 0.0
    rarest = float(lexicon.idf.max()) if len(lexicon.idf) else 1.0
    for (first, second), share in _units(tokens).items():
        key = lexicon.number(first, second)
        held = 0 if key is None else int(lexicon.whole.starts[key + 1] - lexicon.whole.starts[key])
        if key is not None:
            shares[key] = shares.get(key, 0.0) + share
        if speller is None or held > _RARE or not _may_be_slip(first, second):
            missing += 0.0 if key is not None else share * rarest
            continue
        meant = speller.alternatives(first, second, at_least=max(1, held * _LIKELIER))
        for a, b in meant:
            key = lexicon.number(a, b)
            if key is not None:
                shares[key] = max(shares.get(key, 0.0), share * _SLIP)
        if key is None:
            missing += share * rarest * (1.0 - _SLIP if meant else 1.0)
    keys = np.array(sorted(shares), dtype=np.int64)
    weights = np.array([shares[int(k)] for k in keys], dtype=np.float32)
    return Query(tuple(tokens), keys, weights, missing, missing + float(lexicon.idf[keys] @ weights))


def _may_be_slip(first: str, second: str) -> bool:
    """Whether a pair is of Chinese characters that carry a subject."""
    return bool(second) and not (first + second).isascii() and not {first, second} & FUNCTION


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
