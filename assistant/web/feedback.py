"""What readers thought of an answer, kept as JSON lines on this machine."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from assistant.answer import Answer

Feedback = Callable[[Mapping[str, Any]], None]


def record(answer: Answer, vote: str) -> dict[str, Any]:
    """One line of feedback: enough to ask the same question again and to find the quote in doubt."""
    return {
        "time": datetime.now(UTC).isoformat(timespec="seconds"),
        "vote": vote,
        "question": answer.question,
        "understood": answer.understood or answer.question,
        "kind": answer.kind.value,
        "verdict": answer.verdict.value if answer.verdict else None,
        "composer": answer.composer,
        "citations": [
            {
                "document_id": c.document.id,
                "start": c.span.start,
                "end": c.span.end,
                "sha256": c.document.sha256,
            }
            for c in answer.citations
        ],
    }


def append_to(path: Path) -> Feedback:
    """A feedback callback that appends to a file, one JSON object a line."""
    lock = threading.Lock()

    def keep(row: Mapping[str, Any]) -> None:
        line = json.dumps(dict(row), ensure_ascii=False, sort_keys=True) + "\n"
        with lock:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("a", encoding="utf-8") as file:
                file.write(line)

    return keep
