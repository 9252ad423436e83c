"""Run every check over a corpus."""

from __future__ import annotations

from pathlib import Path

from index.check.claims import claim_faults
from index.check.fault import Fault
from index.check.load import load
from index.check.numbers import number_faults
from index.check.text import text_faults
from index.check.time import time_faults
from index.errors import BadInput


def check_corpus(folder: Path) -> list[Fault]:
    """Every fault of a corpus, sorted by file and place; empty where it is sound.

    Args:
        folder: the corpus.

    Raises:
        BadInput: where there is no such folder.
    """
    if not folder.is_dir():
        raise BadInput(f"没有这个文件夹：{folder}", "检查路径")
    loaded = load(folder)
    found = [*loaded.faults]
    for check in (text_faults, time_faults, claim_faults, number_faults):
        found.extend(check(loaded))
    return sorted(set(found))
