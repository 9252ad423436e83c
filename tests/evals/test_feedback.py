"""A thumbs-down becomes a case, without the person's particulars."""

from __future__ import annotations

import json

import pytest

from evals.case import CaseKind, Gold, load_cases
from evals.feedback import add_from_feedback, redact
from index.errors import BadInput

ENTRY = {
    "id": "f7",
    "question": "我是13812345678的村支书，要报告谁",
    "history": [
        {"role": "user", "content": "你好，我邮箱a.b@c.cn"},
        {"role": "assistant", "content": "您好"},
    ],
    "rating": "down",
}


@pytest.fixture
def feedback(tmp_path):
    path = tmp_path / "from-users.jsonl"
    path.write_text("坏行\n" + json.dumps(ENTRY, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def test_feedback_becomes_a_must_case(feedback, tmp_path):
    add_from_feedback(feedback, "f7", tmp_path, gold=[Gold("n", "报告市委")])
    (case,) = load_cases(tmp_path / "feedback.jsonl")
    assert (case.id, case.kind, case.must) == ("feedback-f7", CaseKind.CONVERSATION, True)
    assert "138" not in case.question
    assert "@" not in case.before[0]
    with pytest.raises(BadInput, match="已经有了"):
        add_from_feedback(feedback, "f7", tmp_path, refuse=True)


def test_someone_must_say_what_is_right(feedback, tmp_path):
    with pytest.raises(BadInput, match="怎样才算答对"):
        add_from_feedback(feedback, "f7", tmp_path)
    with pytest.raises(BadInput, match="f8"):
        add_from_feedback(feedback, "f8", tmp_path, refuse=True)


@pytest.mark.parametrize(
    "private", ["13812345678", "340802199001011234", "34080219900101123X", "0556-5512345", "x@y.cn"]
)
def test_particulars_are_taken_out(private):
    assert private not in redact(f"联系{private}吧")


def test_ordinary_numbers_stay():
    assert redact("37.3℃，2020年1月27日，84消毒液") == "37.3℃，2020年1月27日，84消毒液"
