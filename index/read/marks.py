"""`[@key]` marks: taken out of the text, kept as attributions of the words they carry."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from index.clauses import trimmed
from index.document import Attribution, Source, Span
from index.errors import BadDocument

MARK = re.compile(r"[ \t\u3000]*\[@([^\]\n]*)\]")
_KEYS = re.compile(r"[;；,，、]")
_PARAGRAPH = re.compile(
    r"\n[ \t]*\n|\n(?=[ \t]*(?:[-*+•]|#{1,6}|\d{1,3}[.、])[ \t\u3000]?)|(?<=\n)#[^\n]*\n|\A#[^\n]*\n"
)
_LEAD = re.compile(r"[ \t]*(?:[-*+•]|\d{1,3}[.、])[ \t]+")
_STOP = "。！？；，、!?;,"


@dataclass(frozen=True, slots=True)
class Cited:
    """A text without its marks, and which keys carry which stretch."""

    text: str
    marks: tuple[tuple[Span, tuple[str, ...]], ...]


def take_marks(text: str, file: str, field: str = "") -> Cited:
    """Take the marks out of a text.

    Args:
        text: the text as written.
        file: its file, for errors.
        field: its field, for errors.

    Raises:
        BadDocument: where a mark is empty or carries no words.
    """
    kept: list[str] = []
    length, at, from_ = 0, 0, 0
    found: list[tuple[Span, tuple[str, ...]]] = []
    for mark in MARK.finditer(text):
        kept.append(text[at : mark.start()])
        length += mark.start() - at
        at = _swallow_blank(text, mark.end())
        keys = tuple(k.strip().lstrip("@").strip() for k in _KEYS.split(mark[1]) if k.strip())
        if not keys:
            raise BadDocument(file, field, "有空的来源标记 [@]", "在 @ 后写来源的 key")
        clean = "".join(kept)
        start = max(from_, _paragraph_start(clean))
        if not clean[start:].strip():
            if not found:
                raise BadDocument(file, field, f"标记 {mark.group().strip()} 前面没有文字", "把标记放在句末")
            span, earlier = found[-1]
            found[-1] = (span, (*earlier, *keys))
            continue
        end = length + (1 if at < len(text) and text[at] in _STOP and clean[-1] not in _STOP else 0)
        found.append((_carried(clean + text[at : at + 1], start, end), keys))
        from_ = end
    kept.append(text[at:])
    return Cited("".join(kept), tuple(found))


def _swallow_blank(text: str, at: int) -> int:
    """Past the blanks between a mark and the next sentence of the same line."""
    k = at
    while k < len(text) and text[k] in " \t　":
        k += 1
    return k


def _paragraph_start(clean: str) -> int:
    last = 0
    for found in _PARAGRAPH.finditer(clean):
        last = found.end()
    return last


def _carried(text: str, start: int, end: int) -> Span:
    span = next(trimmed(text, start, end))
    lead = _LEAD.match(text, span.start, span.end)
    return Span(lead.end(), span.end) if lead and lead.end() < span.end else span


def attribute(
    cited: Cited, sources: Mapping[str, Source], file: str, field: str = "", shift: int = 0
) -> tuple[Attribution, ...]:
    """Marks as attributions.

    Args:
        cited: the text with its marks.
        sources: every known source by key.
        file: the file, for errors.
        field: the field, for errors.
        shift: added to every offset.

    Raises:
        BadDocument: where a key is not in sources.yaml.
    """
    found = []
    for span, keys in cited.marks:
        for key in keys:
            if key not in sources:
                raise BadDocument(file, field, f"来源“{key}”不在 sources.yaml 里", "补上这条来源，或改正标记")
        found.append(Attribution(Span(span.start + shift, span.end + shift), tuple(sources[k] for k in keys)))
    return tuple(found)
