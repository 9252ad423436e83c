"""How much a word of a statement matters: what few records speak of tells statements apart."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cached_property

from assistant.claims.lexicon import LEXICON, Role
from assistant.claims.proposition import Unit

_TRUSTED = 40  # a smaller base says little about what is common


class Rarity:
    """How few records speak of a word, looked up in their wordings when first asked."""

    def __init__(self, records: Sequence[str]) -> None:
        """Keep the texts.

        Args:
            records: everything that each record words, as one text.
        """
        self._records = records
        self._words: dict[str, float] = {}
        self._units: dict[str, float] = {}

    def of(self, word: str) -> float:
        """0.1 for a word of every record, 1 for one of none.

        Args:
            word: any word.
        """
        known = self._words.get(word)
        if known is None:
            known = self._words[word] = self._share((word,))
        return known

    def weigh(self, unit: Unit) -> float:
        """How much a unit of content matters.

        Args:
            unit: of a statement.
        """
        if unit.kind in ("number", "place"):
            return 1.2
        rare = self._units.get(unit.key)
        if rare is None:
            words = self._classes.get(unit.key, ()) if unit.kind == "word" else ()
            rare = self._units[unit.key] = self._share((unit.key, *words))
        word = unit.kind in ("word", "latin")
        return rare * (min(2.0, 0.4 + 0.8 * len(unit.text)) if word else 0.1 + 0.9 * unit.info)

    def _share(self, written: Sequence[str]) -> float:
        count = sum(any(word in text for word in written) for text in self._records)
        total = len(self._records)
        if not count:
            return 1.0
        most = math.log((total + 1) / 0.5)
        told = max(0.0, math.log((total + 1) / (count + 0.5))) / most
        return 1 - min(1.0, total / _TRUSTED) * 0.9 * (1 - told)

    @cached_property
    def _classes(self) -> dict[str, list[str]]:
        """The words of each class of synonyms."""
        found: dict[str, list[str]] = {}
        for word, entry in LEXICON.items():
            if entry.key and entry.role in (Role.WORD, Role.NEGATED):
                found.setdefault(entry.key, []).append(word)
        return found
