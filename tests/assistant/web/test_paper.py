"""The source pane shows every word of a document and marks exactly the cited ones."""

import html
import re
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from assistant.web.paper import Mark, body, paper
from index.document import Document, Span
from index.outline import read_outline

TEXTS = st.text(
    st.sampled_from("<>&\"'{}$一、（）1.2。；\n #-*甲乙丙第条要"), min_size=1, max_size=120
).filter(str.strip)


def words(markup: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", markup))


def solid(text: str) -> str:
    return re.sub(r"\s", "", text)


def marked(markup: str, n: int) -> str:
    found = re.findall(r'<mark class="hit[^"]*" data-n="([\d ]+)"[^>]*>(.*?)</mark>', markup, re.S)
    return "".join(words(inner) for numbers, inner in found if str(n) in numbers.split())


@given(TEXTS, st.lists(st.tuples(st.integers(0, 119), st.integers(1, 60)), max_size=5))
def test_every_word_is_there_and_marks_hold_exactly_the_quotes(text, places):
    document = Document(id="x", title="x", text=text, outline=read_outline(text))
    spans = [Span(s, min(s + n, len(text))) for s, n in places if s < len(text)]
    # a Markdown sign at a line's start is kept, but not shown, so it cannot be marked either
    marks = [Mark(n, span) for n, span in enumerate(spans, 1)]
    shown = body(document, marks)
    assert solid(words(shown)) == solid(text)
    sign = re.compile(r"(?m)^\s*(?:#{1,6}|[-*+])[ \t]+")
    if not sign.search(text):
        for mark in marks:
            assert solid(marked(shown, mark.n)) == solid(text[mark.span.start : mark.span.end])


def test_marks_that_overlap(notice):
    a = notice.text.index("各乡镇要")
    shown = body(notice, [Mark(1, Span(a, a + 11)), Mark(2, Span(a, a + 3))])
    assert marked(shown, 1) == "各乡镇要每日巡查水库，"
    assert marked(shown, 2) == "各乡镇"
    assert shown.count('id="m1"') == shown.count('id="m2"') == 1


def test_a_mark_over_several_lines_has_one_anchor(notice):
    shown = body(notice, [Mark(1, Span(0, len(notice.text)))])
    assert shown.count('id="m1"') == 1
    assert solid(marked(shown, 1)) == solid(notice.text)


def test_the_form_of_an_official_document(notice):
    shown = body(notice)
    assert '<p class="p-title">关于做好甲县防汛工作的通知</p>' in shown
    assert '<h3 class="p-head level-1">一、加强巡查</h3>' in shown
    assert '<p class="p-recipients">各乡镇人民政府：</p>' in shown
    assert '<p class="p-signature">甲县人民政府</p>' in shown


def test_head_tells_number_issuer_and_validity(notice):
    shown = words(paper(notice))
    for expected in ("甲政〔2021〕1号", "甲县人民政府", "2021-06-01", "现行"):
        assert expected in shown


def test_compiled_text_says_so_and_names_its_sources(record):
    shown = words(paper(record, as_of=date(2021, 1, 1)))
    assert "本项目据下列来源编写，非官方原文" in shown
    assert "《沙袋试验报告》（乙研究所，乙试〔2020〕3号，2020-05）" in shown
    assert "现行" in shown


def test_expired_says_so(record):
    shown = words(paper(record, as_of=date(2023, 1, 1)))
    assert "已失效" in shown
    assert "此后改用新型沙袋。" in shown


def test_markup_in_a_document_or_its_title_stays_text(notice):
    shown = paper(replace(notice, title='"><img src=x onerror=alert(1)>'))
    assert "<img" not in shown
    assert "&lt;img src=" in shown
