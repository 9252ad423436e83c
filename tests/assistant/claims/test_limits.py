"""A statement without what limits a record, which all its wordings name, does not get its verdict."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.claims import ClaimBase
from index.corpus import read_corpus

# The same with the limit, claim and contradiction, and their verdicts; then without it, either way.
LIMITED = [
    ("奶娃娃出门得戴口罩", "false", "奶娃娃出门不该戴口罩", "true"),
    ("广东人进公共场所必须戴口罩", "true", "广东人进公共场所不用戴口罩", "false"),
    ("浙江村里疫情期间还能摆喜酒", "false", "浙江村里疫情期间不能摆喜酒", "true"),
    ("广西举报隐瞒行程的，查实奖1000到10000元", "true", "广西举报隐瞒行程的没有1000到10000元奖励", "false"),
    ("上海药店卖退烧药要登记发热患者", "true", "上海药店卖退烧药不用登记发热患者", "false"),
    ("低风险地区的学生上体育课不用戴口罩", "true", "低风险地区的学生上体育课必须戴口罩", "false"),
    ("湖北产的食盐有新冠病毒", "false", "湖北产的食盐没有新冠病毒", "true"),
    ("北京马上要封城了", "false", "北京不会封城", "true"),
    (
        "合肥2020年1月要酒店无条件退掉因疫情取消的酒席",
        "true",
        "合肥2020年1月没要求酒店退因疫情取消的酒席",
        "false",
    ),
    ("浙江农村老人没手机扫码就不让进村", "false", "浙江农村老人没手机扫码也能进村", "true"),
]
UNLIMITED = [
    ("出门得戴口罩", "出门不该戴口罩"),
    ("进公共场所必须戴口罩", "进公共场所不用戴口罩"),
    ("还能摆喜酒", "不能摆喜酒"),
    ("查实了奖1000到10000元", "没有1000到10000元奖励"),
    ("药店卖药要登记", "药店卖药不用登记"),
    ("学生不用戴口罩", "学生必须戴口罩"),
    ("食盐有病毒", "食盐没有病毒"),
    ("马上要封城了", "不会封城"),
    ("酒店要无条件退酒席", "酒店不用无条件退酒席"),
    ("老人没手机就不让进", "老人没手机也能进"),
]


@pytest.fixture(scope="module")
def base():
    corpus = Path(__file__).parents[3] / "corpus"
    return ClaimBase([d for d in read_corpus(corpus) if d.claim is not None])


@pytest.mark.parametrize("statement", ["出门要戴口罩吗", "出门戴口罩", "出门要戴口罩", "出门不用戴口罩"])
def test_what_holds_of_infants_is_not_said_of_everyone(base, statement):
    judged = base.judge(statement)
    assert not (judged.decided and judged.record.id == "rumor-mask-baby")


def test_without_the_limit_there_is_no_verdict(base):
    statements = [statement for pair in UNLIMITED for statement in pair]
    decided = [statement for statement in statements if base.judge(statement).decided]
    assert len(decided) <= 0.15 * len(statements), decided


def test_with_the_limit_there_is_one(base):
    rows = [pair for a, va, b, vb in LIMITED for pair in ((a, va), (b, vb))]
    found = [(text, wanted, base.judge(text).verdict.value) for text, wanted in rows]
    assert [row for row in found if row[2] not in (row[1], "unknown")] == []
    assert sum(wanted == got for _, wanted, got in found) >= 0.8 * len(found), found
