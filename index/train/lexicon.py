"""What we know of words that texts do not tell: which mean the same, and which are only used alike.

Words used alike get vectors alike, so texts alone set 住院 beside 出院, and 公家的车 nowhere. The thesaurus
keeps words that mean the same to whoever asks, everyday beside official; `contrasts.txt` keeps words that
must never stand for one another.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from index.segment import Segmenter
from index.thesaurus import groups

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_CONTRASTS = Path(__file__).with_name("contrasts.txt")
_SHORTEST, _LONGEST = 2, 4  # characters of what becomes a word of its own
_SEEN = 5  # how often a word counts as seen that no text held


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Groups of words.

    Attributes:
        same: each group's words mean the same.
        differ: each group's words are used alike and mean different things.
    """

    same: tuple[tuple[str, ...], ...]
    differ: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Triple:
    """A word, another that means the same, and one that does not."""

    word: str
    same: str
    other: str


def read_lexicon() -> Lexicon:
    """The thesaurus and the contrasts that the program comes with."""
    lines = _CONTRASTS.read_text(encoding="utf-8").splitlines()
    differ = tuple(tuple(line.split()) for line in lines if line and line[0] != "#")
    return Lexicon(tuple(groups()), differ)


def triples(lexicon: Lexicon) -> list[Triple]:
    """Every pair of words of the same meaning, with a word that either is often taken for.

    Args:
        lexicon: the groups.
    """
    order = random.Random(0)
    others: dict[str, list[str]] = {}
    for group in lexicon.differ:
        for word in group:
            others.setdefault(word, []).extend(w for w in group if w != word)
    known = {w for group in lexicon.same for w in group}
    alone = [(w,) for w in others if w not in known]
    found: list[Triple] = []
    for group in (*lexicon.same, *alone):
        apart = [o for w in group for o in others.get(w, ()) if o not in group]
        pairs = [(a, b) for a in group for b in group if a != b] or [(group[0], group[0])]
        found += [Triple(a, b, order.choice(apart) if apart else "") for a, b in pairs]
        if len(group) == 1:
            found += [Triple(group[0], group[0], other) for other in apart]
    return found


def extend(
    counts: Mapping[str, int], vectors: NDArray[np.float32], lexicon: Lexicon
) -> tuple[dict[str, int], NDArray[np.float32]]:
    """Add the words of the lexicon that no text held.

    They begin between their parts and their fellows, and as long as their parts together: 几次 tells no more
    than 几 and 次, however seldom it was seen.

    Args:
        counts: the words, with how often each was seen.
        vectors: one row a word, longer where it tells more.
        lexicon: whose short words get a vector of their own.
    """
    import numpy as np

    segmenter = Segmenter(counts)
    at = {word: n for n, word in enumerate(counts)}

    def total(texts: Sequence[str]) -> NDArray[np.float32]:
        rows = [at[w] for text in texts for w in segmenter.cut(text) if w in at]
        found: NDArray[np.float32] = vectors[rows].sum(axis=0)
        return found

    fresh: dict[str, NDArray[np.float32]] = {}
    for group, same in (*((g, True) for g in lexicon.same), *((g, False) for g in lexicon.differ)):
        for word in group:
            if word not in at and word not in fresh and _SHORTEST <= len(word) <= _LONGEST and _is_word(word):
                parts = total([word])
                toward = _unit(parts) + _unit(total(group if same else [word]))
                fresh[word] = _unit(toward) * float(np.linalg.norm(parts))
    more = np.vstack([vectors, *(v[None, :] for v in fresh.values())]).astype(np.float32)
    return {**counts, **dict.fromkeys(fresh, _SEEN)}, more


def _unit(vector: NDArray[np.float32]) -> NDArray[np.float32]:
    import numpy as np

    unit: NDArray[np.float32] = vector / max(float(np.linalg.norm(vector)), 1e-12)
    return unit


def _is_word(text: str) -> bool:
    return all("\u4e00" <= c <= "\u9fff" for c in text)
