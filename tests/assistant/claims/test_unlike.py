"""Statements near a record that it does not settle: how much liker one is to these than to its wordings."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from assistant.claims import ClaimBase
from assistant.claims.differ import Parting, load_parting, part_odds, write_parting
from assistant.claims.said import read
from assistant.claims.unlike import FEATURES, weigh_unlike
from index.corpus import read_corpus

UNLIKE = ("生姜可以炒菜", "吃生姜容易上火", "吃生姜可以治好感冒")


@pytest.fixture
def shelf(records):
    record = records[0]
    known = replace(record, claim=replace(record.claim, unlike=UNLIKE))
    return ClaimBase([known, *records[1:]]).shelves[0]


def told(shelf, text):
    said = read(text, lambda word: 1.0)
    row = weigh_unlike(said, shelf.matter, shelf.matter.lay(said), shelf.unlike)
    return dict(zip(FEATURES, row, strict=True))


def test_what_is_not_settled_is_liker_to_its_like(shelf):
    of_record, apart = told(shelf, "多吃生姜能治脱发"), told(shelf, "生姜适合炒菜")
    assert of_record["liker_closest"] > 0 > apart["liker_closest"]
    assert of_record["liker_pairs"] > 0 > apart["liker_pairs"]
    assert apart["told_apart"] > of_record["told_apart"]
    assert of_record["told_alike"] > apart["told_alike"]


def test_a_record_that_says_nothing_of_it_has_none(records):
    shelf = ClaimBase(records).shelves[0]
    assert shelf.unlike is None
    row = told(shelf, "生姜适合炒菜")
    assert row["unlike"] == row["unlike_closest"] == row["told_apart"] == 0
    assert row["liker_closest"] > 0


def test_what_stands_beside_the_records_gets_no_verdict():
    records = [d for d in read_corpus(Path(__file__).parents[3] / "corpus") if d.claim is not None]
    base = ClaimBase(records)
    texts = [text for record in records for text in record.claim.unlike][::20]
    decided = [text for text in texts if base.judge(text).decided]
    assert len(decided) <= 0.15 * len(texts), decided


def test_the_net_of_differing_words_is_kept(tmp_path):
    net = Parting(np.eye(3, 2, dtype=np.float32), np.zeros(2, np.float32), np.ones(2, np.float32), 0.5)
    assert net.odds(np.zeros((4, 3), dtype=np.float32)).tolist() == [0.5] * 4
    write_parting(tmp_path / "some.npz", net)
    with np.load(tmp_path / "some.npz") as held:
        assert np.allclose(held["first"], net.first)
    assert -9 < part_odds(np.zeros(len(load_parting().first), dtype=np.float32)) < 9
