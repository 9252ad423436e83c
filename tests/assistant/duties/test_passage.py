"""What is quoted around duties: neighbours in one quote, in the order of the document."""

from __future__ import annotations

from assistant.compose.choose import Run
from assistant.compose.knowledge import Choice
from assistant.compose.question import read_question
from assistant.compose.units import Prepared, prepare
from assistant.routes.passage import around
from index.document import Span
from tests.assistant.duties.conftest import read

TEXT = "各村要每天巡堤两次。各村要备足沙袋。学校要停课。各村要劝离游客。"


def _choice(prepared: Prepared, *parts: tuple[int, int]) -> Choice:
    runs = tuple(Run(prepared, first, last, 1.0, 1.0) for first, last in parts)
    return Choice(read_question("各村要做什么", lambda _: 1.0), runs, 0.9)


def test_runs_found_out_of_order_are_quoted_in_order() -> None:
    document = read(TEXT)
    prepared = prepare(document)
    sentences = [u for u in prepared.units if not u.is_name]
    assert len(sentences) == 4
    first = prepared.units.index(sentences[0])
    choice = _choice(prepared, (first + 1, first + 1), (first, first))
    cited = around(choice, [Span(0, len(document.text))])
    assert [c.quote for c in cited] == ["各村要每天巡堤两次。各村要备足沙袋。"]


def test_sentences_apart_are_two_quotes() -> None:
    document = read(TEXT)
    prepared = prepare(document)
    first = prepared.units.index(next(u for u in prepared.units if not u.is_name))
    choice = _choice(prepared, (first + 3, first + 3), (first, first + 1))
    cited = around(choice, [Span(0, len(document.text))])
    assert [c.quote for c in cited] == ["各村要每天巡堤两次。各村要备足沙袋。", "各村要劝离游客。"]
