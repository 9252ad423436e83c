"""The back of an official document: 附件说明, 落款, 成文日期, 附注, 附件 (GB/T 9704—2012, 7.3.4–9)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.document import Part, Section, Span
from index.outline.front import DATE
from index.outline.lines import Line

_ATTACHMENT = re.compile(
    r"^附\s*(?:件|表|图|录)?\s*([\d一二三四五六七八九十]{0,3})\s*(?:[：:．.、]|$|(?=[《\s　]))"
)
_ALONE = re.compile(r"^附\s*(?:件|表|图|录)\s*[\d一二三四五六七八九十]{0,3}\s*[：:]?$")
_ORGAN = re.compile(
    r"(?:[部委局厅办院会组府处队校司室站社所行署]|中心|大学|公司|集团|政府|工会|海关|银行|总队|支队|指挥部|党支部|（代章）|（印章）)$"
)
_NOTE = re.compile(
    r"^(?:[（(]|抄送|抄报|主题词|联系|印发|报送|分送|信息公开|公开(?:方式|属性)|责任编辑|来源)|印发[）)]?$|\d份[）)]?$"
)
_IMPRINT = re.compile(r"^(?:抄送|抄报|分送|主题词)|日\s*印发[）)]?$|^[（(]?共印")
# Less than this after the date is page furniture, not a document that the notice sends.
_LEAST_SENT = 80
_STOPS = re.compile(r"[。；！？：:，,、!?]")
_WHOLE_DATE = re.compile(rf"^[（(]?(?:{DATE.pattern})[）)]?$")
_DATED = re.compile(rf"^(?P<organ>[^。；！？：，]{{2,60}}?)[ \t\u3000]*(?P<date>{DATE.pattern})$")


@dataclass(frozen=True, slots=True)
class Back:
    """The parts after the text.

    Attributes:
        sections: 附件说明, 落款, date and 附注, in order.
        start: number of the line at which the first of them begins.
        attachments: numbers of the lines at which the texts of attachments or of what is sent begin.
        end: number of the line after the last that belongs to text or attachments.
        imprint: the 版记 below them: 抄送 and 印发.
    """

    sections: tuple[Section, ...]
    start: int
    attachments: tuple[int, ...]
    end: int
    imprint: list[Section]


def read_back(lines: list[Line], front: int) -> Back:
    """Find the parts after the text.

    Args:
        lines: the document's logical lines.
        front: number of the first line after the title and the recipients.
    """
    whole, lines = lines, lines[: _imprint(lines, front)]
    dated = _dated_line(lines, front)
    notes = front if dated is None else _after_notes(lines, dated + 1)
    attachments = _attachments(lines, notes, dated is not None)
    stop = attachments[0] if attachments else len(lines)
    if dated is None:
        signed, sections = _undated(lines, front, stop)
    else:
        signed = _first_signature(lines, front, dated)
        sections = [*_signature(lines, signed, dated), *_notes(lines, dated + 1, stop)]
    note = _attachment_note(lines, front, signed)
    if note < signed:
        span = Span(lines[note].start, lines[signed - 1].end)
        sections.insert(0, Section(Part.ATTACHMENT, 0, "", "", span, span.start))
    return Back(tuple(sections), note, attachments, len(lines), _notes(whole, len(lines), len(whole)))


def _dated_line(lines: list[Line], front: int) -> int | None:
    """The line of the date of issue: the first one below an organ's name, else the last of the document."""
    dated = [n for n in range(front, len(lines)) if _ends_dated(lines, n)]
    for n in dated:
        if _DATED.match(lines[n].words) or (n > front and _is_organ(lines[n - 1].words)):
            return n
    tail = [n for n in dated if len(lines) - n <= 4 and _WHOLE_DATE.match(lines[n].words)]
    return tail[-1] if tail else None


def _ends_dated(lines: list[Line], n: int) -> bool:
    words = lines[n].words
    if _WHOLE_DATE.match(words):
        return True
    glued = _DATED.match(words)
    return bool(glued) and _is_organ(glued["organ"]) if glued else False


def _is_organ(words: str) -> bool:
    return len(words) <= 60 and not _STOPS.search(words) and bool(_ORGAN.search(words))


def _first_signature(lines: list[Line], front: int, dated: int) -> int:
    n = dated
    while n > front and dated - n < 12 and _is_organ(lines[n - 1].words):
        n -= 1
    return n


def _signature(lines: list[Line], signed: int, dated: int) -> list[Section]:
    sections = []
    if signed < dated:
        span = Span(lines[signed].start, lines[dated - 1].end)
        sections.append(Section(Part.SIGNATURE, 0, "", "", span, span.start))
    line = lines[dated]
    glued = _DATED.match(line.words)
    if glued and not _WHOLE_DATE.match(line.words):
        organ = Span(line.start, line.start + glued.end("organ"))
        sections.append(Section(Part.SIGNATURE, 0, "", "", organ, organ.start))
        span = Span(line.start + glued.start("date"), line.end)
    else:
        span = Span(line.start, line.end)
    sections.append(Section(Part.DATE, 0, "", "", span, span.start))
    return sections


def _imprint(lines: list[Line], front: int) -> int:
    """The number of the line at which the 版记 begins."""
    n = len(lines)
    while n > front and _IMPRINT.search(lines[n - 1].words):
        n -= 1
    return n


def _notes(lines: list[Line], first: int, stop: int) -> list[Section]:
    if first >= stop:
        return []
    span = Span(lines[first].start, lines[stop - 1].end)
    return [Section(Part.CLOSING, 0, "", "", span, span.start)]


def _after_notes(lines: list[Line], first: int) -> int:
    """The number of the line after 附注 and 版记: （此件公开发布）, 抄送 and the like."""
    while first < len(lines) and (_NOTE.search(lines[first].words) or _WHOLE_DATE.match(lines[first].words)):
        first += 1
    return first


def _undated(lines: list[Line], front: int, stop: int) -> tuple[int, list[Section]]:
    """A signature without a date: an organ's name alone on the last line."""
    if stop - 1 > front and _is_organ(lines[stop - 1].words) and lines[stop - 2].words[-1] in "。！”）":
        span = Span(lines[stop - 1].start, lines[stop - 1].end)
        return stop - 1, [Section(Part.SIGNATURE, 0, "", "", span, span.start)]
    return stop, []


def _attachment_note(lines: list[Line], front: int, signed: int) -> int:
    for n in range(max(front, signed - 20), signed):
        if _ATTACHMENT.match(lines[n].words) and not _ALONE.match(lines[n].words):
            return n
    return signed


def _attachments(lines: list[Line], first: int, after_date: bool) -> tuple[int, ...]:
    """Lines that begin an attachment's text: 附件1 alone, or after the date any line that begins so."""
    begins = _ATTACHMENT if after_date else _ALONE
    found = [n for n in range(first, len(lines)) if begins.match(lines[n].words)]
    # What a 印发 notice sends follows its date without the word 附件.
    stop = found[0] if found else len(lines)
    sent = after_date and first < stop and lines[stop - 1].end - lines[first].start >= _LEAST_SENT
    return (first, *found) if sent else tuple(found)


def attachment_label(words: str) -> str:
    """附件1 and the like at the head of a line."""
    found = _ATTACHMENT.match(words)
    return found.group().rstrip("：:．.、 \t　") if found else ""
