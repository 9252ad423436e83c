"""The commands that answer: ask, search, check, duties."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.cli.common import (
    JsonOption,
    RerankerOption,
    StoreOption,
    open_store,
    print_json,
    read_batch,
    settings,
)
from assistant.inputs import check_question, parse_day, parse_history
from assistant.settings import QUESTION_LIMIT
from assistant.shown import hit_to_dict
from index.errors import BadInput

if TYPE_CHECKING:
    from assistant.answer import Answer
    from index.document import Hit
    from index.library import Library


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command("ask", help="提问，得到带出处的回答")(ask_command)
    app.command("search", help="只检索，列出最相关的段落")(search_command)


def ask_command(
    question: Annotated[str | None, typer.Argument(help="问题")] = None,
    store: StoreOption = None,
    json_output: JsonOption = False,
    batch: Annotated[Path | None, typer.Option("--batch", help="JSONL 文件，每行一个问题")] = None,
    as_of: Annotated[str | None, typer.Option("--as-of", help="以哪一天为准，如 2020-02-01")] = None,
    reranker: RerankerOption = None,
) -> None:
    """Answer one question, or a file of questions."""
    from assistant.ask import Assistant

    if (question is None) == (batch is None):
        raise BadInput("请给出一个问题，或用 --batch 给出问题文件", 'assistant ask "问题"')
    day = parse_day(as_of)
    rows = [
        (
            row,
            parse_history(row.get("history"), f"{batch} 第{number}行的 history"),
            parse_day(row.get("as_of")) or day,
        )
        for number, row in (read_batch(batch) if batch is not None else ())
    ]
    if batch is not None and not rows:
        typer.echo(f"{batch} 里没有问题", err=True)
    chosen = settings(store, reranker=reranker)
    if question is not None:
        check_question(question)
    assistant = Assistant.open(open_store(chosen), chosen)
    if question is not None:
        answer = assistant.ask(question, as_of=day)
        if json_output:
            print_json(answer.to_dict())
        else:
            _print_answer(answer)
        return
    for row, history, row_day in rows:
        print_json(assistant.ask_row(row.get("question"), history, as_of=row_day, id=row.get("id")).to_dict())


def search_command(
    question: Annotated[str | None, typer.Argument(help="要找的内容")] = None,
    k: Annotated[int, typer.Option("-k", min=1, max=1000, help="最多几段")] = 10,
    store: StoreOption = None,
    json_output: JsonOption = False,
    batch: Annotated[Path | None, typer.Option("--batch", help="JSONL 文件，每行一个问题")] = None,
    explain: Annotated[bool, typer.Option("--explain", help="列出得分的各个部分")] = False,
    reranker: RerankerOption = None,
) -> None:
    """Rank passages for one query, or for a file of queries."""
    if (question is None) == (batch is None):
        raise BadInput("请给出要找的内容，或用 --batch 给出文件", 'assistant search "内容"')
    rows = list(read_batch(batch)) if batch is not None else []
    if batch is not None and not rows:
        typer.echo(f"{batch} 里没有要找的内容", err=True)
    asked = check_question(question) if question is not None else ""
    library = open_store(settings(store, reranker=reranker))
    if question is not None:
        hits = library.search(asked, k)
        if json_output:
            print_json([hit_to_dict(hit, explain=explain) for hit in hits])
        else:
            _print_hits(hits, explain=explain)
        return
    for _, row in rows:
        print_json(_search_row(library, row, k, explain=explain))


def _search_row(library: Library, row: dict[str, Any], k: int, *, explain: bool) -> dict[str, Any]:
    """One line of a batch; a line that cannot be searched says why, and the batch goes on."""
    query = row.get("question", row.get("query"))
    try:
        if not isinstance(query, str):
            raise BadInput("这一行没有 question")
        hits = library.search(check_question(query), k)
    except BadInput as error:
        shown = query[:QUESTION_LIMIT] if isinstance(query, str) else ""
        return {"id": row.get("id"), "question": shown, "hits": [], "error": str(error)}
    return {"id": row.get("id"), "question": query, "hits": [hit_to_dict(h, explain=explain) for h in hits]}


def _print_answer(answer: Answer) -> None:
    from assistant.compose.render import plain_text

    typer.echo(plain_text(answer))


def _print_hits(hits: list[Hit], *, explain: bool) -> None:
    for rank, hit in enumerate(hits, 1):
        passage = hit.passage
        place = " › ".join((passage.document.title, *passage.outline))
        span = f"{passage.document.id} {passage.span.start}–{passage.span.end}"
        typer.echo(f"{rank}. [{hit.score:.3f}] {place}  ({span})")
        if explain:
            typer.echo("   " + "  ".join(f"{name}={part:.3f}" for name, part in sorted(hit.why.items())))
        typer.echo("   " + passage.text.replace("\n", " ") + "\n")
