"""How well characters go together, as Chinese at large and the collection at hand write them."""

from __future__ import annotations

import math
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from index.background import load_background
from index.static import bundled
from index.words import ASKING_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from index.bm25 import Lexicon
    from index.segment import Segmenter

_ASKING_COUNT = 200.0  # a question is likelier to hold 怎么 than any pair of the documents
_RARE = 3  # passages of the background that may hold a slip's pair by chance
_FEW = 1  # documents of the collection that may
_PAIR = 0.3  # what pairs count for beside words
_LARGE = 0.1  # a passage at large tells less than a document of the collection


class Fluency:
    """Counts of pairs of characters, and of words, of which the likelier reading of a text is found."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Remember the collection; the counts of Chinese at large are read at the first use.

        Args:
            lexicon: its statistics.
        """
        self._lexicon = lexicon
        self._asking = frozenset(word[i : i + 2] for word in ASKING_WORDS for i in range(len(word) - 1))

    @cached_property
    def _segmenter(self) -> Segmenter:
        return bundled().segmenter

    def is_strange(self, pair: str) -> bool:
        """Whether neither Chinese at large nor the collection has a pair of characters.

        Args:
            pair: two characters.
        """
        return (
            load_background().counts.get(pair, 0) < _RARE
            and pair not in bundled().vocabulary
            and pair not in self._asking
            and self.documents(pair) <= _FEW
        )

    def documents(self, pair: str) -> int:
        """How many documents hold a pair of characters."""
        key = self._lexicon.number(pair[0], pair[1])
        starts = self._lexicon.whole.starts
        return 0 if key is None else int(starts[key + 1] - starts[key])

    def doubled(self, character: str) -> float:
        """Share of the passages at large with a character that hold it twice running.

        Args:
            character: one character.
        """
        counts = load_background().counts
        return counts.get(character * 2, 0) / max(counts.get(character, 0), 1)

    def worth(self, pair: str) -> float:
        """How common a pair is, 0 for one that nothing holds."""
        at_large = load_background().counts.get(pair, 0)
        asked = _ASKING_COUNT if pair in self._asking else 0.0
        return math.log1p(at_large) + math.log1p(self.documents(pair) + asked)

    def of(self, text: str, pair: float = _PAIR) -> float:
        """How likely a piece of Chinese is, as a logarithm: its words, and its pairs of neighbours.

        Args:
            text: simplified Chinese characters only.
            pair: what the logarithm of a pair's count is worth beside the words' own.
        """
        pairs = sum(self.worth(text[i : i + 2]) for i in range(len(text) - 1))
        return pair * pairs - self._segmenter.cost(text)

    def words(self, text: str) -> list[str]:
        """The words of a piece of Chinese."""
        return self._segmenter.cut_chinese(text)

    def counts(self, firsts: Sequence[str], seconds: Sequence[str]) -> NDArray[np.float64]:
        """How common each pair of two lists of characters is, as documents that hold it.

        Args:
            firsts: n characters.
            seconds: m characters.

        Returns:
            A matrix of shape [n, m].
        """
        lexicon, at_large = self._lexicon, load_background().counts
        a = np.array([lexicon.vocabulary.get(c, -1) for c in firsts], dtype=np.int64)
        b = np.array([lexicon.vocabulary.get(c, -1) for c in seconds], dtype=np.int64)
        codes = np.where((a[:, None] < 0) | (b[None, :] < 0), -1, (a[:, None] << 32) + b[None, :] + 1)
        place = np.minimum(np.searchsorted(lexicon.keys, codes), len(lexicon.keys) - 1)
        starts = lexicon.whole.starts
        found = np.where(lexicon.keys[place] == codes, starts[place + 1] - starts[place], 0).astype(float)
        for i, first in enumerate(firsts):
            for j, second in enumerate(seconds):
                pair = first + second
                found[i, j] += _LARGE * at_large.get(pair, 0)
                if pair in self._asking:
                    found[i, j] += _ASKING_COUNT
        return found
