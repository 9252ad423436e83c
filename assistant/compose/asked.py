"""Match a question with how people are known to ask: kept wordings lead straight to their sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.compose.alike import PAIR_FEATURES, Near, Wanted, alike_features, read_wanted
from assistant.compose.question import Question, read_question
from assistant.compose.trees import Alike, load_models
from index.document import Asked, Document, Span
from index.prototypes import prototypes
from index.static import StaticEmbedder, bundled
from index.wordings import embed_wordings, wordings_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_LOOKED_AT = 60  # wordings compared in detail
_ALSO = 5  # that are known to have no answer, beside those that lead to one
_SIDE = (5, 3)  # how many of those with and without an answer stand for their side


@dataclass(frozen=True, slots=True)
class Known:
    """A wording that is like the question.

    Attributes:
        document: the document it belongs to.
        asked: the sentences it leads to; None where the document is known not to answer.
        wording: the wording itself.
        likeness: probability that it leads to the answer.
        same: probability that it asks the same, by the two questions alone.
    """

    document: Document
    asked: Asked | None
    wording: str
    likeness: float
    same: float

    def leads_to(self, span: Span) -> bool:
        """Whether one of its sentences lies in a span of its document."""
        return self.asked is not None and any(s.overlaps(span) for s in self.asked.spans)


@dataclass(frozen=True, slots=True)
class Balance:
    """How near a question lies to what is known to be asked.

    Attributes:
        answered: mean cosine to the nearest few wordings with an answer.
        unanswered: to the nearest few known to have none.
    """

    answered: float = 0.0
    unanswered: float = 0.0


class Wordings:
    """All known wordings of a library, ready to be compared with a question."""

    def __init__(
        self,
        documents: Iterable[Document],
        idf: Callable[[str], float],
        vectors: NDArray[np.float32] | None = None,
        encoder: StaticEmbedder | None = None,
    ) -> None:
        """Gather the wordings.

        Args:
            documents: documents with or without wordings.
            idf: how rare a term is.
            vectors: one for each wording in the order of `wordings_of`; None makes them.
            encoder: whose vectors; None takes the bundled one.
        """
        import numpy as np

        self._idf = idf
        self._encoder = encoder or bundled()
        self.rows = wordings_of(documents)
        self._vectors = embed_wordings(self.rows, embedder=self._encoder) if vectors is None else vectors
        self._read: dict[int, Wanted] = {}
        self._goals = prototypes(self.rows, self._vectors)
        self._answered = np.array([row.asked is not None for row in self.rows], dtype=bool)
        self._sentences: dict[int, NDArray[np.float32]] = {}

    def find(
        self, question: Question, vector: NDArray[np.float32], k: int = 20, model: Alike | None = None
    ) -> list[Known]:
        """The known wordings most like a question, best first.

        Args:
            question: the weighed question.
            vector: its vector by the bundled encoder.
            k: how many at most.
            model: tells from the measures what a wording is to the question; None takes the shipped one.
        """
        near, measures = self.compare(question, vector)
        if not near:
            return []
        learnt = model or load_models().alike
        lead = learnt.lead.probability(measures)
        same = learnt.pair.probability(measures[:, : len(PAIR_FEATURES)])
        answered = [self._answered[n] for n in near]
        best = sorted((i for i, told in enumerate(answered) if told), key=lambda i: (-lead[i], i))[:k]
        best += sorted((i for i, told in enumerate(answered) if not told), key=lambda i: (-same[i], i))[
            :_ALSO
        ]
        rows = ((self.rows[near[i]], float(lead[i]), float(same[i])) for i in best)
        return [Known(row.document, row.asked, row.text, *measured) for row, *measured in rows]

    def balance(self, vector: NDArray[np.float32]) -> Balance:
        """How near a question lies to those with an answer, and to those without.

        Args:
            vector: its vector by the bundled encoder.
        """
        import numpy as np

        meaning = self._vectors @ vector
        sides = (meaning[self._answered], meaning[~self._answered])
        near = (
            side if len(side) <= most else np.partition(side, -most)[-most:]
            for side, most in zip(sides, _SIDE, strict=True)
        )
        return Balance(*(float(side.mean()) if len(side) else 0.0 for side in near))

    def compare(
        self, question: Question, vector: NDArray[np.float32]
    ) -> tuple[list[int], NDArray[np.float64]]:
        """The nearest wordings by vector, as numbers into `rows`, and what is measured of each pair.

        Args:
            question: the weighed question.
            vector: its vector.
        """
        import numpy as np

        if not self.rows:
            return [], np.zeros((0, 0))
        meaning = self._vectors @ vector
        near = [int(n) for n in np.argsort(-meaning, kind="stable")[:_LOOKED_AT]]
        others = [self._wanted(n) for n in near]
        mine = read_wanted(question, self._encoder)
        goals = self._goals.number[near]
        measured = Near(
            meaning[near].tolist(),
            goals.tolist(),
            (self._goals.vectors[goals] @ vector).tolist(),
            [float(self._sentence(goal) @ vector) for goal in goals.tolist()],
        )
        return near, alike_features(mine, others, measured, self._encoder)

    def _sentence(self, goal: int) -> NDArray[np.float32]:
        """The vector of the sentences of a goal, under their title; zero where it has none."""
        found = self._sentences.get(goal)
        if found is None:
            document, asked = self._goals.goals[goal]
            quotes = [document.text[s.start : s.end] for s in asked.spans] if asked else []
            text = " ".join((document.title, *quotes)) if quotes else ""
            found = self._sentences[goal] = self._encoder.embed([text])[0]
        return found

    def _wanted(self, n: int) -> Wanted:
        found = self._read.get(n)
        if found is None:
            found = self._read[n] = read_wanted(read_question(self.rows[n].text, self._idf), self._encoder)
        return found
