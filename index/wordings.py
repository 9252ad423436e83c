"""How people are known to ask, in one order, with a vector each: kept beside the passages in a store.

The vectors are always the bundled encoder's, whatever embedder ranks the passages: what weighs them
(`assistant/compose/models.json`) was fitted with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from index.document import Asked, Document

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from index.embed import Embedder


@dataclass(frozen=True, slots=True)
class Wording:
    """One known wording of a question.

    Attributes:
        document: the document it belongs to.
        asked: the sentences that answer it; None where the document is known not to answer it.
        text: the wording.
    """

    document: Document
    asked: Asked | None
    text: str


def wordings_of(documents: Iterable[Document]) -> list[Wording]:
    """Every known wording, document by document, the answered ones first.

    Args:
        documents: documents with or without wordings.
    """
    found: list[Wording] = []
    for document in documents:
        found += [Wording(document, a, text) for a in document.asked for text in a.questions]
        found += [Wording(document, None, text) for text in document.unanswered]
    return found


def embed_wordings(
    wordings: Sequence[Wording],
    known: Mapping[str, NDArray[np.float32]] | None = None,
    embedder: Embedder | None = None,
) -> NDArray[np.float32]:
    """A vector for each wording.

    Args:
        wordings: n of them.
        known: vectors already made, by text.
        embedder: None takes the bundled one.

    Returns:
        A matrix of shape [n, dimension], rows L2-normalised.
    """
    import numpy as np

    from index.embed import load_embedder

    encoder = embedder or load_embedder()
    vectors = dict(known or {})
    fresh = sorted({w.text for w in wordings} - vectors.keys())
    vectors.update(zip(fresh, encoder.embed(fresh), strict=True))
    rows = [vectors[w.text] for w in wordings]
    return np.array(rows, dtype=np.float32).reshape(len(rows), encoder.dimension)


def write_wordings(path: Path, vectors: NDArray[np.float32]) -> None:
    """Keep the vectors in a file; half precision is more than their order needs."""
    import numpy as np

    from index.embed import load_embedder

    np.savez(path, vectors=vectors.astype(np.float16), encoder=np.array([load_embedder().name]))


def read_wordings(path: Path, count: int) -> NDArray[np.float32] | None:
    """The vectors of a file; None where they are of another encoder or number.

    Args:
        path: what `write_wordings` wrote.
        count: how many wordings there should be.
    """
    import numpy as np

    from index.embed import load_embedder

    with np.load(path, allow_pickle=False) as held:
        vectors: NDArray[np.float32] = held["vectors"].astype(np.float32)
        same = str(held["encoder"][0]) == load_embedder().name
    return vectors if same and len(vectors) == count else None
