"""How alike two questions are: measures of the pair, and a small learnt model that weighs them.

Two wordings of one question may share few words, so words are also aligned by their vectors: each is held
against the nearest of the other side (`assistant.compose.align`). A pair that differs in its one telling word
asks something else, however much else it shares. And a wording does not stand alone: where others that lead
to the same sentences are near as well, and the sentences themselves, each of them is likelier.
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

PAIR_FEATURES = (
    "words", "words_mine", "words_theirs", "vector", "below_best_vector", "rank",
    "aligned_mine", "aligned_theirs", "alone_mine", "alone_mine_2", "alone_theirs",
    "tells_mine", "tells_theirs", "count_mine", "count_theirs",
    "asks_alike", "asks_differ", "numbers_differ",
)  # fmt: skip
ALIKE_FEATURES = (
    *PAIR_FEATURES, "support", "support_share", "second", "sentence", "below_best_sentence",
    "goal", "below_best_goal",
)  # fmt: skip


_SHARPNESS = 5.0  # how much more of the support comes from what is nearer


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


@dataclass(frozen=True, slots=True)
class Near:
    """How near n known wordings are to a question.

    Attributes:
        vector: the cosine to each.
        goals: of each a number, the same where they lead to the same sentences.
        goal: the cosine to the mean of all wordings that lead where each does.
        sentence: the cosine of the question to the sentences that each leads to; 0 where to none.
    """

    vector: Sequence[float]
    goals: Sequence[int]
    goal: Sequence[float]
    sentence: Sequence[float]


def read_wanted(question: Question, encoder: StaticEmbedder) -> Wanted:
    """Make a question ready to be compared.

    Args:
        question: the weighed question.
        encoder: whose words and vectors are meant.
    """
    numbers = frozenset(t for t in question.terms if t[:1].isdigit())
    return Wanted(question, encoder.distinct(question.text), numbers, tuple(asks(question.text)))


def alike_features(
    mine: Wanted, others: Sequence[Wanted], near: Near, encoder: StaticEmbedder
) -> NDArray[np.float64]:
    """Measure one question against others.

    Args:
        mine: the question.
        others: n of them, the nearest by vector first.
        near: how near each is, and what it leads to.
        encoder: whose words and vectors are meant.

    Returns:
        A matrix of shape [n, len(ALIKE_FEATURES)].
    """
    import numpy as np

    n = len(others)
    laid = likeness(mine.rows, lay_out([o.rows for o in others]), encoder)
    alone = np.sort(laid.alone(), axis=0)[::-1] if len(mine.rows) else np.zeros((2, n))
    own, theirs = np.array(mine.asks), np.array([o.asks for o in others])
    shared = [_shared(mine.question, o.question) for o in others]
    rows = np.zeros((n, len(ALIKE_FEATURES)))
    rows[:, :3] = shared
    rows[:, 3] = near.vector
    rows[:, 4] = rows[:, 3] - rows[:, 3].max(initial=0.0)
    rows[:, 5] = np.arange(n)
    rows[:, 6] = laid.mine()
    rows[:, 7] = laid.theirs()
    rows[:, 8] = alone[0]
    rows[:, 9] = alone[1] if len(alone) > 1 else 0.0
    rows[:, 10] = laid.alone_theirs()
    rows[:, 11] = laid.tells.sum()
    rows[:, 12] = laid.told()
    rows[:, 13] = len(mine.rows)
    rows[:, 14] = [len(o.rows) for o in others]
    rows[:, 15] = theirs @ own
    rows[:, 16] = np.abs(theirs - own).sum(axis=1)
    rows[:, 17] = [len(mine.numbers ^ o.numbers) for o in others]
    rows[:, 18:21] = _support(near)
    rows[:, 21] = near.sentence
    rows[:, 22] = rows[:, 21] - rows[:, 21].max(initial=0.0)
    rows[:, 23] = near.goal
    rows[:, 24] = rows[:, 23] - rows[:, 23].max(initial=0.0)
    return rows


def _support(near: Near) -> NDArray[np.float64]:
    """How near all wordings are that lead where each one does: summed, as a share of all, and the second."""
    import numpy as np

    vector = np.asarray(near.vector, dtype=np.float64)
    best = vector.max(initial=0.0)
    weight = np.exp(_SHARPNESS * (vector - best))
    found = np.zeros((len(vector), 3))
    for goal in set(near.goals):
        own = np.flatnonzero([g == goal for g in near.goals])
        total = weight[own].sum()
        second = np.sort(vector[own])[-2] - best if len(own) > 1 else -1.0
        found[own] = (best + np.log(total) / _SHARPNESS, total / weight.sum(), second)
    return found


def _shared(mine: Question, other: Question) -> tuple[float, float, float]:
    """Weighed overlap of their terms (Dice's coefficient), and of each side's own."""
    held = sum(w for t, w in mine.weights.items() if mine.holds(other.terms, t))
    theirs = sum(w for t, w in other.weights.items() if other.holds(mine.terms, t))
    return (held + theirs) / (mine.total + other.total), held / mine.total, theirs / other.total
