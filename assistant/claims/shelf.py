"""A rumor record as it stands on the shelf: its words known at once, all else read when first looked at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from assistant.claims.compass import load_compass
from assistant.claims.matter import Matter
from assistant.claims.parse import parse
from assistant.claims.proposition import Proposition
from assistant.claims.record import Record, prepare
from assistant.claims.said import Said
from assistant.claims.unlike import weigh_unlike
from index.document import Document

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Shelf:
    """One record with a claim.

    Attributes:
        document: the record.
        rarity: how few records speak of a word, 0 to 1.
    """

    document: Document
    rarity: Callable[[str], float]

    @cached_property
    def sides(self) -> tuple[Record, ...]:
        """The claim and, where the record words it, its contradiction."""
        return prepare(self.document)

    @cached_property
    def worded(self) -> tuple[tuple[Record, Proposition], ...]:
        """Every wording with the side that has it."""
        return tuple((side, wording) for side in self.sides for wording in side.wordings)

    @cached_property
    def matter(self) -> Matter:
        """What the record is about, word by word."""
        return Matter(tuple(wording.text for _, wording in self.worded), self.rarity)

    @cached_property
    def unlike(self) -> Matter | None:
        """What the record does not settle, word by word; None where it says nothing of that."""
        claim = self.document.claim
        texts = tuple(parse(text).text for text in claim.unlike) if claim is not None else ()
        return Matter(texts, self.rarity) if texts else None

    def lay(self, said: Said) -> tuple[float, ...]:
        """How a statement lies over the record's wordings, and between these and what it does not settle.

        Args:
            said: the statement.
        """
        laid = self.matter.lay(said)
        return (*laid, *weigh_unlike(said, self.matter, laid, self.unlike))

    @cached_property
    def headings(self) -> NDArray[np.float32]:
        """Which way each wording points."""
        return load_compass().headings([wording for _, wording in self.worded])

    @cached_property
    def same(self) -> tuple[bool, ...]:
        """Whether each wording, its frame left out, stands for the claim."""
        return tuple(side.contradicts == wording.denied for side, wording in self.worded)


def texts_of(document: Document) -> tuple[str, ...]:
    """Everything that a record words, whichever side says it.

    Args:
        document: a rumor record.
    """
    claim = document.claim
    return () if claim is None else (claim.claim, *claim.wordings, *claim.opposites)
