"""Read what stands in front of an action: conditions, adjuncts, the subject, a fronted object."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.duties.lexicon import ACT, LONG_ACT, PREDICATE, VERB
from assistant.duties.modal import Modal, modals
from assistant.duties.model import Subject
from assistant.duties.noun import (
    can_stand,
    is_agent,
    make_subject,
    scan_agent,
    stands,
    trim_subject,
    whole_subject,
)
from index.document import Span


@dataclass(frozen=True, slots=True)
class Head:
    """What stands in one stretch of a clause, as far as the clause itself says.

    Attributes:
        span: the stretch.
        subject: who acts, where named here.
        modal: the binding word, where one stands here.
        action: where the action begins; -1 where there is none.
        conditions: when it applies.
        object: a fronted object or topic.
        verbal: whether it can be an order: a verb, an adverb or a fronted object begins it.
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


AIMED_START = re.compile(r"(?:对于?|将|把|向|给)")
_IF = r"一经|如(?!实|期|何|下|数)果?|若(?!干)|假如|倘若|凡是?|一旦|当(?!前|地|日|场|天|好|事)|必要时|根据需要"
CONDITION_START = re.compile(
    rf"(?:{_IF}|遇到?|遇有|发现|出现|发生|确需|确有|因[^此]|经[^营济]|未经|有下列|有[^，]{{1,30}}情形"
    r"|需要[^，]{1,20}的"
    r"|接到|收到|违反|拒不|未[^来]|没有|一经)"
)
_HARD_IF = re.compile(rf"(?:{_IF})")
_CONDITION_END = re.compile(
    r"(?:的|时|后|前|之日起|期间|情况下|前提下|条件下|情形下|之一的|时候|以外|外|过程中|同时|基础上|以来"
    r"|阶段|中|内|下|起)"
    r"[，,：:]?$"
)
_ADJUNCT_START = re.compile(
    r"(?:在(?![校职编岗建册])|自(?![然治建])|从(?!业)|到|至|于|根据|按照|依照|依据|按|结合|针对|围绕|通过|为了?|经|因|由于|鉴于|除|随着|以|就"
    r"|截至|[^，]{2,16}(?:期间|时|后|前)(?=各|全体|任何|所有|有关|相关))"
)
_CLOSER = re.compile(r"(?:期间|阶段|时|后|前|中|内|下|外|以来|起|需要|规定|要求)")
_TRAILING = re.compile(
    r"(?s).{2,}(?P<tail>(?:在|于)[^，。；]{2,60}(?:时|后|前|中|内|期间|下|同时|基础上)$"
    r"|(?:根据|按照|依照|依据|结合|参照)[^，。；]{2,60}(?:规定|要求|需要|原则|分工|实际|情况|职责)$)"
)
_QUANTIFIED = re.compile(
    r"(?:各|任何|所有|全体|凡)[^的、，]{0,8}?(?:单位|部门|地区|个人|学校|企业|机构|组织"
    r"|人员)(?![的、和及等或])"
)
# 依照规定负有报告职责的单位: a described noun, though it begins like an adjunct.
_BEARING = re.compile(r"(?:负有|具有|承担|从事|居住|工作|参加|来自)[^，]*的[^的，]+$")
_EVENT = re.compile(r"发现|出现|发生|遇到|遇有")


# 发现火点立即扑灭: the case and what is to be done in one piece.
_AT_ONCE = re.compile(rf"(?<=..)(?:立即|立刻|马上|及时|第一时间|一律|尽快|迅速|当场)(?:{VERB})")

# 接到申请后3日内安排车辆: the same with a time limit.
DONE_AFTER = re.compile(rf"(?:接到|收到|发现|得知|获悉)[^，。；]{{1,16}}?后[^，。；]*(?:{LONG_ACT})")


def is_condition(text: str, start: int, end: int) -> bool:
    """Whether a comma-level piece says when something applies, and not what is to be done."""
    words = text[start:end].rstrip("，,：: ")
    if stands(words) and not _HARD_IF.match(words):
        return False
    modal = next(modals(text, start, end), None)
    if not _CONDITION_END.search(words):
        done = _AT_ONCE.search(words) or DONE_AFTER.match(words)
        return bool(CONDITION_START.match(words)) and modal is None and not done
    if words.endswith("的"):
        return True
    nobody = scan_agent(text, start, end) is None
    # 支持企业在防控期间…: an order, whose time stands inside.
    if "在" in words and PREDICATE.match(words) and not CONDITION_START.match(words) and nobody:
        return False
    opened = CONDITION_START.match(words) or _ADJUNCT_START.match(words)
    return modal is None and bool(
        opened or words[-1] in "时后前间" or words.endswith("期内") or words.endswith("同时")
    )


def with_condition(text: str, start: int, end: int, head: Head) -> Head:
    """Add a condition, and the subject that may stand in front of it."""
    at = None if _HARD_IF.match(text, start) else scan_agent(text, start, end)
    everyone = _QUANTIFIED.match(text, start, end)
    if at is None and everyone:
        at = everyone.end()
    if at is None:
        at = _described_agent(text, start, end)
    if at is not None and head.subject is None:
        head = replace(head, subject=make_subject(text, *trim_subject(text, start, at)))
        start = at
    return replace(head, conditions=(*head.conditions, *cell(text, start, end)))


