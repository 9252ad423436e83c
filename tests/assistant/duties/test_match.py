import pytest

from assistant.compose.question import read_question
from assistant.duties import (
    Aspect,
    DutyTable,
    aspect,
    duties_about,
    duties_for,
    duty_drafts,
    extract,
    match_subject,
)
from assistant.duties.aspect import focus
from assistant.duties.levels import fits, levels_of_person, levels_of_subject
from assistant.duties.match import find_subjects, told_of_self
from assistant.duties.refer import parties
from index.background import load_background
from tests.assistant.duties.conftest import read


@pytest.mark.parametrize(
    ("words", "subject"),
    [
        ("我是村支书", "街道社区和乡镇、村党组织"),
        ("网格员", "街道社区和乡镇、村党组织"),
        ("我在高速卡口", "公安交警、交通运输、高速公路等部门党组织特别是毗邻湖北的重点地区党组织"),
        ("学校这边", "学校党组织"),
        ("我是班主任", "学校党组织"),
        ("医院", "医疗卫生战线党组织"),
        ("我是护士长", "医疗卫生战线党组织"),
        ("普通党员", "广大党员"),
        ("企业", "非公领域党组织"),
        ("组织部", "组织部门"),
        ("我在机关上班，是公务员", "机关事业单位党组织"),
    ],
)
def test_a_role_finds_its_subject(notice: DutyTable, words: str, subject: str) -> None:
    found = match_subject(words, [notice])
    assert subject in [m.subject.text for m in found]
    assert all(m.why for m in found)


def test_a_role_the_document_does_not_address_finds_nothing(notice: DutyTable) -> None:
    assert match_subject("我是渔民", [notice]) == ()
    assert match_subject("口罩怎么戴", [notice]) == ()


def test_never_another_subjects_duties(notice: DutyTable) -> None:
    chosen = duties_for([notice], "学校")
    own = {c.duty.subject.text for c in chosen if not c.common and c.duty.subject}
    assert own == {"学校党组织"}
    shared = {c.duty.subject.text for c in chosen if c.common and c.duty.subject}
    assert {"各级党组织和广大共产党员", "各地各单位", "基层党组织"} <= shared
    assert not shared & {"广大党员", "组织部门", "医疗卫生战线党组织"}


def test_other_documents_answer_other_roles(flood: DutyTable, water: DutyTable) -> None:
    assert [m.subject.text for m in match_subject("我是村主任", [flood, water])] == ["村民委员会和居民小组"]
    assert [m.subject.text for m in match_subject("老师", [flood, water])] == ["学校"]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("发现险情向谁报告", Aspect.REPORT),
        ("多久报告一次", Aspect.REPORT_TIME),
        ("什么时候完成", Aspect.DEADLINE),
        ("不报会怎样", Aspect.CONSEQUENCE),
        ("要是瞒着不报呢", Aspect.CONSEQUENCE),
        ("哪些事不能做", Aspect.PROHIBITION),
        ("有没有例外", Aspect.EXCEPTION),
        ("什么情况下要封闭水域", Aspect.CONDITION),
        ("村里要做什么", Aspect.ALL),
        ("我不是党员，要做什么", Aspect.ALL),
    ],
)
def test_aspects(question: str, expected: Aspect) -> None:
    assert aspect(question) is expected


def texts(question: str, *tables: DutyTable) -> list[str]:
    answer = duty_drafts(question, tables)
    return [d.text for d in answer.drafts] if answer else []


def test_just_the_reporting_lines(flood: DutyTable) -> None:
    assert (
        texts("水利部门发现险情向谁报告", flood)[0]
        == "水利部门：发现险情的，应当在30分钟内向县防汛指挥部报告；"
    )


def test_just_the_consequences(flood: DutyTable, water: DutyTable) -> None:
    assert texts("瞒报险情会怎么处理", flood) == [
        "对瞒报、漏报险情的，由县纪委监委严肃追责问责；构成犯罪的，依法追究刑事责任。"
    ]
    assert texts("违规游泳罚款吗，怎么处罚", water)


def test_just_the_prohibitions(flood: DutyTable) -> None:
    found = texts("哪些不能做", flood)
    assert (
        found
        == [
            "广大民兵：带头帮助老弱群众转移，绝不能临阵脱逃。",
            "除抢险车辆外，任何单位和个人不得驶入封闭堤段。",
        ][::-1]
    )


def test_a_draft_is_verbatim_with_its_quoted_subject(notice: DutyTable) -> None:
    answer = duty_drafts("学校要做什么", [notice])
    assert answer is not None
    for draft in answer.drafts:
        assert draft.text == "：".join(c.quote for c in draft.citations)


def test_no_duty_question_gets_none(notice: DutyTable) -> None:
    for question in ("口罩怎么戴", "今天天气怎么样", "补助多少元", "哄抬物价怎么处罚"):
        assert duty_drafts(question, [notice]) is None, question


def test_who_asks_stands_before_what_was_found(water: DutyTable, flood: DutyTable) -> None:
    found = find_subjects("我是老师，发现游泳者在非开放区域游泳怎么办", [water])
    assert [m.subject.text for m in found] == ["学校"]


