from pathlib import Path

import pytest

from index.document import Part
from index.outline import blocks, read_outline

NOTICE = """特急
柳政办发〔2021〕7号

柳林县人民政府办公室
关于切实做好汛期安全工作的通知

各乡镇人民政府，县直各单位：

近期雨水偏多。现就有关事项通知如下：

一、压实责任
（一）领导带班。各单位主要负责同志要在岗带班。
1.排查隐患。各村要每日巡查。
2.转移群众：遇险情应当立即转移。
（二）严格值守。实行24小时值班。
二、强化保障
物资要备足。

各单位执行本通知的情况，要于6月30日前报县政府办公室。

附件：值班安排表

柳林县人民政府办公室
2021年6月1日

（此件公开发布）

附件
值班安排表
一、人员
每组三人。
"""


def sections(text, part):
    return [s for s in read_outline(text).sections if s.part is part]


def test_every_part_of_a_notice_is_found():
    outline = read_outline(NOTICE)
    title = outline.first(Part.TITLE)
    assert title.heading == "柳林县人民政府办公室关于切实做好汛期安全工作的通知"
    assert NOTICE[title.span.start : title.span.end].count("\n") == 1
    header = [NOTICE[s.span.start : s.span.end] for s in sections(NOTICE, Part.HEADER)]
    assert header == ["特急", "柳政办发〔2021〕7号"]
    sent = outline.first(Part.RECIPIENTS)
    assert NOTICE[sent.span.start : sent.span.end] == "各乡镇人民政府，县直各单位："
    preamble = outline.first(Part.PREAMBLE)
    assert NOTICE[preamble.span.start : preamble.span.end] == "近期雨水偏多。现就有关事项通知如下："
    closing = outline.first(Part.CLOSING)
    assert NOTICE[closing.span.start : closing.span.end].startswith("各单位执行本通知")
    signed = outline.first(Part.SIGNATURE)
    assert NOTICE[signed.span.start : signed.span.end] == "柳林县人民政府办公室"
    issued = outline.first(Part.DATE)
    assert NOTICE[issued.span.start : issued.span.end] == "2021年6月1日"


def test_run_in_headings_are_parted_from_their_text():
    found = {
        s.label: (s.level, s.heading, NOTICE[s.body : s.span.end]) for s in sections(NOTICE, Part.SECTION)[:6]
    }
    assert found["（一）"][:2] == (2, "（一）领导带班")
    assert found["（一）"][2].startswith("各单位主要负责同志")
    assert found["1."] == (3, "1.排查隐患", "各村要每日巡查。")
    assert found["2."] == (3, "2.转移群众", "遇险情应当立即转移。")
    assert found["二、"] == (1, "二、强化保障", "物资要备足。")


def test_an_offset_knows_the_headings_above_it():
    at = NOTICE.index("每日巡查")
    assert read_outline(NOTICE).path(at) == ("一、压实责任", "（一）领导带班", "1.排查隐患")


def test_attachment_text_has_its_own_numbers():
    attachment = sections(NOTICE, Part.ATTACHMENT)[-1]
    assert (attachment.label, attachment.heading) == ("附件", "附件值班安排表")
    assert read_outline(NOTICE).path(NOTICE.index("每组三人")) == ("附件值班安排表", "一、人员")


def test_one_line_scraped_text_gets_the_same_sections():
    flat = " ".join(line.strip() for line in NOTICE.split("（此件公开发布）")[0].splitlines() if line.strip())
    assert len(flat) > 160
    expected = [(s.level, s.label, s.heading) for s in sections(NOTICE, Part.SECTION)][:6]
    assert [(s.level, s.label, s.heading) for s in sections(flat, Part.SECTION)] == expected
    assert read_outline(flat).first(Part.TITLE).heading == read_outline(NOTICE).first(Part.TITLE).heading
    assert read_outline(flat).first(Part.DATE) is not None


def test_numbers_right_after_a_sentence_head_parts():
    text = "关于消毒的通知\n各单位：\n要求如下。一、每日消毒。地面用拖布。二、每日通风。窗户全开。\n"
    assert [s.label for s in sections(text, Part.SECTION)] == ["一、", "二、"]


