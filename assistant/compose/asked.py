"""Match a question with how people are known to ask: kept wordings lead straight to their sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.compose.features import Question, read_question
from index.document import Asked, Document

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from index.embed import Embedder

_LOOKED_AT = 40  # wordings compared in detail
_MEANING = 0.45  # share of the vectors' likeness in the sum


@dataclass(frozen=True, slots=True)
class Known:
    """A wording that is like the question.

    Attributes:
        document: the document it belongs to.
        asked: the sentences it leads to.
        wording: the wording itself.
        likeness: 0 to 1.
    """

    document: Document
    asked: Asked
    wording: str
    likeness: float


class Wordings:
    """All known wordings of a library, ready to be compared with a question."""

    def __init__(
        self, documents: Iterable[Document], idf: Callable[[str], float], embedder: Embedder | None = None
    ) -> None:
        """Read every wording once.

        Args:
            documents: documents with or without wordings.
            idf: how rare a term is.
            embedder: optional, for likeness in meaning.
        """
        self._idf = idf
        self._rows = [(d, a, w) for d in documents for a in d.asked for w in a.questions]
        self._read = [read_question(w, idf) for _, _, w in self._rows]
        self._postings: dict[str, list[int]] = defaultdict(list)
        for n, question in enumerate(self._read):
            for term in question.weights:
                self._postings[term].append(n)
        self._embedder = embedder if self._rows else None
        self._vectors: NDArray[np.float32] | None = None
        if self._embedder is not None:
            self._vectors = self._embedder.embed([w for _, _, w in self._rows])

    def find(self, question: Question, k: int = 5) -> list[Known]:
        """The known wordings most like a question, one for each set of sentences, best first.

        Args:
            question: the weighed question.
            k: how many at most.
        """
        if not self._rows:
            return []
        meaning = self._meaning(question.text)
        scored = sorted(
            ((self._likeness(question, n, meaning), -n) for n in self._near(question, meaning)), reverse=True
        )
        found: dict[tuple[str, Asked], Known] = {}
        for likeness, n in scored:
            document, asked, wording = self._rows[-n]
            found.setdefault((document.id, asked), Known(document, asked, wording, likeness))
        return list(found.values())[:k]

    def _meaning(self, text: str) -> Sequence[float] | None:
        if self._embedder is None or self._vectors is None:
            return None
        likeness: list[float] = (self._vectors @ self._embedder.embed([text])[0]).tolist()
        return likeness

    def _near(self, question: Question, meaning: Sequence[float] | None) -> list[int]:
        shared: dict[int, float] = defaultdict(float)
        for term, weight in question.weights.items():
            for n in self._postings.get(term, ()):
                shared[n] += weight
        by_words = sorted(shared, key=lambda n: (-shared[n], n))[:_LOOKED_AT]
        if meaning is None:
            return by_words
        by_meaning = sorted(range(len(meaning)), key=lambda n: (-meaning[n], n))[:_LOOKED_AT]
        return list(dict.fromkeys(by_words + by_meaning))

    def _likeness(self, question: Question, n: int, meaning: Sequence[float] | None) -> float:
        """Weighed overlap of the two (Dice's coefficient), with the vectors' likeness where there are any."""
        other = self._read[n]
        mine = sum(w for t, w in question.weights.items() if question.holds(other.terms, t))
        theirs = sum(w for t, w in other.weights.items() if other.holds(question.terms, t))
        words = (mine + theirs) / (question.total + other.total)
        if meaning is None:
            return words
        return (1 - _MEANING) * words + _MEANING * max(0.0, meaning[n])
