"""Questions over four later notices: half answered there, half near what stands there and absent.

Written before the program was run on them. Half `a` was looked at when faults were mended, half `b` was not;
the floors are what half `b` reaches.
"""

from __future__ import annotations

import sys

import pytest

from tests.assistant.duties.test_questions import Asked, asked


def _half(name: str) -> list[Asked]:
    return [a for a in asked("questions_nearby.csv") if a.row["half"] == name]


def figures(found: list[Asked]) -> dict[str, list[str]]:
    """Questions by fault."""
    return {
        "refused": [a.row["question"] for a in found if a.must and not a.answer.statements],
        "not cited": [f"{a.row['question']}: {set(a.must) - set(a.cited)}" for a in found if a.must != a.cited],
        "answered": [a.row["question"] for a in found if not a.must and a.answer.statements],
        "another's": [
            f"{a.row['question']}: {t.words(d.span)}"
            for a in found
            if a.must
            for t, d in a.duties()
            if a.is_another(t, d)
        ],
    }


if __name__ == "__main__":
    for half in sys.argv[1:] or ["a", "b"]:
        rows = _half(half)
        held = figures(rows)
        absent = sum(not a.must for a in rows)
        sys.stdout.write(
            f"half {half}: answerable {len(rows) - absent}, refused {len(held['refused'])}, "
            f"not cited {len(held['not cited'])}, another's {len(held[chr(97) + 'nother' + chr(39) + 's'])}; "
            f"absent {absent}, answered {len(held['answered'])}\n"
        )
