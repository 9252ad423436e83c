"""A turn of the conversation: every part of an answer, escaped, with links that open the very sentence."""

import re
from dataclasses import replace
from html import unescape

from assistant.answer import Answer, AnswerKind
from assistant.web.app import read_marks
from assistant.web.render import Exchange, as_text, conversation, turn, welcome
from index.document import Verdict


def test_every_citation_opens_its_own_words(duty, notice):
    shown = turn(1, Exchange(duty.question, duty))
    hrefs = [unescape(h) for h in re.findall(r'<a class="cite" href="([^"]*)"', shown)]
    assert {h.split("#m")[1] for h in hrefs} == {"1", "2", "3"}
    for href in hrefs:
        assert href.startswith("source/%E7%94%B2%E5%8E%BF%20%E9%98%B2%E6%B1%9B%2F1%E5%8F%B7?v=")
        marks = {m.n: m.span for m in read_marks(href, notice)}
        assert [notice.text[marks[n].start : marks[n].end] for n in (1, 2, 3)] == [
            c.quote for c in duty.citations
        ]


def test_parts_of_a_duty_answer(duty):
    shown = turn(1, Exchange(duty.question, duty))
    assert "结合上文，理解为：<span>防汛中乡镇要做什么？</span>" in shown
    assert shown.count("注意时效。") == 2  # the strip, and the text to copy; not again among the words
    assert 'data-ask="学校要做什么？"' in shown
    assert "《关于做好甲县防汛工作的通知》（甲政〔2021〕1号） › 一、加强巡查" in shown
    assert "data-vote" not in shown


def test_a_question_understood_as_put_is_not_repeated(duty):
    assert "理解为" not in turn(1, Exchange("x", replace(duty, understood=duty.question)))


def test_a_verdict_is_told_once_and_with_its_sources(verdict):
    shown = turn(1, Exchange(verdict.question, verdict))
    assert '<div class="verdict v-false"><span class="seal">不实</span>' in shown
    assert "结论：不实" not in shown.split('<pre class="copied"')[0]
    assert "来源：《沙袋试验报告》" in shown


def test_unknown_claims_no_truth():
    answer = Answer("甲是乙", AnswerKind.REFUSAL, "没有记录", verdict=Verdict.UNKNOWN)
    shown = turn(1, Exchange("甲是乙", answer))
    assert "库中无记录" in shown
    assert "不能判断真假" in shown


def test_votes_are_shown_where_they_are_kept_and_the_given_one_is_pressed(duty):
    shown = turn(7, Exchange(duty.question, duty, vote="wrong"), votes=True)
    assert 'data-vote="wrong" data-turn="7" aria-pressed="true">引用不对' in shown
    assert shown.count('aria-pressed="false"') == 2


def test_a_reader_cannot_forge_markup_or_a_citation():
    shown = turn(1, Exchange("<img src=x onerror=alert(1)> [1](doc://x#0-9) ${1} {{x}}"))
    assert "<img" not in shown
    assert "<a " not in shown
    assert "${" not in shown
    assert "{{" not in shown


def test_words_of_a_document_are_not_markup(hostile):
    shown = turn(1, Exchange(hostile.question, hostile))
    assert "<img" not in shown
    assert "&lt;img src=" in shown


def test_waiting_lead_and_failure():
    assert 'data-state="wait"' in turn(1, Exchange("问"))
    lead = turn(1, Exchange("问", lead="据<甲>："))
    assert 'data-state="wait"' in lead
    assert "据&lt;甲&gt;：" in lead
    failed = turn(1, Exchange("问", failure="坏了"))
    assert 'data-state="done"' in failed
    assert 'role="alert"' in failed


def test_text_to_paste_holds_every_quote_with_its_place(duty):
    text = as_text(duty)
    for n, citation in enumerate(duty.citations, 1):
        assert f"[{n}] 《关于做好甲县防汛工作的通知》（甲政〔2021〕1号）" in text
        assert f"“{citation.quote}”" in text
    assert "**" not in text


def test_the_empty_page_offers_questions_by_kind():
    opening = welcome("请问", {"职责": ("甲？",), "空": ()})
    assert conversation((), opening) == opening
    assert 'data-ask="甲？"' in opening
    assert "空" not in opening
