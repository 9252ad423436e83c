"""The store on disk: real Chroma in temporary folders, the shipped embedder, and what breaks them."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from filelock import FileLock

from index import store
from index.build import Edits, build, read_edits, write_edits
from index.errors import BadInput, StoreError
from index.library import open_library

ROOT = Path(__file__).parents[2]
NOTICES = {
    "dengta": "关于加强灯塔值守工作的通知\n\n各镇：\n\n一、值守单位每日早晚各巡查一次。\n\n"
    "二、发现灯光异常要立即报告海事处。\n",
    "chuanzhi": "关于做好船只登记的通知\n\n各村：\n\n一、渔船船主应当在三日内到村委会登记。\n\n"
    "二、不得隐瞒船只数量。\n",
    "mabo": "关于码头保洁的通知\n\n各单位：\n\n码头管理站要及时清运垃圾，保持道路畅通。\n",
}
QUERIES = ("灯光异常向谁报告", "船只登记期限", "码头垃圾谁清运", "不相干的句子")


@pytest.fixture
def corpus(tmp_path):
    folder = tmp_path / "corpus"
    folder.mkdir()
    for name, text in NOTICES.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def built(corpus, tmp_path):
    folder = tmp_path / "store"
    build(folder, [corpus])
    return folder


def tree(folder: Path, *, chroma: bool = False) -> dict[str, tuple[int, bytes]]:
    """Every file of ours with its time and bytes; Chroma rewrites files of its own on reading."""
    return {
        p.relative_to(folder).as_posix(): (p.stat().st_mtime_ns, p.read_bytes())
        for p in sorted(folder.rglob("*"))
        if p.is_file() and (chroma or "chroma" not in p.relative_to(folder).parts)
    }


def found(folder: Path) -> str:
    library = open_library(folder)
    hits = [
        (q, [(h.passage.id, h.passage.text, repr(h.score), dict(h.why)) for h in library.search(q)])
        for q in QUERIES
    ]
    return json.dumps(hits, ensure_ascii=False, sort_keys=True)


def generation(folder: Path) -> Path:
    in_use = store.current(folder)
    assert in_use is not None
    return in_use


def test_a_second_build_writes_nothing(built, corpus):
    before = tree(built)
    again = build(built, [corpus])
    assert (again.changed, again.embedded, again.documents) == (False, 0, 3)
    assert tree(built) == before


def test_an_added_file_is_embedded_alone(built, corpus, tmp_path):
    (corpus / "qiaoliang.txt").write_text(
        "关于桥梁巡检的通知\n\n各段：\n\n桥梁管理员每周巡检一次。\n", encoding="utf-8"
    )
    update = build(built, [corpus])
    fresh = build(tmp_path / "fresh", [corpus])
    assert update.changed
    assert 0 < update.embedded < fresh.embedded == fresh.passages == update.passages
    assert found(built) == found(tmp_path / "fresh")


def test_a_changed_file_leaves_the_others_alone(built, corpus, tmp_path):
    text = NOTICES["chuanzhi"].replace("三日", "五日")
    (corpus / "chuanzhi.txt").write_text(text, encoding="utf-8")
    update = build(built, [corpus])
    fresh = build(tmp_path / "fresh", [corpus])
    assert 0 < update.embedded < fresh.embedded
    assert found(built) == found(tmp_path / "fresh")
    assert open_library(built).documents["chuanzhi"].text == text


def test_a_removed_file_is_gone_without_embedding(built, corpus, tmp_path):
    (corpus / "mabo.txt").unlink()
    update = build(built, [corpus])
    build(tmp_path / "fresh", [corpus])
    assert (update.embedded, update.documents) == (0, 2)
    assert found(built) == found(tmp_path / "fresh")
    assert "清运垃圾" not in found(built)


def test_two_builds_hold_the_same_bytes(built, corpus, tmp_path):
    other = tmp_path / "other"
    build(other, [corpus])
    for name in ("documents.jsonl", "passages.jsonl", "manifest.json", "lexicon/vocabulary.json"):
        assert (generation(built) / name).read_bytes() == (generation(other) / name).read_bytes()
    assert found(built) == found(other)


def test_chroma_holds_what_is_ranked_with(built):
    library = open_library(built)
    rows = store.read_lines(generation(built) / "passages.jsonl")
    import chromadb

    client = chromadb.PersistentClient(path=str(generation(built) / "chroma"))
    got = client.get_collection(store.COLLECTION, embedding_function=None).get(
        ids=[r["vector"] for r in rows], include=["embeddings", "metadatas"]
    )
    by_id = dict(zip(got["ids"], zip(got["embeddings"], got["metadatas"], strict=True), strict=True))
    client.close()
    assert len(by_id) == len(library.passages)
    for passage, row, vector in zip(library.passages, rows, library.ranker.vectors, strict=True):
        kept, metadata = by_id[row["vector"]]
        np.testing.assert_array_equal(np.asarray(kept, dtype=np.float32), vector)
        assert metadata == {
            "document_id": passage.document.id,
            "start": passage.span.start,
            "end": passage.span.end,
        }


def damage_pointer(folder):
    (folder / "CURRENT").write_bytes(b"\xff\xfe\x00")


def damage_pointer_outwards(folder):
    (folder / "CURRENT").write_text("../generations/000001", encoding="utf-8")


def lose_manifest(folder):
    (generation(folder) / "manifest.json").unlink()


def damage_manifest(folder):
    (generation(folder) / "manifest.json").write_text('{"format": 1}', encoding="utf-8")


def cut_documents(folder):
    path = generation(folder) / "documents.jsonl"
    path.write_bytes(path.read_bytes()[:-40])


def alter_documents(folder):
    path = generation(folder) / "documents.jsonl"
    path.write_text(path.read_text(encoding="utf-8").replace("三日内", "九日内"), encoding="utf-8")


def lose_passages(folder):
    (generation(folder) / "passages.jsonl").unlink()


def lose_a_passage(folder):
    path = generation(folder) / "passages.jsonl"
    path.write_text(path.read_text(encoding="utf-8").split("\n", 1)[1], encoding="utf-8")


def damage_lexicon(folder):
    (generation(folder) / "lexicon" / "lexicon.npz").write_bytes(b"PK\x03\x04 no archive")


def damage_vectors(folder):
    (generation(folder) / "chroma" / "chroma.sqlite3").write_bytes(b"no database at all" * 300)


def lose_vectors(folder):
    import shutil

    shutil.rmtree(generation(folder) / "chroma")


def other_format(folder):
    path = generation(folder) / "manifest.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(data | {"format": 99, "another": 1}), encoding="utf-8")


DAMAGES = (
    damage_pointer,
    damage_pointer_outwards,
    lose_manifest,
    damage_manifest,
    cut_documents,
    alter_documents,
    lose_passages,
    lose_a_passage,
    damage_lexicon,
    damage_vectors,
    lose_vectors,
    other_format,
)


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_is_named_and_the_remedy_works(built, corpus, damage):
    before = found(built)
    damage(built)
    with pytest.raises(StoreError) as error:
        open_library(built)
    assert error.value.exit_code == 1
    assert "assistant index" in error.value.remedy
    assert "\n" not in str(error.value)
    assert build(built, [corpus]).changed
    assert found(built) == before


@pytest.fixture
def read_only(built, monkeypatch):
    """The store with its writing bits taken, and seen as such by a superuser too."""
    before = found(built)
    folders = [built, *built.rglob("*")]
    for path in folders:
        path.chmod(0o555 if path.is_dir() else 0o444)
    monkeypatch.setattr(os, "access", lambda path, mode: not (mode & os.W_OK and Path(path) in set(folders)))
    yield built, before
    for path in folders:
        path.chmod(0o755 if path.is_dir() else 0o644)


def test_a_read_only_store_answers_the_same_and_is_not_written(read_only):
    folder, before = read_only
    files = {p: (p.stat().st_mtime_ns, p.read_bytes()) for p in sorted(folder.rglob("*")) if p.is_file()}
    assert found(folder) == before
    assert {
        p: (p.stat().st_mtime_ns, p.read_bytes()) for p in sorted(folder.rglob("*")) if p.is_file()
    } == files


def test_another_embedder_is_refused(built):
    path = generation(built) / "manifest.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(data | {"embedder": "another-model"}), encoding="utf-8")
    with pytest.raises(StoreError, match="another-model") as error:
        open_library(built)
    assert "assistant index" in error.value.remedy


def test_nothing_built_says_how_to_build(tmp_path):
    with pytest.raises(StoreError, match="assistant index"):
        open_library(tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()


def test_two_writers(built, corpus):
    (corpus / "mabo.txt").write_text(NOTICES["mabo"] + "码头不得停放车辆。\n", encoding="utf-8")
    before = found(built)
    with FileLock(str(built / ".lock")), pytest.raises(StoreError, match="另一个程序"):
        build(built, [corpus])
    assert found(built) == before
    assert build(built, [corpus]).changed


def test_a_store_that_cannot_be_written(tmp_path, corpus):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(StoreError, match="不能写入"):
        build(tmp_path / "file" / "store", [corpus])
    assert (tmp_path / "file").read_text(encoding="utf-8") == ""


def test_a_failed_build_can_be_repeated_in_one_process(built, corpus):
    (corpus / "mabo.txt").write_text(NOTICES["mabo"] + "码头不得停放车辆。\n", encoding="utf-8")

    def stop(stage, done, total):
        if stage == "lexicon":
            raise KeyboardInterrupt

    before = found(built)
    for _ in range(2):
        with pytest.raises(KeyboardInterrupt):
            build(built, [corpus], progress=stop)
        assert found(built) == before
    assert build(built, [corpus]).changed
    assert "不得停放车辆" in found(built)


SLOW = """
import sys, time
from pathlib import Path
from index.build import build

