"""What is read of a document's duties, once for each document."""

from __future__ import annotations

from assistant.compose.units import prepare
from assistant.duties.extract import extract
from assistant.duties.grounds import Stretches
from assistant.duties.model import Duty, DutyTable
from assistant.once import once_each
from index.document import Document


@once_each(1_000)
def duty_table(document: Document) -> DutyTable:
    """The duties of a document, read once."""
    return extract(document)


@once_each(1_000)
def clauses(document: Document) -> Stretches:
    """The clauses of a document's duties in their order, each behind its subject."""
    table = duty_table(document)
    return Stretches.of([with_subject(table, d) for d in table.duties])


def with_subject(table: DutyTable, duty: Duty) -> str:
    """A duty in its own words, behind the name of whom it lies on."""
    words = table.words(duty.span)
    return words if duty.subject is None else f"{duty.subject.text}，{words}"


@once_each(1_000)
def sentences(document: Document) -> Stretches:
    """The units of a document in their order, headings among them."""
    return Stretches.of([document.text[u.span.start : u.span.end] for u in prepare(document).units])
