"""What several commands share: settings, opening the library, progress, JSON."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.settings import Settings, read_settings
from index.errors import BadInput

if TYPE_CHECKING:
    from index.build import Progress
    from index.library import Library

StoreOption = Annotated[Path | None, typer.Option("--store", help="索引文件夹（默认用本项目自己的）")]
JsonOption = Annotated[bool, typer.Option("--json", help="输出 JSON")]
RerankerOption = Annotated[
    str | None, typer.Option("--reranker", help="重排模型（CrossEncoder）的文件夹；默认不用")
]
_STAGES = {"read": "读取文件", "embed": "计算向量", "lexicon": "建立词表"}
_BATCH_LIMIT = 200 * 1024 * 1024  # bytes of a batch file


def settings(
    store: Path | None = None, corpora: tuple[Path, ...] = (), reranker: str | None = None
) -> Settings:
    """The settings of this run."""
    return read_settings(os.environ, store, corpora, reranker)


def open_store(chosen: Settings) -> Library:
    """Open the library; the default store is built on first use, so that the first question just works."""
    from index import store
    from index.build import build
    from index.library import open_library

    if chosen.default_store and store.current(chosen.store) is None:
        with progress() as tell:
            build(chosen.store, chosen.corpora, embedder=chosen.embedder, progress=tell)
    return open_library(chosen.store, reranker=chosen.reranker)


@contextmanager
def progress() -> Iterator[Progress]:
    """A progress bar a stage on stderr, where a person is watching it."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    console = Console(stderr=True)
    bars = Progress(*columns, console=console, disable=not console.is_terminal)
    tasks: dict[str, Any] = {}

    def tell(stage: str, done: int, total: int) -> None:
        if not tasks:
            bars.start()
        if stage not in tasks:
            tasks[stage] = bars.add_task(_STAGES.get(stage, stage), total=total)
        bars.update(tasks[stage], completed=done, total=total)

    try:
        yield tell
    finally:
        bars.stop()


def print_json(data: Any) -> None:
    """One JSON value on one line of stdout."""
    typer.echo(json.dumps(data, ensure_ascii=False))


def _refuse(name: str) -> Any:
    raise ValueError(name)  # NaN and Infinity are no JSON


def _finite(digits: str) -> float:
    number = float(digits)
    return number if isfinite(number) else _refuse(digits)


def read_batch(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """The objects of a JSON-lines file with their line numbers; blank lines are passed over.

    Raises:
        BadInput: the file cannot be read, or a line is no JSON object.
    """
    try:
        if path.stat().st_size > _BATCH_LIMIT:
            raise BadInput(f"批量文件太大：{path}", "请分成小于 200 MB 的文件")
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except OSError as fault:
        raise BadInput(f"打不开批量文件：{path}", "请检查路径") from fault
    except UnicodeDecodeError as fault:
        raise BadInput(f"批量文件不是 UTF-8 编码：{path}", "请另存为 UTF-8") from fault
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line, parse_constant=_refuse, parse_float=_finite)
        except (ValueError, RecursionError) as fault:
            raise BadInput(f"{path} 第{number}行不是有效的 JSON", '每行一个 {"id", "question"}') from fault
        if not isinstance(row, dict):
            raise BadInput(f"{path} 第{number}行不是 JSON 对象", '每行一个 {"id", "question"}')
        yield number, row
