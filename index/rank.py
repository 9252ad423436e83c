"""Rank passages: words of the passage, of what stands above it, of its document, and nearness in meaning.

Every part of a score is kept by name in `Hit.why`, so that a person can see why a passage was found and a
caller can tell a real find from the best of nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from index.bm25 import Lexicon, context_text
from index.closeness import look_closely
from index.document import Hit, Passage
from index.places import place_fit
from index.query import Query, read_query
from index.spelling import Speller
from index.words import fold

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.embed import Embedder
    from index.prototypes import Leads


@dataclass(frozen=True, slots=True)
class Weights:
    """What each part counts for in the sum: the middle of a plateau, see the table in index/README.md.

    Attributes:
        context: title, issuer, place and headings above the passage.
        document: the whole document's own score.
        document_coverage: share of the query's weight that the whole document holds.
        place: whether the document suits the places asked about.
        vector: nearness in meaning, for a query of which no document holds a word; it counts the less the
            more of the query's weight the best document holds (`openness`).
        asked: nearness to how people are known to ask for what the passage says.
    """

    context: float = 0.35
    document: float = 0.75
    document_coverage: float = 0.6
    place: float = 0.1
    vector: float = 2.5
    asked: float = 4.0


def matched_text(passage: Passage) -> str:
    """The text a passage is matched by: what stands above it, then its own words. Never what is quoted."""
    return f"{context_text(passage)}\n{passage.text}"


class Ranker:
    """Finds passages: exact, deterministic, the same answer on every machine."""

    def __init__(
        self,
        passages: Sequence[Passage],
        lexicon: Lexicon,
        vectors: NDArray[np.float32] | None = None,
        embedder: Embedder | None = None,
        *,
        leads: Callable[[], Leads] | None = None,
        weights: Weights | None = None,
    ) -> None:
        """Join what a store holds.

        Args:
            passages: all passages, in ranking order.
            lexicon: their keyword statistics.
            vectors: their vectors, one row a passage, L2-normalised; None ranks by words alone.
            embedder: what made the vectors; needed with them.
            leads: gathers how people are known to ask for passages, at the first search that wants it; None
                where nobody told.
            weights: what each part of a score counts for.
        """
        self.passages = passages
        self.lexicon = lexicon
        self.vectors = vectors if embedder is not None else None
        self.embedder = embedder
        self._gather_leads = leads
        self.weights = weights or Weights()
        self._speller = Speller(lexicon)

    @cached_property
    def _leads(self) -> Leads | None:
        return self._gather_leads() if self._gather_leads else None

    def search(
        self, query: str, k: int = 10, *, among: NDArray[np.bool_] | None = None, by_wordings: bool = True
    ) -> list[Hit]:
        """The k best passages, best first; equal scores in passage order.

        Args:
            query: what a person asked.
            k: how many at most.
            among: which passages may be found; all by default.
            by_wordings: whether how people are known to ask counts; not for whoever weighs it himself.

        Returns:
            The hits. Scores are relative to the query's weight, so that two queries compare. `why` holds
            each field of `Weights` and `bm25` before weighting, and what a closer look showed
            (`index.closeness.Closeness`).
        """
        if not self.passages or k < 1:
            return []
        query = self._speller.rewrite(query)
        asked = read_query(query, self.lexicon)
        parts = self._parts(query, asked)
        if by_wordings and self._leads is not None:
            parts["asked"] = self._leads.fit(query, len(self.passages))
        total = self.total(parts)
        if among is not None:
            total = np.where(among, total, np.float32(-1.0))
        held = parts["bm25"] + parts["context"] + parts["document"]
        held += parts.get("vector", np.float32(0.0)) + parts.get("asked", np.float32(0.0))
        best = _best(np.where(held > 0, total, np.float32(-1.0)), k)
        return [
            Hit(self.passages[int(row)], float(total[row]), why)
            for row, why in zip(best, self._why(asked, parts, best), strict=True)
        ]

    def repair(self, question: str) -> str:
        """A question with slips of the keyboard put right; the same where nothing is a slip."""
        return self._speller.repair(question)

    def total(self, parts: dict[str, NDArray[np.float32]]) -> NDArray[np.float32]:
        """The fused score of every passage."""
        w = self.weights
        total = parts["bm25"] + np.float32(w.context) * parts["context"]
        total += np.float32(w.document) * parts["document"]
        total += np.float32(w.document_coverage) * parts["document_coverage"]
        total += np.float32(w.place) * parts["place"]
        if "vector" in parts:
            total += np.float32(w.vector) * openness(parts["document_coverage"]) * parts["vector"]
        if "asked" in parts:
            total += np.float32(w.asked) * parts["asked"]
        return total

    def _parts(self, query: str, asked: Query) -> dict[str, NDArray[np.float32]]:
        lexicon, size = self.lexicon, len(self.passages)
        scale = np.float32(1.0 / max(asked.total, 1e-9))
        keys, shares = asked.keys.tolist(), (asked.shares * scale).tolist()
        worth = (asked.worth(lexicon) * scale).tolist()
        parts = {
            "bm25": lexicon.body.score(keys, shares, size),
            "context": lexicon.context.score(keys, shares, size),
            "document": lexicon.whole.score(keys, shares, lexicon.documents)[lexicon.document_of],
            "document_coverage": lexicon.whole.held(keys, worth, lexicon.documents)[lexicon.document_of],
            "place": place_fit(fold(query), lexicon.places)[lexicon.document_of],
        }
        if self.vectors is not None and self.embedder is not None:
            parts["vector"] = np.maximum(self.vectors @ self.embedder.embed([query])[0], np.float32(0.0))
        return parts

    def _why(
        self, asked: Query, parts: dict[str, NDArray[np.float32]], best: NDArray[np.intp]
    ) -> list[dict[str, float]]:
        close = look_closely(asked, self.lexicon, best)
        columns = {name: values[best] for name, values in parts.items()} | {
            "coverage": close.coverage,
            "sentence": close.sentence,
            "run": close.run,
        }
        return [{name: float(column[i]) for name, column in columns.items()} for i in range(len(best))]


def openness(document_coverage: NDArray[np.float32]) -> np.float32:
    """What words leave open of a query, to the power of 1.5: everyday wording needs it most.

    Args:
        document_coverage: share of the query's weight that each passage's document holds, 0 to 1.
    """
    return np.float32((1.0 - min(1.0, float(document_coverage.max(initial=0.0)))) ** 1.5)


def _best(scores: NDArray[np.float32], count: int) -> NDArray[np.intp]:
    """Rows of the highest positive scores, highest first, equal ones by row."""
    if count < len(scores):
        edge = np.partition(scores, -count)[-count]
        rows = np.flatnonzero(scores >= edge)
    else:
        rows = np.arange(len(scores))
    rows = rows[scores[rows] > 0]
    return rows[np.lexsort((rows, -scores[rows]))][:count]
