"""Read a folder of documents, in any supported format, into `Document`s."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from index.document import Document, Source
from index.errors import BadDocument, BadInput
from index.read.asked import ASKED, attach_asked
from index.read.formats import SUPPORTED, TABLES, is_own_format, read_file
from index.read.markdown import load_yaml
from index.read.text import read_text
from index.schema import SourceModel, check_model

Progress = Callable[[int, int, str], None]
_SOURCES = "sources.yaml"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a folder gave.

    Attributes:
        documents: every document, sorted by id.
        problems: the bare files that could not be read; they did not stop the others.
    """

    documents: tuple[Document, ...]
    problems: tuple[BadDocument, ...]


def read_corpus(folder: Path, progress: Progress | None = None) -> list[Document]:
    """Every document of a folder.

    Args:
        folder: where they lie, also in folders below.
        progress: called before each file with its number from 0, how many there are, and its name.

    Returns:
        The documents, sorted by id.

    Raises:
        BadInput: where there is no such folder.
        BadDocument: where a file of our own formats breaks the schema, or nothing could be read at all.
    """
    reading = read_folder(folder, progress)
    if not reading.documents and reading.problems:
        raise reading.problems[0]
    return list(reading.documents)


def read_folder(folder: Path, progress: Progress | None = None) -> Reading:
    """Every document of a folder, and the bare files that could not be read.

    Raises:
        BadInput: where there is no such folder.
        BadDocument: where a file of our own formats breaks the schema, or two documents have one id.
    """
    if not folder.is_dir():
        raise BadInput(f"没有这个文件夹：{folder}", "检查 --corpus 后的路径")
    sources = read_sources(folder)
    files = list(corpus_files(folder))
    documents: list[Document] = []
    problems: list[BadDocument] = []
    for n, path in enumerate(files):
        name = path.relative_to(folder).as_posix()
        if progress is not None:
            progress(n, len(files), name)
        try:
            documents.extend(read_file(path, name, sources))
        except BadDocument as problem:
            if is_own_format(path):
                raise
            problems.append(problem)
    documents = attach_asked(_distinct(documents), folder)
    return Reading(tuple(sorted(documents, key=lambda d: d.id)), tuple(problems))


def read_one(path: Path) -> list[Document]:
    """The documents of one file outside any corpus folder, such as one that a user adds.

    Raises:
        BadInput: where there is no such file.
        BadDocument: where it cannot be read.
    """
    if not path.is_file():
        raise BadInput(f"没有这个文件：{path}", "检查路径")
    if path.suffix.lower() not in SUPPORTED:
        raise BadDocument(path.name, "", "不支持这种文件", "可用：" + "、".join(sorted(SUPPORTED)))
    return read_file(path, path.name, {})


def corpus_files(folder: Path) -> Iterator[Path]:
    """The files of a folder that hold documents, sorted; hidden files, readmes and metadata are none."""
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        if any(part.startswith((".", "~$")) for part in parts) or not path.is_file() or path.is_symlink():
            continue
        if parts[0] == ASKED:
            continue
        if (
            path.name.lower().startswith("readme")
            or path.name == _SOURCES
            or path.name.endswith(".meta.yaml")
        ):
            continue
        if path.suffix.lower() in SUPPORTED:
            yield path


def read_sources(folder: Path) -> dict[str, Source]:
    """The sources of a corpus by key; empty where it has none.

    Raises:
        BadDocument: where sources.yaml breaks the schema or lists a key twice.
    """
    path = folder / _SOURCES
    if not path.is_file():
        return {}
    data = load_yaml(read_text(path.read_bytes(), _SOURCES), _SOURCES)
    if not isinstance(data, list):
        raise BadDocument(_SOURCES, "", "应当是一列来源", "每条来源以“- key:”开头")
    found: dict[str, Source] = {}
    for n, entry in enumerate(data):
        source = check_model(SourceModel, entry, _SOURCES, f"[{n}]").build()
        if source.key in found:
            raise BadDocument(_SOURCES, f"[{n}].key", f"key “{source.key}”重复", "改成另一个 key，或删去一条")
        found[source.key] = source
    return found


def _distinct(documents: list[Document]) -> list[Document]:
    """Ids made unique: two bare files of one stem get their paths, two records of one id are an error."""
    by_id: dict[str, list[Document]] = {}
    for document in documents:
        by_id.setdefault(document.id, []).append(document)
    return [d for group in by_id.values() for d in (group if len(group) == 1 else _renamed(group))]


def _renamed(group: list[Document]) -> list[Document]:
    own = [d for d in group if not _is_bare(d)]
    if len(own) > 1:
        fix = "改成另一个 id"
        raise BadDocument(own[1].path, "id", f"id “{own[1].id}”重复（另一处：{own[0].path}）", fix)
    bare = [d for d in group if _is_bare(d)]
    return [*own, *(replace(d, id=d.path if Path(d.path).stem == d.id else f"{d.path}#{d.id}") for d in bare)]


def _is_bare(document: Document) -> bool:
    """Whether nobody chose the id: it is the file's name, or it comes from a row of a table."""
    path = Path(document.path)
    named_by_file = path.stem == document.id and not document.compiled and document.claim is None
    return named_by_file or path.suffix.lower() in TABLES
