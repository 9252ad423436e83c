"""Where the citations of an answer stand: in words, as addresses to open, and gathered by place."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from assistant.answer import Answer
from assistant.web.markup import escape
from index.document import Citation, Document, Source


@dataclass(frozen=True, slots=True)
class Place:
    """One place in a document with the citations that stand there.

    Attributes:
        name: the place in words.
        sources: the publications that carry it (compiled documents).
        numbers: the citations' numbers, in order.
    """

    name: str
    sources: tuple[Source, ...]
    numbers: tuple[int, ...]


def places(answer: Answer) -> tuple[Place, ...]:
    """An answer's citations gathered by place and sources, in the order they are first needed."""
    found: dict[tuple[str, tuple[Source, ...]], list[int]] = {}
    for n, citation in enumerate(answer.citations, 1):
        found.setdefault((place(citation), citation.document.sources_at(citation.span)), []).append(n)
    return tuple(Place(name, sources, tuple(numbers)) for (name, sources), numbers in found.items())


def place(citation: Citation) -> str:
    """Where a quote stands, in words."""
    d = citation.document
    title = d.title if d.title.startswith("《") else f"《{d.title}》"
    name = f"{title}（{d.number}）" if d.number else title
    path = [heading.lstrip("#").strip() for heading in d.outline.path(citation.span.start)]
    return " › ".join([name, *(h for h in path if h and h != d.title)])


def version(document: Document) -> str:
    """A short mark of the document's words, so that a link made before a change is noticed."""
    return document.sha256[:12]


class Links:
    """The address of each citation: the whole document with every mark of this answer."""

    def __init__(self, answer: Answer) -> None:
        self.citations = answer.citations
        self.marks: dict[str, list[str]] = {}
        for n, c in enumerate(self.citations, 1):
            self.marks.setdefault(c.document.id, []).append(f"{n}:{c.span.start}-{c.span.end}")

    def address(self, n: int) -> str:
        """Where citation n opens, relative to the page."""
        d = self.citations[n - 1].document
        query = urlencode({"v": version(d), "marks": ",".join(self.marks[d.id]), "n": n}, safe=":,")
        return f"source/{quote(d.id, safe='')}?{query}#m{n}"

    def quote(self, n: int) -> str:
        """The words of citation n on one line."""
        return " ".join(self.citations[n - 1].quote.split())

    def __call__(self, n: int) -> str:
        """The marker [n] as a link; empty where there is no such citation."""
        if not 1 <= n <= len(self.citations):
            return ""
        label = f"出处 {n}：{self.citations[n - 1].document.title}，打开原文"
        href = escape(self.address(n))
        return f'<a class="cite" href="{href}" data-n="{n}" aria-label="{escape(label)}">{n}</a>'
