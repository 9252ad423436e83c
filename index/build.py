"""Build or update a store: read the corpora, split, embed what is new, switch generations in one step."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index import codec, store
from index.document import Document, Passage
from index.errors import BadDocument, BadInput, StoreError

if TYPE_CHECKING:
    from index.embed import Embedder
    from index.library import Held

Progress = Callable[[str, int, int], None]  # stage, done, total


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did.

    Attributes:
        generation: folder of the generation in use afterwards.
        documents: how many documents it holds.
        passages: how many passages it holds.
        embedded: how many passages had to be embedded anew.
        changed: False where everything was up to date and nothing was written.
        problems: files that could not be read, one line each.
    """

    generation: Path
    documents: int
    passages: int
    embedded: int
    changed: bool
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Edits:
    """What a maintainer changed by hand: applied over the corpora at every build."""

    removed: tuple[str, ...] = ()
    superseded: tuple[tuple[str, str], ...] = ()


def read_edits(folder: Path) -> Edits:
    """The edits kept in a store; none where there is no file."""
    path = folder / "edits.json"
    if not path.exists():
        return Edits()
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return Edits(tuple(data["removed"]), tuple((old, new) for old, new in data["superseded"]))
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise StoreError(f"人工修改记录已损坏：{path}", "请删除或修复这个文件") from fault


def write_edits(folder: Path, edits: Edits) -> None:
    """Keep the edits in a store."""
    data = {"removed": list(edits.removed), "superseded": [list(pair) for pair in edits.superseded]}
    store.write_text(folder / "edits.json", json.dumps(data, ensure_ascii=False, indent=1))


def build(
    folder: Path, corpora: Sequence[Path], *, embedder: str = "bundled", progress: Progress | None = None
) -> Built:
    """Bring a store up to date with its corpora.

    Args:
        folder: the store.
        corpora: corpus folders, read in this order; files a maintainer added to the store come last.
        embedder: the setting that chooses the embedder (`index.embed.load_embedder`).
        progress: told (stage, done, total) as it goes.

    Returns:
        What was done.

    Raises:
        BadInput: a folder is missing or holds no document; two documents share an id.
        BadDocument: a file breaks the schema.
        StoreError: the store cannot be written.
    """
    tell: Progress = progress or (lambda stage, done, total: None)
    for corpus in corpora:
        if not corpus.is_dir():
            raise BadInput(f"找不到资料文件夹：{corpus}", "请检查 --corpus 后面的路径")
    edits = read_edits(folder)
    documents, problems = _read([*corpora, *_added(folder)], edits, tell)
    if not documents:
        raise BadInput(
            "资料文件夹里没有可用的文件：" + "、".join(str(c) for c in corpora),
            "支持 txt、md、docx、pdf、html、jsonl、csv、yaml",
        )
    with store.writing(folder):
        return _write(folder, corpora, documents, problems, embedder, tell)


def _added(folder: Path) -> list[Path]:
    added = folder / "added"
    return [added] if added.is_dir() and any(added.iterdir()) else []


def _read(folders: Iterable[Path], edits: Edits, tell: Progress) -> tuple[list[Document], tuple[str, ...]]:
    from index.corpus import read_folder

    documents: dict[str, Document] = {}
    problems: list[str] = []
    for corpus in folders:
        reading = read_folder(corpus, lambda done, total, name: tell("read", done + 1, total))
        problems += [str(problem) for problem in reading.problems]
        for document in reading.documents:
            if document.id in documents:
                other = documents[document.id].path
                raise BadDocument(
                    document.path, "id", f"文档编号“{document.id}”与 {other} 重复", "请换一个编号"
                )
            documents[document.id] = document
    for document_id in edits.removed:
        documents.pop(document_id, None)
    for old, new in edits.superseded:
        if old in documents:
            documents[old] = _supersede(documents[old], documents.get(new))
    return [documents[key] for key in sorted(documents)], tuple(problems)


def _supersede(old: Document, new: Document | None) -> Document:
    if new is None:
        return old
    try:
        on = date.fromisoformat(new.date)
    except ValueError:
        on = None
    note = f"已由《{new.title}》{new.number}代替。"
    return replace(old, validity=replace(old.validity, superseded_by=new.id, superseded_on=on, note=note))


