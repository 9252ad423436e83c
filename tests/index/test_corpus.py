import pytest

from index.corpus import read_corpus, read_folder, read_one
from index.document import Kind, Verdict
from index.errors import BadDocument, BadInput

SOURCES = """- key: who-1
  title: 问答
  issuer: 世界卫生组织
  date: 2020-02
- key: cdc-1
  title: 指南
  issuer: 疾控中心
  date: 2020-02-01
"""
GUIDANCE = """---
id: hands
title: 洗手
kind: guidance
level: national
area: 全国
date: 2020-02-21
---

# 洗手

## 何时洗

饭前要洗手。[@who-1] 便后要洗手[@cdc-1; @who-1]。

- 到家先洗手。[@cdc-1]
"""
RUMORS = """- id: rumor-drink
  claim: 喝高度白酒能预防感染
  wordings: [多喝白酒能杀病毒, 喝酒防病毒, 白酒能杀死体内病毒]
  verdict: false
  rebuttal: |
    饮酒不能杀灭体内的病毒。[@who-1]
    酒精只用于体表消毒。[@cdc-1]
  reviewer: 世界卫生组织
  reviewed: 2020-02
"""
META = "id: flood\ntitle: 防汛通知\nnumber: 柳政办发〔2021〕7号\nkind: notice\ndate: 2021-06-01\n"


@pytest.fixture
def folder(tmp_path):
    for name, text in {
        "sources.yaml": SOURCES,
        "README.md": "# 说明\n不是文件。\n",
        "guidance/hands.md": GUIDANCE,
        "rumors/drink.yaml": RUMORS,
        "notice/flood.txt": "防汛通知\r\n各村：\r\n要值班。\r\n",
        "notice/flood.meta.yaml": META,
        ".hidden/x.txt": "不读。",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    return tmp_path


def test_our_own_formats(folder):
    documents = {d.id: d for d in read_corpus(folder)}
    assert sorted(documents) == ["flood", "hands", "rumor-drink"]
    notice = documents["flood"]
    assert (notice.kind, notice.number, notice.text) == (
        Kind.NOTICE,
        "柳政办发〔2021〕7号",
        "防汛通知\n各村：\n要值班。\n",
    )
    assert not notice.compiled


def test_marks_leave_the_text_and_stay_as_attributions(folder):
    hands = next(d for d in read_corpus(folder) if d.id == "hands")
    assert "@" not in hands.text
    assert hands.compiled
    carried = [
        (hands.text[a.span.start : a.span.end], [s.key for s in a.sources]) for a in hands.attributions
    ]
    assert carried == [
        ("饭前要洗手。", ["who-1"]),
        ("便后要洗手。", ["cdc-1", "who-1"]),
        ("到家先洗手。", ["cdc-1"]),
    ]


def test_a_rumor_record_becomes_a_text_with_its_rebuttal_marked(folder):
    record = next(d for d in read_corpus(folder) if d.claim)
    assert record.text.split("\n") == [
        "网传说法：喝高度白酒能预防感染",
        "核查结论：不实。",
        "核查说明：饮酒不能杀灭体内的病毒。酒精只用于体表消毒。",
        "核查单位：世界卫生组织　核查时间：2020-02",
    ]
    span = record.claim.rebuttal
    assert record.text[span.start : span.end] == "饮酒不能杀灭体内的病毒。酒精只用于体表消毒。"
    assert record.claim.verdict is Verdict.FALSE
    words = [record.text[a.span.start : a.span.end] for a in record.attributions]
    assert words == ["饮酒不能杀灭体内的病毒。", "酒精只用于体表消毒。"]


@pytest.mark.parametrize(
    ("name", "old", "new", "field"),
    [
        ("guidance/hands.md", "@cdc-1]", "@nobody]", ""),
        ("guidance/hands.md", "level: national", "level: world", "level"),
        ("guidance/hands.md", "date: 2020-02-21", "date: 2020-02-31", "date"),
        ("rumors/drink.yaml", "verdict: false", "verdict: maybe", "[0].verdict"),
        ("rumors/drink.yaml", "reviewed: 2020-02\n", "", "[0].reviewed"),
        ("rumors/drink.yaml", ", 白酒能杀死体内病毒]", "]", "[0].wordings"),
        ("notice/flood.meta.yaml", "title: 防汛通知", "titel: 防汛通知", "title"),
        ("sources.yaml", "key: cdc-1", "key: who-1", "[1].key"),
        ("rumors/drink.yaml", "  verdict", " verdict", ""),
    ],
)
def test_a_fault_in_our_formats_stops_and_names_file_field_and_fix(folder, name, old, new, field):
    path = folder / name
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(BadDocument) as caught:
        read_corpus(folder)
    assert caught.value.file == name
    assert caught.value.field == field
    assert caught.value.fix


def test_bare_files_that_cannot_be_read_do_not_stop_the_others(tmp_path):
    (tmp_path / "好.txt").write_text(
        "关于停水的通告\n因检修停水。\n江州市水务局\n2021年6月1日", encoding="utf-8"
    )
    (tmp_path / "坏.pdf").write_bytes(b"no pdf")
    (tmp_path / "空.txt").write_bytes(b"")
    (tmp_path / "图.png").write_bytes(b"ignored")
    reading = read_folder(tmp_path)
    assert [(d.id, d.title, d.date) for d in reading.documents] == [("好", "关于停水的通告", "2021-06-01")]
    assert [p.file for p in reading.problems] == ["坏.pdf", "空.txt"]


def test_a_folder_with_nothing_readable_says_why(tmp_path):
    (tmp_path / "空.txt").write_bytes(b"")
    with pytest.raises(BadDocument, match="空"):
        read_corpus(tmp_path)


def test_files_of_one_name_get_their_paths_as_ids(tmp_path):
    for sub in ("甲", "乙"):
        (tmp_path / sub).mkdir()
        (tmp_path / sub / "通知.txt").write_text(f"{sub}通知\n停水。", encoding="utf-8")
    assert [d.id for d in read_corpus(tmp_path)] == ["乙/通知.txt", "甲/通知.txt"]


def test_rows_of_one_id_in_two_tables_get_their_paths(tmp_path):
    for name in ("a", "b"):
        (tmp_path / f"{name}.jsonl").write_text(
            '{"id": "1", "text": "停水通告\\n今日停水。"}\n', encoding="utf-8"
        )
    assert [d.id for d in read_corpus(tmp_path)] == ["a.jsonl#1", "b.jsonl#1"]


def test_two_records_of_one_id_are_refused(folder):
    (folder / "rumors/again.yaml").write_text(RUMORS, encoding="utf-8")
    with pytest.raises(BadDocument, match="rumor-drink"):
        read_corpus(folder)


def test_progress_names_every_file(folder):
    seen = []
    read_corpus(folder, lambda n, of, name: seen.append((n, of, name)))
    assert seen == [(0, 3, "guidance/hands.md"), (1, 3, "notice/flood.txt"), (2, 3, "rumors/drink.yaml")]


def test_missing_folders_and_files(tmp_path):
    with pytest.raises(BadInput):
        read_corpus(tmp_path / "无")
    with pytest.raises(BadInput):
        read_one(tmp_path / "无.txt")
    (tmp_path / "a.exe").write_bytes(b"MZ")
    with pytest.raises(BadDocument, match="不支持"):
        read_one(tmp_path / "a.exe")


def test_reading_twice_gives_the_same(folder):
    assert read_corpus(folder) == read_corpus(folder)
