"""Follow references inside a document: 违反本办法第五条规定的 stands for what article 5 says."""

from __future__ import annotations

import re

from assistant.duties.model import Duty, DutyTable
from index.document import Section, Span

_OWN = re.compile(
    r"本(?:法|条例|办法|规定|细则|通告|通知|决定"
    r"|规则)(?P<list>(?:第[零一二三四五六七八九十百]+条(?:第[^条，。；]{1,8}[款项])*[、和或者及至]*)+)"
)
_ARTICLE = re.compile(r"第[零一二三四五六七八九十百]+条")


def referred(table: DutyTable, duty: Duty) -> tuple[Section, ...]:
    """The articles of the same document that a duty refers to.

    Args:
        table: the table it belongs to.
        duty: the duty.
    """
    labels = {
        label
        for match in _OWN.finditer(table.words(duty.span))
        for label in _ARTICLE.findall(match.group("list"))
    }
    return tuple(s for s in table.document.outline.sections if s.label in labels)


def parties(table: DutyTable, duty: Duty) -> frozenset[str]:
    """Whose duties stand in the articles that a consequence refers to."""
    found = referred(table, duty)
    return frozenset(
        d.subject.text
        for d in table.duties
        if d.subject is not None and any(s.span.covers(d.span) for s in found)
    )


def words_with_references(table: DutyTable, duty: Duty) -> str:
    """The words of a duty, and of the articles it refers to, for matching only."""
    spans: list[Span] = [duty.span, *(s.span for s in referred(table, duty))]
    return "\n".join(table.words(s) for s in spans)
