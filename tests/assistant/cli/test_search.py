"""Passages on the command line, alone and in a batch, and a reranker."""

import json

import pytest

from tests.assistant.cli.terminal import write


def test_a_reranker_is_used_where_one_is_named(call, store, tmp_path, tiny_bert, monkeypatch):
    model = tiny_bert(tmp_path / "cross", labels=1)
    _, plain, _ = call("search", "口罩多久换一次", "--explain", "--json", "--store", store)
    assert "reranker" not in json.loads(plain)[0]["why"]
    words = ("search", "口罩多久换一次", "--explain", "--json", "--store", store)
    code, out, _ = call(*words, "--reranker", model)
    judged = [hit["why"]["reranker"] for hit in json.loads(out)]
    assert code == 0
    assert judged == sorted(judged, reverse=True)
    monkeypatch.setenv("ASSISTANT_RERANKER", str(model))
    assert call(*words)[1] == out
    assert call(*words, "--reranker", "")[1] == plain


@pytest.mark.parametrize("command", ["ask", "search"])
def test_a_reranker_that_is_not_here_is_one_clear_line(call, store, tmp_path, command):
    code, out, err = call(command, "口罩", "--store", store, "--reranker", tmp_path / "none")
    assert (code, out) == (1, "")
    assert err.count("\n") == 1
    assert "找不到模型文件夹" in err
    assert "--reranker" in err


def test_search_gives_passages_of_the_contract(call, store, library):
    code, out, _ = call("search", "学校开学准备", "-k", "4", "--store", store, "--json")
    hits = json.loads(out)
    assert (code, len(hits)) == (0, 4)
    for hit in hits:
        assert list(hit) == ["document_id", "start", "end", "text", "outline", "score"]
        assert library.documents[hit["document_id"]].text[hit["start"] : hit["end"]] == hit["text"]
    assert [h["score"] for h in hits] == sorted((h["score"] for h in hits), reverse=True)
    assert "why" in json.loads(call("search", "口罩", "--explain", "--store", store, "--json")[1])[0]


def test_search_in_a_batch(call, store, tmp_path):
    rows = [
        {"id": 1, "question": "口罩"},
        {"id": 2, "question": ""},
        {"id": 3, "query": "开学"},
        {"id": 4, "question": "字" * 5_000},
    ]
    path = write(tmp_path / "q.jsonl", "\n".join(json.dumps(r) for r in rows))
    code, out, err = call("search", "--batch", path, "-k", "2", "--store", store, "--json")
    found = [json.loads(line) for line in out.splitlines()]
    assert (code, err) == (0, "")
    assert [(f["id"], len(f["hits"])) for f in found] == [(1, 2), (2, 0), (3, 2), (4, 0)]
    assert found[1]["error"]
