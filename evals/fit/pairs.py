"""Pairs of questions that ask the same or not: for the model that compares questions with known wordings.

Two wordings that lead to the same sentence ask the same. As in use, a wording is held against its nearest
ones only, by an encoder that was trained without it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.compose.asked import Wordings
from assistant.compose.knowledge import read_corpus_statistics
from assistant.compose.meaning import Meaning
from assistant.compose.question import read_question
from evals.fit.examples import WORDINGS, drawn_wordings, without_half
from index.corpus import read_corpus
from index.document import Asked, Document
from index.library import memory_library
from index.static import load_static
from index.train.encoder import half_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_OF_AN_ENTRY = 4  # wordings of each entry and half, other than those that `examples` asks


@dataclass(frozen=True, slots=True)
class Pairs:
    """Measured pairs.

    Attributes:
        rows: matrix [n, len(ALIKE_FEATURES)].
        marks: whether each asks the same.
    """

    rows: NDArray[np.float64]
    marks: NDArray[np.bool_]


def pairs(corpus: Path, encoders: Sequence[Path], strangers: Sequence[str]) -> Pairs:
    """Measure wordings of each half against the nearest of the other half, and strangers against all.

    Args:
        corpus: the corpus folder.
        encoders: for half 0 and half 1 of the wordings, an encoder trained without it.
        strangers: questions about anything else, which ask the same as none.
    """
    import numpy as np

    every = read_corpus(corpus)
    rows: list[NDArray[np.float64]] = []
    marks: list[bool] = []
    for half, folder in enumerate(encoders):
        encoder = load_static(folder)
        known = [without_half(d, half) for d in every]
        meaning = Meaning(encoder)
        library = memory_library(known, embedder="")
        idf = read_corpus_statistics(library.ranker.lexicon, meaning).idf
        wordings = Wordings(library.documents.values(), idf, encoder=encoder)
        asked_of_anything = [(every[0], None, text) for text in strangers[half::2]]
        for document, asked, text in [*_queries(every, half), *asked_of_anything]:
            near, measures = wordings.compare(read_question(text, idf), meaning.question(text))
            # of two questions that are not answered nobody knows whether they are the same one
            told = [i for i, n in enumerate(near) if asked is not None or wordings.rows[n].asked is not None]
            rows.append(measures[told])
            others = (wordings.rows[near[i]] for i in told)
            marks += [_same(document, asked, w.document, w.asked) for w in others]
    return Pairs(np.vstack(rows), np.array(marks))


def _queries(documents: Sequence[Document], half: int) -> list[tuple[Document, Asked | None, str]]:
    found: list[tuple[Document, Asked | None, str]] = []
    for d in documents:
        for a in d.asked:
            found += [(d, a, w) for w in drawn_wordings(a, half)[WORDINGS : WORDINGS + _OF_AN_ENTRY]]
        found += [(d, None, w) for w in d.unanswered if half_of(w) == half]
    return found


def _same(mine: Document, asked: Asked | None, other: Document, there: Asked | None) -> bool:
    if asked is None or there is None or mine.id != other.id:
        return False
    return any(a.overlaps(b) for a in asked.spans for b in there.spans)
