"""Cut a document into passages that follow its outline and never cut a clause."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from index.clauses import clauses, sentences, trimmed
from index.document import Document, Part, Passage, Section, Span
from index.outline import Block, blocks
from index.outline.lines import blank_breaks

# The title and the red head answer no question by themselves; the metadata carries what they say.
_NOT_SEARCHED = frozenset({Part.TITLE, Part.HEADER})
_NUMBERED = frozenset({Part.SECTION, Part.ATTACHMENT})
# Blocks below no numbered part share these two homes.
_TEXT, _BACK = (-1, -1), (-2, -2)
_CRUMB = 60
_FRONT = frozenset({Part.RECIPIENTS, Part.PREAMBLE})
# What a cut costs, in passages: none between paragraphs, little between sentences, much inside one.
_INSIDE_PARAGRAPH, _INSIDE_SENTENCE = 0.3, 1.5


_PART_END = re.compile("[。！？；]+[”’）》」』】]*")


@dataclass(frozen=True, slots=True)
class _Unit:
    """A stretch that is never cut: a heading, a sentence, or a clause of a sentence longer than the limit."""

    start: int
    end: int
    heading: bool
    cut_before: float
    path: tuple[str, ...]


def split(document: Document, limit: int = 400) -> list[Passage]:
    """Cut a document into passages.

    A passage follows the outline, ends where a sentence ends if it can, holds no heading without text, and is
    longer than `limit` only where a single clause is. Short neighbours of the same part are put together.

    Args:
        document: what to cut.
        limit: how many code points a passage should hold at most.

    Returns:
        The passages in order; together they hold every word of the text but title and red head.
    """
    text = document.text
    if document.claim is not None:
        return [Passage(document, Span(0, len(text)), document.outline.path(0))]
    found = [b for b in blocks(text, document.outline) if b.part not in _NOT_SEARCHED]
    if not found:
        found = blocks(text, document.outline)
    keys = _keys(text, found, limit)
    pieces: list[list[_Unit]] = []
    for key, group in groupby(zip(keys, found, strict=True), key=lambda pair: pair[0]):
        units: list[_Unit] = []
        for _, block in group:
            units.extend(_units(text, block, limit, _headings_before(units, block)))
        if key == _BACK and pieces and _is_crumb(units, pieces[-1], limit):
            pieces[-1].extend(units)
        else:
            pieces.extend(units[a:b] for a, b in _best_cuts(units, limit))
    return [_passage(document, piece) for piece in pieces]


def _headings_before(units: list[_Unit], block: Block) -> int:
    """How much of a passage the headings take that must stand before a block's text."""
    start = block.span.start
    for unit in reversed(units):
        if not unit.heading:
            break
        start = unit.start
    return block.body - start


def _is_crumb(units: list[_Unit], before: list[_Unit], limit: int) -> bool:
    """Whether the closing parts are a bare signature and date that fit behind the last passage."""
    short = units[-1].end - units[0].start <= _CRUMB
    return short and units[-1].end - before[0].start <= limit


def _passage(document: Document, units: list[_Unit]) -> Passage:
    lead = next((u for u in units if not u.heading), units[0])
    return Passage(document, Span(units[0].start, units[-1].end), lead.path)


def _keys(text: str, found: list[Block], limit: int) -> list[tuple[int, int]]:
    """For each block, the part whose text may share a passage with it."""
    keys = [_home(text, block, limit) for block in found]
    for n in range(len(found) - 2, -1, -1):
        # A heading alone goes with the first text below it.
        if found[n].body >= found[n].span.end and found[n].path == found[n + 1].path[: len(found[n].path)]:
            keys[n] = keys[n + 1]
    return keys


def _home(text: str, block: Block, limit: int) -> tuple[int, int]:
    headed = [
        s for s in block.path if s.part in _NUMBERED and s.heading and text[s.body : s.span.end].strip()
    ]
    if not headed:
        return _unnumbered(block)
    for section in headed:
        if len(section.span) <= limit and not _is_division(section):
            return section.span.start, section.span.end
    return headed[-1].span.start, headed[-1].span.end


