"""The nouns of a source: Document, its Passages, and the Citation that only a Document can make.

Offsets count Unicode code points of `Document.text`, the canonical text, stored once and never changed.
Standard library only: importing this costs nothing. The smaller nouns that a Document is made of stand in
modules of their own and are imported from here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from index.record import Asked, Claim, Verdict
from index.source import Attribution, Source, Status, Validity, source_to_dict
from index.span import Span
from index.structure import Outline, Part, Section

__all__ = [
    "Asked",
    "Attribution",
    "Citation",
    "Claim",
    "Document",
    "Hit",
    "Kind",
    "Outline",
    "Part",
    "Passage",
    "Section",
    "Source",
    "Span",
    "Status",
    "Validity",
    "Verdict",
    "source_to_dict",
]


class Kind(StrEnum):
    """What a document is."""

    NOTICE = "notice"
    GUIDANCE = "guidance"
    RUMOR = "rumor"
    LAW = "law"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Document:
    """One source with its canonical text.

    Attributes:
        id: stable name, unique in a store.
        title: its title.
        text: the canonical text that every offset counts in.
        kind: what it is.
        number: document number (文号); empty where none.
        issuer: who issued it.
        date: date of issue, ISO 8601; empty where unknown.
        level: national / provincial / city / county / unit; empty where unknown.
        area: the area it applies to, such as 安庆市; empty where unknown.
        recipients: 主送机关 as written.
        urgency: 等级 / 紧急程度 as written.
        validity: when it may be relied on.
        compiled: True for text that this project wrote from sources: no one may take it for official wording.
        outline: its structure.
        attributions: which sources carry which stretch (compiled documents).
        claim: the claim of a rumor record, None otherwise.
        asked: how people ask for its sentences.
        unanswered: what people ask near its subject and it does not say: matched, never quoted.
        path: the file it was read from, relative to its corpus folder.
    """

    id: str
    title: str
    text: str
    kind: Kind = Kind.OTHER
    number: str = ""
    issuer: str = ""
    date: str = ""
    level: str = ""
    area: str = ""
    recipients: str = ""
    urgency: str = ""
    validity: Validity = field(default_factory=Validity)
    compiled: bool = False
    outline: Outline = field(default_factory=Outline)
    attributions: tuple[Attribution, ...] = ()
    claim: Claim | None = None
    asked: tuple[Asked, ...] = ()
    unanswered: tuple[str, ...] = ()
    path: str = ""

    def __hash__(self) -> int:
        """By id: hashing the whole text for every citation would be slow."""
        return hash(self.id)

    @property
    def sha256(self) -> str:
        """Digest of the canonical text, hexadecimal."""
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()

    def cite(self, start: int, end: int) -> Citation:
        """Make a citation of [start, end): the only way to make one.

        Args:
            start: first code point of the quote.
            end: one past the last.

        Returns:
            The citation, whose quote is read from this text.

        Raises:
            ValueError: where the range is empty or outside the text.
        """
        span = Span(start, end)
        if end > len(self.text):
            raise ValueError(f"[{start}, {end}) is outside {self.id} of length {len(self.text)}")
        return Citation(self, span, _MADE_BY_CITE)

    def sources_at(self, span: Span) -> tuple[Source, ...]:
        """The sources that carry a stretch of a compiled document, each once, in order."""
        found = (s for a in self.attributions if a.span.overlaps(span) for s in a.sources)
        return tuple(dict.fromkeys(found))


_MADE_BY_CITE = object()


@dataclass(frozen=True, slots=True)
class Citation:
    """A verbatim stretch of a document; made by `Document.cite`, so its quote cannot differ from the text."""

    document: Document
    span: Span
    _made_by: object = field(repr=False, compare=False)

    def __post_init__(self) -> None:
        """Refuse a citation that was not made by `Document.cite`."""
        if self._made_by is not _MADE_BY_CITE:
            raise TypeError("a Citation is made by Document.cite(start, end) only")

    @property
    def quote(self) -> str:
        """The words of the document at the span."""
        return self.document.text[self.span.start : self.span.end]

    def to_dict(self, n: int) -> dict[str, Any]:
        """The citation as the contract's JSON.

        Args:
            n: its number in the answer, from 1.
        """
        d = self.document
        return {
            "n": n,
            "document_id": d.id,
            "title": d.title,
            "number": d.number,
            "issuer": d.issuer,
            "date": d.date,
            "kind": d.kind.value,
            "compiled": d.compiled,
            "outline": list(d.outline.path(self.span.start)),
            "start": self.span.start,
            "end": self.span.end,
            "quote": self.quote,
            "sources": [source_to_dict(s) for s in d.sources_at(self.span)],
        }


@dataclass(frozen=True, slots=True)
class Passage:
    """A span of a document that is searched as one unit; never cuts a clause.

    Attributes:
        document: the document it belongs to.
        span: where it stands.
        outline: headings above it, outermost first.
    """

    document: Document
    span: Span
    outline: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The words of the passage, verbatim."""
        return self.document.text[self.span.start : self.span.end]

    @property
    def id(self) -> str:
        """Stable while document id, place and words are the same: position is identity, content guards it."""
        key = f"{self.document.id}\0{self.span.start}\0{self.span.end}\0{self.text}"
        return hashlib.sha256(key.encode("utf-8")).hexdigest()[:24]


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found for a query.

    Attributes:
        passage: what was found.
        score: higher is better; comparable within one query only.
        why: the parts of the score by name, for `search --explain` and for calibrated refusal.
    """

    passage: Passage
    score: float
    why: Mapping[str, float] = field(default_factory=dict)
