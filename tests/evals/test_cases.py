"""The checker finds what is wrong with cases, and nothing is wrong with ours."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals.case import Case, CaseKind, Gold, case_from_dict, case_to_dict, check_cases, load_suites, locate
from evals.leaks import check_leaks, wordings
from index.errors import BadInput

TEXTS = {"a": "学校要报告。学校要报告。企业要登记。"}


def case(id, question="学校要做什么", **fields):
    fields.setdefault("gold", (Gold("a", "学校要报告"),))
    return Case(id, CaseKind.DUTY, question, **fields)


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (case("x", gold=(Gold("a", "医院要报告"),)), "里没有"),
        (case("x", gold=(Gold("b", "学校要报告"),)), "没有文档"),
        (case("x", forbidden=(Gold("a", "医院"),)), "里没有"),
        (case("x", gold=(Gold("a", "企业要登记", either=(Gold("a", "不在"),)),)), "里没有"),
        (case("x", gold=()), "没有写明"),
        (case("x", refuse=True), "又有应引原文"),
    ],
)
def test_checker_names_a_wrong_case(bad, reason):
    faults = check_cases([bad], TEXTS)
    assert [f.case for f in faults] == ["x"]
    assert reason in faults[0].reason


def test_checker_finds_repeated_ids_and_near_duplicates():
    first = case("x", "我是村支书，这个通知要我干哪些事情呢")
    second = case("x", "我是村支书，这个通知要我干哪些事情啊")
    reasons = [f.reason for f in check_cases([first, second], TEXTS)]
    assert any("编号重复" in r for r in reasons)
    assert any("几乎相同" in r for r in reasons)


def test_gold_is_located_wherever_it_stands():
    assert [p.span.start for p in locate(Gold("a", "学校要报告"), TEXTS).places] == [0, 6]


def test_a_case_survives_writing_and_reading():
    whole = case("x", before=("上一问",), must_say=(("14天", "两周"),), tags=("学校",), must=True, pair="p")
    assert case_from_dict(json.loads(json.dumps(case_to_dict(whole)))) == whole


def test_an_unknown_field_is_an_error_that_names_the_line(tmp_path):
    line = '{"id":"a","kind":"duty","question":"q","golds":[]}\n'
    (tmp_path / "s.jsonl").write_text(line, encoding="utf-8")
    with pytest.raises(BadInput, match="第1行"):
        load_suites(["s"], tmp_path)


def test_our_own_cases_are_clean_and_plenty():
    from index.corpus import read_corpus

    texts = {d.id: d.text for d in read_corpus(Path(__file__).parents[2] / "corpus")}
    suites = load_suites()
    assert check_cases([c for cases in suites.values() for c in cases], texts) == []
    least = {"duties": 120, "knowledge": 80, "claims": 120, "unanswerable": 120, "conversations": 40}
    assert {name: len(suites[name]) >= n for name, n in least.items()} == dict.fromkeys(least, True)
    assert len({c.tags[0] for c in suites["unanswerable"]}) == 5


def test_a_question_the_corpus_keeps_is_a_leak():
    kept = [("hands", "洗手要洗多长时间才行")]
    assert [f.case for f in check_leaks([case("x", "洗手要洗多长时间才行呢")], kept)] == ["x"]
    assert check_leaks([case("x", "手要搓够几秒")], kept) == []


def test_our_own_questions_are_not_among_the_wordings_of_the_corpus():
    from index.corpus import read_corpus

    kept = wordings(read_corpus(Path(__file__).parents[2] / "corpus"))
    suites = load_suites()
    leaks = [f for name in suites if name != "claims" for f in check_leaks(suites[name], kept)]
    assert leaks == []
    # The same claim can only be worded in so many ways: a few may meet, not many.
    assert len(check_leaks(suites["claims"], kept)) <= len(suites["claims"]) // 20
