from pathlib import Path

import pytest

from index.check import check_corpus
from index.check.claims import frame

SOURCES = """- {key: a-1, title: 甲, issuer: 疾控中心, date: 2020-02-01}
- {key: b-1, title: 乙, issuer: 卫生健康委, date: 2020-02}
"""
GUIDANCE = """---
id: hands
title: 洗手
kind: guidance
date: 2020-02-21
validity: {end: 2023-01-07, superseded_by: later, note: 后来改了。}
---

# 洗手

下列情况要洗手：

- 饭前用流动水洗手不少于20秒。[@a-1]
"""
LATER = GUIDANCE.replace("id: hands", "id: later").replace(
    "{end: 2023-01-07, superseded_by: later, note: 后来改了。}", "{}"
)
RUMORS = """- id: rumor-drink
  claim: 喝高度白酒能预防感染
  wordings: [多喝白酒能杀病毒, 喝酒防病毒, 白酒杀死体内病毒]
  unlike: [喝白酒能治流感]
  verdict: false
  rebuttal: 饮酒不能杀灭体内的病毒。[@b-1]
  reviewer: 世界卫生组织
  reviewed: 2020-02-04
- id: rumor-window
  claim: 开窗通风能减少室内病毒
  wordings: [开窗有用, 通风减少病毒, 开窗透气能降低感染风险]
  verdict: true
  rebuttal: 通风能降低室内病毒浓度。[@b-1]
  reviewer: 疾控中心
  reviewed: 2020-02
"""
META = "id: flood\ntitle: 防汛通知\nkind: notice\ndate: 2021-06-01\n"


def write(folder, name, text):
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def sound(tmp_path):
    write(tmp_path, "sources.yaml", SOURCES)
    write(tmp_path, "guidance/hands.md", GUIDANCE)
    write(tmp_path, "guidance/later.md", LATER)
    write(tmp_path, "rumors/some.yaml", RUMORS)
    write(tmp_path, "notice/flood.txt", "防汛通知\n各村：\n要值班。\n")
    write(tmp_path, "notice/flood.meta.yaml", META)
    return tmp_path


def test_a_sound_corpus_has_no_fault(sound):
    assert check_corpus(sound) == []


DRINK_AGAIN = """- id: rumor-again
  claim: CLAIM
  wordings: [甲甲甲甲, 乙乙乙乙, 丙丙丙丙]
  verdict: VERDICT
  rebuttal: REBUTTAL[@b-1]
  reviewer: 疾控中心
  reviewed: 2020-02-04
"""


def another(claim="红糖姜茶能治感冒", verdict="false", rebuttal="没有这种作用。"):
    text = DRINK_AGAIN.replace("CLAIM", claim).replace("VERDICT", verdict)
    return text.replace("REBUTTAL", rebuttal)


