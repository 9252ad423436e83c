"""Several questions in one line."""

import pytest

from assistant.answer import AnswerKind, Draft
from assistant.routes.proposal import Proposal
from assistant.routes.twofold import is_left_open, questions_of, together
from index.document import Document, Kind, Verdict

HELD = Document("dam", "水库", "水库每日巡查两次。渗水立即报告值班室。闸门每周试车。", kind=Kind.NOTICE)


@pytest.mark.parametrize(
    ("line", "questions"),
    [
        ("水库一天巡查几次，查到渗水报给谁", ("水库一天巡查几次", "查到渗水报给谁")),
        ("门窗要怎么擦？擦完的抹布怎么扔？", ("门窗要怎么擦", "擦完的抹布怎么扔")),
        ("密切接触者要隔离几天，谁来管", ("密切接触者要隔离几天", "密切接触者谁来管")),
        ("家里有老人，口罩怎么戴，窗户开多久", ("家里有老人，口罩怎么戴", "窗户开多久")),
        ("电梯按钮脏不脏，门把手几天擦一次", ("电梯按钮脏不脏", "门把手几天擦一次")),
    ],
)
def test_a_line_is_cut_into_questions(line: str, questions: tuple[str, ...]) -> None:
    assert questions_of(line) == questions


@pytest.mark.parametrize(
    "line", ["水库一天巡查几次", "村里有人发烧了，该怎么办", "几次，多久", "我是村支书，请登记"]
)
def test_one_question_is_left_whole(line: str) -> None:
    assert questions_of(line) == ()


def _quoting(
    *words: str, kind: AnswerKind = AnswerKind.KNOWLEDGE, verdict: Verdict | None = None
) -> Proposal:
    cited = [HELD.cite(HELD.text.find(w), HELD.text.find(w) + len(w)) for w in words]
    return Proposal(kind, "据：", tuple(Draft(c.quote, (c,)) for c in cited), verdict, confidence=0.8)


def test_a_value_that_nothing_quoted_holds_is_left_open() -> None:
    assert is_left_open("闸门试车花多少钱", _quoting("闸门每周试车。"))
    assert not is_left_open("水库一天巡查几次", _quoting("闸门每周试车。", "水库每日巡查两次。"))
    assert not is_left_open("闸门谁来试车", _quoting("闸门每周试车。"))


def test_answers_are_put_together_each_sentence_once() -> None:
    joined = together([_quoting("水库每日巡查两次。"), _quoting("闸门每周试车。", "水库每日巡查两次。")])
    assert [d.text for d in joined.drafts] == ["水库每日巡查两次。", "闸门每周试车。"]


def test_verdicts_and_other_kinds_are_never_joined() -> None:
    first = _quoting("水库每日巡查两次。")
    assert together([first, _quoting("闸门每周试车。", kind=AnswerKind.DUTY)]) is first
    assert together([first, _quoting("闸门每周试车。", verdict=Verdict.TRUE)]) is first
    told = _quoting("水库每日巡查两次。", verdict=Verdict.FALSE)
    assert together([told, first]) is told
