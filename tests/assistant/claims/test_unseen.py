"""What the judge makes of the project's own records when they are put in words that no record has.

Statements written from the claims alone, before the judge had seen them; see unseen.yaml.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from assistant.claims import ClaimBase
from index.corpus import read_corpus

HERE = Path(__file__)
DATA = yaml.safe_load(HERE.with_name("unseen.yaml").read_text(encoding="utf-8"))
CONTRARY = {"true": "false", "false": "true"}


@pytest.fixture(scope="module")
def records():
    return [d for d in read_corpus(HERE.parents[3] / "corpus") if d.claim is not None]


@pytest.fixture(scope="module")
def base(records):
    return ClaimBase(records)


@pytest.fixture(scope="module")
def outcomes(base, records):
    verdicts = {r.id: r.claim.verdict.value for r in records}
    rows = []
    for number, same, opposite in DATA["pairs"]:
        verdict = verdicts[number]
        for text, wanted in ((same, verdict), (opposite, CONTRARY.get(verdict, verdict))):
            rows.append((text, wanted, base.judge(text).verdict.value))
    return rows


def test_most_get_their_verdict(outcomes):
    assert sum(wanted == got for _, wanted, got in outcomes) / len(outcomes) >= 0.85


def test_no_verdict_is_wrong(outcomes):
    assert [o for o in outcomes if o[1] != o[2] != "unknown"] == []


def test_look_alikes_are_not_decided(base):
    decided = [text for text in DATA["alike"] if base.judge(text).decided]
    assert len(decided) <= 2, decided


def test_another_thing_of_the_same_kind_is_not_decided(base):
    decided = [text for text in DATA["other_things"] if base.judge(text).decided]
    assert len(decided) <= 0.1 * len(DATA["other_things"]), decided


def test_every_wording_on_record_gets_its_verdict(base, records):
    wrong, count = [], 0
    for record in records:
        verdict = record.claim.verdict.value
        contrary = CONTRARY.get(verdict, verdict)
        rows = [(w, verdict) for w in record.claim.wordings] + [(w, contrary) for w in record.claim.opposites]
        for text, wanted in rows[::5]:
            count += 1
            got = base.judge(text).verdict.value
            wrong += [(text, wanted, got)] if got not in (wanted, "unknown") else []
    assert len(wrong) / count <= 0.01, wrong
