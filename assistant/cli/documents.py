"""The commands that keep documents: index, and documents list, show, add, remove, supersede, check."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.cli.common import JsonOption, StoreOption, open_store, print_json, progress, settings
from index.errors import BadInput

if TYPE_CHECKING:
    from assistant.settings import Settings
    from index.build import Built, Edits
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
    corpora, spec = chosen_before(chosen)
    with progress() as tell:
        built = build(
            chosen.store,
            chosen.corpora if corpus else corpora,
            embedder=embedder or spec,
            progress=tell,
        )
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
    """What identifies a document, as the API says it, with where it was read from."""
    from assistant.shown import summary

    return summary(document) | {"path": document.path, "length": len(document.text)}


def document_to_json(document: Document) -> dict[str, Any]:
    """A document whole, with its canonical text, so that anyone can check a quote against it."""
    from index.codec import document_to_dict

    return document_to_dict(document) | document_summary(document)


def add_command(files: Annotated[list[Path], typer.Argument(help="文件")], store: StoreOption = None) -> None:
    """Copy files into the store and index them; on any fault nothing stays behind."""
    from index.build import Edits, read_edits
    from index.corpus import read_one

    chosen = settings(store)
    added = chosen.store / "added"
    folders = [file for file in files if file.is_dir()]
    if folders:
        raise BadInput(f"这是文件夹：{folders[0]}", "整个文件夹请用 assistant index --corpus 文件夹")
    names = [file.name for file in files]
    taken = sorted({n for n in names if (added / n).exists() or names.count(n) > 1})
    if taken:
        raise BadInput("已有同名文件：" + "、".join(taken), "请先 documents remove，或换个文件名")
    ids = {d.id for file in files if not file.name.endswith(".meta.yaml") for d in read_one(file)}
    if not ids:
        raise BadInput("这些文件里没有可用的文档：" + "、".join(names), "请检查文件内容")
    edits = read_edits(chosen.store)
    clashing = sorted(ids & set(_library_ids(chosen)))
    if clashing:
        raise BadInput(
            "已有同编号的文档：" + "、".join(clashing), "请换个文件名或编号，或先 documents remove"
        )
    kept = Edits(tuple(r for r in edits.removed if r not in ids), edits.superseded)
    new = not added.exists()
    added.mkdir(parents=True, exist_ok=True)
    try:
        for file in files:
            shutil.copyfile(file, added / file.name)
        _rebuild(chosen, kept)
    except BaseException:
        for name in names:
            (added / name).unlink(missing_ok=True)
        if new:
            added.rmdir()
        raise


def _library_ids(chosen: Settings) -> tuple[str, ...]:
    """The ids in use; none where nothing is built yet."""
    from index import store as stores

    return () if stores.current(chosen.store) is None else tuple(open_store(chosen).documents)


def _rebuild(chosen: Settings, edits: Edits) -> None:
    """Build with other edits, and say what came of it; on any fault the edits before stay."""
    from index.build import build, read_edits, write_edits

    before = read_edits(chosen.store)
    corpora, spec = chosen_before(chosen)
    if edits != before:
        write_edits(chosen.store, edits)
    try:
        with progress() as tell:
            built = build(chosen.store, corpora, embedder=spec, progress=tell)
    except BaseException:
        if edits != before:
            write_edits(chosen.store, before)
        raise
    _report(built, chosen.store)


def remove_command(
    document_id: Annotated[str, typer.Argument(help="文档编号")], store: StoreOption = None
) -> None:
    """Take a document out of the store; corpus files themselves are never deleted."""
    from index.build import Edits, read_edits

    chosen = settings(store)
    open_store(chosen).document(document_id)
    edits = read_edits(chosen.store)
    file = _added_file(chosen.store / "added", document_id)
    if file is None:
        _rebuild(chosen, Edits(tuple(sorted({*edits.removed, document_id})), edits.superseded))
        return
    aside = file.with_name(f".{file.name}.removed")
    file.rename(aside)
    try:
        _rebuild(chosen, edits)
    except BaseException:
        aside.rename(file)
        raise
    aside.unlink()


def _added_file(added: Path, document_id: str) -> Path | None:
    """The file that a maintainer added for this document alone; None where there is no such file."""
    from index.corpus import read_folder

    if not added.is_dir():
        return None
    documents = read_folder(added).documents
    path = next((d.path for d in documents if d.id == document_id), "")
    alone = sum(d.path == path for d in documents) == 1
    return added / path if path and alone else None


def supersede_command(
    old: Annotated[str, typer.Argument(help="旧文档编号")],
    new: Annotated[str | None, typer.Argument(help="新文档编号")] = None,
    undo: Annotated[bool, typer.Option("--undo", help="撤销：旧文档不再标为已被代替")] = False,
    store: StoreOption = None,
) -> None:
    """Mark a document as replaced by another: answers from it carry a caution from now on."""
    from index.build import Edits, read_edits

    if undo == (new is not None):
        raise BadInput(
            "请给出旧编号和新编号，或旧编号和 --undo",
            "assistant documents supersede 旧编号 新编号；撤销：assistant documents supersede 旧编号 --undo",
        )
    chosen = settings(store)
    library = open_store(chosen)
    library.document(old)
    edits = read_edits(chosen.store)
    if new is None:
        pairs = dict(edits.superseded)
        if pairs.pop(old, None) is None:
            raise BadInput(
                f"没有用这个命令标过：{old}", "写在资料文件里的代替关系，请改文件里的 superseded_by"
            )
    else:
        library.document(new)
        pairs = _with_pair(dict(edits.superseded), old, new)
    _rebuild(chosen, Edits(edits.removed, tuple(sorted(pairs.items()))))


def _with_pair(pairs: dict[str, str], old: str, new: str) -> dict[str, str]:
    """The pairs with one more, which must not make a document replace itself."""
    pairs = {**pairs, old: new}
    later, seen = new, {old}
    while later not in seen and later in pairs:
        seen.add(later)
        later = pairs[later]
    if later in seen:
        raise BadInput("一份文档不能代替它自己", "请检查两个编号的先后：旧的在前，新的在后")
    return pairs


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


def chosen_before(chosen: Settings) -> tuple[tuple[Path, ...], str]:
    """The corpora and the embedder that a store was built with, so that an update keeps them."""
    from index import store as stores

    manifest = stores.last_manifest(chosen.store)
    if manifest is None:
        return chosen.corpora, chosen.embedder
    corpora = tuple(Path(c) for c in manifest.corpora)
    if chosen.default_store and not all(c.is_dir() for c in corpora):  # the checkout was moved
        corpora = chosen.corpora
    return corpora, chosen.embedder if chosen.embedder != "bundled" else manifest.spec
