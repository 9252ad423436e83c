"""Pinyin typed for characters, read as the likeliest characters in their sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from index.fluency import Fluency
    from index.sounds import Sounds

_STEP = -1.5  # what one more syllable costs: xian is 线 rather than 西安 unless the texts say so
_LONGEST = 6  # letters in the longest syllable, zhuang
_KEPT = 40  # readings kept at each letter
_PAIR = 0.6  # what pairs count for beside words
_AROUND = 4  # characters before and after that decide between the readings
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]*")


def is_pinyin(word: str, sounds: Sounds) -> bool:
    """Whether a word is made of syllables throughout.

    Args:
        word: small Latin letters.
        sounds: the syllables.
    """
    reach = [True] + [False] * len(word)
    for end in range(1, len(word) + 1):
        reach[end] = any(
            reach[start] and word[start:end] in sounds.spoken for start in range(max(0, end - _LONGEST), end)
        )
    return reach[-1]


def decode(words: list[str], before: str, after: str, sounds: Sounds, fluency: Fluency) -> str:
    """The likeliest characters for pinyin.

    The best paths over syllables and characters by their pairs (a beam search), then the path that reads best
    with what stands around it.

    Args:
        words: small Latin letters; no syllable spans two of them.
        before: the text before it.
        after: the text after it.
        sounds: which characters are read how.
        fluency: how well characters go together.
    """
    left = _HAN.match(before[::-1])
    right = _HAN.match(after)
    head = left.group()[:_AROUND][::-1] if left else ""
    tail = right.group()[:_AROUND] if right else ""
    letters = "".join(words)
    ends = {sum(map(len, words[:n])) for n in range(len(words))}
    beam: list[list[tuple[float, str]]] = [[(0.0, "")]] + [[] for _ in letters]
    for end in range(1, len(letters) + 1):
        found: list[tuple[float, str]] = []
        for begin in range(max(0, end - _LONGEST), end):
            syllable = letters[begin:end]
            if beam[begin] and syllable in sounds.spoken and not any(begin < e < end for e in ends):
                found += _extended(beam[begin], head, sounds.spoken[syllable], fluency)
        beam[end] = sorted(found, key=lambda f: (-f[0], f[1]))[:_KEPT]
    readings = [text for _, text in beam[-1]]
    if not readings:
        return letters
    return max(sorted(readings), key=lambda text: fluency.of(head + text + tail, _PAIR))


def _extended(
    held: list[tuple[float, str]], head: str, characters: list[str], fluency: Fluency
) -> list[tuple[float, str]]:
    lasts = [(head + text)[-1:] for _, text in held]
    through = np.log1p(fluency.counts(lasts, characters)) + _STEP
    return [
        (score + float(through[i, j]), text + character)
        for i, (score, text) in enumerate(held)
        for j, character in enumerate(characters)
    ]
