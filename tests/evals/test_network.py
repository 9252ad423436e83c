"""The watch on the network hears every way out and none of the ways in."""

from __future__ import annotations

import socket
import sys

from evals.network import watch_network


def test_a_way_out_is_heard():
    # The interpreter's own event, raised by hand: a test never really knocks at another machine.
    with watch_network() as reached:
        sys.audit("socket.connect", None, ("192.0.2.1", 9))
        sys.audit("socket.getaddrinfo", "example.invalid", 80, 0, 0, 0)
        sys.audit("socket.connect", None, "/run/local.sock")
    assert reached == ["socket.connect 192.0.2.1", "socket.getaddrinfo example.invalid"]


def test_loopback_is_not_the_network_and_nothing_is_heard_afterwards():
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        with watch_network() as reached, socket.socket() as s:
            s.connect(server.getsockname())
        assert reached == []
        with socket.socket() as late:
            late.connect(server.getsockname())
        assert reached == []
