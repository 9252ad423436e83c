"""One real library for every test (our corpus, real Chroma, the shipped model), and no way to the network."""

import os
import socket
from pathlib import Path

import pytest

from assistant.ask import Assistant
from index.build import build
from index.library import open_library

os.environ.setdefault("HF_HUB_OFFLINE", "1")
ROOT = Path(__file__).parents[1]
_CONNECT = socket.socket.connect


@pytest.fixture(autouse=True)
def loopback_only(monkeypatch):
    """Any connection off loopback is an error, in every test."""

    def connect(self, address):
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in (
            "127.0.0.1",
            "::1",
            "localhost",
        ):
            raise AssertionError(f"a connection to {address} was tried")
        return _CONNECT(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect)


@pytest.fixture(scope="session")
def corpus() -> Path:
    return ROOT / "corpus"


@pytest.fixture(scope="session")
def store(tmp_path_factory, corpus) -> Path:
    folder = tmp_path_factory.mktemp("store")
    build(folder, [corpus])
    return folder


@pytest.fixture(scope="session")
def library(store):
    return open_library(store)


@pytest.fixture(scope="session")
def assistant(library):
    return Assistant(library)
