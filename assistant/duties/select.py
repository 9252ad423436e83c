"""Choose the duties of the subjects that a question means, and those of everyone, never another's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.duties.carry import heading_subject
from assistant.duties.match import SubjectMatch, find_subjects
from assistant.duties.model import Duty, DutyTable, Subject
from assistant.duties.refer import parties
from index.document import Span


@dataclass(frozen=True, slots=True)
class Chosen:
    """A duty that a person asked for.

    Attributes:
        table: the table it belongs to.
        duty: the duty.
        common: whether it addresses everyone.
        own: whether it lies on the subject that was asked about.
    """

    table: DutyTable
    duty: Duty
    common: bool
    own: bool = False


def is_for_all(duty: Duty) -> bool:
    """Whether a duty addresses everyone."""
    return duty.subject is not None and duty.subject.common


def duties_for(tables: Sequence[DutyTable], words: str) -> tuple[Chosen, ...]:
    """Exactly the duties of the subject that the words stand for, and those of everyone, in document order.

    Args:
        tables: the documents to look in.
        words: a subject as documents write it, or a person's own words.
    """
    matches = find_subjects(words, tables)
    if not matches and not asks_for_everyone(words):
        return ()
    return choose_duties(tables, matches)


_ALL_OF_THEM = re.compile(
    r"各级|各单位|各地|所有人|所有单位|大家|全体|任何人|每个人|人人|共同|全[市县省区镇乡村]各"
)


def asks_for_everyone(words: str) -> bool:
    """Whether a question means everyone and not one kind (各级党组织总的要求, 大家都要做什么)."""
    return _ALL_OF_THEM.search(words) is not None


def choose_duties(
    tables: Sequence[DutyTable], matches: Sequence[SubjectMatch], *, penalties: bool = False
) -> tuple[Chosen, ...]:
    """The duties of matched subjects, and those of everyone in the same documents.

    Args:
        tables: the documents to look in.
        matches: whose duties; empty for those of everyone only.
        penalties: whether consequences that name nobody count as everyone's.
    """
    chosen: list[Chosen] = []
    for table in tables:
        own = [m.subject for m in matches if m.table is table]
        if matches and not own:
            continue
        above = _headings_above(table, own)
        for duty in table.duties:
            common = _belongs(table, duty, own, above, penalties=penalties)
            if common is not None:
                chosen.append(Chosen(table, duty, common, own=not common))
    return tuple(chosen)


def _headings_above(table: DutyTable, subjects: Sequence[Subject]) -> tuple[Span, ...]:
    """Headings of the parts in which the subjects are addressed: what they ask of all holds for each."""
    outline = table.document.outline
    found: list[Span] = []
    for subject in subjects:
        for section in outline.at(subject.span.start):
            named = heading_subject(table.document, section)
            # 一、广大党员 over 农村党员; but 二、施工单位 says nothing of those who work there.
            if named is not None and (named.common or named.text[-2:] == subject.text[-2:]):
                found.append(Span(section.span.start, section.body))
    return tuple(dict.fromkeys(found))


def _belongs(
    table: DutyTable, duty: Duty, own: Sequence[Subject], above: Sequence[Span], *, penalties: bool
) -> bool | None:
    """False: the subject's own; True: everyone's; None: another's."""
    names = {s.text for s in own}
    if any(s is not None and s.text in names for s in (duty.subject, duty.party)):
        return False
    if duty.consequence and duty.party is None:
        concerned = parties(table, duty)
        if concerned:
            return False if names & concerned and penalties else None
        return True if penalties else None
    for subject in (duty.party, duty.subject):
        if subject is not None:
            return True if subject.common or any(h.covers(subject.span) for h in above) else None
    return None
