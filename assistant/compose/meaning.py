"""Nearness in meaning of a question and the units of a document, by the bundled encoder.

Always the bundled one, whatever embedder ranks the passages: the models that weigh these measures were fitted
with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.compose.units import Prepared
from index.document import Document

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from index.embed import Embedder

_TITLE = 40  # code points of a title that name its subject
_HELD = 2_000  # documents whose vectors are kept


class Meaning:
    """Embeds questions, and each document's units once."""

    def __init__(self, embedder: Embedder | None = None) -> None:
        """Choose an encoder.

        Args:
            embedder: None takes the bundled one.
        """
        if embedder is None:
            from index.embed import load_embedder

            embedder = load_embedder()
        self.embedder = embedder
        self._held: dict[Document, NDArray[np.float32]] = {}

    def question(self, text: str) -> NDArray[np.float32]:
        """The vector of a question."""
        vector: NDArray[np.float32] = self.embedder.embed([text])[0]
        return vector

    def units(self, prepared: Prepared) -> NDArray[np.float32]:
        """A vector for each unit of a document, read under its title.

        Args:
            prepared: the document's units, m of them.

        Returns:
            A matrix of shape [m, dimension].
        """
        document = prepared.document
        vectors = self._held.get(document)
        if vectors is None:
            title = document.title[:_TITLE]
            spans = [u.span for u in prepared.units]
            vectors = self.embedder.embed([f"{title} {document.text[s.start : s.end]}" for s in spans])
            if len(self._held) >= _HELD:
                self._held.clear()
            self._held[document] = vectors
        return vectors
