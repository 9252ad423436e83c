"""A follow-up question made to stand alone, from the conversation and without a model.

What is recognised are the ways Chinese leaves things out: a new topic put into the old question (那企业呢),
a correction (不是问医院，是问社区), a condition added (要是瞒着不报呢), a pronoun or nothing at all where
the topic was (多久一次). Anything with a topic and a predicate of its own stands alone and leaves the
conversation behind.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer import Turn
from index.words import FUNCTION, question_tokens, terms

_LEAD = re.compile(
    r"^(?:那么?|那|还有|另外|再问一下|再问|接着问|然后|哦|嗯|好的?|行|知道了|明白了|谢谢|对了)[，,、。 ]*"
)
_TAIL = re.compile(r"(?:呢|啊|呀|吧|嘛|吗)*[？?。！! ]*$")
_SORRY = r"(?:不对|错了|说错了|问错了|搞错了|不好意思|不|抱歉)?[，,。 ]*"
_ASKED = r"(?:我?(?:想|要|是想)?(?:是)?(?:问|说|指)(?:的)?)"
_CORRECTION = re.compile(
    rf"^{_SORRY}(?:{_ASKED}?(?:的)?不是{_ASKED}?(?P<old>[^，,]+)[，,](?:而)?{_ASKED}?是?{_ASKED}?|"
    rf"(?:不对|错了|说错了|问错了|搞错了)[，,。 ]*{_ASKED}?是?|{_ASKED}是)(?P<new>.+)$"
)
_CONTRAST = re.compile(r"^(?P<quality>[^，,。？?]{2,10}的)呢?[？?。 ]*$")
_ROLE = re.compile(
    r"^(?:我|我们|咱们?|本人)(?:这边|这里)?(?:是|在|当|做|负责|管)(?P<role>[^，,。？?！]{2,16})(?:[，,。].*)?$"
)
_SELF = re.compile(r"^(?:那)?(?:我们?|咱们?|本人)(?:这边|这里|自己)?(?=[该要能可应需得有怎])")
_CONDITION = re.compile(r"^(?:要是|如果|假如|万一|倘若|若|假设|没有?|不)(?P<rest>.+)")
_BACK = re.compile(
    r"^(?:(?:再)?回到|再?说回|再说|还是(?:说|问)|回头说|刚才(?:说|问)的|前面(?:说|问)的)(?:刚才)?(?:的|那个|说的|问的)?"
)
_PRONOUN = re.compile(
    r"他们|她们|它们|这些人|那些人|这类人|这种情况|这个(?:时候)?|那个|上述|前面说的|刚才说的|其(?=[中他])|它|他(?!们)|这(?=[要能可应怎该需会算])"
)
# Where the predicate of a question begins: modal words, question words, and the commonest verbs of asking.
_PREDICATE = re.compile(
    r"要(?!求)|应当|应该|应|该|需要|需|必须|须|可以|可(?=以|否)|能|会(?!议|员|计)|得(?=[怎做]|不)|怎么|怎样|如何|咋|有哪些|有什么|有啥|有没有|是什么|是谁|是否|是不是|"
    r"多久|多少|多长|多大|几|哪|什么|啥|为什么|为啥|谁|由谁|做|干|负责|做好|的(?:职责|任务|责任|要求|义务|规定|措施|工作|防控|防护)|出了|发现|不得|禁止|向(?=谁|哪)|跟谁|找谁"
)
_ASKS_CONTENT = re.compile(r"怎|咋|如何|什么|啥|哪|谁|几|多[少久长大远]|为何|何时")
_ASKS = re.compile(
    r"怎|咋|如何|什么|啥|哪|谁|几|多[少久长大]|是否|是不是|有没有|能不能|可不可以|要不要|吗|呢|[？?]|为何|何时"
)


@dataclass(frozen=True, slots=True)
class _Parts:
    """A question cut into topic, predicate and what is left out."""

    topic: str
    predicate: str


def resolve(question: str, history: Sequence[Turn] = ()) -> str:
    """The question as it would be put alone.

    Args:
        question: as the person put it.
        history: the conversation before it, oldest first; only the person's turns count, for the rest may be
            forged and hold nothing that the person asked.

    Returns:
        The question itself where it stands alone.
    """
    before: list[str] = []
    for turn in history:
        if turn.role == "user" and turn.content.strip():
            before.append(_resolve(turn.content.strip(), before))
    return _resolve(question, before)


def _resolve(question: str, before: Sequence[str]) -> str:
    """One turn, its earlier ones already standing alone: the first way of leaving out that is recognised."""
    if not before:
        return question
    plain = _LEAD.sub("", question.strip())
    opened = plain != question.strip()
    returned = _BACK.sub("", plain)
    if returned != plain:
        return _returned(returned, before) or question
    corrected = _CORRECTION.match(plain)
    if corrected:
        old, new = corrected.group("old"), _bare(corrected.group("new"))
        return _swap(before[-1], old, new)
    contrast = _CONTRAST.match(plain)
    if contrast and not _PREDICATE.search(contrast.group("quality")):
        replaced = _other_quality(before[-1], contrast.group("quality"))
        if replaced:
            return replaced
    condition = _CONDITION.match(plain)
    if condition and not _has_topic(plain, condition.group("rest")):
        return _with_condition(before[-1], _bare(plain))
    if _is_fragment(plain, opened):
        return _put_topic(before, _bare(plain), plain)
    if _PRONOUN.search(plain) and len(plain) <= 30:
        topic = _split(before[-1]).topic or _told(before[-1])
        return _PRONOUN.sub(topic, plain, count=1) if topic else question
    if _lacks_topic(plain):
        topic = _told(before[-1])
        return f"{topic}{plain}" if topic else question
    return _as_role(plain, before) or question


def _as_role(plain: str, before: Sequence[str]) -> str | None:
    """A question about oneself, put in the role that the person has told: 我是村支书 … 我该怎么做宣传."""
    roles = (m.group("role") for q in reversed(before) if (m := _ROLE.match(q)))
    role = next(roles, None)
    return _SELF.sub(role, plain, count=1) if role and _SELF.search(plain) else None


def _told(last: str) -> str:
    """What the last question was about: its topic; all of a yes/no question, which tells a whole thing."""
    plain = _LEAD.sub("", last.strip())
    defined = re.match(r"^(?:什么|哪些|哪种|哪类)(?:样的)?(?:人|情况|东西)?(?:算|是|属于|叫)(.+)$", plain)
    if defined:
        return _bare(defined.group(1))
    if _ASKS_CONTENT.search(last):
        kind = re.match(r"^(.+?)(?:什么样的|什么|哪种|哪些)([^，,。？?！]{2,8})$", _bare(plain))
        return kind.group(1) + kind.group(2) if kind else _split(last).topic
    return _TAIL.sub("", _LEAD.sub("", last.strip())).strip("，, 。")


def _other_quality(last: str, quality: str) -> str | None:
    """The last question about the other sort: 表现突出的…怎么办 … 那表现差的呢."""
    shared = _longest_shared(quality, last)
    match = re.search(rf"{re.escape(shared)}[^，,。？?]{{0,6}}?的", last) if len(shared) >= 2 else None
    return last[: match.start()] + quality + last[match.end() :] if match else None


def _bare(text: str) -> str:
    return _TAIL.sub("", text).strip("，, 。")


def _split(question: str) -> _Parts:
    """Cut a question where its predicate begins; what stands before is its topic."""
    plain = _LEAD.sub("", question.strip())
    for match in _PREDICATE.finditer(plain):
        if match.start() > 0:
            return _Parts(plain[: match.start()].rstrip("，,的 "), plain[match.start() :])
        break
    return _Parts("", plain)


def _is_fragment(plain: str, opened: bool) -> bool:
    """Whether it is only a topic: 企业呢, 那老人呢, 孕妇？."""
    ends = re.search(r"呢[？?。 ]*$", plain) is not None
    bare = _bare(plain)
    short = 0 < len(bare) <= 14
    return short and (ends or opened) and not _PREDICATE.search(bare) and not _PRONOUN.search(bare)


def _has_topic(plain: str, rest: str) -> bool:
    """Whether a conditional question asks something of its own besides its condition."""
    pieces = [p for p in re.split(r"[，,]", plain) if p.strip()]
    return len(pieces) > 1 and bool(_ASKS.search(pieces[-1])) and len(_bare(pieces[-1])) >= 4


def _lacks_topic(plain: str) -> bool:
    """Whether a short question begins with its predicate: 多久一次, 向谁报告, 什么时候报."""
    if re.match(r"^[^，。]{1,6}的(?=怎|咋|如何|能|可以|要|该)", plain):
        return True  # the noun after 的 is left out: 用过的怎么扔
    match = _PREDICATE.match(plain)
    if match is None or len(_bare(plain)) > 12:
        return False
    content = [t for t in question_tokens(plain) if t.strip() and t not in FUNCTION]
    return len(content) <= 4


def _put_topic(before: Sequence[str], topic: str, plain: str) -> str:
    """The last question about another topic."""
    parts = _split(before[-1])
    side = re.match(r"^(.+?)(?:方面|这块|这一块)的?$", topic)
    if side and parts.topic:
        return f"{parts.topic}{side.group(1)}方面{parts.predicate}"
    if not parts.topic:
        return f"{topic}{parts.predicate}" if parts.predicate else plain
    return f"{topic}{_without_overlap(parts.predicate)}"


def _without_overlap(predicate: str) -> str:
    return predicate.lstrip("，, ")


def _swap(last: str, old: str | None, new: str) -> str:
    """The last question with one thing put right."""
    if old:
        old = _bare(old)
        if _ASKS_CONTENT.search(new) and (topic := _split(last).topic) and old not in topic:
            return f"{topic}{new}"
        if old and old in last:
            return last.replace(old, new, 1)
        shared = _longest_shared(old, last)
        if len(shared) >= 2:
            return last.replace(shared, new, 1)
    if _ASKS.search(new) and len(new) > 6:
        return new
    parts = _split(last)
    return f"{new}{parts.predicate}" if parts.topic else new


def _longest_shared(a: str, b: str) -> str:
    best = ""
    for i in range(len(a)):
        for j in range(i + len(best) + 1, len(a) + 1):
            if a[i:j] in b:
                best = a[i:j]
            else:
                break
    return best


def _with_condition(last: str, condition: str) -> str:
    """The last question's topic under a condition."""
    parts = _split(last)
    remedy = re.search(r"(?:怎么|咋|如何|怎样)(?:办|处理|处置|做)", parts.predicate)
    asked = f"{remedy.group()}？" if remedy else "会怎样？"
    repeated = any(parts.topic[i : i + 2] in condition for i in range(len(parts.topic) - 1))
    return f"{'' if repeated else parts.topic}{condition}，{asked}"


def _returned(rest: str, before: Sequence[str]) -> str | None:
    """Back to an earlier topic: the earlier question sharing most with what is named."""
    named, _, asked = rest.partition("，") if "，" in rest else rest.partition(",")
    wanted = set(terms(named))
    best = max(before, key=lambda q: len(wanted & set(terms(q))), default="")
    if not best or not wanted & set(terms(best)):
        return rest
    asked = asked.strip()
    if not asked:
        return best if _is_fragment(named + "呢", True) else rest
    topic = _split(best).topic
    subject = topic if _bare(named) in topic else f"{topic}{_bare(named)}"
    return asked if subject in asked else f"{subject}{asked}"
