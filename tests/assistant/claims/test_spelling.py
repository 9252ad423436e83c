from __future__ import annotations

import pytest

from assistant.claims.spelling import Speller, undouble


@pytest.fixture(scope="module")
def speller():
    return Speller(["喝白酒能预防感冒", "戴口罩不会缺氧", "推迟一个月开学"])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("戴口照不会缺氧", "戴口罩不会缺氧"),
        ("推一迟个月开学", "推迟一个月开学"),
        ("喝白酒能预仿感冒", "喝白酒能预防感冒"),
    ],
)
def test_slips_are_put_right(speller, typed, meant):
    assert speller.correct(typed) == meant


@pytest.mark.parametrize("text", ["喝咖啡能预防感冒", "吃白糖能预防感冒", "戴口罩会缺氧", "今天下雨", ""])
def test_words_that_chinese_has_stay(speller, text):
    assert speller.correct(text) == text


def test_denials_are_never_changed(speller):
    assert "不" in speller.correct("喝白酒不能预仿感冒")


def test_doubled_characters():
    assert undouble("口罩罩") == "口罩"
    assert undouble("天天") == "天天"


def test_a_thing_is_never_taken_for_a_word_of_grammar():
    assert Speller(["吃蒜能能杀死病毒"]).correct("吃蒜苔能杀死病毒") == "吃蒜苔能杀死病毒"
