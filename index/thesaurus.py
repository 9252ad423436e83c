"""Words that mean the same to whoever asks: everyday words beside official ones (`thesaurus.txt`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from index.words import normalise, tokens

_FILE = Path(__file__).with_name("thesaurus.txt")


@dataclass(frozen=True, slots=True)
class Equivalent:
    """A word of a text that others may stand for.

    Attributes:
        word: as it stands in the text, normalised.
        pairs: its terms (pairs of neighbours, or its single token).
        others: the same for each word that means the same.
    """

    word: str
    pairs: frozenset[str]
    others: tuple[frozenset[str], ...]


def equivalents(text: str) -> Iterator[Equivalent]:
    """The words of a text that have others of the same meaning, longest first where they overlap.

    Args:
        text: any text, normalised or not.
    """
    groups, pattern = _read()
    for match in pattern.finditer(normalise(text)):
        word = match.group()
        others = tuple(_terms(w) for w in groups[word] if w != word)
        yield Equivalent(word, _terms(word), tuple(o for o in others if o))


def expand(text: str, most: int = 3) -> str:
    """A text followed by other words for what it says, for searching.

    Args:
        text: a question.
        most: how many others for one word.
    """
    groups, pattern = _read()
    plain = normalise(text)
    others = ([o for o in groups[m.group()] if o not in plain] for m in pattern.finditer(plain))
    added = [word for words in others for word in words[:most]]
    return " ".join((text, *dict.fromkeys(added)))


@lru_cache(maxsize=4_000)
def _terms(word: str) -> frozenset[str]:
    found = [t for t in tokens(word) if t.strip()]
    return frozenset(a + b for a, b in pairwise(found)) if len(found) > 1 else frozenset(found)


@lru_cache(maxsize=1)
def _read() -> tuple[dict[str, tuple[str, ...]], re.Pattern[str]]:
    groups: dict[str, list[str]] = {}
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        words = [normalise(w) for w in line.split()]
        for word in words:
            groups.setdefault(word, []).extend(words)
    ordered = sorted(groups, key=lambda w: (-len(w), w))
    pattern = re.compile("|".join(map(re.escape, ordered)))
    return {w: tuple(dict.fromkeys(others)) for w, others in groups.items()}, pattern
