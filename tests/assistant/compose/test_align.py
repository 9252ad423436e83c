"""Words held against words: what finds its like, what is left alone, and that stretches are kept apart."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.compose.align import lay_out, likeness, share
from index.static import bundled


def _rows(text: str) -> list[int]:
    return list(dict.fromkeys(bundled().words(text)))


def test_a_text_finds_all_of_itself_and_leaves_nothing_alone() -> None:
    words = _rows("口罩怎么扔")
    near = likeness(words, lay_out([words, _rows("开学日期")]), bundled())
    assert near.mine()[0] == pytest.approx(1.0, abs=1e-4)
    assert near.theirs()[0] == pytest.approx(1.0, abs=1e-4)
    assert near.alone()[:, 0].max() == pytest.approx(0.0, abs=1e-3)
    assert near.mine()[1] < 0.6


def test_a_word_near_in_meaning_counts_for_more_than_a_strange_one() -> None:
    asked = _rows("发烧")
    near = likeness(asked, lay_out([_rows("发热"), _rows("快递")]), bundled())
    assert near.mine()[0] > near.mine()[1]
    assert near.alone()[:, 0].sum() < near.alone()[:, 1].sum()


def test_a_text_without_known_words_holds_nothing() -> None:
    near = likeness(_rows("口罩"), lay_out([[], _rows("口罩"), []]), bundled())
    assert near.mine().tolist() == pytest.approx([0.0, 1.0, 0.0], abs=1e-4)
    assert near.told()[0] == 0.0
    assert near.alone_theirs()[2] == 0.0


def test_a_question_without_known_words_finds_nothing() -> None:
    near = likeness([], lay_out([_rows("口罩")]), bundled())
    assert near.mine().tolist() == [0.0]
    assert near.theirs().tolist() == [0.0]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.integers(0, 2_000), max_size=6, unique=True), min_size=1, max_size=6), st.data())
def test_each_text_is_measured_as_if_it_were_alone(texts: list[list[int]], data: st.DataObject) -> None:
    mine = data.draw(st.lists(st.integers(0, 2_000), min_size=1, max_size=5, unique=True))
    together = likeness(mine, lay_out(texts), bundled())
    for n, text in enumerate(texts):
        alone = likeness(mine, lay_out([text]), bundled())
        np.testing.assert_allclose(together.found[:, n], alone.found[:, 0], atol=1e-5)
        np.testing.assert_allclose(together.theirs()[n], alone.theirs()[0], atol=1e-4)
        np.testing.assert_allclose(together.alone_theirs()[n], alone.alone_theirs()[0], atol=1e-4)


def test_a_share_of_nothing_is_nothing() -> None:
    assert share(np.zeros(0, dtype=np.float32), np.zeros((0, 3), dtype=np.float32)).tolist() == [0, 0, 0]
