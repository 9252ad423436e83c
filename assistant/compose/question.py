"""A question as weighed terms: what its words are worth, and which others may stand for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from index.thesaurus import equivalents
from index.words import FUNCTION, question_tokens

_STRADDLING = 0.2  # what counts of a pair across two words: 天天 in 今天天气
_RARER = 1.4  # a pair so much rarer than both its neighbours (in idf) lies across two words
_SINGLE = 0.35  # weight of one character against a pair: characters recur by chance


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
