"""How alike two questions are: measures of the pair, and a small learnt model that weighs them.

Two wordings of one question may share few words, so words are also aligned by their vectors: each is held
against the nearest of the other side (`assistant.compose.align`). A pair that differs in its one telling word
asks something else, however much else it shares.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.compose.align import lay_out, likeness
from assistant.compose.expects import asks
from assistant.compose.question import Question

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from index.static import StaticEmbedder

ALIKE_FEATURES = (
    "words", "words_mine", "words_theirs", "vector", "below_best_vector", "rank",
    "aligned_mine", "aligned_theirs", "alone_mine", "alone_mine_2", "alone_theirs",
    "tells_mine", "tells_theirs", "count_mine", "count_theirs",
    "asks_alike", "asks_differ", "numbers_differ",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wanted:
    """A question made ready to be compared with another.

    Attributes:
        question: its weighed terms.
        rows: rows of its words in the encoder.
        numbers: the numbers in it.
        asks: what it asks for (`expects.asks`).
    """

    question: Question
    rows: tuple[int, ...]
    numbers: frozenset[str]
    asks: tuple[float, ...]


def read_wanted(question: Question, encoder: StaticEmbedder) -> Wanted:
    """Make a question ready to be compared.

    Args:
        question: the weighed question.
        encoder: whose words and vectors are meant.
    """
    numbers = frozenset(t for t in question.terms if t[:1].isdigit())
    return Wanted(question, encoder.distinct(question.text), numbers, tuple(asks(question.text)))


def alike_features(
    mine: Wanted, others: Sequence[Wanted], vector: Sequence[float], encoder: StaticEmbedder
) -> NDArray[np.float64]:
    """Measure one question against others.

    Args:
        mine: the question.
        others: n of them, the nearest by vector first.
        vector: the cosine to each.
        encoder: whose words and vectors are meant.

    Returns:
        A matrix of shape [n, len(ALIKE_FEATURES)].
    """
    import numpy as np

    n = len(others)
    near = likeness(mine.rows, lay_out([o.rows for o in others]), encoder)
    alone = np.sort(near.alone(), axis=0)[::-1] if len(mine.rows) else np.zeros((2, n))
    own, theirs = np.array(mine.asks), np.array([o.asks for o in others])
    shared = [_shared(mine.question, o.question) for o in others]
    rows = np.zeros((n, len(ALIKE_FEATURES)))
    rows[:, :3] = shared
    rows[:, 3] = vector
    rows[:, 4] = rows[:, 3] - rows[:, 3].max(initial=0.0)
    rows[:, 5] = np.arange(n)
    rows[:, 6] = near.mine()
    rows[:, 7] = near.theirs()
    rows[:, 8] = alone[0]
    rows[:, 9] = alone[1] if len(alone) > 1 else 0.0
    rows[:, 10] = near.alone_theirs()
    rows[:, 11] = near.tells.sum()
    rows[:, 12] = near.told()
    rows[:, 13] = len(mine.rows)
    rows[:, 14] = [len(o.rows) for o in others]
    rows[:, 15] = theirs @ own
    rows[:, 16] = np.abs(theirs - own).sum(axis=1)
    rows[:, 17] = [len(mine.numbers ^ o.numbers) for o in others]
    return rows


def _shared(mine: Question, other: Question) -> tuple[float, float, float]:
    """Weighed overlap of their terms (Dice's coefficient), and of each side's own."""
    held = sum(w for t, w in mine.weights.items() if mine.holds(other.terms, t))
    theirs = sum(w for t, w in other.weights.items() if other.holds(mine.terms, t))
    return (held + theirs) / (mine.total + other.total), held / mine.total, theirs / other.total
