"""A library opened beside an equal one answers alike: nothing prepared from the one serves the other."""

import pytest

from assistant.ask import Assistant
from assistant.once import once_each
from index.document import Document
from index.library import open_library


@pytest.mark.parametrize("question", ["洗手要搓多长时间", "学校党组织要做哪些事", "一个口罩戴多久要换"])
def test_a_second_library_of_the_same_store_answers_alike(assistant, store, question):
    first, second = assistant.ask(question), Assistant(open_library(store)).ask(question)
    assert (second.text, second.confidence) == (first.text, first.confidence)


def test_what_is_kept_is_kept_for_one_object():
    made = []
    keep = once_each(2)(lambda document: made.append(document) or len(made))
    one, equal = Document("a", "甲", "甲。"), Document("a", "甲", "甲。")
    assert one == equal
    assert [keep(one), keep(one), keep(equal)] == [1, 1, 2]
