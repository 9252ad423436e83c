"""A closer look at a few candidates: which of the asked keys they hold, and how close together they stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from index.bm25 import SENTENCE_GAP

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.bm25 import Lexicon
    from index.query import Query


@dataclass(frozen=True, slots=True)
class Closeness:
    """What a closer look shows, one value a candidate, each a share of the query's weight.

    Attributes:
        coverage: weight of the keys the passage holds.
        sentence: weight of the keys in its best sentence.
        run: weight of its longest unbroken copy of the query's words.
    """

    coverage: NDArray[np.float32]
    sentence: NDArray[np.float32]
    run: NDArray[np.float32]


def look_closely(asked: Query, lexicon: Lexicon, near: NDArray[np.intp]) -> Closeness:
    """Look at candidates token by token.

    Args:
        asked: the query.
        lexicon: statistics of the collection.
        near: passage numbers.
    """
    nothing = np.zeros(len(near), dtype=np.float32)
    worth = asked.worth(lexicon)
    if not len(near) or not len(worth) or asked.total <= 0:
        return Closeness(nothing, nothing, nothing)
    lengths = lexicon.bounds[near + 1] - lexicon.bounds[near]
    owner = np.repeat(np.arange(len(near)), lengths)
    begins = np.cumsum(lengths) - lengths
    numbers = lexicon.flat[np.arange(len(owner)) - begins[owner] + lexicon.bounds[near][owner]].astype(
        np.int64
    )
    sentence = np.cumsum(numbers == SENTENCE_GAP) + owner
    at, key = _matches(numbers, owner, lexicon.keys[asked.keys])
    share = np.float32(1.0 / asked.total)
    return Closeness(
        share * _best_group(owner[at], key, worth, owner[at], len(near)),
        share * _best_group(sentence[at], key, worth, owner[at], len(near)),
        share * _longest_run(owner, at, worth[key], len(near)),
    )


def _matches(
    numbers: NDArray[np.int64], owner: NDArray[np.intp], codes: NDArray[np.int64]
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Where asked keys stand, and which; `codes` is sorted, as the keys of a lexicon are."""
    joined = (numbers[:-1] >= 0) & (numbers[1:] >= 0) & (owner[:-1] == owner[1:])
    pairs = np.append(np.where(joined, (numbers[:-1] << 32) + numbers[1:] + 1, -1), -1)
    found_at, found_key = [], []
    for stream in (np.where(numbers >= 0, numbers << 32, -1), pairs):
        place = np.minimum(np.searchsorted(codes, stream), len(codes) - 1)
        at = np.flatnonzero(codes[place] == stream)
        found_at.append(at)
        found_key.append(place[at])
    return np.concatenate(found_at), np.concatenate(found_key)


def _best_group(
    group: NDArray[np.intp],
    key: NDArray[np.intp],
    worth: NDArray[np.float32],
    owner: NDArray[np.intp],
    size: int,
) -> NDArray[np.float32]:
    """For each owner, the largest weight of distinct keys in one of its groups."""
    best = np.zeros(size, dtype=np.float32)
    if not len(group):
        return best
    cells, first = np.unique(
        (owner.astype(np.int64) << 40) + (group.astype(np.int64) << 12) + key, return_index=True
    )
    starts = np.flatnonzero(np.append(True, np.diff(cells >> 12) != 0))
    sums = np.add.reduceat(worth[key[first]], starts)
    np.maximum.at(best, owner[first[starts]], sums)
    return best


def _longest_run(
    owner: NDArray[np.intp], at: NDArray[np.intp], gains: NDArray[np.float32], size: int
) -> NDArray[np.float32]:
    """For each owner, the weight of its longest stretch of tokens that were all asked for."""
    best = np.zeros(size, dtype=np.float32)
    gain = np.bincount(at, weights=gains, minlength=len(owner)).astype(np.float32)
    places = np.unique(at)
    if not len(places):
        return best
    fresh = (np.diff(places) != 1) | (owner[places[1:]] != owner[places[:-1]])
    starts = np.flatnonzero(np.append(True, fresh))
    np.maximum.at(best, owner[places[starts]], np.add.reduceat(gain[places], starts))
    return best
