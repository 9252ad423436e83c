"""An opened store: its documents, its passages, and search over them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from index import codec, store
from index.document import Document, Hit, Passage
from index.errors import BadInput, StoreError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from index.bm25 import Lexicon
    from index.prototypes import Leads
    from index.rank import Ranker
    from index.rerank import Reranker


@dataclass(frozen=True, slots=True)
class Library:
    """What one generation of a store holds, in memory, read only.

    Attributes:
        documents: by id, sorted.
        passages: in document order.
        ranker: how passages are found.
        wordings: a vector for each known wording, in the order of `index.wordings.wordings_of`; None where
            they have to be made.
        manifest: what it was built from.
        path: the generation's folder.
        reranker: what reads the first passages of a search again; None for the ranker's own order.
    """

    documents: Mapping[str, Document]
    passages: Sequence[Passage]
    ranker: Ranker
    wordings: NDArray[np.float32] | None
    manifest: store.Manifest
    path: Path
    reranker: Reranker | None = None

    def search(self, query: str, k: int = 10, *, by_wordings: bool = True) -> list[Hit]:
        """The k best passages for a query, best first; equal scores in document order.

        Args:
            query: what a person asked.
            k: how many at most.
            by_wordings: whether how people are known to ask counts; not for whoever weighs it himself.
        """
        if self.reranker is None or k < 1:
            return self.ranker.search(query, k, by_wordings=by_wordings)
        from index.rerank import FIRST

        hits = self.ranker.search(query, max(k, FIRST), by_wordings=by_wordings)
        return (self.reranker.rank(query, hits[:FIRST]) + hits[FIRST:])[:k]

    def repair(self, question: str) -> str:
        """A question as it was meant: traditional characters, pinyin and slips put right, the rest as it is.

        `search` reads every question so; whoever reads the question in another way should read this one.
        """
        return self.ranker.repair(question)

    def document(self, document_id: str) -> Document:
        """A document by id.

        Raises:
            BadInput: where there is none of that id.
        """
        try:
            return self.documents[document_id]
        except KeyError:
            raise BadInput(
                f"没有编号为“{document_id}”的文档", "用 assistant documents list 查看全部编号"
            ) from None


def memory_library(documents: Sequence[Document], *, embedder: str = "bundled") -> Library:
    """A library that is never stored, for measuring and for tests of search itself.

    Args:
        documents: any documents, ids unique.
        embedder: the setting to load the embedder by; empty ranks by words alone.
    """
    from index.bm25 import build_lexicon
    from index.rank import Ranker, matched_text
    from index.split import split

    ordered = sorted(documents, key=lambda d: d.id)
    passages = tuple(p for d in ordered for p in split(d))
    encoder = vectors = None
    if embedder:
        from index.embed import load_embedder

        encoder = load_embedder(embedder)
        vectors = encoder.embed([matched_text(p) for p in passages])
    name, dimension = (encoder.name, encoder.dimension) if encoder else ("", 0)
    manifest = store.Manifest(
        store.FORMAT, name, dimension, embedder, (), codec.digest(ordered), len(ordered), len(passages)
    )
    ranker = Ranker(passages, build_lexicon(passages), vectors, encoder)
    return Library({d.id: d for d in ordered}, passages, ranker, None, manifest, Path())


def open_library(folder: Path, *, embedder: str | None = None, reranker: str = "") -> Library:
    """Open the generation in use.

    Args:
        folder: the store.
        embedder: the setting to load the embedder by; None takes the one the store was built with.
        reranker: folder or name of a CrossEncoder on this machine; empty for none.

    Returns:
        The library.

    Raises:
        StoreError: nothing is built there, it is damaged, or it was built with another embedder.
        MissingPart: its embedder or the reranker cannot be loaded.
    """
    from index.embed import load_embedder
    from index.rank import Ranker
    from index.rerank import load_reranker

    generation = store.current(folder)
    if generation is None:
        raise StoreError(f"还没有建立索引：{folder}", "请先运行 assistant index")
    manifest = store.read_manifest(generation)
    encoder = load_embedder(embedder or manifest.spec)
    if (encoder.name, encoder.dimension) != (manifest.embedder, manifest.dimension):
        raise StoreError(
            f"索引是用“{manifest.embedder}”建立的，当前设置是“{encoder.name}”",
            "请运行 assistant index 重新建立索引",
        )
    held = read_generation(generation)
    gather = None if held.wordings is None else partial(_leads, held, held.wordings)
    ranker = Ranker(held.passages, held.lexicon, held.vectors, encoder, leads=gather)
    again = load_reranker(reranker) if reranker else None
    return Library(held.documents, held.passages, ranker, held.wordings, manifest, generation, again)


@dataclass(frozen=True, slots=True)
class Held:
    """Everything a generation holds, read and found whole."""

    documents: Mapping[str, Document]
    passages: tuple[Passage, ...]
    lexicon: Lexicon
    vectors: NDArray[np.float32]
    wordings: NDArray[np.float32] | None


def _leads(held: Held, vectors: NDArray[np.float32]) -> Leads:
    from index.prototypes import leads, prototypes
    from index.wordings import wordings_of

    return leads(prototypes(wordings_of(held.documents.values()), vectors), held.passages)


def read_generation(generation: Path) -> Held:
    """Read a generation and check it against its manifest.

    Raises:
        StoreError: where any part is missing, damaged or of another build.
    """
    from index.bm25 import Lexicon
    from index.wordings import read_wordings, wordings_of

    folder = generation.parent.parent
    manifest = store.read_manifest(generation)
    rows = store.read_lines(generation / "passages.jsonl")
    try:
        read = [codec.document_from_dict(row) for row in store.read_lines(generation / "documents.jsonl")]
        documents = {d.id: d for d in read}
        passages = tuple(codec.passage_from_dict(row, documents) for row in rows)
        vector_ids = [row["vector"] for row in rows]
    except (KeyError, ValueError, TypeError, AttributeError, IndexError) as fault:
        raise store.broken(folder, "documents.jsonl") from fault
    if codec.digest(read) != manifest.digest or len(passages) != manifest.passages:
        raise store.broken(folder, "documents.jsonl")
    wordings = wordings_of(documents.values())
    try:
        lexicon = Lexicon.load(generation / "lexicon")
        asked = read_wordings(generation / "wordings.npz", len(wordings))
    except Exception as fault:  # numpy and zipfile raise what they like for a damaged file
        raise store.broken(folder, "lexicon") from fault
    vectors = store.read_vectors(generation, vector_ids, manifest.dimension)
    return Held(documents, passages, lexicon, vectors, asked)
