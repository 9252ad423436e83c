"""The gate: may this version be published?  Exit code 0 yes, 1 no, 2 the runs cannot be compared.

Red where an invariant breaks, a `must` case is wrong that was right, a gated figure is really worse (95 %
of its paired difference lies below zero), a figure falls by more than twice its noise (slow drift), a
figure is under its floor, or answers are slower.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from evals.compare import Change, Comparison, compare
from evals.run import Run
from evals.totals import Total

SLOWER = 1.25  # times the baseline
SLOWER_MS = 60.0  # and at least so many milliseconds: below that a shared machine's own noise is larger
GREEN, RED, INCOMPARABLE = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Failure:
    """One reason why the gate is red.

    Attributes:
        rule: invariant, must, worse, drift, floor or slower.
        name: the figure or case.
        message: one line for a maintainer.
    """

    rule: str
    name: str
    message: str


@dataclass(frozen=True, slots=True)
class Gate:
    """The decision.

    Attributes:
        failures: why it is red; empty where green.
        comparison: with the baseline; None where there is none.
    """

    failures: tuple[Failure, ...]
    comparison: Comparison | None = None

    @property
    def exit_code(self) -> int:
        """0 green, 1 red, 2 not comparable; a broken invariant is red in any case."""
        if self.failures:
            return RED
        return INCOMPARABLE if self.comparison is not None and self.comparison.obstacles else GREEN

    @property
    def lines(self) -> list[str]:
        """What a maintainer reads."""
        if self.exit_code == GREEN:
            return ["✓ 通过"]
        out = [f"✗ {f.message}" for f in self.failures]
        if self.comparison is not None:
            out += [f"? 无法比较：{o}" for o in self.comparison.obstacles]
        return out


def judge(run: Run, baseline: Run | None = None, floors: Mapping[str, float] | None = None) -> Gate:
    """Decide on a run.

    Args:
        run: the run.
        baseline: the accepted older run; None where there is none yet.
        floors: other floors than the project's own, by figure.
    """
    failures = [*_invariants(run), *_floors(run, floors)]
    if baseline is None:
        failures += [
            Failure("must", i.id, f"必过用例没过：{i.id} {i.question}（{i.reason}）")
            for i in run.items
            if i.must and not i.right
        ]
        return Gate(tuple(failures))
    comparison = compare(baseline, run)
    if not comparison.obstacles:
        failures += [*_must(comparison, run), *_worse(comparison, run), *_slower(run, baseline)]
    return Gate(tuple(failures), comparison)


def _invariants(run: Run) -> list[Failure]:
    return [
        Failure("invariant", t.name, f"铁律被打破：{t.label}，{t.value:.0f} 次")
        for t in run.totals
        if t.best == "zero" and t.value
    ]


def _floors(run: Run, floors: Mapping[str, float] | None) -> list[Failure]:
    """Figures under their floors; a partial run is too small to hold its parts to them."""
    if run.partial and floors is None:
        return []
    failures = []
    for total in run.totals:
        floor = total.floor if floors is None else floors.get(total.name)
        if floor is None or total.value is None or total.best == "zero":
            continue
        if total.value < floor if total.best == "high" else total.value > floor:
            failures.append(
                Failure(
                    "floor",
                    total.name,
                    f"{total.label} {_show(total, total.value)}，底线 {_show(total, floor)}",
                )
            )
    return failures


def _show(total: Total, value: float) -> str:
    if total.unit == "ms":
        return f"{value:.0f} 毫秒"
    return f"{value:.1%}" if total.unit == "share" else f"{value:.3f}"


def _must(comparison: Comparison, run: Run) -> list[Failure]:
    added = set(comparison.added)
    flipped = [f for f in comparison.flips if f.must and f.was_right]
    fresh = [i for i in run.items if i.id in added and i.must and not i.right]
    return [
        Failure("must", f.case, f"必过用例变错：{f.case} {f.question}（{f.reason}）") for f in flipped
    ] + [Failure("must", i.id, f"新的必过用例没过：{i.id} {i.question}（{i.reason}）") for i in fresh]


def _worse(comparison: Comparison, run: Run) -> list[Failure]:
    failures = []
    for change in comparison.changes:
        moved = _moved(change, run)
        if change.interval.high < 0:
            failures.append(Failure("worse", change.name, f"确实变差：{moved}"))
        elif change.drop > 2 * change.noise:
            failures.append(Failure("drift", change.name, f"下滑超过波动：{moved}"))
    return failures


def _moved(change: Change, run: Run) -> str:
    """A change in the words and the direction of its figure; paired values count up as good."""
    total = run.total(change.name)
    label = total.label if total else LABELS.get(change.name, change.name)
    bad = total is not None and total.best == "low"
    before, after = (_turned(v) if bad else v for v in (change.before, change.after))
    return f"{label} {before:.1%} → {after:.1%}（{change.n} 题）"


def _turned(value: float) -> float:
    """The share of what went wrong, from a paired value of what went right."""
    return -value if value <= 0 else 1 - value


LABELS = {"retrieval": "检索首个命中位次（MRR）"}


def _slower(run: Run, baseline: Run) -> list[Failure]:
    """Slower at the middle and at the end: one of them alone is a neighbour's noise."""
    if run.machine != baseline.machine:
        return []
    shown = []
    for name in ("p50", "p95"):
        now, then = run.total(name), baseline.total(name)
        if now is None or then is None or now.value is None or then.value is None:
            return []
        if now.value <= max(then.value * SLOWER, then.value + SLOWER_MS):
            return []
        shown.append(f"{name} {then.value:.0f} → {now.value:.0f} 毫秒")
    return [Failure("slower", "p95", "变慢：" + "，".join(shown))]
