"""How people ask for what a document says: `asked/ID.yaml` in a corpus folder, matched but never quoted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from index.clauses import sentences
from index.document import Asked, Document, Span
from index.errors import BadDocument
from index.read.markdown import load_yaml
from index.read.text import read_text
from index.schema import check_model

ASKED = "asked"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class EntryModel(_Strict):
    """Some sentences, by their first words, and the wordings of the question they answer."""

    answer: Annotated[list[Annotated[str, Field(min_length=2)]], Field(min_length=1)]
    questions: Annotated[list[Annotated[str, Field(min_length=2)]], Field(min_length=1)]


class AskedModel(_Strict):
    """One file of `asked/`."""

    document: str
    asked: Annotated[list[EntryModel], Field(min_length=1)]
    unanswered: list[Annotated[str, Field(min_length=2)]] = Field(default_factory=list)


def attach_asked(documents: Sequence[Document], folder: Path) -> list[Document]:
    """The documents with the wordings that the corpus keeps for them.

    Args:
        documents: all documents of the corpus.
        folder: the corpus folder.

    Raises:
        BadDocument: a file breaks the schema, names no document, or its words are not found exactly once.
    """
    by_id = {d.id: d for d in documents}
    for path in sorted((folder / ASKED).glob("*.yaml")):
        name = path.relative_to(folder).as_posix()
        model = check_model(AskedModel, load_yaml(read_text(path.read_bytes(), name), name), name)
        document = by_id.get(model.document)
        if document is None:
            raise BadDocument(
                name, "document", f"没有编号为“{model.document}”的文档", "改成文档的 id，或删去这个文件"
            )
        asked = tuple(_entry(document, entry, name, n) for n, entry in enumerate(model.asked))
        by_id[document.id] = replace(
            document,
            asked=(*document.asked, *asked),
            unanswered=tuple(dict.fromkeys((*document.unanswered, *model.unanswered))),
        )
    return list(by_id.values())


def _entry(document: Document, entry: EntryModel, file: str, n: int) -> Asked:
    spans = tuple(_sentence(document, words, file, f"asked[{n}].answer") for words in entry.answer)
    return Asked(spans, tuple(dict.fromkeys(entry.questions)))


def _sentence(document: Document, words: str, file: str, field: str) -> Span:
    """The sentence that begins with, or holds, the words."""
    at = document.text.find(words)
    if at < 0:
        raise BadDocument(file, field, f"文档里没有“{words}”", "抄原句开头的几个字")
    if document.text.find(words, at + 1) >= 0:
        raise BadDocument(file, field, f"“{words}”在文档里不止一处", "多抄几个字")
    return next(s for s in sentences(document.text) if s.start <= at < s.end)
