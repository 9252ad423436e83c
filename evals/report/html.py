"""One self-contained HTML page: no file beside it, no network, readable on a phone."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from evals.gate import Gate
from evals.item import CAUSES, Item
from evals.metrics.verdicts import confusion
from evals.report import plots, shown
from evals.rows import judged, risk_curve
from evals.run import Run
from evals.totals import Total

_HERE = Path(__file__).resolve().parent
_HEADLINES = (
    ("duty_vital", "该引的职责要点，引全了多少"),
    ("knowledge_right", "日常防护问题，引文里有正确事实"),
    ("claim_macro_f1", "说法的结论，五类宏平均"),
    ("claim_pairs", "一正一反两种说法都判对"),
    ("false_answers", "资料里没有却作答"),
    ("false_refusals", "资料里有却拒答"),
    ("conversation_right", "追问、纠正、换题、回头"),
    ("variants_right", "错字、繁体、口语、只打关键词"),
)
_GATE = {0: ("good", "可以发布"), 1: ("bad", "不可发布"), 2: ("warn", "无法与基线比较")}


def render_html(run: Run, gate: Gate) -> str:
    """The page of a run.

    Args:
        run: the run.
        gate: the decision on it.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(_HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    state, headline = _GATE[gate.exit_code]
    page: str = environment.get_template("page.html.j2").render(
        css=(_HERE / "page.css").read_text(encoding="utf-8"),
        script=(_HERE / "page.js").read_text(encoding="utf-8"),
        data=_embedded(run, gate),
        run=run,
        gate=gate,
        state=state,
        headline=headline,
        right=sum(i.right for i in run.items),
        cards=_cards(run, gate),
        invariants=[t for t in run.totals if t.best == "zero"],
        groups=_groups(run),
        flips=gate.comparison.flips if gate.comparison else (),
        changed=len(gate.comparison.changed_answers) if gate.comparison else 0,
        heat=_heat(run),
        confusion=plots.confusion(
            confusion(judged([i for i in run.items if i.kind == "claim" and i.suite == "claims"]))
        ),
        curve=plots.risk_curve(risk_curve([i for i in run.items if i.suite not in ("variants", "injected")])),
        times=plots.histogram([i.milliseconds for i in run.items]),
        causes=_causes(run),
        suites=[(s, shown.SUITES.get(s, s)) for s in run.suites],
        cause_names=CAUSES,
        value=shown.value,
        interval=shown.interval,
        floor=shown.floor,
        gauge=plots.gauge,
    )
    return page


def _cards(run: Run, gate: Gate) -> list[dict[str, Any]]:
    moves = {c.name: c for c in gate.comparison.changes} if gate.comparison else {}
    cards = []
    for name, note in _HEADLINES:
        total = run.total(name)
        if total is None or total.value is None:
            continue
        move = moves.get({"claim_macro_f1": "claim_right", "claim_pairs": "claim_right"}.get(name, name))
        better = None if move is None or abs(move.drop) < 1e-9 else move.drop < 0
        cards.append(
            {
                "total": total,
                "note": note,
                "move": ""
                if better is None or move is None
                else f"{'▲' if better else '▼'} {abs(move.drop) * 100:.1f}",
                "better": better,
                "state": {True: "good", False: "bad", None: "plain"}[total.holds],
            }
        )
    return cards


def _groups(run: Run) -> list[tuple[str, list[Total]]]:
    groups: dict[str, list[Total]] = {}
    for total in run.totals:
        if total.best != "zero" and total.value is not None:
            groups.setdefault(total.group, []).append(total)
    return list(groups.items())


def _heat(run: Run) -> list[tuple[str, list[dict[str, Any]]]]:
    """Share of right cases by suite and slice, the worst slices first."""
    names: dict[str, str] = json.loads((_HERE / "slices.json").read_text(encoding="utf-8"))
    rows = []
    for suite in sorted(
        run.suites, key=list(shown.SUITES).index if set(run.suites) <= set(shown.SUITES) else str
    ):
        slices: dict[str, list[Item]] = {}
        for item in run.items:
            if item.suite == suite:
                slices.setdefault(_slice(item), []).append(item)
        small = sorted(tag for tag, found in slices.items() if len(found) < SMALL)
        cells: list[dict[str, Any]] = [
            _cell(names.get(t, t), t, f) for t, f in slices.items() if t not in small
        ]
        if small:
            cells.append(
                _cell(
                    f"其他 {len(small)} 类" if len(small) > 1 else names.get(small[0], small[0]),
                    "",
                    [i for t in small for i in slices[t]],
                )
            )
        rows.append(
            (shown.SUITES.get(suite, suite), sorted(cells, key=lambda c: (c["share"], -c["n"], c["key"])))
        )
    return rows


def _slice(item: Item) -> str:
    """The slice a case is shown under: the way it was reworded or attacked, else its first tag."""
    if not item.tags:
        return "—"
    return item.tags[-1] if item.suite in ("variants", "injected") else item.tags[0]


def _cell(label: str, key: str, items: Sequence[Item]) -> dict[str, Any]:
    return {"tag": label, "key": key, "n": len(items), "share": sum(i.right for i in items) / len(items)}


SMALL = 4  # slices with fewer cases are shown together: one case would swing them


def _causes(run: Run) -> list[tuple[str, str, int]]:
    counts: dict[str, int] = {}
    for item in run.items:
        if item.cause:
            counts[item.cause] = counts.get(item.cause, 0) + 1
    return sorted(((k, CAUSES.get(k, k), n) for k, n in counts.items()), key=lambda c: (-c[2], c[0]))


def _embedded(run: Run, gate: Gate) -> str:
    """The cases and texts the page's script shows; `<` is escaped, so that no text can end the script."""
    flipped = {f.case: f.was_right for f in gate.comparison.flips} if gate.comparison else {}
    data = {
        "items": [_case(i, flipped) for i in run.items],
        "texts": {
            k: {"text": v["text"], "title": v.get("title", k), "number": v.get("number", "")}
            for k, v in run.texts.items()
        },
        "causes": CAUSES,
        "verdicts": shown.VERDICTS,
        "suites": shown.SUITES,
    }
    return (
        json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        .replace("<", "\\u003c")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029")
    )


def _case(item: Item, flipped: Mapping[str, bool]) -> dict[str, Any]:
    answer = item.answer
    claim = answer.get("claim") or {}
    return {
        "id": item.id,
        "suite": item.suite,
        "tags": list(item.tags),
        "q": item.question,
        "before": [t["content"] for t in item.before if t["role"] == "user"],
        "understood": answer.get("understood") or "",
        "right": item.right,
        "must": item.must,
        "cause": item.cause,
        "reason": item.reason,
        "violations": list(item.violations),
        "expected": dict(item.expected),
        "gold": [[g["document"], g["start"], g["end"], g["vital"]] for g in item.gold],
        "refused": bool(answer["refused"]),
        "text": answer.get("text", "") if answer["refused"] else "",
        "verdict": answer.get("verdict"),
        "claim": claim.get("text", ""),
        "same": bool(claim.get("same")),
        "confidence": answer.get("confidence"),
        "statements": [[s["text"], s["citations"]] for s in answer["statements"]],
        "cited": [[c["n"], c["document_id"], c["start"], c["end"]] for c in answer["citations"]],
        "cautions": list(answer.get("cautions") or []),
        "hits": [[h["document_id"], h["start"], h["end"], round(h["score"], 3)] for h in item.hits[:5]],
        "ms": round(item.milliseconds),
        "flip": None if item.id not in flipped else ("broke" if flipped[item.id] else "fixed"),
    }
