"""The gate on the product itself: twelve broken versions of it turn the gate red, each for its own reason.

The product is the real one over the real corpus; the cases are those of a small subset that it answers
right, so that whatever turns red is the damage and nothing else.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from evals.broken import breakages, stale
from evals.case import load_suites
from evals.gate import judge
from evals.run import measure

TAKEN = {"duties": 8, "knowledge": 7, "claims": 8, "unanswerable": 6, "conversations": 16}
NO_FLOORS: dict[str, float] = {}

# What each broken version must be caught by: any one of these (rule, name).
REASONS = {
    "offset by one": {("invariant", "verbatim")},
    "negation dropped": {("invariant", "polarity")},
    "another document cited": {("invariant", "covered")},
    "ranks shuffled": {("worse", "retrieval")},
    "always refusing": {("worse", "false_refusals")},
    "never refusing": {("worse", "false_answers")},
    "first clause cut": {("worse", "duty_vital"), ("invariant", "condition")},
    "number swapped": {("invariant", "number")},
    "history forgotten": {("worse", "conversation_right")},
    "validity ignored": {("invariant", "superseded")},
    "300 ms slower": {("slower", "p95")},
}


def quiet(stage, done, total):
    pass


@pytest.fixture(scope="module")
def subset(product, real_truth):
    """Spread over each suite, the cases that are answered right."""
    chosen = {}
    for name, count in TAKEN.items():
        cases = load_suites([name])[name]
        spread = cases[:: max(1, len(cases) // (2 * count))]
        right = {i.id for i in measure(product, {name: spread}, real_truth, quiet).items if i.right}
        chosen[name] = [c for c in spread if c.id in right][:count]
        assert len(chosen[name]) >= count // 2, f"too few right cases in {name} to test the gate with"
    return chosen


@pytest.fixture(scope="module")
def baseline(product, real_truth, subset):
    return measure(product, subset, real_truth, quiet)


@pytest.mark.parametrize("name", sorted(REASONS))
def test_a_broken_product_turns_the_gate_red_for_its_reason(name, product, real_truth, subset, baseline):
    slow = name == "300 ms slower"
    cases = {k: subset[k] for k in ("duties", "unanswerable")} if slow else subset
    before = baseline if not slow else measure(product, cases, real_truth, quiet)
    gate = judge(measure(breakages(product)[name], cases, real_truth, quiet), before, NO_FLOORS)
    assert gate.exit_code == 1
    # A fall by more than twice its noise is the same reason as a fall that is certain.
    found = {("worse" if f.rule == "drift" else f.rule, f.name) for f in gate.failures}
    assert REASONS[name] & found, gate.lines


def test_a_stale_index_turns_the_gate_red(product, real_truth, subset, baseline):
    gate = judge(measure(product, subset, stale(real_truth), quiet), baseline, NO_FLOORS)
    assert ("invariant", "verbatim") in {(f.rule, f.name) for f in gate.failures}


def test_unchanged_runs_stay_green(product, real_truth, subset):
    few = {name: cases[:2] for name, cases in subset.items()}
    # a baseline of another machine: how long an answer takes here depends on who else is at work
    before = replace(measure(product, few, real_truth, quiet), machine="another")
    for _ in range(20):
        assert judge(measure(product, few, real_truth, quiet), before, NO_FLOORS).lines == ["✓ 通过"]
