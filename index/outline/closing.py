"""The closing paragraphs of an official document: text that no longer belongs to its last numbered part."""

from __future__ import annotations

import re
from itertools import pairwise

from index.outline.heads import Head
from index.outline.lines import Line

_CLOSES = re.compile(
    r"^(?:特此|此[复致函]|以上(?:请|事项|意见|如)|请(?:各|认真|遵照|贯彻|结合|予)|现予|妥否|当否|专此"
    r"|(?:本|此)(?:通知|意见|通告|公告|办法|方案|规定|决定|措施|指南|政策)|(?:各|全)[^。]{0,40}(?:要|应|请|须|可)"
    r"|执行(?:中|期限)|未尽事宜|联系(?:人|电话|方式)|重要情况|有关情况|以上)"
)
_SELF = re.compile(
    r"本(?:通知|意见|通告|公告|办法|方案|规定|决定|措施|政策|提示)|(?:上述|以上)[^，。]{0,6}(?:政策|措施|规定|要求|事项)"
)


def closing_start(lines: list[Line], heads: list[Head], end: int) -> int | None:
    """Where the closing paragraphs begin, as an offset; None where there are none.

    Args:
        lines: the document's logical lines.
        heads: its numbered parts.
        end: where the text ends (before the signature).
    """
    if not heads:
        return None
    below = [line for line in lines if heads[-1].body <= line.start < end]
    if below and below[0].start == heads[-1].body:
        below = below[1:]
    usual = _usual_length(lines, heads)
    for n, line in enumerate(below):
        if line.words[-1] not in "。！”）":
            continue
        if _closes(line.words, lines, below[n].start, single=usual == 1):
            return line.start
    return None


def _closes(words: str, lines: list[Line], start: int, *, single: bool) -> bool:
    before = next((line for line in reversed(lines) if line.start < start), None)
    if before is None or before.words[-1] not in "。！；”）":
        return False
    if _SELF.search(words) and _CLOSES.search(words):
        return True
    return bool(_CLOSES.search(words)) and single


def _usual_length(lines: list[Line], heads: list[Head]) -> int:
    """The largest number of paragraphs below any outermost numbered part but the last."""
    outermost = min(h.mark.rank for h in heads)
    most = 1
    for head, following in pairwise(heads):
        held = sum(1 for line in lines if head.body < line.start < following.mark.start)
        first = any(line.start <= head.body < line.end for line in lines)
        most = max(most, held + (1 if first else 0)) if head.mark.rank == outermost else most
    return most
