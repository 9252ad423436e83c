"""Which of two quotes goes first: somebody's duties, or the passage the knowledge route is sure of."""

from __future__ import annotations

import pytest

from assistant.ask import Assistant
from assistant.duties.aspect import focus
from assistant.duties.matter import first_seen, only_repeats
from assistant.routes.passage import asks_no_duty, asks_of_authority
from index.corpus import read_corpus
from index.library import memory_library

NOTICE = """关于做好冬季供水保障工作的通知

各镇人民政府、各有关单位：

一、供水企业要在12月10日前完成管网排查，备足抢修物资。夜间实行两班值守，接到报修后一小时内到场。
社区居委会要登记独居老人家庭，上门提醒包裹水管。对不愿包裹的，由网格员帮助办理。
学校要检查宿舍水房，放假前关闭总阀。

二、对水表冻坏的居民，免费更换水表，更换时间为12月15日至次年2月底。

柳河县住房和城乡建设局

2021年11月20日
"""


@pytest.fixture(scope="module")
def winter(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """An assistant over one invented notice."""
    folder = tmp_path_factory.mktemp("winter")
    (folder / "water.txt").write_text(NOTICE, encoding="utf-8")
    return Assistant.open(memory_library(read_corpus(folder)))


@pytest.mark.parametrize(
    ("question", "held", "others"),
    [
        ("社区居委会要做什么", "登记独居老人家庭", ("供水企业要", "学校要")),
        ("独居老人家庭的水管谁来提醒包裹", "上门提醒包裹水管", ("供水企业要", "学校要")),
        ("供水企业什么时候之前要完成管网排查", "12月10日前完成管网排查", ("社区居委会要", "学校要")),
    ],
)
def test_nobody_is_quoted_anothers_duties(winter, question, held, others):
    quotes = "\n".join(c.quote for c in winter.ask(question).citations)
    assert held in quotes
    assert not any(o in quotes for o in others), quotes


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("柳河县对水表冻坏的居民有什么措施", True),
        ("国家如何要求各地强化人员培训", True),
        ("教育部要求学校采取哪些措施", True),
        ("疫情期间，山东省怎么保障农用物资运输", True),
        ("我在机关上班，单位党支部要做什么", False),
        ("跟湖北挨着的地方，交通部门有什么特别要求", False),
        ("要求干部什么时候到岗", False),
        ("社区要排查哪些人", False),
    ],
)
def test_what_an_authority_does_is_told_from_what_someone_must_do(question, expected):
    assert asks_of_authority(question) is expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("什么是密切接触者", True),
        ("免税范围增加了哪些", True),
        ("审批流程是什么", True),
        ("参保企业有何优惠政策", True),
        ("超范围经营罚多少", False),
        ("事业单位党组织的责任是什么", False),
        ("村支书要干哪些事", False),
    ],
)
def test_what_a_thing_is_or_what_somebody_gets_is_no_duty(question, expected):
    assert asks_no_duty(question) is expected


def test_a_quote_that_only_repeats_an_open_question_answers_nothing():
    assert only_repeats("就餐人员如何做好自我防护", ["就餐人员要做好自我防护。"])
    assert not only_repeats("就餐人员要做好自我防护吗", ["就餐人员要做好自我防护。"])
    assert not only_repeats("就餐人员如何做好自我防护", ["就餐人员排队间隔一米，坐下才脱口罩。"])


def test_the_first_characters_count():
    assert first_seen(["甲" * 200, "乙" * 200, "丙"], 250) == ["甲" * 200, "乙" * 50]


@pytest.mark.parametrize(
    ("question", "thing"),
    [
        ("村干部几天写一次思想汇报", "写思想汇报"),
        ("平台多久核验一次商家证照", "核验商家证照"),
        ("动火之前要办什么手续", ""),
        ("隐患清单什么时候交到哪儿", ""),
        ("春节加班给几倍工资", "工资"),
    ],
)
def test_the_thing_that_is_asked_for_by_name(question, thing):
    assert focus(question) == thing
