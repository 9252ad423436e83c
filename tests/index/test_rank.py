from pathlib import Path

import numpy as np
import pytest

from index.bm25 import Lexicon, build_lexicon
from index.document import Document, Passage, Span
from index.embed import load_embedder
from index.rank import Ranker, matched_text
from index.split import split

TEXTS = {
    "mask": ("关于佩戴口罩的提示", "乘坐公共交通工具时应当佩戴口罩。口罩潮湿后及时更换。"),
    "school": ("关于学校开学的通知", "学校要落实晨检制度。发热学生不得带病上课。开学前对教室全面消毒。"),
    "village": ("安庆市关于农村防控的通知", "村两委要劝导村民取消聚餐。返乡人员居家观察14天。"),
    "wild": ("关于野生动物的公告", "禁止交易野生动物。违者依法查处。"),
}


def documents() -> list[Document]:
    return [Document(id=key, title=title, text=f"{title}\n{text}") for key, (title, text) in TEXTS.items()]


@pytest.fixture(scope="module")
def passages() -> list[Passage]:
    return [p for d in documents() for p in split(d)]


@pytest.fixture(scope="module")
def ranker(passages: list[Passage]) -> Ranker:
    return Ranker(passages, build_lexicon(passages))


@pytest.mark.parametrize(
    ("question", "document"),
    [
        ("坐公交要戴口罩吗", "mask"),
        ("返乡人员要居家观察多少天", "village"),
        ("返鄉人員要居家觀察十四天嗎", "village"),
        ("发烧学生能上课吗", "school"),
        ("能不能买卖野生动物", "wild"),
        ("学校开学前要消独吗", "school"),
        ("kouzhao", "mask"),
        ("xuexiao kaixue xiaodu", "school"),
        ("可以带病shangke吗", "school"),
        ("Should I wear a face mask?", "mask"),
        ("安庆市农村", "village"),
    ],
)
def test_the_right_document_comes_first(ranker: Ranker, question: str, document: str) -> None:
    assert ranker.search(question, 3)[0].passage.document.id == document


def test_scores_fall_and_their_parts_add_up(ranker: Ranker) -> None:
    hits = ranker.search("学校消毒", 10)
    assert [h.score for h in hits] == sorted((h.score for h in hits), reverse=True)
    w, why = ranker.weights, hits[0].why
    total = why["bm25"] + w.context * why["context"] + w.document * why["document"]
    total += w.document_coverage * why["document_coverage"] + w.place * why["place"]
    assert hits[0].score == pytest.approx(total, rel=1e-5)
    shares = [why["sentence"], why["coverage"], why["document_coverage"]]
    assert np.all(np.diff(shares) > -1e-5)
    assert 0 < shares[0] <= shares[-1] <= 1 + 1e-5


def test_unknown_words_lower_coverage(ranker: Ranker) -> None:
    known = ranker.search("佩戴口罩", 1)[0].why["coverage"]
    mixed = ranker.search("佩戴口罩 量子纠缠超导", 1)[0].why["coverage"]
    assert known == pytest.approx(1.0)
    assert mixed < 0.6


def test_equal_passages_keep_their_order() -> None:
    twins = [Document(id=key, title="", text="公共场所每日消毒。") for key in ("a", "b", "c")]
    found = [Passage(d, Span(0, len(d.text))) for d in twins]
    hits = Ranker(found, build_lexicon(found)).search("每日消毒", 2)
    assert [h.passage.document.id for h in hits] == ["a", "b"]


@pytest.mark.parametrize("question", ["", "？？", "\x00\n", "😀"])
def test_a_question_without_words_finds_nothing(ranker: Ranker, question: str) -> None:
    assert ranker.search(question, 5) == []


def test_search_can_be_kept_to_some_passages(ranker: Ranker, passages: list[Passage]) -> None:
    among = np.array([p.document.id == "wild" for p in passages])
    assert {h.passage.document.id for h in ranker.search("佩戴口罩，禁止交易", 5, among=among)} <= {"wild"}


def test_a_saved_lexicon_ranks_the_same(passages: list[Passage], ranker: Ranker, tmp_path: Path) -> None:
    build_lexicon(passages).save(tmp_path / "lexicon")
    again = Ranker(passages, Lexicon.load(tmp_path / "lexicon"))
    for question in ("学校消毒", "野生动物", "kouzhao"):
        assert again.search(question, 5) == ranker.search(question, 5)


def test_a_passage_is_matched_by_what_stands_above_it() -> None:
    document = Document(id="a", title="安庆市防控通知", text="村两委劝导村民取消聚餐。", issuer="市委组织部")
    passage = Passage(document, Span(0, 12), ("三、基层党组织职责",))
    for above in ("安庆市防控通知", "市委组织部", "三、基层党组织职责"):
        assert above in matched_text(passage)
    ranker = Ranker([passage], build_lexicon([passage]))
    assert ranker.search("安庆市的职责", 1)[0].why["context"] > 0


def test_vectors_take_part_in_the_score(passages: list[Passage]) -> None:
    embedder = load_embedder()
    vectors = embedder.embed([matched_text(p) for p in passages])
    hits = Ranker(passages, build_lexicon(passages), vectors, embedder).search("佩戴口罩", 5)
    assert hits[0].why["vector"] > 0
    assert "vector" not in Ranker(passages, build_lexicon(passages)).search("佩戴口罩", 1)[0].why


def test_an_empty_collection_finds_nothing() -> None:
    assert Ranker([], build_lexicon([])).search("口罩", 3) == []


def test_bm25_agrees_with_an_independent_one() -> None:
    bm25s = pytest.importorskip("bm25s")
    from index.reference import PlainBM25, bigrams

    texts = [text for _, text in TEXTS.values()]
    theirs = bm25s.BM25(k1=1.5, b=0.75, method="lucene")
    theirs.index([bigrams(t) for t in texts], show_progress=False)
    for query in ("佩戴口罩", "学校消毒", "野生动物交易"):
        ours = PlainBM25(texts).scores(query)
        expected = theirs.get_scores([b for b in bigrams(query) if any(b in bigrams(t) for t in texts)])
        assert [ours.get(i, 0.0) for i in range(len(texts))] == pytest.approx(expected.tolist(), rel=1e-4)
