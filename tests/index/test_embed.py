import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import pytest

from index.document import Document, Hit, Passage, Span
from index.embed import load_embedder
from index.errors import BadInput, MissingPart
from index.rerank import load_reranker
from index.segment import Segmenter
from index.static import load_static, save_static
from index.train.encoder import (
    asked_pairs,
    half_of,
    joined,
    read_pairs,
    start,
    to_sentence_transformers,
    train,
)
from index.train.words import cut, learn, load, save

TEXTS = ["佩戴口罩", "返乡人员居家隔离14天", "学校 N95", ""]


class Endpoint(BaseHTTPRequestHandler):
    asked: ClassVar[list[dict[str, Any]]] = []
    keys: ClassVar[list[str]] = []

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        type(self).asked.append(body)
        type(self).keys.append(self.headers.get("Authorization", ""))
        if body["model"] == "unknown":
            self.send_error(404)
            return
        rows = [{"index": i, "embedding": [float(len(t)), 1.0, 0.0]} for i, t in enumerate(body["input"])]
        answer = json.dumps({"data": rows[::-1]}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *args: object) -> None:
        """Keep quiet."""


@pytest.fixture
def endpoint() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Endpoint)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/v1"
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_bundled_encoder_gives_unit_rows() -> None:
    embedder = load_embedder()
    rows = embedder.embed(TEXTS)
    assert rows.dtype == np.float32
    assert rows.shape == (len(TEXTS), embedder.dimension)
    assert np.linalg.norm(rows, axis=1) == pytest.approx([1, 1, 1, 0], abs=1e-5)


def test_the_bundled_encoder_knows_related_texts() -> None:
    a, b, c = load_embedder().embed(["学生应当佩戴口罩", "学校要求学生戴口罩", "企业所得税税前扣除"])
    assert a @ b > a @ c + 0.1


def test_the_bundled_encoder_equals_sentence_transformers(tmp_path: Path) -> None:
    from sentence_transformers import SentenceTransformer

    encoder = load_static()
    to_sentence_transformers(encoder, tmp_path / "model")
    model = SentenceTransformer(str(tmp_path / "model"), device="cpu", local_files_only=True)
    theirs = model.encode([joined(t, encoder.segmenter) for t in TEXTS[:3]], normalize_embeddings=True)
    assert encoder.embed(TEXTS[:3]) == pytest.approx(theirs, abs=1e-5)


def test_eight_bits_change_little(tmp_path: Path) -> None:
    vectors = np.random.default_rng(1).normal(size=(3, 64)).astype(np.float32)
    save_static(tmp_path, "tiny", {"口罩": 5, "佩戴": 4, "隔离": 3}, vectors)
    found = load_static(tmp_path).embed(["佩戴口罩"])[0]
    exact = vectors[:2].sum(axis=0)
    assert found @ (exact / np.linalg.norm(exact)) > 0.999


def test_a_folder_with_a_static_encoder_is_an_embedder(tmp_path: Path) -> None:
    save_static(tmp_path, "tiny", {"口罩": 5}, np.ones((1, 4), dtype=np.float32))
    assert load_embedder(str(tmp_path)).name == "tiny"


def test_words_of_the_bundled_encoder_lie_near_words_used_alike() -> None:
    fever, high, tax = load_embedder().embed(["发烧", "高烧", "税率"])
    assert fever @ high > 0.5 > fever @ tax


def test_the_likeliest_words_are_cut() -> None:
    segmenter = Segmenter({"口": 5, "罩": 5, "口罩": 20, "戴": 9, "怎么": 30, "戴口": 1})
    assert segmenter.cut("怎么戴口罩，N95 14天") == ["怎么", "戴", "口罩", "n", "95", "14", "天"]


def test_cutting_loses_no_character() -> None:
    text = "疫情防控指挥部龘要求返乡人员居家隔离"
    assert "".join(load_static().segmenter.cut(text)) == text


def test_training_brings_pairs_together(tmp_path: Path) -> None:
    rows = [
        {"query": "口罩怎么戴", "passage": "佩戴口罩应当覆盖口鼻", "source": "a"},
        {"query": "隔离多久", "passage": "集中观察十四天", "source": "a"},
        {"query": "学校职责", "passage": "教育机构落实防控", "source": "a"},
    ]
    file = tmp_path / "pairs.jsonl"
    file.write_text("\n".join(json.dumps(r, ensure_ascii=False) for r in rows), encoding="utf-8")
    sentences = [words for r in rows for text in (r["query"], r["passage"]) for words in cut(text)]
    save(learn(sentences, dimension=16, most=200, epochs=1, least=1), tmp_path / "words.npz")
    words = load(tmp_path / "words.npz")
    assert sum(words.counts.values()) == sum(map(len, sentences))
    pairs = read_pairs(file, Segmenter(words.counts))
    vectors = train(pairs, words.counts, start(words), epochs=40, size=3, rate=0.05)
    save_static(tmp_path / "m", "tiny", words.counts, vectors)
    encoder = load_static(tmp_path / "m")
    likeness = encoder.embed([r["query"] for r in rows]) @ encoder.embed([r["passage"] for r in rows]).T
    assert likeness.argmax(axis=1).tolist() == [0, 1, 2]


