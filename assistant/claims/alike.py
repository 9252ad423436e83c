"""How likely a record speaks of what a statement does: boosted trees, fitted by `evals.fit_content`.

Over measures of words (`matter`) and characters (`coverage`); the trees hold thresholds, no word of a record.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from assistant.claims.coverage import Content
from assistant.claims.matter import FEATURES as LAID
from assistant.claims.unlike import FEATURES as UNLIKE
from assistant.compose.trees import Trees, read_trees

_FILE = Path(__file__).with_name("alike.json")


APART = len(LAID) + len(UNLIKE)  # where the odds of the differing words stand


def measures(laid: Sequence[float], apart: float, likeness: float, best: Content) -> tuple[float, ...]:
    """What the trees look at.

    Args:
        laid: how the statement lies over what the record is about (`Shelf.lay`).
        apart: what the words tell in which they differ (`differ`).
        likeness: how alike they are by characters and pairs.
        best: how the statement lies over the wording closest to it.
    """
    return (*laid, apart, likeness, *best.features)


def same_odds(row: Sequence[float]) -> float:
    """Log-odds that statement and record have the same content.

    Args:
        row: as from `measures`.
    """
    probability = load_trees().probability_of(row)
    return math.log(probability / (1 - probability))


@lru_cache(maxsize=1)
def load_trees() -> Trees:
    """The fitted trees, read once."""
    return read_trees(json.loads(_FILE.read_text(encoding="utf-8")))
