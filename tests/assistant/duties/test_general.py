"""Faults found on made-up texts of other fields, each with the smallest text that shows it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.duties import Duty, DutyTable, duty_drafts

TableOf = Callable[[str], DutyTable]


def find(table: DutyTable, words: str) -> Duty:
    found = [d for d in table.duties if words in table.words(d.span)]
    assert len(found) == 1, [table.words(d.span) for d in found]
    return found[0]


def who(table: DutyTable, words: str) -> str | None:
    subject = find(table, words).subject
    return subject.text if subject else None


def cells_of(table: DutyTable, words: str) -> list[str]:
    return [table.words(c) for c in find(table, words).conditions]


@pytest.mark.parametrize(
    ("text", "case", "subject"),
    [
        ("水库管理单位应当值守，水位过高的，必须立即报告。", "水位过高的", "水库管理单位"),
        ("客运企业不得疲劳驾驶，气象台发布预警后，必须停运。", "气象台发布预警后", "客运企业"),
        ("摊主应当亮证，不按期换证的，由市场监管局责令停业整顿。", "不按期换证的", None),
    ],
)
def test_a_condition_stays_with_the_duty_behind_it(
    table_of: TableOf, text: str, case: str, subject: str | None
) -> None:
    table = table_of(text)
    assert not any(table.words(d.span).endswith(("的，", "后，")) for d in table.duties)
    assert table.words(find(table, case).span).startswith(case)
    assert case in cells_of(table, case)
    assert subject is None or who(table, case) == subject


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("国有林场还应当配备水车。", "国有林场"),
        ("学校门卫要登记访客。", "学校门卫"),
        ("货主应当提前申报。", "货主"),
        ("食堂从业人员必须持证上岗。", "食堂从业人员"),
        ("城市管理、民政等部门负责巡查。", "城市管理、民政等部门"),
        ("转移群众在解除前不得擅自返回。", "转移群众"),
        ("围墙应当由学校每年检修一次。", "学校"),
        ("馆长是消防责任人，每周五下班前要检查一次。", "馆长"),
        ("供水单位是责任主体，要按规定消毒。", "供水单位"),
        ("请广大群众下载软件。", "广大群众"),
    ],
)
def test_who_acts(table_of: TableOf, text: str, subject: str) -> None:
    assert [d.subject.text for d in table_of(text).duties if d.subject] == [subject]


def test_several_share_the_work(table_of: TableOf) -> None:
    table = table_of("畜牧站负责登记档案，防疫员逐户核实。")
    assert (who(table, "登记"), who(table, "核实")) == ("畜牧站", "防疫员")


def test_the_one_who_refuses_does_not_report(table_of: TableOf) -> None:
    table = table_of("监理单位应当制止；施工单位拒不整改的，应当报告住建局。")
    assert who(table, "拒不") == "监理单位"


def test_what_is_forbidden_keeps_the_forbidding_words(table_of: TableOf) -> None:
    table = table_of("禁止经营者从事下列活动：（一）使用回收油；（二）销售过期食品。")
    assert "禁止" in table.words(find(table, "回收油").span)


def test_the_last_item_of_a_list_is_no_heading(table_of: TableOf) -> None:
    table = table_of(
        "读者不得有下列行为：\n\n（一）污损图书；\n\n（二）在馆内吸烟。\n\n违反前款规定的，工作人员应当劝阻。"
    )
    assert "不得" in table.words(find(table, "吸烟").span)
    assert who(table, "劝阻") == "工作人员"


def test_a_date_to_come_is_no_story(table_of: TableOf) -> None:
    duty = find(table_of("各镇工作情况每月25日前报区应急局。"), "报区应急局")
    assert duty.deadlines
    assert duty.report_to


def test_a_hard_penalty_makes_a_case_an_offence(table_of: TableOf) -> None:
    assert find(table_of("露天焚烧落叶的，由环保局处五百元罚款。"), "焚烧").consequence


@pytest.mark.parametrize(
    ("question", "text", "other"),
    [
        ("水库管理单位要做什么", "水位过高的，必须报告", "养殖户"),
        ("我是养殖户，要做什么", "养殖户要补免", "畜牧站"),
        ("总包单位要做什么", "总承包单位应当开户", "畜牧站"),
        ("门卫呢", "学校门卫要登记", "畜牧站"),
        ("施工单位不整改要报给谁", "报告住建局", "畜牧站"),
        ("泄露信息会怎样", "普查员泄露信息的", "编造数据"),
    ],
)
def test_questions_get_their_own(table_of: TableOf, question: str, text: str, other: str) -> None:
    table = table_of(
        "水库管理单位应当值守；水位过高的，必须报告水利局。养殖户要补免。畜牧站应当登记。总承包单位应当开户。"
        "学校门卫要登记。监理单位应当旁站；施工单位拒不整改的，应当报告住建局。"
        "普查员泄露信息的，依法追究责任。普查员编造数据的，依法给予处分。"
    )
    answer = duty_drafts(question, [table])
    assert answer is not None
    quotes = "\n".join(d.text for d in answer.drafts)
    assert text in quotes
    assert other not in quotes
