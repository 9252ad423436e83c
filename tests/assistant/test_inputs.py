"""What comes in is read in one way, whichever door it came through."""

from datetime import date

import pytest

from assistant.inputs import check_question, parse_day, parse_history
from assistant.settings import HISTORY_LIMIT, QUESTION_LIMIT
from index.errors import BadInput


def turns(count):
    return [{"role": "user", "content": f"问{n}"} for n in range(count)]


def test_a_batch_keeps_the_newest_turns_and_the_beginning_of_long_ones():
    read = parse_history([*turns(HISTORY_LIMIT + 5), {"role": "user", "content": "字" * 3_000}])
    assert len(read) == HISTORY_LIMIT
    assert read[0].content == "问6"
    assert len(read[-1].content) == QUESTION_LIMIT


def test_a_strict_door_says_what_it_would_not_read():
    with pytest.raises(BadInput, match=f"{HISTORY_LIMIT + 1} 轮"):
        parse_history(turns(HISTORY_LIMIT + 1), strict=True)
    with pytest.raises(BadInput, match=r"history\[0\] 的 content 太长"):
        parse_history([{"role": "user", "content": "字" * 3_000}], strict=True)
    long_answer = [{"role": "assistant", "content": "字" * 3_000}]
    assert len(parse_history(long_answer, strict=True)[0].content) == QUESTION_LIMIT


@pytest.mark.parametrize("data", ["x", {}, [1], [{"role": "system", "content": "x"}], [{"role": "user"}]])
@pytest.mark.parametrize("strict", [True, False])
def test_what_is_no_conversation_is_refused_with_its_place(data, strict):
    with pytest.raises(BadInput, match="第3行"):
        parse_history(data, "第3行的 history", strict=strict)


def test_what_nobody_can_read_is_taken_out():
    assert check_question("\u202e口罩\x00多久\u200b换？\n") == "口罩多久换？"
    assert parse_history([{"role": "user", "content": "口\ud800罩"}])[0].content == "口罩"
    with pytest.raises(BadInput, match="空"):
        check_question("\u200b \x07")


def test_days():
    assert parse_day(None) is None
    assert parse_day("2020-02-01") == date(2020, 2, 1)
    with pytest.raises(BadInput, match="日期写法不对"):
        parse_day("二月")
