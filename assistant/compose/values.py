"""Whether words hold the value that a question asks for, where the kind is told by the measure itself.

Kinds of value (a telephone number, a place, a time) are told by what must stand in the words. Beside them the
measure itself tells: 几户 is answered by a number of 户 and nothing else; 哪六条 by six things told in turn.
"""

from __future__ import annotations

import re

from assistant.compose.expects import MONEY_ASKED
from index.words import ASKING_WORDS, fold, normalise

_COUNT = r"(?:\d+(?:\.\d+)?|[一二三四五六七八九十百千万两半]+)"
_PLACE = (
    r"(?:在|到|去|向|由|通过|找|送)[^，。；]{1,14}(?:窗口|处|站|点|中心|医院|门诊|部门|机构|室|厅|网|平台|单位|社区|村|公司"
    r"|店|超市|局|委|办|区)"
)
_DURATION = (
    r"(?:年|个?月|周|星期|天|日|个?小时|时|分钟|秒|礼拜)"
    r"|立即|马上|第一时间|当[日天]|即时|及时|随时|每[日天周]|全程|长期"
)
# what the question says -> what the words must hold; the most special first
_KINDS = (
    (r"电话|热线|号码|手机号|联系方式", r"\d{3,}[-—－]?\d*"),
    (r"网址|网站|链接|邮箱|邮件地址", r"https?://|www\.|\.cn|\.com|@|[a-z]{3,}\.[a-z]{2,}"),
    (MONEY_ASKED, r"\d[\d.,万亿]*元|免费|不收|不罚|全额|\d+%|[一二三四五六七八九十百千]+元"),
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
    (r"几次|多少次|几回|多久一次", rf"(?<!第){_COUNT}\s*(?:次|回|遍)|每[日天周隔]|早晚"),
    # a reason is a kind of value, too
    (
        r"为什么|为啥|为何|凭什么|凭啥|(?:什么|啥)(?:原因|缘故|道理)",
        r"因|为了|由于|以[免便防]|防止|避免|鉴于|确保|保证|减少|降低|[会易能]|导致|造成|引起|根据|依据|按照",
    ),
    (r"[在到去上](?:哪里|哪儿|哪个(?:地方|窗口|部门|平台)|什么地方|哪几个地方|哪(?=[？?。 ]*$))", _PLACE),
    (
        r"多少(?!有)|几(?=[个名人户条项支只套份处家种位层])",
        rf"\d|{_COUNT}\s*[个名人户条项支只套份处家种位层一-龥]",
    ),
)
_COMPILED = tuple((re.compile(ask), re.compile(hold)) for ask, hold in _KINDS)
# 几方面 and 哪几条 ask which; 几天, 几点 and 几月 are kinds of their own, 多少经费 has no measure.
_MEASURED = re.compile(
    r"(?<![哪好这那十第])几(?!个?(?:[种类项样点乎时天日月年周号分小秒方件多度]|星期|礼拜))个?(?P<measure>[\u4e00-\u9fff])"
    r"|多少(?P<counted>[人名位户份桌场倍条张台辆间次回遍趟])"
)
_ALIKE = ("次回遍趟", "户家", "人名位")  # measures that count the same
_WHICH = re.compile(r"哪(?P<count>[二两三四五六七八九十\d]{1,2})(?:个|条|项|种|类|点|样|方面|件|句)")
_LISTED = re.compile(r"[、；;]|[一二三四五六七八九]是|[（(]?[一二三四五六七八九\d][）)、.．]")
# A number that counts something, and not the first of 一线, 统一 or 一律.
_COUNTED = re.compile(
    r"\d|[二三四五六七八九十百千万两半]+[余多]?[\u4e00-\u9fff]|(?<![统唯第专同])一(?:[个名人户条项支只套份处家次天]|定比例)"
)
_HOW_MUCH = re.compile(r"多少|占比|百分之几")


# 餐费怎么规定, 有什么补贴: answered by words that speak of money.
_MONEY = r"(?:费(?!用?人)|补贴|补助|津贴|奖金|工资|薪酬|报酬|押金)"
_SUM = re.compile(
    rf"{_MONEY}(?:标准)?(?:到底|该|要|是|由|又)*(?:怎么|如何|咋|怎样|谁|多少)(?!用)|(?:什么|哪些|啥|多少){_MONEY}(?![^，。？?])"
)
_OF_MONEY = re.compile(rf"{_MONEY}|元|钱|资金|经费|款|价|免收|自付|报销|付")
_WHEN = re.compile("什么时候|啥时候|何时")
_OF_TIME = re.compile(
    r"\d|[一二三四五六七八九十][月日天周年]|立即|马上|第一时间|及时|随时|尽快|提前|推迟|延[期后长]|当[日天场年]|即[日时]|每|春|夏|秋|冬"
    r"|[之以]?[前后](?![往来])|期|时(?!间|候)|间|起|以来|直[到至]|截至|早|晚|天|[旬季]"
)
# 怎么申请: answered by words that say how one gets there.
_STEPS = re.compile(
    r"(?:怎么|如何|怎样|咋)(?:去|来|才能)?(?:申请|申报|报名|办理|领取|申领|预约|注册|缴费|退费|投诉|报销|办手续)"
)
_OF_STEPS = re.compile(
    r"申请|申报|报名|办理|领取|申领|预约|注册|缴|退|投诉|报销|手续|登记|提交|凭|持|窗口|电话|拨打|网|线上|批准|同意|填"
)
CLAUSE_END = re.compile("[，,；;。？?！!]")
ASKING = re.compile("|".join((*ASKING_WORDS, "几", "多[少久长大远快高]")))


def lacks(question: str, text: str) -> bool:
    """Whether a question asks for a value that some words do not hold.

    Where it asks two things (报给谁，多久内报), one of them is answer enough.

    Args:
        question: as understood.
        text: one sentence; a value that stands in another is the value of something else.
    """
    pieces = [p for p in CLAUSE_END.split(question) if ASKING.search(p)]
    return all(_lacks(p, text) for p in pieces) if pieces else _lacks(question, text)


def _lacks(question: str, text: str) -> bool:
    # 哪几条纪律 asks which, not how many.
    asked = question.replace("哪几", "哪些")
    kind = next((hold for ask, hold in _COMPILED if ask.search(fold(asked))), None)
    if kind is not None and not (kind.search(normalise(text)) or kind.search(text)):
        return True
    if _WHEN.search(asked) and not _OF_TIME.search(text):
        return True
    if _STEPS.search(asked) and not _OF_STEPS.search(text):
        return True
    if _SUM.search(asked) and not _OF_MONEY.search(text):
        return True
    plain = normalise(asked)
    words = normalise(text)
    which = _WHICH.search(plain)
    if which:
        return len(_LISTED.findall(words)) + 1 < _count(which["count"])
    measured = _MEASURED.search(plain)
    if measured is None:
        return _HOW_MUCH.search(plain) is not None and not _COUNTED.search(fold(text))
    measure = measured["measure"] or measured["counted"]
    same = next((group for group in _ALIKE if measure in group), measure)
    return not re.search(rf"{_COUNT}\s*[个名位余多]*[{same}]", words)


def asks_value(question: str) -> bool:
    """Whether a question asks for a value of some kind, and not which things."""
    return lacks(question, "") and _WHICH.search(normalise(question)) is None


def _count(number: str) -> int:
    return int(number) if number.isdigit() else "〇一二三四五六七八九十".find(number.replace("两", "二")[-1])
