"""How the library presents itself to LangChain: a retriever, Embeddings, and documents with exact places.

LangChain is imported inside the functions, so that nothing else pays for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.document import Hit

if TYPE_CHECKING:
    from langchain_core.documents import Document as LangChainDocument
    from langchain_core.embeddings import Embeddings
    from langchain_core.retrievers import BaseRetriever

    from index.embed import Embedder
    from index.library import Library


def to_langchain(hit: Hit) -> LangChainDocument:
    """A found passage as LangChain's Document: verbatim words, and in `metadata` where exactly they stand."""
    from langchain_core.documents import Document

    passage = hit.passage
    source = passage.document
    return Document(
        id=passage.id,
        page_content=passage.text,
        metadata={
            "document_id": source.id,
            "title": source.title,
            "number": source.number,
            "issuer": source.issuer,
            "date": source.date,
            "outline": list(passage.outline),
            "start": passage.span.start,
            "end": passage.span.end,
            "score": float(hit.score),
        },
    )


def as_retriever(library: Library, k: int = 10) -> BaseRetriever:
    """The library's search as a LangChain retriever, to be plugged into any chain.

    Args:
        library: an opened library.
        k: how many passages to return.
    """
    from langchain_core.callbacks import CallbackManagerForRetrieverRun
    from langchain_core.documents import Document
    from langchain_core.retrievers import BaseRetriever

    class LibraryRetriever(BaseRetriever):
        """Passages of one library, best first."""

        def _get_relevant_documents(
            self, query: str, *, run_manager: CallbackManagerForRetrieverRun
        ) -> list[Document]:
            return [to_langchain(hit) for hit in library.search(query, k)]

    return LibraryRetriever()


def as_embeddings(embedder: Embedder) -> Embeddings:
    """Our embedder as LangChain's Embeddings."""
    from langchain_core.embeddings import Embeddings

    class OurEmbeddings(Embeddings):
        """Vectors of `index.embed`, L2-normalised."""

        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            rows: list[list[float]] = embedder.embed(texts).tolist()
            return rows

        def embed_query(self, text: str) -> list[float]:
            return self.embed_documents([text])[0]

    return OurEmbeddings()
