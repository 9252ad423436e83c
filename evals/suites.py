"""What `assistant eval` does: choose cases, check them, put them to the product, record the run."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from evals.case import CASES, Case, check_cases, load_suites
from evals.injected import SUITE as INJECTED
from evals.planted import measure_verifier
from evals.product import Local
from evals.run import Run, measure
from evals.scoring import Truth
from evals.select import changed_cases, quick_cases
from evals.totals import VARIANTS
from evals.variants import draw_bases, make_variants
from index.errors import BadInput

if TYPE_CHECKING:
    from assistant.ask import Assistant

REWORDED = 45
MODEL = "model"
GENERATED = frozenset({VARIANTS, INJECTED, MODEL})
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Selection:
    """Which cases to run.

    Attributes:
        names: suites; all where none is named (`variants`, `injected` and `model` are made by rule).
        only: ids of cases; all where none is named.
        quick: only the share that every commit is held against.
        since: only what a change since this run can have touched (`--changed`).
        reworded: how many questions are reworded.
    """

    names: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    quick: bool = False
    since: Run | None = None
    reworded: int = REWORDED

    @property
    def partial(self) -> bool:
        """Whether some cases are left out."""
        return bool(self.names or self.only or self.quick or self.since)

    def wants(self, suite: str) -> bool:
        """Whether a suite that is made by rule should run."""
        if self.only or self.since is not None:
            return False
        return suite in self.names if self.names else not self.quick


def run_suites(
    assistant: Assistant,
    selection: Selection | None = None,
    *,
    tell: Progress | None = None,
    folder: Path = CASES,
) -> Run:
    """Run the suites against the product.

    Args:
        assistant: the product.
        selection: which cases; all where not given.
        tell: told (suite, done, total).
        folder: where the case files are.

    Returns:
        The run.

    Raises:
        BadInput: no such suite, or the cases themselves are wrong.
    """
    from evals.injected import run_injected
    from evals.truth import document_facts, read_truth

    chosen, say = selection or Selection(), tell or _silent
    truth = read_truth(assistant)
    suites = choose(chosen, truth, folder)
    facts = document_facts(assistant)
    run = measure(Local(assistant), suites, truth, say, partial=chosen.partial, facts=facts)
    if chosen.wants(INJECTED):
        run = run_injected(assistant, run, truth, say)
    if chosen.wants(MODEL):
        run = replace(run, totals=(*run.totals, *measure_verifier(assistant.library.documents.values())))
    return run


def choose(selection: Selection, truth: Truth, folder: Path = CASES) -> dict[str, list[Case]]:
    """The cases of a selection by suite, checked.

    Args:
        selection: which cases.
        truth: the documents, which gold must stand in.
        folder: where the case files are.

    Raises:
        BadInput: no such suite or case, or the cases themselves are wrong.
    """
    stored = load_suites([n for n in selection.names if n not in GENERATED], folder)
    every = [c for cases in stored.values() for c in cases]
    if faults := check_cases(every, truth.texts):
        shown = "；".join(f"{f.case} {f.reason}" for f in faults[:5])
        raise BadInput(f"有 {len(faults)} 处用例错误：{shown}", "对照 evals/README.md 修改")
    ids = _ids(selection, every, truth.texts)
    suites = {name: [c for c in cases if c.id in ids] for name, cases in stored.items()}
    if selection.wants(VARIANTS):
        bases = draw_bases(every, selection.reworded)
        if selection.names and set(selection.names) <= GENERATED:
            drawn = {b.id for b in bases}
            suites = {name: [c for c in cases if c.id in drawn] for name, cases in suites.items()}
        suites[VARIANTS] = make_variants(bases)
    return {name: cases for name, cases in suites.items() if cases}


def _ids(selection: Selection, cases: Sequence[Case], texts: Mapping[str, str]) -> frozenset[str]:
    ids = {c.id for c in cases}
    if unknown := sorted(set(selection.only) - ids):
        raise BadInput(f"没有用例 {'、'.join(unknown)}", "编号见 evals/cases/*.jsonl")
    if selection.only:
        ids &= set(selection.only)
    if selection.quick:
        ids &= set(quick_cases(cases))
    if selection.since is not None:
        ids &= set(changed_cases(cases, selection.since, texts))
    return frozenset(ids)


def _silent(stage: str, done: int, total: int) -> None:
    """Tell nobody."""
