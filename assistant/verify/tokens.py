"""Text as tokens that compare: words, figures and marks in one written form, punctuation by strength only."""

from __future__ import annotations

import re

from index.numerals import unify_numbers, value
from index.words import fold

Tokens = tuple[str, ...]

LIST, COMMA, SEMICOLON, STOP, ASK = "、", ",", ";", ".", "?"
_STRENGTH = {"、": LIST, ",": COMMA, ":": COMMA, ";": SEMICOLON, "。": STOP, "!": STOP, ".": STOP, "?": ASK}
BORDERS = frozenset(_STRENGTH.values())
# 三四天 is some days, not 34: two neighbouring digits are an estimate and stay as written.
_ESTIMATE = re.compile(
    r"(?<![零〇一二三四五六七八九十百千万亿两])([一二两三四五六七八九])([二两三四五六七八九])(?![零〇一二三四五六七八九])"
)
_PERCENT = re.compile(r"百分之([零〇一二三四五六七八九十百两]+|\d+(?:\.\d+)?)")
_UNIT_WORD = re.compile(r"(\d)个(?=小时|月|星期|工作日)")
_TOKEN = re.compile(r"\d+(?:\.\d+)*|[a-z]+|[^\s\u2060“”‘’「」『』\"'《》〈〉*#…]")
_DASHES = str.maketrans({"—": "-", "–": "-", "~": "-"})


def tokens(text: str) -> Tokens:
    """Tokens of a text; quotation marks, white space and Markdown marks left out, brackets kept.

    Args:
        text: any text.
    """
    plain = _ESTIMATE.sub("\\1\u2060\\2", fold(text))
    plain = unify_numbers(_PERCENT.sub(_percent, plain))
    plain = _UNIT_WORD.sub(r"\1", plain).translate(_DASHES)
    return tuple(_STRENGTH.get(t, t) for t in _TOKEN.findall(plain))


def _percent(match: re.Match[str]) -> str:
    written = match.group(1)
    number = written if written[0].isdigit() else value(written)
    return match.group() if number is None else f"{number}%"


def trimmed(found: Tokens) -> Tokens:
    """Tokens without the punctuation at both ends."""
    start, end = 0, len(found)
    while start < end and found[start] in BORDERS:
        start += 1
    while end > start and found[end - 1] in BORDERS:
        end -= 1
    return found[start:end]
