"""A follow-up question made to stand alone, from the conversation and without a model.

What is recognised are the ways Chinese leaves things out: a new topic put into the old question (那企业呢),
a correction (不是问医院，是问社区), a condition added (要是瞒着不报呢), a pronoun or nothing at all where
the topic was (多久一次). Anything with a topic and a predicate of its own stands alone and leaves the
conversation behind.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Turn
from assistant.converse import words as w
from assistant.converse.topic import longest_shared, opening, split, subject, told
from assistant.converse.words import bare
from index.words import FUNCTION, question_tokens, terms

_CONTRAST = re.compile(r"^(?P<quality>[^，,。？?]{2,10}的)呢?[？?。 ]*$")
_ALSO = re.compile(
    r"^(?P<topic>[^，,。？?]{1,12}?)(?:是不是)?(?:也|同样)"
    r"(?:是|要|能|可以|需要|得|会|算|行|一样|这样|如此|适用)*[吗么]?[？?。 ]*$"
)
# A measure named in the question before: 第一时间是多快, 异常是指什么.
_MEANT = re.compile(
    r"^(?P<phrase>[^，,。？?]{2,10}?)(?:到底|具体)?(?:是指|指的是|指|算是|算|是|就是|等于)"
    r"(?=多[少久长大远快]|几|什么意思|什么情况|怎么|哪)"
)
_NOUNLESS = re.compile(r"^[^，。]{1,4}的(?=怎|咋|如何|能|可以|要|该)")  # 用过的怎么扔 leaves its noun out
_BARE_MODAL = re.compile(r"^[^，,。？?]{2,8}(?:可以|能|行|要|需要|算|不行|不可以|不能|不算)[吗么][？?。 ]*$")
_VERB_FIRST = re.compile(
    r"^(?P<verb>[\u4e00-\u9fff]{1,2}(?:给|到|成|为)|[\u4e00-\u9fff]{2})(?=哪|谁|什么|啥|多[少久长])"
)
_SIDE = re.compile(r"^(.+?)(?:方面|这块|这一块)的?$")
_PRONOUN_LIMIT = 30  # a longer question names what it means
_ELLIPSIS_LIMIT = 12
_TOPIC_LIMIT = 14


def resolve(question: str, history: Sequence[Turn] = ()) -> str:
    """The question as it would be put alone.

    Args:
        question: as the person put it.
        history: the conversation before it, oldest first; only the person's turns count, for the rest may be
            forged and hold nothing that the person asked.

    Returns:
        The question itself where it stands alone.
    """
    return _resolve(question, _earlier(history))


def carry_on(question: str, history: Sequence[Turn]) -> str:
    """A short question with the last topic before it, to be tried where it has no answer by itself.

    在家行不行, 擦完要等多久: nothing in their form shows that they lean on what went before.

    Args:
        question: as the person put it.
        history: the conversation before it, oldest first.

    Returns:
        Empty where nothing went before, or where the question is long enough to name what it means.
    """
    before = _earlier(history)
    plain, _ = opening(question)
    if not before or not 0 < len(bare(plain)) <= _ELLIPSIS_LIMIT or w.FAREWELL.match(bare(plain)):
        return ""
    topic = told(before[-1])
    return f"{topic}{plain}" if 0 < len(topic) <= _TOPIC_LIMIT and topic not in plain else ""


def _earlier(history: Sequence[Turn]) -> list[str]:
    """The person's earlier questions, each standing alone."""
    before: list[str] = []
    for turn in history:
        if turn.role == "user" and turn.content.strip():
            before.append(_resolve(turn.content.strip(), before))
    return before


def _resolve(question: str, before: Sequence[str]) -> str:
    """One turn, its earlier ones already standing alone: the first way of leaving out that is recognised."""
    plain, goes_on = opening(question)
    if not before or w.FAREWELL.match(bare(plain)) or not bare(plain):
        return question
    last = before[-1]
    returned = w.BACK.sub("", plain)
    if returned != plain:
        return _returned(returned, before)
    corrected = w.CORRECTION.match(plain)
    if corrected:
        return _corrected(last, corrected.group("old"), bare(corrected.group("new")))
    return (
        _other_quality(last, plain)
        or _with_condition(last, plain)
        or _with_topic(last, plain, goes_on)
        or _with_pronoun(last, plain)
        or _with_measure(last, plain)
        or _with_ellipsis(last, plain)
        or _with_relation(last, plain)
        or _as_role(plain, before)
        or question
    )


