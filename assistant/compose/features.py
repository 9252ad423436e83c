"""What is measured of a unit against a question: inputs of the small models that choose.

Every measure is a share, a count or a flag that means the same in any corpus; none knows a topic.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.compose.align import share
from assistant.compose.question import Question
from assistant.compose.units import Prepared

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from assistant.compose.meaning import Aligned

_ASKS_NUMBER = re.compile("多少|几|比例|金额|数量|标准|人数|率|浓度|温度|距离|次数")
_ASKS_TIME = re.compile("时间|何时|什么时候|几月|多久|多长|期限|日期|几点|几天|时限|截止")
_ASKS_WHO = re.compile("谁|哪些单位|什么部门|哪个|哪位|电话|网址|邮箱|联系|找哪|向哪")
_NUMBER = re.compile(r"\d|[一二三四五六七八九十百千万两]+(?:倍|成|次|天|日|小时|分钟|人|元|个|米)")
_TIME = re.compile(
    r"\d+ ?(?:年|月|日|天|时|点|小时|分|周)|[一二三四五六七八九十两]+(?:天|日|小时|周|个月)"
    r"|立即|第一时间|当[天日]|每[天日周]"
)
_CONTACT = re.compile(r"电话|网址|http|www|@|热线|邮箱|公众号")


@dataclass(frozen=True, slots=True)
class Signs:
    """What else speaks for the units of a document than the words they share with a question.

    Attributes:
        meaning: nearness in meaning of each unit (cosine), m of them.
        aligned: how the question's words find their like in each unit.
        asked: likeness of the question to the known wordings that lead to each unit, 0 to 1.
        best_meaning: the nearest unit of any candidate document.
        best_asked: the likeness of the most alike wording that leads anywhere.
    """

    meaning: Sequence[float]
    aligned: Aligned
    asked: Sequence[float]
    best_meaning: float
    best_asked: float


UNIT_FEATURES = (
    "coverage", "coverage_beyond_name", "coverage_local",
    "before", "after", "before_2", "before_local", "after_local", "before_2_local",
    "heading", "heading_local", "is_heading", "is_short_heading", "is_name",
    "is_first", "position", "position_share", "log_length", "is_tiny",
    "answers_number", "answers_time", "asks_who", "answers_contact",
    "after_colon", "ends_in_colon", "below_best_local", "is_best_local", "below_best",
    "one_of", "best_before", "document_rank", "document_gap", "document_share", "passage_score",
    "meaning", "meaning_before", "meaning_after", "below_best_meaning", "below_best_meaning_anywhere",
    "asked", "below_best_asked",
    "aligned", "aligned_about", "below_best_aligned", "alone_about",
)  # fmt: skip


def unit_features(
    question: Question,
    prepared: Prepared,
    *,
    rank: int,
    gap: float,
    share: float,
    passage_scores: Sequence[float],
    signs: Signs,
) -> NDArray[np.float64]:
    """Measure every unit of a document against a question.

    Args:
        question: the weighed question.
        prepared: the document's units, m of them.
        rank: place of the document among the candidates, from 0.
        gap: how far its best passage's score lies below the best of all, as a share of that best (0 to 1).
        share: the document's own keyword score as a share of the best document's (0 to 1).
        passage_scores: of each unit, its passage's score as a share of the best one's (0 where not found).
        signs: how near each unit is in meaning and by known wordings.

    Returns:
        A matrix of shape [m, len(UNIT_FEATURES)].
    """
    import numpy as np

    units = prepared.units
    m = len(units)
    names = list(question.weights)
    weights = np.array([question.weights[t] for t in names])
    present = np.array([[question.holds(u.terms, t) for t in names] for u in units], dtype=np.float64)
    present = present.reshape(m, len(names))
    beyond = np.array([t not in prepared.name_terms for t in names], dtype=np.float64) * weights
    local = weights * np.log1p(m / (1.0 + present.sum(axis=0)))
    coverage = present @ weights / question.total
    beyond_total = beyond.sum()
    covered_beyond = present @ beyond / beyond_total if beyond_total > 0.02 * question.total else np.zeros(m)
    covered_local = present @ local / (local.sum() or 1.0)
    text = prepared.document.text
    rows = np.zeros((m, len(UNIT_FEATURES)))
    best_before = np.maximum.accumulate(np.concatenate(([0.0], covered_local)))[:m]
    top, top_local = coverage.max(initial=0.0), covered_local.max(initial=0.0)
    near, asked = signs.meaning, signs.asked
    aligned, about, alone = aligned_measures(signs.aligned, [u.heading for u in units])
    best_aligned = aligned.max(initial=0.0)
    best_near = max(near, default=0.0)
    asks_number = bool(_ASKS_NUMBER.search(question.text))
    asks_time = bool(_ASKS_TIME.search(question.text))
    asks_who = bool(_ASKS_WHO.search(question.text))
    for j, unit in enumerate(units):
        words = text[unit.span.start : unit.span.end]
        distance = j - unit.heading
        fade = 1 / (1 + 0.3 * distance) if unit.heading >= 0 else 0.0
        rows[j] = (
            coverage[j], covered_beyond[j], covered_local[j],
            coverage[j - 1] if j else 0, coverage[j + 1] if j + 1 < m else 0, coverage[j - 2] if j > 1 else 0,
            covered_local[j - 1] if j else 0, covered_local[j + 1] if j + 1 < m else 0,
            covered_local[j - 2] if j > 1 else 0,
            coverage[unit.heading] * fade, covered_local[unit.heading] * fade,
            unit.is_heading, unit.is_heading and unit.length < 25, unit.is_name,
            j == 0, min(j, 10) / 10, j / m, math.log1p(unit.length), unit.length < 12,
            asks_number and bool(_NUMBER.search(words)), asks_time and bool(_TIME.search(words)),
            asks_who, asks_who and bool(_CONTACT.search(words)),
            j > 0 and text[: unit.span.start].rstrip()[-1:] in "：:", words[-1:] in "：:",
            covered_local[j] - top_local, covered_local[j] == top_local, coverage[j] - top,
            1 / m, best_before[j], rank, gap, share, passage_scores[j],
            near[j], near[j - 1] if j else 0, near[j + 1] if j + 1 < m else 0,
            near[j] - best_near, near[j] - signs.best_meaning, asked[j], asked[j] - signs.best_asked,
            aligned[j], about[j], aligned[j] - best_aligned, alone[j],
        )  # fmt: skip
    return rows


def aligned_measures(
    aligned: Aligned, headings: Sequence[int]
) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]:
    """What of a question finds its like in each unit, and what nowhere in sight.

    Args:
        aligned: the question's words beside each unit's, m units.
        headings: index of the unit that heads each; -1 where none does.

    Returns:
        Three vectors of m: the share found in the unit; in the unit, its heading or the title; and the most
        that one word tells that is found in none of these.
    """
    import numpy as np

    headed = np.array(headings, dtype=np.intp)
    above = np.where(headed >= 0, aligned.units[:, headed], 0.0)
    sight = np.maximum(np.maximum(aligned.units, above), aligned.name[:, None])
    alone = (aligned.tells[:, None] * (1 - sight)).max(axis=0, initial=0.0)
    return share(aligned.tells, aligned.units), share(aligned.tells, sight), alone
