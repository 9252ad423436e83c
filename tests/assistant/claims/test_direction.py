from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from assistant.claims import ClaimBase
from assistant.claims.compass import Compass, features, load_compass, write_compass
from assistant.claims.direction import Heard, lean, opinions
from assistant.claims.parse import parse
from assistant.claims.record import prepare
from index.document import Verdict


@pytest.fixture(scope="module")
def record(records):
    first = records[0]
    opposites = ("吃生姜治不好脱发", "脱发靠吃生姜好不了", "生姜对脱发没有作用")
    return replace(first, claim=replace(first.claim, opposites=opposites))


def test_the_contradiction_is_a_side_with_the_contrary_verdict(record):
    claim, contradiction = prepare(record)
    assert (claim.verdict, contradiction.verdict) == (Verdict.FALSE, Verdict.TRUE)
    assert contradiction.contradicts
    assert claim.keys != contradiction.keys  # each side speaks of what its own wordings do
    assert claim.common == contradiction.common


def read_off(statement, record):
    """What the compass tells of a statement beside a record's wordings, all equally near."""
    compass = load_compass()
    worded = [(side, wording) for side in prepare(record) for wording in side.wordings]
    headings = compass.headings([wording for _, wording in worded])
    same = [side.contradicts == wording.denied for side, wording in worded]
    near = np.ones(len(worded), dtype=np.float32)
    return compass.odds(compass.headings([parse(statement)])[0], headings, near, same)


@pytest.mark.parametrize(
    "statement", ["吃生姜不能治好脱发", "吃生姜治脱发纯属白费劲", "脱发吃多少生姜也不顶用"]
)
def test_a_denial_points_to_the_contradiction(record, statement):
    assert read_off(statement, record) > 0 > read_off("吃生姜可以治脱发", record)


def test_the_sides_exchanged_turn_what_is_told(record):
    claim = record.claim
    turned = replace(record, claim=replace(claim, wordings=claim.opposites, claim=claim.opposites[0]))
    turned = replace(turned, claim=replace(turned.claim, opposites=(claim.claim, *claim.wordings)))
    for statement in ("吃生姜不能治好脱发", "吃生姜可以治脱发"):
        assert read_off(statement, turned) == pytest.approx(-read_off(statement, record), abs=1e-4)


def test_a_frame_that_denies_has_no_part_in_a_heading():
    assert features(parse("吃生姜能治脱发")) == features(parse("吃生姜能治脱发是假的"))
    assert features(parse("吃生姜能治脱发")) != features(parse("吃生姜不能治脱发"))


def test_nearer_wordings_count_more():
    compass = Compass({}, np.zeros((0, 2), dtype=np.int8), 1.0, np.zeros(2, dtype=np.float32), 5.0, 1.0)
    own, others = np.array([1.0, 0.0]), np.array([[1.0, 0.0], [-1.0, 0.0]])
    assert compass.odds(own, others, np.array([1.0, 0.0]), [True, True]) < 0
    assert compass.odds(own, others, np.array([0.0, 1.0]), [True, True]) > 0


def test_a_compass_is_read_as_it_was_written(tmp_path):
    compass = Compass(
        {"a": 0, "不": 1}, np.eye(2, dtype=np.int8), 0.5, np.ones(2, dtype=np.float32), 3.0, 2.0
    )
    write_compass(tmp_path / "compass.npz", compass)
    with np.load(tmp_path / "compass.npz") as held:
        assert held["names"].tobytes().decode() == "a\n不"
        assert held["rows"].tolist() == [[1, 0], [0, 1]]
        assert held["numbers"].tolist() == [0.5, 3.0, 2.0]


def test_grammar_and_compass_are_heard_together(record):
    claim, contradiction = prepare(record)
    for_claim = [Heard(claim, -1, -1, 0.9), Heard(contradiction, 1, 1, 0.8)]
    against = [Heard(claim, 1, 1, 0.9), Heard(contradiction, -1, -1, 0.8)]
    assert lean(3.0, against) > 0 > lean(-3.0, for_claim)
    assert lean(3.0, against) > lean(-3.0, against)
    assert opinions(100.0, against)[0] == opinions(50.0, against)[0]  # nothing is surer than was seen


@pytest.mark.parametrize(
    ("statement", "verdict"),
    [
        ("脱发靠吃生姜好不了", "true"),
        ("生姜对脱发没有作用", "true"),
        ("生姜对脱发没有作用，是真的吗", "true"),
        ("吃生姜治不好脱发是谣言", "false"),
        ("吃大枣治不好脱发", "unknown"),
    ],
)
def test_a_wording_of_the_contradiction_decides(record, records, statement, verdict):
    assert ClaimBase([record, *records[1:]]).judge(statement).verdict.value == verdict
