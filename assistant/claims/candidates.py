"""Which wordings on record are worth a close look: those that share the rarest content with a statement.

Wordings near by word vectors were tried besides: they brought no verdict more, at twice the cost.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from itertools import chain, pairwise

from assistant.claims.proposition import Proposition

_MANY = 50  # a feature of more wordings than this tells little


class Candidates:
    """An inverted index over wordings."""

    def __init__(self, wordings: Sequence[Proposition]) -> None:
        """Index the wordings.

        Args:
            wordings: what is on record.
        """
        self._size = len(wordings)
        self._postings = _post(wordings)

    def find(self, said: Proposition, count: int) -> list[int]:
        """Numbers of the wordings most alike, best first.

        Args:
            said: the statement.
            count: at most so many.
        """
        lists = sorted((self._postings[f] for f in sorted(_features(said)) if f in self._postings), key=len)
        limit = max(_MANY, self._size // 4)
        scores: dict[int, float] = {}
        for postings in lists:
            if len(postings) > limit and len(scores) >= count:
                break
            for number, weight in postings:
                scores[number] = scores.get(number, 0.0) + weight
        return sorted(scores, key=lambda n: (-scores[n], n))[:count]


def _post(wordings: Sequence[Proposition]) -> dict[str, list[tuple[int, float]]]:
    features = [_features(w) for w in wordings]
    seen = Counter(chain.from_iterable(features))
    total = len(features) or 1
    squares = {f: math.log(1 + total / n) ** 2 for f, n in seen.items()}
    postings: dict[str, list[tuple[int, float]]] = {f: [] for f in seen}
    for number, found in enumerate(features):
        norm = math.sqrt(math.fsum(squares[f] for f in found)) or 1.0  # the same in whatever order
        for feature in found:
            postings[feature].append((number, squares[feature] / norm))
    return postings


def _features(proposition: Proposition) -> set[str]:
    keys = proposition.keys
    return {*keys, *map(" ".join, pairwise(keys))}
