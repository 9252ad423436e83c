"""What a question is about beyond who asks and how, and how much of that some words speak of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.compose.question import Question
from assistant.duties.match import find_subjects, spoken
from assistant.duties.model import DutyTable
from assistant.duties.topic import read_topic
from index.background import load_background
from index.words import terms

SEEN = 250  # characters that a person reads before anything else


@dataclass(frozen=True, slots=True)
class Matter:
    """The thing a question asks about.

    Attributes:
        topic: its words, weighed by how rare they are; words of titles count.
        documents: how many documents hold duties of those it names.
    """

    topic: Question
    documents: int

    @property
    def empty(self) -> bool:
        """Whether it asks for all that someone has to do, of nothing in particular."""
        known = load_background().counts
        return not any(w for t, w in self.topic.weights.items() if len(t) > 1 and t in known)

    def said(self, words: Iterable[str]) -> float:
        """The share of the matter that some words speak of; 1 where there is none.

        Args:
            words: quotes, titles, headings.
        """
        if self.empty:
            return 1.0
        return self.topic.coverage(frozenset().union(*(frozenset(terms(w)) for w in words)))


def read_matter(question: str, tables: Sequence[DutyTable]) -> Matter:
    """The matter of a question.

    Args:
        question: as understood.
        tables: the documents to answer from.
    """
    matches = find_subjects(question, tables)
    topic = read_topic(question, (), without=spoken(question, matches))
    return Matter(topic, len({m.table.document.id for m in matches}))


_WHETHER = re.compile(r"吗|[么不没][?？。 ]*$|是不是|[能可要该用行算会]不|有没有|是否|可否")
_NEW_TERMS = 2


def only_repeats(question: str, quotes: Iterable[str]) -> bool:
    """Whether quotes say no more than an open question itself does (如何做好防护 — 要做好防护).

    Args:
        question: as understood.
        quotes: what would answer it.
    """
    said = frozenset().union(*(frozenset(terms(q)) for q in quotes))
    new = {t for t in said - frozenset(terms(question)) if len(t) > 1}
    return len(new) <= _NEW_TERMS and _WHETHER.search(question) is None


def first_seen(quotes: Iterable[str], limit: int = SEEN) -> list[str]:
    """The first characters of some quotes, as far as a person reads.

    Args:
        quotes: in the order shown.
        limit: how many characters count.
    """
    seen: list[str] = []
    for quote in quotes:
        if limit <= 0:
            break
        seen.append(quote[:limit])
        limit -= len(quote)
    return seen
