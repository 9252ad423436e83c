"""Which records are worth a close look: those that share the rarest characters and pairs with a statement.

Built from the wordings as they are written, in a moment: no record is read before a statement comes near it.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

_FULL = 3.0  # a feature that stands once in three wordings of a record counts as much as one in all of them


class Candidates:
    """An inverted index over records."""

    def __init__(self, records: Sequence[Sequence[str]]) -> None:
        """Index the records.

        Args:
            records: the wordings of each, in the form that is matched.
        """
        counts = [_count("\n".join(texts)) for texts in records]
        seen = Counter(chain.from_iterable(counts))
        self._tells = {f: math.log(1 + len(records) / n) for f, n in seen.items()}
        self._postings: dict[str, list[tuple[int, float]]] = {f: [] for f in seen}
        for number, (count, texts) in enumerate(zip(counts, records, strict=True)):
            full = len(texts) / _FULL
            weights = [self._tells[f] * (n / full if n < full else 1.0) for f, n in count.items()]
            norm = math.sqrt(math.fsum(w * w for w in weights)) or 1.0
            for feature, weight in zip(count, weights, strict=True):
                self._postings[feature].append((number, weight / norm))

    def find(self, text: str, count: int) -> list[tuple[int, float]]:
        """Numbers of the records most alike and how alike they are, best first.

        Args:
            text: the statement, in the form that is matched.
            count: at most so many.
        """
        scores: dict[int, float] = {}
        total = 0.0
        most = math.log(1 + 2 * len(self._tells))
        for feature in sorted(set(_features(text))):
            tells = self._tells.get(feature, most)
            total += tells * tells
            for number, weight in self._postings.get(feature, ()):
                scores[number] = scores.get(number, 0.0) + weight * tells
        norm = math.sqrt(total) or 1.0
        best = sorted(scores.items(), key=lambda p: (-p[1], p[0]))[:count]
        return [(number, score / norm) for number, score in best]


def _count(text: str) -> Counter[str]:
    """How often each feature stands in a text."""
    return Counter(_features(text))


def _features(text: str) -> Iterator[str]:
    """Characters and pairs of neighbours."""
    return chain(text, map("".join, pairwise(text)))
