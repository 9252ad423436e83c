"""From a statement without its frame to words of the lexicon, numbers and single characters.

No dictionary of things is used: what the closed classes of `lexicon` do not claim is content, one unit
a character.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from assistant.claims.lexicon import LEXICON, LONGEST, Entry, Role
from index.background import load_background
from index.numerals import value

NUMBER = re.compile(
    r"(\d+(?:\.\d+)?)(%|℃|°|度|天|日|月|年|周|小时|分钟|分|秒|个|名|人|次|级|类|例|岁|米|公里|元|块|倍|层|家|只|号|毫升|克|公斤|斤|片|粒|瓶|"
    r"杯|口|种|支|万|亿|点|项|条|章|款|辆|户|所|位|期|成)?"
)
LATIN = re.compile(r"(?!\d+(?:[mk]g|[kcmn]?m|ml|l|h|s)(?![a-z]))\d*[a-z]+[a-z\d]*(?:[-+][a-z\d]+)*")
_HALF_HOUR = re.compile(r"半个?(?:小时|钟头)")
_INJECT = re.compile(r"打(?:了|过|完)?(?=[^,，。]{0,6}(?:疫苗|针))")
_TWICE = re.compile(r"([\u4e00-\u9fff])[一1]\1")
_CATCH = re.compile(
    r"(?<=[会能易再然定])得(?=[^了到出起不住以]|了[\u4e00-\u9fff])|得(?:了|过|上)?(?=[^,，。的]{0,4}[病炎癌症瘤毒冠])"
)
_MUST = re.compile(r"非([^,，。;]{1,8}?)不(?:可|行)")
# 不是缺氧就是中毒: one or the other. 不戴可不行, 一步不能省: a must. 逃不过, 少不了: it will be so.
_EITHER = re.compile(r"不是([^,，。;不没]{1,15}?)[,，]?就是")
_NOT_WITHOUT = re.compile(r"(?<![要能会])不([^,，。;不没未]{1,12}?)[,，]?可?不(?:行|成)(?=[,，。;]|$)")
_NO_LESS = re.compile(r"[都也]?不(?:能|可)(?:省|少|免)(?=[,，。;]|$)")
_BOUND = re.compile(r"(?:逃|免|少|跑|躲|缺)不(?:了|掉|过|得)(?!多)")
# 不经批准不得复工: what must come first.
_FIRST = re.compile(
    r"(?:不|没有?|未)(?=[^,，。;不没未]{2,12}[,，]?(?:就|便|一律|都)?(?:不得|不许|不准|不让|不予|不允许))"
    r"([^,，。;不没未]{2,12})[,，]?(?:就|便|一律|都)?(?:不得|不许|不准|不让|不予|不允许)(?=[^,，。;])"
)
_THAN = re.compile(
    r"比(?![较例赛如尔重])([^,，。;]{1,12}?)(?:的)?(?:还|要|更|都|又)*"
    r"(?:(?P<much>严重|厉害|[高大多强重快久长])|(?P<little>轻微|[低小少弱轻慢短]))(?:一些|些|得多|多了|很多)?(?=[,，。;]|$)"
)
_NOT_AS = re.compile(
    r"(?:没有?|不如)([^,，。;没不]{2,12}?)(?:的)?(?:那么|这么|那样)?(?:严重|厉害|[高大强重快久])(?=[,，。;]|$)"
)
_COUNT = re.compile(r"(?<![第统唯])([一二三四五六七八九十百两]+)(?=秒|星期|礼拜|刻钟|米|层|倍|克)")
_WEEKS = re.compile(r"(?<![第\d])(\d+)个?(?:周|星期|礼拜)(?![一二三四五六日天\d岁])")
_QUARTERS = re.compile(r"([1-3])刻钟")
_DEGREES = re.compile(r"(\d+)(?:度|℃)(\d)(?!\d)")
_LESS = re.compile(r"(?<=[能会以])少(?=感染|得|染|患|传|受|生)")
_OF_NO = re.compile(r"没有?(?:什么|任何|啥|多大|多少|半点|丝毫)的?(?=用|作用|效果|意义|帮助|必要|好处|影响)")
_BAN = re.compile(r"(?<![解严违])禁(?=[食用售卖养捕猎运渔入吃])")
_A_BIT = re.compile(r"(?<![\d早晚午晨夜上下])1点(?=[都也不没儿]|$)")
# 杀不死, 防不住, 治不好: a verb that cannot reach its result; 杀得死 can.
_POTENTIAL = re.compile(
    r"([\u4e00-\u9fff]{1,2})([不得])(死|住|了|好|到|掉|完|净|着|出|开|动|活|成|起|上)(?![\u4e00-\u9fff]*解)"
)
_NO_POTENTIAL = frozenset({"不得", "获得", "取得", "觉得", "值得", "使得", "懂得", "记得", "显得"})


def plain_grammar(text: str) -> str:
    """Bring verb patterns to one form: 非A不可 to 必须A, 杀不死 to 不能杀死, 得了流感 to 患流感.

    Args:
        text: a statement without its frame.
    """
    text = _EITHER.sub(r"\1或是", _NOT_WITHOUT.sub(r"必须\1", text))
    text = _BOUND.sub("会", _NO_LESS.sub("必须", text))
    text = _HALF_HOUR.sub("30分钟", text).replace("1次性", "一次性")
    text = _COUNT.sub(lambda m: str(value(m.group(1)) or m.group(1)), text)
    text = _QUARTERS.sub(lambda m: f"{15 * int(m.group(1))}分钟", _DEGREES.sub(r"\1.\2度", text))
    text = _A_BIT.sub("", _WEEKS.sub(lambda m: f"{7 * int(m.group(1))}天", text))
    text = _OF_NO.sub("没有", text)
    text = _BAN.sub("禁止", _LESS.sub("减少", text))
    text = _NOT_AS.sub(r"不高于\1", _THAN.sub(_than, text))
    text = _INJECT.sub("接种", _FIRST.sub(r"\1才能", text))
    text = _CATCH.sub("患", _TWICE.sub(r"\1", _MUST.sub(r"必须\1", text)))
    return _POTENTIAL.sub(_reach, text)


def _than(match: re.Match[str]) -> str:
    """比流感厉害 -> 高于流感."""
    return ("高于" if match["much"] else "低于") + match.group(1)


def _reach(match: re.Match[str]) -> str:
    """预防不了 -> 不能预防了, 杀得死 -> 能杀死."""
    verb, mark, result = match.groups()
    if verb[-1] in "差了对来大少而也都并就,能会" or verb[-1] + mark in _NO_POTENTIAL:
        return match.group()
    head = "" if verb in LEXICON else verb[:-1]
    ability = "不能" if mark == "不" else "能"
    end = result if verb[len(head) :] + result in LEXICON else ""
    return f"{head}{ability}{verb[len(head) :]}{end}"


def scan(text: str) -> Iterator[tuple[str, Entry | None]]:
    """Words of the lexicon, longest first; else characters, with numbers and Latin words whole.

    Args:
        text: a statement in plain grammar.
    """
    at = 0
    while at < len(text):
        if match := LATIN.match(text, at) or NUMBER.match(text, at):
            word = match.group()
            at = match.end()
            if word == "100%" and not text.startswith(("的", "酒", "浓"), at):
                yield word, LEXICON["100%"]
            else:
                yield word, None
            continue
        word = _longest(text, at)
        yield word, LEXICON.get(word)
        at += len(word)


def _longest(text: str, at: int) -> str:
    for size in range(min(LONGEST, len(text) - at), 0, -1):
        word = text[at : at + size]
        if word in LEXICON:
            return _shorter_if_split(text, at, word)
    return text[at]


def _shorter_if_split(text: str, at: int, word: str) -> str:
    """A word that swallows the beginning of an ordinary word gives it back: 不会|议 is not a modal."""
    if LEXICON[word].role is Role.PLAIN and _is_denied_word(text, at, word):
        return word[0]
    if LEXICON[word].role in (Role.WORD, Role.NEGATED, Role.PLACE, Role.TIME, Role.PLAIN):
        return word
    for back in range(1, len(word)):
        for size in (2, 3):
            inner = text[at + back : at + back + size]
            entry = LEXICON.get(inner)
            if back + size > len(word) and entry is not None and entry.role is Role.PLAIN:
                return word[:back] if word[:back] in LEXICON else text[at]
    return word


def _is_denied_word(text: str, at: int, word: str) -> bool:
    """不公布 is 不+公布 and not 不公+布: the second and third characters go together more often."""
    following = text[at + len(word) : at + len(word) + 1]
    if len(word) != 2 or word[0] not in "不没无未" or not following:
        return False
    counts = load_background().counts
    return counts.get(word[1] + following, 0) > 2 * counts.get(word, 0)


@lru_cache(maxsize=8192)
def rarity(character: str) -> float:
    """How rare a character is in Chinese at large, 0 to 1: a rare one names a thing.

    Args:
        character: one character.
    """
    return min(1.0, load_background().idf(character) / 6)
