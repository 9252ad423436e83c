"""What the known wordings that lead to the same sentences have in common: their mean vector.

A wording nobody has foreseen lies nearer to the mean of those that ask the same than to any one of them
(prototypes: Snell et al., 2017), so a passage is also found by the wordings that lead to its sentences.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from index.static import bundled
from index.wordings import Wording

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.document import Asked, Document, Passage, Span

_UNLIKE = 0.4  # cosine to a prototype that says nothing: half of the questions on other subjects reach it


@dataclass(frozen=True, slots=True)
class Prototypes:
    """The goals that known wordings lead to.

    Attributes:
        goals: of each its document and sentences; None where the document is known not to answer.
        number: for each wording, which goal it leads to.
        vectors: matrix [goals, dimension], rows L2-normalised.
    """

    goals: tuple[tuple[Document, Asked | None], ...]
    number: NDArray[np.intp]
    vectors: NDArray[np.float32]


def prototypes(wordings: Sequence[Wording], vectors: NDArray[np.float32]) -> Prototypes:
    """Gather wordings by what they lead to.

    Args:
        wordings: n of them.
        vectors: their vectors, [n, dimension].
    """
    numbers: dict[tuple[str, tuple[Span, ...]], int] = {}
    goals: list[tuple[Document, Asked | None]] = []
    number = np.zeros(len(wordings), dtype=np.intp)
    for i, wording in enumerate(wordings):
        key = (wording.document.id, wording.asked.spans if wording.asked else ())
        number[i] = numbers.setdefault(key, len(numbers))
        if len(numbers) > len(goals):
            goals.append((wording.document, wording.asked))
    order = np.argsort(number, kind="stable")
    sums = np.add.reduceat(vectors[order], np.searchsorted(number[order], np.arange(len(goals))))
    lengths = np.linalg.norm(sums, axis=1, keepdims=True)
    return Prototypes(tuple(goals), number, sums / np.maximum(lengths, np.float32(1e-9)))


@dataclass(frozen=True, slots=True)
class Leads:
    """Which prototypes lead to which passages.

    Attributes:
        vectors: matrix [goals, dimension] of the bundled encoder's.
        goal: m numbers of goals.
        passage: the m passages that they lead to.
    """

    vectors: NDArray[np.float32]
    goal: NDArray[np.intp]
    passage: NDArray[np.intp]

    def fit(self, query: str, size: int) -> NDArray[np.float32]:
        """How well each passage suits a query by the wordings that lead to it, 0 to 0.6.

        Args:
            query: what a person asked.
            size: how many passages there are.
        """
        near = np.maximum(self.vectors @ bundled().embed([query])[0] - np.float32(_UNLIKE), np.float32(0.0))
        found = np.zeros(size, dtype=np.float32)
        np.maximum.at(found, self.passage, near[self.goal])
        return found


def leads(known: Prototypes, passages: Sequence[Passage]) -> Leads:
    """Find the passages that hold what wordings lead to.

    Args:
        known: the prototypes.
        passages: all passages, in ranking order.
    """
    held: dict[str, list[tuple[int, Span]]] = {}
    for number, passage in enumerate(passages):
        held.setdefault(passage.document.id, []).append((number, passage.span))
    pairs = [
        (goal, number)
        for goal, (document, asked) in enumerate(known.goals)
        if asked is not None
        for number, span in held.get(document.id, ())
        if any(span.overlaps(s) for s in asked.spans)
    ]
    rows = np.array(pairs, dtype=np.intp).reshape(-1, 2)
    return Leads(known.vectors, rows[:, 0], rows[:, 1])
