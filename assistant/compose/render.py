"""A verified answer as words: markdown with [n] markers for the page, plain text for the terminal."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Answer, Statement, number_citations
from index.document import Citation, Document

_HEADING_MARK = re.compile(r"^#{1,6}\s*", re.MULTILINE)
_SPACES = re.compile(r"[ \t\u3000\xa0]+")
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~!])")


def source_name(document: Document) -> str:
    """How a document is named in a lead line: title, number, issuer and date."""
    parts = [p for p in (document.number, document.issuer, document.date) if p]
    name = f"《{document.title}》" if not document.title.startswith("《") else document.title
    return name + (f"（{'，'.join(parts)}）" if parts else "")


def markdown(lead: str, statements: Sequence[Statement], cautions: Sequence[str] = ()) -> str:
    """An answer's text.

    Args:
        lead: the line above the statements.
        statements: verified sentences; listed under their group where they have one.
        cautions: what the reader must know, below.

    Returns:
        Markdown with [n] markers; document text is escaped, for it is data and never markup.
    """
    order = {c: n for n, c in enumerate(number_citations(tuple(statements)), 1)}
    lines = [lead] if lead else []
    single = len(statements) == 1
    group = ""
    for statement in statements:
        if statement.group and statement.group != group:
            group = statement.group
            lines += ["", f"**{escape(group)}**"]
        marks = "".join(f"[{order[c]}]" for c in statement.citations)
        lines += (
            ["", f"{shown(statement.text)} {marks}"] if single else ["", f"- {shown(statement.text)} {marks}"]
        )
    for caution in cautions:
        lines += ["", f"> {escape(caution)}"]
    return "\n".join(lines).strip()


def shown(text: str) -> str:
    """A verbatim sentence fit for one paragraph: heading marks and runs of blanks out, markup escaped."""
    plain = _HEADING_MARK.sub("", text.strip())
    lines = [_SPACES.sub(" ", line).strip() for line in plain.split("\n")]
    return escape(" ".join(line for line in lines if line))


def escape(text: str) -> str:
    """Markdown's own characters, made plain."""
    return _MARKUP.sub(r"\\\1", text)


def plain_text(answer: Answer) -> str:
    """An answer for a terminal: its text, then each source with its place and words."""
    lines = [re.sub(r"\\([\\`*_{}\[\]<>#|~!])", r"\1", answer.text).replace("**", "")]
    for n, citation in enumerate(answer.citations, 1):
        lines += ["", f"[{n}] {_place(citation)}", f"    「{_SPACES.sub(' ', citation.quote.strip())}」"]
    if answer.related:
        lines += ["", "还可以问：" + "；".join(answer.related)]
    return "\n".join(lines)


def _place(citation: Citation) -> str:
    d = citation.document
    path = " › ".join(d.outline.path(citation.span.start))
    return (
        source_name(d)
        + (f" {path}" if path else "")
        + f"（{d.id} {citation.span.start}–{citation.span.end}）"
    )
