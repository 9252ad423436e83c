"""Match a question with how people are known to ask: kept wordings lead straight to their sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.compose.features import Question, read_question
from index.document import Asked, Document, Span
from index.wordings import embed_wordings, wordings_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_LOOKED_AT = 40  # wordings compared in detail
_MEANING = 0.45  # share of the vectors' likeness in the sum


@dataclass(frozen=True, slots=True)
class Known:
    """A wording that is like the question.

    Attributes:
        document: the document it belongs to.
        asked: the sentences it leads to; None where the document is known not to answer.
        wording: the wording itself.
        likeness: 0 to 1.
    """

    document: Document
    asked: Asked | None
    wording: str
    likeness: float

    def leads_to(self, span: Span) -> bool:
        """Whether one of its sentences lies in a span of its document."""
        return self.asked is not None and any(s.overlaps(span) for s in self.asked.spans)


class Wordings:
    """All known wordings of a library, ready to be compared with a question."""

    def __init__(
        self,
        documents: Iterable[Document],
        idf: Callable[[str], float],
        vectors: NDArray[np.float32] | None = None,
    ) -> None:
        """Gather the wordings.

        Args:
            documents: documents with or without wordings.
            idf: how rare a term is.
            vectors: one for each wording in the order of `wordings_of`; None makes them.
        """
        self._idf = idf
        self._rows = wordings_of(documents)
        self._vectors = embed_wordings(self._rows) if vectors is None else vectors
        self._read: dict[int, Question] = {}

    def find(self, question: Question, vector: NDArray[np.float32], k: int = 20) -> list[Known]:
        """The known wordings most like a question, best first.

        Args:
            question: the weighed question.
            vector: its vector by the bundled encoder.
            k: how many at most.
        """
        import numpy as np

        if not self._rows:
            return []
        meaning = self._vectors @ vector
        near = [int(n) for n in np.argsort(-meaning, kind="stable")[:_LOOKED_AT]]
        likeness = {n: self._likeness(question, n, float(meaning[n])) for n in near}
        best = sorted(near, key=lambda n: (-likeness[n], n))[:k]
        rows = ((self._rows[n], likeness[n]) for n in best)
        return [Known(row.document, row.asked, row.text, alike) for row, alike in rows]

    def _likeness(self, question: Question, n: int, meaning: float) -> float:
        """Weighed overlap of the two (Dice's coefficient), with the vectors' likeness."""
        other = self._read.get(n)
        if other is None:
            other = self._read[n] = read_question(self._rows[n].text, self._idf)
        mine = sum(w for t, w in question.weights.items() if question.holds(other.terms, t))
        theirs = sum(w for t, w in other.weights.items() if other.holds(question.terms, t))
        words = (mine + theirs) / (question.total + other.total)
        return (1 - _MEANING) * words + _MEANING * max(0.0, meaning)
