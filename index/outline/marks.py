"""Numbers that head a part: 一、 （一） 1. （1） ① 第十二条 and Markdown's #, with their order."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.clauses import Enclosed, pairs

_CN = "〇零一二三四五六七八九十百"
_LABEL = re.compile(
    r"(?P<md>\#{1,6})[ \t]+(?=\S)"
    rf"|第(?P<law>[{_CN}千\d]{{1,7}})(?P<unit>分编|编|章|节|条)(?:之[{_CN}]+)?"
    rf"|(?P<cn>[{_CN}]{{1,4}})(?:、|[．.](?!\d))"
    rf"|[（(](?P<cnp>[{_CN}]{{1,4}})[）)][、.．]?|(?P<cnp1>[㈠-㈩])"
    r"|(?<![\d.])(?P<dec>\d{1,2}(?:[.．]\d{1,2}){0,3})[ \t\u3000]+(?=[\u4e00-\u9fff])"
    r"|(?<![\d.．])(?P<num>\d{1,3})(?:[.．](?!\d)|、(?!\d))"
    r"|[（(](?P<nump>\d{1,3})[）)][、.．]?|(?<![\d.])(?P<nump1>\d{1,2})[）)]|(?P<nump2>[⑴-⒇])"
    r"|(?P<cir>[①-⑳])"
)
# Outer styles first: GB/T 9704—2012 fixes 一、 > （一） > 1. > （1）; laws put 编 > 章 > 节 > 条 above them.
_UNIT_RANK = {"编": 10, "分编": 11, "章": 12, "节": 13, "条": 14}
_RANK = {
    "cn": 20,
    "cnp": 21,
    "cnp1": 21,
    "num": 22,
    "dec": 22,
    "nump": 27,
    "nump1": 27,
    "nump2": 27,
    "cir": 28,
}
ARTICLE = 14
_ENDS = "。！？；：:;”’）)…!?"
# 一、二级, 第三条的, 第五条规定 … are words that only look like a number at the head of a part.
_NOT_A_HEAD = re.compile(rf"[{_CN}\d]+[级类线期月日]|[的之第、和至到款项]|规定")


@dataclass(frozen=True, slots=True)
class Mark:
    """A number at a place where a part may begin.

    Attributes:
        start: where the number begins.
        end: one past the number and the blanks after it.
        label: the number as written; empty for Markdown.
        rank: its style's place in the order of styles, smaller is further out.
        value: what it counts, 0 where it does not count.
        place: `line` at the start of a line, `blank` after a blank, `inline` after the end of a sentence.
    """

    start: int
    end: int
    label: str
    rank: int
    value: int
    place: str


def find_marks(text: str, start: int, end: int) -> list[Mark]:
    """The numbers in text[start:end] that head a part, judged by their place and their order."""
    quoted = Enclosed(pairs(text, start, end))
    candidates = [
        m for found in _LABEL.finditer(text, start, end) if (m := _candidate(text, start, end, found))
    ]
    if not any(c.label[:1].isdigit() and "." in c.label.replace("．", ".")[:-1] for c in candidates):
        # 1 总则 heads a part only in a text that also counts 1.1, as emergency plans do.
        candidates = [c for c in candidates if not c.label.isdigit()]
    return _in_order([c for c in candidates if (pair := quoted.at(c.start)) is None or pair[1] < c.end])


def _candidate(text: str, start: int, end: int, found: re.Match[str]) -> Mark | None:
    place = _place(text, start, found.start())
    style = str(found.lastgroup)
    if place is None or (style in ("md", "dec") and place != "line"):
        return None
    after = found.end()
    while after < end and text[after] != "\n" and text[after].isspace():
        after += 1
    if style in ("law", "unit"):
        return _law_mark(text, found, after, place)
    if style == "md":
        return Mark(found.start(), after, "", len(found["md"]), 0, place)
    if style == "cn" and _NOT_A_HEAD.match(text, after):
        return None
    rank = _RANK[style] + (found["dec"].count(".") + found["dec"].count("．") if style == "dec" else 0)
    last = re.split(r"[.．]", found[style])[-1]
    return Mark(found.start(), after, found.group().strip(), rank, count(last), place)


def _law_mark(text: str, found: re.Match[str], after: int, place: str) -> Mark | None:
    spaced = after > found.end() or after >= len(text) or text[found.end()] in "\n【（(：:"
    if not spaced and (place != "line" or _NOT_A_HEAD.match(text, after)):
        return None
    return Mark(found.start(), after, found.group(), _UNIT_RANK[found["unit"]], count(found["law"]), place)


def _place(text: str, start: int, at: int) -> str | None:
    k = at
    while k > start and text[k - 1] != "\n" and text[k - 1].isspace():
        k -= 1
    if k == start or text[k - 1] == "\n":
        return "line"
    if k < at:
        return "blank"
    return "inline" if text[k - 1] in _ENDS else None


def _in_order(candidates: list[Mark]) -> list[Mark]:
    kept: list[Mark] = []
    open_last: dict[int, int] = {}
    ever_last: dict[int, int] = {}
    for mark, later in zip(candidates, _highest_later(candidates), strict=True):
        expected = {open_last.get(mark.rank, 0) + 1, ever_last.get(mark.rank, 0) + 1}
        if not _fits(mark, expected, later):
            continue
        kept.append(mark)
        open_last = {r: v for r, v in open_last.items() if r < mark.rank}
        open_last[mark.rank] = ever_last[mark.rank] = mark.value
    return kept


def _highest_later(candidates: list[Mark]) -> list[frozenset[int]]:
    """For each mark, which of the values 2 and 3 (for anything above 2) its style still takes further on."""
    seen: dict[int, frozenset[int]] = {}
    found: list[frozenset[int]] = []
    for mark in reversed(candidates):
        later = seen.get(mark.rank, frozenset())
        found.append(later)
        if mark.value >= 2:
            seen[mark.rank] = later | {min(mark.value, 3)}
    return found[::-1]


def _fits(mark: Mark, expected: set[int], later: frozenset[int]) -> bool:
    if mark.rank < 10 or (mark.place == "line" and mark.rank <= ARTICLE):
        return True
    if mark.place == "line":
        return mark.value == 1 or mark.value >= min(expected) or max(expected) == 1
    # 一、 after a blank was a line of its own: a number lost in scraping must not hide those that follow it.
    sure = mark.place == "blank" and mark.rank <= 20
    if mark.value == 1:
        return 2 in later or (sure and 3 in later)
    return mark.value in expected or (sure and min(expected) < mark.value < min(expected) + 6)


def count(written: str) -> int:
    """The value of a number written in Chinese numerals, figures or one of the enclosed characters."""
    if written.isdecimal():
        return int(written)
    for first in "①⑴㈠":
        if len(written) == 1 and ord(first) <= ord(written) < ord(first) + 20:
            return ord(written) - ord(first) + 1
    total, digit = 0, 0
    for character in written:
        if character in "十百千":
            total += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[character]
            digit = 0
        else:
            digit = digit * 10 + max(_CN.index(character) - 1, 0) if character in _CN else digit
    return total + digit
