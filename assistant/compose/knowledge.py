"""Answer a question from the found passages: the runs of units that carry it, or nothing where none does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.answer import Draft
from assistant.compose.choose import Candidate, Run, candidates, choose
from assistant.compose.features import Question, answer_features, read_question
from assistant.compose.trees import Models, load_models
from assistant.compose.units import prepare
from index.background import Background, load_background
from index.document import Document, Hit

if TYPE_CHECKING:
    from index.bm25 import Lexicon

PASSAGES = 30  # passages looked at
_SAME_CLAIM = 0.7  # share of the question that a claim record's wordings must hold


@dataclass(frozen=True, slots=True)
class Corpus:
    """Term statistics of the whole corpus, beside those of Chinese at large.

    Attributes:
        lexicon: the corpus' keyword statistics.
        background: frequencies in a general collection: a small corpus cannot tell a rare word from a common one.
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


def choose_answer(text: str, hits: Sequence[Hit], corpus: Corpus, models: Models | None = None) -> Choice:
    """Choose what to quote.

    Args:
        text: the question as understood.
        hits: passages found for it, best first.
        corpus: term statistics.
        models: the learnt models; None takes the shipped ones.
    """
    learnt = models or load_models()
    question = read_question(text, corpus.idf)
    hits = [h for h in hits if _is_material(question, h.passage.document)]
    pool = candidates(question, hits)
    if not pool:
        return Choice(question, (), 0.0)
    scores = {i: learnt.unit.probability(c.features) for i, c in enumerate(pool)}
    runs = choose(pool, scores)
    if not runs:
        return Choice(question, (), 0.0)
    features = measure(question, runs, pool, hits, corpus)
    return Choice(question, tuple(runs), learnt.answer.probability(features), tuple(features))


def _is_material(question: Question, document: Document) -> bool:
    """Whether a document may answer: a claim record speaks of its claim only, so it must be the very thing asked about."""
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
    """Each run as a proposed sentence in the document's own words, documents named where there are several."""
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
