"""Accepting a baseline leaves a reason and every flip; a baseline compares like its run."""

from __future__ import annotations

import pytest

from evals.baseline import accept, read_baseline
from evals.broken import breakages
from evals.compare import compare
from evals.gate import judge
from evals.run import measure
from evals.select import changed_cases, quick_cases
from index.errors import BadInput


@pytest.fixture
def run(toy, toy_suites, truth):
    return measure(toy, toy_suites, truth, lambda *_: None)


def test_a_slim_baseline_compares_like_the_whole_run(run, tmp_path):
    path = tmp_path / "baseline.json"
    accept(run, "first", path, tmp_path / "log.md")
    kept = read_baseline(path)
    assert compare(kept, run).changed_answers == ()
    assert judge(run, kept, {}).exit_code == 0
    assert read_baseline(tmp_path / "none.json") is None


def test_the_log_names_the_reason_and_the_flips(run, toy, toy_suites, truth, tmp_path):
    path, log = tmp_path / "baseline.json", tmp_path / "log.md"
    accept(run, "first", path, log)
    worse = measure(breakages(toy)["always refusing"], toy_suites, truth, lambda *_: None)
    accept(worse, "资料撤下了", path, log)
    text = log.read_text(encoding="utf-8")
    assert "资料撤下了" in text
    assert "broke: d1" in text


def test_a_reason_is_needed_and_a_partial_run_is_no_baseline(run, toy, toy_suites, truth, tmp_path):
    with pytest.raises(BadInput, match="理由"):
        accept(run, "  ", tmp_path / "b.json", tmp_path / "l.md")
    partial = measure(toy, {"claims": toy_suites["claims"]}, truth, lambda *_: None, partial=True)
    with pytest.raises(BadInput, match="一部分"):
        accept(partial, "x", tmp_path / "b.json", tmp_path / "l.md")


def test_changed_picks_what_rests_on_a_changed_document(run, toy_suites, truth):
    cases = [c for suite in toy_suites.values() for c in suite]
    assert changed_cases(cases, run, truth.texts) == []
    assert set(changed_cases(cases, run, truth.texts | {"guide": "改过"})) == {"k1"}
    assert "c1" in changed_cases(cases, run, truth.texts | {"rumor": "改过"})


def test_a_quick_run_keeps_must_cases_and_whole_pairs(toy_suites):
    cases = [c for suite in toy_suites.values() for c in suite]
    chosen = quick_cases(cases)
    assert "d1" in chosen
    assert ("c1" in chosen) == ("c2" in chosen)
