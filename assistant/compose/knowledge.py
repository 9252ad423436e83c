"""Answer a question from the found passages: the runs of units that carry it, or nothing where none does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.answer import Draft
from assistant.compose.asked import Balance, Known, Wordings
from assistant.compose.choose import Candidate, Run, candidates, choose
from assistant.compose.evidence import ANSWER_FEATURES, measure
from assistant.compose.meaning import Meaning
from assistant.compose.question import Question, read_question
from assistant.compose.trees import Models, load_models
from assistant.compose.units import prepare
from index.background import Background, load_background
from index.document import Document, Hit, Kind

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from index.bm25 import Lexicon

_LACKS_VALUE = ANSWER_FEATURES.index("lacks_value")
_WITHOUT_VALUE = 0.1  # share of such answers that were right: 34 of 402 held-out questions
_NEAR_ANSWERED = ANSWER_FEATURES.index("near_answered")
_NEAR = 0.12  # trust below which even the nearest passage is about something else,
_NEAR_KNOWN = 0.6  # unless the question lies so near to known ones: three of four near questions do
PASSAGES = 30  # passages looked at
_NEW_TERMS = 2  # a unit with no more than so many terms of its own only repeats the question
_ANONYMOUS = 0.5  # what a document without issuer and number counts for beside one that has both
_SAME_CLAIM = 0.7  # share of the question that a claim record's wordings must hold


@dataclass(frozen=True, slots=True)
class Corpus:
    """Term statistics of the whole corpus, beside those of Chinese at large.

    Attributes:
        lexicon: the corpus' keyword statistics.
        background: frequencies in a general collection: a small corpus cannot tell rare from common.
        meaning: tells nearness in meaning.
    """

    lexicon: Lexicon
    background: Background
    meaning: Meaning

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
        room: the most that any answer can be trusted, beside the questions known to have none.
        features: the measures behind it, by `ANSWER_FEATURES`.
    """

    question: Question
    runs: tuple[Run, ...]
    confidence: float
    room: float = 1.0
    features: tuple[float, ...] = ()

    @property
    def sure(self) -> bool:
        """Whether something was chosen that is trusted enough to be quoted as the answer."""
        return bool(self.runs) and self.confidence >= load_models().judge(self.runs[0].prepared.document).cut

    @property
    def near(self) -> bool:
        """Whether the best of what was chosen is about the question's subject, answer or not."""
        if not self.runs:
            return False
        return self.confidence >= _NEAR or self.features[_NEAR_ANSWERED] >= _NEAR_KNOWN


def read_corpus_statistics(lexicon: Lexicon, meaning: Meaning | None = None) -> Corpus:
    """The statistics of a corpus beside the shipped ones of Chinese at large.

    Args:
        lexicon: the corpus' keyword statistics.
        meaning: tells nearness in meaning; None takes the bundled encoder.
    """
    return Corpus(lexicon, load_background(), meaning or Meaning())


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
    vector = corpus.meaning.question(text)
    known = wordings.find(question, vector, model=learnt.alike) if wordings else []
    balance = wordings.balance(vector) if wordings else Balance()
    hits = [h for h in hits if is_material(question, h.passage.document)]
    pool = candidates(question, hits, corpus.meaning, known)
    runs = choose(pool, {i: _unit_scores(question, c, pool, learnt) for i, c in enumerate(pool)})
    if not runs:
        return Choice(question, (), 0.0, _room(known))
    judge = learnt.judge(runs[0].prepared.document)
    features = measure(question, runs, pool, hits, corpus, known, balance).row(judge.leaning)
    trusted = judge.answer.probability_of(features)
    if features[_LACKS_VALUE]:
        trusted *= _WITHOUT_VALUE
    room = _room(known)
    return Choice(question, tuple(runs), min(trusted, room), room, tuple(features))


def _room(known: Sequence[Known]) -> float:
    """The most an answer can be trusted: a question much liker one known to have no answer leaves little."""
    asked = max((k.same for k in known if k.asked is not None), default=0.0)
    unanswered = max((k.same for k in known if k.asked is None), default=0.0)
    return 1.0 - max(0.0, unanswered - asked)


def _unit_scores(
    question: Question, candidate: Candidate, pool: Sequence[Candidate], learnt: Models
) -> NDArray[np.float64]:
    """How likely each unit belongs to the answer.

    A unit that only repeats the question answers nothing, whoever planted it; and what nobody put a name to
    stands back behind documents with an issuer and a number.
    """
    scores = learnt.judge(candidate.prepared.document).unit.probability(candidate.features)
    if _is_anonymous(candidate) and any(_is_attributed(c) for c in pool):
        scores = scores * _ANONYMOUS
    for j, unit in enumerate(candidate.prepared.units):
        if len(unit.terms - question.weights.keys()) <= _NEW_TERMS:
            scores[j] = 0.0
    return scores


def _is_anonymous(candidate: Candidate) -> bool:
    document = candidate.prepared.document
    return document.kind is Kind.OTHER and not document.issuer and not document.number


def _is_attributed(candidate: Candidate) -> bool:
    document = candidate.prepared.document
    return bool(document.issuer and document.number)


def is_material(question: Question, document: Document) -> bool:
    """Whether a document may answer: a claim record does where its claim is asked about."""
    return document.claim is None or question.coverage(prepare(document).name_terms) >= _SAME_CLAIM


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
