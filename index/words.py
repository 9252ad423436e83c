"""From text to the units that are matched: one written form, then characters, numbers and Latin words.

Chinese is matched by single characters and pairs of neighbours, which needs no dictionary and so meets no
unknown word. Offsets are not kept: what is matched is not what is quoted.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

from index.names import unify_names
from index.numerals import unify_numbers

SENTENCE_END = "\n"
BREAK = " "

_CJK = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_TOKEN = re.compile(rf"[a-z]+|\d+(?:\.\d+)?%?|[{_CJK}]|[。!?;\n]|\s+|[^\sa-z\d{_CJK}]")
_SENTENCE_MARKS = frozenset("。!?;\n")
_WORD = re.compile(rf"[a-z\d{_CJK}]")

# Closed classes of Chinese: interrogatives, auxiliaries that only mark a question, and polite openings.
_ASKING_TEXT = """
为什么 为啥 为何 什么样 什么 怎么样 怎么办 怎么 怎样 咋办 咋样 咋 如何 何时 何地 何处 何种 哪些 哪个 哪种 哪几
哪里 哪儿 哪位 哪 多少 多久 多长 多大 多远 几个 几种 几 谁 啥 是否 能否 可否 会否 有没有 是不是 能不能 会不会
可不可以 要不要 该不该 需不需要 吗 呢 吧 啊 呀 么 请问 请教 想问 想知道 告诉我
给我 讲讲 说说 介绍 我想 帮我 麻烦 一下
"""
ASKING_WORDS = tuple(_ASKING_TEXT.split())
_ASKING_RE = re.compile("|".join(ASKING_WORDS))
# Particles, prepositions, conjunctions, copulas, modal auxiliaries and pronouns: grammar, not subject.
FUNCTION = frozenset(
    "的了着过地得是有在和与及或也都就还又对于为以从向被把将而但等之其所该此这那您你我他她它们会可能应要需让使给并则且若如当做"
)


@lru_cache(maxsize=1)
def _simplified() -> dict[int, str]:
    """Traditional characters and their simplified form, one to one, read once from OpenCC."""
    import opencc

    characters = [chr(c) for c in (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000), *range(0xF900, 0xFB00))]
    simple = opencc.OpenCC("t2s").convert("\n".join(characters)).split("\n")
    return {ord(c): s for c, s in zip(characters, simple, strict=True) if c != s and len(s) == 1}


def is_traditional(text: str) -> bool:
    """Whether any character is written so in traditional Chinese only.

    Args:
        text: any text.
    """
    return not text.isascii() and any(ord(c) in _simplified() for c in text)


def fold(text: str) -> str:
    """Half width, lower case, simplified characters: the same letters whoever typed them."""
    return unicodedata.normalize("NFKC", text).lower().translate(_simplified())


def normalise(text: str) -> str:
    """The form in which texts are compared: folded, names and numbers in one form.

    Args:
        text: any text; it is never shown in this form.
    """
    return unify_numbers(unify_names(fold(text)))


def tokens(text: str) -> list[str]:
    """Characters, numbers and Latin words in order, with BREAK and SENTENCE_END where words cannot join.

    Args:
        text: any text.
    """
    out: list[str] = []
    for piece in _TOKEN.findall(normalise(text)):
        if _WORD.match(piece):
            out.append(piece)
        elif piece in _SENTENCE_MARKS or "\n" in piece:
            out.append(SENTENCE_END)
        else:
            out.append(BREAK)
    return out


def question_tokens(question: str) -> list[str]:
    """The tokens of a question without the words that only ask; all tokens where nothing else is left.

    Args:
        question: what a person typed.
    """
    plain = _ASKING_RE.sub(BREAK, normalise(question))
    found = tokens(plain)
    if not any(t not in FUNCTION and t.strip() for t in found):
        return tokens(question)
    return found


def terms(text: str) -> list[str]:
    """The units that are matched: every token, then every pair of neighbours.

    Args:
        text: any text.
    """
    found = tokens(text)
    single = [t for t in found if t.strip()]
    return single + [a + b for a, b in pairwise(found) if a.strip() and b.strip()]