def test_articles_are_headed_by_their_label():
    text = "柳林县河道条例\n第一章 总则\n第一条 为了保护河道，制定本条例。\n"
    text += "第二条　在本县活动，适用本条例。\n第二章 罚则\n"
    text += "第三条 违反第二条的，处罚款：\n（一）排污的；\n（二）采砂的。\n"
    found = [(s.level, s.heading) for s in sections(text, Part.SECTION)]
    assert found[:5] == [(1, "第一章 总则"), (2, "第一条"), (2, "第二条"), (1, "第二章 罚则"), (2, "第三条")]
    second = sections(text, Part.SECTION)[2]
    assert text[second.body : second.span.end] == "在本县活动，适用本条例。"
    assert read_outline(text).path(text.index("采砂")) == ("第二章 罚则", "第三条")


def test_markdown_headings_nest():
    text = "# 洗手\n\n## 何时洗\n\n饭前洗。\n\n### 外出后\n\n到家洗。\n\n## 怎么洗\n\n用肥皂。\n"
    assert read_outline(text).first(Part.TITLE).heading == "洗手"
    assert [(s.level, s.heading) for s in sections(text, Part.SECTION)] == [
        (1, "何时洗"),
        (2, "外出后"),
        (1, "怎么洗"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "一、二级响应期间停课。",
        "37.5度以上的报告。",
        "2、3月份停课。",
        "第三条规定的情形除外。",
        "2021.3.1起停课。",
    ],
)
def test_words_that_only_look_like_numbers_head_nothing(line):
    text = f"停课通知\n各学校：\n为了安全。\n{line}\n"
    assert [s.label for s in sections(text, Part.SECTION) if s.label] == []


def test_a_short_command_is_text_and_not_a_heading():
    text = "通知\n各村：\n一、外来人员必须登记。登记后放行。\n二、不得聚集。聚集的要劝散。\n"
    assert [s.heading for s in sections(text, Part.SECTION)] == ["", ""]


def test_chinese_dates_and_a_signature_on_the_same_line():
    text = "关于停水的通告\n因检修停水，请储水备用。\n特此通告。\n柳林县水务局　二〇二一年六月一日\n"
    outline = read_outline(text)
    signed, issued = outline.first(Part.SIGNATURE), outline.first(Part.DATE)
    assert text[signed.span.start : signed.span.end] == "柳林县水务局"
    assert text[issued.span.start : issued.span.end] == "二〇二一年六月一日"


def test_text_without_structure_is_one_section():
    text = "柳林县开展义诊\n昨天，县医院到村义诊。村民很高兴。"
    found = read_outline(text).sections
    assert [s.part for s in found] == [Part.TITLE, Part.SECTION]


@pytest.mark.parametrize("text", ["", "\n 　\n", "。", "一、", "附件", "2021年6月1日", "：", "# "])
def test_any_text_gives_an_outline(text):
    for section in read_outline(text).sections:
        assert 0 <= section.span.start <= section.body <= section.span.end <= len(text)


def test_blocks_hold_every_word_once():
    at = 0
    for block in blocks(NOTICE, read_outline(NOTICE)):
        assert NOTICE[at : block.span.start].strip() == ""
        assert block.span.start <= block.body <= block.span.end
        at = block.span.end
    assert NOTICE[at:].strip() == ""


def test_the_notice_of_the_corpus():
    root = Path(__file__).parents[2]
    text = (root / "corpus/notice/anqing-zuming-2020-2.txt").read_text(encoding="utf-8")
    outline = read_outline(text)
    parts = [s.part for s in outline.sections]
    front = [Part.HEADER, Part.TITLE, Part.RECIPIENTS, Part.PREAMBLE]
    back = [Part.CLOSING, Part.SIGNATURE, Part.DATE]
    assert parts == [*front, *[Part.SECTION] * 5, *back]
    assert outline.sections[1].heading == (
        "关于在坚决打赢疫情防控阻击战中充分发挥各级党组织战斗堡垒和广大党员先锋模范作用的通知"
    )
    assert [s.label for s in outline.sections if s.part is Part.SECTION] == [
        "一、",
        "二、",
        "三、",
        "四、",
        "五、",
    ]
    assert outline.path(text.index("学校党组织")) == (
        "三、基层党组织要切实发挥政治优势、组织优势和群众工作优势",
    )
    closing = outline.first(Part.CLOSING)
    assert text[closing.span.start : closing.span.end].endswith("要第一时间报告市委组织部。")


