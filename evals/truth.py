"""The documents as their files say them now: citations are held against them, so a stale index shows."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from evals.scoring import Truth
from index.document import Document, Status

if TYPE_CHECKING:
    from assistant.ask import Assistant


def read_truth(assistant: Assistant) -> Truth:
    """The texts of the corpus files the assistant's index was built from.

    Args:
        assistant: the product; its index tells which folders it was built from.
    """
    from index.corpus import read_corpus

    manifest = assistant.library.manifest
    folders = [Path(c) for c in manifest.corpora]
    added = assistant.library.path.parent.parent / "added"
    documents: dict[str, Document] = {}
    for folder in [*folders, *([added] if added.is_dir() else [])]:
        documents.update({d.id: d for d in read_corpus(folder)})
    return truth_of(documents, assistant.library.documents)


def truth_of(files: Mapping[str, Document], indexed: Mapping[str, Document]) -> Truth:
    """The truth of some files; what a maintainer marked as replaced in the index counts as well."""
    overdue = {
        key
        for source in (files, indexed)
        for key, document in source.items()
        if document.validity.status(None) in (Status.EXPIRED, Status.SUPERSEDED)
    }
    return Truth({key: document.text for key, document in files.items()}, frozenset(overdue))


def document_facts(assistant: Assistant) -> dict[str, dict[str, str]]:
    """Title, number, issuer and date by document id, for the report."""
    return {
        key: {"title": d.title, "number": d.number, "issuer": d.issuer, "date": d.date}
        for key, d in assistant.library.documents.items()
    }
