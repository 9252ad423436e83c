"""Wrong usage and bad input: one clear line, and nothing is changed."""

import json

import pytest

from tests.assistant.cli.terminal import REPORT, ROOT, tree, write


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("{", "JSON"),
        ("[1]", "JSON"),
        ('"文字"', "JSON"),
        ('{"id": NaN, "question": "问"}', "JSON"),
        ('{"id": 1e999, "question": "问"}', "JSON"),
        ("[" * 100_000, "JSON"),
        ('{"a":' * 100_000, "JSON"),
        ('{"id": ' + "9" * 10_000 + "}", "JSON"),
        ('{"question": "问", "history": "text"}', "history"),
        ('{"question": "问", "history": [{"role": "system", "content": "x"}]}', "history"),
        ('{"question": "问", "history": [{"role": "user", "content": 3}]}', "history"),
        ('{"question": "问", "as_of": "昨天"}', "日期"),
    ],
)
def test_a_bad_line_is_named_before_anything_is_answered(fails, store, tmp_path, line, word):
    path = write(tmp_path / "q.jsonl", json.dumps({"question": REPORT}) + "\n" + line + "\n")
    before = tree(store)
    err = fails("ask", "--batch", path, "--store", store, "--json")
    assert word in err
    assert "第2行" in err or word == "日期"
    assert len(err) < 400
    assert tree(store) == before


@pytest.mark.parametrize(
    "question", ["", "   ", "\u3000\u200b", "\x00\x07\x1b", "\ud800\udfff", "字" * 2_001, "字" * 1_000_000]
)
@pytest.mark.parametrize("command", ["ask", "check", "search"])
def test_questions_that_cannot_be_asked(fails, store, command, question):
    before = tree(store)
    err = fails(command, question, "--store", store)
    assert len(err) < 400
    assert tree(store) == before


@pytest.mark.parametrize(
    "words",
    [
        ("ask",),
        ("ask", "一", "--batch", "x"),
        ("ask", "一", "--frobnicate"),
        ("frobnicate",),
        ("ask", "--batch", ROOT / "tests", "--json"),
        ("ask", "--batch", "没有.jsonl", "--json"),
        ("ask", "问题", "--as-of", "2020-13-01"),
        ("search",),
        ("search", "一", "-k", "0"),
        ("search", "一", "-k", "many"),
        ("check",),
        ("check", "一", "--sheet", "exe"),
        ("check", "一", "--sheet", "docx"),
        ("check", "--batch", "没有.csv", "-o", "x.csv"),
        ("check", "--batch", ROOT / "pyproject.toml"),
        ("check", "--batch", ROOT / "tests", "-o", "x.csv"),
        ("duties", "--format", "exe"),
        ("duties", "--document", "没有这份文件"),
        ("duties", "--for", "火星殖民局驾驶员"),
        ("documents", "show", "没有这份文件"),
        ("documents", "show", "../../etc/passwd"),
        ("documents", "show"),
        ("documents", "remove", "没有这份文件"),
        ("documents", "supersede", "没有", "也没有"),
        ("documents", "supersede", "anqing-zuming-2020-2", "anqing-zuming-2020-2"),
        ("documents", "supersede", "anqing-zuming-2020-2"),
        ("documents", "supersede", "anqing-zuming-2020-2", "elderly", "--undo"),
        ("documents", "add", "没有.txt"),
        ("documents", "add", ROOT / "tests"),
        ("serve", "--auth", "nopassword"),
        ("serve", "--port", "99999"),
        ("index", "--corpus", "没有这个文件夹"),
        ("index", "--corpus", ROOT / "pyproject.toml"),
        ("eval", "--suite", "没有这个"),
    ],
)
def test_wrong_usage(fails, store, tmp_path, monkeypatch, words):
    monkeypatch.chdir(tmp_path)
    before = tree(store)
    fails(*words, *(() if words[0] == "frobnicate" else ("--store", store)))
    assert tree(store) == before
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("search", "一", "-k", "0"), "应不小于 1"),
        (("search", "一", "-k", "1001"), "应不大于 1000"),
        (("search", "一", "-k", "many"), "应为整数"),
        (("documents", "add", ROOT / "tests"), "assistant index --corpus"),
        (("serve", "--host", "0.0.0.0"), "--auth"),
    ],
)
def test_a_wrong_value_is_told_with_what_is_right(fails, store, words, said):
    assert said in fails(*words, "--store", store)


@pytest.mark.parametrize("command", ["ask", "search"])
def test_an_empty_batch_is_no_fault_and_is_told(call, store, tmp_path, command):
    code, out, err = call(command, "--batch", write(tmp_path / "e.jsonl", "\n\n"), "--store", store)
    assert (code, out) == (0, "")
    assert "里没有" in err


@pytest.mark.parametrize(
    "words",
    [("ask", REPORT), ("search", "一"), ("check", "一句话"), ("duties",), ("documents", "list")],
)
def test_a_missing_or_broken_store_is_a_fault_with_a_remedy(fails, tmp_path, words):
    assert "assistant index" in fails(*words, "--store", tmp_path / "none", code=1)
    assert not (tmp_path / "none").exists()
    (tmp_path / "broken").mkdir()
    write(tmp_path / "broken" / "CURRENT", "000009")
    assert "assistant index" in fails(*words, "--store", tmp_path / "broken", code=1)
    assert [p.name for p in (tmp_path / "broken").iterdir()] == ["CURRENT"]


@pytest.mark.parametrize("words", [("duties", "--format", "csv"), ("check", "一句话", "--sheet", "md")])
def test_an_output_that_cannot_be_written(fails, store, tmp_path, words):
    for target in (tmp_path, tmp_path / "no" / "x", write(tmp_path / "file", "") / "x"):
        assert "不能写入" in fails(*words, "-o", target, "--store", store)
    assert [p.name for p in tmp_path.iterdir()] == ["file"]
