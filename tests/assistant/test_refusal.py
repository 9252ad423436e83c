"""A refusal asserts nothing: what it quotes is marked as no answer, and what it offers can be asked."""

import re

NEAR = "健康码变黄了罚多少钱"


def test_the_nearest_place_and_words_are_quoted_as_no_answer(assistant, library):
    answer = assistant.ask(NEAR)
    assert answer.refused
    assert not answer.statements
    title, place = re.search(r"最接近的资料是《(.+?)》里“(.+?)”这一处", answer.text).groups()
    words = re.search(r"不是对您问题的回答）：“(.+?)”\n", answer.text)[1]
    document = next(d for d in library.documents.values() if d.title == title)
    assert place in document.text
    assert words in document.text


def test_what_a_refusal_offers_is_answered(assistant):
    offered = assistant.ask(NEAR).related
    assert offered
    assert not [q for q in offered if assistant.ask(q).refused]


def test_what_may_be_done_is_not_judged_by_what_is_dangerous(assistant):
    answer = assistant.ask("要不要给家里喷酒精")
    assert answer.verdict is None
    assert any("不能" in c.quote for c in answer.citations)


def test_the_only_notice_is_known_by_its_place(assistant):
    assert "2020年1月27日" in assistant.ask("安庆的通知是几号发的").citations[0].quote
    assert assistant.ask("武汉的通知是几号发的").refused


def test_a_question_for_something_is_not_judged(assistant):
    assert assistant.ask("桐城中学几月几号开学").verdict is None
    assert assistant.ask("出门在外住宾馆要注意什么").verdict is None
