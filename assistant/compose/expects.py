"""What a question asks for, by its interrogatives: who, when, how much, how, why, whether."""

from __future__ import annotations

import re

MONEY_ASKED = (
    r"多少(?:钱|元|块|奖金|补助|补贴|工资|罚款|押金|费用?|经费)|几块钱|几元|金额"
    r"|(?:补助|补贴|奖金|罚款|捐|收费|工资|报销)(?:标准|是)?(?:多少|几)|[罚赔补奖扣]多少"
)

_ASKS = (
    ("asks_contact_or_money", rf"电话|热线|号码|联系方式|网址|网站|链接|{MONEY_ASKED}"),
    ("asks_place", r"哪里|哪儿|什么地方|啥地方|[在到去上]哪|哪个(?:窗口|平台|医院|点|站)"),
    ("asks_who", r"谁|哪位|找哪|哪个(?:部门|单位|人)|什么(?:部门|单位|人)"),
    ("asks_when", r"什么时候|啥时候|何时|哪[一]?天|几月|几号|几点|多会儿"),
    ("asks_amount", r"多少|几(?!乎)|多[长久大高远快]|百分之"),
    ("asks_how", r"怎么|怎样|咋|如何"),
    ("asks_why", r"为什么|为啥|为何|凭啥|凭什么"),
    ("asks_what", r"什么|啥|哪些|哪种|哪几"),
    (
        "asks_whether",
        r"吗|[么不没][?？。 ]*$|([\u4e00-\u9fff])[不没]\1|可不可以|是否|可否",
    ),
)  # fmt: skip
ASKS_FEATURES = tuple(name for name, _ in _ASKS)
_ASKS_COMPILED = tuple(re.compile(pattern) for _, pattern in _ASKS)


def asks(question: str) -> list[float]:
    """What a question asks for, by its interrogatives: 1 or 0 for each of ASKS_FEATURES.

    Args:
        question: the question as understood.
    """
    return [float(bool(pattern.search(question))) for pattern in _ASKS_COMPILED]
