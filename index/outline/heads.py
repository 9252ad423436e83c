"""Where the heading of a numbered part ends and its text begins, also where the one runs into the other."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.clauses import pairs
from index.outline.lines import Line
from index.outline.marks import ARTICLE, Mark

_MARK = re.compile(r"[。！？!?；;：:]|[^\S\n]+")
_LONGEST_LINE = 80
_LONGEST_RUN_IN = 30
_SURELY_A_HEADING = 8
_LONGEST_BEFORE_COLON = 24
# A sentence with a modal or a figure says what to do; it is text, even where it is short and others follow.
_SAYS = re.compile(
    r"应当|应该|应及时|必须|不得|严禁|禁止|可以|\d|(?<![重主需必紧首简摘纲])要(?![求点素闻害件道领务])"
)
_BRACKETED = re.compile(r"【[^】\n]{1,30}】[ \t\u3000]*")


@dataclass(frozen=True, slots=True)
class Head:
    """A number with its heading.

    Attributes:
        mark: the number.
        heading: label and heading as written; empty where the part has none.
        body: where the text begins.
        sentence: whether the heading ends in a full stop and could as well be a sentence of the text.
    """

    mark: Mark
    heading: str
    body: int
    sentence: bool = False


def read_head(text: str, mark: Mark, line: Line, stop: int, *, divided: bool) -> Head:
    """Split a numbered part's first line into heading and text.

    Args:
        text: the canonical text.
        mark: the part's number.
        line: the logical line that holds what follows the number.
        stop: where the next part begins.
        divided: whether that next part lies below this one.
    """
    end = min(line.end, stop)
    while end > mark.end and text[end - 1].isspace():
        end -= 1
    if mark.rank == ARTICLE:
        named = _BRACKETED.match(text, mark.end, end)
        heading = mark.label + named.group().strip() if named else mark.label
        return Head(mark, heading, named.end() if named else mark.end)
    more = divided or bool(text[end:stop].strip())
    cut = end if mark.rank < ARTICLE else _heading_end(text, mark.end, end, more=more)
    if cut <= mark.end:
        return Head(mark, "", mark.end)
    body = cut
    while body < stop and (text[body].isspace() or (text[body] in "。：:" and body == cut)):
        body += 1
    sentence = text[cut : cut + 1] == "。" and cut - mark.end > _SURELY_A_HEADING
    return Head(mark, text[mark.start : cut].lstrip("# ").strip(), body, sentence)


def settle(heads: list[Head]) -> list[Head]:
    """Take back run-in headings of a style most of whose parts have none: there they are sentences."""
    usual = {
        rank: 2 * sum(1 for h in heads if h.mark.rank == rank and h.heading)
        >= sum(1 for h in heads if h.mark.rank == rank)
        for rank in {h.mark.rank for h in heads}
    }
    return [h if usual[h.mark.rank] or not h.sentence else Head(h.mark, "", h.mark.end) for h in heads]


def _heading_end(text: str, start: int, end: int, *, more: bool) -> int:
    """One past the heading in text[start:end], or `start` where it has none."""
    first = _first_mark(text, start, end)
    if first is None:
        return end if end - start <= _LONGEST_LINE and text[end - 1] not in "，,、" else start
    mark = text[first]
    length = first - start
    if first == end - 1:
        return _whole_line(text, start, first, mark, more=more)
    if mark in "：:":
        return first if length <= _LONGEST_BEFORE_COLON and not _SAYS.search(text, start, first) else start
    if mark == "。" or mark.isspace():
        return first if length <= _LONGEST_RUN_IN and not _SAYS.search(text, start, first) else start
    return start


def _whole_line(text: str, start: int, first: int, mark: str, *, more: bool) -> int:
    """A line of one sentence: a heading only where text stands below it and it commands nothing."""
    if mark not in "。：:" or not more or first - start > _LONGEST_RUN_IN:
        return start
    return start if _SAYS.search(text, start, first) else first


def _first_mark(text: str, start: int, end: int) -> int | None:
    quoted = pairs(text, start, end)
    for found in _MARK.finditer(text, start, end):
        at = found.start()
        if any(a < at < b for a, b in quoted):
            continue
        if found.group().isspace() and not _ends_phrase(text, found.start(), found.end()):
            continue
        return at
    return None


def _ends_phrase(text: str, start: int, end: int) -> bool:
    """Whether a blank stands between Chinese words, and not beside a figure or a Latin word."""
    return not (text[start - 1].isascii() or text[end].isascii())
