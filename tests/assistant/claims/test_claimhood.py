from __future__ import annotations

import pytest

from assistant.claims import claimhood


@pytest.mark.parametrize(
    "text", ["吃姜能治脱发，是真的吗", "听说明天要停课", "群里说鸡蛋不能放冰箱", "吃姜治脱发是谣言"]
)
def test_put_up_for_checking(text):
    assert claimhood(text).score >= 0.9


@pytest.mark.parametrize("text", ["吃姜能治脱发", "新装的电梯已经停用", "戴头盔没什么用", "谁都可以报名"])
def test_plain_statements(text):
    assert 0.6 <= claimhood(text).score < 0.9


@pytest.mark.parametrize("text", ["酒精能喷身上吗", "孕妇能坐飞机吗"])
def test_yes_no_questions_are_both(text):
    assert claimhood(text).score == 0.5


@pytest.mark.parametrize(
    "text",
    [
        "头盔怎么戴",
        "谁负责登记",
        "列出学校的职责",
        "我是村支书要做什么",
        "补助多少钱",
        "请总结第二部分",
        "校园里怎么引导学生对待谣言",
        "我是校长，请告诉我任务清单",
        "接到报告要多快报到上级",
        "鸡蛋要煮几分钟",
        "出院后几天能上班",
        "头盔",
        "",
    ],
)
def test_requests_are_no_claims(text):
    assert claimhood(text).score <= 0.25
    assert claimhood(text).reasons
