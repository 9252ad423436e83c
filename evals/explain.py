"""Why a case came out as it did: what was retrieved, what was cited, what was wanted, and where they part."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from evals.item import CAUSES, Item
from evals.run import Run
from index.errors import BadInput


def find_item(run: Run, case_id: str) -> Item:
    """The item of a case.

    Raises:
        BadInput: the run has none of that id.
    """
    for item in run.items:
        if item.id == case_id:
            return item
    close = [i.id for i in run.items if case_id in i.id][:5]
    raise BadInput(
        f"没有用例 {case_id}", "是不是：" + "、".join(close) if close else "用 assistant eval 先跑一遍"
    )


def explain(run: Run, case_id: str) -> list[str]:
    """The trace of one case, line by line.

    Args:
        run: a run that holds the case.
        case_id: the case.
    """
    item = find_item(run, case_id)
    lines = [f"{'✓' if item.right else '✗'} {item.id}  {item.question}"]
    lines += [f"  之前：{turn['content'][:60]}" for turn in item.before if turn["role"] == "user"]
    understood = item.answer.get("understood")
    if understood and understood != item.question:
        lines.append(f"  理解为：{understood}")
    if item.cause:
        lines.append(f"  原因：{CAUSES.get(item.cause, item.cause)}；{item.reason}")
    lines += [f"  铁律：{v}" for v in item.violations]
    lines += ["", "应引：", *_wanted(item, run)]
    lines += ["", "检索到：", *_found(item, run)]
    lines += ["", "选用并引用：", *_cited(item)]
    lines += [
        "",
        "作答：",
        *(f"  {line}" for line in str(item.answer.get("text", "")).splitlines() if line.strip()),
    ]
    scores = {k: v for k, v in sorted(item.scores.items()) if v is not None}
    lines += [
        "",
        "得分：" + "  ".join(f"{k}={v:.2f}" for k, v in scores.items()),
        f"耗时：{item.milliseconds:.0f} 毫秒",
    ]
    stages = item.answer.get("timings_ms") or {}
    lines.append("各步：" + "  ".join(f"{k}={v:.1f}" for k, v in stages.items()))
    return lines


def _text(run: Run, document: str, start: int, end: int) -> str:
    text = run.texts.get(document, {}).get("text", "")
    return text[start:end].replace("\n", " ") or f"{document}[{start}:{end}]"


def _wanted(item: Item, run: Run) -> list[str]:
    lines = [
        f"  {'必引' if g['vital'] else '可引'} {g['document']} {g['start']}–{g['end']} "
        + _text(run, g["document"], g["start"], g["end"])
        for g in item.gold
    ]
    expected: Mapping[str, Any] = item.expected
    if expected.get("refuse"):
        lines.append("  拒答")
    if expected.get("verdict"):
        lines.append("  结论 " + " 或 ".join(expected["verdict"]))
    lines += ["  要说到 " + " / ".join(words) for words in expected.get("must_say", [])]
    lines += [f"  不许引 {words}" for words in expected.get("forbidden", [])]
    return lines


def _found(item: Item, run: Run) -> list[str]:
    lines = []
    for rank, hit in enumerate(item.hits, 1):
        good = any(
            g["document"] == hit["document_id"] and g["start"] < hit["end"] and hit["start"] < g["end"]
            for g in item.gold
        )
        text = _text(run, hit["document_id"], hit["start"], hit["end"])[:60]
        lines.append(f"  {rank:>2}. {'★' if good else ' '} {hit['score']:.3f} {hit['document_id']} {text}")
    return lines or ["  （此类用例不看检索）"]


def _cited(item: Item) -> list[str]:
    lines = [
        f"  [{c['n']}] {c['document_id']} {c['start']}–{c['end']} {c['quote']}"
        for c in item.answer["citations"]
    ]
    return lines or ["  （没有引用）"]
