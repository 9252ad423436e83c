"""Cut Chinese into words by their frequencies: the likeliest sequence of known words (Viterbi, 1967).

No dictionary is consulted at run time: the words and their counts come with the bundled encoder, which was
trained on texts cut in the same way.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

from index.words import normalise

PIECE = re.compile(r"[a-z]+|\d+(?:\.\d+)?%?|[\u3400-\u4dbf\u4e00-\u9fff]+")
_STRANGE = 0.2  # what a character that no text held counts for


class Segmenter:
    """Cuts texts into words of a vocabulary."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        """Prepare a vocabulary.

        Args:
            counts: how often each word stood in the training texts.
        """
        total = sum(counts.values()) or 1
        self._cost = {word: -math.log(count / total) for word, count in counts.items()}
        self._strange = -math.log(_STRANGE / total)
        self._longest = max(map(len, counts), default=1)

    def cut(self, text: str) -> list[str]:
        """The words of a text in order: Chinese words, numbers and Latin words, without punctuation.

        Args:
            text: any text; it is brought into the form that is matched (`index.words.normalise`).
        """
        out: list[str] = []
        for piece in PIECE.findall(normalise(text)):
            out += [piece] if piece.isascii() else self.cut_chinese(piece)
        return out

    def cost(self, text: str) -> float:
        """How unlikely a piece of Chinese is: minus the logarithm of the chance of its words.

        Args:
            text: characters in the form that is matched.
        """
        return self._best(text)[0]

    def cut_chinese(self, text: str) -> list[str]:
        """The words of a piece of Chinese.

        Args:
            text: characters in the form that is matched.
        """
        _, begins = self._best(text)
        words: list[str] = []
        end = len(text)
        while end:
            words.append(text[begins[end] : end])
            end = begins[end]
        return words[::-1]

    def _best(self, text: str) -> tuple[float, list[int]]:
        size, longest, cost_of = len(text), self._longest, self._cost.get
        costs = [0.0] + [math.inf] * size
        begins = [0] * (size + 1)
        for begin in range(size):
            so_far = costs[begin]
            for end in range(begin + 1, min(size, begin + longest) + 1):
                cost = cost_of(text[begin:end])
                if cost is None:
                    if end > begin + 1:
                        continue
                    cost = self._strange
                if so_far + cost < costs[end]:
                    costs[end], begins[end] = so_far + cost, begin
        return costs[-1], begins
