"""The commands that keep documents: index, and documents list, show, add, remove, supersede, check."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.cli.common import JsonOption, StoreOption, open_store, print_json, progress, settings
from index.errors import BadInput

if TYPE_CHECKING:
    from index.build import Built
    from index.document import Document


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command("index", help="建立或更新索引")(index_command)
    group = typer.Typer(help="查看和维护文档", no_args_is_help=True, rich_markup_mode=None)
    group.command("list", help="列出全部文档")(list_command)
    group.command("show", help="显示一份文档的全文")(show_command)
    group.command("add", help="加入文件")(add_command)
    group.command("remove", help="移除一份文档")(remove_command)
    group.command("supersede", help="标明一份文档已被另一份代替")(supersede_command)
    group.command("check", help="检查资料文件夹是否合乎规范")(check_command)
    app.add_typer(group, name="documents")


def index_command(
    corpus: Annotated[list[Path] | None, typer.Option("--corpus", help="资料文件夹，可给多个")] = None,
    store: StoreOption = None,
    embedder: Annotated[
        str | None, typer.Option("--embedder", help="向量模型：bundled、文件夹或模型名")
    ] = None,
) -> None:
    """Build the store or bring it up to date."""
    from index.build import build

    chosen = settings(store, tuple(corpus or ()))
    with progress() as tell:
        built = build(chosen.store, chosen.corpora, embedder=embedder or chosen.embedder, progress=tell)
    _report(built, chosen.store)


def _report(built: Built, store: Path) -> None:
    for problem in built.problems:
        typer.echo(f"跳过：{problem}", err=True)
    state = f"新算 {built.embedded} 段向量" if built.changed else "已是最新"
    typer.echo(f"{built.documents} 份文档，{built.passages} 段；{state}；索引在 {store}")


def list_command(store: StoreOption = None, json_output: JsonOption = False) -> None:
    """List every document."""
    from assistant.messages import KINDS, STATUSES

    library = open_store(settings(store))
    if json_output:
        print_json([document_summary(d) for d in library.documents.values()])
        return
    for d in library.documents.values():
        parts = (
            d.id,
            KINDS[d.kind].zh,
            d.title,
            d.number,
            d.issuer,
            d.date,
            STATUSES[d.validity.status(None)].zh,
        )
        typer.echo("\t".join(parts))


def show_command(
    document_id: Annotated[str, typer.Argument(help="文档编号")],
    store: StoreOption = None,
    json_output: JsonOption = False,
) -> None:
    """Show one document whole."""
    document = open_store(settings(store)).document(document_id)
    if json_output:
        print_json(document_to_json(document))
    else:
        typer.echo(document.text)


def document_summary(document: Document) -> dict[str, Any]:
    """What identifies a document, as JSON."""
    return {
        "id": document.id,
        "title": document.title,
        "kind": document.kind.value,
        "number": document.number,
        "issuer": document.issuer,
        "date": document.date,
        "level": document.level,
        "area": document.area,
        "status": document.validity.status(None).value,
        "compiled": document.compiled,
        "path": document.path,
        "sha256": document.sha256,
        "length": len(document.text),
    }


def document_to_json(document: Document) -> dict[str, Any]:
    """A document whole, with its canonical text, so that anyone can check a quote against it."""
    from index.codec import document_to_dict

    return document_to_dict(document) | document_summary(document)


def add_command(files: Annotated[list[Path], typer.Argument(help="文件")], store: StoreOption = None) -> None:
    """Copy files into the store and index them; on any fault nothing stays behind."""
    from index.build import build

    chosen = settings(store)
    for file in files:
        if not file.is_file():
            raise BadInput(f"找不到文件：{file}", "请检查路径")
    corpora = _corpora(chosen.store, chosen.corpora)
    added = chosen.store / "added"
    targets = [added / file.name for file in files]
    taken = [t.name for t in targets if t.exists()]
    if taken or len({t.name for t in targets}) < len(targets):
        raise BadInput(
            "已有同名文件：" + "、".join(taken or [f.name for f in files]),
            "请先 documents remove，或换个文件名",
        )
    added.mkdir(parents=True, exist_ok=True)
    try:
        for file, target in zip(files, targets, strict=True):
            shutil.copyfile(file, target)
        with progress() as tell:
            built = build(chosen.store, corpora, embedder=_spec(chosen.store, chosen.embedder), progress=tell)
        unread = [p for p in built.problems if any(t.name in p for t in targets)]
        if unread:
            raise BadInput("；".join(unread))
    except BaseException:
        for target in targets:
            target.unlink(missing_ok=True)
        raise
    _report(built, chosen.store)


def remove_command(
    document_id: Annotated[str, typer.Argument(help="文档编号")], store: StoreOption = None
) -> None:
    """Take a document out of the store; corpus files themselves are never deleted."""
    from index.build import Edits, build, read_edits, write_edits

    chosen = settings(store)
    library = open_store(chosen)
    document = library.document(document_id)
    added = chosen.store / "added" / document.path
    if document.path and added.is_file():
        added.unlink()
    else:
        edits = read_edits(chosen.store)
        removed = tuple(sorted({*edits.removed, document_id}))
        write_edits(chosen.store, Edits(removed, edits.superseded))
    _report(
        build(chosen.store, _corpora(chosen.store, chosen.corpora), embedder=library.manifest.spec),
        chosen.store,
    )


def supersede_command(
    old: Annotated[str, typer.Argument(help="旧文档编号")],
    new: Annotated[str, typer.Argument(help="新文档编号")],
    store: StoreOption = None,
) -> None:
    """Mark a document as replaced by another: answers from it carry a caution from now on."""
    from index.build import Edits, build, read_edits, write_edits

    chosen = settings(store)
    library = open_store(chosen)
    library.document(old)
    library.document(new)
    if old == new:
        raise BadInput("一份文档不能代替它自己")
    edits = read_edits(chosen.store)
    pairs = tuple(sorted({**dict(edits.superseded), old: new}.items()))
    write_edits(chosen.store, Edits(edits.removed, pairs))
    _report(
        build(chosen.store, _corpora(chosen.store, chosen.corpora), embedder=library.manifest.spec),
        chosen.store,
    )


def check_command(
    corpus: Annotated[list[Path] | None, typer.Option("--corpus", help="资料文件夹")] = None,
    json_output: JsonOption = False,
) -> None:
    """Check corpus folders against the schema; exit code 1 where there is a fault."""
    from index.check import check_corpus

    faults = [
        fault for folder in settings(None, tuple(corpus or ())).corpora for fault in check_corpus(folder)
    ]
    for fault in faults:
        if json_output:
            print_json(
                {
                    "file": fault.file,
                    "field": fault.field,
                    "code": fault.code,
                    "message": fault.message,
                    "fix": fault.fix,
                }
            )
        else:
            typer.echo(f"{fault.file}：{fault.field}：{fault.message}（{fault.fix}）")
    typer.echo(f"共 {len(faults)} 处问题", err=True)
    if faults:
        raise typer.Exit(1)


def _corpora(store: Path, default: tuple[Path, ...]) -> tuple[Path, ...]:
    """The corpora a store was built from, so that adding a file keeps the rest."""
    from index import store as stores

    generation = stores.current(store)
    if generation is None:
        return default
    return tuple(Path(c) for c in stores.read_manifest(generation).corpora)


def _spec(store: Path, default: str) -> str:
    from index import store as stores

    generation = stores.current(store)
    return default if generation is None else stores.read_manifest(generation).spec
