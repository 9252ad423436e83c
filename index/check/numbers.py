"""A rebuttal's figure that contradicts the guidance's figure for the same thing.

Conservative on purpose. A clause of a rebuttal is held against a clause of the guidance only where both hold
one figure with the same unit, and the words around the figure are nearly the same (Dice of character bigrams,
figures masked). Figures agree where their ranges touch. Where any other such clause of the guidance agrees
there is no fault, since guidance may give several figures for different cases.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.check.claims import similarity
from index.check.fault import Fault
from index.check.load import Loaded
from index.clauses import clauses, segments, sentences
from index.outline.marks import count

_SAME_THING = 0.6
_CN = "零〇一二两三四五六七八九十百"
_NUMBER = rf"(?:\d+(?:\.\d+)?|[{_CN}]+)"
_UNIT = (
    "个小时|小时|分钟|秒钟|秒|天|周|个月|次|层|只|米|厘米|公里|毫升|升|毫克/升|毫克|克|ppm|mg/L|"
    "℃|摄氏度|度|%|％|倍|例|人|岁|元|万元|片|瓶盖"
)
_QUANTITY = re.compile(rf"({_NUMBER})(?:\s*(?:-|—|–|~|～|至|到)\s*({_NUMBER}))?\s*({_UNIT})(?![a-zA-Z])")
_DATE = re.compile(r"\d{2,4}年(?:\d{1,2}月)?(?:\d{1,2}日)?|\d{1,2}月(?:\d{1,2}日)?|第\d+|\d+号")
_ALIKE = {"个小时": "小时", "摄氏度": "℃", "度": "℃", "％": "%", "秒钟": "秒", "毫克/升": "mg/L"}


@dataclass(frozen=True, slots=True)
class Figure:
    """The one figure of a clause: its range, its unit, and the words around it."""

    low: float
    high: float
    unit: str
    around: str
    words: str


def number_faults(loaded: Loaded) -> Iterator[Fault]:
    """Rebuttals whose figures disagree with the guidance."""
    known = [(g.file, f) for g in loaded.guidance for f in figures(g.cited.text)]
    for rumor in loaded.rumors:
        for figure in figures(rumor.cited.text):
            found = _disagreement(figure, known)
            if found is not None:
                file, other = found
                message = f"“{figure.words}”与 {file} 的“{other.words}”数字不一致"
                yield Fault(
                    rumor.file,
                    f"{rumor.place}.rebuttal",
                    "number_conflict",
                    message,
                    "核对来源，改正其中一处",
                )


def figures(text: str) -> list[Figure]:
    """The clauses of a text that hold exactly one figure with a unit."""
    found = []
    for sentence in sentences(text):
        for clause in clauses(text, sentence.start, sentence.end):
            for piece in segments(text, clause.start, clause.end):
                if (figure := _figure(text[piece.start : piece.end])) is not None:
                    found.append(figure)
    return found


def _figure(words: str) -> Figure | None:
    bare = _DATE.sub("", words)
    quantities = list(_QUANTITY.finditer(bare))
    if len(quantities) != 1:
        return None
    low, high, unit = quantities[0].groups()
    around = re.sub(r"\W", "", _QUANTITY.sub("", bare))
    if len(around) < 4:
        return None
    first = _value(low)
    return Figure(
        first, _value(high) if high else first, _ALIKE.get(unit, unit), around, words.strip("，。；：,;: ")
    )


def _value(written: str) -> float:
    return float(written) if written[0].isdigit() else float(count(written.replace("两", "二")))


def _disagreement(figure: Figure, known: list[tuple[str, Figure]]) -> tuple[str, Figure] | None:
    same = [
        (similarity(figure.around, other.around), file, other)
        for file, other in known
        if other.unit == figure.unit
    ]
    close = [entry for entry in same if entry[0] >= _SAME_THING]
    if not close or any(_agree(figure, other) for _, _, other in close):
        return None
    best = max(close, key=lambda entry: entry[0])
    return best[1], best[2]


def _agree(one: Figure, other: Figure) -> bool:
    return one.low <= other.high and other.low <= one.high