def test_everyday_wordings_are_paired_with_their_sentences_by_halves(tmp_path: Path) -> None:
    (tmp_path / "asked").mkdir()
    (tmp_path / "甲.txt").write_text("甲通知\n每天通风两次。\n", encoding="utf-8")
    questions = ["啥时候开窗", "要不要开窗", "窗户咋开"]
    lines = ["document: 甲", "asked:", "  - answer: [每天通风]", f"    questions: [{', '.join(questions)}]"]
    (tmp_path / "asked" / "甲.yaml").write_text("\n".join(lines), encoding="utf-8")
    segmenter = load_static().segmenter
    every = asked_pairs(tmp_path, segmenter)
    assert [p.query.replace(" ", "") for p in every if p.source == "asked"] == questions
    assert all("通风" in p.passage for p in every if p.source == "asked")
    beside = [(p.query.replace(" ", ""), p.passage.replace(" ", "")) for p in every if p.source == "wordings"]
    assert beside
    assert all(a != b and {a, b} <= set(questions) for a, b in beside)
    left = {p.query.replace(" ", "") for p in asked_pairs(tmp_path, segmenter, 0) if p.source == "asked"}
    assert left == {q for q in questions if half_of(q) == 1}


def test_a_missing_bundled_encoder_says_so(tmp_path: Path) -> None:
    with pytest.raises(MissingPart, match="缺失"):
        load_static(tmp_path)


def test_a_local_transformer_is_loaded(tmp_path: Path, tiny_bert: Any) -> None:
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer

    transformer = Transformer(str(tiny_bert(tmp_path / "bert")))
    pooling = Pooling(transformer.get_embedding_dimension())
    SentenceTransformer(modules=[transformer, pooling]).save(str(tmp_path / "model"))
    embedder = load_embedder(str(tmp_path / "model"))
    rows = embedder.embed(["佩戴口罩", "居家隔离"])
    assert rows.shape == (2, embedder.dimension) == (2, 32)
    assert np.linalg.norm(rows, axis=1) == pytest.approx([1, 1], abs=1e-5)


@pytest.mark.parametrize("load", [load_embedder, load_reranker])
@pytest.mark.parametrize("spec", ["somebody/not-on-this-machine", "./no/such/folder", "one-word-name"])
def test_a_model_that_is_not_here_fails_at_once_with_a_remedy(load: Any, spec: str) -> None:
    load_embedder()
    begun = time.monotonic()
    with pytest.raises(MissingPart) as fault:
        load(spec)
    assert time.monotonic() - begun < 30  # an attempt over the network takes over a minute
    assert fault.value.remedy


def test_a_local_cross_encoder_ranks_again(tmp_path: Path, tiny_bert: Any) -> None:
    reranker = load_reranker(str(tiny_bert(tmp_path / "cross", labels=1)))
    hits = []
    for key in ("口罩", "隔离", "学校"):
        document = Document(id=key, title="", text=f"{key}防控要求")
        hits.append(Hit(Passage(document, Span(0, 6)), 3.0 - len(hits), {"bm25": 1.0}))
    ranked = reranker.rank("学校怎么防控", hits)
    assert {h.passage.document.id for h in ranked} == {"口罩", "隔离", "学校"}
    judged = [h.why["reranker"] for h in ranked]
    assert judged == sorted(judged, reverse=True)
    assert [h.score for h in ranked] == [3.0, 2.0, 1.0]
    assert ranked[0].why["bm25"] == 1.0
    assert reranker.rank("学校", []) == []


def test_an_endpoint_is_asked_with_its_key_in_order(endpoint: str) -> None:
    Endpoint.asked.clear()
    Endpoint.keys.clear()
    embedder = load_embedder(f"openai:{endpoint}#some-model", key="secret")
    rows = embedder.embed(["一二三", ""])
    assert embedder.dimension == 3
    assert rows[0] == pytest.approx(np.array([3, 1, 0]) / 10**0.5)
    assert Endpoint.asked[-1]["input"] == ["一二三", " "]
    assert Endpoint.keys == ["Bearer secret"] * 2
    assert "secret" not in repr(embedder)
    assert embedder.embed([]).shape == (0, 3)


def test_endpoint_faults_are_one_clear_line(endpoint: str) -> None:
    with pytest.raises(MissingPart, match="404"):
        load_embedder(f"openai:{endpoint}#unknown")
    with pytest.raises(MissingPart, match="没有正确回答"):
        load_embedder("openai:http://127.0.0.1:9#m", timeout=2)
    with pytest.raises(BadInput, match="写法"):
        load_embedder("openai:nothing")