@pytest.mark.parametrize(
    ("person", "subject", "expected"),
    [
        ("我是县长", "国务院卫生行政部门", False),
        ("我是县长", "县级以上地方人民政府", True),
        ("我是县长", "设区的市级以上地方人民政府", False),
        ("国务院要做什么", "国务院", True),
        ("我是村支书", "街道社区和乡镇、村党组织", True),
        ("学校", "各级各类学校", True),
        ("镇里", "省、自治区、直辖市人民政府", False),
    ],
)
def test_levels_of_administration(person: str, subject: str, expected: bool) -> None:
    assert fits(levels_of_person(person), levels_of_subject(subject)) is expected


def test_a_consequence_belongs_to_those_its_article_addresses(water: DutyTable) -> None:
    assert texts("学校不组织安全教育会怎样", water)
    duty = next(d for d in water.duties if d.consequence)
    assert parties(water, duty) == {"游泳者", "学校"}


def test_a_penalty_that_is_not_named_is_not_answered(flood: DutyTable, water: DutyTable) -> None:
    assert texts("瞒报要罚款吗", flood) == []
    assert texts("违规游泳要罚款吗", water)


def test_who_is_responsible(fire: DutyTable) -> None:
    assert texts("谁负责加大防火资金投入", fire) == ["区财政局、区应急局：4.加大防火资金投入，配备必要装备。"]


def test_one_thing_asked_gets_one_answer(flood: DutyTable) -> None:
    assert texts("村委会要不要登记低洼地带住户", flood) == [
        "村民委员会和居民小组要逐户登记低洼地带住户，建立转移名册；"
    ]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("司机要做什么防护", "防护"),
        ("加班给几倍工资", "工资"),
        ("巡逻队人数上限是多少", "人数上限"),
        ("几天写一次思想汇报", "思想汇报"),
        ("队长由谁任命", "任命"),
        ("险情要报告什么部门", ""),
        ("村里要做什么", ""),
        ("各单位有哪些主要任务", ""),
    ],
)
def test_the_thing_asked_for(question: str, expected: str) -> None:
    assert expected in focus(question)
    assert bool(expected) == bool(focus(question))


def test_what_the_duties_do_not_speak_of_is_seen(notice: DutyTable) -> None:
    absent = duty_drafts("领导干部春节加班给几倍工资", [notice])
    present = duty_drafts("领导干部要做什么", [notice])
    assert present is not None
    assert present.carried == 1.0
    assert absent is None or absent.carried < 0.5


def test_everyone_is_asked_for(notice: DutyTable) -> None:
    found = texts("各级党组织总的要求是什么", notice)
    assert any(t.startswith("全市各级党组织和全体党员干部要迅速行动起来") for t in found)
    assert any(t.startswith("各级党组织和广大共产党员要进一步提高政治站位") for t in found)


def test_what_one_says_of_oneself_is_no_topic(notice: DutyTable) -> None:
    assert told_of_self("我们是做口罩的工厂，通知怎么要求") == "做口罩的工厂"
    assert any("组织员工加班加点" in t for t in texts("我们是做口罩的工厂，通知怎么要求", notice))


def test_who_has_to_know(notice: DutyTable) -> None:
    assert any("报告市委组织部" in t for t in texts("社区书记自己病倒了，谁该知道", notice))


def test_the_verb_asked_about_chooses(notice: DutyTable) -> None:
    assert [t for t in texts("党员上一线要戴什么", notice) if "佩戴党员徽章" in t]


def test_a_question_without_a_subject_finds_its_duty(notice: DutyTable) -> None:
    question = read_question("临时党组织在哪里建、怎么建", load_background().idf)
    found = duties_about(question, [notice])
    assert found is not None
    assert [d.text for d in found.drafts if "及时建立临时党组织" in d.text]
    for other in ("网约车怎么年检", "。！？", "😀"):
        assert duties_about(read_question(other, load_background().idf), [notice]) is None


def test_an_office_goes_by_any_of_its_names() -> None:
    text = "关于收割的通知\n\n各镇：\n\n一、要求\n\n农业农村部门要发放补贴。收割机手要登记。\n"
    table = extract(read(text))
    assert [m.subject.text for m in match_subject("农业农村局管什么", [table])] == ["农业农村部门"]
    assert [m.subject.text for m in find_subjects("我是开收割机的，要做什么", [table])] == ["收割机手"]


def test_duties_come_from_the_notice_on_the_matter() -> None:
    def about(matter: str, act: str) -> DutyTable:
        body = f"关于{matter}的通知\n\n各村：\n\n一、要求\n\n村党支部书记每天至少{act}一次。\n"
        return extract(read(body, id=matter, title=f"关于{matter}的通知"))

    forest, water = about("森林防火", "巡山"), about("河道保洁", "巡河")
    found = duty_drafts("我是村支书，森林防火要做什么", [forest, water])
    assert found is not None
    assert {c.table.document.id for c in found.chosen} == {"森林防火"}
    both = duty_drafts("我是村支书，要做什么", [forest, water])
    assert both is not None
    assert {c.table.document.id for c in both.chosen} == {"森林防火", "河道保洁"}