def _as_role(plain: str, before: Sequence[str]) -> str:
    """A question about oneself, put in the role that the person has told: 我是村支书 … 我该怎么做宣传."""
    role = next((m.group("role") for q in reversed(before) if (m := w.ROLE.match(q))), "")
    return w.SELF.sub(role, plain, count=1) if role and w.SELF.search(plain) else ""


def _other_quality(last: str, plain: str) -> str:
    """The last question about the other sort: 表现突出的…怎么办 … 那表现差的呢."""
    contrast = _CONTRAST.match(plain)
    if contrast is None or w.PREDICATE.search(contrast["quality"]):
        return ""
    quality = contrast["quality"]
    shared = longest_shared(quality, last)
    match = re.search(rf"{re.escape(shared)}[^，,。？?]{{0,6}}?的", last) if len(shared) >= 2 else None
    if match:
        return last[: match.start()] + quality + last[match.end() :]
    parts = split(last)
    _, of, noun = parts.topic.rpartition("的")
    return f"{quality}{noun}{parts.predicate}" if of and noun else ""


def _with_condition(last: str, plain: str) -> str:
    """The last question under a condition: 要是瞒着不报呢, 没批准就烧了呢, 超过三天呢."""
    parts = split(last)
    condition = bare(plain)
    goes_on = re.search(r"呢[？?。 ]*$", plain) is not None
    if goes_on and w.MEASURE.match(condition) and parts.topic:
        return f"{parts.topic}{condition}，{parts.predicate}"
    found = w.IF.match(plain) or (w.UNLESS.match(plain) if goes_on or _asks_little(plain, last) else None)
    if found is None or _asks_its_own(plain, found.group("rest"), last):
        return ""
    topic = told(last) if not parts.topic else parts.topic
    repeated = any(topic[i : i + 2] in condition for i in range(len(topic) - 1))
    whole = condition if repeated else f"{topic}{condition}"
    if w.ASKS_CONTENT.search(condition):
        return whole
    remedy = w.REMEDY.search(parts.predicate)
    return f"{whole}，{remedy.group()}？" if remedy else f"{whole}，会怎样？"


def _asks_little(plain: str, last: str) -> bool:
    """Whether a question that begins with 不 or 没 says hardly more than its question word: 不报会怎样."""
    asks = w.ASKS_CONTENT.search(plain)
    if asks is None:
        return not w.ASKS.search(plain) and len(bare(plain)) <= _ELLIPSIS_LIMIT
    return asks.start() <= 3 or _takes_up(plain[: asks.start()], last)


def _asks_its_own(plain: str, rest: str, last: str) -> bool:
    """Whether a conditional question asks something of its own besides its condition."""
    pieces = [p for p in re.split(r"[，,]", plain) if p.strip()]
    if len(pieces) > 1:
        return bool(w.ASKS.search(pieces[-1])) and len(bare(pieces[-1])) >= 4
    asks = w.ASKS_CONTENT.search(rest) or re.search(r"吗[？?]?$", rest)
    return asks is not None and asks.start() >= 5 and not _takes_up(rest[: asks.start()], last)


def _takes_up(words: str, last: str) -> bool:
    """Whether words repeat something of the last question: 要怎么处理 … 不按要求处理会怎样."""
    return any(words[i : i + 2] in last for i in range(len(words) - 1))


def _with_topic(last: str, plain: str, goes_on: bool) -> str:
    """The last question about another topic: 企业呢, 那老人呢, 孕妇？, 幼儿园也要吗."""
    also = _ALSO.match(plain)
    topic = also["topic"] if also else bare(plain)
    ends = also is not None or re.search(r"呢[？?。 ]*$", plain) is not None
    if (
        not (0 < len(topic) <= 14 and (ends or goes_on))
        or w.PREDICATE.search(topic)
        or w.PRONOUN.search(topic)
    ):
        return ""
    parts = split(last)
    if w.TIME.fullmatch(topic) and parts.topic:
        swapped, times = w.TIME.subn(topic, last, count=1)
        return swapped if times else f"{parts.topic}{topic}{parts.predicate}"
    side = _SIDE.match(topic)
    if side and parts.topic:
        return f"{parts.topic}{side.group(1)}方面{parts.predicate}"
    return f"{topic}{parts.predicate.lstrip('，, ')}"


