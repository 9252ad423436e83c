"""Words that mean the same to whoever asks: everyday words beside official ones (`thesaurus.txt`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from index.segment import PIECE
from index.static import bundled
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


def groups() -> list[tuple[str, ...]]:
    """The groups of words that mean the same, in the order of the file, which keeps them normalised."""
    lines = _FILE.read_text(encoding="utf-8").splitlines()
    return [tuple(line.split()) for line in lines if line and line[0] != "#"]


def equivalents(text: str) -> Iterator[Equivalent]:
    """The words of a text that have others of the same meaning, longest first where they overlap.

    Args:
        text: any text, normalised or not.
    """
    others_of, _ = _read()
    for word in _known(text):
        others = tuple(_terms(w) for w in others_of[word])
        yield Equivalent(word, _terms(word), tuple(o for o in others if o))


def expand(text: str, most: int = 3) -> str:
    """A text followed by other words for what it says, for searching.

    Args:
        text: a question.
        most: how many others for one word.
    """
    others_of, _ = _read()
    plain = normalise(text)
    added = [other for w in _known(text) for other in [o for o in others_of[w] if o not in plain][:most]]
    return " ".join((text, *dict.fromkeys(added)))


def _known(text: str) -> Iterator[str]:
    """The words of a text that stand in a group; each begins and ends where a word does."""
    others_of, longest = _read()
    for piece in PIECE.findall(normalise(text)):
        cuts = [0]
        for word in bundled().segmenter.cut_chinese(piece) if not piece.isascii() else (piece,):
            cuts.append(cuts[-1] + len(word))
        at = 0
        while at < len(cuts) - 1:
            ends = (n for n in range(len(cuts) - 1, at, -1) if cuts[n] - cuts[at] <= longest)
            end = next((n for n in ends if piece[cuts[at] : cuts[n]] in others_of), 0)
            if end:
                yield piece[cuts[at] : cuts[end]]
            at = end or at + 1


@lru_cache(maxsize=4_000)
def _terms(word: str) -> frozenset[str]:
    found = [t for t in tokens(word) if t.strip()]
    return frozenset(a + b for a, b in pairwise(found)) if len(found) > 1 else frozenset(found)


@lru_cache(maxsize=1)
def _read() -> tuple[Mapping[str, tuple[str, ...]], int]:
    """Of each word the others of its groups; and the length of the longest word."""
    found: dict[str, list[str]] = {}
    for group in groups():
        for word in group:
            found.setdefault(word, []).extend(o for o in group if o != word)
    others = {w: tuple(dict.fromkeys(o)) for w, o in found.items()}
    return others, max(map(len, others), default=0)
