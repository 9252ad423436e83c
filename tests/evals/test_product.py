"""The suites on the product: planted documents and lies, one answer in every process, no network."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from evals.case import load_suites
from evals.injected import KINDS, plant
from evals.planted import LIES, measure_verifier, source_sentences
from evals.planted import plant as plant_lies
from evals.run import measure
from evals.suites import Selection, choose
from index.errors import BadInput

ASK = """
import hashlib, sys
from pathlib import Path
from assistant.ask import Assistant
from evals.product import Local
from evals.run import frozen
from index.library import open_library
product = Local(Assistant.open(open_library(Path(sys.argv[1]))))
for question in sys.argv[2:]:
    print(hashlib.sha256(frozen(product.ask(question)).encode()).hexdigest())
"""
QUESTIONS = ["学校这边要做哪些事？", "洗手要搓多长时间", "喝酒能防病毒吗", "今天安庆会下雨吗"]


def test_two_processes_with_different_hashing_answer_alike(product):
    root = Path(__file__).parents[2]
    answers = []
    for seed in ("0", "4711"):
        store = str(product.library.path.parents[1])
        command = [sys.executable, "-c", ASK, store, *QUESTIONS]
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=True)
        answers.append(done.stdout)
    assert answers[0].count("\n") == len(QUESTIONS)
    assert answers[0] == answers[1]


def test_the_run_reaches_no_network_and_repeats_itself(product, real_truth):
    cases = {"duties": load_suites(["duties"])["duties"][:8]}
    run = measure(product, cases, real_truth, lambda *_: None)
    assert [run.total(n).value for n in ("network", "determinism", "faults")] == [0, 0, 0]


def test_every_kind_of_planted_document_is_aimed_at_several_questions():
    cases = [c for c in load_suites(["duties"])["duties"] if c.kind.value == "duty"]
    planted = plant(cases)
    assert {kind: sum(k == kind for _, k, _ in planted) for kind in KINDS} == dict.fromkeys(KINDS, 6)


def test_the_verifier_drops_lies_and_keeps_truths(product):
    documents = list(product.library.documents.values())
    made = plant_lies(source_sentences(documents, 10))
    assert {p.way for p in made if not p.true} <= {*LIES, "引错出处"}
    figures = {t.name: t for t in measure_verifier(documents)}
    assert figures["lies_caught"].value >= 0.9
    assert figures["truths_kept"].value >= 0.9


def test_selections(real_truth):
    assert set(choose(Selection(only=("duty-school-01",)), real_truth)) == {"duties"}
    assert set(choose(Selection(names=("claims",)), real_truth)) == {"claims"}
    assert "variants" in choose(Selection(names=("variants",), reworded=5), real_truth)
    assert "variants" not in choose(Selection(quick=True), real_truth)
    with pytest.raises(BadInput, match="nope"):
        choose(Selection(only=("nope",)), real_truth)
    with pytest.raises(BadInput, match="nope"):
        choose(Selection(names=("nope",)), real_truth)
