"""Figures as people read them."""

from __future__ import annotations

from evals.totals import Total

SUITES = {
    "duties": "职责",
    "knowledge": "防护知识",
    "claims": "谣言与说法",
    "unanswerable": "应当拒答",
    "conversations": "多轮追问",
    "variants": "换种说法",
    "injected": "植入文件",
    "feedback": "用户反馈",
    "blind": "盲测",
    "spoken": "口语说法",
    "everyday": "没见过的口语问法",
}
VERDICTS = {
    "true": "属实",
    "false": "不实",
    "partly_true": "部分属实",
    "unproven": "尚无定论",
    "unknown": "无记录",
    "none": "未判断",
}


def value(total: Total, figure: float | None = None) -> str:
    """A figure with its unit; a dash where nothing was measured."""
    number = total.value if figure is None else figure
    if number is None:
        return "—"
    if total.unit == "count":
        return f"{number:.0f}"
    if total.unit == "ms":
        return f"{number:.0f} ms"
    if total.unit == "mb":
        return f"{number:.0f} MB"
    if total.unit == "score":
        return f"{number:.3f}"
    return f"{number * 100:.1f}%"


def interval(total: Total) -> str:
    """The 95 % interval; empty where there is none."""
    if total.low is None or total.high is None or total.value is None:
        return ""
    return f"{total.low * 100:.1f}–{total.high * 100:.1f}%"


def floor(total: Total) -> str:
    """The floor as a bound; empty where there is none."""
    if total.best == "zero":
        return "= 0"
    if total.floor is None:
        return ""
    return f"{'≥' if total.best == 'high' else '≤'} {value(total, total.floor)}"
