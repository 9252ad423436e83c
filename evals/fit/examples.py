"""What the models learn from: questions put to corpora of every size, with what was found for them.

Three kinds. Questions over other people's documents, whole and in random parts: one whose document is left
out must be refused. Everyday wordings over our own corpus: asked of a library that knows only the other half
of the wordings, by an encoder that was trained without this half, so that what is learnt holds for wordings
nobody has foreseen. And questions about anything at all, to be refused.
"""

from __future__ import annotations

import gzip
import json
import random
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.compose.asked import Balance, Known, Wordings
from assistant.compose.choose import Candidate, candidates
from assistant.compose.knowledge import PASSAGES, Corpus, is_material, read_corpus_statistics
from assistant.compose.meaning import Meaning
from assistant.compose.question import Question, read_question
from assistant.compose.trees import Alike
from assistant.routes.resources import in_other_words
from index.corpus import read_corpus, read_one
from index.document import Asked, Document, Hit, Span
from index.library import Library, memory_library
from index.static import BUNDLED, load_static
from index.train.encoder import half_of

_SEED = 7
_SIZES = (20, 60, 200)  # documents in a random part
_ASKED_OF_ANYTHING = frozenset({"cmrc2018"})  # sources whose queries are questions
_STRANGERS = 500
SMALL_TALK = Path(__file__).with_name("strangers.txt")  # what people ask any chat box, one a line
_LONGEST = 30  # characters of a stranger's question
WORDINGS = 4  # of each entry and half
_BARE = 2  # where the document keeps none: more say little that is new
_FOLDS = 3  # rounds in each of which another part of our documents keeps no wordings


@dataclass(frozen=True, slots=True)
class Example:
    """A question against one corpus.

    Attributes:
        kind: `whole`, `part`, `known` (its document keeps other wordings), `unknown` (it keeps none),
            `unanswered` or `stranger`.
        question: the weighed question.
        document_id: the document that answers it; empty where none does.
        answer: the words of the answer, white space taken out; empty where none.
        spans: where the answer stands, where that is known instead of its words.
        hits: passages found.
        pool: candidate documents, measured.
        known: known wordings that are like the question.
        balance: how near the question lies to all those with an answer, and without.
        corpus: statistics of the corpus it was asked of.
        group: a fold number that the question keeps in every corpus.
    """

    kind: str
    question: Question
    document_id: str
    answer: str
    spans: tuple[Span, ...]
    hits: list[Hit]
    pool: list[Candidate]
    known: list[Known]
    balance: Balance
    corpus: Corpus
    group: int


@dataclass(frozen=True, slots=True)
class Asker:
    """A library ready to be asked."""

    library: Library
    corpus: Corpus
    wordings: Wordings
    alike: Alike

    @classmethod
    def over(cls, documents: Sequence[Document], alike: Alike, encoder: Path = BUNDLED) -> Asker:
        """An asker over documents, with their wordings embedded by the same encoder.

        Args:
            documents: what may be quoted.
            alike: tells whether a known wording asks the same as a question.
            encoder: folder of a static encoder.
        """
        words = load_static(encoder)
        library = memory_library(documents, embedder=str(encoder))
        corpus = read_corpus_statistics(library.ranker.lexicon, Meaning(words))
        wordings = Wordings(library.documents.values(), corpus.idf, encoder=words)
        return cls(library, corpus, wordings, alike)

    def ask(
        self, kind: str, text: str, document_id: str = "", answer: str = "", spans: tuple[Span, ...] = ()
    ) -> Example:
        """What is found for a question, with what is known of its answer."""
        question = read_question(text, self.corpus.idf)
        found = self.library.search(text, PASSAGES)
        found = [*found, *in_other_words(text, found, self.library)]
        hits = [h for h in found if is_material(question, h.passage.document)]
        vector = self.corpus.meaning.question(text)
        known = self.wordings.find(question, vector, model=self.alike)
        balance = self.wordings.balance(vector)
        pool = candidates(question, hits, self.corpus.meaning, known)
        group = zlib.crc32(text.encode("utf-8"))
        return Example(
            kind, question, document_id, answer, spans, hits, pool, known, balance, self.corpus, group
        )


def squeeze(text: str) -> str:
    """Text without white space, in which answers are compared."""
    return "".join(text.split())


