"""How characters sound, and which sound alike: pinyin without tones."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

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


class Sounds:
    """The readings of some characters; made at the first use."""

    def __init__(self, characters: Iterable[str]) -> None:
        """Keep the characters.

        Args:
            characters: those that may be meant.
        """
        self._characters = sorted(set(characters))

    @cached_property
    def _readings(self) -> dict[str, str]:
        from pypinyin import lazy_pinyin

        return dict(zip(self._characters, lazy_pinyin(self._characters), strict=True))

    @cached_property
    def spoken(self) -> dict[str, list[str]]:
        """Syllable -> the characters that are read so, in order."""
        groups: dict[str, list[str]] = {}
        for character, reading in self._readings.items():
            groups.setdefault(reading, []).append(character)
        return groups

    @cached_property
    def _blurred(self) -> dict[str, list[str]]:
        groups: dict[str, list[str]] = {}
        for reading, characters in self.spoken.items():
            groups.setdefault(blurred(reading), []).extend(characters)
        return groups

    def reading(self, character: str) -> str:
        """Pinyin without tone, of a character anywhere."""
        from pypinyin import lazy_pinyin

        return self._readings.get(character) or str(lazy_pinyin(character)[0])

    def alike(self, character: str) -> list[tuple[str, bool]]:
        """The other characters that sound like one, each with whether it sounds just the same.

        Args:
            character: one character.
        """
        reading = self.reading(character)
        found = self._blurred.get(blurred(reading), [])
        return [(c, self._readings[c] == reading) for c in found if c != character]
