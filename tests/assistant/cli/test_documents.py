"""Documents added, removed and replaced: a fault on the way leaves everything as it was."""

import json

import pytest

from tests.assistant.cli.terminal import tree, write

OLD = "关于渔船登记的通知\n\n各村：\n\n渔船船主应当在三日内到村委会登记。\n\n东港镇人民政府\n\n2020年2月3日\n"


NEW = (
    OLD.replace("渔船登记", "调整渔船登记")
    .replace("三日内到村委会", "七日内到渔政站")
    .replace("2月3", "3月5")
)


@pytest.fixture
def small(call, tmp_path):
    """A store of one short notice."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    write(folder / "old.txt", OLD)
    store = tmp_path / "store"
    assert call("index", "--corpus", folder, "--store", store)[0] == 0
    return store


def ids(call, store):
    code, out, _ = call("documents", "list", "--store", store, "--json")
    assert code == 0
    return [d["id"] for d in json.loads(out)]


def ask(call, store, question):
    return json.loads(call("ask", question, "--store", store, "--json")[1])


def test_index_twice_and_without_naming_the_corpus_again(call, small):
    before = tree(small)
    code, out, _ = call("index", "--store", small)
    assert code == 0
    assert "已是最新" in out
    assert tree(small) == before
    assert ids(call, small) == ["old"]


def test_a_document_added_is_quoted_and_then_removed(call, small, tmp_path):
    file = write(tmp_path / "new.txt", NEW)
    before = ask(call, small, "渔船船主几日内登记")
    assert call("documents", "add", file, "--store", small)[0] == 0
    assert ids(call, small) == ["new", "old"]
    quotes = " ".join(c["quote"] for c in ask(call, small, "渔船船主要到哪里登记")["citations"])
    assert "七日内到渔政站登记" in quotes
    assert call("documents", "remove", "new", "--store", small)[0] == 0
    assert ids(call, small) == ["old"]
    assert list((small / "added").iterdir()) == []
    assert ask(call, small, "渔船船主几日内登记") | {"timings_ms": 0} == before | {"timings_ms": 0}
    assert file.exists()


def test_a_corpus_document_removed_stays_away_until_added_again(call, small, tmp_path):
    assert call("documents", "add", write(tmp_path / "new.txt", NEW), "--store", small)[0] == 0
    assert call("documents", "remove", "old", "--store", small)[0] == 0
    assert (tmp_path / "corpus" / "old.txt").exists()
    call("index", "--store", small)
    assert ids(call, small) == ["new"]


def test_what_was_removed_can_be_added_again(call, tmp_path):
    folder = tmp_path / "corpus"
    folder.mkdir()
    write(folder / "other.txt", NEW)
    write(folder / "old.txt", OLD)
    store = tmp_path / "store"
    assert call("index", "--corpus", folder, "--store", store)[0] == 0
    assert call("documents", "remove", "old", "--store", store)[0] == 0
    assert "old" not in ids(call, store)
    (folder / "old.txt").unlink()
    assert call("documents", "add", write(tmp_path / "old.txt", OLD), "--store", store)[0] == 0
    assert "old" in ids(call, store)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.txt", b""),
        ("program.exe", b"MZ"),
        ("fake.pdf", b"%PDF-1.7 and nothing else"),
        ("fake.docx", b"PK\x03\x04"),
        ("image.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4),
        ("bad.jsonl", b'{"id": '),
        ("old.txt", OLD.encode()),
    ],
)
def test_a_failed_add_leaves_nothing(call, fails, small, tmp_path, name, data):
    before = tree(small)
    good = write(tmp_path / "good.txt", NEW)
    bad = tmp_path / "in" / name
    bad.parent.mkdir()
    bad.write_bytes(data)
    fails("documents", "add", good, bad, "--store", small)
    assert tree(small) == before
    assert not (small / "added").exists()
    assert ids(call, small) == ["old"]


def test_a_document_superseded_carries_a_caution(call, fails, small, tmp_path):
    question = "渔船船主要到哪里登记"
    assert call("documents", "add", write(tmp_path / "new.txt", NEW), "--store", small)[0] == 0
    assert call("documents", "supersede", "old", "new", "--store", small)[0] == 0
    shown = json.loads(call("documents", "show", "old", "--store", small, "--json")[1])
    assert shown["status"] == "superseded"
    answer = ask(call, small, "三日内到村委会登记的是谁")
    assert [c["document_id"] for c in answer["citations"]][:1] == ["old"]
    assert any("代替" in c for c in answer["cautions"])
    assert ask(call, small, question)["citations"]
    before = tree(small)
    fails("documents", "supersede", "new", "old", "--store", small)
    assert tree(small) == before


def test_what_was_marked_superseded_can_be_unmarked(call, fails, small, tmp_path):
    call("documents", "add", write(tmp_path / "new.txt", NEW), "--store", small)
    assert "没有用这个命令标过" in fails("documents", "supersede", "old", "--undo", "--store", small)
    call("documents", "supersede", "old", "new", "--store", small)
    assert call("documents", "supersede", "old", "--undo", "--store", small)[0] == 0
    assert json.loads(call("documents", "show", "old", "--store", small, "--json")[1])["status"] == "in_force"
    assert not any("代替" in c for c in ask(call, small, "三日内到村委会登记的是谁")["cautions"])


def test_a_failed_removal_brings_the_file_back(call, fails, small, tmp_path):
    from filelock import FileLock

    assert call("documents", "add", write(tmp_path / "new.txt", NEW), "--store", small)[0] == 0
    before = tree(small)
    with FileLock(str(small / ".lock")):
        for document in ("new", "old"):
            got, _, err = call("documents", "remove", document, "--store", small)
            assert got == 1
            assert "另一个程序" in err
    assert {k: v[1] for k, v in tree(small).items()} | {"edits.json": b""} == {
        k: v[1] for k, v in before.items()
    } | {"edits.json": b""}
    assert ids(call, small) == ["new", "old"]


def test_the_corpus_is_clean_and_a_broken_one_is_not(call, tmp_path):
    folder = tmp_path / "corpus"
    folder.mkdir()
    write(folder / "bad.md", "---\nid: bad\nkind: 什么\n---\n# 标题\n\n内容。\n")
    code, out, _ = call("documents", "check", "--corpus", folder)
    assert code == 1
    assert "bad.md" in out
