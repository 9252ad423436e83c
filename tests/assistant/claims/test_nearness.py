from __future__ import annotations

import pytest

from assistant.claims.nearness import likenesses, nearness

RECORDED = ("抽烟可以防止感冒", "吸烟的人不会感冒", "抽烟防不住感冒")


def test_a_wording_on_record_is_as_near_as_can_be():
    near = nearness(RECORDED[0], RECORDED)
    assert near.closest == pytest.approx(1.0, abs=1e-3)
    assert near.strange == pytest.approx(0.0, abs=1e-3)


def test_another_matter_is_far_and_strange():
    same, other = nearness("抽烟的人感冒少", RECORDED), nearness("高铁停运以后车票可以退", RECORDED)
    assert same.closest > other.closest
    assert same.mean > other.mean
    assert same.strange < other.strange
    assert same.missing < other.missing


def test_a_word_used_alike_is_less_strange_than_one_used_otherwise():
    recorded = ("鸡蛋要蒸熟再吃", "没蒸熟的鸡蛋不能吃")
    assert nearness("鸡蛋要煮熟再吃", recorded).strange < nearness("鸡蛋要冻硬再吃", recorded).strange


def test_a_statement_without_known_words_is_near_to_nothing():
    near = nearness("。。", RECORDED)
    assert (near.closest, near.mean, near.strange, near.missing) == (0.0, 0.0, 0.0, 0.0)


def test_each_text_gets_its_likeness_in_order():
    near = likenesses(RECORDED[1], RECORDED)
    assert len(near) == len(RECORDED)
    assert max(range(3), key=lambda k: near[k]) == 1
