"""What stands before every request: size, host, origin, password, closed addresses; and the headers it adds.

Plain ASGI, so that it covers the page, the API and Gradio's own routes alike.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

BODY_LIMIT = 1_000_000
LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})
# Gradio needs inline script and eval for its templates; nothing may be loaded from, or sent to, another host.
POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; font-src 'self' data:; "
    "script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; connect-src 'self'; "
    "form-action 'self'; base-uri 'self'; object-src 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}
# Gradio's doors that this page has no use for: they serve files, fetch addresses, take uploads, watch users.
_CLOSED = (
    "/file=",
    "/file/",
    "/proxy=",
    "/upload",
    "/stream/",
    "/monitoring",
    "/deep_link",
    "/runs",
    "/mcp",
    "/custom_component",
)


@dataclass(frozen=True, slots=True)
class Password:
    """A user and password, kept as a keyed digest; compared in constant time.

    Attributes:
        key: random key of this process.
        digest: HMAC of `user:password`.
    """

    key: bytes
    digest: bytes

    @classmethod
    def of(cls, credentials: str) -> Password:
        """From `user:password`."""
        key = secrets.token_bytes(32)
        return cls(key, hmac.digest(key, credentials.encode("utf-8"), hashlib.sha256))

    def accepts(self, header: str) -> bool:
        """Whether an Authorization header carries it."""
        scheme, _, encoded = header.partition(" ")
        if scheme.lower() != "basic":
            return False
        try:
            given = base64.b64decode(encoded.strip(), validate=True)
        except (binascii.Error, ValueError):
            return False
        return hmac.compare_digest(hmac.digest(self.key, given, hashlib.sha256), self.digest)


class _TooLargeError(Exception):
    """The body grew past the limit while it was read."""


@dataclass(frozen=True, slots=True)
class Guard:
    """The middleware.

    Attributes:
        app: what it protects.
        password: who may enter; None for everyone (loopback only).
        hosts: names the page answers to; None for any. Without a password this keeps other sites from reading
            the page through a name of theirs that points to this machine.
        limit: bytes of a request body.
        open_paths: addresses that need no password.
    """

    app: ASGIApp
    password: Password | None = None
    hosts: frozenset[str] | None = LOOPBACK
    limit: int = BODY_LIMIT
    open_paths: frozenset[str] = frozenset({"/healthz"})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it here."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":  # the page uses no web sockets
            await send({"type": "websocket.close", "code": 1008})
            return
        reply = _Reply(send)
        refusal = self._refusal(scope)
        if refusal is not None:
            await reply.error(*refusal)
            return
        try:
            await self.app(scope, _counted(receive, self.limit, reply), reply)
        except _TooLargeError:
            await reply.refuse_size()

    def _refusal(self, scope: Scope) -> tuple[int, str] | None:
        headers = {k.decode("latin-1").lower(): v.decode("latin-1") for k, v in scope["headers"]}
        path: str = scope["path"]
        host = headers.get("host", "")
        if self.hosts is not None and _name(host) not in self.hosts:
            return 421, "请用本机地址访问，如 http://127.0.0.1"
        if (
            self.password
            and path not in self.open_paths
            and not self.password.accepts(headers.get("authorization", ""))
        ):
            return 401, "请输入用户名和密码"
        origin = headers.get("origin")
        if origin is not None and scope["method"] not in ("GET", "HEAD") and urlsplit(origin).netloc != host:
            return 403, "不接受其他网站发来的请求"
        if any(closed in path for closed in _CLOSED):
            return 404, "没有这个地址"
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > self.limit:
            return 413, "请求太大，上限 1 MB"
        return None


def _name(host: str) -> str:
    """A Host header without its port."""
    return host.rsplit(":", 1)[0].lower() if not host.endswith("]") else host.lower()


def _counted(receive: Receive, limit: int, reply: _Reply) -> Receive:
    """Receive up to a limit; past it the application gets no more, and the client is told why."""
    size = 0

    async def counted() -> Message:
        nonlocal size
        message = await receive()
        size += len(message.get("body", b""))
        if size > limit:
            await reply.refuse_size()
            raise _TooLargeError
        return message

    return counted


class _Reply:
    """Sends on, with our headers in front of the reply's own."""

    def __init__(self, send: Send) -> None:
        self.send = send
        self.started = False
        self.closed = False

    async def refuse_size(self) -> None:
        """Say that the body is too large, unless something was said already; nothing may follow."""
        if not self.started:
            await self.error(413, "请求太大，上限 1 MB")
        self.closed = True

    async def __call__(self, message: Message) -> None:
        if self.closed:
            return
        if message["type"] == "http.response.start":
            self.started = True
            kept = list(message.get("headers", ()))
            present = {k.decode("latin-1").lower() for k, _ in kept}
            ours = [(k.encode(), v.encode()) for k, v in _HEADERS.items() if k not in present]
            message = {**message, "headers": [*kept, *ours]}
        await self.send(message)

    async def error(self, status: int, words: str) -> None:
        """A short reply of our own."""
        body = json.dumps({"error": words}, ensure_ascii=False).encode("utf-8")
        headers: list[Any] = [
            (b"content-type", b"application/json; charset=utf-8"),
            (b"content-length", str(len(body)).encode()),
        ]
        if status == 401:
            headers.append((b"www-authenticate", b'Basic realm="assistant", charset="UTF-8"'))
        await self({"type": "http.response.start", "status": status, "headers": headers})
        await self.send({"type": "http.response.body", "body": body})
