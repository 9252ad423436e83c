"""Put the parts of a document together: `read_outline`."""

from __future__ import annotations

import re
from bisect import bisect_right

from index.document import Outline, Part, Section, Span
from index.outline.back import Back, attachment_label, read_back
from index.outline.closing import closing_start
from index.outline.front import KIND_END, join_title, read_front
from index.outline.heads import Head, read_head, settle
from index.outline.lines import Line, logical_lines
from index.outline.marks import Mark, find_marks

_SENTENCE = re.compile("[。；！？]|[，：:]$")


def read_outline(text: str) -> Outline:
    """Read a document's own structure from its canonical text.

    Any text gives an outline: one without numbered parts has one unnumbered section below its title.

    Args:
        text: the canonical text.

    Returns:
        The parts in reading order, parents before children.
    """
    lines = logical_lines(text)
    if not lines:
        return Outline()
    front, after = read_front(lines, _first_numbered(text, lines))
    back = read_back(lines, after)
    sections = [*front, *_main(text, lines, after, back), *back.sections, *back.imprint]
    sections.extend(_attachments(text, lines, back))
    return Outline(tuple(sorted(sections, key=lambda s: (s.span.start, -s.span.end, s.level))))


def _first_numbered(text: str, lines: list[Line]) -> int:
    """The line on which the first numbered part begins (Markdown's first heading is the title)."""
    marks = find_marks(text, 0, len(text))
    if marks and marks[0].rank < 10 and marks[0].start == lines[0].start:
        marks = marks[1:]
    return next((n for n, line in enumerate(lines) if marks and line.end > marks[0].start), len(lines))


def _main(text: str, lines: list[Line], after: int, back: Back) -> list[Section]:
    """Preamble, numbered parts and closing paragraphs."""
    if after >= back.start:
        return []
    start, end = lines[after].start, lines[back.start - 1].end
    heads = _heads(text, lines, start, end)
    closing = closing_start(lines, heads, end)
    stop = end if closing is None else closing
    heads = [h for h in heads if h.mark.start < stop]
    found = _sections(text, heads, stop, 1)
    begun = heads[0].mark.start if heads else stop
    if text[start:begun].strip():
        span = _tight(text, start, begun)
        found.insert(
            0, Section(Part.PREAMBLE if heads else Part.SECTION, 0 if heads else 1, "", "", span, start)
        )
    if closing is not None:
        found.append(Section(Part.CLOSING, 0, "", "", Span(closing, end), closing))
    return found


def _heads(text: str, lines: list[Line], start: int, end: int) -> list[Head]:
    marks = find_marks(text, start, end)
    starts = [line.start for line in lines]
    heads = []
    for n, mark in enumerate(marks):
        stop = marks[n + 1].start if n + 1 < len(marks) else end
        divided = n + 1 < len(marks) and marks[n + 1].rank > mark.rank
        line = lines[max(bisect_right(starts, mark.end) - 1, 0)]
        heads.append(read_head(text, mark, line, stop, divided=divided))
    return settle(heads)


def _sections(text: str, heads: list[Head], end: int, level: int) -> list[Section]:
    found = []
    above: list[Mark] = []
    for head, stop in zip(heads, _stops(heads, end), strict=True):
        while above and above[-1].rank >= head.mark.rank:
            above.pop()
        above.append(head.mark)
        span = _tight(text, head.mark.start, stop)
        depth = level + len(above) - 1
        found.append(
            Section(Part.SECTION, depth, head.mark.label, head.heading, span, min(head.body, span.end))
        )
    return found


def _stops(heads: list[Head], end: int) -> list[int]:
    """Where each part ends: at the next number of its own style or of one further out."""
    stops = []
    following: list[Mark] = []
    for head in reversed(heads):
        while following and following[-1].rank > head.mark.rank:
            following.pop()
        stops.append(following[-1].start if following else end)
        following.append(head.mark)
    return stops[::-1]


def _attachments(text: str, lines: list[Line], back: Back) -> list[Section]:
    """Each attachment's text as a part of its own, with the numbered parts in it."""
    found: list[Section] = []
    for k, n in enumerate(back.attachments):
        following = back.attachments[k + 1] if k + 1 < len(back.attachments) else back.end
        end = lines[following - 1].end
        label = attachment_label(lines[n].words)
        titled = _attachment_title(lines, n, following, label)
        heading = join_title([line.words for line in lines[n:titled]])
        body = lines[titled].start if titled < following else end
        found.append(Section(Part.ATTACHMENT, 1, label, heading, Span(lines[n].start, end), body))
        if titled < following:
            found.extend(_sections(text, _heads(text, lines, body, end), end, 2))
    return found


def _attachment_title(lines: list[Line], n: int, following: int, label: str) -> int:
    """One past the lines that name the attachment."""
    if not label:
        kinds = [k for k in range(n, min(n + 4, following)) if KIND_END.search(lines[k].words)]
        return kinds[0] + 1 if kinds and len(lines[kinds[0]].words) <= 60 else n + (len(lines[n].words) <= 40)
    alone = len(lines[n].words.strip("：: ")) <= len(label)
    last = n + 1
    if (
        alone
        and last < following
        and len(lines[last].words) <= 60
        and not _SENTENCE.search(lines[last].words)
    ):
        last += 1
    return last


def _tight(text: str, start: int, end: int) -> Span:
    while end > start + 1 and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
