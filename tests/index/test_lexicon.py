"""The lexicon that the encoder is to learn: words that mean the same, and words that differ."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from index.train.lexicon import Lexicon, extend, read_lexicon, triples
from index.words import normalise


def test_the_files_are_kept_as_they_are_matched() -> None:
    lexicon = read_lexicon()
    assert len(lexicon.same) > 5_000
    assert len(lexicon.differ) > 1_000
    for group in (*lexicon.same, *lexicon.differ):
        assert len(set(group)) == len(group) > 1, group
        assert all(normalise(word) == word and len(word) > 1 for word in group), group


def test_no_two_words_both_mean_the_same_and_differ() -> None:
    lexicon = read_lexicon()
    same = {frozenset(pair) for group in lexicon.same for pair in combinations(group, 2)}
    differ = {frozenset(pair) for group in lexicon.differ for pair in combinations(group, 2)}
    assert not same & differ


def test_a_triple_sets_a_word_beside_its_like_and_apart_from_what_it_is_taken_for() -> None:
    found = triples(Lexicon((("住院", "收治"),), (("住院", "出院"), ("复工", "停工"))))
    assert {(t.word, t.same, t.other) for t in found} >= {("住院", "收治", "出院"), ("收治", "住院", "出院")}
    assert ("复工", "复工", "停工") in {(t.word, t.same, t.other) for t in found}


def test_words_that_no_text_held_begin_beside_their_fellows() -> None:
    lengths = np.diag([1.0, 0.5, 0.5, 1.0]).astype(np.float32)
    words = {"聚集": 50, "堆": 9, "扎": 9, "通风": 50}
    counts, vectors = extend(words, lengths, Lexicon((("扎堆", "聚集"),), ()))
    assert list(counts) == ["聚集", "堆", "扎", "通风", "扎堆"]
    near = vectors @ vectors[4]
    assert near[0] > 0 == near[3]
    assert np.linalg.norm(vectors[4]) == pytest.approx(np.linalg.norm(lengths[1] + lengths[2]))
