"""Slips of the keyboard, put right before a question is read.

Traditional characters, blanks inside a word, a character typed twice, pinyin typed for characters, and a
character that only sounds right. What is not a slip stays: characters that Chinese writes side by side, Latin
words that the collection has, and everything that denies or counts.
"""

from __future__ import annotations

import math
import re
import unicodedata
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from index.fluency import Fluency
from index.glossary import english_subjects
from index.names import named
from index.pinyin import decode, is_pinyin
from index.sounds import Sounds
from index.static import bundled
from index.words import ASKING_WORDS, FUNCTION, is_traditional

if TYPE_CHECKING:
    from index.bm25 import Lexicon

_LATIN = re.compile(r"[A-Za-z]+(?:['’ ]+[A-Za-z]+)*")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]+")
_END = re.compile(_HAN.pattern + "$")
_WIDE = re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff05\uff0e]+")
_GAP = re.compile("(?<=[\u3400-\u4dbf\u4e00-\u9fff])[ \u3000\t]+(?=[\u3400-\u4dbf\u4e00-\u9fff])")
_TWICE = re.compile(r"([\u4e00-\u9fff])\1")
_MODEL = re.compile(r"[A-Z]{1,3}")  # AI, CT, PE: a name, not a syllable
# A slip here would change what is asked, and so would its repair.
_FIXED = frozenset("不没无未非勿莫禁免别否零一二三四五六七八九十百千万亿两几吗")
_DOUBLED = 0.02  # share of the texts with a character that hold it twice running
_PLACED = frozenset("城州县市镇村乡区省")  # what stands before one may be a name that nobody here knows
_SLIPS = 3  # put right in one piece of a question at most
_AROUND = 4  # characters before and after that decide
_SURE = 11.5  # how much likelier, as a logarithm, a question must become
_USED = 2  # documents that use a word which may be meant
_UNUSED, _ALONE, _OTHER, _USUAL = 3.0, 3.0, 4.0, 8.0


@lru_cache(maxsize=1)
def _to_simplified() -> object:
    import opencc

    return opencc.OpenCC("tw2s")


