"""Slips of the pen, put right by the words of the claim base: 口照 for 口罩, 推一迟个月 for 推迟一个月.

A pair of characters that Chinese texts hardly ever have, and that one homophone or one exchange turns into
a pair of the claim base, was meant to be that pair. A pair that Chinese does have stays as it is: nobody who
writes 抽烟 meant 抽盐.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cached_property, lru_cache
from itertools import pairwise

from index.background import load_background
from index.static import bundled
from index.words import FUNCTION

_RARE = 3  # passages of the background that may hold a slip's pair by chance
_KEPT = frozenset("不没无未非别勿莫否")  # what denies is never a slip
_GRAMMAR = FUNCTION | _KEPT  # a neighbour from here makes no word of things
_DOUBLED = re.compile(r"([\u4e00-\u9fff])\1")


class Speller:
    """The pairs of characters that a claim base writes, found again from their sounds."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Keep the texts.

        Args:
            texts: wordings of claims.
        """
        self._texts = tuple(texts)

    @cached_property
    def _pairs(self) -> Counter[str]:
        """Counted when the first slip is looked for: most statements have none."""
        return Counter(a + b for text in self._texts for a, b in pairwise(text) if _is_han(a) and _is_han(b))

    def correct(self, text: str) -> str:
        """The text with slips put right, each place once, from the left.

        Args:
            text: a statement that no record matches as it stands.
        """
        characters = list(text)
        for k in range(len(characters) - 1):
            pair = characters[k] + characters[k + 1]
            if self._is_strange(pair):
                loose = [at for at in (0, 1) if self._is_loose(characters, k, at)]
                characters[k : k + 2] = self._meant(pair, loose) or pair
        return "".join(characters)

    def _is_strange(self, pair: str) -> bool:
        return _is_han(pair[0]) and _is_han(pair[1]) and pair not in self._pairs and is_rare(pair)

    def _is_loose(self, characters: list[str], k: int, at: int) -> bool:
        """Whether a character of the pair at `k` makes no word with its other neighbour: 咖 of 咖啡 does."""
        other = "".join(characters[k - 1 : k + 1] if at == 0 else characters[k + 1 : k + 3])
        if _GRAMMAR & set(other):
            return True
        return len(other) < 2 or not (_is_han(other[0]) and _is_han(other[1])) or self._is_strange(other)

    def _meant(self, pair: str, loose: list[int]) -> str:
        """The pair of the claim base that sounds alike, one loose character changed; empty if none."""
        if len(loose) == 2 and pair[::-1] in self._pairs:
            return pair[::-1]
        near = {
            found
            for at in loose
            if pair[at] not in _KEPT
            for reading in sorted(sound(pair[at]))
            for found in self._by_sound.get(_key(pair[1 - at], 1 - at, reading), ())
        }
        return max(sorted(near), key=lambda p: self._pairs[p], default="")

    @cached_property
    def _by_sound(self) -> dict[str, list[str]]:
        index: dict[str, list[str]] = {}
        for pair in sorted(self._pairs):
            for at in (0, 1):
                if (
                    pair[at] not in _GRAMMAR
                ):  # a slip puts one thing for another: 蒜苔 is not meant to be 蒜能
                    for reading in sound(pair[at]):
                        index.setdefault(_key(pair[1 - at], 1 - at, reading), []).append(pair)
        return index


def undouble(text: str) -> str:
    """One of two equal characters taken out where Chinese does not double them: 口罩罩, but 天天.

    Args:
        text: normalised text.
    """
    return _DOUBLED.sub(lambda m: m.group(1) if is_rare(m.group()) else m.group(), text)


@lru_cache(maxsize=4096)
def is_rare(pair: str) -> bool:
    """Whether Chinese texts hardly ever have a pair of characters, and no word known is written so: 豆浆.

    Args:
        pair: two characters.
    """
    return load_background().counts.get(pair, 0) < _RARE and pair not in bundled().vocabulary


@lru_cache(maxsize=8192)
def sound(character: str) -> frozenset[str]:
    """How a character may be read, without tones; looked up only where characters differ.

    Args:
        character: one character.
    """
    from pypinyin import Style, pinyin

    return frozenset(pinyin(character, style=Style.NORMAL, heteronym=True)[0])


def _key(kept: str, at: int, reading: str) -> str:
    return f"{kept}{at}{reading}"


def _is_han(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"
