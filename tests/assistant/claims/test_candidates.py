from __future__ import annotations

import pytest

from assistant.claims.candidates import Candidates
from assistant.claims.parse import parse
from assistant.claims.rarity import Rarity

RECORDS = (
    ("吃生姜可以治脱发", "生姜能治脱发"),
    ("吃大蒜可以防感冒", "大蒜能防感冒"),
    ("骑车必须戴头盔", "骑车不用戴头盔"),
)


def test_the_record_that_shares_most_comes_first():
    found = Candidates(RECORDS).find("生姜治脱发吗", 2)
    assert [number for number, _ in found] == [0, 1] or found[0][0] == 0
    assert found[0][1] > 0


def test_a_wording_is_hardly_more_alike_than_it_can_be():
    (_, score), *_ = Candidates(RECORDS).find(RECORDS[0][0], 1)
    assert 0.7 < score <= 1.0


def test_what_all_records_have_tells_little():
    number, _ = Candidates(RECORDS).find("可以戴头盔", 1)[0]
    assert number == 2


def test_nothing_shared_finds_nothing():
    assert Candidates(RECORDS).find("abc", 3) == []
    assert Candidates(()).find("生姜", 3) == []


def test_rare_words_matter_more():
    rarity = Rarity(["\n".join(texts) for texts in RECORDS] * 20)
    assert rarity.of("新词") == 1.0
    assert rarity.of("生姜") < rarity.of("新词")
    assert rarity.of("吃") < rarity.of("生姜")


@pytest.mark.parametrize("word", ["预防", "防止"])
def test_words_of_one_class_are_counted_together(word):
    rarity = Rarity(["可以防止感冒", "能预防感冒", "无关"] * 20)
    unit = next(u for u in parse(f"能{word}脱发").units if u.key == "预防")
    alone = next(u for u in parse("能治脱发").units if u.key == "治疗")
    assert rarity.weigh(unit) < rarity.weigh(alone)