PRINTED = """000012
机密★1年
特急

江州市人民政府文件

江政发〔2022〕15号                签发人：王五

江州市人民政府关于
印发江州市扬尘治理办法的通知

各县（市、区）人民政府：

　　现将《江州市扬尘治理办法》印发给你们，请认真贯彻执行。

　　　　　　　　　　　　　　　江州市人民政府
　　　　　　　　　　　　　　　2022年5月6日

江州市扬尘治理办法

第一章　总则
　　第一条　为了治理扬尘，制定本办法。
第二章　职责
　　第二条　住建部门应当每日巡查；发现问题的，立即整改。这里再写一些字，好让它够长，像一份真正的办法。
　　第三条　本办法自印发之日起施行，由市住房和城乡建设局负责解释。

抄送：市委各部门。
江州市人民政府办公室　　　　　　　　2022年5月6日印发
"""


def test_a_printed_document_with_what_it_sends():
    outline = read_outline(PRINTED)
    assert outline.first(Part.TITLE).heading == "江州市人民政府关于印发江州市扬尘治理办法的通知"
    header = [
        PRINTED[s.span.start : s.span.end].split()[0] for s in outline.sections if s.part is Part.HEADER
    ]
    assert header == ["000012", "机密★1年", "特急", "江州市人民政府文件", "江政发〔2022〕15号"]
    sent = outline.first(Part.ATTACHMENT)
    assert sent.heading == "江州市扬尘治理办法"
    assert outline.path(PRINTED.index("每日巡查")) == ("江州市扬尘治理办法", "第二章　职责", "第二条")
    imprint = outline.first(Part.CLOSING)
    assert PRINTED[imprint.span.start : imprint.span.end].startswith("抄送")
    assert PRINTED[sent.span.start : sent.span.end].endswith("负责解释。")


def test_decimal_numbers_of_emergency_plans():
    text = "江州市应急预案\n\n1 总则\n1.1 编制目的\n为了安全。\n1.2 适用范围\n"
    text += "体温37.3℃以上的适用。\n2 组织\n市政府负责。\n"
    found = [(s.level, s.heading) for s in sections(text, Part.SECTION)]
    assert found == [(1, "1 总则"), (2, "1.1 编制目的"), (2, "1.2 适用范围"), (1, "2 组织")]


def test_a_lone_figure_at_the_head_of_a_line_heads_nothing():
    assert [s.label for s in sections("通知\n各村：\n3 人以上聚餐的要劝散。\n", Part.SECTION)] == [""]


def test_letter_spaced_names_are_one_signature():
    text = "关于经费的通知 各单位： " + "要管好经费。" * 20 + " 财 政 部 2020年1月31日"
    signed = read_outline(text).first(Part.SIGNATURE)
    assert text[signed.span.start : signed.span.end] == "财 政 部"


def test_closing_words_leave_the_last_item():
    text = "开学公告\n（一）延期开学；\n（二）教师要做好线上教学准备。\n特此公告\n江州市教育局\n2020年2月1日"
    closing = read_outline(text).first(Part.CLOSING)
    assert text[closing.span.start : closing.span.end] == "特此公告"
    assert [s.heading for s in sections(text, Part.SECTION)] == ["", ""]


def test_an_order_is_titled_by_its_number():
    text = "江州市指挥部通告（第7号）\n为解决等候时间长问题，现就有关规定公告如下：\n"
    text += "一、排查。由社区负责。\n二、分类。由医院负责。\n"
    outline = read_outline(text)
    assert outline.first(Part.TITLE).heading == "江州市指挥部通告（第7号）"
    preamble = outline.first(Part.PREAMBLE)
    assert text[preamble.span.start : preamble.span.end].startswith("为解决")


def test_text_that_announces_is_no_title():
    outline = read_outline(
        "为保障安全，现就有关事项通告如下：\n一、不聚餐。违者劝散。\n二、不串门。违者劝返。\n"
    )
    assert outline.first(Part.TITLE) is None