def _write(
    folder: Path,
    corpora: Sequence[Path],
    documents: Sequence[Document],
    problems: tuple[str, ...],
    spec: str,
    tell: Progress,
) -> Built:
    from index.bm25 import build_lexicon
    from index.embed import load_embedder
    from index.rank import matched_text
    from index.split import split

    encoder = load_embedder(spec)
    passages = [passage for document in documents for passage in split(document)]
    rows = [codec.passage_to_dict(p) | {"vector": _vector_id(p, matched_text(p))} for p in passages]
    manifest = store.Manifest(
        format=store.FORMAT,
        embedder=encoder.name,
        dimension=encoder.dimension,
        spec=spec,
        corpora=tuple(str(c.resolve()) for c in corpora),
        digest=codec.digest(documents),
        documents=len(documents),
        passages=len(passages),
        places=hashlib.sha256(json.dumps(rows, ensure_ascii=False).encode("utf-8")).hexdigest(),
    )
    usable = _usable(folder)
    before, held = usable if usable is not None else (None, None)
    if before is not None and store.read_manifest(before) == manifest:
        return Built(before, len(documents), len(passages), 0, False, problems)
    generation = store.new_generation(folder)
    embedded = _write_vectors(generation, before, passages, rows, encoder, tell)
    store.write_lines(generation / "documents.jsonl", map(codec.document_to_dict, documents))
    store.write_lines(generation / "passages.jsonl", rows)
    tell("lexicon", 0, len(passages))
    build_lexicon(passages).save(generation / "lexicon")
    _write_asked(generation, held, documents)
    tell("lexicon", len(passages), len(passages))
    store.commit(folder, generation, manifest)
    return Built(generation, len(documents), len(passages), embedded, True, problems)


def _write_asked(generation: Path, held: Held | None, documents: Sequence[Document]) -> None:
    """Embed the wordings that the generation before does not hold."""
    from index.wordings import embed_wordings, wordings_of, write_wordings

    known: dict[str, Any] = {}
    if held is not None and held.wordings is not None:
        before = wordings_of(held.documents.values())
        known = {w.text: row for w, row in zip(before, held.wordings, strict=True)}
    write_wordings(generation / "wordings.npz", embed_wordings(wordings_of(documents), known))


def _usable(folder: Path) -> tuple[Path, Held] | None:
    """The generation in use and what it holds, where it is whole; a damaged one is built anew."""
    from index.library import read_generation

    try:
        generation = store.current(folder)
        return None if generation is None else (generation, read_generation(generation))
    except StoreError:
        return None


def _vector_id(passage: Passage, matched: str) -> str:
    """Names a vector by place and by the text embedded, so that a changed title is embedded anew."""
    return hashlib.sha256(f"{passage.id}\0{matched}".encode()).hexdigest()[:24]


def _write_vectors(
    generation: Path,
    before: Path | None,
    passages: Sequence[Passage],
    rows: Sequence[Mapping[str, Any]],
    encoder: Embedder,
    tell: Progress,
) -> int:
    """Embed the passages that the generation before does not hold; returns how many."""
    from index.rank import matched_text

    held = _copy_held(generation, before, {row["vector"] for row in rows}, encoder)
    fresh = [(p, row["vector"]) for p, row in zip(passages, rows, strict=True) if row["vector"] not in held]
    for i in range(0, len(fresh), 256):
        part = fresh[i : i + 256]
        tell("embed", i, len(fresh))
        store.write_vectors(
            generation,
            [vector_id for _, vector_id in part],
            encoder.embed([matched_text(p) for p, _ in part]),
            [{"document_id": p.document.id, "start": p.span.start, "end": p.span.end} for p, _ in part],
        )
    tell("embed", len(fresh), len(fresh))
    return len(fresh)


def _copy_held(generation: Path, before: Path | None, wanted: set[str], encoder: Embedder) -> set[str]:
    """Carry over the vectors that are still wanted; returns their ids."""
    if before is None or store.read_manifest(before).embedder != encoder.name:
        return set()
    held = {row["vector"] for row in store.read_lines(before / "passages.jsonl")}
    if not store.copy_vectors(before, generation):
        return set()
    store.delete_vectors(generation, sorted(held - wanted))
    return held & wanted
