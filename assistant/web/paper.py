"""A whole document as HTML, set as its outline says, with the cited words marked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from assistant.messages import KINDS, STATUSES
from assistant.web.markup import escape
from index.document import Document, Kind, Part, Section, Source, Span, Status

COMPILED = "本项目据下列来源编写，非官方原文"
_MARKDOWN = re.compile(r"\s*(?:#{1,6}[ \t]+|[-*+][ \t]+)")
_LEVELS = {"national": "全国", "provincial": "省级", "city": "市级", "county": "县级", "unit": "单位"}


@dataclass(frozen=True, slots=True)
class Mark:
    """A citation's place in the document shown.

    Attributes:
        n: its number in the answer.
        span: the words.
    """

    n: int
    span: Span


def paper(
    document: Document, marks: Sequence[Mark] = (), *, active: int | None = None, as_of: date | None = None
) -> str:
    """The document: what it is, then all of its words.

    Args:
        document: what to show.
        marks: the cited words; they may overlap.
        active: number of the mark to bring out.
        as_of: the day its validity is told for; None means now.
    """
    return (
        f'<article class="paper kind-{document.kind.value}" aria-label="{escape(document.title)}"'
        f' data-meta="{escape(_caption(document, as_of))}">'
        f"{header(document, as_of)}"
        f'<div class="paper-body">{body(document, marks, active)}</div></article>'
    )


def _caption(document: Document, as_of: date | None) -> str:
    """What a document is, in one line."""
    status = STATUSES[document.validity.status(as_of)].zh
    author = "本项目编写，非官方原文" if document.compiled else document.issuer
    return " · ".join(part for part in (document.number, author, document.date, status) if part)


def header(document: Document, as_of: date | None = None) -> str:
    """What a document is: kind, title, issuer, date, where it applies, whether in force, who wrote it."""
    status = document.validity.status(as_of)
    place = document.area or _LEVELS.get(document.level, "")
    checked = document.kind is Kind.RUMOR
    rows = [
        ("文号", document.number),
        ("核查单位" if checked else "发文机关", document.issuer),
        ("核查日期" if checked else "日期", document.date),
        ("等级", document.urgency),
        ("适用", place),
    ]
    cells = "".join(f"<div><dt>{name}</dt><dd>{escape(value)}</dd></div>" for name, value in rows if value)
    state = "good" if status is Status.IN_FORCE else "warn"
    cells += f'<div><dt>效力</dt><dd class="{state}">{STATUSES[status].zh}</dd></div>'
    note = f'<p class="paper-note">{escape(document.validity.note)}</p>' if document.validity.note else ""
    return (
        f'<header class="paper-head"><p class="paper-kind">{KINDS[document.kind].zh}</p>'
        f'<h2 tabindex="-1">{escape(document.title)}</h2><dl>{cells}</dl>{note}{_compiled(document)}</header>'
    )


def source_line(source: Source) -> str:
    """One source in words, plain text."""
    title = source.title if source.title.startswith("《") else f"《{source.title}》"
    rest = [part for part in (source.issuer, source.number, source.date, source.published) if part]
    tail = "；转引" if source.reading != "seen" else ""
    return title + (f"（{'，'.join(rest)}{tail}）" if rest or tail else "")


def _compiled(document: Document) -> str:
    if not document.compiled:
        return ""
    sources = dict.fromkeys(s for a in document.attributions for s in a.sources)
    items = "".join(f"<li>{escape(source_line(source))}</li>" for source in sources)
    if not items:
        return f'<div class="compiled"><p>{COMPILED}</p></div>'
    summary = f"<summary>{COMPILED}（{len(sources)} 项）</summary>"
    return f'<details class="compiled">{summary}<ul>{items}</ul></details>'


def body(document: Document, marks: Sequence[Mark] = (), active: int | None = None) -> str:
    """Every word of the document, line by line; only white space at line ends is left out."""
    setter = _Setter(document, tuple(marks), active, set())
    return "".join(setter.line(line) for line in _lines(document.text))


def _lines(text: str) -> Iterator[Span]:
    start = 0
    for line in text.split("\n"):
        kept = line.strip()
        if kept:
            begin = start + len(line) - len(line.lstrip())
            yield Span(begin, begin + len(kept))
        start += len(line) + 1


_HEADED = frozenset({Part.SECTION, Part.ATTACHMENT})


@dataclass(frozen=True, slots=True)
class _Setter:
    """Sets a document's lines one after the other.

    Attributes:
        document: what is set.
        marks: the cited words.
        active: number of the mark to bring out.
        begun: numbers of the marks whose first words are set already.
    """

    document: Document
    marks: tuple[Mark, ...]
    active: int | None
    begun: set[int]

    def line(self, line: Span) -> str:
        """One line as the element its place in the outline asks for."""
        text = self.document.text
        inside = self.document.outline.at(line.start)
        heads = [s for s in inside if s.heading and s.part in _HEADED and line.start <= s.span.start]
        whole = next((s for s in heads if s.body >= line.end), None)
        runs = [Span(s.span.start, s.body) for s in heads if not whole and s.span.start < s.body]
        syntax = _MARKDOWN.match(text, line.start, line.end)
        cut = syntax.end() if syntax and syntax.end() < line.end else line.start
        prefix = text[line.start : cut]
        hidden = f"<span hidden>{escape(prefix)}</span>" if prefix else ""
        tag, style = _style(whole, inside[-1].part if inside else None, prefix)
        return f'<{tag} class="{style}">{hidden}{"".join(self._pieces(Span(cut, line.end), runs))}</{tag}>'

    def _pieces(self, line: Span, runs: Sequence[Span]) -> Iterator[str]:
        """Stretches that lie wholly inside or outside every mark and every run-in heading."""
        near = [m for m in self.marks if m.span.overlaps(line)]
        inner = [edge for s in (*(m.span for m in near), *runs) for edge in (s.start, s.end)]
        points = sorted({line.start, line.end, *(e for e in inner if line.start < e < line.end)})
        for start, end in pairwise(points):
            piece = escape(self.document.text[start:end])
            if any(run.start <= start and end <= run.end for run in runs):
                piece = f"<b>{piece}</b>"
            over = [m.n for m in near if m.span.start <= start and end <= m.span.end]
            yield self._marked(piece, over) if over else piece

    def _marked(self, piece: str, over: Sequence[int]) -> str:
        """A stretch inside one mark or more; where a mark begins stand its number and an anchor."""
        fresh = [n for n in over if n not in self.begun]
        self.begun.update(fresh)
        anchors = "".join(f'<span class="anchor" id="m{n}"></span>' for n in fresh)
        begins = f' data-begins="{"，".join(map(str, fresh))}"' if fresh else ""
        on = " on" if self.active in over else ""
        return f'{anchors}<mark class="hit{on}" data-n="{" ".join(map(str, over))}"{begins}>{piece}</mark>'


def _style(whole: Section | None, part: Part | None, syntax: str) -> tuple[str, str]:
    """The element and class of a line."""
    depth = min(max(whole.level, 1), 4) if whole else min(syntax.count("#"), 4)
    if depth:
        return f"h{depth + 2}", f"p-head level-{depth}"
    if syntax:
        return "p", "p-item"
    return "p", f"p-{part.value if part else 'text'}"