class Speller:
    """Reads slips against one collection; what it needs is made at the first slip."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Remember the collection.

        Args:
            lexicon: its statistics.
        """
        self._lexicon = lexicon
        self._fluency = Fluency(lexicon)

    @cached_property
    def _sounds(self) -> Sounds:
        """Of every character that the collection, a known word or an asking word holds."""
        held = {t for t in self._lexicon.vocabulary if len(t) == 1 and not t.isascii()}
        known = {c for word in bundled().vocabulary for c in word if _HAN.match(c)}
        return Sounds(held | known | {c for word in ASKING_WORDS for c in word})

    def repair(self, question: str) -> str:
        """A question as it was meant; the same where nothing is a slip.

        Args:
            question: what a person typed.
        """
        text = _WIDE.sub(lambda m: unicodedata.normalize("NFKC", m.group()), question)
        if is_traditional(text):
            text = str(_to_simplified().convert(text))  # type: ignore[attr-defined]
        text = _GAP.sub(lambda m: self._gap(m, text), text)
        text = _LATIN.sub(lambda m: self._latin(m, text), text)
        return _HAN.sub(lambda m: self._sound(self._undouble(m.group())), text)

    def rewrite(self, question: str) -> str:
        """A repaired question, its English put into Chinese where the collection has no such words.

        Args:
            question: what a person typed.
        """
        return _LATIN.sub(self._english, self.repair(question))

    def _english(self, match: re.Match[str]) -> str:
        if self._is_held(match.group()):
            return match.group()
        subjects = english_subjects(match.group().lower())
        return " ".join(subjects) if subjects else match.group()

    def _is_held(self, latin: str) -> bool:
        return all(word in self._lexicon.vocabulary for word in re.split("['’ ]+", latin.lower()))

    def _latin(self, match: re.Match[str], text: str) -> str:
        if _MODEL.fullmatch(match.group()) or self._is_held(match.group()):
            return match.group()
        words = re.split("['’ ]+", match.group().lower())
        before, after = text[: match.start()], text[match.end() :]
        if after[:1].isdigit() and not (len(words[-1]) > _SHORT and _HAN.match(before[-1:])):
            return match.group()
        if not all(is_pinyin(word, self._sounds) for word in words):
            return match.group()
        return decode(words, before, after, self._sounds, self._fluency)

    def _gap(self, match: re.Match[str], text: str) -> str:
        """Nothing for a blank inside a word or beside a word of grammar, the blank elsewhere."""
        left, right = _END.search(text[: match.start()]), _HAN.match(text[match.end() :])
        if not left or not right:
            return match.group()
        before, after = left.group()[-_AROUND:], right.group()[:_AROUND]
        at = 0
        for word in self._fluency.words(before + after):
            end = at + len(word)
            if at < len(before) < end:
                return ""
            if len(before) in (at, end) and (word in FUNCTION or word in ASKING_WORDS):
                return ""
            at = end
        return match.group()

    def _undouble(self, text: str) -> str:
        return _TWICE.sub(lambda m: m.group() if self._doubles(text, m.start()) else m.group(1), text)

    def _doubles(self, text: str, at: int) -> bool:
        """Whether Chinese doubles a character so: 天天, 洗洗晒晒, 员工|工作."""
        pair = text[at : at + 2]
        after, before = text[at + 2 : at + 4], text[max(0, at - 2) : at]
        if text[at] in _FIXED or any(len(p) == 2 and p[0] == p[1] for p in (before, after)):
            return True
        begin = 0
        words = self._fluency.words(text)
        for n, word in enumerate(words):
            end = begin + len(word)
            if begin <= at < end:
                if at + 1 < end:
                    return True
                if len(word) > 1 and len(words[n + 1]) > 1:
                    return True
            begin = end
        return self._fluency.doubled(pair[0]) >= _DOUBLED

    def _sound(self, text: str) -> str:
        """A piece of Chinese with the characters put right that only sound right."""
        for _ in range(_SLIPS):
            found = self._likelier(text)
            if not found:
                break
            text = found
        return text

    def _likelier(self, text: str) -> str:
        """The likeliest text with one character changed; empty where none is likelier by far."""
        strange = [self._fluency.is_strange(text[i : i + 2]) for i in range(len(text) - 1)]
        best = (_SURE, "")
        for i in self._loose(text):
            if text[i] in _FIXED or text[i + 1 : i + 2] in _PLACED:
                continue
            usual = not any(strange[max(0, i - 1) : i + 1])
            if usual and (len(text) < 2 or text[i] in FUNCTION):
                continue
            low, high = max(0, i - _AROUND), i + 1 + _AROUND
            now = self._fluency.of(text[low:high])
            for character, same in self._sounds.alike(text[i]):
                if character in _FIXED or not self._joins(text, i, character):
                    continue
                gain = self._fluency.of(text[low:i] + character + text[i + 1 : high]) - now
                gain -= (0.0 if same else _OTHER) + (_USUAL if usual else 0.0)
                if gain > best[0]:
                    gain -= self._doubt(text[low:i] + character + text[i + 1 : high], i - low)
                if gain > best[0]:
                    best = (gain, text[:i] + character + text[i + 1 :])
        return best[1]

    def _loose(self, text: str) -> list[int]:
        """Where characters stand that belong to no longer word and to no name."""
        at, found = 0, []
        names = {i for start, end in named(text) for i in range(start, end)}
        for word in self._fluency.words(text):
            if len(word) == 1 and at not in names:
                found.append(at)
            at += len(word)
        return found

    def _doubt(self, text: str, at: int) -> float:
        """How much surer a change must be, by the word it makes: least where it is used here."""
        begin = 0
        for word in self._fluency.words(text):
            if begin <= at < begin + len(word):
                break
            begin += len(word)
        if len(word) > 2:
            return 0.0
        if len(word) == 2:
            return 0.0 if self._fluency.documents(word) >= _USED else _UNUSED
        alone = any(self._fluency.is_strange(text[i : i + 2]) for i in (at - 1, at) if 0 <= i < len(text) - 1)
        return math.inf if alone else _ALONE

    def _joins(self, text: str, at: int, character: str) -> bool:
        pairs = [text[at - 1] + character] if at else []
        pairs += [character + text[at + 1]] if at + 1 < len(text) else []
        return any(not self._fluency.is_strange(pair) for pair in pairs)


_SHORT = 3  # letters before a number that are a name: N95, CT2
