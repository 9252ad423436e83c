"""Cut Chinese text into sentences, clauses and comma-level segments, with exact offsets.

Nothing is cut inside a pair of quotes, brackets or title marks, as long as the pair closes on its own line:
what stands between them belongs to the words around it. Standard library only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.document import Span

OPENING = {
    "《": "》",
    "〈": "〉",
    "“": "”",
    "‘": "’",
    "（": "）)",
    "(": ")）",
    "「": "」",
    "『": "』",
    "【": "】",
    "〔": "〕",
}
_CLOSING = "".join(dict.fromkeys("".join(OPENING.values())))
_PAIR_MARK = re.compile("[" + re.escape("".join(OPENING)) + re.escape(_CLOSING) + "\n]")
_SENTENCE_END = re.compile(r"[。！？!?]+[" + re.escape(_CLOSING) + r"]*|\n")
_CLAUSE_END = re.compile(r"[；;]+")
_SEGMENT_END = re.compile(r"[，,：:]+")
_BULLET = re.compile(r"(?:[-*+•·]|#{1,6})(?:[ \t\u3000]+|$)")
# After a quotation that ends with its own full stop the sentence may still go on.
_GOES_ON = re.compile(r"[ \t　]*[，、；：,;的地等之]")


def pairs(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """The outermost pairs of quotes and brackets, as (index of opening mark, index of closing mark)."""
    found: list[tuple[int, int]] = []
    waiting: list[tuple[str, int]] = []
    for match in _PAIR_MARK.finditer(text, start, len(text) if end is None else end):
        mark, at = match.group(), match.start()
        if mark == "\n":
            waiting.clear()
        elif mark in OPENING:
            waiting.append((mark, at))
        else:
            _close(mark, at, waiting, found)
    return _outermost(found)


def _close(mark: str, at: int, waiting: list[tuple[str, int]], found: list[tuple[int, int]]) -> None:
    for k in range(len(waiting) - 1, -1, -1):
        if mark in OPENING[waiting[k][0]]:
            found.append((waiting[k][1], at))
            del waiting[k:]
            return


def _outermost(found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for pair in sorted(found):
        if not kept or pair[0] > kept[-1][1]:
            kept.append(pair)
    return kept


def sentences(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Sentences of text[start:end] with their closing marks, trimmed, never empty; a newline ends one.

    The `- ` of a list item and the `## ` of a Markdown heading stand before their sentence, not in it.
    """
    stop = len(text) if end is None else end
    found = _pieces(text, start, stop, _sentence_cuts(text, start, stop))
    return [s for piece in found if (s := _without_bullet(text, piece))]


def _without_bullet(text: str, piece: Span) -> Span | None:
    bullet = _BULLET.match(text, piece.start, piece.end)
    if bullet is None:
        return piece
    return Span(bullet.end(), piece.end) if bullet.end() < piece.end else None


def _sentence_cuts(text: str, start: int, end: int) -> Iterator[int]:
    enclosed = Enclosed(pairs(text, start, end))
    for match in _SENTENCE_END.finditer(text, start, end):
        if match.group() == "\n":
            yield match.end()
            continue
        pair = enclosed.at(match.start())
        if pair is None:
            if not _is_in_address(text, match.end(), end):
                yield match.end()
        elif pair[1] < match.end() and not _GOES_ON.match(text, match.end(), end):
            yield match.end()


def _is_in_address(text: str, at: int, end: int) -> bool:
    """Whether an ASCII ? or ! is part of a web address, as in `/page?id=7`."""
    if text[at - 1] not in "!?" or at >= end or not text[at].isascii():
        return False
    return text[at].isalnum() or text[at] in "=/&"


def clauses(text: str, start: int, end: int) -> list[Span]:
    """A sentence cut after each semicolon outside quotes and brackets; a clause ends with its mark."""
    return list(_pieces(text, start, end, _mark_cuts(_CLAUSE_END, text, start, end)))


def segments(text: str, start: int, end: int) -> list[Span]:
    """A clause cut after commas and colons outside quotes, brackets and figures (1,000, 12:30 stay whole)."""
    return list(_pieces(text, start, end, _mark_cuts(_SEGMENT_END, text, start, end)))


def _mark_cuts(mark: re.Pattern[str], text: str, start: int, end: int) -> Iterator[int]:
    enclosed = Enclosed(pairs(text, start, end))
    for match in mark.finditer(text, start, end):
        if enclosed.at(match.start()) is None and not _is_in_figure(text, match.start(), match.end(), end):
            yield match.end()


def _is_in_figure(text: str, at: int, after: int, end: int) -> bool:
    if not text[at].isascii() or at == 0 or after >= end:
        return False
    return text[at - 1].isalnum() and text[after] in "0123456789/"


def _pieces(text: str, start: int, end: int, cuts: Iterator[int]) -> Iterator[Span]:
    at = start
    for cut in cuts:
        yield from trimmed(text, at, cut)
        at = cut
    yield from trimmed(text, at, end)


def trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    """The range without white space at its ends; nothing where nothing is left."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Span(start, end)


class Enclosed:
    """Which outermost pair holds an offset; offsets must be asked in rising order."""

    def __init__(self, ranges: list[tuple[int, int]]) -> None:
        self._ranges = ranges
        self._k = 0

    def at(self, offset: int) -> tuple[int, int] | None:
        """The pair around an offset; None where it stands in none."""
        while self._k < len(self._ranges) and self._ranges[self._k][1] < offset:
            self._k += 1
        if self._k < len(self._ranges) and self._ranges[self._k][0] < offset < self._ranges[self._k][1]:
            return self._ranges[self._k]
        return None
