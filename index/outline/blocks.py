"""A document's text as consecutive blocks, each below one innermost part."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from index.clauses import trimmed
from index.document import Outline, Part, Section, Span


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text that no part's border crosses.

    Attributes:
        span: heading and text of the block, without what belongs to parts below it.
        body: where its text begins after the heading; equal to span.end where it is a heading alone.
        path: the parts that hold it, outermost first.
    """

    span: Span
    body: int
    path: tuple[Section, ...]

    @property
    def part(self) -> Part:
        """The kind of the innermost part."""
        return self.path[-1].part if self.path else Part.SECTION


def blocks(text: str, outline: Outline) -> list[Block]:
    """Every stretch between two borders of an outline, in order; together they hold all words."""
    edges = {0, len(text)}
    for section in outline.sections:
        edges.update((section.span.start, section.span.end))
    ordered = sorted(edges)
    found = []
    waiting = list(reversed(outline.sections))
    above: list[Section] = []
    for start, end in pairwise(ordered):
        above = [s for s in above if s.span.end > start]
        while waiting and waiting[-1].span.start <= start:
            above.append(waiting.pop())
        for span in trimmed(text, start, end):
            path = tuple(s for s in above if s.span.end > span.start)
            begins = path[-1].body if path and path[-1].span.start == span.start else span.start
            found.append(Block(span, min(begins, span.end), path))
    return found
