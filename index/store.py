"""The built store on disk: generations of one index, switched in one atomic step.

    STORE/
      CURRENT                     name of the generation in use; replaced by `os.replace`, never edited
      edits.json                  what a maintainer removed or superseded by hand
      added/                      files a maintainer added
      generations/NAME/
        manifest.json             format, embedder, counts, digest; written last: it makes it valid
        documents.jsonl           the documents, the truth that every citation is read from
        passages.jsonl            spans into them, in ranking order
        lexicon/                  keyword statistics (index.bm25)
        wordings.npz              vectors of the known wordings of questions (index.wordings)
        chroma/                   vectors (Chroma, persistent client, cosine)

Chroma is a rebuildable cache here: documents and passages are the truth. It is not safe for two writers, so
writers take a file lock, and a generation is never written again once it is complete. No server is started.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.errors import StoreError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FORMAT = 4
COLLECTION = "passages"
_BATCH = 2_000  # rows a Chroma call; its own limit is 5,461
_KEPT = 2  # generations kept: the one in use and the one before it, which a running reader may still hold


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation was made from.

    Attributes:
        format: version of this layout.
        embedder: name of the embedder whose vectors it holds.
        dimension: width of the vectors.
        spec: the setting that chose the embedder.
        corpora: the corpus folders, as given.
        digest: SHA-256 over ids and texts of all documents, in order.
        documents: how many documents.
        passages: how many passages.
        places: SHA-256 over where the passages stand and what they are matched by: changes with the splitter.
    """

    format: int
    embedder: str
    dimension: int
    spec: str
    corpora: tuple[str, ...]
    digest: str
    documents: int
    passages: int
    places: str = ""


def current(store: Path) -> Path | None:
    """The folder of the generation in use; None where nothing has been built."""
    pointer = store / "CURRENT"
    try:
        name = pointer.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as fault:
        raise broken(store, "CURRENT") from fault
    folder = store / "generations" / name
    if not name.isdigit() or not (folder / "manifest.json").is_file():
        raise broken(store, "CURRENT")
    return folder


def read_manifest(generation: Path) -> Manifest:
    """The manifest of a generation.

    Raises:
        StoreError: where it is unreadable or of another format.
    """
    try:
        data = json.loads((generation / "manifest.json").read_text(encoding="utf-8"))
        if data["format"] != FORMAT:
            raise StoreError(
                f"索引格式为第{data['format']}版，本程序需要第{FORMAT}版",
                "请运行 assistant index 重新建立索引",
            )
        data["corpora"] = tuple(data["corpora"])
        return Manifest(**data)
    except (OSError, ValueError, TypeError, KeyError) as fault:
        raise broken(generation.parent.parent, "manifest.json") from fault


def last_manifest(store: Path) -> Manifest | None:
    """The manifest of the generation in use, or of the newest readable one where the pointer is damaged."""
    folders = sorted((p for p in (store / "generations").glob("*") if p.is_dir()), reverse=True)
    try:
        in_use = current(store)
    except StoreError:
        in_use = None
    for folder in ([in_use] if in_use else []) + folders:
        with suppress(StoreError):
            return read_manifest(folder)
    return None


@contextmanager
def writing(store: Path) -> Iterator[None]:
    """Hold the store's writer lock.

    Raises:
        StoreError: where another process is writing, or the folder cannot be written.
    """
    from filelock import FileLock, Timeout

    try:
        store.mkdir(parents=True, exist_ok=True)
        lock = FileLock(str(store / ".lock"), timeout=0)
        lock.acquire()
    except Timeout as fault:
        raise StoreError("另一个程序正在更新这个索引", "请等它结束后再试") from fault
    except OSError as fault:
        raise _unwritable(store) from fault
    try:
        yield
    except OSError as fault:
        raise _unwritable(store) from fault
    finally:
        lock.release()


def new_generation(store: Path) -> Path:
    """An empty folder for the next generation; leftovers of interrupted builds are removed first."""
    folder = store / "generations"
    folder.mkdir(parents=True, exist_ok=True)
    for leftover in sorted(folder.iterdir()):
        if not (leftover / "manifest.json").exists():
            shutil.rmtree(leftover, ignore_errors=True)
    numbers = [int(p.name) for p in folder.iterdir() if p.name.isdigit()]
    generation = folder / f"{max(numbers, default=0) + 1:06d}"
    generation.mkdir()
    return generation


def commit(store: Path, generation: Path, manifest: Manifest) -> None:
    """Make a complete generation the one in use, in one step, and drop the ones that nobody needs."""
    write_text(generation / "manifest.json", json.dumps(asdict(manifest), ensure_ascii=False, indent=1))
    write_text(store / "CURRENT", generation.name)
    old = sorted(p for p in (store / "generations").iterdir() if p.is_dir())
    for folder in old[:-_KEPT]:
        shutil.rmtree(folder, ignore_errors=True)


