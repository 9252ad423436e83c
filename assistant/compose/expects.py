"""What kind of value a question asks for, and whether some words hold one.

"每人几个" can only be answered by words with a number in them, "电话是多少" only by a telephone number.
Where the quotes hold no such value they are about the subject and still do not answer: the commonest false
answer of all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from index.words import normalise

_COUNT = r"(?:\d+(?:\.\d+)?|[一二三四五六七八九十百千万两半]+)"
_PLACE = (
    r"(?:在|到|去|向|由|通过|找|送)[^，。；]{1,14}(?:窗口|处|站|点|中心|医院|门诊|部门|机构|室|厅|网|平台|单位|社区|村|公司"
    r"|店|超市|局|委|办|区)"
)
_DURATION = (
    r"(?:年|个?月|周|星期|天|日|个?小时|时|分钟|秒|礼拜)"
    r"|立即|马上|第一时间|当[日天]|即时|及时|随时|每[日天周]|全程|长期"
)
_MONEY_ASKED = (
    r"多少(?:钱|元|块|奖金|补助|补贴|工资|罚款|押金|费用?|经费)|几块钱|几元|金额"
    r"|(?:补助|补贴|奖金|罚款|捐|收费|工资|报销)(?:标准|是)?(?:多少|几)"
)
# what the question says -> what the words must hold; the most special first
_KINDS = (
    (r"电话|热线|号码|手机号|联系方式", r"\d{3,}[-—－]?\d*"),
    (r"网址|网站|链接|邮箱|邮件地址", r"https?://|www\.|\.cn|\.com|@|[a-z]{3,}\.[a-z]{2,}"),
    (_MONEY_ASKED, r"\d[\d.,万亿]*元|免费|不收|不罚|全额|\d+%|[一二三四五六七八九十百千]+元"),
    (r"百分之几|百分之多少|比例(?:是)?多少|占多少", r"\d+(?:\.\d+)?%|‰|[一二三四五六七八九十]成|全部"),
    (r"(?:人数|上限|下限|总数|数量)(?:是|为)?多少|多少(?:人|名)", rf"{_COUNT}\s*(?:人|名|个|户|例)|\d"),
    (r"多少度|几度|温度(?:是|要|应)?多少", rf"{_COUNT}\s*(?:℃|°c|度)"),
    (r"多(?:远|宽|高)|几米|距离(?:是|要)?多少", rf"{_COUNT}\s*(?:米|厘米|公里|千米|m\b|cm\b)"),
    (r"多少(?:毫克|浓度)|浓度|兑多浓", rf"{_COUNT}\s*(?:%|mg|毫克|克)|\d+[:：]\d+|份"),
    (
        r"哪[一]?天|几月|几号|哪年|哪[一]?日|什么日期|(?:具体)?日期(?:是|在)",
        r"\d+月|\d+日|\d{4}年|当[日天]|次日|即日",
    ),
    (r"几点", r"\d+[:：]\d+|\d+点|\d+时(?!间|期|候)|24小时"),
    (
        r"多久|多长时间|几天|几日(?=内|之内|以内)|几个?小时|几分钟|几周|几个月|多少天|多少[小]?时|期限|时限|多快|几年",
        rf"{_COUNT}\s*{_DURATION}",
    ),
    (r"几次|多少次|几回|多久一次", rf"{_COUNT}\s*(?:次|回|遍)|每[日天周隔]|早晚"),
    (r"[在到去上](?:哪里|哪儿|哪个(?:地方|窗口|部门|平台)|什么地方|哪几个地方|哪(?=[？?。 ]*$))", _PLACE),
    (
        r"多少(?!有)|几(?=[个名人户条项支只套份处家种位层])",
        rf"\d|{_COUNT}\s*[个名人户条项支只套份处家种位层一-龥]",
    ),
)
_COMPILED = tuple((re.compile(ask), re.compile(hold)) for ask, hold in _KINDS)


_ASKS = (
    ("asks_contact_or_money", rf"电话|热线|号码|联系方式|网址|网站|链接|{_MONEY_ASKED}"),
    ("asks_place", r"哪里|哪儿|什么地方|啥地方|[在到去上]哪|哪个(?:窗口|平台|医院|点|站)"),
    ("asks_who", r"谁|哪位|找哪|哪个(?:部门|单位|人)|什么(?:部门|单位|人)"),
    ("asks_when", r"什么时候|啥时候|何时|哪[一]?天|几月|几号|几点|多会儿"),
    ("asks_amount", r"多少|几(?!乎)|多[长久大高远快]|百分之"),
    ("asks_how", r"怎么|怎样|咋|如何"),
    ("asks_why", r"为什么|为啥|为何|凭啥|凭什么"),
    ("asks_what", r"什么|啥|哪些|哪种|哪几"),
    (
        "asks_whether",
        r"吗|[么不没][?？。 ]*$|是不是|能不能|可不可以|要不要|该不该|用不用|行不行|有没有|会不会|算不算"
        r"|是否|可否",
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


def lacks_value(question: str, quotes: Iterable[str]) -> bool:
    """Whether a question asks for a kind of value of which the quotes hold none.

    Args:
        question: the question as understood.
        quotes: the words that should answer it.

    Returns:
        False also where the question asks for no particular kind.
    """
    wanted = next((hold for ask, hold in _COMPILED if ask.search(question)), None)
    if wanted is None:
        return False
    return not any(wanted.search(normalise(q)) or wanted.search(q) for q in quotes)
