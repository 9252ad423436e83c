"""Numbers and dates brought to one form: 十四天 and 14天, 2020-02-03 and 2020年2月3日. For matching only."""

from __future__ import annotations

import re

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
# What can be counted: after one of these a single 三 or 两 is a number, elsewhere it may be part of a word.
_MEASURES = "天日月年周时点个名人次级类项条章款批种例米元倍成岁份层轮期届户家只号线"
_NUMBER = re.compile(
    r"[零〇一二三四五六七八九十百千万亿两]{2,}"
    rf"|[一二三四五六七八九十两](?=[{_MEASURES}]|小时|分钟|公里)|(?<=第)[一二三四五六七八九十]"
)
_ISO_DATE = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_DAY_NUMBER = re.compile(r"(\d{1,2}月\d{1,2})号")
_LEADING_ZERO = re.compile(r"(?<![\d.])0+(?=\d{1,3}[年月日天时点个名人])")
_GROUPING = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")


def value(numeral: str) -> int | None:
    """The value of a Chinese numeral such as 二百零五 or 二〇二〇; None where it is not one.

    Args:
        numeral: characters of 零〇一二三四五六七八九十百千万亿两 only.
    """
    if not any(c in _UNITS for c in numeral):
        return int("".join(str(_DIGITS[c]) for c in numeral))
    total = section = 0
    digit: int | None = None
    for c in numeral:
        if c in _DIGITS:
            if digit:
                return None  # two digits in a row beside a unit: not one number (二三十)
            digit = _DIGITS[c]
        elif _UNITS[c] >= 10_000:
            total = (total + section + (digit or 0)) * _UNITS[c]
            section, digit = 0, None
            if total == 0:
                return None  # 万 or 亿 with nothing before it is a word (万一)
        else:
            if digit is None and c != "十":
                return None
            section += (1 if digit is None else digit) * _UNITS[c]
            digit = None
    return total + section + (digit or 0)


def _arabic(match: re.Match[str]) -> str:
    number = value(match.group())
    return match.group() if number is None else str(number)


def unify_numbers(text: str) -> str:
    """Write numbers and dates in one form.

    Args:
        text: half-width text.
    """
    text = _GROUPING.sub("", _NUMBER.sub(_arabic, text))
    text = _ISO_DATE.sub(r"\1年\2月\3日", text)
    return _DAY_NUMBER.sub(r"\1日", _LEADING_ZERO.sub("", text))
