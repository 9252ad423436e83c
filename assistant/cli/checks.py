"""The commands for tables: check (claims) and duties."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.common import JsonOption, StoreOption, open_store, print_json, settings
from index.errors import BadInput

if TYPE_CHECKING:
    from assistant.ask import Assistant

_LARGEST = 50 * 1024 * 1024  # bytes of a table of claims
_SHEETS = ("md", "docx", "jsonld")
_TABLES = ("md", "csv", "xlsx", "docx", "json")


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command("check", help="核查一句说法，或一张说法表")(check_command)
    app.command("duties", help="责任清单：谁、做什么、何时、向谁报告")(duties_command)


def check_command(
    statement: Annotated[str | None, typer.Argument(help="说法")] = None,
    store: StoreOption = None,
    json_output: JsonOption = False,
    batch: Annotated[Path | None, typer.Option("--batch", help="CSV 文件，每行一条说法")] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="结果文件")] = None,
    sheet: Annotated[
        str | None, typer.Option("--sheet", help="辟谣单格式：md、docx、jsonld（写到 -o）")
    ] = None,
) -> None:
    """The verdict on one statement as it was put, or on every row of a table."""
    from assistant.ask import Assistant, check_question
    from assistant.compose.render import plain_text

    if (statement is None) == (batch is None):
        raise BadInput("请给出一句说法，或用 --batch 给出说法表", 'assistant check "说法"')
    if sheet is not None and (sheet not in _SHEETS or statement is None):
        raise BadInput("--sheet 只能是 " + "、".join(_SHEETS) + "，并且要给出一句说法")
    if (batch is not None or sheet == "docx") and output is None:
        raise BadInput("请用 -o 指定结果文件")
    table = _read_table(batch) if batch is not None else ""
    if statement is not None:
        check_question(statement)
    chosen = settings(store)
    assistant = Assistant.open(open_store(chosen), chosen)
    if statement is None:
        from assistant.claims import check_csv

        _write(check_csv(table, assistant.resources.claims.judge).encode("utf-8-sig"), output)
    elif sheet is not None:
        _write(_sheet(assistant, statement, sheet), output)
    else:
        answer = assistant.check(statement)
        if json_output:
            print_json(answer.to_dict())
        else:
            typer.echo(plain_text(answer))


def _read_table(path: Path) -> str:
    from assistant.claims import decode

    try:
        if path.stat().st_size > _LARGEST:
            raise BadInput(f"说法表太大：{path}", "请分成小于 50 MB 的文件")
        return decode(path.read_bytes())
    except OSError as fault:
        raise BadInput(f"打不开说法表：{path}", "请检查路径") from fault


def _sheet(assistant: Assistant, statement: str, form: str) -> bytes:
    from assistant.claims import make_sheet, to_claim_review, to_docx, to_markdown

    found = make_sheet(statement, assistant.resources.claims.judge(statement))
    if form == "docx":
        return to_docx(found)
    if form == "md":
        return to_markdown(found).encode("utf-8")
    return (json.dumps(to_claim_review(found), ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def duties_command(
    subject: Annotated[str | None, typer.Option("--for", help="责任主体，如 学校、村支书")] = None,
    document: Annotated[str | None, typer.Option("--document", help="文档编号；默认全部通知")] = None,
    form: Annotated[str, typer.Option("--format", help="md、csv、xlsx、docx 或 json")] = "md",
    output: Annotated[Path | None, typer.Option("-o", "--output", help="结果文件")] = None,
    store: StoreOption = None,
) -> None:
    """The duty table of a document, whole or of one subject."""
    from assistant.duties import duties_for, render
    from assistant.routes.resources import duty_table
    from index.document import Kind

    if form not in _TABLES:
        raise BadInput(f"不支持的格式：{form}", "可用：" + "、".join(_TABLES))
    if form in ("xlsx", "docx") and output is None and sys.stdout.isatty():
        raise BadInput(f"{form} 是二进制文件", "请用 -o 指定结果文件")
    library = open_store(settings(store))
    wanted = (
        [library.document(document)]
        if document
        else [d for d in library.documents.values() if d.kind is Kind.NOTICE]
    )
    if not wanted:
        raise BadInput("没有通知类文档", "用 --document 指定编号；assistant documents list 查看全部")
    tables = [duty_table(d) for d in wanted]
    chosen = duties_for(tables, subject) if subject else None
    if subject and not chosen:
        raise BadInput(f"文件里没有“{subject}”的责任条款", "换一个说法，或去掉 --for 查看全部")
    _write(render(tables, form, chosen=chosen), output)


def _write(data: bytes, output: Path | None) -> None:
    if output is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        return
    try:
        output.write_bytes(data)
    except OSError as fault:
        raise BadInput(f"不能写入：{output}", "请检查文件夹和权限") from fault
    typer.echo(f"已写到 {output}", err=True)
