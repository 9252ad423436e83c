"""What is measured of a chosen answer: inputs of the small models that trust or refuse it.

Every measure is a share, a count or a flag that means the same in any corpus; none knows a topic.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.compose.align import left_over, share
from assistant.compose.asked import Balance, Known
from assistant.compose.choose import Candidate, Run
from assistant.compose.expects import ASKS_FEATURES, asks
from assistant.compose.question import Question
from assistant.compose.trees import Line
from assistant.compose.values import ASKING, lacks
from index.document import Document, Hit
from index.places import kin, places
from index.words import normalise

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from assistant.compose.knowledge import Corpus
    from index.static import StaticEmbedder

_QUIET = 0.05  # votes of nobody, beside those of the wordings: where all are unlike, none has the say
_FROM_SEARCH = (
    "asked", "asked_elsewhere", "same", "same_elsewhere", "same_unanswered",
    "asked_votes", "document_votes", "near_answered", "near_unanswered", "nearer_answered",
    "meaning", "meaning_gap", "aligned_quote", "aligned_about", "aligned_all", "alone_1", "alone_2",
)  # fmt: skip

ANSWER_FEATURES = (
    "covered_by_quote", "covered_nearby", "covered_nearby_or_name", "covered_by_document", "covered_by_name",
    "covered_by_all_quotes_or_name", "window_score", "unit_score",
    "missing_1", "missing_2", "missing_3", "missing_sum",
    "missing_near_1", "missing_near_2", "missing_near_3",
    "share_of_terms_in_document", "share_of_terms_nearby", "share_unknown_to_corpus", "longest_missing_run",
    "log_terms", "log_units", "document_gap", "bm25_share", "vector", "place_named", "place_elsewhere",
    *_FROM_SEARCH, "lacks_value", *ASKS_FEATURES, "leaning",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is measured of a chosen answer.

    Attributes:
        measures: one number for each of ANSWER_FEATURES but the last.
        left_over: the sum of the question's words as vectors, each by how much it tells and how little of it
            finds its like in the quote and about it: what was asked besides, [dimension]. Interrogatives are
            left out: whether a value is there is measured by itself.
    """

    measures: tuple[float, ...]
    left_over: NDArray[np.float32]

    def row(self, leaning: Line) -> list[float]:
        """One number for each of ANSWER_FEATURES.

        Args:
            leaning: tells from what is left over whether documents answer such a question.
        """
        return [*self.measures, leaning.value(self.left_over)]


def _features(
    question: Question, runs: Sequence[Run], found: Mapping[str, float], known: Callable[[str], bool]
) -> list[float]:
    """One number for each of ANSWER_FEATURES but the last.

    Args:
        question: the weighed question.
        runs: what was chosen, the best first; not empty.
        found: what search said: `gap` of the second document, `bm25` share, `vector` similarity; and what
            the known wordings and the encoder say, by _FROM_SEARCH.
        known: whether a term stands anywhere in the corpus.
    """
    best = runs[0]
    prepared, first, last = best.prepared, best.first, best.last
    units = prepared.units
    quote = frozenset[str]().union(*(u.terms for u in units[first : last + 1]))
    near = frozenset[str]().union(*(u.terms for u in units[max(0, first - 2) : last + 3]))
    heading = units[first].heading
    if heading >= 0:
        near |= units[heading].terms
    everything = frozenset[str]().union(
        *(u.terms for r in runs for u in r.prepared.units[r.first : r.last + 1])
    )
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
        question.coverage(everything | prepared.name_terms), best.score, best.best,
        *(absent + [0.0] * 3)[:3], sum(absent), *(far + [0.0] * 3)[:3],
        len(in_document) / many, len(in_sight) / many,
        sum(not known(t) and t not in in_document for t in pairs) / many, _longest_run(pairs, in_document),
        math.log1p(len(question.weights)), math.log1p(len(units)),
        found["gap"], found["bm25"], found["vector"],
        *place_measures(question.text, prepared.document),
        *(found[name] for name in _FROM_SEARCH),
        float(all(lacks(question.text, r.prepared.document.text[r.start : r.end]) for r in runs)),
        *asks(question.text),
    ]  # fmt: skip


