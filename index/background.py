"""How common a term is in Chinese at large, learnt once from a general collection and shipped.

Inverse document frequency after Spärck Jones (1972), in the form of BM25 (Robertson and Zaragoza, 2009).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_FILE = Path(__file__).parent / "model" / "background.npz"


@dataclass(frozen=True, slots=True)
class Background:
    """Document frequencies over a general collection.

    Attributes:
        total: how many passages were counted.
        counts: in how many of them a term stands; rare terms are left out.
    """

    total: int
    counts: Mapping[str, int]

    def idf(self, term: str) -> float:
        """Weight of a term: about 0 for one in every passage, about 11 for one never seen."""
        n = self.counts.get(term, 0)
        return math.log(1 + (self.total - n + 0.5) / (n + 0.5))


@lru_cache(maxsize=1)
def load_background() -> Background:
    """The shipped frequencies, read once."""
    import numpy as np

    with np.load(_FILE) as data:
        names = data["terms"].tobytes().decode("utf-8").split("\n")
        return Background(int(data["total"][0]), dict(zip(names, data["counts"].tolist(), strict=True)))
