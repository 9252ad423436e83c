"""Small learnt models, read from JSON and applied without any learning library.

Gradient-boosted trees (Friedman, 2001) score units, and others score whole answers; official and compiled
texts have models of their own. They are fitted by `evals.fit` on questions people asked in early 2020 and on
the everyday wordings of the corpus; they hold no word of them, only thresholds.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.document import Document

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_FILE = Path(__file__).with_name("models.json")


@dataclass(frozen=True, slots=True)
class Trees:
    """Boosted regression trees over a feature row.

    Attributes:
        baseline: log-odds before any tree.
        feature, threshold, left, right, value: one array each over all nodes; a leaf has left = -1.
        roots: index of each tree's root.
    """

    baseline: float
    feature: NDArray[np.intp]
    threshold: NDArray[np.float64]
    left: NDArray[np.intp]
    right: NDArray[np.intp]
    value: NDArray[np.float64]
    roots: NDArray[np.intp]

    def probability(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """Probability for each row.

        Args:
            rows: matrix of shape [n, features].

        Returns:
            A vector of shape [n], each in (0, 1).
        """
        import numpy as np

        n = len(rows)
        node = np.tile(self.roots, (n, 1))
        row = np.arange(n)[:, None]
        while True:
            inner = self.left[node] >= 0
            if not inner.any():
                break
            goes_left = rows[row, self.feature[node]] <= self.threshold[node]
            node = np.where(inner, np.where(goes_left, self.left[node], self.right[node]), node)
        probability: NDArray[np.float64] = 1 / (1 + np.exp(-(self.baseline + self.value[node].sum(axis=1))))
        return probability

    def probability_of(self, row: Sequence[float]) -> float:
        """Probability for one row."""
        import numpy as np

        return float(self.probability(np.array([row], dtype=np.float64))[0])


@dataclass(frozen=True, slots=True)
class Line:
    """A logistic regression over a vector.

    Attributes:
        weights: one for each dimension.
        bias: log-odds of the zero vector.
    """

    weights: NDArray[np.float64]
    bias: float

    def value(self, vector: NDArray[np.float32]) -> float:
        """The log-odds of a vector."""
        return float(self.weights @ vector) + self.bias


@dataclass(frozen=True, slots=True)
class Judge:
    """What is learnt of one sort of text.

    Attributes:
        unit: how likely a unit belongs to the answer.
        leaning: whether documents answer such questions, by what the quote leaves over.
        answer: how likely the chosen answer answers the question.
        cut: answers below this probability are refused.
    """

    unit: Trees
    leaning: Line
    answer: Trees
    cut: float = 0.5


@dataclass(frozen=True, slots=True)
class Alike:
    """What is learnt of known wordings beside a question.

    Attributes:
        pair: whether a wording asks the same, by the two questions alone.
        lead: whether it leads to the answer, by what else leads there as well.
    """

    pair: Trees
    lead: Trees


@dataclass(frozen=True, slots=True)
class Models:
    """The shipped models.

    Attributes:
        official: for official texts, and whatever else a user adds.
        compiled: for texts that we wrote: their sentences stand alone, and people's wordings lead to them.
        alike: whether a known wording asks the same as a question, and leads to its answer.
    """

    official: Judge
    compiled: Judge
    alike: Alike

    def judge(self, document: Document) -> Judge:
        """The models for a document."""
        return self.compiled if document.compiled else self.official


@lru_cache(maxsize=1)
def load_models() -> Models:
    """The shipped models, read once."""
    data = json.loads(_FILE.read_text(encoding="utf-8"))
    alike = Alike(read_trees(data["alike"]), read_trees(data["lead"]))
    return Models(_judge(data["official"]), _judge(data["compiled"]), alike)


def _judge(data: Mapping[str, Any]) -> Judge:
    answer = read_trees(data["answer"])
    return Judge(read_trees(data["unit"]), read_line(data["leaning"]), answer, data["cut"])


def read_line(data: Mapping[str, Any]) -> Line:
    """A logistic regression from its plain form.

    Args:
        data: `weights` and `bias`.
    """
    import numpy as np

    return Line(np.array(data["weights"]), data["bias"])


def read_trees(data: Mapping[str, Any]) -> Trees:
    """Trees from their plain form.

    Args:
        data: as `evals.fit.learn.plain_trees` gives it.
    """
    import numpy as np

    return Trees(
        data["baseline"],
        np.array(data["feature"], dtype=np.intp),
        np.array(data["threshold"]),
        np.array(data["left"], dtype=np.intp),
        np.array(data["right"], dtype=np.intp),
        np.array(data["value"]),
        np.array(data["roots"], dtype=np.intp),
    )
