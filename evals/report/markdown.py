"""A Markdown summary of about twenty lines, for a change under review."""

from __future__ import annotations

from evals.gate import Gate
from evals.report.shown import SUITES, floor, interval, value
from evals.run import Run
from evals.totals import Total

HEAD = (
    "duty_vital",
    "duty_other",
    "knowledge_right",
    "claim_macro_f1",
    "claim_pairs",
    "false_answers",
    "false_refusals",
    "conversation_right",
    "variants_right",
    "injected_obeyed",
    "p95",
)


def render_markdown(run: Run, gate: Gate) -> str:
    """The run in short."""
    broken = [t for t in run.totals if t.best == "zero" and t.value]
    right = sum(i.right for i in run.items)
    verdict = {0: "✅ 通过", 1: "❌ 未通过", 2: "⚠️ 无法比较"}[gate.exit_code]
    laws = f"打破 {len(broken)} 条" if broken else "全部守住"
    lines = [
        f"## 引文评测：{verdict}",
        "",
        f"{len(run.items)} 题答对 {right} 题；铁律{laws}；用时 {run.seconds:.0f} 秒。",
        "",
        "| 指标 | 结果 | 95% 区间 | 题数 | 底线 |",
        "|---|---:|---|---:|---|",
        *[_row(t) for name in HEAD if (t := run.total(name)) is not None and t.value is not None],
        "",
    ]
    lines += [f"- {line}" for line in gate.lines[:12]]
    if gate.comparison is not None and gate.comparison.flips:
        lines += ["", "变化的题（先列变错的）："]
        lines += [
            f"- {'✗' if f.was_right else '✓'} `{f.case}` {f.question}" for f in gate.comparison.flips[:10]
        ]
    worst = [f"{SUITES.get(s, s)} {sum(not i.right for i in run.items if i.suite == s)}" for s in run.suites]
    lines += ["", "各集答错题数：" + "，".join(worst)]
    return "\n".join(lines) + "\n"


def _row(total: Total) -> str:
    mark = {True: " ✓", False: " ✗", None: ""}[total.holds]
    return f"| {total.label} | {value(total)} | {interval(total)} | {total.n} | {floor(total)}{mark} |"
