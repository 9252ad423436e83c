"""A statement or a record's texts as words known to the bundled encoder."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.static import bundled

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Words:
    """Words known to the encoder, and which stand where.

    Attributes:
        names: the words.
        rows: a unit vector each.
        tells: how much each tells.
        rare: how few records speak of it.
        at: the words of each text, one text after the other.
        starts: where each text begins in `at`.
    """

    names: tuple[str, ...]
    rows: NDArray[np.float32]
    tells: NDArray[np.float32]
    rare: NDArray[np.float32]
    at: NDArray[np.intp]
    starts: NDArray[np.intp]


def read_words(names: Sequence[str], rarity: Callable[[str], float], texts: Sequence[Sequence[str]]) -> Words:
    """Words and where they stand.

    Args:
        names: the words, each once.
        rarity: how few records speak of a word, 0 to 1.
        texts: the words of each text.
    """
    import numpy as np

    encoder = bundled()
    rows, tells = encoder.unit_vectors([encoder.vocabulary[name] for name in names])
    rare = np.array([rarity(name) for name in names], dtype=np.float32)
    place = {name: k for k, name in enumerate(names)}
    at = np.array([place[word] for text in texts for word in text], dtype=np.intp)
    starts = np.cumsum([0, *map(len, texts[:-1])], dtype=np.intp)[: len(texts)]
    return Words(tuple(names), rows, tells, rare, at, starts)


@dataclass(frozen=True, slots=True)
class Said:
    """A statement as the encoder reads it.

    Attributes:
        text: the statement without its frame.
        row: its unit vector.
        words: its words.
    """

    text: str
    row: NDArray[np.float32]
    words: Words


def read(text: str, rarity: Callable[[str], float]) -> Said:
    """Read a statement.

    Args:
        text: the statement without its frame.
        rarity: how few records speak of a word, 0 to 1.
    """
    encoder = bundled()
    names = list(dict.fromkeys(w for w in encoder.segmenter.cut(text) if w in encoder.vocabulary))
    return Said(text, encoder.embed([text])[0], read_words(names, rarity, [names]))
