"""The wheel holds what the program needs and nothing else; every command that a README names is real."""

import importlib.util
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from typer.main import get_command

from assistant.cli import app

ROOT = Path(__file__).parents[1]
READMES = sorted(p for p in [*ROOT.glob("README*.md"), *ROOT.glob("*/README.md")] if p.is_file())


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    if importlib.util.find_spec("hatchling") is None:
        pytest.skip("hatchling is not installed, and building in isolation would need the network")
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--no-index"]
    done = subprocess.run([*build, "-q", "-w", str(folder), str(ROOT)], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as file:
        return file.namelist()


def test_the_top_level_names(wheel):
    tops = {name.split("/")[0] for name in wheel}
    assert {t for t in tops if not t.endswith(".dist-info")} == {"assistant", "index", "evals"}
    assert not [n for n in wheel if n.endswith((".pyc", ".sqlite3")) or "/.store" in n]


def shipped(package: str) -> list[str]:
    """The files of a package or folder that git knows: what a clone holds."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--", package], capture_output=True, cwd=ROOT, check=False
    )
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [n for n in listed.stdout.decode("utf-8").split("\0") if n and (ROOT / n).is_file()]


@pytest.mark.parametrize("package", ["assistant", "index", "evals"])
def test_every_file_of_a_package_is_inside(wheel, package):
    assert set(shipped(package)) <= set(wheel)


def test_the_corpus_is_inside_the_package(wheel):
    assert {"assistant/_" + name for name in shipped("corpus")} <= set(wheel)
    assert "assistant/_corpus/notice/anqing-zuming-2020-2.txt" in wheel


def test_what_the_program_reads_at_run_time_is_data_of_the_packages():
    names = [n for package in ("assistant", "index", "evals") for n in shipped(package)]
    for end in (".css", ".js", ".npz", ".txt", ".jsonl"):
        assert any(n.endswith(end) for n in names), end


def words_of(command, prefix=()):
    """Every command with its options, groups opened."""
    yield prefix, {o for p in command.params for o in (*p.opts, *p.secondary_opts) if o.startswith("-")}
    for name, below in getattr(command, "commands", {}).items():
        yield from words_of(below, (*prefix, name))


COMMANDS = dict(words_of(get_command(app)))
TARGETS = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))


def test_there_are_readmes():
    assert {"README.md", "README.zh.md"} <= {p.name for p in READMES}
    text = "".join(p.read_text(encoding="utf-8") for p in READMES)
    assert len(re.findall(r"\bassistant (?:ask|index|eval|check)", text)) > 8


@pytest.mark.parametrize("path", READMES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_every_command_that_a_readme_names_is_real(path):
    text = path.read_text(encoding="utf-8")
    wrong = []
    for line in re.findall(r"(?:^|[\s`/])assistant ([a-z][^`\n|]*)", text):
        words = re.split(r"  |#|&&|\|", line)[0].split()
        place = ()
        while words and (*place, words[0]) in COMMANDS:
            place = (*place, words.pop(0))
        if not place:
            wrong.append(line)
            continue
        wrong += [
            f"{line}: {w}" for w in words if re.fullmatch(r"--?[a-z][a-z-]*", w) and w not in COMMANDS[place]
        ]
    wrong += [t for t in re.findall(r"(?:^ {4,}|`)make ([a-z]+)\b", text, re.M) if t not in TARGETS]
    assert not wrong
