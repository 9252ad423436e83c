"""Two runs side by side: which cases flipped, which figures moved, and whether by more than chance."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from evals.item import Item
from evals.run import SCHEMA, Run
from evals.statistics import Interval, Paired, mcnemar, paired_bootstrap


@dataclass(frozen=True, slots=True)
class Flip:
    """A case whose outcome changed."""

    case: str
    question: str
    was_right: bool
    must: bool
    cause: str
    reason: str


@dataclass(frozen=True, slots=True)
class Change:
    """A gated figure in both runs, on the cases that both hold.

    Attributes:
        name: of the figure.
        before: its older value on the shared cases.
        after: its newer value on the shared cases.
        n: how many shared cases.
        interval: 95 % of the paired difference, newer minus older, turned so that up is better.
        noise: standard error of the older value: what the figure moves by itself on so many cases.
    """

    name: str
    before: float
    after: float
    n: int
    interval: Interval
    noise: float

    @property
    def drop(self) -> float:
        """By how much it is worse; negative where better."""
        return -(self.after - self.before)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed between two runs.

    Attributes:
        obstacles: why the runs cannot be compared; empty where they can.
        flips: cases that changed, those that broke first.
        changes: gated figures on the shared cases.
        paired: exact McNemar over all shared cases.
        changed_answers: cases whose answer differs at all.
        added: cases that only the newer run holds.
    """

    obstacles: tuple[str, ...]
    flips: tuple[Flip, ...] = ()
    changes: tuple[Change, ...] = ()
    paired: Paired = field(default_factory=lambda: Paired(0, 0, 1.0))
    changed_answers: tuple[str, ...] = ()
    added: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "obstacles": list(self.obstacles),
            "flips": [
                {
                    "case": f.case,
                    "question": f.question,
                    "was_right": f.was_right,
                    "must": f.must,
                    "cause": f.cause,
                    "reason": f.reason,
                }
                for f in self.flips
            ],
            "changes": [
                {
                    "name": c.name,
                    "before": c.before,
                    "after": c.after,
                    "n": c.n,
                    "low": c.interval.low,
                    "high": c.interval.high,
                    "noise": c.noise,
                }
                for c in self.changes
            ],
            "better": self.paired.better,
            "worse": self.paired.worse,
            "p": self.paired.p,
            "changed_answers": list(self.changed_answers),
            "added": list(self.added),
        }


Value = Callable[[Item], float | None]


def _right(*suites: str) -> Value:
    return lambda i: float(i.right) if i.suite in suites else None


def _score(name: str, sign: float, *suites: str) -> Value:
    def value(item: Item) -> float | None:
        found = item.scores.get(name)
        return None if found is None or item.suite not in suites else sign * found

    return value


def _refusing(item: Item) -> float | None:
    return float(item.abstained) if item.expected.get("refuse") else None


def _answering(item: Item) -> float | None:
    wanted = not item.expected.get("refuse") and "unknown" not in item.expected.get("verdict", ())
    return float(not item.abstained) if wanted else None


# Every gated figure as one number a case, up is better, so that two runs can be paired case by case.
GATED: dict[str, Value] = {
    "duty_vital": _score("vital", 1.0, "duties"),
    "duty_other": lambda i: (
        None
        if i.suite != "duties" or i.scores.get("trespass") is None
        else -float(bool(i.scores["trespass"]))
    ),
    "duty_right": _right("duties"),
    "knowledge_right": _right("knowledge"),
    "claim_right": _score("verdict", 1.0, "claims"),
    "conversation_right": _right("conversations"),
    "false_answers": _refusing,
    "false_refusals": _answering,
    "variants_right": _right("variants"),
    "citation_precision": _score("precision", 1.0, "duties"),
    "retrieval": lambda i: _reciprocal(i),
}


