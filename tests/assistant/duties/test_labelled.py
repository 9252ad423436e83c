"""Extraction on invented notices of other fields, against labels by hand."""

from __future__ import annotations

import pytest

from tests.assistant.duties.labelled import CELLS, NOTICES, Agreement, agreement

NAMES = sorted(p.stem for p in NOTICES.glob("*.csv"))
_FLOORS = {"recall": 0.97, "precision": 0.97, "subject": 0.95} | dict.fromkeys(CELLS[1:], 0.93)
# Read only to measure: no rule may be written for what they show, so they say what a new notice gets.
_UNSEEN = frozenset({"animal", "gas", "heating", "river"})
_UNSEEN_FLOORS = {"recall": 0.97, "precision": 0.95, "subject": 0.8} | dict.fromkeys(CELLS[1:], 0.9)
# Labelled before they were first read; what their headings list led to rules of who is addressed.
_LATER = frozenset({"fire", "kitchen"})
_LATER_FLOORS = {"recall": 0.88, "precision": 0.97, "subject": 0.97} | dict.fromkeys(CELLS[1:], 0.9)


def _floors(name: str) -> dict[str, float]:
    if name in _UNSEEN:
        return _UNSEEN_FLOORS
    return _LATER_FLOORS if name in _LATER else _FLOORS


@pytest.fixture(scope="module", params=NAMES)
def agreed(request: pytest.FixtureRequest) -> Agreement:
    return agreement(request.param)


@pytest.mark.parametrize("what", _FLOORS)
def test_the_table_agrees_with_the_labels(agreed: Agreement, what: str) -> None:
    wrong = {"recall": agreed.missed, "precision": agreed.made_up}.get(what) or (
        agreed.faults(what) if what in CELLS else []
    )
    assert agreed.rate(what) >= _floors(agreed.table.document.id)[what], wrong


def test_disagreement_is_seen(agreed: Agreement) -> None:
    """The measure itself: labels of no duty are missed, duties without a label are made up."""
    nobody = Agreement(agreed.table, agreed.labels[:1])
    assert len(nobody.made_up) == len(agreed.table.duties) - 1
    empty = Agreement(type(agreed.table)(agreed.table.document), agreed.labels)
    assert empty.rate("recall") == 0
