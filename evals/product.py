"""What is measured: anything that answers a question with the contract's JSON, and finds passages.

One seam, so that the suite, the gate's own test (deliberately broken products) and a remote door are
measured alike.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from assistant.answer import Turn
    from assistant.ask import Assistant
    from index.library import Library

Json = dict[str, Any]
History = Sequence[Mapping[str, str]]


class Product(Protocol):
    """What a run needs of the product."""

    @property
    def texts(self) -> Mapping[str, str]:
        """Canonical texts by document id, as the index holds them."""
        ...

    @property
    def config(self) -> Mapping[str, str]:
        """What was measured: index digest, embedder, composer."""
        ...

    def ask(self, question: str, history: History = (), as_of: str = "") -> Json:
        """The Answer JSON to a question."""
        ...

    def search(self, query: str, k: int) -> list[Json]:
        """The k best passages as the contract's JSON."""
        ...


@dataclass(frozen=True)
class Local:
    """The product in this process.

    Attributes:
        assistant: the assistant over an opened library.
    """

    assistant: Assistant

    @property
    def library(self) -> Library:
        """What it answers from."""
        return self.assistant.library

    @property
    def texts(self) -> Mapping[str, str]:
        """Canonical texts by document id."""
        return {key: document.text for key, document in self.library.documents.items()}

    @property
    def config(self) -> Mapping[str, str]:
        """What was measured."""
        manifest = self.library.manifest
        return {"index": manifest.digest, "embedder": manifest.embedder, "format": str(manifest.format)}

    def ask(self, question: str, history: History = (), as_of: str = "") -> Json:
        """The Answer JSON to a question."""
        day = date.fromisoformat(as_of) if as_of else None
        return self.assistant.ask(question, turns(history), as_of=day).to_dict()

    def search(self, query: str, k: int) -> list[Json]:
        """The k best passages."""
        return [
            {
                "document_id": hit.passage.document.id,
                "start": hit.passage.span.start,
                "end": hit.passage.span.end,
                "text": hit.passage.text,
                "score": float(hit.score),
            }
            for hit in self.library.search(query, k)
        ]


def turns(history: History) -> list[Turn]:
    """A history in the contract's JSON as turns."""
    from assistant.answer import Turn

    return [Turn(row["role"], row["content"]) for row in history]


def converse(product: Product, before: Sequence[str], question: str, as_of: str = "") -> tuple[Json, History]:
    """Ask a conversation turn by turn, the product's own answers as history.

    Args:
        product: what is measured.
        before: earlier questions.
        question: the last one.
        as_of: the day asked about, ISO 8601; empty for now.

    Returns:
        The answer to the last question and the history it was asked with.
    """
    history: list[dict[str, str]] = []
    for earlier in before:
        answer = product.ask(earlier, history, as_of)
        history += [{"role": "user", "content": earlier}, {"role": "assistant", "content": answer["text"]}]
    return product.ask(question, history, as_of), history
