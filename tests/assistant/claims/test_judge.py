from __future__ import annotations

import pytest

from assistant.claims import ClaimBase, Relation, judge
from index.document import Verdict


@pytest.fixture(scope="module")
def base(records):
    return ClaimBase(records)


@pytest.mark.parametrize(
    ("statement", "verdict"),
    [
        ("吃生姜能治好脱发", "false"),
        ("吃生姜不能治好脱发", "true"),
        ("吃生姜不能治好脱发，对吗", "true"),
        ("难道吃生姜不能治好脱发吗", "false"),
        ("吃生姜治不好脱发", "true"),
        ("只要吃生姜就百分之百能治好脱发", "false"),
        ("生姜治脱发是谣言", "true"),
        ("常温下鸡蛋可以存放30天", "true"),
        ("常温下鸡蛋不能存放三十天", "false"),
        ("骑电动车不用戴头盔", "false"),
        ("骑电动车要戴头盔", "true"),
        ("不是所有塑料瓶都可以反复装热水", "true"),
        ("睡前喝牛奶有助于睡眠", "true"),
        ("睡前喝牛奶无助于睡眠", "false"),
        ("磁疗项链能缓解颈椎病吗", "unproven"),
        ("磁疗项链不能缓解颈椎病", "unproven"),
        ("没有证据表明磁疗项链能缓解颈椎病", "true"),
        ("已经证实磁疗项链能缓解颈椎病", "false"),
        ("蜱虫不会把森林脑炎传给人", "false"),
        ("青山市下月取消老年人免费乘车是真的吗", "false"),
    ],
)
def test_verdict_of_the_statement_as_put(base, statement, verdict):
    assert base.judge(statement).verdict.value == verdict


@pytest.mark.parametrize(
    "statement",
    [
        "吃大枣可以治好脱发",  # another remedy
        "吃生姜可以治好近视",  # another ailment
        "常温下鸡蛋可以存放60天",  # another number
        "北京下月起取消老年人免费乘车",  # another place
        "青山市明年起取消老年人免费乘车",  # another time
        "人会把森林脑炎传给蜱虫",  # the other way round
        "睡前喝牛奶一定能治好失眠",  # more than the record says
        "有些塑料瓶可以反复装热水",  # less than what the record denies
        "蜱虫会把鼠疫传给人",
    ],
)
def test_look_alikes_are_unknown_with_the_nearest_record(base, statement):
    judged = base.judge(statement)
    assert judged.verdict is Verdict.UNKNOWN
    assert not judged.decided
    assert judged.relation is Relation.NEAR
    assert judged.record is not None
    assert "不能据此下结论" in judged.reason


@pytest.mark.parametrize(
    "statement", ["我们村老张家昨天有人被抓了", "超市里的西瓜打了红药水", "天上会掉馅饼", "？", ""]
)
def test_nothing_on_record(base, statement):
    judged = base.judge(statement)
    assert judged.verdict is Verdict.UNKNOWN
    assert judged.record is None
    assert judged.relation is Relation.NONE


def test_local_hearsay_says_where_to_verify(base):
    reason = base.judge("我们村老张家昨天有人被抓了").reason
    assert "本地" in reason
    assert "核实" in reason


@pytest.mark.parametrize(
    "statement",
    [
        "吃生薑可以治好脫髮",
        "吃生姜可以治好托发",
        "吃生姜可以治好脱发😱！！",
        "吃生姜可可以治好脱发",
        "吃 生 姜 可 以 治 好 脱 发",
    ],
)
def test_slips_scripts_and_noise_do_not_matter(base, statement):
    assert base.judge(statement).verdict is Verdict.FALSE


def test_every_wording_gets_its_own_verdict(base, records):
    for record in records:
        for wording in (record.claim.claim, *record.claim.wordings):
            assert base.judge(wording).verdict is record.claim.verdict, wording


def test_the_verdict_does_not_depend_on_the_order_of_records(records):
    statement = "骑电动车不必戴头盔"
    assert judge(statement, records).verdict is judge(statement, records[::-1]).verdict is Verdict.FALSE


def test_an_empty_base_and_ordinary_documents_know_nothing(records):
    assert judge("吃生姜能治好脱发", []).verdict is Verdict.UNKNOWN
    assert len(ClaimBase(records[:2])) == 2


def test_a_word_of_its_own_is_no_slip_of_another(base):
    assert not base.judge("吃豆浆可以治好脱发").decided  # 浆 sounds like 姜


def test_another_disease_is_another_claim(base):
    judged = base.judge("蜱虫会把登革热病传给人")
    assert not judged.decided
    assert base.judge("睡前喝牛奶可能有助于糖尿病").verdict is Verdict.UNKNOWN


def test_a_record_is_read_when_a_statement_comes_near(records):
    base = ClaimBase(records)
    assert not any("sides" in vars(shelf) for shelf in base.shelves)
    base.judge("喝牛奶能帮助睡眠")
    read = [shelf for shelf in base.shelves if "sides" in vars(shelf)]
    assert 0 < len(read) <= 4 or len(read) < len(base)
