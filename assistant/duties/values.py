"""Whether words hold the value that a question asks for, where the kind is told by the measure itself.

几户 is answered by a number of 户 and by nothing else; 哪六条 by six things told one by one. What these rules
leave open is left to `expects.lacks_value`, which knows kinds and no measures.
"""

from __future__ import annotations

import re

from assistant.compose.expects import lacks_value
from index.words import ASKING_WORDS, fold, normalise

_NUMBER = r"(?:\d+(?:\.\d+)?|[一二三四五六七八九十百千万两半]+)"
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
_CLAUSE = re.compile("[，,；;。？?！!]")
ASKING = re.compile("|".join((*ASKING_WORDS, "几", "多[少久长大远快高]")))


def lacks(question: str, text: str) -> bool:
    """Whether a question asks for a value that some words do not hold.

    Where it asks two things (报给谁，多久内报), one of them is answer enough.

    Args:
        question: as understood.
        text: one sentence; a value that stands in another is the value of something else.
    """
    pieces = [p for p in _CLAUSE.split(question) if ASKING.search(p)]
    return all(_lacks(p, text) for p in pieces) if pieces else _lacks(question, text)


def _lacks(question: str, text: str) -> bool:
    # 哪几条纪律 asks which, not how many.
    asked = question.replace("哪几", "哪些")
    if lacks_value(fold(asked), [text]):
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
    return not re.search(rf"{_NUMBER}\s*[个名位余多]*[{same}]", words)


def asks_value(question: str) -> bool:
    """Whether a question asks for a value of some kind, and not which things."""
    return lacks(question, "") and _WHICH.search(normalise(question)) is None


def _count(number: str) -> int:
    return int(number) if number.isdigit() else "〇一二三四五六七八九十".find(number.replace("两", "二")[-1])
