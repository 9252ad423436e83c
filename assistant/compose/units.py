"""A document as the units an answer is chosen from: sentences and their semicolon clauses, with the heading above each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from index.clauses import clauses, sentences
from index.document import Document, Kind, Part, Section, Span
from index.words import terms

_NAME_PARTS = frozenset({Part.TITLE, Part.HEADER, Part.RECIPIENTS, Part.SIGNATURE, Part.DATE})
_LEAD = 80  # characters at the beginning that tell what a document without an outline is about


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch that is quoted whole or not at all.

    Attributes:
        span: where it stands.
        terms: what it is matched by.
        length: characters other than white space.
        heading: index of the unit that heads it; -1 where none does.
        is_heading: whether it is itself only a heading.
        is_name: whether it belongs to title, red head, recipients or signature rather than to the body.
        breaks: whether a quote must not run from the unit before into this one.
    """

    span: Span
    terms: frozenset[str]
    length: int
    heading: int
    is_heading: bool
    is_name: bool
    breaks: bool


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document made ready for choosing.

    Attributes:
        document: the document.
        units: in reading order.
        name_terms: terms of its title, issuer, number and area: what every unit is about.
        terms: all its terms.
    """

    document: Document
    units: tuple[Unit, ...]
    name_terms: frozenset[str]
    terms: frozenset[str]


@lru_cache(maxsize=2_000)
def prepare(document: Document) -> Prepared:
    """Cut a document into units.

    Args:
        document: any document; of a rumor record only the rebuttal is answer material, for the claim itself may be false.
    """
    units: list[Unit] = []
    heading = -1
    sections = document.outline.sections
    for span in _unit_spans(document):
        above = _section(sections, span)
        is_heading = above is not None and above.part is Part.SECTION and span.end <= above.body
        text = document.text[span.start : span.end]
        if is_heading:
            heading = len(units)
        units.append(
            Unit(
                span=span,
                terms=frozenset(terms(text)),
                length=sum(not c.isspace() for c in text),
                heading=-1 if heading == len(units) else heading,
                is_heading=is_heading,
                is_name=above is not None and above.part in _NAME_PARTS,
                breaks=bool(units) and (_stands_alone(document, units[-1]) or (is_heading and _own_line(document, span))),
            )
        )
    name = f"{document.title}\n{document.issuer}\n{document.number}\n{document.area}"
    if document.claim is not None:
        name += "\n" + "\n".join((document.claim.claim, *document.claim.wordings))
    if not document.outline.first(Part.TITLE):
        name += "\n" + document.text[:_LEAD]
    name_terms = frozenset(terms(name))
    return Prepared(document, tuple(units), name_terms, name_terms.union(*(u.terms for u in units)))


def _unit_spans(document: Document) -> list[Span]:
    start, end = 0, len(document.text)
    if document.kind is Kind.RUMOR and document.claim is not None:
        start, end = document.claim.rebuttal.start, document.claim.rebuttal.end
    found: list[Span] = []
    for sentence in sentences(document.text, start, end):
        found += clauses(document.text, sentence.start, sentence.end)
    return found


def _section(sections: tuple[Section, ...], span: Span) -> Section | None:
    """The innermost part that holds the beginning of a span."""
    best: Section | None = None
    for section in sections:
        if section.span.start > span.start:
            break
        if span.start < section.span.end:
            best = section
    return best


def _stands_alone(document: Document, unit: Unit) -> bool:
    return unit.is_heading and _own_line(document, unit.span)


def _own_line(document: Document, span: Span) -> bool:
    """Whether a heading fills its line: text that runs on behind it belongs to it, text below it does not."""
    text = document.text
    return text[: span.start].rstrip(" \t　#").endswith("\n") and text[span.end :].lstrip(" \t　").startswith("\n")
