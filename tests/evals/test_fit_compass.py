from __future__ import annotations

import numpy as np
import pytest

from assistant.claims.parse import parse
from assistant.claims.shelf import Shelf
from evals.fit_compass import Lesson, fit_compass
from evals.fit_content import lacking
from evals.fit_direction import vocabulary
from index.document import Claim, Document, Kind, Span, Verdict

THINGS = ("生姜", "大枣", "蜂蜜", "红糖", "绿豆", "香蕉", "菠菜", "白醋")


def make_lesson(thing):
    asserts = [{thing, "能", "治"}, {thing, "可以", "治"}]
    denies = [{thing, "不", "治"}, {thing, "白搭"}]
    texts = [frozenset(found) for found in asserts + denies]
    return Lesson(tuple(texts), np.ones((4, 2), dtype=np.float32) / 2**0.5, (True, True, False, False))


@pytest.fixture(scope="module")
def compass():
    taught = [make_lesson(thing) for thing in THINGS[:-1]]
    return fit_compass(taught, vocabulary(taught))


def test_only_what_several_records_show_is_learnt(compass):
    assert set(compass.places) == {"能", "可以", "治", "不", "白搭"}


def test_a_denial_points_against_an_assertion_in_a_record_not_seen(compass):
    rows = {name: compass.rows[at].astype(float) * compass.step for name, at in compass.places.items()}
    heading = {name: np.tanh(row + compass.bias) for name, row in rows.items()}
    others = np.stack([heading["能"], heading["不"]])
    near = np.ones(2)
    assert compass.odds(heading["白搭"], others, near, [True, False]) > 0
    assert compass.odds(heading["可以"], others, near, [True, False]) < 0


def test_the_word_that_limits_a_record_is_taken_out():
    wordings = ("婴儿必须戴口罩", "小婴儿应该戴口罩", "婴儿要戴口罩")
    claim = Claim(wordings[0], Verdict.FALSE, Span(0, 1), wordings[1:])
    shelf = Shelf(
        Document("r", "r", "文", Kind.RUMOR, claim=claim), lambda word: 0.9 if "婴" in word else 0.1
    )
    assert "婴儿" not in lacking(shelf, wordings[0])
    assert lacking(shelf, wordings[0]) == parse(wordings[0]).text.removeprefix("婴儿")
    assert lacking(shelf, "都该戴口罩") == ""
