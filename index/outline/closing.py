"""The closing paragraphs of an official document: text that no longer belongs to its last numbered part."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
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
    before = next((line.words for line in reversed(lines) if not below or line.start < below[0].start), "")
    for line in below:
        if _closes(line.words, before, single=usual == 1):
            return line.start
        before = line.words
    return None


def _closes(words: str, before: str, *, single: bool) -> bool:
    if words.startswith("特此"):
        return True
    if words[-1] not in "。！”）" or not before or before[-1] not in "。！；”）":
        return False
    if _SELF.search(words) and _CLOSES.search(words):
        return True
    return bool(_CLOSES.search(words)) and single


def _usual_length(lines: list[Line], heads: list[Head]) -> int:
    """The largest number of paragraphs below any outermost numbered part but the last."""
    outermost = min(h.mark.rank for h in heads)
    starts = [line.start for line in lines]
    most = 1
    for head, following in pairwise(heads):
        if head.mark.rank == outermost:
            first = max(bisect_right(starts, head.body) - 1, 0)
            most = max(most, bisect_left(starts, following.mark.start) - first)
    return most
