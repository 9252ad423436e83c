"""A file without metadata: what it is gets read from its own text."""

from __future__ import annotations

from index.document import Document
from index.metadata import read_metadata
from index.outline import read_outline


def bare_document(id_: str, text: str, file: str, name: str = "", **known: str) -> Document:
    """A document whose metadata is read from the text.

    Args:
        id_: its id.
        text: the canonical text.
        file: the file it comes from.
        name: its name, the last resort for a title and a date.
        known: metadata that the row of a table gave; it goes before what the text says.
    """
    outline = read_outline(text)
    read = read_metadata(text, outline, name)
    return Document(
        id=id_,
        title=known.get("title") or read.title,
        text=text,
        kind=read.kind,
        number=known.get("number") or read.number,
        issuer=known.get("issuer") or read.issuer,
        date=known.get("date") or read.date,
        level=known.get("level") or read.level,
        area=known.get("area") or read.area,
        recipients=read.recipients,
        urgency=read.urgency,
        outline=outline,
        path=file,
    )
