from __future__ import annotations

import pytest

from assistant.claims.matter import FEATURES, Matter
from assistant.claims.said import read

RECORDED = ("抽烟可以防止感冒", "吸烟的人不会感冒", "抽烟防不住感冒")
LIMITED = ("婴儿出门要戴口罩", "刚出生的宝宝出门得戴口罩", "月子里的娃娃要戴口罩")


def rarity(word):
    return 0.2 if word in ("出门", "戴", "口罩", "戴口罩", "要", "得", "的") else 1.0


def lay(statement, texts):
    found = Matter(tuple(texts), rarity).lay(read(statement, rarity))
    return dict(zip(FEATURES, found, strict=True))


def test_a_wording_on_record_lies_over_it_whole():
    laid = lay(RECORDED[0], RECORDED)
    for name in ("closest", "both_best", "mine_at_best", "theirs_at_best", "covered"):
        assert laid[name] == pytest.approx(1.0, abs=1e-3), name
    for name in ("strange", "foreign", "missing_at_best", "least_missing"):
        assert laid[name] == pytest.approx(0.0, abs=1e-3), name


def test_another_matter_is_far_and_strange():
    same, other = lay("抽烟的人感冒少", RECORDED), lay("高铁停运以后车票可以退", RECORDED)
    assert same["closest"] > other["closest"]
    assert same["covered"] > other["covered"]
    assert same["strange"] < other["strange"]
    assert same["missing_core"] < other["missing_core"]


def test_a_word_used_alike_is_less_strange_than_one_used_otherwise():
    recorded = ("鸡蛋要蒸熟再吃", "没蒸熟的鸡蛋不能吃")
    assert lay("鸡蛋要煮熟再吃", recorded)["strange"] < lay("鸡蛋要冻硬再吃", recorded)["strange"]


def test_what_every_text_names_in_some_form_is_missed():
    whole, wide = lay("小婴儿出门也要戴口罩", LIMITED), lay("出门要戴口罩", LIMITED)
    assert wide["least_missing"] > whole["least_missing"]
    assert wide["missing_core"] > whole["missing_core"]
    assert wide["strange"] == pytest.approx(0.0, abs=1e-3)  # nothing in it tells it from the record


def test_the_limit_of_a_text_is_what_the_others_name_too():
    matter = Matter(LIMITED, rarity)
    assert matter.limit(LIMITED[0]) == "婴儿"
    assert matter.limit("戴口罩") == ""


def test_a_statement_without_known_words_is_near_to_nothing():
    laid = lay("。。", RECORDED)
    assert laid["words"] == 0
    assert laid["covered"] == 0


def test_a_record_of_certain_people_is_not_of_everyone():
    matter = Matter(LIMITED, rarity)
    assert matter.overlooks(read("出门要戴口罩", rarity))
    assert not matter.overlooks(read("小宝宝出门要戴口罩", rarity))
    assert not Matter(("出门要戴口罩", "出门得戴口罩"), rarity).overlooks(read("上班要戴口罩", rarity))
