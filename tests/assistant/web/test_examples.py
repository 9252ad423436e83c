"""Questions to start from are answered by the documents at hand, whichever they are."""

from assistant.web.examples import CLAIMS, DUTIES, KNOWLEDGE, STOCK, derived, offered
from index.document import Asked, Document, Kind, Span


def test_kinds_whose_examples_are_refused_get_ones_from_the_documents(ask, documents):
    found = offered(ask, {DUTIES: ("股票会涨吗？",), CLAIMS: ("股票会涨吗？",), "其他": ("炸",)}, documents)
    assert set(found) == {DUTIES, CLAIMS}
    assert found[DUTIES] == ("学校要做哪些事？",)  # 各乡镇 is everyone, of whom no one asks
    assert found[CLAIMS] == ("沙袋遇水即化，是真的吗？",)


def test_examples_that_are_answered_stay(ask, documents):
    assert offered(ask, {DUTIES: ("乡镇要做什么？",)}, documents) == {DUTIES: ("乡镇要做什么？",)}


def test_knowledge_is_asked_for_as_people_ask():
    text = "沙袋要装七分满。"
    document = Document(
        "a", "沙袋", text, Kind.GUIDANCE, asked=(Asked((Span(0, 8),), ("沙袋装多满？", "b")),)
    )
    assert list(derived(KNOWLEDGE, [document])) == ["沙袋装多满？"]


def test_what_the_project_comes_with_answers_its_own_examples(assistant):
    found = offered(assistant.ask, STOCK, assistant.library.documents)
    assert found == {kind: tuple(questions) for kind, questions in STOCK.items()}