def write_text(path: Path, text: str) -> None:
    """Write a small file so that a reader sees the old one or the new one, never a half."""
    temporary = path.with_name(f".{path.name}.new")
    with temporary.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)


def write_lines(path: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    """Write JSON lines."""
    with path.open("w", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")
        file.flush()
        os.fsync(file.fileno())


def read_lines(path: Path) -> list[dict[str, Any]]:
    """Read JSON lines of a generation.

    Raises:
        StoreError: where the file is missing or damaged.
    """
    try:
        with path.open(encoding="utf-8") as file:
            return [json.loads(line) for line in file]
    except (OSError, ValueError) as fault:
        raise broken(path.parent.parent.parent, path.name) from fault


def write_vectors(
    generation: Path, ids: Sequence[str], vectors: NDArray[np.float32], metadatas: Sequence[Mapping[str, Any]]
) -> None:
    """Put passages' vectors into the generation's Chroma collection.

    Args:
        generation: folder of the generation.
        ids: passage ids, unique.
        vectors: one row a passage, L2-normalised, float32.
        metadatas: what a Chroma user sees beside each vector: document id, start, end.
    """
    with closing(_client(generation)) as client:
        collection = client.get_or_create_collection(
            COLLECTION, embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
        )
        for i in range(0, len(ids), _BATCH):
            part = slice(i, i + _BATCH)
            collection.upsert(
                ids=list(ids[part]), embeddings=vectors[part], metadatas=[dict(m) for m in metadatas[part]]
            )


def delete_vectors(generation: Path, ids: Sequence[str]) -> None:
    """Take passages out of the generation's Chroma collection."""
    with closing(_client(generation)) as client:
        collection = client.get_collection(COLLECTION, embedding_function=None)
        for i in range(0, len(ids), _BATCH):
            collection.delete(ids=list(ids[i : i + _BATCH]))


def read_vectors(generation: Path, ids: Sequence[str], dimension: int) -> NDArray[np.float32]:
    """All vectors in the order of `ids`: exact search needs them all, and Chroma's HNSW is not deterministic.

    Args:
        generation: folder of the generation.
        ids: passage ids.
        dimension: width the manifest promises.

    Returns:
        A matrix of shape [len(ids), dimension].

    Raises:
        StoreError: where vectors are missing or of another width.
    """
    import numpy as np

    matrix = np.zeros((len(ids), dimension), dtype=np.float32)
    if not ids:
        return matrix
    row = {passage_id: i for i, passage_id in enumerate(ids)}
    try:
        with _readable(generation) as folder, closing(_client(folder)) as client:
            got = client.get_collection(COLLECTION, embedding_function=None).get(include=["embeddings"])
        embeddings = np.asarray(got["embeddings"], dtype=np.float32)
        rows = np.array([row[i] for i in got["ids"]], dtype=np.intp)
        matrix[rows] = embeddings
    except Exception as fault:  # Chroma raises its own, sqlite's and plain exceptions for a damaged folder
        raise broken(generation.parent.parent, "chroma") from fault
    if len(rows) != len(ids):
        raise broken(generation.parent.parent, "chroma")
    return matrix


@contextmanager
def _readable(generation: Path) -> Iterator[Path]:
    """The generation, or a passing copy of its vectors where its folder is read-only.

    Chroma writes to its files even to read them, so that a store on a share or a disc could not be opened.
    """
    if _is_writable(generation / "chroma"):
        yield generation
        return
    with tempfile.TemporaryDirectory(prefix="assistant-vectors-") as folder:
        shutil.copytree(generation / "chroma", Path(folder) / "chroma", copy_function=shutil.copyfile)
        for part in (Path(folder) / "chroma").rglob("*"):  # modes come along with folders
            part.chmod(0o700 if part.is_dir() else 0o600)
        (Path(folder) / "chroma").chmod(0o700)
        yield Path(folder)


def _is_writable(folder: Path) -> bool:
    return not folder.is_dir() or all(os.access(p, os.W_OK) for p in (folder, *folder.rglob("*")))


def copy_vectors(source: Path, target: Path) -> bool:
    """Start a generation's collection from another one's; False where there is none to copy."""
    if not (source / "chroma").is_dir():
        return False
    shutil.copytree(source / "chroma", target / "chroma")
    return True


def _client(generation: Path) -> Any:
    """A client to be closed after use: one left open keeps its files, even over a folder made anew."""
    import chromadb
    from chromadb.config import Settings

    folder = generation / "chroma"
    folder.mkdir(exist_ok=True)
    return chromadb.PersistentClient(path=str(folder), settings=Settings(anonymized_telemetry=False))


def _unwritable(store: Path) -> StoreError:
    return StoreError(f"索引文件夹不能写入：{store}", "请检查权限、磁盘空间，或换一个 --store 文件夹")


def broken(store: Path, part: str) -> StoreError:
    """The error for a damaged store, with what mends it."""
    return StoreError(f"索引已损坏（{part}）：{store}", "请运行 assistant index 重新建立索引")
