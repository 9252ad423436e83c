"""Whether an input is a claim to be checked, or a request for knowledge or duties."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.claims.parse import parse
from assistant.claims.proposition import Proposition

# 好几天, 多戴几层: some, not how many.
_WH = re.compile(
    r"(?<!没)(?<!没有)(?:什么|啥)(?!都|也)|怎么(?!可能|都|也)|怎样|咋(?!可能)|如何|为何|哪(?![^,，。]{0,3}都)|"
    r"谁(?!都)|多(?:少(?!都)|[久长大远高快早晚重厚深浓宽])(?!都|也)|何时|何地|何处|何种|(?<![好十这那近])(?<![多少][\u4e00-\u9fff])几(?=[天日个点次岁层种周月年号名分秒小时米度人户条项级倍]|$)|是否有哪"
)
_REQUEST = re.compile(
    r"^(?:请|帮|麻烦|给我|告诉|列|列出|总结|概括|介绍|解释|说明|说说|讲讲|谈谈|查|查找|找|生成|写|导出|翻译|对比|比较一下|我想(?:知道|了解|看)|想了解|有关|关于)"
    r"|[,，。;!?！？]请?(?:帮[我忙]|给我|告诉我|列出|列一下|说说|说一下|介绍|解释|总结|教我|问一?下)"
)
_OWN_DUTY = re.compile(
    r"^(?:那)?(?:我|我们|咱们?|本人)(?:是|在|作为|要|该|应该|需要|能|可以|得|负责|这边|村|社区|单位)"
)
_DUTY = re.compile(r"要|该|应|需要|负责|职责|任务")
_NOUN = re.compile(r"^[^是有会能可将被把让使不没未无已了着过,，]*的[^的,，]{1,4}$")
_PREDICATE = re.compile(r"[是有会能要可将被把让使不没未无]|已|正在|了|过|着|防|治|传|染|杀")

_SENTENCE = 6  # characters from which even one made of few content words says something

_KEYWORDS = 3  # pieces between blanks that are keywords


@dataclass(frozen=True, slots=True)
class Claimhood:
    """How strongly an input is a claim to be checked.

    Attributes:
        score: 0 (a request) to 1 (a claim put up for checking).
        reasons: what speaks for and against it, in Chinese, for `--explain`.
    """

    score: float
    reasons: tuple[str, ...]


def claimhood(text: str) -> Claimhood:
    """Weigh whether an input is a claim.

    A yes/no question about facts is both a claim and a question of knowledge and gets about one half: try
    the records first, then the documents.

    Args:
        text: what a person typed.
    """
    said = parse(text)
    asks = bool(_WH.search(said.text))
    if said.verification and (said.asked or not asks):
        return Claimhood(0.95, ("问的是说法真假",))
    if said.hearsay and not asks:
        return Claimhood(0.9, ("转述他人的说法",))
    if _REQUEST.search(text.strip()):
        return Claimhood(0.05, ("要求提供内容",))
    if asks:
        return Claimhood(0.1, ("有疑问词，问的是内容",))
    if len(said.units) < 3 and not (len(said.text) >= _SENTENCE and _PREDICATE.search(said.text)):
        return Claimhood(0.1, ("太短，没有说出一件事",))
    return _statement(said)


def says_nothing(text: str) -> bool:
    """Whether an input is made of keywords or of one noun: it names things and says nothing of them.

    Args:
        text: what a person typed.
    """
    words = text.split()
    return len(words) >= _KEYWORDS or _PREDICATE.search(text) is None


def _statement(said: Proposition) -> Claimhood:
    if _OWN_DUTY.search(said.text) and (said.asked or _DUTY.search(said.text)):
        return Claimhood(0.25, ("问的是提问人自己要做的事",))
    if said.asked:
        return Claimhood(0.5, ("是非问句：先对照说法，再查资料",))
    if (len(said.units) < 5 and not _PREDICATE.search(said.text)) or _NOUN.search(said.text):
        return Claimhood(0.3, ("没有谓语，像关键词",))
    return Claimhood(0.75, ("陈述句",))
