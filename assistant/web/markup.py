"""From text to HTML: all is escaped, and of Markdown only what our composer writes is understood."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

_TEMPLATE = str.maketrans({"{": "&#123;", "}": "&#125;", "$": "&#36;", "`": "&#96;"})
_UNREADABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_INLINE = re.compile(r"\\(?P<plain>[\\`*_{}\[\]<>#|~!])|(?P<bold>\*\*)|\[(?P<n>\d{1,4})\]")
_LINE = re.compile(r"(?P<quote>>\s?)|(?P<item>[-*]\s+)|(?P<head>#{1,6}\s+)")
_LAST = re.compile(r"(&#?\w+;|[^;<>\s]|(?<!\w);)\s*$")
_DATE = re.compile(r"(?<![\d-])\d{4}-\d{2}-\d{2}(?![\d-])")
_SET_OFF = re.compile(r"\*\*[^*]+\*\*")


def escape(text: str) -> str:
    """Text made safe inside an element or a quoted attribute.

    Braces, dollars and backticks are escaped too, since the page's templates read them; characters that
    cannot be shown or that turn the reading direction become the replacement character, one for one.
    """
    return html.escape(_UNREADABLE.sub("\ufffd", text), quote=True).translate(_TEMPLATE)


@dataclass(slots=True)
class _Block:
    kind: str
    lines: list[str] = field(default_factory=list)


def to_html(text: str, link: Callable[[int], str], *, skip: Sequence[str] = ()) -> str:
    """An answer's Markdown as HTML.

    Paragraphs, headings, bullets, quotes and bold are understood. Links, images and tags stay plain text;
    so do the numbers of numbered lines, for those belong to the document quoted.

    Args:
        text: Markdown with [n] markers.
        link: the HTML of a marker; an empty string where there is no such citation.
        skip: plain texts of quote blocks to leave out, since the page shows them elsewhere.
    """
    parts: list[str] = []
    for block in _blocks(text):
        if block.kind == "quote" and plain(" ".join(block.lines)) in skip:
            continue
        parts.append(_block(block, link))
    return "".join(parts)


def plain(text: str) -> str:
    """Markdown as plain text: escapes and bold marks taken off."""
    return _INLINE.sub(lambda m: m["plain"] or ("" if m["bold"] else m[0]), text).strip()


def _blocks(text: str) -> list[_Block]:
    """Lines gathered into blocks; list items are neighbours even with a blank line between them."""
    found: list[_Block] = []
    fresh = True
    for line in text.split("\n"):
        stripped = line.strip()
        if not stripped:
            fresh = True
            continue
        match = _LINE.match(stripped)
        kind = match.lastgroup or "text" if match else "text"
        if not match and _SET_OFF.fullmatch(stripped):
            kind = "head"
        body = stripped[match.end() :] if match else stripped
        joins = found and found[-1].kind == kind and (kind == "item" or (not fresh and kind != "head"))
        if joins:
            found[-1].lines.append(body)
        else:
            found.append(_Block(kind, [body]))
        fresh = False
    return found


def _block(block: _Block, link: Callable[[int], str]) -> str:
    lines = [_inline(line, link) for line in block.lines]
    if block.kind == "item":
        return "<ul>" + "".join(f"<li>{line}</li>" for line in lines) + "</ul>"
    if block.kind == "head":
        return f"<h3>{lines[0]}</h3>"
    if block.kind == "quote":
        return f"<blockquote>{'<br>'.join(lines)}</blockquote>"
    return f"<p>{'<br>'.join(lines)}</p>"


def _tie(parts: list[str], marker: str) -> None:
    """Put a marker after the last character so that no line breaks between them."""
    before = _LAST.search(parts[-1]) if parts else None
    if before is None or marker[0] != "<":
        parts.append(marker)
        return
    parts[-1] = parts[-1][: before.start()]
    parts.append(f'<span class="tie">{before[1]}{marker}</span>')


def _words(text: str) -> str:
    """Text escaped, with dates that no line breaks in."""
    return _DATE.sub(r'<span class="date">\g<0></span>', escape(text))


def _inline(text: str, link: Callable[[int], str]) -> str:
    parts: list[str] = []
    at = 0
    bold = False
    for match in _INLINE.finditer(text):
        parts.append(_words(text[at : match.start()]))
        at = match.end()
        if match["plain"]:
            parts.append(escape(match["plain"]))
        elif match["bold"]:
            bold = not bold
            parts.append("<strong>" if bold else "</strong>")
        else:
            _tie(parts, link(int(match["n"])) or escape(match[0]))
    parts.append(_words(text[at:]))
    if bold:
        parts.append("</strong>")
    return "".join(parts)
