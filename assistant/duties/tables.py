"""What is read of a document's duties, once for each document."""

from __future__ import annotations

from assistant.compose.units import prepare
from assistant.duties.extract import extract
from assistant.duties.grounds import Stretches
from assistant.duties.model import Duty, DutyTable
from assistant.once import once_each
from index.document import Document, Span


@once_each(1_000)
def duty_table(document: Document) -> DutyTable:
    """The duties of a document, read once."""
    return extract(document)


@once_each(1_000)
def clauses(document: Document) -> Stretches:
    """The clauses of a document's duties in their order, each behind its subject."""
    table = duty_table(document)
    texts = [with_subject(table, d) for d in table.duties]
    return Stretches.of(texts, [around(document, d.span) for d in table.duties])


def with_subject(table: DutyTable, duty: Duty) -> str:
    """A duty in its own words, behind the name of whom it lies on."""
    words = table.words(duty.span)
    return words if duty.subject is None else f"{duty.subject.text}，{words}"


@once_each(1_000)
def sentences(document: Document) -> Stretches:
    """The units of a document in their order, headings among them."""
    spans = [u.span for u in prepare(document).units]
    return Stretches.of([_words(document, s) for s in spans], [around(document, s) for s in spans])


def around(document: Document, span: Span) -> str:
    """The title, the heading and the unit before the one in which a stretch begins, and that unit itself."""
    units = prepare(document).units
    at = next((n for n, u in enumerate(units) if u.span.start <= span.start < u.span.end), None)
    if at is None:
        return document.title
    near = [n for n in (units[at].heading, at - 1, at) if n >= 0 and not units[n].is_name]
    return "\n".join([document.title, *(_words(document, units[n].span) for n in near)])


def _words(document: Document, span: Span) -> str:
    return document.text[span.start : span.end]
