"""A document as the units an answer is chosen from: sentences and clauses, each with its heading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.once import once_each
from index.clauses import clauses, sentences
from index.document import Document, Kind, Part, Span
from index.outline import Block, blocks
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


@once_each(2_000)
def prepare(document: Document) -> Prepared:
    """Cut a document into units.

    Args:
        document: any document; of a rumor record only the rebuttal may answer, for the claim may be false.
    """
    units: list[Unit] = []
    heading = -1
    for block in blocks(document.text, document.outline):
        headed = False
        for span, is_heading in _spans(document, block):
            text = document.text[span.start : span.end]
            if is_heading:
                heading, headed = len(units), True
            units.append(
                Unit(
                    span=span,
                    terms=frozenset(terms(text)),
                    length=sum(not c.isspace() for c in text),
                    heading=-1 if is_heading else heading,
                    is_heading=is_heading,
                    is_name=block.part in _NAME_PARTS,
                    breaks=bool(units)
                    and (_stands_alone(document, units[-1]) or _own_line(document, span, is_heading)),
                )
            )
        if not headed and block.part not in (Part.SECTION, Part.ATTACHMENT):
            heading = -1
    name = f"{document.title}\n{document.issuer}\n{document.number}\n{document.area}"
    if document.claim is not None:
        name += "\n" + "\n".join((document.claim.claim, *document.claim.wordings))
    if not document.outline.first(Part.TITLE):
        name += "\n" + document.text[:_LEAD]
    name_terms = frozenset(terms(name))
    return Prepared(document, tuple(units), name_terms, name_terms.union(*(u.terms for u in units)))


def _spans(document: Document, block: Block) -> Iterator[tuple[Span, bool]]:
    """The units of a block: its heading where it has one, then sentences cut at semicolons."""
    start, end = block.span.start, block.span.end
    if document.kind is Kind.RUMOR and document.claim is not None:
        start = max(start, document.claim.rebuttal.start)
        end = min(end, document.claim.rebuttal.end)
        if start >= end:
            return
    if start < block.body < end or (block.body == end and block.part is Part.SECTION and block.body > start):
        for span in sentences(document.text, start, block.body):
            yield span, True
        start = block.body
    for sentence in sentences(document.text, start, end):
        for span in clauses(document.text, sentence.start, sentence.end):
            yield span, False


def _stands_alone(document: Document, unit: Unit) -> bool:
    return _own_line(document, unit.span, unit.is_heading)


def _own_line(document: Document, span: Span, is_heading: bool) -> bool:
    """Whether a heading fills its line: text that runs on behind it belongs to it, text below it does not."""
    text = document.text
    if not is_heading:
        return False
    before = text[: span.start].rstrip(" \t　#")
    return (not before or before.endswith("\n")) and text[span.end :].lstrip(" \t　").startswith("\n")
