"""A document's own structure, as Chinese official documents write it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from index.span import Span


class Part(StrEnum):
    """The parts of an official document (GB/T 9704—2012, 7.2–7.4)."""

    HEADER = "header"  # 红头、份号、密级、紧急程度、发文字号所在的版头
    TITLE = "title"  # 标题
    RECIPIENTS = "recipients"  # 主送机关
    PREAMBLE = "preamble"  # 引言
    SECTION = "section"  # 一、（一）1.（1）, 第X章第X条, Markdown headings
    CLOSING = "closing"  # 结尾段：不属于任何编号部分
    ATTACHMENT = "attachment"  # 附件说明、附件正文
    SIGNATURE = "signature"  # 落款单位
    DATE = "date"  # 成文日期


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a document's outline.

    Attributes:
        part: which part of an official document it is.
        level: depth of a numbered part, 1 for the outermost; 0 for parts outside the numbering.
        label: its number as written, such as 三、 or （一） or 第十二条; empty where it has none.
        heading: its heading as written, number included, without the body; empty where it has none.
        span: the whole part, heading and everything below it.
        body: where the text after the heading begins (equal to span.start where there is no heading).
    """

    part: Part
    level: int
    label: str
    heading: str
    span: Span
    body: int


@dataclass(frozen=True, slots=True)
class Outline:
    """A document's own structure: its parts in reading order, parents before children."""

    sections: tuple[Section, ...] = ()

    def at(self, offset: int) -> tuple[Section, ...]:
        """The parts that hold an offset, outermost first."""
        return tuple(s for s in self.sections if s.span.start <= offset < s.span.end)

    def path(self, offset: int) -> tuple[str, ...]:
        """The headings above an offset, outermost first, as a reader would name the place."""
        return tuple(s.heading for s in self.at(offset) if s.heading and s.part in _NAMED)

    def first(self, part: Part) -> Section | None:
        """The first section of a kind, such as the title or the recipients."""
        return next((s for s in self.sections if s.part is part), None)


_NAMED = frozenset({Part.SECTION, Part.ATTACHMENT})
