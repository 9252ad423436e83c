"""A user's thumbs-down becomes a case, so that the same mistake is never made twice unseen."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from evals.case import CASES, Case, CaseKind, Gold, case_to_dict, load_cases
from index.document import Verdict
from index.errors import BadInput

_PRIVATE = re.compile(r"(?<!\d)(?:1\d{10}|\d{17}[\dXx]|0\d{2,3}-?\d{7,8})(?!\d)|[\w.+-]+@[\w-]+\.[\w.]+")


def redact(text: str) -> str:
    """A text without telephone numbers, identity numbers and mail addresses: a case file is shared."""
    return _PRIVATE.sub("〇〇〇", text)


def read_feedback(path: Path) -> list[Mapping[str, Any]]:
    """The entries of a feedback file, oldest first; damaged lines are passed over.

    Raises:
        BadInput: there is no such file.
    """
    if not path.exists():
        raise BadInput(f"还没有用户反馈：{path}", "在网页里点“没用”或“引用不对”后会有记录")
    rows: list[Mapping[str, Any]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        try:
            row = json.loads(line)
        except ValueError:
            continue
        if isinstance(row, dict):
            rows.append(row)
    return rows


def find_feedback(path: Path, feedback_id: str) -> Mapping[str, Any]:
    """One entry by its id.

    Raises:
        BadInput: there is none of that id.
    """
    rows = read_feedback(path)
    for row in rows:
        if str(row.get("id")) == feedback_id:
            return row
    known = "、".join(str(r.get("id")) for r in rows[-5:])
    raise BadInput(f"没有编号为 {feedback_id} 的反馈", f"最近的有：{known}" if known else "")


def case_from_feedback(
    row: Mapping[str, Any],
    *,
    gold: Sequence[Gold] = (),
    verdict: str = "",
    refuse: bool = False,
    must_say: Sequence[Sequence[str]] = (),
) -> Case:
    """A case from a feedback entry and what the maintainer says the right answer is.

    Args:
        row: the entry: `id`, `question`, and `history` where there was a conversation.
        gold: words that should have been cited.
        verdict: the right verdict, for a claim.
        refuse: whether it should have been refused.
        must_say: facts the quotes must hold.

    Raises:
        BadInput: the entry has no question, or nothing says what is right.
    """
    question = redact(str(row.get("question") or "")).strip()
    if not question:
        raise BadInput("这条反馈里没有问题原文")
    if not (gold or verdict or refuse or must_say):
        raise BadInput("请写明怎样才算答对", "--gold 文档编号:原文，或 --verdict，或 --refuse，或 --must-say")
    history = row.get("history") or []
    before = tuple(redact(str(t["content"])) for t in history if t.get("role") == "user")
    kind = (
        CaseKind.CONVERSATION
        if before
        else CaseKind.UNANSWERABLE
        if refuse
        else CaseKind.CLAIM
        if verdict
        else CaseKind.KNOWLEDGE
    )
    return Case(
        id=f"feedback-{row.get('id')}",
        kind=kind,
        question=question,
        before=before,
        tags=("feedback",),
        gold=tuple(gold),
        must_say=tuple(tuple(w) for w in must_say),
        verdict=Verdict(verdict) if verdict else None,
        refuse=refuse,
        must=True,
        source=str(row.get("id")),
    )


def add_case(case: Case, folder: Path = CASES) -> Path:
    """Append a case to the suite `feedback`.

    Raises:
        BadInput: a case of that id is there already.
    """
    path = folder / "feedback.jsonl"
    if path.exists() and any(c.id == case.id for c in load_cases(path)):
        raise BadInput(f"用例 {case.id} 已经有了", f"直接修改 {path.name}")
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(case_to_dict(case), ensure_ascii=False) + "\n")
    return path


def add_from_feedback(path: Path, feedback_id: str, folder: Path = CASES, **right: Any) -> Case:
    """Turn one feedback entry into a stored case; see `case_from_feedback` for what says what is right."""
    case = case_from_feedback(find_feedback(path, feedback_id), **right)
    add_case(case, folder)
    return case
