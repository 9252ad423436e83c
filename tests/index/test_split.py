from hypothesis import example, given
from hypothesis import strategies as st

from index.clauses import clauses, sentences
from index.document import Document, Part
from index.outline import blocks, read_outline
from index.split import split

LINES = st.sampled_from(
    [
        "关于防汛的通知",
        "各乡镇：",
        "一、压实责任",
        "二、保障",
        "（一）值班。要有人在岗。",
        "（二）巡查：每日两次；遇险报告；不得拖延。",
        "1.登记",
        "第一条 为了安全。",
        "附件1",
        "柳林县水务局",
        "2021年6月1日",
        "村干部要挨家挨户登记，不漏一户、不漏一人；发现问题的，立即上报；来不及的，次日补报。",
        "他说：“今天来了。明天还来。后天也来。大后天接着来。”",
        "## 小结",
        "- 勤洗手。",
        "-",
        "这一句很长" * 12 + "。",
    ]
)


def document(text):
    return Document(id="d", title="", text=text, outline=read_outline(text))


@example(["-", "关于防汛的通知", "（二）巡查：每日两次；遇险报告；不得拖延。"], " ", 30)
@example(["一、压实责任", "-", "（二）巡查：每日两次；遇险报告；不得拖延。", "-"], " ", 30)
@given(st.lists(LINES, max_size=14), st.sampled_from(["\n", "\n\n", " "]), st.sampled_from([30, 60, 400]))
def test_passages_hold_the_text_in_order_and_within_the_limit(lines, joint, limit):
    doc = document(joint.join(lines))
    passages = split(doc, limit)
    at = 0
    hidden = {Part.TITLE, Part.HEADER}
    for passage in passages:
        assert at <= passage.span.start < passage.span.end <= len(doc.text)
        skipped = [i for i in range(at, passage.span.start) if not doc.text[i].isspace()]
        assert all(doc.outline.at(i) and doc.outline.at(i)[-1].part in hidden for i in skipped)
        at = passage.span.end
        if len(passage.span) > limit:
            assert is_one_clause(doc, passage)
    rest = [i for i in range(at, len(doc.text)) if not doc.text[i].isspace()]
    assert all(doc.outline.at(i)[-1].part in hidden for i in rest)


def is_one_clause(doc, passage):
    """One clause, perhaps below headings; headings without any text stay together."""
    inside = [b for b in blocks(doc.text, doc.outline) if passage.span.overlaps(b.span)]
    texts = [(max(b.body, passage.span.start), min(b.span.end, passage.span.end)) for b in inside]
    sentence = [s for start, end in texts if start < end for s in sentences(doc.text, start, end)]
    pieces = [c for s in sentence for c in clauses(doc.text, s.start, s.end)]
    return len(pieces) <= 1


def test_no_clause_is_cut():
    text = "防汛通知\n各村：\n一、巡查\n" + "村干部要登记，不漏一人；发现问题要上报；来不及的，次日补报。" * 5
    doc = document(text)
    for passage in split(doc, 40):
        assert passage.text[-1] in "。；：查"


def test_sections_with_headings_stay_apart_and_carry_their_path():
    doc = document(
        "防汛通知\n各村：\n有雨。\n一、值班\n要有人。\n二、巡查\n每日两次。\n柳林县水务局\n2021年6月1日"
    )
    passages = split(doc)
    assert [p.outline for p in passages] == [(), ("一、值班",), ("二、巡查",)]
    assert passages[1].text == "一、值班\n要有人。"
    assert passages[2].text.endswith("2021年6月1日")


def test_short_items_of_one_section_are_put_together():
    doc = document(
        "防汛通知\n各村：\n有雨。\n一、要求\n1.要有人在岗；\n2.要有车；\n3.要有船。\n二、其他\n无。"
    )
    assert [p.text for p in split(doc)][1] == "一、要求\n1.要有人在岗；\n2.要有车；\n3.要有船。"


def test_a_long_section_is_cut_into_parts_of_like_length():
    doc = document("通知\n各村：\n一、要求\n" + "要有人在岗值班守护。" * 60)
    _, *lengths = [len(p.text) for p in split(doc, 400)]
    assert len(lengths) == 2
    assert max(lengths) - min(lengths) < 60


def test_a_quotation_longer_than_the_limit_is_cut_at_its_sentences():
    doc = document("说明\n第五条规定：“" + "下列情形应当报告。" * 60 + "”")
    assert max(len(p.text) for p in split(doc, 400)) <= 400


def test_ids_are_stable_and_depend_on_the_words():
    one, same = document("通知\n各村：\n要值班。"), document("通知\n各村：\n要值班。")
    other = document("通知\n各村：\n要值勤。")
    assert [p.id for p in split(one)] == [p.id for p in split(same)]
    assert {p.id for p in split(one)}.isdisjoint(p.id for p in split(other))


def test_a_bullet_alone_is_covered():
    assert "".join(p.text for p in split(document("通知\n各村：\n## 要求\n-\n"))).endswith("-")


def test_a_title_alone_is_still_found():
    assert [p.text for p in split(document("关于防汛的通知"))] == ["关于防汛的通知"]
    assert split(document(" \n")) == []
