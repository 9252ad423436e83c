"""The commands for tables: check (claims) and duties."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.common import JsonOption, StoreOption, open_store, print_json, settings
from assistant.inputs import check_question
from index.errors import BadInput

_LARGEST = 50 * 1024 * 1024  # bytes of a table of claims


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
    from assistant.ask import Assistant
    from assistant.compose.render import plain_text
    from assistant.export import SHEETS, check_format, sheet_file

    if (statement is None) == (batch is None):
        raise BadInput("请给出一句说法，或用 --batch 给出说法表", 'assistant check "说法"')
    if sheet is not None and statement is None:
        raise BadInput("--sheet 要和一句说法同用，不能和 --batch 同用")
    if sheet is not None:
        check_format(sheet, SHEETS)
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
        _write(sheet_file(assistant.resources, statement, sheet), output)
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


def duties_command(
    subject: Annotated[str | None, typer.Option("--for", help="责任主体，如 学校、村支书")] = None,
    document: Annotated[str | None, typer.Option("--document", help="文档编号；默认全部通知")] = None,
    form: Annotated[str, typer.Option("--format", help="md、csv、xlsx、docx 或 json")] = "md",
    output: Annotated[Path | None, typer.Option("-o", "--output", help="结果文件")] = None,
    store: StoreOption = None,
) -> None:
    """The duty table of a document, whole or of one subject."""
    from assistant.export import TABLES, check_format, duty_file
    from assistant.routes import Resources

    check_format(form, TABLES)
    if form in ("xlsx", "docx") and output is None and sys.stdout.isatty():
        raise BadInput(f"{form} 是二进制文件", "请用 -o 指定结果文件")
    resources = Resources(open_store(settings(store)))
    _write(duty_file(resources, form, subject=subject, document_id=document), output)


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
