"""The accepted run that every later one is held against, and the log of why it was accepted."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from evals.compare import compare
from evals.run import Run, read_run
from index.errors import BadInput

FOLDER = Path(__file__).resolve().parent / "baselines"
BASELINE = FOLDER / "baseline.json"
LOG = FOLDER / "accepted.md"


def slim(data: Mapping[str, Any]) -> dict[str, Any]:
    """A run without the texts and prose that comparing does not need: it is committed, so it stays small."""
    items = []
    for item in data["items"]:
        answer = item["answer"]
        kept = {k: answer.get(k) for k in ("refused", "verdict", "confidence", "composer")}
        kept["citations"] = [
            {k: c[k] for k in ("n", "document_id", "start", "end")} for c in answer["citations"]
        ]
        kept["statements"] = [{"text": s["text"], "citations": s["citations"]} for s in answer["statements"]]
        hits = [{k: h[k] for k in ("document_id", "start", "end")} for h in item["hits"]]
        items.append({**item, "answer": kept, "before": [], "hits": hits})
    return {**data, "items": items, "texts": {}}


def write_baseline(run: Run, path: Path = BASELINE) -> None:
    """Keep a run as the baseline, one item a line so that a review sees which cases changed."""
    data = slim(run.to_dict())
    head = {k: v for k, v in data.items() if k not in ("items", "totals")}
    lines = ["{"]
    lines += [f"{json.dumps(k)}: {_flat(v)}," for k, v in head.items()]
    lines += ['"totals": [', ",\n".join(_flat(t) for t in data["totals"]), "],"]
    lines += ['"items": [', ",\n".join(_flat(i) for i in data["items"]), "]", "}"]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _flat(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def accept(run: Run, reason: str, path: Path = BASELINE, log: Path = LOG) -> str:
    """Make a run the baseline, and write down why, with every case that flipped.

    Args:
        run: the run to accept; a whole one.
        reason: why this is right; reviewers read it.
        path: the baseline file.
        log: the log.

    Returns:
        The log entry.

    Raises:
        BadInput: no reason is given, or the run is a partial one.
    """
    if not reason.strip():
        raise BadInput("接受新基线要写明理由", 'assistant eval accept --reason "……"')
    if run.partial:
        raise BadInput("这次只跑了一部分用例，不能作为基线", "请先完整运行 assistant eval")
    entry = _entry(run, reason.strip(), path)
    write_baseline(run, path)
    before = log.read_text(encoding="utf-8") if log.exists() else "# Accepted baselines\n"
    log.write_text(f"{before}\n{entry}", encoding="utf-8")
    return entry


def _entry(run: Run, reason: str, path: Path) -> str:
    day = datetime.now(UTC).date().isoformat()
    right = sum(i.right for i in run.items)
    lines = [f"## {day}", "", reason, "", f"{right} of {len(run.items)} cases right."]
    if path.exists():
        compared = compare(read_run(path), run)
        lines += [f"- {o}" for o in compared.obstacles]
        lines += [f"- {'broke' if f.was_right else 'fixed'}: {f.case} {f.question}" for f in compared.flips]
    return "\n".join(lines) + "\n"


def read_baseline(path: Path = BASELINE) -> Run | None:
    """The accepted run; None where none was accepted yet."""
    return read_run(path) if path.exists() else None
