"""On whom a clause lies: headings that are names, whoever was told before, described and welcomed ones."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.duties import DutyTable, Modality, Reason, extract
from tests.assistant.duties.conftest import read
from tests.assistant.duties.test_general import cells_of, find, who

TableOf = Callable[[str], DutyTable]


@pytest.mark.parametrize(
    ("text", "words", "subject"),
    [
        ("农户应当登记，可以向村委会申请代耕，村委会接到申请后2日内安排。", "2日内安排", "村委会"),
        ("投诉人提出投诉事项，应当出示证件。", "出示证件", "投诉人"),
        ("停业整顿的企业申请复业的，应向县局提交报告。", "提交报告", "停业整顿的企业"),
        ("装卸过程中押运人员不得离开现场。", "离开现场", "押运人员"),
        ("统计员要入户核对。统计员手机丢失的，须在1小时内报告。", "手机丢失", "统计员"),
        ("镇干部包片、村干部包户。", "包片", "镇干部"),
        ("县委督查室、县政府督查室要开展抽查。", "开展抽查", "县委督查室、县政府督查室"),
        ("欢迎广大群众举报违法行为。", "举报", "广大群众"),
        ("希望各级各部门发扬优良作风。", "发扬", "各级各部门"),
        ("鼓励商户投保，由县财政给予保费补贴。", "保费补贴", "县财政"),
        ("物业服务企业应当提供便利，不得阻拦检修人员进入小区。", "阻拦", "物业服务企业"),
        ("各级党组织要充分认识做好这项工作的极端重要性。", "充分认识", "各级党组织"),
        ("农机手要登记，先到镇农业服务中心领取标识。", "先到", "农机手"),
    ],
)
def test_the_subject_is_who_acts(table_of: TableOf, text: str, words: str, subject: str) -> None:
    assert who(table_of(text), words) == subject


def _of_parts(body: str) -> DutyTable:
    return extract(read(f"关于检查的通知\n\n各镇：\n\n一、职责分工\n\n{body}\n\n某某局\n\n2030年1月1日\n"))


def test_a_heading_that_is_a_name_speaks_to_those_named() -> None:
    table = _of_parts("（一）危险化学品企业。要检查储罐。\n\n（二）县商务局。负责督促商场演练。")
    assert who(table, "检查储罐") == "危险化学品企业"
    assert who(table, "督促商场演练") == "县商务局"


def test_a_heading_about_places_or_persons_speaks_to_nobody_named() -> None:
    table = _of_parts("（一）重点场所。要每日消毒。\n\n（二）返乡人员。要逐人登记。")
    assert who(table, "每日消毒") == who(table, "逐人登记") == "各镇"


def test_what_happened_is_no_duty_in_the_preamble() -> None:
    before = "火灾发生后，县政府高度重视，领导第一时间赶到。"
    text = f"关于检查的通知\n\n各镇：\n\n{before}\n\n一、排查\n\n各镇要排查。\n"
    table = extract(read(text))
    assert [table.words(d.span) for d in table.duties] == ["各镇要排查。"]


def test_numbered_titles_of_attachments_are_no_duties() -> None:
    text = (
        "关于检查的通知\n\n各镇：\n\n一、排查\n\n各镇要排查。\n\n附件：1.检查清单\n　　　2.值班表\n\n某某局\n"
    )
    table = extract(read(text))
    assert len(table.duties) == 1
    assert any(o.reason is Reason.ATTACHMENT and "值班表" in table.words(o.span) for o in table.others)


def test_what_is_set_is_no_duty(table_of: TableOf) -> None:
    assert table_of("补贴对象为县内收储企业，每吨补贴60元。").duties == ()


def test_an_order_before_a_prohibition_keeps_its_own_modality(table_of: TableOf) -> None:
    duty = find(table_of("班子成员每天轮流接访，不得以会议为由缺席。"), "轮流接访")
    assert (duty.modality, duty.prohibits) == (Modality.IMPLIED, True)


def test_since_when_is_a_limit_and_the_rest_an_order(table_of: TableOf) -> None:
    table = table_of("烟花厂自收到本通知之日起全面停产，停产期间不得生产。")
    assert [table.words(s) for s in find(table, "全面停产").deadlines] == ["自收到本通知之日起"]


def test_a_case_without_a_comma_is_a_condition(table_of: TableOf) -> None:
    assert cells_of(table_of("消防队接到火情后5分钟内出动。"), "出动") == ["接到火情后"]


def test_those_with_whom_something_is_found_suffer_the_penalty(table_of: TableOf) -> None:
    duty = find(table_of("发现三处火点的镇，取消年度评优资格。"), "取消")
    assert duty.consequence
    assert duty.party is not None
    assert duty.party.text == "发现三处火点的镇"


@pytest.mark.parametrize(
    ("text", "receiver"),
    [
        ("村干部应当固定证据，报镇综合执法队处理。", "镇综合执法队"),
        ("带班领导外出的，须向县委书记请假。", "县委书记"),
        ("各厂要列出清单，于9月25日前送所在乡镇应急管理站。", "所在乡镇应急管理站"),
    ],
)
def test_receivers(table_of: TableOf, text: str, receiver: str) -> None:
    table = table_of(text)
    assert receiver in [table.words(s) for d in table.duties for s in d.report_to]
