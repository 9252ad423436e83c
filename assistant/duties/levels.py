"""Levels of administration, so that a county's question does not get a ministry's duties."""

from __future__ import annotations

import re

# Longest first: 县级以上 is not 县.
_OF_SUBJECT: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"省级以上"), "省国"),
    (re.compile(r"设区的市级以上|市级以上"), "市省国"),
    (re.compile(r"县级以上"), "县市省国"),
    (re.compile(r"国务院|中央|国家级?(?!机关)|全国|解放军|武装警察"), "国"),
    (re.compile(r"省、自治区、直辖市|省级|全省"), "省"),
    (re.compile(r"设区的市|市级|地级"), "市"),
    (re.compile(r"县级|县[（(]|区县|县区"), "县"),
    (re.compile(r"乡|镇(?!静)|街道"), "乡"),
    (re.compile(r"村(?!镇银行)|社区|居民委员会"), "村"),
)
_OF_PERSON: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"国务院|国家|部委|中央|全国|军队|解放军|部队|武警"), "国"),
    (re.compile(r"省(?:长|级|里|委|政府|厅|直)|自治区|厅[里长]?"), "省"),
    (re.compile(r"市(?:长|级|里|委(?!组织部报)|政府|直)"), "市"),
    (re.compile(r"县(?:长|级|里|委|政府|直)?|区(?:长|政府|委|里|直)"), "县"),
    (re.compile(r"乡(?!村)|镇|街道"), "乡"),
    (re.compile(r"村|社区|居委|网格"), "村"),
)
_LOCAL = frozenset("村乡县市省")


def levels_of_subject(words: str) -> frozenset[str]:
    """The levels a subject of a document names; empty where it names none.

    Args:
        words: such as 县级以上地方人民政府.
    """
    found: set[str] = set()
    rest = words
    for pattern, levels in _OF_SUBJECT:
        if pattern.search(rest):
            found |= set(levels)
            rest = pattern.sub("", rest)
    return frozenset(found)


def levels_of_person(words: str) -> frozenset[str]:
    """The levels a person's words name; those outside the capital where they name none.

    Args:
        words: such as 我是县长.
    """
    found = frozenset(level for pattern, level in _OF_PERSON if pattern.search(words))
    return found or _LOCAL


def fits(asked: frozenset[str], named: frozenset[str]) -> bool:
    """Whether a person of these levels can be meant by a subject of those."""
    return not named or bool(asked & named)
