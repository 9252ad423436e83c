"""What a terminal shows after a run: the main figures, the cases that went wrong, the decision."""

from __future__ import annotations

from evals.compare import spoken
from evals.gate import Gate
from evals.item import CAUSES
from evals.report.markdown import HEAD
from evals.report.shown import floor, interval, value
from evals.run import Run

SHOWN = 20


def terminal_lines(run: Run, gate: Gate) -> list[str]:
    """The run in lines of plain text.

    Args:
        run: the run.
        gate: the decision on it.
    """
    wrong = [i for i in run.items if not i.right]
    lines = [f"{len(run.items)} 题，答对 {len(run.items) - len(wrong)} 题，{run.seconds:.0f} 秒"]
    for name in HEAD:
        total = run.total(name)
        if total is not None and total.value is not None:
            mark = {True: "✓", False: "✗", None: " "}[total.holds]
            lines.append(f"  {mark} {total.label} {value(total)} {interval(total)} {floor(total)}".rstrip())
    if run.partial:
        lines += [
            f"  ✗ {i.id} {spoken(i)}（{CAUSES.get(i.cause, i.cause)}：{i.reason}）" for i in wrong[:SHOWN]
        ]
        if len(wrong) > SHOWN:
            lines.append(f"  另有 {len(wrong) - SHOWN} 题答错，见报告")
    decision = [
        f"{line}（只跑了一部分）" if run.partial and line.startswith("✓") else line for line in gate.lines
    ]
    return [*lines, *decision]
