"""Rank passages for a question: keywords of passage, surroundings and document, meaning, and closeness of the words.

Every part of a score is kept by name in `Hit.why`, so that a person can see why a passage was found and a caller can
tell a real find from the best of nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from index.bm25 import Lexicon, context_text
from index.document import Hit, Passage
from index.query import Query, read_query

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.embed import Embedder


@dataclass(frozen=True, slots=True)
class Weights:
    """What each part counts for in the sum.

    Attributes:
        context: title, issuer, place and headings above the passage.
        document: the whole document's own score.
        vector: nearness in meaning.
        proximity: the best single stretch of the passage.
        depth: how many candidates are looked at closely.
        window: length of that stretch, in tokens.
    """

    context: float = 0.3
    document: float = 0.35
    vector: float = 6.0
    proximity: float = 0.4
    depth: int = 96
    window: int = 48


def matched_text(passage: Passage) -> str:
    """The text a passage is matched by: its surroundings, then its own words. Never the text that is quoted."""
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
        weights: Weights | None = None,
    ) -> None:
        """Join what a store holds.

        Args:
            passages: all passages, in ranking order.
            lexicon: their keyword statistics.
            vectors: their vectors, one row a passage, L2-normalised; None ranks by words alone.
            embedder: what made the vectors; needed with them.
            weights: what each part of a score counts for.
        """
        self.passages = passages
        self.lexicon = lexicon
        self.vectors = vectors if vectors is not None and embedder is not None else None
        self.embedder = embedder
        self.weights = weights or Weights()

    def search(self, query: str, k: int = 10, *, among: NDArray[np.bool_] | None = None) -> list[Hit]:
        """The k best passages, best first; equal scores in passage order.

        Args:
            query: what a person asked.
            k: how many at most.
            among: which passages may be found; all by default.

        Returns:
            The hits; none where no word and no meaning of the query is held.
        """
        if not self.passages or k < 1:
            return []
        asked = read_query(query, self.lexicon)
        parts = self._parts(query, asked)
        first = self._sum(parts)
        if among is not None:
            first = np.where(among, first, -np.inf).astype(np.float32)
        near = _best(first, max(self.weights.depth, k))
        near = near[first[near] > 0]
        details = self._details(asked, near)
        total = first[near] + self.weights.proximity * details["proximity"]
        order = np.lexsort((near, -total))[:k]
        why = {name: values[near] for name, values in parts.items()} | details
        return [
            Hit(self.passages[int(near[i])], float(total[i]), {name: float(v[i]) for name, v in why.items()})
            for i in order
        ]

    def _parts(self, query: str, asked: Query) -> dict[str, NDArray[np.float32]]:
        lexicon, size = self.lexicon, len(self.passages)
        whole = lexicon.whole.score(asked.keys, asked.shares, int(lexicon.document_of.max()) + 1)
        parts = {
            "bm25": lexicon.body.score(asked.keys, asked.shares, size),
            "context": lexicon.context.score(asked.keys, asked.shares, size),
            "document": whole[lexicon.document_of],
        }
        if self.vectors is not None and self.embedder is not None:
            parts["vector"] = np.maximum(self.vectors @ self.embedder.embed([query])[0], 0.0)
        return parts

    def _sum(self, parts: dict[str, NDArray[np.float32]]) -> NDArray[np.float32]:
        w = self.weights
        total = parts["bm25"] + w.context * parts["context"] + w.document * parts["document"]
        return total + w.vector * parts["vector"] if "vector" in parts else total

    def _details(self, asked: Query, near: NDArray[np.intp]) -> dict[str, NDArray[np.float32]]:
        return closeness(asked, self.lexicon, near, self.weights.window)


def closeness(
    asked: Query, lexicon: Lexicon, near: NDArray[np.intp], window: int
) -> dict[str, NDArray[np.float32]]:
    """What a closer look at candidates shows.

    Args:
        asked: the query.
        lexicon: statistics of the collection.
        near: candidates.
        window: length of a stretch, in tokens.

    Returns:
        `proximity`: weight of the distinct query keys in the best stretch of the passage; `coverage`: share of the
        query's weight found in the passage; `document_coverage`: the same of its whole document.
    """
    n = len(near)
    worth = asked.worth(lexicon)
    found = np.zeros((n, len(asked.keys)), dtype=bool)
    found_whole = np.zeros((n, len(asked.keys)), dtype=bool)
    documents = lexicon.document_of[near]
    for j, key in enumerate(asked.keys):
        found[:, j] = np.isin(near, lexicon.body.rows[lexicon.body.starts[key] : lexicon.body.starts[key + 1]])
        rows = lexicon.whole.rows[lexicon.whole.starts[key] : lexicon.whole.starts[key + 1]]
        found_whole[:, j] = np.isin(documents, rows)
    total = max(float(worth.sum()) + asked.missing, 1e-9)
    proximity = np.array([_stretch(asked, worth, lexicon, int(i), window) for i in near], dtype=np.float32)
    return {
        "proximity": proximity,
        "coverage": (found @ worth / total).astype(np.float32),
        "document_coverage": (found_whole @ worth / total).astype(np.float32),
    }


def _stretch(asked: Query, worth: NDArray[np.float32], lexicon: Lexicon, passage: int, window: int) -> float:
    """Weight of the distinct query keys in the best window of a passage."""
    numbers = lexicon.flat[lexicon.bounds[passage] : lexicon.bounds[passage + 1]].astype(np.int64)
    if not len(numbers) or not len(asked.keys):
        return 0.0
    single = np.where(numbers >= 0, numbers << 32, -1)
    joined = (numbers[:-1] >= 0) & (numbers[1:] >= 0)
    double = np.append(np.where(joined, (numbers[:-1] << 32) + numbers[1:] + 1, -1), -1)
    size = len(numbers)
    steps = np.arange(0, max(size - window // 2, 1), max(window // 4, 1))
    codes = lexicon.keys[asked.keys]
    order = np.argsort(codes)
    seen = np.zeros((len(steps), len(codes)), dtype=bool)
    for stream in (single, double):
        place = np.minimum(np.searchsorted(codes[order], stream), len(codes) - 1)
        at = np.flatnonzero(codes[order][place] == stream)
        if len(at):
            column = order[place[at]]
            inside = (at[None, :] >= steps[:, None]) & (at[None, :] < steps[:, None] + window)
            rows, cols = np.nonzero(inside)
            seen[rows, column[cols]] = True
    return float((seen @ worth).max())


def _best(scores: NDArray[np.float32], count: int) -> NDArray[np.intp]:
    """Rows of the highest scores, ties at the edge settled by row."""
    if count >= len(scores):
        return np.arange(len(scores))
    edge = np.partition(scores, -count)[-count]
    above = np.flatnonzero(scores > edge)
    equal = np.flatnonzero(scores == edge)[: count - len(above)]
    return np.sort(np.concatenate([above, equal]))
