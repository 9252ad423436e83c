"""What comes in through any door, read once and in one way: a question, and the conversation before it."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Any

from assistant.answer import Turn
from assistant.settings import HISTORY_LIMIT, QUESTION_LIMIT
from index.errors import BadInput

_UNREADABLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


def check_question(question: str) -> str:
    """The question without what nobody can read: control, zero-width and direction marks, lone surrogates.

    Raises:
        BadInput: nothing is left, or it is too long.
    """
    if len(question) > QUESTION_LIMIT:
        raise BadInput(f"问题太长（{len(question)} 字）", f"请控制在 {QUESTION_LIMIT} 字以内")
    clean = unicodedata.normalize("NFC", _readable(question)).strip()
    if not clean:
        raise BadInput("问题是空的", "请写出要问的内容，如 学校党组织要做哪些事？")
    return clean


def parse_day(text: Any) -> date | None:
    """The day to answer for, as written; None where none was given.

    Raises:
        BadInput: it is no day.
    """
    if text is None:
        return None
    try:
        return date.fromisoformat(str(text))
    except ValueError as fault:
        raise BadInput(f"日期写法不对：{str(text)[:40]}", "请写成 2020-02-01 这样") from fault


def parse_history(data: Any, place: str = "history", *, strict: bool = False) -> tuple[Turn, ...]:
    """A conversation from JSON: [{"role": "user" or "assistant", "content": text}].

    Args:
        data: what was given; None for no conversation.
        place: what to call it in an error.
        strict: refuse what is too long, instead of keeping the newest turns and the beginning of each; a
            caller of the API is told so that it does not rely on turns that are not read.

    Raises:
        BadInput: it is not of that form.
    """
    if data is None:
        return ()
    if not isinstance(data, list):
        raise BadInput(f"{place} 应为列表", '写成 [{"role": "user", "content": "…"}]')
    if strict and len(data) > HISTORY_LIMIT:
        raise BadInput(f"{place} 有 {len(data)} 轮", f"请只带最近 {HISTORY_LIMIT} 轮")
    first = max(len(data) - HISTORY_LIMIT, 0)
    return tuple(_turn(row, f"{place}[{n}]", strict) for n, row in enumerate(data[first:], first))


def _turn(row: Any, place: str, strict: bool) -> Turn:
    if not isinstance(row, Mapping) or row.get("role") not in ("user", "assistant"):
        raise BadInput(f"{place} 要有 role（user 或 assistant）和 content（文字）")
    content = row.get("content")
    if not isinstance(content, str):
        raise BadInput(f"{place} 的 content 应为文字")
    # an answer of ours may be longer than any question, and is not read for what was asked
    if strict and row["role"] == "user" and len(content) > QUESTION_LIMIT:
        raise BadInput(f"{place} 的 content 太长（{len(content)} 字）", f"请控制在 {QUESTION_LIMIT} 字以内")
    return Turn(row["role"], _readable(content[:QUESTION_LIMIT]))


def _readable(text: str) -> str:
    spaced = "".join(" " if c in "\t\r\n" else c for c in text)
    return "".join(c for c in spaced if unicodedata.category(c) not in _UNREADABLE)
