"""Words for people, told by the encoder's vectors: near to those for children, patients or doctors."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from assistant.claims.lexicon import LEXICON
from index.static import bundled

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_CLASSES = frozenset({"儿童", "老人", "孕妇", "女性", "男性", "患者", "医生"})  # of the lexicon
_NEAR = 0.5


def are_people(rows: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Which of some words are for people.

    Args:
        rows: a unit vector for each of n words.
    """
    known: NDArray[np.bool_] = (_known() @ rows.T).max(axis=0) >= _NEAR
    return known


@lru_cache(maxsize=1)
def _known() -> NDArray[np.float32]:
    encoder = bundled()
    words = [w for w, entry in LEXICON.items() if entry.key in _CLASSES and w in encoder.vocabulary]
    return encoder.unit_vectors([encoder.vocabulary[word] for word in words])[0]
