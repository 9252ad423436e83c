"""How likely a clause answers, on notices of no epidemic: the right one first, what is absent doubted."""

from __future__ import annotations

import json

import pytest

from assistant.duties import DutyTable
from assistant.duties.grounds import GROUND_FEATURES, Stretches, hold
from assistant.duties.tables import clauses, duty_table
from assistant.duties.trust import FILE, asks_by_whom, judge, nearest


def test_the_model_was_fitted_on_these_measures() -> None:
    assert tuple(json.loads(FILE.read_text(encoding="utf-8"))["features"]) == GROUND_FEATURES


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("水库大坝多长时间看一遍", "每日巡查水库大坝"),
        ("住在低洼地方的人家要不要登记", "逐户登记低洼地带住户"),
        ("抢险的车能开进封闭的堤段吗", "不得驶入封闭堤段"),
        ("谁来帮走不动的老人转移", "帮助老弱群众转移"),
    ],
)
def test_everyday_words_find_the_clause(flood: DutyTable, question: str, held: str) -> None:
    best = judge(question, [flood])[0]
    assert held in flood.words(best.chosen.duty.span)
    assert best.trust > 0.15


@pytest.mark.parametrize(
    "question", ["名册上要贴几张照片", "巡堤的补助由谁发", "堤段哪一天解封", "泥鳅怎么养"]
)
def test_what_is_absent_is_doubted(flood: DutyTable, question: str) -> None:
    assert judge(question, [flood])[0].trust < 0.2


def test_a_hidden_stretch_is_as_if_it_were_not_there(flood: DutyTable) -> None:
    stretches = clauses(flood.document)
    at = next(n for n, t in enumerate(stretches.texts) if "低洼地带" in t)
    seen, hidden = hold("低洼地带谁登记", stretches), hold("低洼地带谁登记", stretches, [at])
    assert seen is not None
    assert int(seen.shares().argmax()) == at
    assert hidden is not None
    assert hidden.shares()[at] == 0.0


def test_a_question_that_tells_nothing_is_held_against_nothing(flood: DutyTable) -> None:
    assert hold("要做什么呢", clauses(flood.document)) is None
    assert hold("巡查水库", Stretches.of([])) is None
    assert judge("？", [flood]) == ()


def test_a_table_is_read_once(flood: DutyTable) -> None:
    assert duty_table(flood.document) is duty_table(flood.document)


def test_the_quotes_nearest_to_a_question() -> None:
    quotes = ["水库要每日巡查。", "市场要亮证经营。"]
    assert nearest("水库几天巡查一次", quotes) == quotes[:1]
    assert nearest("怎么办", quotes) == quotes


def test_by_whom_and_who_are_told_apart() -> None:
    assert asks_by_whom("书记由谁任命")
    assert not asks_by_whom("谁来登记住户")
