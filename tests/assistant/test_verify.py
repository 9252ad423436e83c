"""The gate: mutated sentences are dropped, verbatim and faithful ones pass."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Draft
from assistant.verify import check, verify
from index.document import Citation, Document

TEXT = (
    "各乡镇人民政府应当在接到报告后2小时内向县级疾控机构报告，并于24小时内完成密切接触者排查。"
    "村（居）民委员会可以组织志愿者上门登记；任何单位和个人不得瞒报、缓报、谎报。"
    "除抢险救灾外，停止举办一切聚集性活动。返乡人员每日早晚各测量一次体温，体温超过37.3℃的，立即到发热门诊就诊。"
)
DOCUMENT = Document("notice", "关于排查的通知", TEXT)


def quote(words: str) -> Citation:
    at = TEXT.index(words)
    return DOCUMENT.cite(at, at + len(words))


FIRST = quote("各乡镇人民政府应当在接到报告后2小时内向县级疾控机构报告，并于24小时内完成密切接触者排查。")
BAN = quote("任何单位和个人不得瞒报、缓报、谎报。")
MAY = quote("村（居）民委员会可以组织志愿者上门登记；")
EXCEPT = quote("除抢险救灾外，停止举办一切聚集性活动。")
FEVER = quote("返乡人员每日早晚各测量一次体温，体温超过37.3℃的，立即到发热门诊就诊。")


@pytest.mark.parametrize("citation", [FIRST, BAN, MAY, EXCEPT, FEVER])
def test_a_verbatim_sentence_passes(citation):
    assert check(Draft(citation.quote, (citation,))) is None


def test_quotes_joined_by_connectives_pass():
    assert check(Draft(f"{MAY.quote}同时，{BAN.quote}", (MAY, BAN))) is None


@pytest.mark.parametrize(
    ("sentence", "citation"),
    [
        ("乡镇人民政府应当在接到报告后2小时内向县级疾控机构报告", FIRST),
        ("各乡镇人民政府应当于24小时内完成密切接触者排查", FIRST),
        ("各乡镇人民政府应当在接到报告后两小时内向县级疾控机构报告。", FIRST),
        ("任何单位和个人不得瞒报", BAN),
        ("返乡人员每日早晚各测量一次体温", FEVER),
        ("体温超过37.3℃的，立即到发热门诊就诊。", FEVER),
    ],
)
def test_a_faithful_shortening_passes(sentence, citation):
    assert check(Draft(sentence, (citation,))) is None


@pytest.mark.parametrize(
    ("sentence", "citation"),
    [
        ("各乡镇人民政府应当在接到报告后6小时内向县级疾控机构报告", FIRST),
        ("各乡镇人民政府不得在接到报告后2小时内向县级疾控机构报告", FIRST),
        ("各乡镇人民政府可以在接到报告后2小时内向县级疾控机构报告", FIRST),
        ("县级疾控机构应当在接到报告后2小时内向各乡镇人民政府报告", FIRST),
        ("村民委员会应当在接到报告后2小时内向县级疾控机构报告", FIRST),
        ("各乡镇人民政府应当在接到报告后24小时内完成密切接触者排查", FIRST),
        ("各乡镇人民政府应当在接到报告后2天内向县级疾控机构报告", FIRST),
        ("每日上报即可免于排查密切接触者", FIRST),
        ("任何单位和个人可以瞒报、缓报、谎报", BAN),
        ("任何单位和个人瞒报、缓报、谎报", BAN),
        ("任何单位不得瞒报，违者罚款5000元", BAN),
        ("村（居）民委员会应当组织志愿者上门登记", MAY),
        ("停止举办一切聚集性活动", EXCEPT),
        ("返乡人员每周测量一次体温", FEVER),
        ("体温超过38.3℃的，立即到发热门诊就诊", FEVER),
        ("体温超过37.3℃的，不必到发热门诊就诊", FEVER),
    ],
)
def test_a_changed_sentence_is_dropped(sentence, citation):
    assert check(Draft(sentence, (citation,))) is not None


def test_a_draft_without_a_quote_is_dropped():
    assert verify([Draft("任何单位和个人不得瞒报。", ())]).statements == ()


def test_one_bad_clause_drops_the_whole_sentence():
    draft = Draft("任何单位和个人不得瞒报、缓报、谎报；瞒报的罚款1000元。", (BAN,))
    assert check(draft) is not None


@given(st.text(alphabet="0123456789", min_size=1, max_size=3))
def test_no_other_number_ever_passes(digits):
    sentence = f"各乡镇人民政府应当在接到报告后{digits}小时内向县级疾控机构报告"
    passes = check(Draft(sentence, (FIRST,))) is None
    assert not passes or int(digits) in (2, 24)


@given(st.text(max_size=40))
def test_nothing_foreign_passes(text):
    """Whatever is written, what passes has no word of content that the quote lacks."""
    if check(Draft(text, (BAN,))) is None:
        assert all(
            c in BAN.quote or not c.isalnum() or c in "其中同时此外另以及并且具体为包括的了着" for c in text
        )


def test_only_a_document_makes_a_citation():
    with pytest.raises(TypeError):
        Citation(DOCUMENT, FIRST.span, object())


CHAIN = Document("c", "c", "医院要设发热门诊。要每天报告。社区要设卡口。要每天消毒。")


def words(quoted: str) -> Citation:
    at = CHAIN.text.index(quoted)
    return CHAIN.cite(at, at + len(quoted))


@pytest.mark.parametrize(("name", "carried"), [("社区", True), ("医院", False)])
@pytest.mark.parametrize("joint", ["：", ""])
def test_a_subject_in_front_is_the_one_that_governs(name, carried, joint):
    draft = Draft(f"{name}{joint}要每天消毒。", (words(name), words("要每天消毒。")))
    assert (check(draft) is None) == carried


def test_a_sentence_without_subject_does_not_take_anothers():
    clinic, daily = words("医院要设发热门诊。"), words("要每天消毒。")
    assert check(Draft(clinic.quote + daily.quote, (clinic, daily))) is not None
    assert check(Draft("医院要设发热门诊，要每天消毒。", (clinic, daily))) is not None


@pytest.mark.parametrize(
    ("text", "quoted", "whole"),
    [
        ("任何人不得擅自离开。", "擅自离开。", False),
        ("各镇应当每日上报。", "每日上报。", False),
        ("任何单位不得瞒报、缓报。", "缓报。", False),
        ("体温超过38℃的，立即就诊。", "立即就诊。", False),
        ("如发现病例，学校应当报告。", "学校应当报告。", False),
        ("可以外出，但必须登记。", "可以外出，", False),
        ("停止聚集活动（抢险救灾除外）。", "停止聚集活动", False),
        ("喝酒能防病毒，没有科学依据。", "喝酒能防病毒，", False),
        ("有人说，喝酒能防病毒。", "喝酒能防病毒。", False),
        ("带头搞好卫生；引导群众开展爱国卫生运动，移风易俗。", "引导群众开展爱国卫生运动，移风易俗。", True),
        ("加强教育引导，普及防疫知识。", "普及防疫知识。", True),
        ("符合条件的，予以登记；不符合条件的，不予登记。", "符合条件的，予以登记；", True),
        ("　一、加强领导。要压实责任。", "要压实责任。", True),
    ],
)
def test_where_a_quote_may_be_cut(text, quoted, whole):
    at = text.index(quoted)
    citation = Document("d", "d", text).cite(at, at + len(quoted))
    assert (check(Draft(citation.quote, (citation,))) is None) == whole
