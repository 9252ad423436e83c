"""Watch that no socket leaves this machine, by an audit hook that no library gets around."""

from __future__ import annotations

import ipaddress
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_open: list[list[str]] = []
_installed = False


@contextmanager
def watch_network() -> Iterator[list[str]]:
    """Collect every attempt to reach another machine while the block runs."""
    _install()
    seen: list[str] = []
    _open.append(seen)
    try:
        yield seen
    finally:
        _open.remove(seen)


def _install() -> None:
    """Add the hook once: the interpreter has no way to take one out."""
    global _installed
    if not _installed:
        sys.addaudithook(_hear)
        _installed = True


def _hear(event: str, arguments: tuple[Any, ...]) -> None:
    if not _open or event not in ("socket.connect", "socket.sendto", "socket.getaddrinfo"):
        return
    host = _host(event, arguments)
    if host and not _is_local(host):
        for seen in _open:
            seen.append(f"{event} {host}")


def _host(event: str, arguments: tuple[Any, ...]) -> str:
    if event == "socket.getaddrinfo":
        return str(arguments[0] or "")
    address = arguments[-1]
    return str(address[0]) if isinstance(address, tuple) else ""


def _is_local(host: str) -> bool:
    if host in ("localhost", ""):
        return True
    try:
        return ipaddress.ip_address(host.split("%")[0]).is_loopback
    except ValueError:
        return False
