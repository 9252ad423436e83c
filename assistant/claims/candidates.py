"""Which records are worth a close look: those whose wordings share the rarest characters and pairs with a statement.

Built from the wordings as they are written, in a moment: no record is read before a statement comes near it.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

_FULL = 3.0  # a feature in a third of a record's wordings counts as much as one in all of them


class Candidates:
    """An inverted index over records."""

    def __init__(self, records: Sequence[Sequence[str]]) -> None:
        """Index the records.

        Args:
            records: the wordings of each, in the form that is matched.
        """
        counts = [_count(texts) for texts in records]
        seen = Counter(feature for count in counts for feature in count)
        self._tells = {f: math.log(1 + len(records) / n) for f, n in seen.items()}
        self._postings: dict[str, list[tuple[int, float]]] = {f: [] for f in seen}
        for number, (count, texts) in enumerate(zip(counts, records, strict=True)):
            full = _FULL / len(texts)
            weights = {f: self._tells[f] * min(1.0, n * full) for f, n in count.items()}
            norm = math.sqrt(math.fsum(w * w for w in weights.values())) or 1.0
            for feature, weight in weights.items():
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
        for feature in sorted(_features(text)):
            tells = self._tells.get(feature, most)
            total += tells * tells
            for number, weight in self._postings.get(feature, ()):
                scores[number] = scores.get(number, 0.0) + weight * tells
        norm = math.sqrt(total) or 1.0
        best = sorted(scores.items(), key=lambda p: (-p[1], p[0]))[:count]
        return [(number, score / norm) for number, score in best]


def _count(texts: Sequence[str]) -> Counter[str]:
    """In how many of some texts each feature stands."""
    count: Counter[str] = Counter()
    for text in texts:
        count.update(_features(text))
    return count


def _features(text: str) -> set[str]:
    """Characters and pairs of neighbours."""
    return {*text, *map("".join, zip(text, text[1:], strict=False))}
