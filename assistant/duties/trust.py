"""How likely one stretch of a document answers a question, by a small learnt model.

There are two models in `trust.json`, fitted by `evals.fit_trust`: one for official documents, from questions
on invented notices, and one for what we compiled, from the everyday wordings of the corpus.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant.compose.trees import Line, Trees, read_line, read_trees
from assistant.duties.grounds import GROUND_FEATURES, Held, Stretches, hold
from assistant.duties.model import DutyTable
from assistant.duties.select import Chosen, is_for_all
from assistant.duties.tables import clauses

FILE = Path(__file__).with_name("trust.json")
_NEAR = 0.75  # of the likeliest duty
_HARDLY_LESS = 0.6
_BY_WHOM = re.compile("由(?:谁|哪)")
_LACKS_VALUE = GROUND_FEATURES.index("lacks_value")
_BEHIND = GROUND_FEATURES.index("behind")
_SPOKEN_OF = 0.6  # likeness from which on the step asked about (由谁任命) is spoken of
_WITHOUT_STEP = 0.3  # what is left where it is not
_WITHOUT_VALUE = 0.1  # what is left where the kind of value asked for is missing


@dataclass(frozen=True, slots=True)
class Trusted:
    """A duty with how likely it answers.

    Attributes:
        chosen: the duty.
        trust: probability that it answers the question.
        share: how much of what the question tells it speaks of.
    """

    chosen: Chosen
    trust: float
    share: float


@dataclass(frozen=True, slots=True)
class Trust:
    """What is learnt of stretches and questions.

    Attributes:
        leaning: whether documents answer such a question, by what a stretch leaves over of it.
        answer: whether the stretch answers.
    """

    leaning: Line
    answer: Trees

    def row(self, held: Held, at: int) -> list[float]:
        """One number for each of GROUND_FEATURES."""
        return [*held.measure(at), self.leaning.value(held.left_over(at))]


@lru_cache(maxsize=1)
def load_trust() -> tuple[Trust, Trust]:
    """The shipped models, read once: of official documents, and of compiled ones."""
    data = json.loads(FILE.read_text(encoding="utf-8"))
    official, compiled = (
        Trust(read_line(data[kind]["leaning"]), read_trees(data[kind]["answer"]))
        for kind in ("official", "compiled")
    )
    return official, compiled


def trust_of(held: Held, at: Sequence[int], *, value: bool = True, compiled: bool = False) -> list[float]:
    """How likely each of some stretches answers the question alone.

    Args:
        held: the question held against all stretches of the document.
        at: which of them.
        value: whether one without the kind of value asked for is hardly trusted.
        compiled: whether the document is one that we compiled, and no official one.
    """
    import numpy as np

    if not at:
        return []
    trust = load_trust()[compiled]
    rows = [trust.row(held, n) for n in at]
    found = trust.answer.probability(np.array(rows)).tolist()
    by_whom = asks_by_whom(held.question)
    return [
        p
        * (_WITHOUT_VALUE if value and row[_LACKS_VALUE] else 1.0)
        * (_WITHOUT_STEP if by_whom and row[_BEHIND] < _SPOKEN_OF else 1.0)
        for p, row in zip(found, rows, strict=True)
    ]


def asks_by_whom(question: str) -> bool:
    """Whether it is asked by whom a step is taken."""
    return _BY_WHOM.search(question) is not None


def nearest(question: str, quotes: Sequence[str], least: float = _HARDLY_LESS) -> list[str]:
    """The quotes that speak of a question hardly less than the one that speaks most of it.

    Args:
        question: as understood.
        quotes: any.
        least: share of what that one speaks of.
    """
    held = hold(question, Stretches.of(quotes))
    if held is None:
        return list(quotes)
    shares = held.shares()
    return [q for q, s in zip(quotes, shares, strict=True) if s >= least * shares.max()]


def answering(trusted: Sequence[Trusted]) -> tuple[Chosen, ...]:
    """The likeliest duty, and those of the same document that speak of the question hardly less.

    Args:
        trusted: the likeliest first; not empty.
    """
    best = trusted[0]
    kept = [t for t in trusted if t.trust >= _NEAR * best.trust and t.share >= _NEAR * best.share]
    same = [t.chosen for t in kept if t.chosen.table is best.chosen.table]
    return tuple(sorted(same, key=lambda c: c.duty.span.start))


def judge(question: str, tables: Sequence[DutyTable], most: int = 3) -> tuple[Trusted, ...]:
    """The duties that speak most of a question, each with how likely it answers, the likeliest first.

    Args:
        question: as understood.
        tables: of the documents to answer from.
        most: how many duties of each document are looked at.
    """
    found = [t for table in tables for t in _of_table(question, table, most)]
    return tuple(sorted(found, key=lambda t: -t.trust))


def _of_table(question: str, table: DutyTable, most: int) -> Iterable[Trusted]:
    held = hold(question, clauses(table.document))
    if held is None:
        return ()
    shares = held.shares()
    best = held.likeliest(range(len(shares)), most)
    return [
        Trusted(Chosen(table, table.duties[n], is_for_all(table.duties[n])), p, float(shares[n]))
        for n, p in zip(best, trust_of(held, best), strict=True)
    ]
