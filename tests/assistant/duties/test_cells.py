from collections.abc import Callable

import pytest

from assistant.duties import DutyTable, Modality
from assistant.duties.modal import modals
from assistant.duties.noun import is_common, members

TableOf = Callable[[str], DutyTable]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("各村要每2小时巡查一次。", ["每2小时"]),
        ("养殖场应当在接到通知后24小时内完成消毒。", ["在接到通知后24小时内"]),
        ("各校务必于9月1日前完成整改。", ["于9月1日前"]),
        ("值班员要第一时间上报。", ["第一时间"]),
        ("各站要按照规定期限保存记录。", []),
    ],
)
def test_deadlines(table_of: TableOf, sentence: str, expected: list[str]) -> None:
    table = table_of(sentence)
    assert len(table.duties) == 1
    assert [table.words(s) for s in table.duties[0].deadlines] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("网格员要立即向街道办事处报告。", ["街道办事处"]),
        ("各厂要将方案报县应急管理局备案。", ["县应急管理局"]),
        ("保安发现火情的，应当及时通知物业服务企业并疏散群众。", ["物业服务企业"]),
        ("各校要及时报告。", []),
        ("各校要做好日报告制度落实。", []),
    ],
)
def test_report_to(table_of: TableOf, sentence: str, expected: list[str]) -> None:
    table = table_of(sentence)
    assert len(table.duties) == 1
    assert [table.words(s) for s in table.duties[0].report_to] == expected


def test_conditions_and_exceptions(table_of: TableOf) -> None:
    table = table_of("发现可疑包裹的，收发室应当封存；除急救车外，车辆一律不得入内。")
    assert [table.words(s) for s in table.duties[0].conditions] == ["发现可疑包裹的"]
    assert [table.words(s) for s in table.duties[1].exceptions] == ["除急救车外"]
    assert table.duties[1].modality is Modality.FORBIDDEN


@pytest.mark.parametrize(
    "words",
    [
        "这是主要任务",
        "重要的是需要的物资",
        "加强应急反应",
        "供应充足",
        "可能发生",
        "适应要求",
        "应收尽收",
        "根据需要",
        "不得不",
        "各级要员",
    ],
)
def test_look_alikes_do_not_bind(words: str) -> None:
    assert list(modals(words, 0, len(words))) == []


@pytest.mark.parametrize(
    ("words", "modality"),
    [
        ("各村要巡查", Modality.NEED),
        ("各村应及时巡查", Modality.SHALL),
        ("不要聚餐", Modality.FORBIDDEN),
        ("一律不得入内", Modality.FORBIDDEN),
        ("严禁烟火", Modality.STRICTLY_FORBIDDEN),
        ("须经批准", Modality.MUST),
        ("可由企业申请", Modality.MAY),
        ("鼓励错峰出行", Modality.ENCOURAGED),
    ],
)
def test_binding_words(words: str, modality: Modality) -> None:
    assert [m.modality for m in modals(words, 0, len(words))] == [modality]


def test_members_share_the_head() -> None:
    found = members("民政、水利等部门党组织和村党组织")
    assert "民政党组织" in found
    assert "村党组织" in found


@pytest.mark.parametrize(
    ("words", "common"),
    [
        ("各级党组织", True),
        ("全市各级党组织和全体党员干部", True),
        ("任何单位和个人", True),
        ("各地各单位", True),
        ("在本县行政区域内的一切单位和个人", True),
        ("各级人民政府", False),
        ("各级各类学校", False),
        ("广大党员", False),
        ("有关单位", False),
    ],
)
def test_common_subjects(words: str, common: bool) -> None:
    assert is_common(words) is common


def test_a_penalty_inside_a_prohibition(table_of: TableOf) -> None:
    table = table_of("商户不得销售高香，违者由市场监管部门依法查处。")
    duty = table.duties[0]
    assert duty.modality is Modality.FORBIDDEN
    assert duty.penalty is not None
    assert table.words(duty.penalty) == "违者由市场监管部门依法查处"
