"""The web application: page, sources and API on one address."""

from __future__ import annotations

import asyncio
import re
import socket
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.api import Ask, Functions, NotFound, handle_errors, router
from assistant.export import duty_file, sheet_file
from assistant.web.examples import offered
from assistant.web.feedback import Feedback, append_to
from assistant.web.guard import LOOPBACK, Guard, Password
from assistant.web.links import version
from assistant.web.markup import escape
from assistant.web.page import HEAD, Desk, Words, build_page, theme
from assistant.web.paper import Mark, paper
from index.document import Document, Span
from index.errors import AssistantError, BadInput

if TYPE_CHECKING:
    from fastapi import APIRouter, FastAPI

    from assistant.ask import Assistant

_MARK = re.compile(r"(?<!\d)(\d{1,4}):(\d{1,9})-(\d{1,9})(?!\d)")
_MOST_MARKS = 400


def build_app(
    ask: Ask,
    documents: Mapping[str, Document],
    *,
    functions: Functions | None = None,
    words: Words | None = None,
    feedback: Feedback | None = None,
    password: Password | None = None,
) -> FastAPI:
    """The application.

    Args:
        ask: a question with its history to an answer.
        documents: by id; what citations open.
        functions: what the API opens to; None for `ask` and `documents` only.
        words: what the page calls itself and offers; examples that the documents do not answer give way to
            ones made from the documents.
        feedback: where votes go; None shows no vote buttons.
        password: who may enter; without one the page answers to this machine's own names only.

    Returns:
        The application, to be served by any ASGI server.
    """
    from fastapi import FastAPI
    from starlette.staticfiles import StaticFiles

    app = FastAPI(title="notice-assistant", docs_url=None, redoc_url=None, openapi_url=None)
    handle_errors(app)
    app.include_router(router(functions or Functions(ask, documents)))
    app.include_router(_sources(documents))
    app.get("/healthz")(_health)
    with resources.as_file(resources.files("assistant.web").joinpath("static")) as folder:
        app.mount("/look", StaticFiles(directory=folder))
    shown = words or Words()
    desk = Desk(ask, replace(shown, examples=offered(ask, shown.examples, documents)), feedback)
    _in_loop(lambda: _mount(app, desk))
    app.add_middleware(Guard, password=password, hosts=None if password else LOOPBACK)
    return app


def _in_loop(work: Callable[[], None]) -> None:
    """Run inside an event loop: without one Gradio makes several of its own and never closes them."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:

        async def inside() -> None:
            work()

        asyncio.run(inside())
    else:
        work()


def _mount(app: FastAPI, desk: Desk) -> None:
    import gradio as gr

    gr.mount_gradio_app(
        app,
        build_page(desk),
        path="/",
        footer_links=[],
        run_history=False,
        show_error=False,
        ssr_mode=False,
        enable_monitoring=False,
        mcp_server=False,
        pwa=False,
        max_file_size=1,
        theme=theme(),
        head=HEAD,
        app_kwargs={"docs_url": None, "redoc_url": None, "openapi_url": None},
    )


def serve(
    assistant: Assistant,
    *,
    host: str = "127.0.0.1",
    port: int = 7860,
    auth: str | None = None,
    feedback: Path | None = None,
) -> None:
    """Serve until interrupted.

    Args:
        assistant: what answers.
        host: address to listen on; other than loopback only with `auth`.
        port: port to listen on; 0 for any free one.
        auth: `user:password`, asked for on the page and the API.
        feedback: file that votes are appended to; None keeps none.

    Raises:
        BadInput: the host is not loopback and there is no password.
        AssistantError: the port is taken.
    """
    import uvicorn

    check_host(host, auth)
    with _listen(host, port) as listener:
        functions = functions_of(assistant)
        app = build_app(
            functions.ask,
            functions.documents,
            functions=functions,
            feedback=append_to(feedback) if feedback else None,
            password=Password.of(auth) if auth else None,
        )
        config = uvicorn.Config(app, log_level="warning", server_header=False, timeout_keep_alive=30)
        with suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[listener])


def _listen(host: str, port: int) -> socket.socket:
    """Take the address before anything slow is done, so that a taken port is told at once."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=256)
    except OSError as fault:
        raise AssistantError(
            f"无法在 {host}:{port} 打开网页", "端口可能被占用，请用 --port 换一个"
        ) from fault


def functions_of(assistant: Assistant) -> Functions:
    """An opened assistant as the functions that the page and the API take."""
    return Functions(
        ask=assistant.ask,
        documents=assistant.library.documents,
        check=assistant.check,
        search=assistant.library.search,
        duties=lambda form, subject, document: duty_file(
            assistant.resources, form, subject=subject, document_id=document
        ),
        sheet=lambda statement, form: sheet_file(assistant.resources, statement, form),
    )


def check_host(host: str, auth: str | None) -> None:
    """Refuse to show the documents to a network without a password."""
    import ipaddress

    if auth:
        return
    try:
        loopback = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        loopback = False
    if not loopback:
        raise BadInput(f"监听 {host} 会对其他机器开放，必须设密码", "请加上 --auth 用户名:密码")


def _health() -> dict[str, str]:
    return {"status": "ok"}


def _sources(documents: Mapping[str, Document]) -> APIRouter:
    """Whole documents with their marks: a part for the pane, or a page of its own to keep or print."""
    from fastapi import APIRouter
    from fastapi.responses import HTMLResponse

    routes = APIRouter()

    def source(document_id: str, v: str = "", marks: str = "", n: int | None = None, part: int = 0) -> Any:
        document = documents.get(document_id)
        if document is None:
            raise NotFound("这份资料已不在库中，可能刚刚更新过；请重新提问")
        changed = bool(v) and v != version(document)
        shown = () if changed else read_marks(marks, document)
        html = paper(document, shown, active=n, as_of=date.today())
        if changed:
            html = (
                '<p class="changed" role="alert">这份资料在回答之后更新过，引用的位置已变；请重新提问。</p>'
                + html
            )
        return HTMLResponse(html if part else _alone(document, html))

    routes.get("/source/{document_id:path}")(source)
    return routes


def read_marks(text: str, document: Document) -> tuple[Mark, ...]:
    """The marks of an address such as `1:812-870,2:900-950`; what does not fit the document is left out."""
    found: list[Mark] = []
    for match in _MARK.finditer(text):
        n, start, end = (int(part) for part in match.groups())
        if start < end <= len(document.text) and len(found) < _MOST_MARKS:
            found.append(Mark(n, Span(start, end)))
    return tuple(found)


def _alone(document: Document, html: str) -> str:
    return (
        '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(document.title)}</title>"
        '<link rel="stylesheet" href="/look/page.css"></head>'
        f'<body class="alone"><main>{html}</main></body></html>'
    )
