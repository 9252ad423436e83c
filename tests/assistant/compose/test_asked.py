"""Known wordings: the one that asks the same comes first, and its sentence with it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.compose.asked import Known, Wordings
from assistant.compose.knowledge import Corpus, read_corpus_statistics
from assistant.compose.question import read_question
from index.corpus import read_corpus
from index.library import memory_library
from index.static import bundled

CORPUS = Path(__file__).parents[3] / "corpus"


@pytest.fixture(scope="module")
def known() -> tuple[Corpus, Wordings]:
    library = memory_library(read_corpus(CORPUS), embedder="")
    corpus = read_corpus_statistics(library.ranker.lexicon)
    return corpus, Wordings(library.documents.values(), corpus.idf)


def _find(known: tuple[Corpus, Wordings], text: str, k: int = 20) -> list[Known]:
    corpus, wordings = known
    return wordings.find(read_question(text, corpus.idf), corpus.meaning.question(text), k)


def test_a_known_wording_finds_itself_first(known: tuple[Corpus, Wordings]) -> None:
    row = next(r for r in known[1].rows if r.asked is not None)
    best = _find(known, row.text)[0]
    assert best.document.id == row.document.id
    assert best.asked is not None


def test_likeness_is_a_probability_and_falls(known: tuple[Corpus, Wordings]) -> None:
    found = [k.likeness for k in _find(known, "用过的口罩往哪里扔")]
    assert found == sorted(found, reverse=True)
    assert all(0 < p < 1 for p in found)


def test_what_is_about_something_else_is_less_alike(known: tuple[Corpus, Wordings]) -> None:
    near = _find(known, "用过的口罩往哪里扔")[0].likeness
    far = _find(known, "红烧肉放多少糖")[0].likeness
    assert near > far + 0.15


def test_a_library_without_wordings_knows_none() -> None:
    wordings = Wordings([], lambda _: 1.0)
    vector = np.zeros(bundled().dimension, dtype=np.float32)
    assert wordings.find(read_question("口罩", lambda _: 1.0), vector) == []
