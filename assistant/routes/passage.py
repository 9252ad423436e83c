"""The knowledge route's passage of an official document, without what it asks of somebody else.

A passage may hold several subjects' duties (学校…。企业…。), and nobody should be quoted another's. Where a
question asks what a place or an authority does (九江市如何…), all that the passage holds is the answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.compose.choose import Run
from assistant.compose.knowledge import Choice
from assistant.compose.units import Unit
from assistant.duties import DutyTable, Origin
from index.document import Citation, Span

_PLACE = r"[^，。？?的是]{1,8}?[省市县区州盟旗][^，。？?]{0,12}?"
_BUREAU = r"[^，。？?的是党支]{2}(?:局|部(?!门)|委|厅|办|署)"
_OFFICE = rf"[^，。？?的是]{{0,12}}?(?:政府|委员会|总署|海关|{_BUREAU})[^，。？?的是]{{0,4}}?"
_AUTHORITY = re.compile(
    rf"(?:^|[，,])(?:国家|(?:中央|国务院)[^，。？?的是]{{0,6}}?|{_PLACE}|{_OFFICE})"
    r"(?:如何|怎么|怎样|对|为[^了什谁]|将|针对|采取|出台|推出|制定|通过|决定|要求|规定|明确|实行|实施|提出|表明|在"
    r"|有(?:什么|哪些|何)|[^，。？?]{0,12}(?:举措|措施|做法|规定)(?:是|有)(?:什么|哪些|啥))"
    r"|政府(?:有|采取|出台|给)"
)
_OPENING = 6  # characters in which a sentence's first name begins, behind a label
# 什么是密切接触者, 范围包括哪里: what a thing is or holds is no duty.
_DEFINES = re.compile(
    r"^什么(?:是|叫)|(?:指|叫)的?是?(?:什么|啥|谁|哪)|是(?:什么|啥)意思|(?:包括|包含|涵盖)(?:了)?(?:哪|什么|啥)"
    # 免税范围增加了哪些, 审批流程是什么: what holds, and how a thing goes
    r"|(?:范围|对象|条件|标准|金额|流程|步骤)(?:增加|扩大|调整|主要|到底)?(?:是|有|为|包括)?了?(?:哪|什么|啥|多少|怎)"
    # what somebody gets is no duty of theirs
    r"|(?:政策|优惠|扶持|补贴|补助|奖励|待遇)(?:政策|措施)?(?:是|有|吗|呢|$|[？?])|(?:什么|哪些|啥|何)(?:样的)?(?:优惠|政策|扶持|补贴|补助|奖励|待遇)"
)


def asks_no_duty(question: str) -> bool:
    """Whether it is asked what a thing is, what it holds, or what somebody gets.

    Args:
        question: as understood.
    """
    return _DEFINES.search(question) is not None


def asks_of_authority(question: str) -> bool:
    """Whether it is asked what a place or an authority does, and not what someone must do.

    Args:
        question: as understood.
    """
    return _AUTHORITY.search(question) is not None


def around(choice: Choice, spans: Sequence[Span]) -> list[Citation]:
    """The sentences of the passage in which some spans lie, neighbours in one quote.

    Args:
        choice: what the knowledge route would quote; not empty.
        spans: in the same document.
    """
    prepared = choice.runs[0].prepared
    units = prepared.units
    quoted = sorted({n for r in choice.runs if r.prepared is prepared for n in range(r.first, r.last + 1)})
    joined: list[tuple[int, int]] = []
    for n in quoted:
        if not any(units[n].span.overlaps(s) for s in spans):
            continue
        if joined and joined[-1][1] == n - 1 and not units[n].breaks:
            joined[-1] = (joined[-1][0], n)
        else:
            joined.append((n, n))
    return [prepared.document.cite(units[a].span.start, units[b].span.end) for a, b in joined]


def stretch(choice: Choice, table: DutyTable) -> list[Citation]:
    """The passage around its sentence that speaks most of the question, up to where others are addressed.

    Args:
        choice: what the knowledge route would quote; not empty.
        table: of the document it would quote.
    """
    best = choice.runs[0]
    units = _units(best)
    first = last = max(range(len(units)), key=lambda n: (choice.question.coverage(units[n].terms), -n))
    while first > 0 and not _turns(table, units[first]):
        first -= 1
    whom = _turns(table, units[first])
    while last + 1 < len(units) and _is_among(_turns(table, units[last + 1]), whom):
        last += 1
    while last > first and units[last].is_heading:  # the heading of what comes next
        last -= 1
    return [best.prepared.document.cite(units[first].span.start, units[last].span.end)]


def _turns(table: DutyTable, unit: Unit) -> frozenset[str]:
    """Those whom a sentence turns to: it begins with their name."""
    start, end = unit.span.start, unit.span.start + _OPENING
    named = (d.subject for d in table.duties if d.subject is not None and not d.subject.common)
    return frozenset(s.text for s in named if s.origin is Origin.STATED and start <= s.span.start < end)


def _is_among(names: Iterable[str], whom: Iterable[str]) -> bool:
    """Whether all are among those addressed, under longer or shorter names (培训机构, 各培训机构)."""
    return all(any(n in w or w in n for w in whom) for n in names)


def _units(run: Run) -> tuple[Unit, ...]:
    return run.prepared.units[run.first : run.last + 1]
