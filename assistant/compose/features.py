"""What is measured of a unit and of a chosen answer: inputs of the two small models that choose and refuse.

Every measure is a share, a count or a flag that means the same in any corpus; none knows a topic.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from assistant.compose.align import share
from assistant.compose.expects import ASKS_FEATURES, asks, lacks_value
from assistant.compose.units import Prepared
from index.document import Document
from index.places import kin, places
from index.thesaurus import equivalents
from index.words import FUNCTION, normalise, question_tokens

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from assistant.compose.meaning import Aligned

_STRADDLING = 0.2  # what counts of a pair across two words: 天天 in 今天天气
_RARER = 1.4  # a pair so much rarer than both its neighbours (in idf) lies across two words
_SINGLE = 0.35  # weight of one character against a pair: characters recur by chance
_ASKS_NUMBER = re.compile("多少|几|比例|金额|数量|标准|人数|率|浓度|温度|距离|次数")
_ASKS_TIME = re.compile("时间|何时|什么时候|几月|多久|多长|期限|日期|几点|几天|时限|截止")
_ASKS_WHO = re.compile("谁|哪些单位|什么部门|哪个|哪位|电话|网址|邮箱|联系|找哪|向哪")
_NUMBER = re.compile(r"\d|[一二三四五六七八九十百千万两]+(?:倍|成|次|天|日|小时|分钟|人|元|个|米)")
_TIME = re.compile(
    r"\d+ ?(?:年|月|日|天|时|点|小时|分|周)|[一二三四五六七八九十两]+(?:天|日|小时|周|个月)"
    r"|立即|第一时间|当[天日]|每[天日周]"
)
_FROM_SEARCH = (
    "asked", "asked_elsewhere", "unanswered", "asked_votes", "document_votes", "unanswered_votes",
    "meaning", "meaning_gap", "aligned_quote", "aligned_about", "aligned_all", "alone_1", "alone_2",
)  # fmt: skip
_CONTACT = re.compile(r"电话|网址|http|www|@|热线|邮箱|公众号")


@dataclass(frozen=True, slots=True)
class Question:
    """A question as weighed terms.

    Attributes:
        text: the question.
        weights: term to weight, interrogatives and function words left out.
        total: sum of the weights.
        others: for a term of a word that others may stand for, the terms of each of those.
        terms: the terms alone.
    """

    text: str
    weights: Mapping[str, float]
    total: float
    others: Mapping[str, tuple[frozenset[str], ...]]
    terms: frozenset[str]

    def holds(self, terms: frozenset[str] | set[str], term: str) -> bool:
        """Whether a set of terms holds a term of the question, in its own or in an equivalent word."""
        return term in terms or any(other <= terms for other in self.others.get(term, ()))

    def coverage(self, terms: frozenset[str] | set[str]) -> float:
        """The weighed share of the question's terms that a set of terms holds, 0 to 1."""
        return sum(w for t, w in self.weights.items() if self.holds(terms, t)) / self.total


def read_question(text: str, idf: Callable[[str], float]) -> Question:
    """Weigh a question's terms.

    Args:
        text: the question.
        idf: how rare a term is.
    """
    found = question_tokens(text)
    single = [t for t in found if t.strip()]
    pairs = [a + b if a.strip() and b.strip() else "" for a, b in pairwise(found)]
    weights = {t: idf(t) * _SINGLE if len(t) == 1 else idf(t) for t in dict.fromkeys(single)}
    for n, pair in enumerate(pairs):
        if pair:
            around = [
                idf(p) for p in (pairs[n - 1] if n else "", pairs[n + 1] if n + 1 < len(pairs) else "") if p
            ]
            straddles = len(around) == 2 and idf(pair) > max(around) + _RARER
            weight = idf(pair) * (_STRADDLING if straddles else 1.0)
            weights[pair] = max(weight, weights.get(pair, 0.0))
    for t in FUNCTION & weights.keys():
        weights[t] = 0.0
    others: dict[str, tuple[frozenset[str], ...]] = {}
    for word in equivalents(text):
        for t in (*word.pairs, *word.word):
            if t in weights:
                others[t] = (*others.get(t, ()), *word.others)
    return Question(text, weights, sum(weights.values()) or 1.0, others, frozenset(weights))


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


