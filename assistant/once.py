"""What is prepared from a document, once for each one opened.

Two libraries opened in one process hold equal documents that are not the same. What was prepared from one
must not be handed out for the other: routes tell documents of one library apart by identity.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

from index.document import Document

T = TypeVar("T")


class _This:
    """A document as a key that only itself equals."""

    __slots__ = ("document",)

    def __init__(self, document: Document) -> None:
        self.document = document

    def __hash__(self) -> int:
        return id(self.document)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _This) and self.document is other.document


def once_each(most: int) -> Callable[[Callable[[Document], T]], Callable[[Document], T]]:
    """Keep what a function makes of a document, for that very object.

    Args:
        most: documents kept; those used longest ago go first.
    """

    def decorate(make: Callable[[Document], T]) -> Callable[[Document], T]:
        held = lru_cache(maxsize=most)(lambda key: make(key.document))

        @wraps(make)
        def kept(document: Document) -> T:
            return held(_This(document))

        return kept

    return decorate
