"""Fill the cells of a duty from its parsed head."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.duties import cells
from assistant.duties.cases import MADE_OF
from assistant.duties.modal import modals
from assistant.duties.model import Duty, Modality, Origin, Subject
from assistant.duties.noun import is_agent, make_subject, name_after_by
from assistant.duties.phrase import Head
from index.document import Span

# 未按要求整改的单位: those who failed, not those who have a duty.
FAILING = re.compile(r"(?:违反|未[^来]|拒|不(?!同|动产)|擅自|对[^，]*(?:不力|不到位|违反))[^，。；]*的")
_FROM_AFAR = (Origin.SENTENCE, Origin.RECIPIENTS)
_REWARD = re.compile(r"对[^。；]{2,80}[，,][^，。；]{0,8}(?:奖励|表彰|表扬|嘉奖|奖金|记功)")
_AGAINST = re.compile(r"对[^，。；]{2,40}的[^，。；]{0,8}[，,]")


def make_duty(text: str, head: Head, subject: Subject | None, modality: Modality) -> Duty:
    """The duty that a head states.

    Args:
        text: the document's text.
        head: what the clause says itself.
        subject: its own subject, or the one handed on to it.
        modality: its own modality, or the one handed on to it.
    """
    span = head.span
    failing = head.subject is not None and FAILING.match(head.subject.text) is not None
    failing = failing or _AGAINST.match(text, span.start) is not None
    consequence = cells.is_consequence(text, span, conditional=failing or bool(head.conditions))
    case = bool(head.conditions) or (head.subject is not None and _CONCERNED.match(head.subject.text))
    consequence = consequence or (head.modal is None and bool(case) and cells.is_hard(text, span))
    if head.modal is not None and not head.conditions and not failing:
        consequence = False
    exceptions = cells.exceptions(text, span)
    conditions = _distinct((*head.conditions, *cells.conditions(text, span)))
    conditions = tuple(
        c for c in conditions if not any(e.covers(c) and text[e.start] == "除" for e in exceptions)
    )
    conditions = tuple(_without_subject(c, head.subject) for c in conditions)
    agents = (head.agent,) if head.agent is not None else _named_by(text, span)
    start = head.action if head.action >= 0 else span.start
    party = None
    if consequence:
        party, subject = _sides(text, head, subject, agents)
    elif _REWARD.match(text, span.start) and subject is not None and subject.origin in _FROM_AFAR:
        subject = None  # those who are told of a reward do not say who grants it
    elif head.agent is not None:
        subject = head.agent
    receivers = cells.report_to(text, span)
    return Duty(
        span=span,
        subject=subject,
        modality=Modality.IMPLIED if consequence and head.modal is None else modality,
        modal=head.modal.span if head.modal else None,
        action=_action(text, start, span.end),
        object=_fronted(head),
        deadlines=cells.deadlines(text, span),
        conditions=conditions,
        exceptions=exceptions,
        report_to=receivers,
        reports=bool(receivers) or cells.reports(text, span),
        prohibition=_prohibition(text, head),
        consequence=consequence,
        penalty=None if consequence else cells.penalty(text, span),
        party=party,
        agents=agents,
    )


def _without_subject(condition: Span, subject: Subject | None) -> Span:
    """Who acts stands in the cell of the subject, not before the condition too (领导在…的同时，要…)."""
    inside = (
        subject is not None and condition.start == subject.span.start and subject.span.end < condition.end
    )
    return Span(subject.span.end, condition.end) if subject is not None and inside else condition


def _fronted(head: Head) -> Span | None:
    """What an action is done to: a fronted object, or what stands before 由…."""
    if head.object is None and head.agent is not None and head.subject is not None:
        return head.subject.span
    return head.object


# 发现火点的镇，取消评优资格: the case describes who suffers it.
_CONCERNED = re.compile(r"(?!对|将|把)(?:凡是?)?(?P<who>[^，。；]*的[^的，。；]{1,8})$")


def _concerned(text: str, head: Head) -> Subject | None:
    if head.modal is not None or not head.conditions:
        return None
    case = head.conditions[0]
    match = _CONCERNED.match(text[case.start : case.end])
    if match is None or not is_agent(match.group("who")):
        return None
    return make_subject(text, case.start + match.start("who"), case.end)


def _sides(
    text: str, head: Head, subject: Subject | None, agents: Sequence[Subject]
) -> tuple[Subject | None, Subject | None]:
    """Who suffers a consequence and who imposes it."""
    party = head.subject or _concerned(text, head)
    if party is None and subject is not None and subject.origin is Origin.CLAUSE:
        party = subject
    if agents or party is not None or subject is None:
        return party, agents[0] if agents else None
    # An earlier sentence or the addressees do not say who imposes it.
    return party, None if subject.origin in _FROM_AFAR else subject


def _named_by(text: str, span: Span) -> tuple[Subject, ...]:
    """Those that 由… names anywhere in a clause."""
    found: list[Subject] = []
    for match in _BY.finditer(text, span.start, span.end):
        at = None if MADE_OF.match(text, match.start()) else name_after_by(text, match.end(), span.end)
        if at is not None:
            found.append(make_subject(text, match.end(), at))
    return tuple({s.text: s for s in found}.values())


_BY = re.compile(r"(?<![理自缘事])由(?!于)")


def _action(text: str, start: int, end: int) -> Span:
    start = min(start, end - 1)
    while start < end - 1 and text[start] in "，,、 ":
        start += 1
    while end - 1 > start and text[end - 1] in "，,、；;。 ":
        end -= 1
    return Span(start, end)


def _prohibition(text: str, head: Head) -> Span | None:
    if head.modal is not None and head.modal.modality.prohibits:
        return None
    start = max(head.action, head.span.start)
    return next((m.span for m in modals(text, start, head.span.end) if m.modality.prohibits), None)


def _distinct(spans: Sequence[Span]) -> tuple[Span, ...]:
    kept: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return tuple(kept)
