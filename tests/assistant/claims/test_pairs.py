"""How well unseen wordings, opposites and look-alikes are told apart, over pairs.yaml."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import yaml

from assistant.claims import ClaimBase
from index.document import Claim, Document, Kind, Span, Verdict

ROWS = yaml.safe_load(Path(__file__).with_name("pairs.yaml").read_text(encoding="utf-8"))
OPPOSITE = {"true": "false", "false": "true"}


def verdict_of(row):
    value = row["verdict"]
    return str(value).lower() if isinstance(value, bool) else value


@pytest.fixture(scope="module")
def outcomes():
    records = [
        Document(
            id=f"r{n}",
            title=row["claim"],
            text=row["claim"],
            kind=Kind.RUMOR,
            claim=Claim(row["claim"], Verdict(verdict_of(row)), Span(0, 1), tuple(row["wordings"])),
        )
        for n, row in enumerate(ROWS)
    ]
    base = ClaimBase(records)
    found = []
    for row in ROWS:
        verdict = verdict_of(row)
        wanted = {"same": verdict, "opposite": OPPOSITE.get(verdict, verdict), "alike": "unknown"}
        for kind, expected in wanted.items():
            found += [(row["claim"], kind, s, expected, base.judge(s).verdict.value) for s in row[kind]]
    return found


def test_macro_f1(outcomes):
    seen = Counter((expected, got) for *_, expected, got in outcomes)
    scores = []
    for label in {expected for expected, _ in seen}:
        right = seen[label, label]
        said = sum(n for (_, got), n in seen.items() if got == label)
        due = sum(n for (expected, _), n in seen.items() if expected == label)
        scores.append(2 * right / (said + due))
    assert sum(scores) / len(scores) >= 0.92


def test_both_of_an_opposite_pair(outcomes):
    sides = {}
    for claim, kind, _, expected, got in outcomes:
        sides.setdefault((claim, kind), []).append(expected == got)
    pairs = [
        a and b
        for row in ROWS
        for a, b in zip(sides[row["claim"], "same"], sides[row["claim"], "opposite"], strict=False)
    ]
    assert sum(pairs) / len(pairs) >= 0.9


def test_a_wrong_verdict_is_never_the_opposite(outcomes):
    flipped = [o for o in outcomes if OPPOSITE.get(o[3]) == o[4]]
    assert flipped == []
