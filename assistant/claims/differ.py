"""What the words tell in which a statement and a record differ: 孕妇 for 婴儿 is another claim, 出门 is none.

The words that the record has in no form, and what it is about and the statement has in no form, are summed as
vectors of the bundled encoder; a small net over these, fitted by `evals.fit_content`, says whether such words
part two statements.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_FILE = Path(__file__).with_name("differ.npz")


@dataclass(frozen=True, slots=True)
class Parting:
    """The fitted net.

    Attributes:
        first: what each number of a difference adds to each hidden one.
        bias: of the hidden ones.
        last: what each hidden one adds to the log-odds.
        base: the log-odds where all are zero.
    """

    first: NDArray[np.float32]
    bias: NDArray[np.float32]
    last: NDArray[np.float32]
    base: float

    def odds(self, differences: NDArray[np.float32]) -> NDArray[np.float32]:
        """Log-odds that a record speaks of what a statement does, for each row.

        Args:
            differences: n rows, as of `Matter.differ`.
        """
        import numpy as np

        odds: NDArray[np.float32] = np.tanh(differences @ self.first + self.bias) @ self.last + self.base
        return odds


def part_odds(difference: NDArray[np.float32]) -> float:
    """Log-odds, from the differing words alone, that a record speaks of what a statement does.

    Args:
        difference: as of `Matter.differ`.
    """
    return float(load_parting().odds(difference[None, :])[0])


@lru_cache(maxsize=1)
def load_parting() -> Parting:
    """The fitted net, read once."""
    import numpy as np

    with np.load(_FILE, allow_pickle=False) as held:
        first, bias, last = (held[name].astype(np.float32) for name in ("first", "bias", "last"))
        return Parting(first, bias, last, float(held["base"]))


def write_parting(path: Path, net: Parting) -> None:
    """Write a net.

    Args:
        path: its file.
        net: the net.
    """
    import numpy as np

    first, bias, last = (rows.astype(np.float16) for rows in (net.first, net.bias, net.last))
    np.savez_compressed(path, first=first, bias=bias, last=last, base=np.float32(net.base))
