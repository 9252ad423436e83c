"""The JSON API: the same functions as the command line and the page, over HTTP."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import quote

from assistant.answer import Answer, Turn
from assistant.export import MEDIA
from assistant.inputs import check_question, parse_day, parse_history
from assistant.settings import QUESTION_LIMIT
from assistant.shown import details, hit_to_dict, summary
from index.document import Document, Hit
from index.errors import AssistantError, BadInput

if TYPE_CHECKING:
    from fastapi import APIRouter, FastAPI

MOST_HITS = 100


class Ask(Protocol):
    """A question with the conversation before it to an answer, for a day; None means today."""

    def __call__(self, question: str, history: Sequence[Turn], /, *, as_of: date | None = None) -> Answer:
        """Answer."""
        ...


@dataclass(frozen=True, slots=True)
class Functions:
    """What the API opens to; a function that is absent has no address.

    Attributes:
        ask: a question with its history to an answer.
        documents: by id.
        check: a statement to an answer with a verdict.
        search: a query and a number to passages, best first.
        duties: a format, a subject and a document id (either may be None) to a file of the duty table.
        sheet: a statement and a format to a file of its rebuttal sheet.
    """

    ask: Ask
    documents: Mapping[str, Document]
    check: Callable[[str], Answer] | None = None
    search: Callable[[str, int], Sequence[Hit]] | None = None
    duties: Callable[[str, str | None, str | None], bytes] | None = None
    sheet: Callable[[str, str], bytes] | None = None


def router(functions: Functions) -> APIRouter:
    """The API's routes, all under /api."""
    from fastapi import APIRouter, Body, Query

    api = APIRouter(prefix="/api")
    body = Body(...)

    # Annotations are built at run time from names that this module imports late, hence plain parameters.
    def ask(data: Any = body) -> dict[str, Any]:
        fields = _fields(data)
        question = read_text(fields, "question")
        history = parse_history(fields.get("history"), strict=True)
        day = parse_day(fields.get("as_of"))
        name = _id(fields.get("id"))
        answer = functions.ask(question, history, as_of=day)
        return {**answer.to_dict(), "id": name}

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

        def search(
            q: str = Query(""), k: int = Query(10, ge=1, le=MOST_HITS), explain: bool = Query(False)
        ) -> list[dict[str, Any]]:
            return [hit_to_dict(hit, explain=explain) for hit in find(check_text(q), k)]

        api.get("/search")(search)
    _add_files(api, functions)
    _close(api)
    return api


def _close(api: APIRouter) -> None:
    """Answer for every other address here: the page below would answer in its own way."""
    from fastapi import Request

    def unknown(request: Any) -> None:
        raise NotFound(f"没有这个地址，或不接受这种请求：{request.method} {request.url.path[:80]}")

    unknown.__annotations__["request"] = Request
    api.add_api_route("/{path:path}", unknown, methods=["GET", "POST", "PUT", "PATCH", "DELETE"])


def _add_files(api: APIRouter, functions: Functions) -> None:
    """The addresses that give files."""
    from fastapi import Query
    from fastapi.responses import Response

    def file(name: str, form: str, content: bytes) -> Any:
        disposition = f"attachment; filename*=UTF-8''{quote(name)}.{form}"
        return Response(content, media_type=MEDIA[form], headers={"content-disposition": disposition})

    if functions.duties is not None:
        table = functions.duties

        def duties(
            format: str = Query("json"), subject: str = Query("", alias="for"), document: str = Query("")
        ) -> Any:
            wanted = check_text(subject) if subject else None
            return file("责任清单", format, table(format, wanted, document or None))

        api.get("/duties")(duties)
    if functions.sheet is not None:
        make = functions.sheet

        def sheet(statement: str = Query(""), format: str = Query("docx")) -> Any:
            return file("辟谣单", format, make(check_text(statement), format))

        api.get("/sheet")(sheet)


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
        raise BadInput(f"请求里要有 {name}，并且是文字", f'如 {{"{name}": "…"}}')
    return check_text(value)


def check_text(value: str) -> str:
    """A text that can be read and is whole Unicode: a program that sends half a character has a fault."""
    if any("\ud800" <= c <= "\udfff" for c in value):
        raise BadInput("文字里有无效字符")
    return check_question(value)


def _id(value: Any) -> str | int | None:
    if value is None or (isinstance(value, str) and len(value) <= QUESTION_LIMIT):
        return _printable(value) if value is not None else None
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, float) and math.isfinite(value) and value.is_integer():
        return int(value)
    raise BadInput("id 应为文字或整数")
