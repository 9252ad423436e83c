"""Verb patterns, comparisons, measures and implicit denials, brought to one form."""

from __future__ import annotations

import pytest

from assistant.claims.parse import parse
from assistant.claims.scan import plain_grammar


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("甲比乙还厉害", "甲高于乙"),
        ("甲比乙轻", "甲低于乙"),
        ("甲没有普通的乙那么严重", "甲不高于普通的乙"),
        ("甲不如老式的乙快", "甲不高于老式的乙"),
        ("隔离2周", "隔离14天"),
        ("隔离两星期", "隔离14天"),
        ("隔1刻钟", "隔15分钟"),
        ("37度3", "37.3度"),
        ("不经批准不得复工", "经批准才能复工"),
        ("这样能少得病", "这样能减少患病"),
        ("没什么用", "没有用"),
        ("国家禁食野味", "国家禁止食野味"),
        ("甲不是头晕就是发胖", "甲头晕或是发胖"),
        ("骑车不戴头盔可不行", "骑车必须戴头盔"),
        ("戴头盔这一步不能省", "戴头盔这一步必须"),
        ("吃了逃不过发胖", "吃了会发胖"),
    ],
)
def test_one_form(text, plain):
    assert plain_grammar(text) == plain


@pytest.mark.parametrize(
    ("statement", "negative"),
    [
        ("公司没有裁人的打算", True),
        ("没打疫苗的人可以进来", False),
        ("药店不登记买药的顾客", True),
        ("没法洗手时可以用湿巾", False),
        ("工厂暂停供货", True),
        ("单位不公布名单", True),
        ("95号油不比92号油更耐烧", True),
        ("专门买头盔是多余的", True),
        ("马上开车没关系", False),
        ("甲不是头晕就是发胖", False),
        ("骑车不戴头盔不行", False),
        ("骑车不用戴头盔也行", True),
        ("吃了免不了发胖", False),
    ],
)
def test_what_is_denied(statement, negative):
    assert parse(statement).negative is negative


@pytest.mark.parametrize(
    ("statement", "absolute"), [("所有人都要登记", True), ("不是所有人都要登记", False), ("应当登记", False)]
)
def test_absolute_statements(statement, absolute):
    assert parse(statement).absolute is absolute