def foreign_examples(documents: Path, questions: Path, unanswerable: Path, alike: Alike) -> list[Example]:
    """Questions over other people's documents, whole and in parts.

    Args:
        documents: JSON lines with docid and text.
        questions: JSON lines with question, docid and answer.
        unanswerable: JSON lines with question.
        alike: tells whether two questions ask the same.
    """
    every = read_one(documents)
    rows = [(r["question"], r["docid"], squeeze(r["answer"])) for r in _rows(questions)]
    rows += [(r["question"], "", "") for r in _rows(unanswerable)]
    whole = Asker.over(every, alike)
    examples = [whole.ask("whole", *row) for row in rows]
    draw = random.Random(_SEED)
    for size in _SIZES:
        part: list[Document] = draw.sample(every, size)
        held = {d.id for d in part}
        asker = Asker.over(part, alike)
        inside = [row for row in rows if row[1] in held]
        outside = [row for row in rows if row[1] not in held]
        drawn = draw.sample(outside, min(len(outside), max(40, len(inside))))
        examples += [asker.ask("part", *row) for row in inside]
        examples += [asker.ask("part", text) for text, _, _ in drawn]
    return examples


def _rows(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def own_examples(corpus: Path, encoders: Sequence[Path], alike: Alike) -> list[Example]:
    """Everyday wordings over our corpus, each half by an encoder that has not seen it.

    Args:
        corpus: the corpus folder.
        encoders: for half 0 and half 1 of the wordings, an encoder trained without it.
        alike: tells whether two questions ask the same.
    """
    every = read_corpus(corpus)
    examples: list[Example] = []
    for half, encoder in enumerate(encoders):
        known = [without_half(d, half) for d in every]
        asker = Asker.over(known, alike, encoder)
        examples += [asker.ask("known", w, d.id, spans=a.spans) for d, a, w in _drawn(every, half)]
        examples += [asker.ask("unanswered", w) for d in every for w in d.unanswered if half_of(w) == half]
        for fold in range(_FOLDS):
            out = {
                d.id for n, d in enumerate(d for d in every if d.asked) if n % (2 * _FOLDS) == 2 * fold + half
            }
            asked = [(d, a, w) for d, a, w in _drawn(every, half, _BARE) if d.id in out]
            bare = Asker.over(
                [replace(d, asked=(), unanswered=()) if d.id in out else d for d in known], alike, encoder
            )
            examples += [bare.ask("unknown", w, d.id, spans=a.spans) for d, a, w in asked]
    return examples


def without_half(document: Document, half: int) -> Document:
    """A document without the wordings of one half."""
    asked = [Asked(a.spans, tuple(w for w in a.questions if half_of(w) != half)) for a in document.asked]
    unanswered = tuple(w for w in document.unanswered if half_of(w) != half)
    return replace(document, asked=tuple(a for a in asked if a.questions), unanswered=unanswered)


def _drawn(
    documents: Iterable[Document], half: int, most: int = WORDINGS
) -> list[tuple[Document, Asked, str]]:
    return [(d, a, w) for d in documents for a in d.asked for w in drawn_wordings(a, half)[:most]]


def drawn_wordings(asked: Asked, half: int) -> list[str]:
    """The wordings of an entry that belong to a half, in an order that has nothing to do with how they are.

    Whoever writes them begins with the plainest.

    Args:
        asked: the entry.
        half: 0 or 1.
    """
    return sorted(
        (w for w in asked.questions if half_of(w) == half), key=lambda w: zlib.crc32(w.encode()[::-1])
    )


def stranger_examples(corpus: Path, strangers: Sequence[str], alike: Alike) -> list[Example]:
    """Questions about anything at all, put to our own corpus: all to be refused.

    Args:
        corpus: the corpus folder.
        strangers: the questions.
        alike: tells whether two questions ask the same.
    """
    asker = Asker.over(read_corpus(corpus), alike)
    return [asker.ask("stranger", q) for q in strangers]


def read_strangers(pairs: Path) -> tuple[list[str], list[str]]:
    """Questions about anything at all, in two parts that share none.

    Args:
        pairs: gzipped JSON lines with query and source.
    """
    with gzip.open(pairs, "rt", encoding="utf-8") as lines:
        rows = [r for r in map(json.loads, lines) if r["source"] in _ASKED_OF_ANYTHING]
    queries = sorted({r["query"] for r in rows if len(r["query"]) <= _LONGEST})
    drawn = random.Random(_SEED).sample(queries, 2 * _STRANGERS)
    small_talk = SMALL_TALK.read_text(encoding="utf-8").split()
    return [*small_talk[::2], *drawn[::2]], [*small_talk[1::2], *drawn[1::2]]