PLANTED = [
    ("unknown_source", "guidance/hands.md", "[@a-1]", "[@x-9]"),
    (
        "orphan_source",
        "sources.yaml",
        "- {key: b-1",
        "- {key: c-1, title: 丙, issuer: 丙, date: 2020}\n- {key: b-1",
    ),
    (
        "duplicate_source",
        "sources.yaml",
        "- {key: b-1",
        "- {key: a-1, title: 丙, issuer: 丙, date: 2020}\n- {key: b-1",
    ),
    ("duplicate_id", "rumors/some.yaml", "rumor-window", "rumor-drink"),
    ("missing_date", "guidance/hands.md", "date: 2020-02-21\n", ""),
    ("missing_date", "rumors/some.yaml", "  reviewed: 2020-02-04\n", ""),
    ("bad_date", "rumors/some.yaml", "2020-02-04", "2020年2月"),
    ("bad_date", "guidance/hands.md", "date: 2020-02-21", "date: 2020-02-30"),
    ("bad_date", "guidance/hands.md", "date: 2020-02-21", "date: 0202-02-21"),
    ("validity", "guidance/hands.md", ", note: 后来改了。", ""),
    (
        "validity",
        "guidance/later.md",
        "validity: {}",
        "validity: {start: 2021-01-01, end: 2020-01-01, note: 无}",
    ),
    ("supersede_cycle", "guidance/later.md", "validity: {}", "validity: {superseded_by: hands, note: 圈。}"),
    ("unmarked", "guidance/hands.md", "20秒。[@a-1]", "20秒。[@a-1] 水温要适中。"),
    ("unmarked", "rumors/some.yaml", "病毒。[@b-1]", "病毒。[@b-1] 还会伤身。"),
    ("empty_rebuttal", "rumors/some.yaml", "饮酒不能杀灭体内的病毒。[@b-1]", "''"),
    ("mark", "rumors/some.yaml", "饮酒不能杀灭体内的病毒。[@b-1]", "'[@b-1]'"),
    ("few_wordings", "rumors/some.yaml", ", 白酒杀死体内病毒]", "]"),
    ("polarity", "rumors/some.yaml", "喝酒防病毒", "喝高度白酒不能预防感染"),
    ("duplicate_wording", "rumors/some.yaml", "喝酒防病毒", "多喝白酒能杀病毒"),
    ("unlike_on_record", "rumors/some.yaml", "喝白酒能治流感", "开窗有用"),
    ("wrong_folder", "guidance/hands.md", "kind: guidance", "kind: notice"),
    ("wrong_name", "guidance/hands.md", "id: hands", "id: feet"),
    ("schema", "guidance/hands.md", "title: 洗手", "titel: 洗手"),
    ("schema", "rumors/some.yaml", "verdict: true", "verdict: 对"),
    ("yaml", "rumors/some.yaml", "  verdict: true", "verdict: true"),
    ("empty", "guidance/hands.md", GUIDANCE.split("---\n")[2], ""),
    ("unreadable", "notice/flood.txt", "防汛通知\n各村：\n要值班。\n", ""),
]


@pytest.mark.parametrize(("code", "name", "old", "new"), PLANTED)
def test_each_planted_fault_is_found_in_its_file(sound, code, name, old, new):
    text = (sound / name).read_text(encoding="utf-8")
    assert old in text
    write(sound, name, text.replace(old, new, 1))
    found = check_corpus(sound)
    assert code in {f.code for f in found if f.file == name}
    assert all(f.message and f.fix for f in found)


@pytest.mark.parametrize(
    ("code", "record"),
    [
        ("duplicate_claim", another("喝高度白酒能预防感染")),
        ("duplicate_claim", another("喝高度白酒可以预防感染了！")),
        ("contradiction", another("喝高度白酒能预防感染", "true")),
        ("contradiction", another("喝高度白酒不能预防感染", "false")),
        ("number_conflict", another(rebuttal="饭前用流动水洗手不少于5秒。")),
        ("wrong_folder", None),
    ],
)
def test_faults_between_files(sound, code, record):
    if record is None:
        write(sound, "guidance/lost.yaml", another())
    else:
        write(sound, "rumors/z.yaml", record)
    assert [f.code for f in check_corpus(sound)] == [code]


@pytest.mark.parametrize(
    "record",
    [
        another(),
        another("喝高度白酒不能预防感染", "true"),
        another("喝高度白酒能预防感冒", "true"),
        another(rebuttal="饭前用流动水洗手要20至30秒。"),
        another(rebuttal="水温20秒后升高到40℃。"),
        another(rebuttal="2020年2月有5人参加了活动。"),
    ],
)
def test_what_only_looks_like_a_fault_is_none(sound, record):
    write(sound, "rumors/z.yaml", record)
    assert check_corpus(sound) == []


@pytest.mark.parametrize(
    ("statement", "negative"),
    [
        ("戴口罩有用", False),
        ("戴口罩没有用", True),
        ("不是不能吃", False),
        ("是不是要戴口罩", False),
        ("不仅要洗手，无论在哪", False),
        ("无症状感染者会传染", False),
        ("不锈钢表面不消毒", True),
    ],
)
def test_negation_is_counted_by_words(statement, negative):
    assert frame(statement).negative is negative


def test_the_real_corpus_is_sound():
    assert check_corpus(Path(__file__).parents[2] / "corpus") == []