def _described_agent(text: str, start: int, end: int) -> int | None:
    """Where a subject ends that a clause describes (停产整顿的企业|申请复产的), if one stands there."""
    words = text[start:end].rstrip("，,：: ")
    described = re.match(rf"(?:{VERB})[^，。；的]{{0,16}}的", words)
    if described is None or not words.endswith("的") or AIMED_START.match(words):
        return None
    at = scan_agent(text, start + described.end(), end)
    return at if at is not None and at < start + len(words) - 1 else None


def with_topic(text: str, start: int, end: int, head: Head) -> Head:
    """A piece whose binding word follows after the comma: its subject, and what the duty is about."""
    s, e = trim_subject(text, start, end)
    if s >= e:
        return head
    return _read_plain(text, s, e, head)


# 作业过程中监护人员不得…: when, and who, without a comma.
_WHILE = re.compile(rf"(?:{ACT})[^，。；的]{{0,12}}?(?:过程中|期间|时|后|前(?![来往]))")


def read_prefix(text: str, start: int, end: int, head: Head) -> Head:
    """What stands between the beginning of a piece and its binding word."""
    tail = _TRAILING.fullmatch(text[start:end])
    if tail and is_agent(text[start : start + tail.start("tail")]):
        head = replace(head, conditions=(*head.conditions, *cell(text, start + tail.start("tail"), end)))
        end = start + tail.start("tail")
    words = text[start:end]
    if _HARD_IF.match(words) or _ADJUNCT_START.match(words):
        return _read_adjunct(text, start, end, head)
    while_at = _WHILE.match(words)
    if while_at and head.subject is None and can_stand(words[while_at.end() :]):
        head = replace(head, conditions=(*head.conditions, *cell(text, start, start + while_at.end())))
        return replace(head, subject=make_subject(text, start + while_at.end(), end))
    if AIMED_START.match(words):
        return replace(head, object=head.object or trim(text, start, end))
    return _read_plain(text, start, end, head)


def _read_plain(text: str, start: int, end: int, head: Head) -> Head:
    if whole_subject(text, start, end):
        return _with_subject(text, start, end, head)
    at = scan_agent(text, start, end)
    if at is not None and head.subject is None:
        head = replace(head, subject=make_subject(text, start, at))
        return _read_rest(text, at, end, head)
    if head.modal is not None and PREDICATE.match(text, start):
        return head
    return _read_rest(text, start, end, head)


def _with_subject(text: str, start: int, end: int, head: Head) -> Head:
    """Set the subject; one before it was a condition (发现病人，其负责人应当…) or the first of several."""
    before = head.subject
    if before is None:
        return replace(head, subject=make_subject(text, start, end))
    if head.conditions and head.conditions[-1].start >= before.span.end:
        # 上级不予批准的，下级应当…: the first subject belongs to the condition.
        case = Span(before.span.start, head.conditions[-1].end)
        head = replace(head, conditions=(*head.conditions[:-1], case))
        return replace(head, subject=make_subject(text, start, end))
    # 没有校车的学校，班主任应…: the case in which somebody else has to act.
    described = "的" in before.text and text[before.span.end] in "，,"
    if described or _EVENT.search(before.text):
        head = replace(head, conditions=(*head.conditions, before.span))
        return replace(head, subject=make_subject(text, start, end))
    if text[before.span.end : start].strip("，,、 "):
        return head
    return replace(head, subject=make_subject(text, before.span.start, end))


def _read_rest(text: str, start: int, end: int, head: Head) -> Head:
    """What stands between the subject and the binding word: a condition, an adjunct, or a fronted object."""
    rest = text[start:end]
    if head.subject is None and _BEARING.search(rest) and is_agent(rest):
        return replace(head, subject=make_subject(text, start, end))
    if AIMED_START.match(rest):
        return replace(head, object=head.object or trim(text, start, end))
    if CONDITION_START.match(rest) or _ADJUNCT_START.match(rest) or _CONDITION_END.search(rest):
        return replace(head, conditions=(*head.conditions, *cell(text, start, end)))
    # What an adverb leads is no object (学校切实应当…).
    return (
        head
        if PREDICATE.match(rest) and head.modal is not None
        else replace(head, object=head.object or trim(text, start, end))
    )


def _read_adjunct(text: str, start: int, end: int, head: Head) -> Head:
    cut = _after_adjunct(text, start, end)
    if cut is not None:
        head = replace(head, conditions=(*head.conditions, *cell(text, start, cut)))
        return replace(head, subject=make_subject(text, *trim_subject(text, cut, end)))
    words = text[start:end]
    if head.subject is None and not _HARD_IF.match(words) and is_agent(words):
        return replace(head, subject=make_subject(text, start, end))
    return replace(head, conditions=(*head.conditions, *cell(text, start, end)))


def _after_adjunct(text: str, start: int, end: int) -> int | None:
    """Where a subject begins after an adjunct without a comma (防控期间各单位…, 在辖区内企业…)."""
    for match in reversed(list(_CLOSER.finditer(text, start + 1, end))):
        rest = text[match.end() : end]
        if len(rest) >= 2 and "的" not in rest and is_agent(rest) and not PREDICATE.match(rest):
            return match.end()
    return None


def trim(text: str, start: int, end: int) -> Span | None:
    """The range without the marks and blanks at its ends; None where nothing is left."""
    while end > start and text[end - 1] in _MARKS:
        end -= 1
    while start < end and text[start] in _MARKS:
        start += 1
    return Span(start, end) if start < end else None


def cell(text: str, start: int, end: int) -> tuple[Span, ...]:
    """The range without the marks at its ends as a cell; nothing where nothing is left."""
    span = trim(text, start, end)
    return () if span is None else (span,)


_MARKS = "，,、：:；;。 \t\n　"
