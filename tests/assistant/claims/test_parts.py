"""A statement in two parts, the last of them called false, and what is claimed beyond a record."""

from __future__ import annotations

import pytest

from assistant.claims.frames import unframe
from assistant.claims.parts import parts_of


def test_what_is_called_false_is_judged_first() -> None:
    assert parts_of("没有姜的地方照样长头发，吃姜生发是胡说") == ("吃姜生发是胡说", "没有姜的地方照样长头发")


def test_what_is_only_said_to_be_said_is_not_asserted() -> None:
    assert parts_of("听说姜要涨价了，生姜要涨价是谣言") == ("生姜要涨价是谣言",)


@pytest.mark.parametrize(
    "statement", ["吃姜能生发，这是谣言", "吃姜能生发", "吃姜能生发，喝茶能安神", "姜贵了，假的"]
)
def test_one_statement_is_left_whole(statement: str) -> None:
    assert parts_of(statement) == ()


@pytest.mark.parametrize(
    "statement", ["信吃姜能治脱发是上当", "谁信吃姜能治脱发就是被骗", "相信吃姜能治脱发就上当了"]
)
def test_who_believes_it_is_taken_in(statement: str) -> None:
    framed = unframe(statement)
    assert framed.core == "吃姜能治脱发"
    assert framed.denied


@pytest.mark.parametrize("statement", ["吃姜能治脱发吗，听说能", "吃姜能治脱发，说是可以"])
def test_who_said_it_may_be_told_last(statement: str) -> None:
    framed = unframe(statement)
    assert framed.core == "吃姜能治脱发"
    assert framed.hearsay
    assert not framed.denied


@pytest.mark.parametrize("statement", ["县里的三号令是网传的假文件", "县里的三号令系假通知"])
def test_a_paper_may_be_false(statement: str) -> None:
    framed = unframe(statement)
    assert framed.core == "县里的3号令"
    assert framed.denied
