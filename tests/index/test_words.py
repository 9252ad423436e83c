import pytest

from index.numerals import value
from index.places import PLACES, kin, place_fit, place_table, places
from index.words import normalise, question_tokens, terms, tokens


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("隔离十四天", "隔离14天"),
        ("２０２０年２月３日", "2020-02-03"),
        ("2月3号", "2月3日"),
        ("二十四小时内", "24小时内"),
        ("第三条", "第3条"),
        ("佩戴口罩，進行隔離", "佩戴口罩，进行隔离"),
        ("新型冠状病毒感染的肺炎", "新冠肺炎"),
        ("COVID-19", "新冠病毒"),
        ("市卫生健康委员会", "市卫健委"),
        ("人力资源和社会保障局", "人社局"),
        ("1,000元", "1000元"),
    ],
)
def test_one_thing_written_two_ways_has_one_form(one: str, other: str) -> None:
    assert normalise(one) == normalise(other)


@pytest.mark.parametrize(
    ("one", "other"), [("统一领导", "统1领导"), ("万一", "10000一"), ("十四天", "四天"), ("卫健委", "人社局")]
)
def test_different_things_stay_different(one: str, other: str) -> None:
    assert normalise(one) != normalise(other)


@pytest.mark.parametrize(
    ("numeral", "number"),
    [
        ("十四", 14),
        ("二百零五", 205),
        ("二〇二〇", 2020),
        ("三万五千", 35_000),
        ("十万", 100_000),
        ("二三十", None),
    ],
)
def test_numerals_have_their_value(numeral: str, number: int | None) -> None:
    assert value(numeral) == number


def test_a_question_loses_the_words_that_only_ask() -> None:
    asked = "".join(question_tokens("请问学校应该怎么消毒吗？"))
    assert "学校" in asked
    assert "消毒" in asked
    assert not {"请", "问", "怎", "么", "吗"} & set(asked)


def test_a_question_of_nothing_but_asking_keeps_its_words() -> None:
    assert "".join(question_tokens("为什么")).strip() == "为什么"


def test_terms_never_join_over_a_mark() -> None:
    assert terms("口罩，消毒") == ["口", "罩", "消", "毒", "口罩", "消毒"]


def test_numbers_and_latin_words_stay_whole() -> None:
    assert tokens("N95口罩3.5元") == ["n", "95", "口", "罩", "3.5", "元"]


def test_places_are_found_with_their_kin() -> None:
    found = [PLACES[i] for i in places("安徽省安庆市转发北京时间的通知")]
    assert found == ["安徽", "安庆"]
    assert PLACES.index("安徽") in kin()[PLACES.index("安庆")]
    assert PLACES.index("北京") not in kin()[PLACES.index("安庆")]


def test_documents_suit_the_places_asked_about() -> None:
    texts = [
        ("安庆市通知", "安庆市"),
        ("合肥市通知", "合肥"),
        ("安徽省通知", "各市"),
        ("通知", "如安庆市"),
        ("通知", "各地"),
    ]
    assert place_fit("安庆怎么办", place_table(texts)).tolist() == [1, -1, 0, 1, 0]
    assert place_fit("怎么办", place_table(texts)).tolist() == [0, 0, 0, 0, 0]
