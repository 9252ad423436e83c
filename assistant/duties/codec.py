"""Tables of duties as plain JSON values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assistant.duties.model import Duty, DutyTable, Other, Subject
from index.document import Span


def table_to_dict(table: DutyTable, duties: Sequence[Duty], *, complete: bool) -> dict[str, Any]:
    """A table as JSON.

    Args:
        table: the table.
        duties: the duties to hold.
        complete: whether to hold the clauses that are none as well.
    """
    document = table.document
    return {
        "document_id": document.id,
        "title": document.title,
        "number": document.number,
        "date": document.date,
        "duties": [duty_to_dict(table, d) for d in duties],
        "others": [_other(table, o) for o in table.others] if complete else [],
    }


def duty_to_dict(table: DutyTable, duty: Duty) -> dict[str, Any]:
    """A duty as JSON, every cell with its words and offsets.

    Args:
        table: the table it belongs to.
        duty: the duty.
    """
    return {
        "subject": _subject(duty.subject),
        "modality": duty.modality.value,
        "modal": _cell(table, duty.modal),
        "action": _cell(table, duty.action),
        "object": _cell(table, duty.object),
        "deadlines": [_cell(table, s) for s in duty.deadlines],
        "conditions": [_cell(table, s) for s in duty.conditions],
        "exceptions": [_cell(table, s) for s in duty.exceptions],
        "report_to": [_cell(table, s) for s in duty.report_to],
        "reports": duty.reports,
        "prohibits": duty.prohibits,
        "consequence": duty.consequence,
        "penalty": _cell(table, duty.penalty),
        "party": _subject(duty.party),
        "agents": [_subject(a) for a in duty.agents],
        "outline": list(table.document.outline.path(duty.span.start)),
        "start": duty.span.start,
        "end": duty.span.end,
        "quote": table.words(duty.span),
    }


def _cell(table: DutyTable, span: Span | None) -> dict[str, Any] | None:
    return None if span is None else {"text": table.words(span), "start": span.start, "end": span.end}


def _subject(subject: Subject | None) -> dict[str, Any] | None:
    if subject is None:
        return None
    return {
        "text": subject.text,
        "start": subject.span.start,
        "end": subject.span.end,
        "inherited": subject.inherited,
        "origin": subject.origin.value,
        "members": list(subject.members),
        "common": subject.common,
    }


def _other(table: DutyTable, other: Other) -> dict[str, Any]:
    words = table.words(other.span)
    return {"reason": other.reason.value, "start": other.span.start, "end": other.span.end, "text": words}