def _reciprocal(item: Item) -> float | None:
    """Reciprocal rank of the first passage that holds vital gold."""
    gold = [g for g in item.gold if g["vital"]]
    if not gold or item.kind == "claim":
        return None
    for rank, hit in enumerate(item.hits, 1):
        if any(
            g["document"] == hit["document_id"] and g["start"] < hit["end"] and hit["start"] < g["end"]
            for g in gold
        ):
            return 1 / rank
    return 0.0


def compare(baseline: Run, run: Run) -> Comparison:
    """Compare a run with an older one.

    Args:
        baseline: the older run.
        run: the newer run.
    """
    before, after = {i.id: i for i in baseline.items}, {i.id: i for i in run.items}
    obstacles = _obstacles(baseline, run, before, after)
    if obstacles:
        return Comparison(tuple(obstacles))
    shared = sorted(before.keys() & after.keys())
    pairs = [(before[k], after[k]) for k in shared]
    return Comparison(
        (),
        _flips(pairs),
        tuple(c for name, value in GATED.items() if (c := _change(name, value, pairs)) is not None),
        mcnemar({k: before[k].right for k in shared}, {k: after[k].right for k in shared}),
        tuple(a.id for a, b in pairs if answer_key(a) != answer_key(b)),
        tuple(sorted(after.keys() - before.keys())),
    )


def answer_key(item: Item) -> tuple[Any, ...]:
    """What a person would notice: verdict, refusal, statements and what is cited."""
    citations = tuple((c["document_id"], c["start"], c["end"]) for c in item.answer["citations"])
    texts = tuple(s["text"] for s in item.answer["statements"])
    return item.answer.get("verdict"), bool(item.answer["refused"]), texts, citations


def _obstacles(baseline: Run, run: Run, before: Mapping[str, Item], after: Mapping[str, Item]) -> list[str]:
    out = []
    if baseline.schema != SCHEMA or run.schema != SCHEMA:
        out.append("结果文件的格式版本不同")
    if baseline.config.get("composer", "") != run.config.get("composer", ""):
        out.append("作答方式不同（是否使用大模型）")
    shared = before.keys() & after.keys()
    if not shared:
        out.append("没有共同的用例")
    changed = sorted(k for k in shared if before[k].case_sha != after[k].case_sha)
    if changed:
        out.append(f"{len(changed)} 个用例的内容变了：{'、'.join(changed[:5])}")
    missing = sorted(before.keys() - after.keys())
    if missing and not run.partial:
        out.append(f"少了 {len(missing)} 个用例：{'、'.join(missing[:5])}")
    return out


def _flips(pairs: Sequence[tuple[Item, Item]]) -> tuple[Flip, ...]:
    flips = [
        Flip(b.id, spoken(b), a.right, b.must, b.cause, b.reason) for a, b in pairs if a.right != b.right
    ]
    return tuple(sorted(flips, key=lambda f: (not f.was_right, not f.must, f.case)))


def spoken(item: Item) -> str:
    """A question with what was asked before it."""
    earlier = [str(turn["content"]) for turn in item.before if turn["role"] == "user"]
    return " → ".join((*earlier, item.question))


def _change(name: str, value: Value, pairs: Sequence[tuple[Item, Item]]) -> Change | None:
    rows = [
        (x, y, b.cluster or b.id)
        for a, b in pairs
        if (x := value(a)) is not None and (y := value(b)) is not None
    ]
    if not rows:
        return None
    n = len(rows)
    older, newer = sum(x for x, _, _ in rows) / n, sum(y for _, y, _ in rows) / n
    differences = [y - x for x, y, _ in rows]
    interval = (
        paired_bootstrap(differences, [c for _, _, c in rows]) if any(differences) else Interval(0.0, 0.0)
    )
    spread = sum((x - older) ** 2 for x, _, _ in rows) / max(1, n - 1)
    # A figure at its ceiling has no spread of its own; one case is then the least that counts as a move.
    return Change(name, older, newer, n, interval, max((spread / n) ** 0.5, 0.5 / n))
