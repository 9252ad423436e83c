"""One written form for comparing words, so that width, blanks and range marks never decide a score."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from index.numerals import unify_numbers

_RANGE = re.compile(r"(?<=\d)([^\d\s]{0,3}?)(?:[~～〜—–－-]+|至|到)(?=\d)")
_BLANK = re.compile(r"\s+")
_FULL_MARKS = str.maketrans(
    {"，": ",", "；": ";", "：": ":", "。": ".", "（": "(", "）": ")", "？": "?", "！": "!"}
)


def squeeze(text: str) -> str:
    """Text without white space, in one width: what "whitespace ignored" means in every metric."""
    return _BLANK.sub("", unicodedata.normalize("NFKC", text)).translate(_FULL_MARKS)


def plain(text: str) -> str:
    """Squeezed text with numbers, ranges and letters in one form, for looking up a fact."""
    return squeeze(unify_numbers(_RANGE.sub(r"\1-", unicodedata.normalize("NFKC", text)))).lower()


def holds(text: str, alternatives: Sequence[str]) -> bool:
    """Whether a text holds one of several wordings of a fact."""
    found = plain(text)
    return any(plain(words) in found for words in alternatives)


def cut_to(quotes: Iterable[str], limit: int) -> list[str]:
    """The quotes in order, cut where together they pass a number of characters (white space not counted).

    Args:
        quotes: quoted texts.
        limit: how many characters may be read.
    """
    kept: list[str] = []
    left = limit
    for quote in quotes:
        words = squeeze(quote)
        if left <= 0:
            break
        kept.append(words[:left])
        left -= len(words)
    return kept


def grams(text: str, size: int = 8) -> frozenset[str]:
    """The character n-grams of a text without punctuation; the whole text where it is shorter."""
    words = re.sub(r"[\W_]+", "", squeeze(text))
    if len(words) <= size:
        return frozenset({words})
    return frozenset(words[i : i + size] for i in range(len(words) - size + 1))


def jaccard(a: frozenset[str], b: frozenset[str]) -> float:
    """Shared share of two sets; 0 where both are empty."""
    return len(a & b) / len(a | b) if a | b else 0.0
