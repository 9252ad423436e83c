"""Parse one clause (up to a semicolon) into its heads: who, how binding, under which condition, what."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.duties.lexicon import CONNECTIVE, PREDICATE, VERB
from assistant.duties.modal import Modal, lead, modals
from assistant.duties.model import Modality, Subject
from assistant.duties.noun import can_stand, is_agent, make_subject, scan_agent, trim_subject
from index.clauses import segments
from index.document import Span


@dataclass(frozen=True, slots=True)
class Head:
    """What stands in one stretch of a clause, as far as the clause itself says.

    Attributes:
        span: the stretch.
        subject: who acts, where named here.
        modal: the binding word, where one stands here.
        action: where the action begins.
        conditions: when it applies.
        object: a fronted object or topic.
        verbal: whether the action begins with a verb, an adverb or a fronted object, so that it can be an order.
        agent: whom 由… names.
    """

    span: Span
    subject: Subject | None = None
    modal: Modal | None = None
    action: int = -1
    conditions: tuple[Span, ...] = ()
    object: Span | None = None
    verbal: bool = False
    agent: Subject | None = None


_CONDITION_START = re.compile(
    r"(?:如果?|若|假如|倘若|凡是?|一旦|当(?!前|地|日|场|天|好)|遇到?|遇有|发现|出现|发生|确需|确有|因[^此]|经[^营济]|未经|有下列|有[^，]{1,30}情形|需要[^，]{1,20}的|必要时|根据需要|接到|收到|违反|拒不|未[^来]|没有)"
)
_CONDITION_END = re.compile(
    r"(?:的|时|后|前|之日起|期间|情况下|前提下|条件下|情形下|之一的|时候|以前|以后|之前|之后|以外|外|过程中|同时|基础上|以来|阶段|情形时|情况时|中|内|下|起)[，,：:]?$"
)
_MIDWAY = re.compile(
    r"(?:如(?!实|期|何|下|数)果?|若(?!干)|一旦|凡是?|遇有|遇到|确需|必要时|发现(?=[^，]{2,})|对[^，]{2,40}的[，,]|对[^，]+向[^，]+(?:报告|汇报|通报|报备|备案))"
)
_AGENT_BY = re.compile(r"(?:必须|应当|要|可以|应)?由")
_ADJUNCT_START = re.compile(
    r"(?:在|自|从|到|至|于|根据|按照|依照|依据|按|结合|针对|围绕|通过|为了?|经|因|由于|鉴于|除|随着|通过|以|就|截至|于)"
)
_OBJECT_START = re.compile(r"(?:对于?|将|把|向|给)")
_ENDS_IN_VERB = re.compile(rf"(?:{VERB})[，,]\s*$")
_DUTY_VERB = re.compile(r"(?:具体)?(?:负责|承担|担任|主管|牵头|协助|配合|分管)")


def parse_clause(text: str, span: Span) -> list[Head]:
    """Cut a clause where a new duty begins and read the head of each.

    Args:
        text: the document's text.
        span: the clause.

    Returns:
        Heads in order, whose spans cover the clause without gaps.
    """
    pieces = segments(text, span.start, span.end)
    done: list[Head] = []
    current: Head | None = None
    complete = False
    for n, piece in enumerate(pieces):
        last = n == len(pieces) - 1
        if complete and current is not None:
            if not _starts_new(text, piece, current, last=last):
                current = replace(current, span=Span(current.span.start, piece.end))
                continue
            done.append(current)
            current = None
        waits = not last and _begins_with_modal(text, pieces[n + 1])
        current, complete = _advance(text, piece, current or Head(piece), last=last, waits=waits)
    if current is not None:
        done.append(current)
    return done


def _begins_with_modal(text: str, piece: Span) -> bool:
    start = _after_connective(text, piece)
    modal = next(modals(text, start, piece.end), None)
    if modal is None or modal.span.start != start:
        return False
    # 向党组织报告，决不能隐瞒: the order before the prohibition is complete.
    return not (modal.modality.prohibits and _ENDS_IN_VERB.search(text, max(0, piece.start - 8), piece.start))


def _advance(text: str, piece: Span, head: Head, *, last: bool, waits: bool) -> tuple[Head, bool]:
    head = replace(head, span=Span(head.span.start, piece.end))
    start = _after_connective(text, piece)
    if not last and _is_condition(text, start, piece.end):
        return _with_condition(text, start, piece.end, head), False
    modal = lead(text, start, piece.end) or next(modals(text, start, piece.end), None)
    if modal is not None:
        return _with_modal(text, start, modal, head), True
    if waits and not PREDICATE.match(text, start):
        return _with_topic(text, start, piece.end, head), False
    return _without_modal(text, start, piece.end, head, last=last)


def _after_connective(text: str, piece: Span) -> int:
    match = CONNECTIVE.match(text, piece.start, piece.end)
    # 一要 and 一是要 carry the binding word themselves.
    if match and match.end() < piece.end and text[match.end() - 1] != "要":
        return match.end()
    return piece.start


def _is_condition(text: str, start: int, end: int) -> bool:
    words = text[start:end].rstrip("，,：: ")
    if not _CONDITION_END.search(words):
        return bool(_CONDITION_START.match(words)) and next(modals(text, start, end), None) is None
    if words.endswith("的"):
        return True
    first = next(modals(text, start, end), None)
    return first is None and (
        bool(_CONDITION_START.match(words) or _ADJUNCT_START.match(words) or words[-1] in "时后前间")
        or words.endswith("同时")
    )


def _with_condition(text: str, start: int, end: int, head: Head) -> Head:
    at = scan_agent(text, start, end)
    if at is not None and head.subject is None:
        s, e = trim_subject(text, start, at)
        head = replace(head, subject=make_subject(text, s, e))
        start = at
    return replace(head, conditions=(*head.conditions, _trim(text, start, end)))


def _with_modal(text: str, start: int, modal: Modal, head: Head) -> Head:
    head = replace(head, modal=modal, action=modal.span.end, verbal=True)
    s, e = trim_subject(text, start, modal.span.start)
    if s >= e:
        return head
    if _AGENT_BY.fullmatch(text[s:e]):
        return head
    return _read_prefix(text, s, e, head)


def _read_prefix(text: str, start: int, end: int, head: Head) -> Head:
    """What stands between the beginning of a piece and its binding word: adjuncts, then subject, then adverbs."""
    words = text[start:end]
    if _stands(words) and not _CONDITION_START.match(words):
        return replace(head, subject=make_subject(text, start, end))
    plain = not (_ADJUNCT_START.match(words) or _OBJECT_START.match(words) or _CONDITION_START.match(words))
    if plain and is_agent(words):
        return replace(head, subject=make_subject(text, start, end))
    if not plain:
        cut = _after_adjunct(text, start, end)
        if cut is not None:
            head = replace(head, conditions=(*head.conditions, _trim(text, start, cut)))
            return replace(head, subject=make_subject(text, *trim_subject(text, cut, end)))
        if _OBJECT_START.match(words):
            return replace(head, object=Span(start, end))
        return replace(head, conditions=(*head.conditions, Span(start, end)))
    at = scan_agent(text, start, end)
    if at is not None:
        rest = text[at:end]
        head = replace(head, subject=make_subject(text, start, at))
        if _CONDITION_START.match(rest) or _CONDITION_END.search(rest):
            return replace(head, conditions=(*head.conditions, _trim(text, at, end)))
        return replace(head, object=Span(at, end)) if _OBJECT_START.match(rest) else head
    return head if PREDICATE.match(words) else replace(head, object=Span(start, end))


def _with_topic(text: str, start: int, end: int, head: Head) -> Head:
    """A piece whose binding word follows after the comma: its subject, and what the duty is about."""
    s, e = trim_subject(text, start, end)
    if head.subject is None and s < e and is_agent(text[s:e]) and not _OBJECT_START.match(text, s):
        return replace(head, subject=make_subject(text, s, e))
    at = scan_agent(text, s, e)
    if at is not None and head.subject is None:
        head = replace(head, subject=make_subject(text, s, at))
        s = at
    return replace(head, object=head.object or _trim(text, s, end))


_CLOSER = re.compile(r"(?:期间|阶段|时|后|前|中|内|下|的|外|以来|起)")


def _after_adjunct(text: str, start: int, end: int) -> int | None:
    """Where a subject begins after an adjunct without a comma (防控期间各单位…, 在辖区内企业…)."""
    for match in reversed(list(_CLOSER.finditer(text, start + 1, end))):
        rest = text[match.end() : end]
        if len(rest) >= 2 and is_agent(rest) and not PREDICATE.match(rest) and text[match.end() - 1] != "的":
            return match.end()
    return None


def _without_modal(text: str, start: int, end: int, head: Head, *, last: bool) -> tuple[Head, bool]:
    words = text[start:end].rstrip("，,：:；;。！ ")
    stop = start + len(words)
    by = _AGENT_BY.match(words)
    if by:
        return _by_agent(text, start, start + by.end(), stop, head)
    if not last and head.subject is None and is_agent(words) and not _OBJECT_START.match(words):
        s, e = trim_subject(text, start, stop)
        return replace(head, subject=make_subject(text, s, e)), False
    at = scan_agent(text, start, end)
    if at is not None and head.subject is None:
        head = replace(
            head, subject=make_subject(text, *trim_subject(text, start, at)), action=at, verbal=True
        )
        waits = not last and bool(_ADJUNCT_START.match(text, at) or _CONDITION_START.match(text, at))
        return head, not waits
    if not last and _ADJUNCT_START.match(words) and head.action < 0:
        return replace(head, conditions=(*head.conditions, _trim(text, start, stop))), False
    verbal = bool(PREDICATE.match(words) or _OBJECT_START.match(words)) or head.subject is not None
    if not verbal and not last:
        return replace(head, object=head.object or Span(start, stop)), False
    action = head.action if head.action >= 0 else start
    fronted = Span(start, stop) if _OBJECT_START.match(words) and not last else head.object
    return replace(head, action=action, verbal=verbal or head.verbal, object=fronted), True


def _by_agent(text: str, start: int, name: int, stop: int, head: Head) -> tuple[Head, bool]:
    at = scan_agent(text, name, stop)
    if at is None:
        return replace(head, action=start), True
    agent = make_subject(text, name, at)
    return replace(head, agent=agent, action=start, verbal=True), True


def _starts_new(text: str, piece: Span, current: Head, *, last: bool) -> bool:
    start = _after_connective(text, piece)
    if _MIDWAY.match(text, start, piece.end) and (not last or "报" in text[start : piece.end]):
        return True
    modal = next(modals(text, start, piece.end), None)
    if modal is None:
        at = scan_agent(text, start, piece.end)
        return at is not None and bool(_DUTY_VERB.match(text, at))
    s, e = trim_subject(text, start, modal.span.start)
    if s < e:
        return _stands(text[s:e])
    if current.conditions or current.modal is None:
        return False
    return current.modal.modality is not Modality.LEAD or not modal.modality.prohibits


def _stands(words: str) -> bool:
    """Whether a new subject begins here; 为…的企业 and 直接参与…的党员 are described nouns, 引导企业 is an order."""
    return can_stand(words) or ("的" in words and is_agent(words) and not _OBJECT_START.match(words))


def _trim(text: str, start: int, end: int) -> Span:
    while end - 1 > start and text[end - 1] in "，,、：:；;。 ":
        end -= 1
    return Span(start, end)
