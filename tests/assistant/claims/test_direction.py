from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.claims import ClaimBase
from assistant.claims.compare import points
from assistant.claims.coverage import measure
from assistant.claims.direction import Heard, differences, lean
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


@pytest.mark.parametrize("statement", ["吃生姜不能治好脱发", "吃生姜根本没用，治不了脱发"])
def test_leans_to_the_contradiction(record, statement):
    assert lean(*heard(statement, record)) > 0 > lean(*heard("吃生姜可以治脱发", record))


def test_a_frame_that_denies_turns_the_direction(record):
    for statement in ("吃生姜可以治脱发", "生姜对脱发没有作用"):
        plain, denied = (lean(*heard(text, record)) for text in (statement, statement + "是假的"))
        assert plain * denied < 0


def heard(statement, record):
    """A statement and what grammar says of it over every wording of a record."""
    said = parse(statement)
    laid = [(side, measure(said, w, side, lambda _: 1.0)) for side in prepare(record) for w in side.wordings]
    return said, [Heard(s, c.wording, *points(said, c, s), c.closeness) for s, c in laid]


def test_differences_are_what_only_one_has():
    found = differences(parse("吃生姜能治脱发"), parse("吃生姜不能治脱发"))
    assert any("不" in feature for feature in found)
    assert not differences(parse("吃生姜能治脱发"), parse("吃生姜能治脱发是假的"))  # the frame is left out


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
