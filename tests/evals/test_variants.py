"""Rewording keeps the meaning, changes the words, and is the same every time."""

from __future__ import annotations

import pytest

from evals.case import Case, CaseKind, Gold
from evals.variants import WAYS, draw_bases, make_variants
from index.document import Verdict

DUTY = Case("d", CaseKind.DUTY, "村两委成员感染了要向谁报告？", gold=(Gold("a", "报告"),))
CLAIM = Case("c", CaseKind.CLAIM, "喝酒不能防病毒，对吗", verdict=Verdict.TRUE)


def test_every_way_changes_the_question_and_names_its_base():
    made = make_variants([DUTY])
    assert {v.tags[-1] for v in made} == set(WAYS)
    assert all(v.question != DUTY.question and v.base == "d" and v.cluster == "d" for v in made)
    assert [v.question for v in make_variants([DUTY])] == [v.question for v in made]


def test_negation_and_numbers_survive_every_way():
    for variant in make_variants([CLAIM]):
        assert "不" in variant.question, variant.id


def test_a_claim_is_never_cut_to_keywords():
    assert "只有关键词" not in {v.tags[-1] for v in make_variants([CLAIM])}


def test_traditional_and_full_width_are_only_another_writing():
    from index.words import normalise

    made = {v.tags[-1]: v.question for v in make_variants([DUTY])}
    assert normalise(made["繁体"]) == normalise(DUTY.question)
    assert "".join(normalise(made["全角空格"]).split()) == "".join(normalise(DUTY.question).split())


@pytest.mark.parametrize("count", [2, 6])
def test_bases_are_drawn_evenly_and_without_conversations(count):
    talk = Case("t", CaseKind.CONVERSATION, "那呢", before=("x",), refuse=True)
    cases = [Case(f"d{n}", CaseKind.DUTY, f"问题{n}", refuse=True) for n in range(9)]
    cases += [Case(f"k{n}", CaseKind.KNOWLEDGE, f"知识{n}", refuse=True) for n in range(9)]
    drawn = draw_bases([*cases, talk], count)
    assert sorted(c.kind.value for c in drawn) == ["duty"] * (count // 2) + ["knowledge"] * (count // 2)
