"""An answer as plain text to paste into a document or a message."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.answer import Answer
from assistant.messages import VERDICTS
from assistant.web.links import Place, places
from assistant.web.markup import plain
from assistant.web.paper import source_line


def as_text(answer: Answer) -> str:
    """Question, conclusion, words, what to mind, and every source with its quotes, line by line."""
    lines = [f"问：{asked_in_full(answer)}"]
    if answer.verdict is not None and "结论：" not in answer.text:
        lines.append(f"结论：{VERDICTS[answer.verdict].zh}")
    lines += ["", *_words(answer.text)]
    if answer.citations:
        lines += ["", "出处："]
    for where in places(answer):
        lines += _source(answer, where)
    return "\n".join(lines).strip()


def asked_in_full(answer: Answer) -> str:
    """The question as put, with what it was understood to mean where that differs."""
    understood = answer.understood.strip()
    if not understood or understood == answer.question.strip():
        return answer.question
    return f"{answer.question}（理解为：{understood}）"


def _words(text: str) -> Iterator[str]:
    """The answer's lines: list items close together, cautions named as such, no Markdown."""
    before = ""
    for line in filter(None, map(str.strip, text.split("\n"))):
        kind = line[0] if line[:2] in ("- ", "* ", "> ") else ""
        if before and not (kind and kind == before[0]):
            yield ""
        mark = {"-": "· ", "*": "· ", ">": "注意："}.get(kind, "")
        yield mark + plain(line[2:] if kind else line)
        before = line if kind else " "


def _source(answer: Answer, where: Place) -> Iterator[str]:
    yield "".join(f"[{n}]" for n in where.numbers) + f" {where.name}"
    for n in where.numbers:
        number = f"[{n}] " if len(where.numbers) > 1 else ""
        yield f"    {number}“{' '.join(answer.citations[n - 1].quote.split())}”"
    for source in where.sources:
        yield f"    来源：{source_line(source)}"