def tell(stage, done, total):
    if stage == sys.argv[3]:
        print("here", flush=True)
        time.sleep(60)

build(Path(sys.argv[1]), [Path(sys.argv[2])], progress=tell)
"""


@pytest.mark.parametrize("stage", ["embed", "lexicon"])
def test_a_killed_build_leaves_the_last_one_in_use(built, corpus, stage):
    before = found(built)
    (corpus / "mabo.txt").write_text(NOTICES["mabo"] + "码头不得停放车辆。\n", encoding="utf-8")
    command = [sys.executable, "-c", SLOW, str(built), str(corpus), stage]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"here\n"
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert found(built) == before
    assert build(built, [corpus]).changed
    assert "不得停放车辆" in found(built)
    assert all((g / "manifest.json").is_file() for g in (built / "generations").iterdir())


def test_old_generations_are_dropped(built, corpus):
    for n in range(4):
        (corpus / "mabo.txt").write_text(NOTICES["mabo"] + f"第{n}次修改。\n", encoding="utf-8")
        build(built, [corpus])
    assert len(list((built / "generations").iterdir())) == 2
    assert "第3次修改" in found(built)


def test_a_missing_or_empty_corpus_changes_nothing(built, tmp_path):
    before = tree(built)
    (tmp_path / "empty").mkdir()
    for folder in (tmp_path / "no such folder", tmp_path / "empty"):
        with pytest.raises(BadInput) as error:
            build(built, [folder])
        assert folder.name in str(error.value)
        with pytest.raises(BadInput):
            build(tmp_path / "new", [folder])
    assert tree(built) == before
    assert not (tmp_path / "new").exists()


def test_edits_survive_rebuilds(built, corpus):
    write_edits(built, Edits(("mabo",), (("chuanzhi", "dengta"),)))
    assert build(built, [corpus]).documents == 2
    library = open_library(built)
    assert library.documents["chuanzhi"].validity.superseded_by == "dengta"
    assert "mabo" not in library.documents
    assert read_edits(built) == Edits(("mabo",), (("chuanzhi", "dengta"),))


def test_damaged_edits_are_named(built, corpus):
    (built / "edits.json").write_text('{"removed": 3}', encoding="utf-8")
    with pytest.raises(StoreError, match=r"edits\.json"):
        build(built, [corpus])


def test_the_order_of_files_on_disk_does_not_matter(built, corpus, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    for name in reversed(sorted(NOTICES)):
        (other / f"{name}.txt").write_text(NOTICES[name], encoding="utf-8")
        os.utime(other / f"{name}.txt", (time.time() - 9_999, 0))
    build(tmp_path / "second", [other])
    assert found(tmp_path / "second") == found(built)
