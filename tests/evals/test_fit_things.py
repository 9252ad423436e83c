from __future__ import annotations

from evals.fit_things import odd_words, other_things, talked_about

REMEDIES = ("香蕉", "洋葱", "蜂蜜", "辣椒", "白酒", "绿豆")
RECORDS = {f"r{n}": (f"吃{r}能治感冒", f"感冒了吃{r}就好", f"{r}治感冒") for n, r in enumerate(REMEDIES)}
MANY = RECORDS | {f"x{n}": (f"第{n}条消息",) for n in range(60)}


def test_what_a_record_is_about_is_put_for_what_another_is_about():
    swaps = other_things(MANY)
    for number, remedy in zip(RECORDS, REMEDIES, strict=True):
        thing, others = swaps[number]
        assert thing == remedy
        assert others
        assert set(others) <= set(REMEDIES) - {remedy}


def test_what_every_record_speaks_of_is_no_thing_of_one():
    assert "感冒" not in {word for thing, others in other_things(MANY).values() for word in (thing, *others)}


def test_something_said_round_a_claim_leaves_it_as_it_is():
    told = talked_about("吃香蕉能治感冒")
    assert told.endswith("吃香蕉能治感冒")
    assert told == talked_about("吃香蕉能治感冒") != "吃香蕉能治感冒"


def test_nothing_to_put_in_where_there_is_one_record():
    assert other_things({"r0": RECORDS["r0"]}) == {}


def test_a_word_is_put_in_that_its_record_has_nothing_like():
    put = odd_words(MANY)
    for number, texts in RECORDS.items():
        changed = put(number, texts[0])
        assert changed != texts[0]
        assert changed == put(number, texts[0])
    assert put("r0", "") == ""
