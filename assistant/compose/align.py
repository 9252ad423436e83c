"""Words of a question held against words of other texts: which find their like by their vectors.

Everyday words seldom stand in a document, but words near in meaning do: 丢 beside 扔. Each word is held
against the nearest of the other side, as in relaxed word mover's distance (Kusner et al., 2015).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from index.static import StaticEmbedder


@dataclass(frozen=True, slots=True)
class Laid:
    """Words of n texts in a row.

    Attributes:
        rows: distinct rows of the encoder, u of them.
        at: of each word its place in `rows`.
        bounds: where each text begins in `at`, and the end: n + 1 numbers.
    """

    rows: NDArray[np.intp]
    at: NDArray[np.intp]
    bounds: NDArray[np.intp]


def lay_out(texts: Sequence[Sequence[int]]) -> Laid:
    """Lay out the words of some texts.

    Args:
        texts: of each text the encoder's rows of its words.
    """
    import numpy as np

    bounds = np.concatenate(([0], np.cumsum([len(t) for t in texts]))).astype(np.intp)
    every = np.array([row for text in texts for row in text], dtype=np.intp)
    rows, at = np.unique(every, return_inverse=True)
    return Laid(rows, at.astype(np.intp), bounds)


@dataclass(frozen=True, slots=True)
class Likeness:
    """A question's words beside those of n texts.

    Attributes:
        tells: how much each of its q words tells.
        found: matrix [q, n]: how near the nearest word of each text is, 0 to 1.
        held: of each text's words, how near the nearest word of the question is.
        held_tells: how much each of those words tells.
        bounds: where each text's words begin.
        own: the question's words as vectors of length one, [q, dimension].
    """

    tells: NDArray[np.float32]
    found: NDArray[np.float32]
    held: NDArray[np.float32]
    held_tells: NDArray[np.float32]
    bounds: NDArray[np.intp]
    own: NDArray[np.float32]

    def mine(self) -> NDArray[np.float32]:
        """The share of what the question tells that finds its like, one for each text."""
        return share(self.tells, self.found)

    def alone(self) -> NDArray[np.float32]:
        """How much each word tells that finds no like: matrix [q, n]."""
        alone: NDArray[np.float32] = self.tells[:, None] * (1 - self.found)
        return alone

    def told(self) -> NDArray[np.float32]:
        """How much each text tells."""
        return _sums(self.held_tells, self.bounds)

    def theirs(self) -> NDArray[np.float32]:
        """The share of what each text tells that finds its like in the question."""
        import numpy as np

        found = _sums(self.held_tells * self.held, self.bounds)
        part: NDArray[np.float32] = (found / np.maximum(self.told(), 1e-9)).astype(np.float32)
        return part

    def alone_theirs(self) -> NDArray[np.float32]:
        """The most that one word of each text tells that finds no like in the question."""
        alone: NDArray[np.float32] = _most((self.held_tells * (1 - self.held))[None, :], self.bounds)[0]
        return alone


def likeness(mine: Sequence[int], laid: Laid, encoder: StaticEmbedder) -> Likeness:
    """Hold a question's words against those of texts.

    Args:
        mine: the encoder's rows of the question's words, q of them.
        laid: the words of n texts.
        encoder: whose words they are.
    """
    import numpy as np

    own, tells = encoder.unit_vectors(mine)
    others, told = encoder.unit_vectors(laid.rows)
    near = np.clip(own @ others.T, 0.0, 1.0)[:, laid.at]
    held = near.max(axis=0, initial=0.0)
    return Likeness(tells, _most(near, laid.bounds), held, told[laid.at], laid.bounds, own)


def left_over(
    tells: NDArray[np.float32], found: NDArray[np.float32], own: NDArray[np.float32]
) -> NDArray[np.float32]:
    """What is asked besides: words as vectors, each by how much it tells and how little of it is found.

    Args:
        tells: how much each of q words tells.
        found: how near the nearest word is that was found, [q].
        own: the words as vectors of length one, [q, dimension].

    Returns:
        Their sum, [dimension].
    """
    besides: NDArray[np.float32] = (tells - tells * found) @ own
    return besides


def share(tells: NDArray[np.float32], found: NDArray[np.float32]) -> NDArray[np.float32]:
    """The share of what words tell that is found: [q] and [q, n] to [n]."""
    import numpy as np

    total = float(tells.sum()) or 1.0
    part: NDArray[np.float32] = tells @ found
    return part / np.float32(total)


def _most(values: NDArray[np.float32], bounds: NDArray[np.intp]) -> NDArray[np.float32]:
    """The largest value in each stretch of the columns, 0 in an empty one: [q, words] to [q, n]."""
    import numpy as np

    out = np.zeros((len(values), len(bounds) - 1), dtype=np.float32)
    full = np.flatnonzero(np.diff(bounds) > 0)
    if len(full):
        out[:, full] = np.maximum.reduceat(values, bounds[full], axis=1)
    return out


def _sums(values: NDArray[np.float32], bounds: NDArray[np.intp]) -> NDArray[np.float32]:
    import numpy as np

    totals = np.concatenate(([0.0], np.cumsum(values, dtype=np.float64)))
    found: NDArray[np.float32] = (totals[bounds[1:]] - totals[bounds[:-1]]).astype(np.float32)
    return found
