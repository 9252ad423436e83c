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


@pytest.fixture(scope="session")
def tiny_bert():
    """Makes a model in a folder: an encoder, or with `labels` a classifier."""
    return _tiny_bert


def _tiny_bert(folder: Path, labels: int = 0) -> Path:
    """A transformer of one layer over single characters, with random weights."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertModel, BertTokenizer

    torch.manual_seed(1)
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *map(chr, range(0x4E00, 0x9FA6))]
    folder.mkdir()
    (folder / "vocab.txt").write_text("\n".join(vocabulary), encoding="utf-8")
    config = BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=32,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=128,
        num_labels=labels or 2,
    )
    model = BertForSequenceClassification(config) if labels else BertModel(config)
    model.save_pretrained(folder)
    BertTokenizer(str(folder / "vocab.txt")).save_pretrained(folder)
    return folder
