"""The installed program: help, locale, full disk, doctor."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

from tests.assistant.cli.terminal import REPORT, ROOT, SCRIPT, script


def test_help_needs_nothing_heavy():
    heavy = ("torch", "chromadb", "gradio", "langchain", "sentence_transformers", "numpy", "transformers")
    code = (
        "import sys\nfrom assistant.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit as end:\n    assert not end.code\n"
        f"print([m for m in sys.modules if m.split('.')[0].startswith({heavy!r})], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, cwd=ROOT, check=True)
    assert done.stderr.decode().strip() == "[]"
    for command in ("index", "ask", "search", "check", "duties", "documents", "eval", "serve", "doctor"):
        assert command in done.stdout.decode()


def test_the_installed_script_answers(store):
    done = script("ask", REPORT, "--store", store, "--json", cwd=store)
    assert (done.returncode, done.stderr) == (0, b"")
    assert not json.loads(done.stdout)["refused"]


def test_a_locale_without_utf8(store):
    locale = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LANG": "C"}
    done = script("ask", REPORT, "--store", store, "--json", env=locale)
    assert done.returncode == 0
    assert json.loads(done.stdout.decode("utf-8"))["question"] == REPORT


def test_a_full_disk_and_a_closed_pipe(store):
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [str(SCRIPT), "documents", "list", "--store", str(store)],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.decode().count("\n") == 1
    pipe = f"'{SCRIPT}' documents list --store '{store}' --json | head -c 10"
    shell = ["bash", "-o", "pipefail", "-c", pipe]
    done = subprocess.run(shell, capture_output=True, check=False)
    assert (done.returncode, done.stderr, len(done.stdout)) == (0, b"", 10)


def test_doctor_names_every_part(call, store):
    code, out, _ = call("doctor", "--store", store, "--json")
    rows = json.loads(out)
    assert code == 0
    assert all(set(r) == {"part", "ok", "state", "remedy", "needed"} for r in rows)
    assert {"chromadb", "gradio", "索引", "向量模型"} <= {r["part"] for r in rows if r["ok"]}


def test_doctor_says_what_a_broken_store_needs(call, tmp_path):
    shutil.rmtree(tmp_path / "none", ignore_errors=True)
    rows = json.loads(call("doctor", "--store", tmp_path / "none", "--json")[1])
    row = next(r for r in rows if r["part"] == "索引")
    assert not row["ok"]
    assert "assistant index" in row["remedy"]
    assert not (tmp_path / "none").exists()
