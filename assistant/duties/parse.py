"""Cut one clause (up to a semicolon) into heads: who, how binding, under which condition, what."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.duties.cases import (
    BY,
    MADE_OF,
    NOMINAL,
    another_case,
    begins_with_agent,
    join_case,
    limits_next,
    orders_already,
)
from assistant.duties.lexicon import ACT_START, ADVERB, CONNECTIVE, LONG_ACT, PREDICATE, VERB
from assistant.duties.modal import lead, modals
from assistant.duties.model import Modality
from assistant.duties.noun import make_subject, name_after_by, scan_agent, stands, trim_subject, whole_subject
from assistant.duties.phrase import (
    AIMED_START,
    CONDITION_START,
    DONE_AFTER,
    Head,
    cell,
    is_condition,
    read_prefix,
    trim,
    with_condition,
    with_topic,
)
from index.clauses import segments
from index.document import Span

_ORDERS = frozenset({Modality.MUST, Modality.SHALL, Modality.NEED})
_HANDS_OVER = _ORDERS | {Modality.ENCOURAGED, Modality.MAY}
_ADDRESSES = frozenset({Modality.ENCOURAGED, Modality.STRICTLY_FORBIDDEN})
_MIDWAY = re.compile(
    r"(?:如(?!实|期|何|下|数)果?|若(?!干)|一旦|凡是?|遇有|遇到|确需|必要时|发现(?=[^，]{2,})"
    r"|对[^，]{2,40}的[，,]|对[^；。]{2,80}的[，,]由|对[^，]+向[^，]+(?:报告|汇报|通报|报备|备案))"
)
# 馆长是消防安全责任人，每月要…: who someone is, and then what they have to do.
_IN_ROLE = re.compile(
    r"(?P<who>[^，。；是]{2,20}?)(?:作为|是)[^，。；]{0,30}(?:人|者|主体|单位|部门|机构|力量)"
)
_ADJUNCT_START = re.compile(
    r"(?:在|自|从|到|至|于|根据|按照|依照|依据|按|结合|针对|围绕|通过|为了?|经|因|由于|鉴于|除|随着|以|就"
    r"|截至)"
)
_DONE_TO = re.compile(
    rf"[^，。；]+(?:进行|予以|给予|加以|实行|实施|开展|采取|做到|做好|作出|落实|一律|(?:{VERB})[，,]?$)"
)
_ENDS_IN_VERB = re.compile(rf"(?:{VERB})[，,]\s*$")
_DUTY_VERB = re.compile(
    rf"(?:{ADVERB}|具体)*(?:负责|承担|担任|主管|牵头|协助|配合|分管)|对[^，。；]{1, 12}负(?:总|全|主要)?责"
)


def parse_clause(text: str, span: Span) -> list[Head]:
    """Cut a clause where a new duty begins and read the head of each.

    Args:
        text: the document's text.
        span: the clause.

    Returns:
        Heads in order, whose spans cover the clause without gaps.
    """
    pieces = join_case(text, segments(text, span.start, span.end))
    done: list[Head] = []
    current: Head | None = None
    complete = False
    for n, piece in enumerate(pieces):
        last = n == len(pieces) - 1
        if complete and current is not None:
            limits = not last and limits_next(text, pieces[n:], current)
            if not limits and not _starts_new(text, piece, current, end=span.end):
                current = _go_on(text, piece, current)
                continue
            done.append(current)
            current = None
        waits = not last and _leads_on(text, pieces[n + 1])
        fresh = current or Head(piece)
        current, complete = _advance(text, piece, fresh, last=last, waits=waits)
        current = another_case(text, current, done)
    if current is not None:
        done.append(current)
    return done


def _begins_with_modal(text: str, piece: Span) -> bool:
    modal = next(modals(text, piece.start, piece.end), None)
    if modal is None or modal.span.start != piece.start or text[piece.start] in "还也并均更":
        return False
    if text[piece.start] == "请" and scan_agent(text, modal.span.end, piece.end) is not None:
        return False
    # 向党组织报告，决不能隐瞒: the order before the prohibition is complete.
    before = max(0, piece.start - 8)
    return not (modal.modality.prohibits and _ENDS_IN_VERB.search(text, before, piece.start))


def _go_on(text: str, piece: Span, current: Head) -> Head:
    """Add a piece to a head; an order that began without a binding word takes the one that follows."""
    current = replace(current, span=Span(current.span.start, piece.end))
    start = _after_connective(text, piece)
    modal = next(modals(text, start, piece.end), None)
    begins = modal is not None and modal.span.start == start and modal.modality in _ORDERS
    return replace(current, modal=modal) if current.modal is None and begins else current


def _leads_on(text: str, piece: Span) -> bool:
    return begins_with_agent(text, piece) or _begins_with_modal(text, piece)


def _after_connective(text: str, piece: Span) -> int:
    match = CONNECTIVE.match(text, piece.start, piece.end)
    # 一要 and 一是要 carry the binding word themselves.
    if match and match.end() < piece.end and text[match.end() - 1] != "要":
        return match.end()
    return piece.start


def _advance(text: str, piece: Span, head: Head, *, last: bool, waits: bool) -> tuple[Head, bool]:
    head = replace(head, span=Span(head.span.start, piece.end))
    start = _after_connective(text, piece)
    words = text[start : piece.end].rstrip("，,：: ")
    role = None if last else _IN_ROLE.fullmatch(words)
    if role is not None and head.subject is None and stands(role.group("who")):
        return replace(head, subject=make_subject(text, start, start + role.end("who"))), False
    if not last and is_condition(text, start, piece.end):
        return with_condition(text, start, piece.end, head), False
    if waits and text[start] == "对" and NOMINAL.search(text[start : piece.end]):
        return with_topic(text, start, piece.end, head), False
    modal = lead(text, start, piece.end) or next(modals(text, start, piece.end), None)
    if modal is not None:
        head = replace(head, modal=modal, action=modal.span.end, verbal=True)
        return _read_bound(text, start, piece.end, head), True
    if (
        waits
        and not orders_already(text, piece)
        and (not PREDICATE.match(text, start) or NOMINAL.search(text[start : piece.end]))
    ):
        return with_topic(text, start, piece.end, head), False
    return _without_modal(text, start, piece.end, head, last=last)


def _read_bound(text: str, start: int, end: int, head: Head) -> Head:
    """What stands in front of a binding word; 请各单位… names its subject after it."""
    if head.modal is None:
        return head
    s, e = trim_subject(text, start, head.modal.span.start)
    after = head.modal.span.end
    if text[after:end].startswith("由") and s < e and not stands(text[s:e]):
        by = _agent_by(text, after, end, head)
        if by is not None:
            return replace(by, object=head.object or trim(text, s, e))
    if s < e:
        return read_prefix(text, s, e, head) if text[s:e] != "由" else head
    at = head.modal.span.end
    words = text[head.modal.span.start : at]
    calls = words.endswith(("请", "希望", "不准", "不许", "不允许")) or head.modal.modality in _ADDRESSES
    asked = scan_agent(text, at, end) if calls else None
    if asked is None or head.subject is not None:
        return head
    return replace(head, subject=make_subject(text, at, asked), action=asked)


def _without_modal(text: str, start: int, end: int, head: Head, *, last: bool) -> tuple[Head, bool]:
    words = text[start:end].rstrip("，,：:；;。！ ")
    stop = start + len(words)
    by = _agent_by(text, start, stop, head)
    if by is not None:
        return by, True
    if (
        not last
        and head.subject is None
        and whole_subject(text, *trim_subject(text, start, stop), loose=False)
    ):
        return replace(head, subject=make_subject(text, *trim_subject(text, start, stop))), False
    at = scan_agent(text, start, end)
    if at is not None and head.subject is None:
        subject = make_subject(text, *trim_subject(text, start, at))
        opens = _ADJUNCT_START.match(text, at) or CONDITION_START.match(text, at)
        waits = not last and opens is not None and DONE_AFTER.match(text, at, stop) is None
        head = replace(head, subject=subject, action=at, verbal=True)
        if waits and is_condition(text, at, stop):
            head = replace(head, conditions=(*head.conditions, *cell(text, at, stop)))
        return head, not waits
    if not last and _ADJUNCT_START.match(words) and head.action < 0 and not _SINCE.match(words):
        return replace(head, conditions=(*head.conditions, *cell(text, start, stop))), False
    return _as_order(text, start, stop, head, last=last)


# 自接到通知之日起全面停产: since when, and what is to be done from then on.
_SINCE = re.compile(rf"[自从于在][^，。；]{{2,20}}(?:起|之?前|以?内)(?:{ADVERB})*(?:{LONG_ACT})")


def _as_order(text: str, start: int, stop: int, head: Head, *, last: bool) -> tuple[Head, bool]:
    words = text[start:stop]
    aimed = AIMED_START.match(words) is not None
    if aimed and not last and words.startswith("对") and not _DONE_TO.fullmatch(words):
        return replace(head, object=head.object or trim(text, start, stop)), False
    verbal = aimed or bool(PREDICATE.match(words)) or _has_verb(words, head)
    if not verbal and not last:
        return replace(head, object=head.object or trim(text, start, stop)), False
    action = head.action if head.action >= 0 else start
    # 对…的人员，给予补助: what was put in front makes the rest an order.
    fronted = head.object is not None and bool(AIMED_START.match(text, head.object.start))
    return replace(head, action=action, verbal=verbal or head.verbal or fronted), True


def _has_verb(words: str, head: Head) -> bool:
    """Whether a piece that does not begin with a verb holds one: in public places, …; 24 hours on duty."""
    if head.subject is None and not _ADJUNCT_START.match(words):
        return _AT_TIMES.match(words) is not None
    return re.search(rf"(?:{VERB})", words) is not None


# 大风天气停止高空作业: when, and then what to do.
_AT_TIMES = re.compile(rf"[^，。；的]{{2,14}}(?:天气|时段|期间|季节|节假日|路段|区域内?)(?:{VERB})")


def _agent_by(text: str, start: int, stop: int, head: Head) -> Head | None:
    """Whom 由… names as the one who acts (由公安机关…, 具体办法由国务院制定)."""
    match = BY.match(text, start, stop)
    name = match.end() if match else text.find("由", start, stop) + 1
    if name <= 0 or MADE_OF.match(text, name - 1):
        return None
    at = name_after_by(text, name, stop) if match else scan_agent(text, name, stop)
    if at is None or (match is None and not stands(text[name:at])):
        return None
    topic = head.object if match else trim(text, start, name - 1)
    agent = make_subject(text, name, at)
    return replace(head, agent=agent, action=name - 1 if match is None else start, verbal=True, object=topic)


def _shares_work(text: str, piece: Span, current: Head) -> bool:
    """Whether a piece without a binding word gives its part of the work to somebody else."""
    if begins_with_agent(text, piece):
        modality = current.modal.modality if current.modal is not None else None
        orders = modality is None or modality in _HANDS_OVER
        named = modality is Modality.ENCOURAGED or current.subject is not None
        closed = orders and named and not any(text[c.end - 1] == "的" for c in current.conditions)
        return closed and name_after_by(text, piece.start + 1, piece.end) is not None
    at = scan_agent(text, piece.start, piece.end)
    if at is None or is_condition(text, piece.start, piece.end):
        return False
    if _DUTY_VERB.match(text, at):
        return True
    who = text[piece.start : at]
    goes_on = bool(ACT_START.match(text, at) or _ADJUNCT_START.match(text, at))
    if goes_on and who in text[max(current.action, current.span.start) : piece.start]:
        return True  # 报告网格长，网格长…: who was told goes on
    # 畜牧站负责登记，防疫员逐户核实: several share the work, each with a part of it.
    named = current.subject is not None or current.agent is not None
    shares = current.modal is None and named and not current.conditions
    shares = (shares or _EACH.match(who) is not None) and not re.search(r"(?<!^)每|[向对给]", who)
    return shares and (goes_on or text[at] == "每")


_EACH = re.compile(r"[各每]")


def _binds_another(text: str, prefix: Span, current: Head) -> bool:
    """Whether what stands before a binding word names another case or another subject with its case."""
    words = text[prefix.start : prefix.end]
    # 能整改的立即整改，不能整改的要明确期限
    if words.endswith("的"):
        return not current.conditions
    at = scan_agent(text, prefix.start, prefix.end)
    return at is not None and _TIMED.search(words) is not None


_TIMED = re.compile(r"[时前后内间中下]$")


def _starts_new(text: str, piece: Span, current: Head, *, end: int) -> bool:
    last = piece.end >= end
    start = _after_connective(text, piece)
    if _MIDWAY.match(text, start, end) and (not last or "报" in text[start : piece.end]):
        return True
    modal = next(modals(text, start, piece.end), None)
    if modal is None:
        return _shares_work(text, Span(start, piece.end), current)
    s, e = trim_subject(text, start, modal.span.start)
    if s < e:
        return stands(text[s:e]) or _binds_another(text, Span(s, e), current)
    if text[modal.span.end - 1] == "请" and scan_agent(text, modal.span.end, piece.end) is not None:
        return True
    # What depends on a condition or on a thing named in front cannot be quoted without it.
    if (
        current.conditions
        or current.modal is None
        or (current.object is not None and current.subject is None)
    ):
        return False
    return current.modal.modality is not Modality.LEAD or not modal.modality.prohibits
