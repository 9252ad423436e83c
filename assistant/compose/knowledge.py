"""Answer a question from the found passages: the runs of units that carry it, or nothing where none does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.answer import Draft
from assistant.compose.asked import Known, Wordings
from assistant.compose.choose import Candidate, Run, candidates, choose
from assistant.compose.expects import lacks_value
from assistant.compose.features import ANSWER_FEATURES, Question, answer_features, read_question
from assistant.compose.trees import Models, load_models
from assistant.compose.units import prepare
from index.background import Background, load_background
from index.document import Document, Hit, Kind, Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from index.bm25 import Lexicon

PASSAGES = 30  # passages looked at
_ALIKE, _SAME = 0.38, 0.62  # likeness at which a known wording begins to count, and counts in full
_ABOUT = ANSWER_FEATURES.index("covered_nearby_or_name")
_STRANGE = 0.1  # below this share of the question, what was found is about something else
_SURE = 0.5  # trust in a known wording that outweighs that
_NO_VALUE = 0.15  # what is left of the confidence where the kind of value asked for is missing
_ANONYMOUS = 0.5  # what a document without issuer and number counts for beside others
_NEW_TERMS = 2  # a unit with no more than so many terms of its own only repeats the question
_SAME_CLAIM = 0.7  # share of the question that a claim record's wordings must hold


@dataclass(frozen=True, slots=True)
class Corpus:
    """Term statistics of the whole corpus, beside those of Chinese at large.

    Attributes:
        lexicon: the corpus' keyword statistics.
        background: frequencies in a general collection: a small corpus cannot tell rare from common.
    """

    lexicon: Lexicon
    background: Background

    def known(self, term: str) -> bool:
        """Whether a term stands anywhere in the corpus."""
        return self._number(term) is not None

    def idf(self, term: str) -> float:
        """How rare a term is: the mean of its rarity here and at large."""
        at_large = self.background.idf(term)
        number = self._number(term)
        if number is None:
            return at_large
        return 0.5 * (at_large + float(self.lexicon.idf[number]))

    def _number(self, term: str) -> int | None:
        alone = self.lexicon.number(term)
        return alone if alone is not None or len(term) < 2 else self.lexicon.number(term[:1], term[1:])


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen, and how sure that is.

    Attributes:
        question: the weighed question.
        runs: runs of units, the best first; empty where nothing was found.
        confidence: probability that they answer the question.
        features: the measures behind it, by `ANSWER_FEATURES`.
    """

    question: Question
    runs: tuple[Run, ...]
    confidence: float
    features: tuple[float, ...] = ()


def read_corpus_statistics(lexicon: Lexicon) -> Corpus:
    """The statistics of a corpus beside the shipped ones of Chinese at large."""
    return Corpus(lexicon, load_background())


def choose_answer(
    text: str,
    hits: Sequence[Hit],
    corpus: Corpus,
    wordings: Wordings | None = None,
    models: Models | None = None,
) -> Choice:
    """Choose what to quote.

    Args:
        text: the question as understood.
        hits: passages found for it, best first.
        corpus: term statistics.
        wordings: how people are known to ask.
        models: the learnt models; None takes the shipped ones.
    """
    learnt = models or load_models()
    question = read_question(text, corpus.idf)
    known = [k for k in wordings.find(question) if _trust(k) > 0] if wordings else []
    hits = [h for h in hits if _is_material(question, h.passage.document)]
    pool = candidates(question, hits, [k.document for k in known])
    if not pool:
        return Choice(question, (), 0.0)
    scores = {i: _unit_scores(question, c, pool, known, learnt) for i, c in enumerate(pool)}
    runs = choose(pool, scores)
    if not runs:
        return Choice(question, (), 0.0)
    features = measure(question, runs, pool, hits, corpus)
    doubt = (1 - learnt.answer.probability(features)) * (1 - _asked_for(runs[0], known))
    confidence = 1 - doubt
    if features[_ABOUT] < _STRANGE and _asked_for(runs[0], known) < _SURE:
        confidence *= _NO_VALUE
    if lacks_value(text, (r.prepared.document.text[r.start : r.end] for r in runs)):
        confidence *= _NO_VALUE
    return Choice(question, tuple(runs), confidence, tuple(features))