ANSWER_FEATURES = (
    "covered_by_quote", "covered_nearby", "covered_nearby_or_name", "covered_by_document", "covered_by_name",
    "covered_by_all_quotes_or_name", "window_score", "unit_score",
    "missing_1", "missing_2", "missing_3", "missing_sum",
    "missing_near_1", "missing_near_2", "missing_near_3",
    "share_of_terms_in_document", "share_of_terms_nearby", "share_unknown_to_corpus", "longest_missing_run",
    "log_terms", "log_units", "document_gap", "bm25_share", "vector", "place_named", "place_elsewhere",
    "asked", "asked_elsewhere", "unanswered", "asked_votes", "document_votes", "unanswered_votes",
    "meaning", "meaning_gap",
    "aligned_quote", "aligned_about", "aligned_all", "alone_1", "alone_2",
    "lacks_value", *ASKS_FEATURES,
)  # fmt: skip


def answer_features(
    question: Question,
    chosen: Sequence[tuple[Prepared, int, int]],
    *,
    scores: tuple[float, float],
    found: Mapping[str, float],
    known: Callable[[str], bool],
) -> list[float]:
    """Measure how well a chosen answer carries its question.

    Args:
        question: the weighed question.
        chosen: windows (document, first unit, last unit), the best first; not empty.
        scores: sum of unit scores of the best window, and its best unit's score.
        found: what search said: `gap` of the second document, `bm25` share, `vector` similarity; and what
            the known wordings and the encoder say (`assistant.compose.knowledge.measure`).
        known: whether a term stands anywhere in the corpus.

    Returns:
        One number for each of ANSWER_FEATURES.
    """
    prepared, first, last = chosen[0]
    units = prepared.units
    quote = frozenset[str]().union(*(u.terms for u in units[first : last + 1]))
    near = frozenset[str]().union(*(u.terms for u in units[max(0, first - 2) : last + 3]))
    heading = units[first].heading
    if heading >= 0:
        near |= units[heading].terms
    everything = frozenset[str]().union(*(u.terms for p, a, b in chosen for u in p.units[a : b + 1]))
    about = near | prepared.name_terms
    pairs = [t for t, w in question.weights.items() if len(t) > 1 and w > 0]
    many = len(pairs) + 1
    in_document = {t for t in pairs if question.holds(prepared.terms, t)}
    in_sight = {t for t in pairs if question.holds(about, t)}
    absent = sorted((question.weights[t] for t in pairs if t not in in_document), reverse=True)
    far = sorted((question.weights[t] for t in pairs if t not in in_sight), reverse=True)
    return [
        question.coverage(quote), question.coverage(near), question.coverage(about),
        question.coverage(prepared.terms), question.coverage(prepared.name_terms),
        question.coverage(everything | prepared.name_terms), *scores,
        *(absent + [0.0] * 3)[:3], sum(absent), *(far + [0.0] * 3)[:3],
        len(in_document) / many, len(in_sight) / many,
        sum(not known(t) and t not in in_document for t in pairs) / many, _longest_run(pairs, in_document),
        math.log1p(len(question.weights)), math.log1p(len(units)),
        found.get("gap", 0.0), found.get("bm25", 0.0), found.get("vector", 0.0),
        *place_measures(question.text, prepared.document),
        *(found.get(name, 0.0) for name in _FROM_SEARCH),
        float(lacks_value(question.text, (p.document.text[p.units[a].span.start : p.units[b].span.end]
                                          for p, a, b in chosen))),
        *asks(question.text),
    ]  # fmt: skip


def place_measures(question: str, document: Document) -> tuple[float, float]:
    """Whether the document names the question's place, and whether that place is one it never speaks of."""
    asked = set(places(normalise(question)))
    if not asked:
        return 0.0, 0.0
    related = kin()
    name = f"{document.title}\n{document.issuer}\n{document.area}\n{document.text[:200]}"
    named = any(p in asked for p in places(normalise(name)))
    spoken = {q for p in asked for q in related[p]} & set(places(normalise(document.text))) | (
        asked if named else set()
    )
    return float(named), float(not spoken)


def _longest_run(pairs: Sequence[str], terms: set[str]) -> float:
    """How many of the question's pairs in a row the document lacks: a name it does not know."""
    longest = run = 0
    for pair in pairs:
        run = 0 if pair in terms else run + 1
        longest = max(longest, run)
    return float(longest)
