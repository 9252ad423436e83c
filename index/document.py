"""The nouns of a source: Document, its Outline, its Passages, and the Citation that only a Document can make.

Offsets count Unicode code points of `Document.text`, the canonical text, stored once and never changed.
Standard library only: importing this costs nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What a document is."""

    NOTICE = "notice"
    GUIDANCE = "guidance"
    RUMOR = "rumor"
    LAW = "law"
    OTHER = "other"


class Verdict(StrEnum):
    """What the records say of a claim as it was put; UNKNOWN means that nothing is on record."""

    TRUE = "true"
    FALSE = "false"
    PARTLY_TRUE = "partly_true"
    UNPROVEN = "unproven"
    UNKNOWN = "unknown"


class Part(StrEnum):
    """The parts of an official document (GB/T 9704—2012, 7.2–7.4)."""

    HEADER = "header"  # 红头、份号、密级、紧急程度、发文字号所在的版头
    TITLE = "title"  # 标题
    RECIPIENTS = "recipients"  # 主送机关
    PREAMBLE = "preamble"  # 引言
    SECTION = "section"  # 一、（一）1.（1）, 第X章第X条, Markdown headings
    CLOSING = "closing"  # 结尾段：不属于任何编号部分
    ATTACHMENT = "attachment"  # 附件说明、附件正文
    SIGNATURE = "signature"  # 落款单位
    DATE = "date"  # 成文日期


class Status(StrEnum):
    """Whether a document may be relied on at a date."""

    IN_FORCE = "in_force"
    NOT_YET = "not_yet"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range [start, end) of a document's canonical text, in code points."""

    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse an empty or backward range."""
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")

    def __len__(self) -> int:
        """The number of code points."""
        return self.end - self.start

    def covers(self, other: Span) -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a document's outline.

    Attributes:
        part: which part of an official document it is.
        level: depth of a numbered part, 1 for the outermost; 0 for parts outside the numbering.
        label: its number as written, such as 三、 or （一） or 第十二条; empty where it has none.
        heading: its heading as written, number included, without the body; empty where it has none.
        span: the whole part, heading and everything below it.
        body: where the text after the heading begins (equal to span.start where there is no heading).
    """

    part: Part
    level: int
    label: str
    heading: str
    span: Span
    body: int


@dataclass(frozen=True, slots=True)
class Outline:
    """A document's own structure: its parts in reading order, parents before children."""

    sections: tuple[Section, ...] = ()

    def at(self, offset: int) -> tuple[Section, ...]:
        """The parts that hold an offset, outermost first."""
        return tuple(s for s in self.sections if s.span.start <= offset < s.span.end)

    def path(self, offset: int) -> tuple[str, ...]:
        """The headings above an offset, outermost first, as a reader would name the place."""
        return tuple(s.heading for s in self.at(offset) if s.heading and s.part in _NAMED)

    def first(self, part: Part) -> Section | None:
        """The first section of a kind, such as the title or the recipients."""
        return next((s for s in self.sections if s.part is part), None)


_NAMED = frozenset({Part.SECTION, Part.ATTACHMENT})


@dataclass(frozen=True, slots=True)
class Source:
    """Where facts come from, one entry of a corpus' `sources.yaml`.

    Attributes:
        key: short name used in `[@key]` marks.
        title: title of the publication, as published.
        issuer: who issued it.
        number: its document number (文号); empty where it has none.
        date: date of issue, ISO 8601; may be a month or a year where the day is not known.
        published: where it was published (a journal, a site's name); no address needed.
        reading: `seen` where we read the text, `second-hand` where we rely on another's account of it.
    """

    key: str
    title: str
    issuer: str
    number: str = ""
    date: str = ""
    published: str = ""
    reading: str = "seen"


@dataclass(frozen=True, slots=True)
class Attribution:
    """The sources that carry one stretch of our own text (the sentences before a `[@key]` mark)."""

    span: Span
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Validity:
    """When and where a document may be relied on.

    Attributes:
        start: first day in force; None where not stated.
        end: last day in force; None while open.
        superseded_by: id of the document that replaced it, or its title where we do not hold it.
        superseded_on: day of the replacement; None where not known.
        note: what changed, one sentence for the reader.
    """

    start: date | None = None
    end: date | None = None
    superseded_by: str = ""
    superseded_on: date | None = None
    note: str = ""

    def status(self, as_of: date | None) -> Status:
        """Whether the document is in force.

        Args:
            as_of: the day asked about; None means now, for which any end or successor counts as past.

        Returns:
            The status on that day.
        """
        if self.superseded_by and (
            as_of is None or self.superseded_on is None or as_of >= self.superseded_on
        ):
            return Status.SUPERSEDED
        if self.end is not None and (as_of is None or as_of > self.end):
            return Status.EXPIRED
        if self.start is not None and as_of is not None and as_of < self.start:
            return Status.NOT_YET
        return Status.IN_FORCE


@dataclass(frozen=True, slots=True)
class Claim:
    """What circulated, and what the record says of it (fields follow schema.org ClaimReview where they can).

    Attributes:
        claim: the claim as it circulated, a full statement.
        wordings: other wordings of the same claim, with the same meaning and polarity.
        opposites: wordings of its contradiction: true exactly where the claim is false.
        verdict: the verdict on `claim` as put.
        rebuttal: where in the canonical text the rebuttal (or confirmation) stands.
        reviewer: who rebutted or confirmed it.
        reviewed: when, ISO 8601; may be a month.
        place: the place it is about; empty where none.
        period: the time it is about, as words.
        topic: one short subject word group, for grouping.
    """

    claim: str
    verdict: Verdict
    rebuttal: Span
    wordings: tuple[str, ...] = ()
    opposites: tuple[str, ...] = ()
    reviewer: str = ""
    reviewed: str = ""
    place: str = ""
    period: str = ""
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """How people ask for some sentences of a document: matched, never quoted.

    Attributes:
        spans: the sentences that answer, the most direct first.
        questions: wordings of the question.
    """

    spans: tuple[Span, ...]
    questions: tuple[str, ...]


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


def source_to_dict(source: Source) -> dict[str, str]:
    """A source as plain JSON."""
    return {
        "key": source.key,
        "title": source.title,
        "issuer": source.issuer,
        "number": source.number,
        "date": source.date,
        "published": source.published,
        "reading": source.reading,
    }
