"""Slips of the keyboard: characters that sound right, pinyin typed for characters, English words.

Everything is decided by what the collection holds: a pair of characters that hardly any document holds is
taken for a slip, and only pairs that many more documents hold are offered for it.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from index.glossary import english_subjects
from index.words import ASKING_WORDS, fold

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.bm25 import Lexicon

_LATIN = re.compile(r"[a-z]+(?:['’\s]+[a-z]+)*(?![a-z\d])")
_ASKING_COUNT = 200.0  # a question is likelier to hold 怎么 than any pair of the documents
_STEP = -1.5  # what one more syllable costs: xian is 线 rather than 西安 unless the documents say so
_LONGEST = 6  # letters in the longest syllable, zhuang
# What southern and hurried typists do not tell apart.
_ALIKE = ((re.compile("^(z|c|s)h"), r"\1"), (re.compile("ng$"), "n"), (re.compile("^l"), "n"))


def blurred(reading: str) -> str:
    """A syllable without the distinctions that typists confuse.

    Args:
        reading: pinyin without tone.
    """
    for pattern, to in _ALIKE:
        reading = pattern.sub(to, reading)
    return reading


class Speller:
    """Reads slips against one collection; what it needs is made at the first slip."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Remember the collection.

        Args:
            lexicon: its statistics.
        """
        self._lexicon = lexicon

    @cached_property
    def _readings(self) -> dict[str, str]:
        """Pinyin without tone of every character that the collection or an asking word holds."""
        from pypinyin import lazy_pinyin

        asked = {c for word in ASKING_WORDS for c in word}
        known = sorted({t for t in self._lexicon.vocabulary if len(t) == 1 and not t.isascii()} | asked)
        return dict(zip(known, lazy_pinyin(known), strict=True))

    @cached_property
    def _sounding(self) -> dict[str, list[str]]:
        groups: dict[str, list[str]] = {}
        for character, reading in self._readings.items():
            groups.setdefault(reading, []).append(character)
        return groups

    @cached_property
    def _blurred(self) -> dict[str, list[str]]:
        groups: dict[str, list[str]] = {}
        for character, reading in self._readings.items():
            groups.setdefault(blurred(reading), []).append(character)
        return groups

    @cached_property
    def _asking(self) -> frozenset[str]:
        return frozenset(word[i : i + 2] for word in ASKING_WORDS for i in range(len(word) - 1))

    def reading(self, character: str) -> str:
        """Pinyin without tone, of a character anywhere."""
        from pypinyin import lazy_pinyin

        return self._readings.get(character) or str(lazy_pinyin(character)[0])

    def alternatives(
        self, first: str, second: str, count: int = 2, *, at_least: int = 1
    ) -> list[tuple[str, str]]:
        """Pairs that sound like a pair that nothing holds, likeliest first.

        Args:
            first: a character.
            second: the one after it.
            count: how many at most.
            at_least: documents that must hold one.
        """
        one = self._blurred.get(blurred(self.reading(first)), [])
        two = self._blurred.get(blurred(self.reading(second)), [])
        if not one or not two:
            return []
        counts = self._counts(one, two)
        ranked = sorted(
            ((a != first) + (b != second), -float(counts[i, j]), a, b)
            for i, a in enumerate(one)
            for j, b in enumerate(two)
            if counts[i, j] >= at_least and (a, b) != (first, second)
        )
        return [(a, b) for changed, _, a, b in ranked if changed == ranked[0][0]][:count]

    def rewrite(self, question: str) -> str:
        """A question with pinyin and English put into Chinese, where the collection has no such Latin word.

        Args:
            question: what a person typed.
        """
        text = fold(question)
        if not re.search("[a-z]{2}", text):
            return question
        return _LATIN.sub(lambda m: self._latin(m, text), text)

    def _latin(self, match: re.Match[str], text: str) -> str:
        words = re.split(r"['’\s]+", match.group())
        if all(word in self._lexicon.vocabulary for word in words):
            return match.group()
        if all(self._is_pinyin(word) for word in words):
            before, after = text[: match.start()][-1:], text[match.end() :][:1]
            return self._decode("".join(words), "'".join(words), before, after)
        subjects = english_subjects(match.group())
        return " ".join(subjects) if subjects else match.group()

    def _is_pinyin(self, word: str) -> bool:
        reach = [True] + [False] * len(word)
        for end in range(1, len(word) + 1):
            reach[end] = any(
                reach[start] and word[start:end] in self._sounding
                for start in range(max(0, end - _LONGEST), end)
            )
        return reach[-1]

    def _decode(self, letters: str, written: str, before: str, after: str) -> str:
        """The likeliest characters for pinyin: the best path over syllables and characters (Viterbi)."""
        cuts = {len(written[:i].replace("'", "")) for i, c in enumerate(written) if c == "'"}
        best: dict[int, dict[str, tuple[float, str]]] = {0: {before: (0.0, "")}}
        for end in range(1, len(letters) + 1):
            for begin in range(max(0, end - _LONGEST), end):
                syllable = letters[begin:end]
                crosses = any(begin < cut < end for cut in cuts)
                if begin in best and syllable in self._sounding and not crosses:
                    self._extend(best, begin, end, self._sounding[syllable])
        ends = best.get(len(letters), {})
        if not ends:
            return letters
        tail = self._counts(sorted(ends), [after]) if after else np.zeros((len(ends), 1))
        ranked = sorted(
            (-(ends[c][0] + float(np.log1p(tail[i, 0]))), ends[c][1]) for i, c in enumerate(sorted(ends))
        )
        return ranked[0][1]

    def _extend(
        self, best: dict[int, dict[str, tuple[float, str]]], begin: int, end: int, characters: list[str]
    ) -> None:
        held = sorted(best[begin])
        scores = np.array([best[begin][c][0] for c in held])
        through = scores[:, None] + np.log1p(self._counts(held, characters)) + _STEP
        winners = through.argmax(axis=0)
        at_end = best.setdefault(end, {})
        for j, character in enumerate(characters):
            score = float(through[winners[j], j])
            if character not in at_end or score > at_end[character][0]:
                at_end[character] = (score, best[begin][held[winners[j]]][1] + character)

    def _counts(self, firsts: list[str], seconds: list[str]) -> NDArray[np.float64]:
        """How many documents hold each pair."""
        lexicon = self._lexicon
        a = np.array([lexicon.vocabulary.get(c, -1) for c in firsts], dtype=np.int64)
        b = np.array([lexicon.vocabulary.get(c, -1) for c in seconds], dtype=np.int64)
        codes = np.where((a[:, None] < 0) | (b[None, :] < 0), -1, (a[:, None] << 32) + b[None, :] + 1)
        place = np.minimum(np.searchsorted(lexicon.keys, codes), len(lexicon.keys) - 1)
        starts = lexicon.whole.starts
        counts = np.where(lexicon.keys[place] == codes, starts[place + 1] - starts[place], 0).astype(float)
        for i, first in enumerate(firsts):
            for j, second in enumerate(seconds):
                if first + second in self._asking:
                    counts[i, j] += _ASKING_COUNT
        return counts
