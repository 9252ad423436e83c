"""The whole path with every way off the machine blocked, and the same answers whatever the hash seed."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

PATH = """
import json, socket, sys

real = socket.socket.connect
tried = []

def connect(self, address):
    if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in ("127.0.0.1", "::1"):
        tried.append(address)
        raise OSError("blocked")
    return real(self, address)

def lookup(host, *rest, **named):
    if host not in ("127.0.0.1", "::1", "localhost", None):
        tried.append(host)
        raise socket.gaierror("blocked")
    return known(host, *rest, **named)

known = socket.getaddrinfo
socket.socket.connect = connect
socket.socket.connect_ex = connect
socket.getaddrinfo = lookup

from pathlib import Path
from assistant.answer import Turn
from assistant.cli import main
from assistant.ask import Assistant
from assistant.duties import render
from assistant.routes.resources import duty_table
from index.build import build
from index.library import open_library

store, corpus = map(Path, sys.argv[1:3])
build(store, [corpus])
library = open_library(store)
assistant = Assistant(library)
out = []
for question in (
    "学校党组织要做哪些事？",
    "口罩多久换一次",
    "喝酒能防病毒吗",
    "这份通知的文号是什么",
    "写一首关于春天的诗",
):
    data = assistant.ask(question).to_dict()
    out.append(data | {"timings_ms": 0})
earlier = [Turn("user", "机关事业单位党组织要做什么？"), Turn("assistant", "……")]
out.append(assistant.ask("那学校呢？", earlier).to_dict() | {"timings_ms": 0})
out.append(assistant.check("喝酒不能防病毒，对吗").to_dict() | {"timings_ms": 0})
out.append([[h.passage.id, repr(h.score), sorted(h.why.items())] for h in library.search("开学准备", 20)])
tables = [duty_table(d) for d in library.documents.values() if d.kind == "notice"]
out.append(render(tables, "csv").decode("utf-8-sig"))
for words in (["search", "口罩"], ["documents", "list"], ["doctor", "--json"]):
    try:
        sys.stdout, keep = open("/dev/null", "w", encoding="utf-8"), sys.stdout
        main([*words, "--store", str(store)])
    except SystemExit as end:
        sys.stdout = keep
        assert not end.code, words
assert not tried, tried
print(json.dumps(out, ensure_ascii=False, sort_keys=True))
"""


def run(store: Path, seed: str) -> str:
    environment = os.environ | {
        "PYTHONHASHSEED": seed,
        "http_proxy": "http://192.0.2.1:9",
        "HF_HUB_OFFLINE": "0",
    }
    words = [sys.executable, "-c", PATH, str(store), str(ROOT / "corpus")]
    done = subprocess.run(words, capture_output=True, check=False, cwd=ROOT, env=environment, timeout=250)
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")[-2_000:]
    return done.stdout.decode("utf-8")


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    return run(tmp_path_factory.mktemp("first"), "0")


def test_the_whole_path_needs_no_network(first):
    duty, knowledge, rumor, about, poem, follow_up, checked, hits, table = json.loads(first)
    assert [a["kind"] for a in (duty, rumor, about, poem)] == ["duty", "rumor", "document", "refusal"]
    assert not knowledge["refused"]
    assert not follow_up["refused"]
    assert (rumor["verdict"], checked["verdict"]) == ("false", "true")
    assert len(hits) == 20
    assert "跟踪管理" in table


@pytest.mark.parametrize("seed", ["1", "4294967295"])
def test_the_same_answers_whatever_the_hash_seed(first, tmp_path, seed):
    assert run(tmp_path / "store", seed) == first
