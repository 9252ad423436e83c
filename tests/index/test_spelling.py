"""Slips of the keyboard, and what is none."""

import pytest

from index.bm25 import Lexicon, build_lexicon
from index.document import Document, Passage
from index.fluency import Fluency
from index.pinyin import decode, is_pinyin
from index.sounds import Sounds, blurred
from index.spelling import Speller
from index.split import split

TEXTS = (
    "乘坐公共交通工具时应当佩戴口罩。口罩潮湿后及时更换。感染新型冠状病毒要及时就医。",
    "学校要落实晨检制度。教室每天消毒。党员干部要带头佩戴口罩，不得聚集。",
    "返乡人员居家观察14天。办公室要开窗通风，用酒精消毒。居委会负责排查。",
    "体温超过37.3度的，不得进入学校。疑似病例由医院报告。N95口罩由医务人员佩戴。",
)


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    passages: list[Passage] = [p for i, t in enumerate(TEXTS) for p in split(Document(str(i), "", t))]
    return build_lexicon(passages)


@pytest.fixture(scope="module")
def speller(lexicon: Lexicon) -> Speller:
    return Speller(lexicon)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("口照怎么戴", "口罩怎么戴"),
        ("板公室要开窗吗", "办公室要开窗吗"),
        ("教室怎么消独", "教室怎么消毒"),
        ("戴kouzhao有用吗", "戴口罩有用吗"),
        ("xuexiao xiaodu", "学校消毒"),
        ("学校要带口罩罩吗", "学校要带口罩吗"),
        ("这個口罩是什麼時候發的", "这个口罩是什么时候发的"),
        ("睡不著覺", "睡不着觉"),
        ("什么　时候戴口罩", "什么时候戴口罩"),
        ("戴口 罩", "戴口罩"),
        ("隔离１４天", "隔离14天"),
    ],
)
def test_a_slip_is_put_right(speller: Speller, typed: str, meant: str) -> None:
    assert speller.repair(typed) == meant


@pytest.mark.parametrize(
    "question",
    [
        "吃瑞德西韦就能治好新型冠状病毒肺炎吗",
        "84消毒液和洁厕灵能一起用吗",
        "桐城中学几月几号开学",
        "旧口罩能不能洗洗晒晒接着戴",
        "通知要组织员工工作吗",
        "天天睡不着觉咋办",
        "N95口罩和AI体温计",
        "学校　消毒　要求",
        "不戴口罩行不行？",
        "covid是什么",
        "",
        "\x00😀",
    ],
)
def test_what_is_no_slip_stays(speller: Speller, question: str) -> None:
    assert speller.repair(question) == question


def test_what_denies_or_counts_is_never_changed(speller: Speller) -> None:
    for question in ("布得聚集", "学校部得聚集", "隔离时四天"):
        assert not {"不", "没", "十"} & set(speller.repair(question))


def test_english_is_put_into_chinese_for_a_search_only(speller: Speller) -> None:
    assert speller.repair("Should I wear a mask?") == "Should I wear a mask?"
    assert "口罩" in speller.rewrite("Should I wear a mask?")


def test_a_repaired_question_needs_no_repair(speller: Speller) -> None:
    for typed in ("口照怎么戴", "教室怎么消独", "戴kouzhao有用吗", "口罩罩"):
        once = speller.repair(typed)
        assert speller.repair(once) == once


def test_what_sounds_alike_is_known() -> None:
    sounds = Sounds("照罩遭找不")
    assert dict(sounds.alike("照")) == {"找": True, "罩": True, "遭": False}
    assert blurred("zhuang") == blurred("zuan")


def test_pinyin_is_told_from_other_words(lexicon: Lexicon) -> None:
    sounds = Sounds("口罩学校")
    assert is_pinyin("kouzhao", sounds)
    assert not is_pinyin("mask", sounds)
    assert decode(["kou", "zhao"], "戴", "吗", sounds, Fluency(lexicon)) == "口罩"


def test_a_pair_that_nobody_writes_is_strange(lexicon: Lexicon) -> None:
    fluency = Fluency(lexicon)
    assert fluency.is_strange("口照")
    assert not fluency.is_strange("口罩")
    assert not fluency.is_strange("怎么")
    assert fluency.of("戴口罩") > fluency.of("戴口照")
