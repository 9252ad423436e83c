"""Logical lines: what once stood on a line of its own, also where scraping joined lines by blanks."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.clauses import Enclosed, pairs, trimmed
from index.document import Span

# A longer line with blanks between Chinese characters is taken for several lines that a scraper joined.
_LONG = 80
_UNITS = "年月日号时点分秒个人名元万亿度例次版期条款项级℃％米"
_BLANKS = re.compile(r"[^\S\n]+")


@dataclass(frozen=True, slots=True)
class Line:
    """One logical line, trimmed.

    Attributes:
        start: first code point of its words.
        end: one past the last.
        words: the words.
        hard: whether it begins at a real newline (or the start of the text) rather than at a blank.
    """

    start: int
    end: int
    words: str
    hard: bool


def logical_lines(text: str) -> list[Line]:
    """Every non-empty logical line of a text, in order."""
    found: list[Line] = []
    at = 0
    for raw in text.split("\n"):
        pieces = _joined_lines(raw) if len(raw) > _LONG else [(0, len(raw))]
        for n, (a, b) in enumerate(pieces):
            piece = raw[a:b]
            words = piece.strip()
            if words:
                start = at + a + len(piece) - len(piece.lstrip())
                found.append(Line(start, start + len(words), words, n == 0))
        at += len(raw) + 1
    return found


def blank_breaks(text: str, span: Span) -> list[Span]:
    """A stretch cut at the blanks between Chinese words, where a scraper may have joined lines."""
    raw = text[span.start : span.end]
    ranges = [(span.start + a, span.start + b) for a, b in _joined_lines(raw)]
    return [piece for a, b in ranges for piece in trimmed(text, a, b)]


def _joined_lines(raw: str) -> list[tuple[int, int]]:
    cuts = [0]
    lead = len(raw) - len(raw.lstrip())
    quoted = Enclosed(pairs(raw))
    for blank in _BLANKS.finditer(raw, lead):
        if blank.end() >= len(raw) or quoted.at(blank.start()) is not None:
            continue
        if not _between_ascii(raw, *blank.span()) and not _between_letters(raw, *blank.span()):
            cuts.append(blank.end())
    return list(zip(cuts, [*cuts[1:], len(raw)], strict=True))


def _between_letters(raw: str, start: int, end: int) -> bool:
    """Whether a blank only spaces out a name, as in 财 政 部: single characters on both sides."""
    alone_before = start < 2 or raw[start - 2].isspace()
    alone_after = end + 1 >= len(raw) or raw[end + 1].isspace()
    return alone_before and alone_after


def _between_ascii(raw: str, start: int, end: int) -> bool:
    """Whether a blank stands beside Latin letters or figures, where it is an ordinary word gap."""
    before, after = raw[start - 1], raw[end]
    if not before.isascii() or after.isascii():
        return before.isascii() and (before.isalnum() or before in ".,-/" or after.isalnum())
    return after in _UNITS
