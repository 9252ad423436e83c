"""The first passages of a search, read again by a model where one is configured."""

from dataclasses import replace

import pytest

from index.document import Document
from index.errors import MissingPart
from index.library import memory_library, open_library
from index.rerank import FIRST, Reranker

NOTICES = [
    Document(id=f"n{i:02}", title="通知", text=f"第{i}组值班员要登记来客。") for i in range(FIRST + 10)
]


class ByNumber:
    """Judges every passage by its number, the highest best: the ranker's order turned round."""

    def __init__(self):
        self.read = 0

    def predict(self, pairs, show_progress_bar):
        self.read += len(pairs)
        return [int("".join(c for c in text if c.isdigit())) for _, text in pairs]


@pytest.fixture(scope="module")
def plain():
    return memory_library(NOTICES, embedder="")


def test_the_first_passages_are_ordered_by_the_model_and_the_rest_stay(plain):
    model = ByNumber()
    library = replace(plain, reranker=Reranker("x", model))
    before = [h.passage.document.id for h in plain.search("值班员登记来客", 30)]
    after = [h.passage.document.id for h in library.search("值班员登记来客", 30)]
    assert after[:FIRST] == sorted(before[:FIRST], reverse=True)
    assert after[FIRST:] == before[FIRST:]
    assert model.read == FIRST
    assert [h.score for h in library.search("值班员登记来客", 30)] == [
        h.score for h in plain.search("值班员登记来客", 30)
    ]


def test_a_short_list_is_taken_from_all_that_was_read(plain):
    library = replace(plain, reranker=Reranker("x", ByNumber()))
    assert [h.passage.document.id for h in library.search("值班员登记来客", 1)] == [
        max(h.passage.document.id for h in plain.search("值班员登记来客", FIRST))
    ]


def test_nothing_is_loaded_unless_asked_for(store):
    assert open_library(store).reranker is None


def test_a_missing_folder_is_told_with_what_to_do(store):
    with pytest.raises(MissingPart, match="找不到模型文件夹") as fault:
        open_library(store, reranker="./no/such/folder")
    assert "--reranker" in fault.value.remedy
