"""Each metric on small answers whose score is known by hand."""

from __future__ import annotations

import math

import pytest

from evals.case import Gold, locate
from evals.metrics import citations, facts, invariants, refusal, retrieval, robustness, verdicts
from evals.metrics.refusal import Risked
from evals.metrics.retrieval import Ranked
from evals.metrics.robustness import Varied
from evals.metrics.verdicts import Judged

TEXT = "各校要每天报告。如发现发热学生，要在2小时内报告。不得组织集会。"
TEXTS = {"n": TEXT, "g": "洗手二十秒。"}


def cite(quote, document="n"):
    start = TEXTS[document].index(quote)
    return {"n": 1, "document_id": document, "start": start, "end": start + len(quote), "quote": quote}


def answer(*quotes, text=None, cautions=()):
    cited = [cite(q) | {"n": n} for n, q in enumerate(quotes, 1)]
    said = text if text is not None else "".join(quotes)
    statements = [{"text": said, "citations": [c["n"] for c in cited], "group": ""}] if cited else []
    return {
        "citations": cited,
        "statements": statements,
        "cautions": list(cautions),
        "refused": not cited,
        "composer": "extractive",
    }


TARGETS = [locate(Gold("n", "各校要每天报告"), TEXTS), locate(Gold("n", "不得组织集会"), TEXTS)]


def test_recall_counts_vital_gold_and_an_empty_answer_scores_zero():
    assert citations.recall([cite("各校要每天报告。")], TARGETS) == 0.5
    assert citations.recall([], TARGETS) == 0.0
    assert citations.recall([cite("各校要每天")], TARGETS) == 0.0
    assert citations.recall([], []) is None


def test_precision_and_overquoting_see_what_no_gold_wants():
    both = [cite("各校要每天报告。"), cite("要在2小时内报告。")]
    assert citations.precision(both, TARGETS) == 0.5
    assert citations.precision([], TARGETS) == 0.0
    assert citations.over_quoting([cite("各校要每天报告。")], TARGETS) == pytest.approx(1 / 8)
    assert citations.overlap([cite("各校要每天报告")], TARGETS[:1]) == 1.0


def test_trespass_names_the_forbidden_words():
    assert citations.trespass([cite("不得组织集会。")], TARGETS[1:]) == ["不得组织集会"]
    assert citations.trespass([cite("各校要每天报告。")], TARGETS[1:]) == []


def test_facts_are_looked_for_in_quotes_in_one_written_form():
    assert facts.said([cite("洗手二十秒。", "g")], [["20秒"]]) == 1.0
    assert facts.said([cite("要在2小时内报告。")], [["2 小时"], ["3小时"]]) == 0.5
    assert facts.said([cite("各校要每天报告。"), cite("不得组织集会。")], [["集会"]], limit=8) == 0.0


def test_gold_must_lie_within_the_characters_that_are_read():
    quotes = [{"quote": "甲" * 200}, {"quote": "答 案\n在此"}]
    assert facts.holds_gold(quotes, "答案在此", 250)
    assert not facts.holds_gold(quotes, "答案在此", 202)


@pytest.mark.parametrize(
    ("damage", "name"),
    [
        (lambda a: a["citations"][0].update(start=1, end=9), "verbatim"),
        (lambda a: a["citations"][0].update(document_id="gone"), "resolvable"),
        (lambda a: a["statements"][0].update(text="各校要每天报告。并上街宣传"), "covered"),
        (lambda a: a["statements"][0].update(text="各校要每天报告3次。"), "number"),
        (lambda a: a["statements"][0].update(text="各校不要每天报告。"), "polarity"),
        (lambda a: a["statements"][0].update(citations=[1, 7]), "marker"),
        (lambda a: a["citations"][0].update(cite("得组织集会。")), "polarity"),
        (lambda a: a["citations"][0].update(cite("要在2小时内报告。")), "condition"),
    ],
)
def test_each_invariant_is_broken_by_its_own_fault(damage, name):
    sound = answer("各校要每天报告。")
    assert invariants.check(sound, TEXTS) == []
    damage(sound)
    assert name in {v.name for v in invariants.check(sound, TEXTS)}


def test_a_condition_cited_beside_its_order_is_kept():
    assert invariants.check(answer("如发现发热学生，", "要在2小时内报告。"), TEXTS) == []


def test_an_overdue_source_needs_a_caution():
    late = frozenset({"n"})
    assert [v.name for v in invariants.check(answer("不得组织集会。"), TEXTS, late)] == ["superseded"]
    assert invariants.check(answer("不得组织集会。", cautions=["已失效"]), TEXTS, late) == []


def test_verdicts_macro_f1_pairs_and_unknown():
    judged = [
        Judged("a", "false", "false", True, pair="p"),
        Judged("b", "true", "false", False, pair="p"),
        Judged("c", "unknown", "unknown", True),
        Judged("d", "false", "unknown", False),
    ]
    # false: 1 right of 2 wanted and 2 given; true: 0; unknown: 1 right of 1 wanted and 2 given
    assert verdicts.macro_f1(judged) == pytest.approx((0.5 + 0 + 2 / 3) / 3)
    assert verdicts.pair_accuracy(judged) == (0, 1)
    assert verdicts.unknown_rates(judged) == (0.5, 1.0)


def test_risk_rises_with_coverage_and_auroc_sees_order():
    answered = [Risked(0.9, False), Risked(0.8, False), Risked(0.3, True)]
    curve = refusal.risk_coverage(answered, 4)
    assert [(p.coverage, p.risk) for p in curve] == [(0.25, 0.0), (0.5, 0.0), (0.75, pytest.approx(1 / 3))]
    assert refusal.auroc(answered) == 1.0
    assert refusal.area(curve) == pytest.approx(1 / 9)


def test_equal_confidence_makes_one_point():
    assert len(refusal.risk_coverage([Risked(0.5, True), Risked(0.5, False)], 2)) == 1


def test_retrieval_agrees_with_ndcg_worked_out_by_hand():
    hits = [cite("不得组织集会。"), cite("各校要每天报告。"), cite("要在2小时内报告。")]
    scores = retrieval.measure([Ranked("q", hits, TARGETS[:1]), Ranked("missed", [], TARGETS)])
    assert scores["q"]["mrr"] == 0.5
    assert scores["q"]["ndcg"] == pytest.approx(1 / math.log2(3))
    assert (scores["q"]["hit@1"], scores["q"]["hit@3"]) == (0.0, 1.0)
    assert scores["missed"]["hit@10"] == 0.0


def test_robustness_counts_the_worst_variant_and_flips_of_right_bases_only():
    rows = [Varied("a", "x", True, True), Varied("a", "y", False, True), Varied("b", "x", False, False)]
    assert robustness.accuracy(rows) == (1, 3)
    assert robustness.worst(rows) == (0, 2)
    assert robustness.flips(rows) == (1, 2)
