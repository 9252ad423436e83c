"""A file without metadata: what it is gets read from its own text."""

from __future__ import annotations

from dataclasses import fields

from index.document import Document
from index.metadata import Metadata, read_metadata
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
    values = {f.name: known.get(f.name) or getattr(read, f.name) for f in fields(Metadata)}
    return Document(id=id_, text=text, outline=outline, path=file, **values)
