"""What the models of trust learn from: wordings with and without their sentence, and questions on notices."""

from __future__ import annotations

from collections import Counter

from assistant.duties.grounds import GROUND_FEATURES
from evals.case import load_suites
from evals.fit.notices import read_notices
from evals.fit_trust import examples
from index.document import Asked, Document, Span

TEXT = "水泵要每周检修一次。志愿者要佩戴袖标上岗。"


def test_a_wording_is_laid_over_its_document_with_its_sentence_and_without() -> None:
    at = TEXT.index("志愿者")
    document = Document(
        id="pump",
        title="供水",
        text=TEXT,
        asked=(Asked(questions=("志愿者上岗戴什么",), spans=(Span(at, len(TEXT)),)),),
        unanswered=("水泵多少钱一台",),
    )
    found = list(examples([document], ()))
    assert Counter(e.kind for e in found) == {"there": 1, "taken": 1, "unsaid": 1}
    assert [e.right for e in found] == [True, False, False]
    assert all(len(e.features) == len(GROUND_FEATURES) - 1 for e in found)
    assert (
        abs(found[0].left_over).sum() < abs(found[1].left_over).sum()
    )  # more is left where its sentence is hidden


def test_every_answer_stands_in_its_notice_and_some_questions_have_none() -> None:
    found = list(read_notices())
    assert len(found) >= 40
    for document, asked in found:
        quotes = [document.text[s.start : s.end] for q in asked for s in q.gold]
        assert all(q.strip() for q in quotes), document.id
        without = sum(not q.gold for q in asked)
        assert 0.2 * len(asked) <= without <= 0.5 * len(asked), document.id


def test_a_stretch_answers_where_it_has_half_of_the_words() -> None:
    document, asked = next(iter(read_notices()))
    question = next(q for q in asked if q.gold)
    gold = question.gold[0]
    assert question.is_answered_by(gold)
    assert question.is_answered_by(Span(gold.start, gold.start + (len(gold) + 1) // 2))
    assert not question.is_answered_by(Span(len(document.text), len(document.text) + 5))


def test_what_is_learnt_from_is_not_asked_in_the_evals() -> None:
    cases = {case.question for suite in load_suites().values() for case in suite}
    assert not cases & {q.question for _, asked in read_notices() for q in asked}
