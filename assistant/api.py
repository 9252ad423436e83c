"""The JSON API: the same functions as the command line and the page, over HTTP."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assistant.answer import Answer, Turn
from assistant.settings import HISTORY_LIMIT, QUESTION_LIMIT
from index.document import Document, Hit, Section, source_to_dict
from index.errors import AssistantError, BadInput

if TYPE_CHECKING:
    from fastapi import APIRouter, FastAPI

Ask = Callable[[str, Sequence[Turn]], Answer]
MOST_HITS = 100


@dataclass(frozen=True, slots=True)
class Functions:
    """What the API opens to; a function that is absent has no address.

    Attributes:
        ask: a question with its history to an answer.
        documents: by id.
        check: a statement to an answer with a verdict.
        search: a query and a number to passages, best first.
    """

    ask: Ask
    documents: Mapping[str, Document]
    check: Callable[[str], Answer] | None = None
    search: Callable[[str, int], Sequence[Hit]] | None = None


def router(functions: Functions) -> APIRouter:
    """The API's routes, all under /api."""
    from fastapi import APIRouter, Body, Query

    api = APIRouter(prefix="/api")
    body = Body(...)

    # Annotations are built at run time from names that this module imports late, hence plain parameters.
    def ask(data: Any = body) -> dict[str, Any]:
        fields = _fields(data)
        question = read_text(fields, "question")
        answer = functions.ask(question, read_history(fields.get("history"))).to_dict()
        return {**answer, "id": _id(fields.get("id"))}

    def documents() -> list[dict[str, Any]]:
        return [summary(functions.documents[key]) for key in sorted(functions.documents)]

    def document(document_id: str) -> dict[str, Any]:
        found = functions.documents.get(document_id)
        if found is None:
            raise NotFound(f"没有编号为“{document_id[:80]}”的文档")
        return details(found)

    api.post("/ask")(ask)
    api.get("/documents")(documents)
    api.get("/documents/{document_id}")(document)
    if functions.check is not None:
        judge = functions.check

        def check(data: Any = body) -> dict[str, Any]:
            return judge(read_text(_fields(data), "statement")).to_dict()

        api.post("/check")(check)
    if functions.search is not None:
        find = functions.search

        def search(q: str = Query(""), k: int = Query(10, ge=1, le=MOST_HITS)) -> list[dict[str, Any]]:
            return [hit_to_dict(hit) for hit in find(check_text(q, "q"), k)]

        api.get("/search")(search)
    return api


class NotFound(BadInput):
    """There is nothing under that name."""


_REFUSALS = {400: "请求体应为 JSON", 404: "没有这个地址", 405: "这个地址不接受这种请求"}


def handle_errors(app: FastAPI) -> None:
    """Answer every fault with one line of JSON, and never with what was sent or with a traceback."""
    from fastapi import Request
    from fastapi.exceptions import RequestValidationError
    from fastapi.responses import JSONResponse
    from starlette.exceptions import HTTPException

    def known(_: Request, error: Exception) -> JSONResponse:
        status = 404 if isinstance(error, NotFound) else 400 if isinstance(error, BadInput) else 503
        return JSONResponse({"error": _printable(str(error))}, status)

    def invalid(_: Request, error: Exception) -> JSONResponse:
        rows = error.errors() if isinstance(error, RequestValidationError) else ()
        places = "、".join(sorted({".".join(str(p) for p in row.get("loc", ())[1:]) for row in rows} - {""}))
        return JSONResponse(
            {"error": _printable(f"请求不符合格式：{places}" if places else "请求体应为 JSON")}, 400
        )

    def refused(_: Request, error: Exception) -> JSONResponse:
        status = error.status_code if isinstance(error, HTTPException) else 400
        return JSONResponse({"error": _REFUSALS.get(status, "请求不能处理")}, status)

    app.exception_handler(HTTPException)(refused)
    app.exception_handler(AssistantError)(known)
    app.exception_handler(RequestValidationError)(invalid)


