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


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("巡库责任人要在岗。", ["巡库责任人"]),
        ("检查站工作人员应当逐车登记。", ["检查站工作人员"]),
        ("执勤民警查验证件时应当佩戴记录仪。", ["执勤民警"]),
        ("带班领导每天查岗一次。", ["带班领导"]),
        ("工程建设科配合做好养护。", ["工程建设科"]),
        ("老年食堂经营方须明码标价。", ["老年食堂经营方"]),
        ("物资组牵头调配，运输组负责转运。", ["物资组", "运输组"]),
        ("各站要健全制度，作业人员入场前必须培训。", ["各站", "作业人员"]),
        ("没有校车的学校，班主任应当摸清情况。", ["班主任"]),
        ("各厂要自查，由街道办组织复查。", ["各厂", "街道办"]),
    ],
)
def test_names_of_those_who_work(table_of: TableOf, text: str, subjects: list[str]) -> None:
    assert [d.subject.text for d in table_of(text).duties if d.subject] == subjects


def test_who_was_told_goes_on(table_of: TableOf) -> None:
    table = table_of("巡查员发现险情的，应当立即报告值班长，值班长接报后10分钟内到场。")
    assert who(table, "10分钟内") == "值班长"


def test_cases_of_one_sentence_are_parted(table_of: TableOf) -> None:
    table = table_of("各校要排查隐患，能立即整改的立即整改，不能立即整改的要明确期限。")
    assert cells_of(table, "明确期限") == ["不能立即整改的"]


def test_a_predicate_that_ends_in_an_office_is_no_subject(table_of: TableOf) -> None:
    table = table_of("主要路口全部设立检查站，由村干部带班。")
    assert [d.subject.text for d in table.duties if d.subject] == ["村干部"]


def test_a_stem_leaves_the_duties_to_its_list(table_of: TableOf) -> None:
    table = table_of("平台提供者应当履行下列义务：\n\n（一）公示电话；\n\n（二）每季度开展培训。")
    assert [table.words(d.span) for d in table.duties] == ["公示电话；", "每季度开展培训。"]
    assert {d.subject.text for d in table.duties if d.subject} == {"平台提供者"}


@pytest.mark.parametrize(
    ("text", "deadline"),
    [
        ("各校要于放假前完成。", "于放假前"),
        ("校医每天于上午9时前报送。", "于上午9时前"),
        ("各镇每周五下午5点前报送进度。", "每周五下午5点前"),
    ],
)
def test_more_deadlines(table_of: TableOf, text: str, deadline: str) -> None:
    table = table_of(text)
    assert deadline in [table.words(c) for c in table.duties[0].deadlines]


@pytest.mark.parametrize(
    ("text", "receiver"),
    [
        ("用火单位应当提前3日向林业站提出书面申请。", "林业站"),
        ("检查员要及时通知派出所处理。", "派出所"),
        ("消费者可以向主管部门投诉。", "主管部门"),
    ],
)
def test_whom_to_ask(table_of: TableOf, text: str, receiver: str) -> None:
    table = table_of(text)
    assert [table.words(c) for c in table.duties[0].report_to] == [receiver]


def test_rewards_and_requests_name_nobody_new(table_of: TableOf) -> None:
    table = table_of("护林员要每日巡山。对举报属实的群众，奖励现金五百元。请于4月5日前报送方案。")
    assert who(table, "奖励") is None
    assert who(table, "报送方案") == "各村"


@pytest.mark.parametrize("text", ["准备阶段（3月1日至3月15日）。", "投诉电话：12345。"])
def test_what_looks_like_a_sentence_and_orders_nothing(table_of: TableOf, text: str) -> None:
    assert table_of(text).duties == ()
