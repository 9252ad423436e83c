"""Where the words of a document come from, and when they may be relied on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from index.span import Span


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


class Status(StrEnum):
    """Whether a document may be relied on at a date."""

    IN_FORCE = "in_force"
    NOT_YET = "not_yet"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"


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