def _printable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


def _fields(data: Any) -> Mapping[str, Any]:
    if not isinstance(data, Mapping):
        raise BadInput("请求体应为 JSON 对象", '如 {"question": "…"}')
    return data


def read_text(fields: Mapping[str, Any], name: str) -> str:
    """A required text field."""
    value = fields.get(name)
    if not isinstance(value, str):
        raise BadInput(f"{name} 应为文字")
    return check_text(value, name)


def check_text(value: str, name: str) -> str:
    """A text that is neither empty nor too long, and that is valid Unicode."""
    if not value.strip():
        raise BadInput(f"{name} 是空的")
    if len(value) > QUESTION_LIMIT:
        raise BadInput(f"{name} 太长（{len(value)} 字）", f"请控制在 {QUESTION_LIMIT} 字以内")
    if any("\ud800" <= c <= "\udfff" for c in value):
        raise BadInput(f"{name} 含有无效字符")
    return value


def read_history(value: Any) -> tuple[Turn, ...]:
    """The conversation before a question."""
    if value is None:
        return ()
    if not isinstance(value, list):
        raise BadInput("history 应为列表")
    if len(value) > HISTORY_LIMIT:
        raise BadInput(f"history 有 {len(value)} 轮", f"请只带最近 {HISTORY_LIMIT} 轮")
    return tuple(_turn(row, n) for n, row in enumerate(value))


def _turn(row: Any, n: int) -> Turn:
    if (
        not isinstance(row, Mapping)
        or row.get("role") not in ("user", "assistant")
        or not isinstance(row.get("content"), str)
    ):
        raise BadInput(f"history[{n}] 要有 role（user 或 assistant）和 content（文字）")
    return Turn(row["role"], row["content"].encode("utf-8", "replace").decode("utf-8"))


def _id(value: Any) -> str | int | None:
    if value is None or (isinstance(value, str) and len(value) <= QUESTION_LIMIT):
        return _printable(value) if value is not None else None
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, float) and math.isfinite(value) and value.is_integer():
        return int(value)
    raise BadInput("id 应为文字或整数")


def summary(document: Document) -> dict[str, Any]:
    """What a document is, without its text."""
    return {
        "id": document.id,
        "title": document.title,
        "kind": document.kind.value,
        "number": document.number,
        "issuer": document.issuer,
        "date": document.date,
        "level": document.level,
        "area": document.area,
        "status": document.validity.status(None).value,
        "compiled": document.compiled,
        "characters": len(document.text),
        "sha256": document.sha256,
    }


def details(document: Document) -> dict[str, Any]:
    """A document with its canonical text and outline, so that anyone can check a quote."""
    v = document.validity
    sources = dict.fromkeys(s for a in document.attributions for s in a.sources)
    return {
        **summary(document),
        "recipients": document.recipients,
        "urgency": document.urgency,
        "validity": {
            "start": v.start.isoformat() if v.start else None,
            "end": v.end.isoformat() if v.end else None,
            "superseded_by": v.superseded_by,
            "superseded_on": v.superseded_on.isoformat() if v.superseded_on else None,
            "note": v.note,
        },
        "sources": [source_to_dict(s) for s in sources],
        "outline": [_section(section) for section in document.outline.sections],
        "text": document.text,
    }


def _section(section: Section) -> dict[str, Any]:
    return {
        "part": section.part.value,
        "level": section.level,
        "label": section.label,
        "heading": section.heading,
        "start": section.span.start,
        "end": section.span.end,
        "body": section.body,
    }


def hit_to_dict(hit: Hit) -> dict[str, Any]:
    """A found passage as the contract's JSON."""
    p = hit.passage
    return {
        "document_id": p.document.id,
        "start": p.span.start,
        "end": p.span.end,
        "text": p.text,
        "outline": list(p.outline),
        "score": round(float(hit.score), 6),
    }
