from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.duties import Duty, DutyTable, Modality, Origin, Reason, extract
from index.document import Document, Kind
from index.outline import read_outline


def find(table: DutyTable, words: str) -> Duty:
    found = [d for d in table.duties if words in table.words(d.span)]
    assert len(found) == 1, [table.words(d.span) for d in found]
    return found[0]


def subject(table: DutyTable, words: str) -> str | None:
    duty = find(table, words)
    return duty.subject.text if duty.subject else None


def test_every_word_is_in_a_duty_or_accounted_for(
    flood: DutyTable, water: DutyTable, fire: DutyTable, notice: DutyTable
) -> None:
    for table in (flood, water, fire, notice):
        held = [False] * len(table.document.text)
        for span in (*(d.span for d in table.duties), *(o.span for o in table.others)):
            held[span.start : span.end] = [True] * len(span)
        missed = "".join(c for c, h in zip(table.document.text, held, strict=True) if not h)
        assert not missed.strip("# \n　\t"), missed


def test_every_cell_lies_in_the_text(
    flood: DutyTable, water: DutyTable, fire: DutyTable, notice: DutyTable
) -> None:
    for table in (flood, water, fire, notice):
        for duty in table.duties:
            assert duty.subject is None or table.words(duty.subject.span) == duty.subject.text
            cells = (*duty.deadlines, *duty.conditions, *duty.exceptions, *duty.report_to, duty.action)
            assert all(duty.span.covers(c) for c in cells), table.words(duty.span)


def test_duties_do_not_overlap(flood: DutyTable, water: DutyTable, notice: DutyTable) -> None:
    for table in (flood, water, notice):
        for one, two in zip(table.duties, table.duties[1:], strict=False):
            assert one.span.end <= two.span.start


def test_a_subject_is_carried_over_clauses(flood: DutyTable) -> None:
    duty = find(flood, "落实叫应机制")
    assert duty.subject is not None
    assert (duty.subject.text, duty.subject.origin) == ("村民委员会和居民小组", Origin.CLAUSE)
    assert duty.modality is Modality.NEED


def test_a_heading_gives_the_subject(flood: DutyTable) -> None:
    duty = find(flood, "带头参加巡堤查险")
    assert duty.subject is not None
    assert (duty.subject.text, duty.subject.origin) == ("广大民兵", Origin.HEADING)
    assert duty.modality is Modality.LEAD


def test_one_sentence_with_several_binding_words_is_several_duties(flood: DutyTable) -> None:
    assert find(flood, "每日巡查").modality is Modality.NEED
    assert find(flood, "30分钟内").modality is Modality.SHALL
    assert find(flood, "先行组织").modality is Modality.MAY
    assert {subject(flood, w) for w in ("每日巡查", "30分钟内", "先行组织")} == {"水利部门"}


def test_a_new_subject_after_a_comma_begins_a_new_duty(fire: DutyTable) -> None:
    assert subject(fire, "防火第一课") == "学校"
    assert subject(fire, "不玩火") == "家长"


def test_a_subject_stated_inside_a_clause_is_not_handed_on(notice: DutyTable) -> None:
    assert subject(notice, "佩戴党员徽章") == "直接参与防控的党员"
    assert subject(notice, "党员志愿服务") == "广大党员"


def test_a_closing_sentence_returns_to_the_subject_of_the_heading(notice: DutyTable) -> None:
    assert subject(notice, "建立临时党组织") == "基层党组织"


def test_the_notice_carries_its_subjects(notice: DutyTable) -> None:
    expected = {
        "宣传教育": "街道社区和乡镇、村党组织",
        "后顾之忧": "医疗卫生战线党组织",
        "逢车必检": "公安交警、交通运输、高速公路等部门党组织特别是毗邻湖北的重点地区党组织",
        "加强师生教育引导": "学校党组织",
        "研判开学": "学校党组织",
        "坚守岗位，扎实工作": "广大党员",
        "严肃批评": "组织部门",
        "专题专栏": "先锋网和“两微一端”平台",
        "感染疫病情况": "各地各单位",
        "教育督促家人": "领导干部",
    }
    assert {w: subject(notice, w) for w in expected if w != "宣传教育"} == {
        w: s for w, s in expected.items() if w != "宣传教育"
    }
    assert subject(notice, "要加强对党员群众") == expected["宣传教育"]


def test_a_condition_stays_with_its_prohibition(notice: DutyTable) -> None:
    duty = find(notice, "隐瞒不报")
    assert notice.words(duty.span).startswith("对疑似病例")
    assert duty.prohibits
    assert [notice.words(s) for s in duty.report_to] == ["党组织"]


def test_items_inherit_from_the_stem(water: DutyTable) -> None:
    items = [d for d in water.duties if d.subject and d.subject.origin is Origin.LIST]
    assert [water.words(d.span) for d in items] == ["设置警示标志；", "配备救生器材；", "定期巡查。"]
    assert {d.subject.text for d in items if d.subject} == {"水域管理单位"}


def test_the_facts_of_a_case_stay_with_the_duty(water: DutyTable) -> None:
    duty = find(water, "立即封闭水域")
    assert water.words(duty.span).endswith("（二）发现有毒有害物质的。")
    assert Reason.LISTED in {o.reason for o in water.others}


def test_a_consequence_keeps_its_degrees_together(water: DutyTable, flood: DutyTable) -> None:
    duty = find(water, "责令改正")
    assert duty.consequence
    assert water.words(duty.span).endswith("处二百元罚款。")
    assert subject(water, "责令改正") == "水行政主管部门"
    assert find(flood, "追责问责").consequence
    assert not find(flood, "予以表彰").consequence


def test_a_remark_assigns_the_duty(fire: DutyTable) -> None:
    duty = find(fire, "防火资金")
    assert duty.subject is not None
    assert (duty.subject.text, duty.subject.origin) == ("区财政局、区应急局", Origin.ASSIGNED)


def test_addressees_take_orders_that_name_nobody(fire: DutyTable) -> None:
    duty = find(fire, "携带火种")
    assert duty.modality is Modality.STRICTLY_FORBIDDEN
    assert duty.subject is not None
    assert duty.subject.origin is Origin.RECIPIENTS


def test_what_is_no_duty_says_why(flood: DutyTable, water: DutyTable) -> None:
    reasons = {flood.words(o.span): o.reason for o in flood.others} | {
        water.words(o.span): o.reason for o in water.others
    }
    assert reasons["当前，全县已进入主汛期，防汛形势十分严峻。"] is Reason.BACKGROUND
    assert reasons["现就有关事项通知如下："] is Reason.LEAD_IN
    assert reasons["为了加强公共水域安全管理，制定本办法。"] is Reason.PURPOSE
    assert reasons["本办法所称公共水域，是指河道、湖泊和水库。"] is Reason.DEFINITION
    assert reasons["本办法自2031年7月1日起施行。"] is Reason.FORCE
    assert reasons["云溪县防汛抗旱指挥部"] is Reason.SIGNATURE


@given(st.text(alphabet="要应当不得，。；：、的由对在村学校部门报告一二（）“”《》\n 1", max_size=120))
@settings(max_examples=60, deadline=None)
def test_any_text_is_accounted_for(text: str) -> None:
    table = extract(Document(id="any", title="", text=text, kind=Kind.NOTICE, outline=read_outline(text)))
    held = {i for s in (*table.duties, *table.others) for i in range(s.span.start, s.span.end)}
    assert all(c.isspace() or i in held for i, c in enumerate(text))
