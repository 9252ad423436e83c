"""What the bench compares our ranking with: plain BM25, vectors alone, and the usual LangChain recipe."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from index.document import Document, Passage, Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from index.embed import Embedder

Search = Callable[[str, int], Sequence[Passage]]
_SEPARATORS = ["\n\n", "\n", "。", "！", "？", "；", "，", ""]
_RRF = 60  # the constant that LangChain's EnsembleRetriever uses
_DEPTH = 50


def bigrams(text: str) -> list[str]:
    """Pairs of neighbouring characters, white space ignored, nothing normalised."""
    return [a + b for a, b in pairwise(re.sub(r"\s+", "", text))]


class PlainBM25:
    """BM25 as in the textbook (Lucene's form: k1 1.5, b 0.75), over character pairs."""

    def __init__(self, texts: Sequence[str]) -> None:
        """Count the texts."""
        self._postings: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        counts = [Counter(bigrams(text)) for text in texts]
        for row, counted in enumerate(counts):
            for pair, times in counted.items():
                self._postings[pair].append((row, times))
        self._lengths = [sum(counted.values()) for counted in counts]
        self._mean = sum(self._lengths) / max(len(texts), 1) or 1.0

    def scores(self, query: str, k1: float = 1.5, b: float = 0.75) -> dict[int, float]:
        """Scores of the texts that hold anything of the query."""
        total: defaultdict[int, float] = defaultdict(float)
        for pair in dict.fromkeys(bigrams(query)):
            found = self._postings.get(pair, [])
            rarity = math.log(1 + (len(self._lengths) - len(found) + 0.5) / (len(found) + 0.5))
            for row, times in found:
                norm = k1 * (1 - b + b * self._lengths[row] / self._mean)
                total[row] += rarity * times / (times + norm)
        return dict(total)

    def rank(self, query: str, k: int) -> list[int]:
        """Rows of the k best texts, equal ones by row."""
        scores = self.scores(query)
        return sorted(scores, key=lambda row: (-scores[row], row))[:k]


def plain_search(passages: Sequence[Passage]) -> Search:
    """BM25 on character pairs of the passages' own words."""
    ranker = PlainBM25([p.text for p in passages])
    return lambda query, k: [passages[row] for row in ranker.rank(query, k)]


def vector_search(passages: Sequence[Passage], vectors: NDArray[np.float32], embedder: Embedder) -> Search:
    """Vectors alone."""
    import numpy as np

    def search(query: str, k: int) -> list[Passage]:
        order = np.argsort(-(vectors @ embedder.embed([query])[0]), kind="stable")[:k]
        return [passages[int(row)] for row in order]

    return search


def langchain_search(
    documents: Sequence[Document], embedder: Embedder, limit: int = 300
) -> tuple[list[Passage], Search]:
    """The usual recipe: recursive splitter, Chroma, BM25, joined by reciprocal ranks.

    Args:
        documents: what to search.
        embedder: what makes the vectors, the same as ours.
        limit: characters in a window.

    Returns:
        Its windows, and the search over them.

    Raises:
        ImportError: where the bench extra is not installed.
    """
    import chromadb
    from langchain_chroma import Chroma
    from langchain_core.documents import Document as Text
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(
        chunk_size=limit, chunk_overlap=0, separators=_SEPARATORS, keep_separator="end", add_start_index=True
    )
    windows: list[Passage] = []
    for document in documents:
        for piece in splitter.create_documents([document.text]):
            begin = int(piece.metadata["start_index"])
            windows.append(Passage(document, Span(begin, begin + len(piece.page_content))))
    client = chromadb.EphemeralClient()  # one per process, so the collection needs a name of its own
    store = Chroma(
        f"reference-{len(client.list_collections())}",
        embedding_function=_as_langchain(embedder),
        client=client,
        collection_configuration={"hnsw": {"space": "cosine"}},
    )
    for i in range(0, len(windows), 2000):
        part = windows[i : i + 2000]
        texts = [Text(page_content=w.text, metadata={"row": i + j}) for j, w in enumerate(part)]
        store.add_documents(texts, ids=[str(i + j) for j in range(len(part))])
    ranker = PlainBM25([w.text for w in windows])

    def search(query: str, k: int) -> list[Passage]:
        near = [int(t.metadata["row"]) for t in store.similarity_search(query, k=_DEPTH)]
        joined = reciprocal([ranker.rank(query, _DEPTH), near])
        return [windows[row] for row in joined[:k]]

    return windows, search


def reciprocal(rankings: Sequence[Sequence[int]]) -> list[int]:
    """Rankings joined by reciprocal ranks, equal ones by row."""
    total: defaultdict[int, float] = defaultdict(float)
    for ranking in rankings:
        for place, row in enumerate(ranking, start=1):
            total[row] += 1 / (_RRF + place)
    return sorted(total, key=lambda row: (-total[row], row))


def _as_langchain(embedder: Embedder) -> Any:
    from langchain_core.embeddings import Embeddings

    class Wrapped(Embeddings):
        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            return [[float(x) for x in row] for row in embedder.embed(texts)]

        def embed_query(self, text: str) -> list[float]:
            return [float(x) for x in embedder.embed([text])[0]]

    return Wrapped()
