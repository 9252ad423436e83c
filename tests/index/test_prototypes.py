"""Passages found by how people are known to ask for them."""

import numpy as np
import pytest

from index.bm25 import build_lexicon
from index.document import Asked, Document, Span
from index.prototypes import leads, prototypes
from index.rank import Ranker
from index.split import split
from index.wordings import embed_wordings, wordings_of

TEXT = "出行提示\n一、乘车时开窗通风。\n二、进楼前测量体温。\n三、用后的纸巾丢进垃圾桶。"


def asked(sentence: str, *questions: str) -> Asked:
    start = TEXT.index(sentence)
    return Asked((Span(start, start + len(sentence)),), questions)


@pytest.fixture(scope="module")
def document() -> Document:
    return Document(
        id="d",
        title="出行提示",
        text=TEXT,
        asked=(
            asked("乘车时开窗", "坐车憋闷要不要放点风进来", "车窗能不能摇下来"),
            asked("进楼前测量", "门口拿枪对脑门是干啥", "脑门热不热谁来看"),
        ),
        unanswered=("体温枪多少钱一把",),
    )


def test_wordings_that_lead_to_the_same_sentences_share_a_prototype(document: Document) -> None:
    wordings = wordings_of([document])
    vectors = embed_wordings(wordings)
    known = prototypes(wordings, vectors)
    assert known.number.tolist() == [0, 0, 1, 1, 2]
    assert [a and a.questions[0] for _, a in known.goals] == [
        "坐车憋闷要不要放点风进来",
        "门口拿枪对脑门是干啥",
        None,
    ]
    mean = vectors[:2].sum(axis=0)
    assert known.vectors[0] == pytest.approx(mean / np.linalg.norm(mean), abs=1e-5)


def test_nothing_known_leads_nowhere() -> None:
    none = leads(prototypes([], np.zeros((0, 200), dtype=np.float32)), [])
    assert none.fit("车窗", 3).tolist() == [0, 0, 0]


def test_a_passage_is_found_by_a_wording_that_shares_no_word_with_it(document: Document) -> None:
    other = Document(id="c", title="脑门上的帽子", text="脑门上的帽子\n帽子戴在脑门上。")
    passages = [p for d in (other, document) for p in split(d)]
    wordings = wordings_of([document])
    found = leads(prototypes(wordings, embed_wordings(wordings)), passages)
    ranker = Ranker(passages, build_lexicon(passages), leads=lambda: found)
    question = "拿枪对着脑门干啥"
    best = ranker.search(question)[0]
    assert best.passage.document is document
    assert best.why["asked"] > 0.2
    by_words = ranker.search(question, by_wordings=False)[0]
    assert by_words.passage.document is other
    assert "asked" not in by_words.why
