"""A value that is asked for must be told by the sentence, and be of the kind and measure asked for."""

from __future__ import annotations

import pytest

from assistant.compose.values import asks_value, lacks


@pytest.mark.parametrize(
    ("question", "holds", "lacking"),
    [
        ("一个片区分给几户人家", "每个片区20户", "每个片区由2名队员负责"),
        ("一班要几个人", "每班不少于三人", "24小时值守、分班休息"),
        ("巡堤的一组多少人", "每组5名队员", "昼夜巡堤，风雨无阻"),
        ("演练一年搞几次", "每年至少演练两回", "2030年起组织演练"),
        ("要给几倍工资", "支付3倍工资", "三日内支付工资"),
        ("“四个到位”是哪四个", "思想到位、责任到位、措施到位、监督到位", "做到“四个到位”，不留死角"),
        ("专项经费是多少", "安排200万元", "安排专项经费支援一线"),
        ("救助金怎么申请", "向村委会提出申请", "救助金及时发放到户"),
        ("水费由谁出", "水费由县财政承担", "供水站要检修水泵"),
        ("什么时候停课，停到哪一天", "5月3日前停课", "学校要停课"),
    ],
)
def test_the_value_asked_for(question: str, holds: str, lacking: str) -> None:
    assert asks_value(question) or "哪四" in question
    assert not lacks(question, holds)
    assert lacks(question, lacking)


@pytest.mark.parametrize("question", ["哪几条纪律要守", "几方面的工作要抓", "护林员要做什么", "能不能下河"])
def test_what_asks_for_no_value_lacks_none(question: str) -> None:
    assert not lacks(question, "要遵守纪律，做好工作。")


def test_one_of_two_things_asked_is_answer_enough() -> None:
    assert not lacks("责任田怎么包，一人管几亩", "实行一对一包保。")
    assert lacks("一人管几亩", "实行一对一包保。")
