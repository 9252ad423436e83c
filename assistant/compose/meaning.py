"""Nearness in meaning of a question and the units of a document, by the bundled encoder.

Always the bundled one, whatever embedder ranks the passages: the models that weigh these measures were fitted
with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.compose.align import Laid, Likeness, lay_out, likeness
from assistant.compose.units import Prepared
from index.document import Document
from index.static import StaticEmbedder, bundled

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_TITLE = 40  # code points of a title that name its subject
_HELD = 2_000  # documents whose vectors are kept


@dataclass(frozen=True, slots=True)
class Aligned:
    """How the words of a question find their like in the units of a document.

    Attributes:
        tells: how much each of its q words tells.
        units: matrix [q, m]: how near the nearest word of each unit is.
        name: the same of the document's title, a vector [q].
        rows: the words, as rows of the encoder.
        words: the words as vectors of length one, [q, dimension].
    """

    tells: NDArray[np.float32]
    units: NDArray[np.float32]
    name: NDArray[np.float32]
    rows: tuple[int, ...]
    words: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _Held:
    vectors: NDArray[np.float32]
    words: Laid


class Meaning:
    """Embeds questions, and each document's units once."""

    def __init__(self, encoder: StaticEmbedder | None = None) -> None:
        """Choose an encoder.

        Args:
            encoder: None takes the bundled one.
        """
        self.encoder = encoder or bundled()
        self._documents: dict[Document, _Held] = {}

    def question(self, text: str) -> NDArray[np.float32]:
        """The vector of a question."""
        vector: NDArray[np.float32] = self.encoder.embed([text])[0]
        return vector

    def units(self, prepared: Prepared) -> NDArray[np.float32]:
        """A vector for each unit of a document, read under its title.

        Args:
            prepared: the document's units, m of them.

        Returns:
            A matrix of shape [m, dimension].
        """
        return self._hold(prepared).vectors

    def align(self, words: Sequence[int], prepared: Prepared) -> Aligned:
        """Hold the words of a question against those of each unit.

        Args:
            words: the question's words, as rows of the encoder, each once.
            prepared: the document's units.
        """
        near: Likeness = likeness(words, self._hold(prepared).words, self.encoder)
        return Aligned(near.tells, near.found[:, :-1], near.found[:, -1], tuple(words), near.own)

    def _hold(self, prepared: Prepared) -> _Held:
        document = prepared.document
        held = self._documents.get(document)
        if held is None:
            title = document.title[:_TITLE]
            texts = [document.text[u.span.start : u.span.end] for u in prepared.units]
            words = lay_out([self.encoder.distinct(t) for t in (*texts, title)])
            held = _Held(self.encoder.embed([f"{title} {t}" for t in texts]), words)
            if len(self._documents) >= _HELD:
                self._documents.clear()
            self._documents[document] = held
        return held
