"""What is known of words: the thesaurus, the contrasts, and what training makes of them."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from index.static import bundled
from index.thesaurus import equivalents, expand, groups
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


@pytest.mark.parametrize(
    ("text", "word", "other"), [("村里不让扎堆", "扎堆", "聚集"), ("公家的车谁来洗", "公家的车", "公车")]
)
def test_everyday_words_stand_for_official_ones(text: str, word: str, other: str) -> None:
    found = {e.word: e.others for e in equivalents(text)}
    assert any(pairs == frozenset({other}) or other[:2] in pairs for pairs in found[word])
    assert other in expand(text)


def test_a_word_is_not_found_across_the_border_of_two() -> None:
    assert any("中招" in group for group in groups())
    assert "中招" not in {e.word for e in equivalents("高中招生办在哪")}


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


def test_the_bundled_encoder_tells_words_of_the_same_meaning_from_those_used_alike() -> None:
    order = np.random.default_rng(3)
    lexicon = read_lexicon()
    drawn = [t for t in triples(lexicon) if t.other and t.word != t.same]
    drawn = [drawn[n] for n in order.choice(len(drawn), 400, replace=False)]
    word, same, other = (
        bundled().embed([getattr(t, name) for t in drawn]) for name in ("word", "same", "other")
    )
    nearer = (word * same).sum(axis=1) > (word * other).sum(axis=1)
    assert nearer.mean() > 0.9