def _with_pronoun(last: str, plain: str) -> str:
    """A pronoun given the topic it stands for; one whose noun stands in the same question is left."""
    if len(plain) > _PRONOUN_LIMIT:
        return ""
    kind = w.KIND.search(plain)
    found = kind or w.PRONOUN.search(plain)
    if found is None:
        return ""
    clause = re.split(r"[，,。；]", plain[: found.start()])
    if len(clause) > 1 and not w.IF.match(plain):
        return ""
    topic = subject(last)
    if not topic:
        return ""
    rest = plain[found.start() :] if kind else plain[found.end() :]
    return f"{plain[: found.start()]}{topic}{rest}"


def _with_measure(last: str, plain: str) -> str:
    """What a measure in the last question amounts to: 险情要第一时间上报吗 … 第一时间是多快."""
    meant = _MEANT.match(plain)
    if meant is None or meant["phrase"] not in last or last.startswith(meant["phrase"]):
        return ""
    return f"{told(last)}，{plain}"


def _with_ellipsis(last: str, plain: str) -> str:
    """A short question that begins with its predicate, with its topic before it: 多久一次, 向谁报告."""
    left_out = _NOUNLESS.match(plain) or _BARE_MODAL.match(plain)
    if not left_out and not _takes_up_verb(plain, last):
        if not w.PREDICATE.match(plain) or len(bare(plain)) > _ELLIPSIS_LIMIT:
            return ""
        if len([t for t in question_tokens(plain) if t.strip() and t not in FUNCTION]) > 4:
            return ""
    topic = told(last)
    return f"{topic}{plain}" if topic else ""


def _takes_up_verb(plain: str, last: str) -> bool:
    """Whether it goes on with a verb alone: 要登记信息吗 … 登记哪些内容; 给 or 到 show a verb anyhow."""
    found = _VERB_FIRST.match(plain)
    if found is None or len(bare(plain)) > _ELLIPSIS_LIMIT:
        return False
    verb = found["verb"]
    return verb[-1] in "给到成为" or (verb in last and verb not in split(last).topic)


def _with_relation(last: str, plain: str) -> str:
    """A part or property asked for without what has it: 内容由谁审."""
    if len(plain) > _ELLIPSIS_LIMIT or not w.RELATION.match(split(plain).topic):
        return ""
    topic = told(last)
    return f"{topic}{plain}" if topic else ""


def _corrected(last: str, old: str | None, new: str) -> str:
    """The last question with one thing put right."""
    parts = split(last)
    if old:
        old = bare(old)
        if w.ASKS_CONTENT.search(new) and parts.topic and old not in parts.topic:
            return f"{parts.topic}{new}"
        if old and old in last:
            return last.replace(old, new, 1)
        shared = longest_shared(old, last)
        if len(shared) >= 2:
            return last.replace(shared, new, 1)
    if w.ASKS.search(new) and len(new) > 6:
        return new
    return f"{new}{parts.predicate}" if parts.topic else new


def _returned(rest: str, before: Sequence[str]) -> str:
    """Back to an earlier topic: the earlier question sharing most with what is named."""
    named, _, asked = rest.replace(",", "，").partition("，")
    wanted = set(terms(named))
    best = max(before, key=lambda q: len(wanted & set(terms(q))), default="")
    if not best or not wanted & set(terms(best)):
        return rest
    asked = asked.strip()
    name = bare(named)
    if not asked:
        return best if _with_topic(best, f"{named}呢", True) else rest
    topic = split(best).topic
    at = topic.find(name)
    whole = topic[: at + len(name)] if at >= 0 else f"{topic}{name}"
    return asked if whole in asked else f"{whole}{asked}"