def measure(
    question: Question,
    runs: Sequence[Run],
    pool: Sequence[Candidate],
    hits: Sequence[Hit],
    corpus: Corpus,
    known: Sequence[Known],
    balance: Balance,
) -> Evidence:
    """The measures of a chosen answer.

    Args:
        question: the weighed question.
        runs: what was chosen, the best first; not empty.
        pool: the candidate documents.
        hits: passages found.
        corpus: term statistics.
        known: known wordings that are like the question.
        balance: how near the question lies to all those with an answer, and without.
    """
    best = runs[0]
    own = [h for h in hits if h.passage.document is best.prepared.document]
    others = [c.gap for c in pool if c.prepared is not best.prepared]
    found = {
        "gap": min(others, default=1.0),
        "bm25": own[0].why.get("coverage", 0.0) if own else 0.0,
        "vector": max((h.why.get("vector", 0.0) for h in own), default=0.0),
        **_likeness(runs, pool, known, balance),
    }
    aligned, besides = _alignment(runs, pool, interrogatives(question.text, corpus.meaning.encoder))
    return Evidence(tuple(_features(question, runs, found | aligned, corpus.known)), besides)


def _likeness(
    runs: Sequence[Run], pool: Sequence[Candidate], known: Sequence[Known], balance: Balance
) -> dict[str, float]:
    """What known wordings and the encoder say of the best run, and of what else there is.

    Beside the most alike wording of each sort, the wordings vote, the more alike the more.
    """
    best = runs[0]
    span, document = best.span, best.prepared.document
    here = [k for k in known if k.document.id == document.id and k.leads_to(span)]
    elsewhere = [k for k in known if k.asked is not None and k not in here]
    unanswered = [k for k in known if k.asked is None]
    there = [k for k in known if k.asked is not None and k.document.id == document.id]
    votes = _votes(known) + _QUIET
    own = _of(best, pool)
    meaning = max(own.meaning[best.first : best.last + 1])
    return {
        "asked": max((k.likeness for k in here), default=0.0),
        "asked_elsewhere": max((k.likeness for k in elsewhere), default=0.0),
        "same": _same(here),
        "same_elsewhere": _same(elsewhere),
        "same_unanswered": _same(unanswered),
        "asked_votes": _votes(here) / votes,
        "document_votes": _votes(there) / votes,
        "near_answered": balance.answered,
        "near_unanswered": balance.unanswered,
        "nearer_answered": balance.answered - balance.unanswered,
        "meaning": meaning,
        "meaning_gap": meaning - max((max(c.meaning) for c in pool if c is not own), default=0.0),
    }


def interrogatives(question: str, encoder: StaticEmbedder) -> frozenset[int]:
    """The rows of a question's words that only ask."""
    words = encoder.segmenter.cut(question)
    rows = (encoder.vocabulary.get(word) for word in words if ASKING.search(word))
    return frozenset(row for row in rows if row is not None)


def _alignment(
    runs: Sequence[Run], pool: Sequence[Candidate], asking: frozenset[int]
) -> tuple[dict[str, float], NDArray[np.float32]]:
    """What of the question's words finds its like in the quotes and what stands about them, and what not."""
    import numpy as np

    best = runs[0]
    own = _of(best, pool)
    units, first, last = best.prepared.units, best.first, best.last
    quote = own.aligned.units[:, first : last + 1].max(axis=1, initial=0.0)
    sight = np.maximum(
        own.aligned.units[:, max(0, first - 2) : last + 3].max(axis=1, initial=0.0), own.aligned.name
    )
    if units[first].heading >= 0:
        sight = np.maximum(sight, own.aligned.units[:, units[first].heading])
    every = quote
    for run in runs[1:]:
        other = _of(run, pool)
        every = np.maximum(every, other.aligned.units[:, run.first : run.last + 1].max(axis=1, initial=0.0))
    tells = own.aligned.tells
    alone = sorted((tells * (1 - sight)).tolist(), reverse=True)
    measures = {
        "aligned_quote": float(share(tells, quote)),
        "aligned_about": float(share(tells, sight)),
        "aligned_all": float(share(tells, every)),
        "alone_1": alone[0] if alone else 0.0,
        "alone_2": alone[1] if len(alone) > 1 else 0.0,
    }
    telling = np.array([row not in asking for row in own.aligned.rows], dtype=np.float32)
    return measures, left_over(tells * telling, sight, own.aligned.words)


def _of(run: Run, pool: Sequence[Candidate]) -> Candidate:
    return next(c for c in pool if c.prepared is run.prepared)


def _same(known: Sequence[Known]) -> float:
    return max((k.same for k in known), default=0.0)


def _votes(known: Sequence[Known]) -> float:
    return sum(k.likeness for k in known)


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