def _unnumbered(block: Block) -> tuple[int, int]:
    """Recipients and preamble go together, and so do closing words, signature and date."""
    in_text = block.part in _NUMBERED and bool(block.path) and block.path[0].level > 0
    return _TEXT if block.part in _FRONT or in_text else _BACK


def _is_division(section: Section) -> bool:
    """Whether a part divides a law above its articles, each of which is a rule of its own."""
    return section.label.endswith(("编", "章", "节"))


def _units(text: str, block: Block, limit: int, taken: int) -> Iterator[_Unit]:
    path = tuple(s.heading for s in block.path if s.heading and s.part in _NUMBERED)
    at = block.span.start
    if block.body > at:
        yield _Unit(at, block.body, True, 0.0, path)
        at = block.body
    if block.body >= block.span.end:
        return
    spans: list[tuple[Span, bool]] = []
    found = sentences(text, at, block.span.end) or [Span(at, block.span.end)]
    for sentence in found:
        before = spans[-1][0].end if spans else at
        marks = len(text[before : sentence.start].lstrip())  # a bullet belongs to what it marks
        if sentence is found[-1]:  # and one that marks nothing, to what it follows
            marks += len(text[sentence.end : block.span.end].rstrip())
        room = limit - marks - (0 if spans else taken)
        spans.extend((s, inside) for inside, s in _small(text, sentence, room, limit))
    ends = [*(s.end for s, _ in spans[:-1]), block.span.end]
    for end, (_, inside) in zip(ends, spans, strict=True):
        broken = at == 0 or text[at - 1].isspace() or at == block.span.start
        while text[at].isspace():
            at += 1
            broken = True
        cost = _INSIDE_SENTENCE if inside else 0.0 if broken else _INSIDE_PARAGRAPH
        yield _Unit(at, end, False, cost, path)
        at = end


def _small(text: str, sentence: Span, room: int, limit: int) -> list[tuple[bool, Span]]:
    """A sentence, or its clauses where it is too long, each with whether it continues the sentence."""
    if len(sentence) <= room:
        return [(False, sentence)]
    pieces: list[tuple[bool, Span]] = []
    for n, clause in enumerate(clauses(text, sentence.start, sentence.end)):
        if len(clause) <= limit:
            pieces.append((n > 0, clause))
        else:
            pieces.extend((n > 0 and k == 0, part) for k, part in enumerate(_parts(text, clause)))
    return pieces


def _parts(text: str, clause: Span) -> list[Span]:
    """A clause too long for a passage, cut where its parts end.

    It quotes whole sentences, or it is a list without any full stop, whose items were lines before a scraper
    joined them by blanks.
    """
    ends = [clause.start, *(m.end() for m in _PART_END.finditer(text, clause.start, clause.end)), clause.end]
    quoted = [piece for a, b in pairwise(ends) for piece in trimmed(text, a, b)]
    return quoted if len(quoted) > 1 else blank_breaks(text, clause)


def _best_cuts(units: list[_Unit], limit: int) -> list[tuple[int, int]]:
    """The cheapest way to cut units into passages of like length: few, none too long, at the best borders."""
    total = units[-1].end - units[0].start
    target = total / max(1, -(-total // limit))
    best: list[tuple[float, int]] = [(0.0, 0)]
    for i in range(1, len(units) + 1):
        options = [(best[j][0] + _cost(units, j, i, target, limit), j) for j in _starts(units, i, limit)]
        best.append(min(options))
    cuts = []
    i = len(units)
    while i > 0:
        cuts.append((best[i][1], i))
        i = best[i][1]
    return cuts[::-1]


def _starts(units: list[_Unit], i: int, limit: int) -> Iterator[int]:
    """Where a passage that ends before unit i may begin; at least one unit, and as many as fit."""
    for j in range(i - 1, -1, -1):
        if j < i - 1 and units[i - 1].end - units[j].start > limit and not units[j].heading:
            return
        yield j


def _cost(units: list[_Unit], j: int, i: int, target: float, limit: int) -> float:
    length = units[i - 1].end - units[j].start
    cost = 1.0 + ((length - target) / limit) ** 2 + (units[j].cut_before if j else 0.0)
    if i < len(units) and units[i - 1].heading:
        cost += 1000.0  # a heading without its text
    if length > limit:
        cost += 10.0 * length / limit
    return cost
