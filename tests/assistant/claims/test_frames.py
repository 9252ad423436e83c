from __future__ import annotations

import pytest

from assistant.claims.frames import unframe


@pytest.mark.parametrize(
    "statement",
    [
        "吃姜能治脱发",
        "吃姜能治脱发吗？",
        "听说吃姜能治脱发，是真的吗？",
        "群里有人说“吃姜能治脱发”，真的假的",
        "请问吃姜能治脱发，对不对啊",
        "我妈非说吃姜能治脱发，能信吗",
        "网传吃姜能治脱发，这个消息属实吗",
        "想问一下吃姜能治脱发是不是真的",
        "專家說吃薑能治脫髮",
        "朋友圈都在传吃姜能治脱发😱",
        "吃姜能不能治脱发",
        "吃姜能治脱发的说法有科学依据吗",
        "吃姜能治脱发是谣言吗",
    ],
)
def test_frames_leave_the_same_core(statement):
    framed = unframe(statement)
    assert framed.core.replace("的", "") == "吃姜能治脱发"
    assert not framed.denied


@pytest.mark.parametrize(
    "statement",
    [
        "吃姜能治脱发是假的",
        "吃姜能治脱发的说法是错误的",
        "吃姜能治脱发纯属谣言",
        "难道吃姜能治脱发吗",
        "怎么可能吃姜能治脱发",
        "没有证据表明吃姜能治脱发",
        "吃姜能治脱发这个说法没有科学依据",
    ],
)
def test_denying_frames(statement):
    framed = unframe(statement)
    assert framed.denied
    assert framed.core == "吃姜能治脱发"


def test_named_speaker_is_no_frame():
    assert unframe("王小明院士说吃姜能治脱发").core.startswith("王小明院士说")


@pytest.mark.parametrize(
    "statement", ["传染病会在家里传播", "老年人要戴头盔", "总理宣布停课", "病毒传染不了"]
)
def test_words_that_look_like_frames_stay(statement):
    assert unframe(statement).core == statement


def test_hearsay_and_questions_are_noted():
    assert unframe("听说明天停课").hearsay
    assert unframe("明天停课是真的吗").verification
    assert unframe("明天停课吗").asked
    assert not unframe("明天停课").asked


def test_empty_and_long_input():
    assert unframe("").core == ""
    assert unframe("？？？").core == ""
    assert len(unframe("病" * 100_000).core) <= 400


@pytest.mark.parametrize(
    "tail",
    [
        "，不是真事",
        "，查无此事",
        "，纯属子虚乌有",
        "，是网友瞎编的",
        "，严重失实",
        "没这回事",
        "是谣传",
        "，说反了",
    ],
)
def test_more_frames_that_deny(tail):
    framed = unframe(f"吃姜能治脱发{tail}")
    assert (framed.core, framed.denied) == ("吃姜能治脱发", True)


def test_a_frame_goes_with_its_own_piece_where_the_other_denies_by_itself():
    assert not unframe("吃姜治不了脱发，擦姜治脱发是假的").denied
    assert unframe("吃姜能治脱发，擦姜也能治脱发是假的").denied
    assert unframe("吃姜治不了脱发，是假的").denied


def test_a_denial_that_is_said_twice_is_one():
    assert unframe("辟谣：吃姜能治脱发纯属谣言").denied
