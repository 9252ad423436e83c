"""Choose the units that answer: candidate documents, unit scores, the best runs of units within a length."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.compose.asked import Known
from assistant.compose.features import Signs, unit_features
from assistant.compose.meaning import Aligned, Meaning
from assistant.compose.question import Question
from assistant.compose.units import Prepared, prepare
from index.document import Document, Hit, Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BUDGET = 250  # characters quoted at most, unless one unit alone is longer
_CANDIDATES = 6  # documents looked into for their passages, and as many for known wordings
_ALIKE = 0.05  # likeness from which on a known wording's document is looked into
_LONGEST = 12  # units in one run
_SECOND = 0.1  # a further run must reach this share of the best run's score
# Sentences of compiled texts stand alone, so each must earn its place; official text is quoted with its
# surroundings.
_COST = 0.12  # of the best unit's score


@dataclass(frozen=True, slots=True)
class Candidate:
    """A document looked into.

    Attributes:
        prepared: its units.
        score: score of its best passage.
        gap: how far that lies below the best of all, as a share of it.
        meaning: nearness in meaning of each unit (cosine).
        aligned: how the question's words find their like in each unit.
        features: matrix [units, features].
    """

    prepared: Prepared
    score: float
    gap: float
    meaning: Sequence[float]
    aligned: Aligned
    features: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring units quoted together.

    Attributes:
        prepared: the document.
        first: index of the first unit.
        last: index of the last unit, inclusive.
        score: sum of the unit scores.
        best: the highest unit score.
    """

    prepared: Prepared
    first: int
    last: int
    score: float
    best: float

    @property
    def start(self) -> int:
        """First code point of the quote."""
        return self.prepared.units[self.first].span.start

    @property
    def end(self) -> int:
        """One past the last code point of the quote."""
        return self.prepared.units[self.last].span.end

    @property
    def span(self) -> Span:
        """Where it stands in its document."""
        return Span(self.start, self.end)

    @property
    def length(self) -> int:
        """Characters other than white space."""
        return sum(u.length for u in self.prepared.units[self.first : self.last + 1])


def candidates(
    question: Question, hits: Sequence[Hit], meaning: Meaning, known: Sequence[Known] = ()
) -> list[Candidate]:
    """The documents of the best hits, and those that known wordings lead to, with their units measured.

    Args:
        question: the weighed question.
        hits: passages found, best first.
        meaning: tells nearness in meaning.
        known: known wordings that are like the question, best first.
    """
    by_document: dict[Document, list[Hit]] = {}
    for hit in hits:
        by_document.setdefault(hit.passage.document, []).append(hit)
    top = max((hit.score for hit in hits), default=0.0) or 1.0
    whole = max((hit.why.get("document", 0.0) for hit in hits), default=0.0) or 1.0
    found: list[Candidate] = []
    led_to = [k.document for k in known if k.asked is not None and k.likeness >= _ALIKE]
    looked_at = dict.fromkeys([*list(by_document)[:_CANDIDATES], *led_to[:_CANDIDATES]])
    read = [prepared for prepared in map(prepare, looked_at) if prepared.units]
    vector = meaning.question(question.text)
    words = meaning.encoder.distinct(question.text)
    nearness = [(meaning.units(prepared) @ vector).tolist() for prepared in read]
    best_asked = max((k.likeness for k in known if k.asked is not None), default=0.0)
    nearest = max((max(near) for near in nearness), default=0.0)
    for rank, (prepared, near) in enumerate(zip(read, nearness, strict=True)):
        own = by_document.get(prepared.document, [])
        best = own[0].score if own else 0.0
        gap = 1 - best / top
        aligned = meaning.align(words, prepared)
        rows = unit_features(
            question,
            prepared,
            rank=rank,
            gap=gap,
            share=own[0].why.get("document", 0.0) / whole if own else 0.0,
            passage_scores=_passage_scores(prepared, own, top),
            signs=Signs(near, aligned, _asked(prepared, known), nearest, best_asked),
        )
        found.append(Candidate(prepared, best, gap, near, aligned, rows))
    return found


def _asked(prepared: Prepared, known: Sequence[Known]) -> list[float]:
    own = [k for k in known if k.document.id == prepared.document.id]
    return [max((k.likeness for k in own if k.leads_to(u.span)), default=0.0) for u in prepared.units]


def _passage_scores(prepared: Prepared, hits: Sequence[Hit], top: float) -> list[float]:
    scores = [0.0] * len(prepared.units)
    for hit in hits:
        for j, unit in enumerate(prepared.units):
            if hit.passage.span.overlaps(unit.span):
                scores[j] = max(scores[j], hit.score / top)
    return scores


def choose(
    pool: Sequence[Candidate], scores: Mapping[int, NDArray[np.float64]], budget: int = BUDGET
) -> list[Run]:
    """The runs of units to quote, the best first.

    Args:
        pool: the candidate documents.
        scores: unit scores, by position in `pool`.
        budget: characters to quote at most.

    Returns:
        Runs that do not overlap; within the budget, unless the best run is one unit longer than it.
    """
    cost = _COST * max((float(s.max(initial=0.0)) for s in scores.values()), default=0.0)
    runs = sorted(
        (
            run
            for i, candidate in enumerate(pool)
            for run in _runs(
                candidate.prepared, scores[i], cost if candidate.prepared.document.compiled else 0.0, budget
            )
        ),
        key=lambda run: (-run.score, run.length),
    )
    chosen: list[Run] = []
    left = budget
    for run in runs:
        if chosen and (run.score < _SECOND * chosen[0].score or run.length > left):
            continue
        if any(_overlap(run, other) for other in chosen):
            continue
        chosen.append(run)
        left -= run.length
        if left <= 0:
            break
    return _joined(chosen)


def _runs(prepared: Prepared, scores: NDArray[np.float64], cost: float, budget: int) -> list[Run]:
    found: list[Run] = []
    units = prepared.units
    for first in range(len(units)):
        length, total, best = 0, 0.0, 0.0
        for last in range(first, min(len(units), first + _LONGEST)):
            if units[last].is_name or (last > first and units[last].breaks):
                break
            length += units[last].length
            total += float(scores[last]) - cost
            best = max(best, float(scores[last]))
            if length > budget and last > first:
                break
            if not units[last].is_heading and not (units[first].is_heading and units[first + 1].breaks):
                found.append(Run(prepared, first, last, total, best))
    return found


def _overlap(a: Run, b: Run) -> bool:
    return a.prepared.document is b.prepared.document and a.first <= b.last and b.first <= a.last


def _joined(runs: list[Run]) -> list[Run]:
    """Neighbouring runs of one document as one quote; the best run stays first."""
    joined: list[Run] = []
    for run in runs:
        for k, other in enumerate(joined):
            same = other.prepared.document is run.prepared.document
            if same and (other.last + 1 == run.first or run.last + 1 == other.first):
                first, last = min(run.first, other.first), max(run.last, other.last)
                if not any(u.breaks for u in run.prepared.units[first + 1 : last + 1]):
                    joined[k] = Run(
                        run.prepared, first, last, run.score + other.score, max(run.best, other.best)
                    )
                    break
        else:
            joined.append(run)
    return joined
