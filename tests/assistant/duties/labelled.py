"""Invented notices with hand labels, and how well a table of duties agrees with them.

A notice is `notices/NAME.txt`; `notices/NAME.csv` has a row for each duty in document order. `action` holds
words of the clause, `subject` its subject as the document writes it (`/` between wordings that are as right,
empty where the document names nobody), `deadline`, `condition` and `report_to` the words of the cells
(`；` between several).
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from assistant.duties import Duty, DutyTable, extract
from index.document import Document, Kind, Span
from index.outline import read_outline

NOTICES = Path(__file__).parent / "notices"


@dataclass(frozen=True)
class Label:
    """What a person reads out of one clause."""

    at: Span
    action: str
    subjects: tuple[str, ...]
    modalities: tuple[str, ...]
    deadlines: tuple[str, ...]
    conditions: tuple[str, ...]
    report_to: tuple[str, ...]


@dataclass(frozen=True)
class Agreement:
    """How a table agrees with the labels; each fault says what was expected and what was found."""

    table: DutyTable
    labels: tuple[Label, ...]

    @cached_property
    def pairs(self) -> tuple[tuple[Label, Duty | None], ...]:
        """Each label with the duty whose clause holds its words."""
        return tuple(
            (label, next((d for d in self.table.duties if d.span.covers(label.at)), None))
            for label in self.labels
        )

    @property
    def missed(self) -> list[str]:
        """Labels that no duty holds."""
        return [label.action for label, duty in self.pairs if duty is None]

    @property
    def made_up(self) -> list[str]:
        """Duties that hold no label."""
        used = [id(duty) for _, duty in self.pairs]
        return [self.table.words(d.span) for d in self.table.duties if id(d) not in used]

    def faults(self, cell: str) -> list[str]:
        """Found duties whose cell differs from the label."""
        found = (
            (label, _read(self.table, duty, cell), _wanted(label, cell))
            for label, duty in self.pairs
            if duty is not None
        )
        return [
            f"{label.action}: {wanted} != {read}"
            for label, read, wanted in found
            if not _agrees(cell, wanted, read)
        ]

    def rate(self, what: str) -> float:
        """recall, precision, or the share of found duties whose cell is right."""
        held = len(self.labels) - len(self.missed)
        if what == "recall":
            return held / len(self.labels)
        if what == "precision":
            return 1 - len(self.made_up) / max(1, len(self.table.duties))
        return 1 - len(self.faults(what)) / max(1, held)


CELLS = ("subject", "modality", "deadline", "condition", "report_to")


def _read(table: DutyTable, duty: Duty, cell: str) -> tuple[str, ...]:
    if cell == "subject":
        owner = duty.subject
        return (owner.text,) if owner is not None else ("",)
    if cell == "modality":
        also = (table.words(duty.prohibition),) if duty.prohibition else ()
        return (duty.modality.value, *also)
    aimed = (duty.object,) if duty.object is not None else ()  # 对…的农户，… is a case as well as an object
    spans = {
        "deadline": duty.deadlines,
        "condition": (*duty.conditions, *aimed),
        "report_to": duty.report_to,
    }[cell]
    return tuple(table.words(s) for s in spans)


def _wanted(label: Label, cell: str) -> tuple[str, ...]:
    return {
        "subject": label.subjects,
        "modality": label.modalities,
        "deadline": label.deadlines,
        "condition": label.conditions,
        "report_to": label.report_to,
    }[cell]


def _agrees(cell: str, wanted: tuple[str, ...], read: tuple[str, ...]) -> bool:
    if cell in ("subject", "modality"):
        return any(r in wanted for r in read)
    # A clause may hold more cells than the one label's; a label's cells must all be found, whole or nearly.
    return all(any(w in r or (r in w and len(r) > len(w) / 2) for r in read) for w in wanted)


def read_labels(text: str, name: str) -> Iterator[Label]:
    """The labels of a notice, each found behind the one before it."""
    at = 0
    with (NOTICES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            start = text.index(row["action"], at)
            at = start + 1
            yield Label(
                Span(start, start + len(row["action"])),
                row["action"],
                tuple(row["subject"].split("/")),
                tuple(row["modality"].split("/")),
                *(
                    tuple(c for c in row[cell].split("；") if c)
                    for cell in ("deadline", "condition", "report_to")
                ),
            )


def document(name: str) -> Document:
    """A labelled notice as a document."""
    text = (NOTICES / f"{name}.txt").read_text(encoding="utf-8")
    title = text.split("\n", 1)[0]
    return Document(id=name, title=title, text=text, kind=Kind.NOTICE, outline=read_outline(text))


def agreement(name: str) -> Agreement:
    """How the extracted table of a labelled notice agrees with its labels."""
    read = document(name)
    return Agreement(extract(read), tuple(read_labels(read.text, name)))
