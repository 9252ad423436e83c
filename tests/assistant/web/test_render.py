"""A turn of the conversation: every part of an answer, escaped, with links that open the very sentence."""

import re
from dataclasses import replace
from html import unescape
from urllib.parse import parse_qsl, urlsplit

from assistant.answer import Answer, AnswerKind
from assistant.messages import COMPILED
from assistant.web.app import read_marks
from assistant.web.render import Exchange, conversation, turn, welcome
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
    assert "理解为：<span>防汛中乡镇要做什么？</span>" in shown
    assert shown.count("注意时效。") == 2  # the strip, and the text to copy; not again among the words
    assert 'data-ask="学校要做什么？"' in shown
    assert "《关于做好甲县防汛工作的通知》（甲政〔2021〕1号） › 一、加强巡查" in shown
    assert "data-vote" not in shown


def test_a_question_understood_as_put_is_not_repeated(duty):
    assert "理解为" not in turn(1, Exchange("x", replace(duty, understood=duty.question)))


def test_a_slip_put_right_offers_no_question_without_what_was_said_before(duty):
    shown = turn(1, Exchange("x", replace(duty, in_context=False)))
    assert "理解为：<span>" in shown
    assert 'class="alone"' not in shown


def test_a_follow_up_may_be_asked_again_without_what_was_said_before(duty):
    shown = turn(1, Exchange(duty.question, duty))
    assert f'data-ask="{duty.question}" data-alone="1"' in shown
    assert "data-alone" not in turn(1, Exchange("x", replace(duty, understood=duty.question)))


def test_that_a_source_no_longer_holds_stands_before_its_words(duty):
    answer = replace(duty, cautions=(COMPILED.zh, "《甲》已被代替。"))
    shown = turn(1, Exchange(answer.question, answer))
    assert (
        shown.index("《甲》已被代替。")
        < shown.index('<div class="words">')
        < shown.index(f"<li>{COMPILED.zh}")
    )


def test_an_answer_offers_the_file_that_belongs_to_it(duty, verdict, hostile):
    def links(answer):
        return re.findall(
            r'class="download" href="([^"]*)"', unescape(turn(1, Exchange(answer.question, answer)))
        )

    (table,) = links(duty)
    assert dict(parse_qsl(urlsplit(table).query)) == {
        "document": duty.citations[0].document.id,
        "format": "xlsx",
    }
    (sheet,) = links(verdict)
    assert dict(parse_qsl(urlsplit(sheet).query)) == {"statement": verdict.question, "format": "docx"}
    assert links(hostile) == []
    assert links(replace(verdict, claim=replace(verdict.claim, same=False))) == []


def test_an_answer_without_citations_is_not_asked_about_them():
    refusal = Answer("x", AnswerKind.REFUSAL, "没有。")
    shown = turn(1, Exchange("x", refusal), votes=True)
    assert "有用" in shown
    assert "引用不对" not in shown
    assert "出处" not in shown


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


def test_why_a_claim_is_not_decided_stands_without_the_verdict_again():
    text = "**结论：库中无记录** —— 与记录相近但不是同一说法。\n\n可向有关部门核实。"
    answer = Answer("甲是乙", AnswerKind.RUMOR, text, verdict=Verdict.UNKNOWN)
    words = turn(1, Exchange("甲是乙", answer)).split('<div class="words">')[1].split("<pre")[0]
    assert words.startswith("<p>与记录相近但不是同一说法。</p><p>可向有关部门核实。</p>")


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


def test_the_empty_page_offers_questions_by_kind():
    opening = welcome("请问", {"职责": ("甲？",), "空": ()})
    assert conversation((), opening) == opening
    assert 'data-ask="甲？"' in opening
    assert "空" not in opening
