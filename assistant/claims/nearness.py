"""How near in meaning a statement is to what is on record, by the bundled encoder's word vectors.

Words that are used alike have vectors alike: 高烧 and 发烧, but 猫 and 狗 as well. So nearness is one more
measure of the same content and never takes away what keeps two statements apart (`coverage`).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from index.static import bundled

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Nearness:
    """How near a statement is to everything on record of one matter.

    Attributes:
        closest: cosine to the text nearest to it.
        mean: cosine to all texts together.
        strange: how much its most telling word tells that nothing on record comes near.
        missing: how much the word that the record repeats tells that nothing in the statement comes near.
        covered: share of what the statement's words tell that the record comes near.
        held: share of what the record's repeated words tell that the statement comes near.
        foreign: how much its most telling word tells that stands in nothing on record, however near.
        absent: how much the word that the record repeats tells that does not stand in the statement.
    """

    closest: float
    mean: float
    strange: float
    missing: float
    covered: float = 0.0
    held: float = 0.0
    foreign: float = 0.0
    absent: float = 0.0


@dataclass(frozen=True, slots=True)
class _Words:
    """Words of some texts: unit vectors, how much each tells, and in which share of the texts it stands."""

    names: tuple[str, ...]
    rows: NDArray[np.float32]
    tells: NDArray[np.float32]
    share: NDArray[np.float32]


@lru_cache(maxsize=256)
def nearness(statement: str, recorded: tuple[str, ...]) -> Nearness:
    """Compare a statement with texts.

    Args:
        statement: what was said.
        recorded: everything that is on record of one matter, at least one text.
    """
    rows, mean = _vectors(recorded)
    own = bundled().embed([statement])[0]
    said, held = _words((statement,)), _words(recorded)
    if not (said.share.size and held.share.size):
        return Nearness(float((rows @ own).max()), float(mean @ own), 0.0, 0.0)
    apart = 1 - said.rows @ held.rows.T
    strange = said.tells * apart.min(axis=1)
    weights = held.tells * held.share**2
    missing = weights * apart.min(axis=0)
    return Nearness(
        float((rows @ own).max()),
        float(mean @ own),
        float(strange.max()),
        float(missing.max()),
        1 - float(strange.sum() / max(said.tells.sum(), 1e-9)),
        1 - float(missing.sum() / max(weights.sum(), 1e-9)),
        _most(said, "\n".join(recorded), said.tells),
        _most(held, statement, weights),
    )


def _most(words: _Words, text: str, weights: NDArray[np.float32]) -> float:
    """The weight of the heaviest word that a text does not have."""
    return max(
        (float(w) for name, w in zip(words.names, weights, strict=True) if name not in text), default=0.0
    )


@lru_cache(maxsize=64)
def likenesses(statement: str, texts: tuple[str, ...]) -> tuple[float, ...]:
    """How near a statement is to each of some texts: cosines.

    Args:
        statement: what was said.
        texts: everything that is on record of one matter.
    """
    rows, _ = _vectors(texts)
    return tuple((rows @ bundled().embed([statement])[0]).tolist())


@lru_cache(maxsize=4096)
def _vectors(texts: tuple[str, ...]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """One unit vector a text, and the direction of their sum; read when a statement first comes near."""
    import numpy as np

    rows = bundled().embed(texts)
    total = rows.sum(axis=0)
    return rows, total / max(float(np.linalg.norm(total)), 1e-9)


@lru_cache(maxsize=4096)
def _words(texts: tuple[str, ...]) -> _Words:
    import numpy as np

    encoder = bundled()
    count = Counter(
        word for text in texts for word in set(encoder.segmenter.cut(text)) if word in encoder.vocabulary
    )
    names = sorted(count)
    rows, tells = encoder.unit_vectors([encoder.vocabulary[name] for name in names])
    share = np.array([count[name] / len(texts) for name in names], dtype=np.float32)
    return _Words(tuple(names), rows, tells, share)
