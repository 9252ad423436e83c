"""HTML pages: the words of the page, one block element a line; nothing is fetched or run."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_SILENT = frozenset(
    {"script", "style", "noscript", "template", "nav", "header", "footer", "aside", "form", "svg", "head"}
)
_VOID = frozenset(
    {"br", "hr", "img", "input", "meta", "link", "area", "base", "col", "embed", "source", "track", "wbr"}
)
_BLOCK_NAMES = (
    "address article blockquote body br caption center dd div dl dt fieldset figcaption figure h1 h2 h3 h4 "
    "h5 h6 hr li main ol option p pre section table tbody tfoot thead title tr ul"
)
_BLOCK = frozenset(_BLOCK_NAMES.split())
_BLANKS = re.compile(r"[ \xa0]+")


def read_html(markup: str) -> str:
    """The words of a page, one block element a line, cells of a table row joined by tabs."""
    page = _Page()
    page.feed(markup)
    page.close()
    lines = (_BLANKS.sub(" ", line).strip(" ") for line in "".join(page.kept).split("\n"))
    joined = "\n".join(re.sub(r" ?\t ?", "\t", line).strip("\t") for line in lines)
    return re.sub(r"\n{3,}", "\n\n", joined).strip()


class _Page(HTMLParser):
    """Collects words; skips what is not shown, and what frames every page of a site."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.kept: list[str] = []
        self._silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            self._break(tag)
            return
        hidden = any(
            k == "hidden" or (k == "style" and "display:none" in (v or "").replace(" ", "")) for k, v in attrs
        )
        if self._silent:
            if tag == self._silent[-1]:
                self._silent.append(tag)
        elif tag in _SILENT or hidden:
            self._silent.append(tag)
        self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._silent:
            if tag == self._silent[-1]:
                self._silent.pop()
            return
        if tag not in ("td", "th"):
            self._break(tag)

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.kept.append(re.sub(r"\s*\n\s*", _gap, data).replace("\t", " "))

    def _break(self, tag: str) -> None:
        if self._silent:
            return
        if tag in ("td", "th"):
            self.kept.append("\t")
        elif tag in _BLOCK:
            self.kept.append("\n")


def _gap(found: re.Match[str]) -> str:
    """A newline in the source shows as a blank between Latin words, and as nothing between Chinese ones."""
    before, after = found.string[: found.start()][-1:], found.string[found.end() :][:1]
    return " " if before.isascii() and after.isascii() and before and after else ""
