"""Put cases to a product, one after the other, with progress; nothing is judged here."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from evals.case import Case
from evals.item import Item, expectation
from evals.product import Product
from evals.scoring import Outcome, Truth, digest, score

Progress = Callable[[str, int, int], None]
DEPTH = 10


def run_case(product: Product, case: Case) -> Outcome:
    """Ask one case, its conversation turn by turn with the product's own answers.

    Args:
        product: what is measured.
        case: the case.
    """
    history: list[dict[str, str]] = []
    previous: Mapping[str, Any] | None = None
    for earlier in case.before:
        previous = product.ask(earlier, history, case.as_of)
        history += [{"role": "user", "content": earlier}, {"role": "assistant", "content": previous["text"]}]
    begun = time.perf_counter()
    answer = product.ask(case.question, history, case.as_of)
    spent = (time.perf_counter() - begun) * 1000
    query = str(answer.get("understood") or case.question)
    hits = product.search(query, DEPTH) if case.gold or case.must_say else []
    return Outcome(answer, history, hits, round(spent, 3), previous)


def run_cases(
    product: Product, suites: Mapping[str, Sequence[Case]], truth: Truth, tell: Progress
) -> list[Item]:
    """Every case of every suite, scored; a case that makes the product fail is wrong, and the run goes on.

    Args:
        product: what is measured.
        suites: cases by suite.
        truth: the documents.
        tell: told (suite, done, total).
    """
    items = []
    for suite, cases in suites.items():
        for n, case in enumerate(cases):
            tell(suite, n, len(cases))
            try:
                items.append(score(case, suite, run_case(product, case), truth))
            except Exception as fault:  # a crash is a finding of the run, not the end of it
                items.append(_failed(case, suite, fault))
        tell(suite, len(cases), len(cases))
    return items


def _failed(case: Case, suite: str, fault: Exception) -> Item:
    """A case that could not be answered: wrong in everything that applies to it."""
    empty: dict[str, Any] = {
        "refused": True,
        "citations": [],
        "statements": [],
        "text": "",
        "verdict": "none",
        "timings_ms": {},
    }
    scores: dict[str, float | None] = {
        "vital": 0.0 if case.vital else None,
        "precision": 0.0 if case.gold else None,
        "overlap": 0.0 if case.gold else None,
        "said": 0.0 if case.must_say else None,
        "verdict": 0.0 if case.verdict else None,
    }
    return Item(
        id=case.id,
        suite=suite,
        kind=case.kind.value,
        question=case.question,
        right=False,
        case_sha=digest(case),
        tags=case.tags,
        cluster=case.cluster,
        base=case.base,
        pair=case.pair,
        must=case.must,
        scores=scores,
        reason=f"{type(fault).__name__}: {fault}",
        cause="fault",
        expected=expectation(case),
        answer=empty,
    )
