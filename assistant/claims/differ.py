"""What the words tell in which a statement and a record differ: 孕妇 for 婴儿 is another claim, 出门 is none.

The words that the record has in no form, and what it is about and the statement has in no form, are summed as
vectors of the bundled encoder; weights over these, fitted by `evals.fit_content`, say whether such words
part two statements.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_FILE = Path(__file__).with_name("differ.npz")


def part_odds(difference: NDArray[np.float32]) -> float:
    """Log-odds, from the differing words alone, that a record speaks of what a statement does.

    Args:
        difference: as of `Matter.differ`.
    """
    weights = load_weights()
    return float(difference @ weights[:-1] + weights[-1])


@lru_cache(maxsize=1)
def load_weights() -> NDArray[np.float32]:
    """The fitted weights, the bias last, read once."""
    import numpy as np

    with np.load(_FILE, allow_pickle=False) as held:
        weights: NDArray[np.float32] = held["weights"].astype(np.float32)
    return weights


def write_weights(path: Path, weights: NDArray[np.float32]) -> None:
    """Write weights.

    Args:
        path: their file.
        weights: one for each number of a difference, and the bias.
    """
    import numpy as np

    np.savez_compressed(path, weights=weights.astype(np.float16))
