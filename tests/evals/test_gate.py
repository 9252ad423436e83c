"""The gate: green on the same product, red on each of twelve broken ones, and red for the right reason."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evals.broken import breakages, stale
from evals.case import Case, CaseKind, Gold
from evals.compare import compare
from evals.execute import run_cases
from evals.gate import INCOMPARABLE, RED, judge
from evals.run import measure, run_from_dict

NO_FLOORS: dict[str, float] = {}


def quiet(stage, done, total):
    pass


@pytest.fixture
def baseline(toy, toy_suites, truth):
    return measure(toy, toy_suites, truth, quiet)


def test_the_toy_answers_everything_right(baseline):
    assert [(i.id, i.reason) for i in baseline.items if not i.right] == []


def test_twenty_unchanged_runs_stay_green(toy, toy_suites, truth, baseline):
    for _ in range(20):
        gate = judge(measure(toy, toy_suites, truth, quiet), baseline, NO_FLOORS)
        assert gate.lines == ["✓ 通过"]


def test_a_must_case_alone_stops_a_release(toy, toy_suites, truth, baseline):
    broken = breakages(toy)["always refusing"]
    only = {"duties": [toy_suites["duties"][0]]}
    before = measure(toy, only, truth, quiet)
    failures = judge(measure(broken, only, truth, quiet), before, NO_FLOORS).failures
    assert ("must", "d1") in {(f.rule, f.name) for f in failures}


def test_a_new_must_case_that_fails_is_red(toy, toy_suites, truth, baseline):
    more = dict(toy_suites)
    fresh = Case("d3", CaseKind.DUTY, "发热学生报告", gold=(Gold("guide", "洗手"),), must=True)
    more["duties"] = [*more["duties"], fresh]
    gate = judge(measure(toy, more, truth, quiet), baseline, NO_FLOORS)
    assert [(f.rule, f.name) for f in gate.failures] == [("must", "d3")]


def test_changed_or_missing_cases_cannot_be_compared(toy, toy_suites, truth, baseline):
    fewer = {k: v for k, v in toy_suites.items() if k != "claims"}
    gate = judge(measure(toy, fewer, truth, quiet), baseline, NO_FLOORS)
    assert gate.exit_code == INCOMPARABLE
    partial = judge(measure(toy, fewer, truth, quiet, partial=True), baseline, NO_FLOORS)
    assert partial.exit_code == 0
    reworded = dict(toy_suites) | {"claims": [replace(c, must=True) for c in toy_suites["claims"]]}
    assert judge(measure(toy, reworded, truth, quiet), baseline, NO_FLOORS).exit_code == INCOMPARABLE


def test_a_floor_is_held(toy, toy_suites, truth, baseline):
    gate = judge(baseline, None, {"duty_vital": 1.01})
    assert [(f.rule, f.name) for f in gate.failures] == [("floor", "duty_vital")]
    assert gate.exit_code == RED


def test_a_crash_is_counted_and_red(toy, toy_suites, truth, baseline):
    class Crashing:
        texts, config = toy.texts, toy.config

        def ask(self, question, history=(), as_of=""):
            if "洗手" in question:
                raise RuntimeError("boom")
            return toy.ask(question, history, as_of)

        search = staticmethod(toy.search)

    gate = judge(measure(Crashing(), toy_suites, truth, quiet), baseline, NO_FLOORS)
    assert ("invariant", "faults") in {(f.rule, f.name) for f in gate.failures}


def test_a_run_survives_writing_and_reading(baseline):
    again = run_from_dict(baseline.to_dict())
    assert compare(baseline, again).changed_answers == ()
    assert again.to_dict() == baseline.to_dict()


def test_a_stale_index_breaks_verbatim(toy, toy_suites, truth):
    items = run_cases(toy, {"duties": toy_suites["duties"]}, stale(truth), quiet)
    assert all(any(v.startswith("verbatim") for v in i.violations) for i in items)
