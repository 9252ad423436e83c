from __future__ import annotations

import pytest

from assistant.claims import parse
from assistant.claims.lexicon import Strength
from assistant.claims.record import record_of
from index.document import Document, Verdict

DOCUMENT = Document("one", "one", "text")


@pytest.mark.parametrize(
    ("statement", "negative"),
    [
        ("喝茶能解酒", False),
        ("喝茶不能解酒", True),
        ("喝茶不是不能解酒", False),
        ("喝茶解不了酒", True),
        ("喝茶解得了酒", False),
        ("并不是喝茶就能解酒", True),
        ("难道喝茶不能解酒吗", False),
        ("喝茶能不能解酒", False),
        ("喝茶对解酒没有用", True),
        ("喝茶对解酒无效", True),
        ("喝茶不得不加糖", False),
        ("骑车非戴头盔不可", False),
        ("骑车不用戴头盔", True),
        ("特别的不锈钢杯很贵", False),
        ("不戴头盔会受伤", False),
        ("不戴头盔不会受伤", True),
        ("别开窗别出门", True),
        ("喝茶不能解酒，更不能醒脑", True),
        ("喝茶能解酒是谣言", True),
        ("喝茶没有解酒的作用", True),
    ],
)
def test_polarity(statement, negative):
    assert parse(statement).negative is negative


@pytest.mark.parametrize(
    ("statement", "strength"),
    [
        ("喝茶能解酒", Strength.PLAIN),
        ("喝茶一定能解酒", Strength.STRONG),
        ("只要喝茶就能解酒", Strength.STRONG),
        ("喝茶百分之百能解酒", Strength.STRONG),
        ("有些茶能解酒", Strength.HEDGED),
        ("喝茶解酒", None),
        ("喝茶不一定能解酒", Strength.STRONG),  # what is denied
        ("不是所有茶都能解酒", Strength.STRONG),
        ("所有茶都不能解酒", Strength.HEDGED),  # not even some
    ],
)
def test_strength(statement, strength):
    assert parse(statement).strength is strength


def test_condition_is_not_the_assertion():
    said = parse("没买票的人不能进站")
    assert len(said.inner) == 1
    assert len(said.matrix) == 1


def test_numbers_and_names():
    assert "#30" in parse("鸡蛋能放三十天").keys
    assert parse("存三成").keys == parse("存3成").keys
    assert {u.kind for u in parse("北京今年5g信号").units} >= {"place", "time", "latin"}


def test_local_hearsay_is_noted():
    assert parse("我们村有人中毒了").local
    assert not parse("喝茶能解酒").local


def test_one_counts_only_where_the_record_counts_in_the_same_way():
    free = record_of(DOCUMENT, Verdict.TRUE, (parse("骑车必须戴头盔"),))
    counted = record_of(DOCUMENT, Verdict.TRUE, (parse("骑车必须戴14天头盔"),))
    days = parse("骑车一天也不能不戴头盔").units
    at = next(k for k, u in enumerate(days) if u.kind == "number")
    assert free.mentions(days, at) > 0.5
    assert counted.mentions(days, at) == 0


def test_an_idiom_has_no_number():
    assert not any(u.kind == "number" for u in parse("十有八九是假货").units)