def _trust(known: Known) -> float:
    """How sure it is that a known wording asks the same, 0 to 1."""
    return min(1.0, max(0.0, (known.likeness - _ALIKE) / (_SAME - _ALIKE)))


def _asked_for(run: Run, known: Sequence[Known]) -> float:
    """The trust in the best known wording that leads into a run."""
    span = Span(run.start, run.end)
    return max(
        (
            _trust(k)
            for k in known
            if k.document is run.prepared.document and any(s.overlaps(span) for s in k.asked.spans)
        ),
        default=0.0,
    )


def _unit_scores(
    question: Question,
    candidate: Candidate,
    pool: Sequence[Candidate],
    known: Sequence[Known],
    learnt: Models,
) -> NDArray[np.float64]:
    """How likely each unit belongs to the answer: by the model, and by known wordings that lead to it.

    A unit that only repeats the question answers nothing, whoever planted it; and what nobody put a name to
    stands back behind documents with an issuer or a number.
    """
    scores = learnt.unit.probability(candidate.features)
    if _is_anonymous(candidate.prepared.document) and not all(
        _is_anonymous(c.prepared.document) for c in pool
    ):
        scores = scores * _ANONYMOUS
    for j, unit in enumerate(candidate.prepared.units):
        if len(unit.terms - question.weights.keys()) <= _NEW_TERMS:
            scores[j] = 0.0
        for k in known:
            if k.document is candidate.prepared.document and any(
                s.overlaps(unit.span) for s in k.asked.spans
            ):
                first = k.asked.spans[0].overlaps(unit.span)
                scores[j] = max(scores[j], _trust(k) * (1.0 if first else 0.9))
    return scores


def _is_anonymous(document: Document) -> bool:
    return document.kind is Kind.OTHER and not document.issuer and not document.number


def _is_material(question: Question, document: Document) -> bool:
    """Whether a document may answer: a claim record does where its claim is asked about."""
    return document.claim is None or question.coverage(prepare(document).name_terms) >= _SAME_CLAIM


def measure(
    question: Question, runs: Sequence[Run], pool: Sequence[Candidate], hits: Sequence[Hit], corpus: Corpus
) -> list[float]:
    """The measures of a chosen answer, by `ANSWER_FEATURES`."""
    best = runs[0]
    own = [h for h in hits if h.passage.document is best.prepared.document]
    others = [c.gap for c in pool if c.prepared is not best.prepared]
    found = {
        "gap": min(others, default=1.0),
        "bm25": own[0].why.get("coverage", 0.0) if own else 0.0,
        "vector": max((h.why.get("vector", 0.0) for h in own), default=0.0),
    }
    return answer_features(
        question,
        [(r.prepared, r.first, r.last) for r in runs],
        scores=(best.score, best.best),
        found=found,
        known=corpus.known,
    )


def drafts(runs: Sequence[Run]) -> list[Draft]:
    """Each run as a proposed sentence in the document's own words; documents are named where several."""
    documents: list[Document] = list(dict.fromkeys(run.prepared.document for run in runs))
    proposed: list[Draft] = []
    for document in documents:
        own = sorted((r for r in runs if r.prepared.document is document), key=lambda r: r.first)
        for run in own:
            group = document.title if len(documents) > 1 else ""
            for start, end in _quotes(run):
                citation = document.cite(start, end)
                proposed.append(Draft(citation.quote, (citation,), group))
    return proposed


def _quotes(run: Run) -> list[tuple[int, int]]:
    """A run as one quote; sentence by sentence where we wrote the text, for each of ours stands alone."""
    if not run.prepared.document.compiled:
        return [(run.start, run.end)]
    units = run.prepared.units[run.first : run.last + 1]
    return [(u.span.start, u.span.end) for u in units if not u.is_heading]
