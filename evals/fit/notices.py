"""Invented official notices with questions in people's own words: what is learnt of texts nobody has seen.

`notices/` holds pairs of files: `NAME.txt`, a notice as published, and `NAME.jsonl`, questions on it, with
its exact words that answer (`gold`; empty where it holds no answer). Every name and figure is made up.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.fit.places import place_of, shares_half
from index.corpus import read_one
from index.document import Document, Span

NOTICES = Path(__file__).with_name("notices")


@dataclass(frozen=True, slots=True)
class NoticeQuestion:
    """A question on a notice.

    Attributes:
        question: as people put it.
        gold: where the notice answers it; empty where it does not.
    """

    question: str
    gold: tuple[Span, ...]

    def is_answered_by(self, span: Span) -> bool:
        """Whether a stretch has enough in common with words that answer."""
        return any(shares_half(span, gold) for gold in self.gold)


def read_notices(folder: Path = NOTICES) -> Iterator[tuple[Document, list[NoticeQuestion]]]:
    """Each notice with its questions.

    Args:
        folder: pairs of NAME.txt and NAME.jsonl.

    Raises:
        ValueError: words that should answer do not stand in their notice.
    """
    for path in sorted(folder.rglob("*.txt")):
        document = read_one(path)[0]
        rows = [json.loads(line) for line in path.with_suffix(".jsonl").read_text("utf-8").splitlines()]
        yield document, [NoticeQuestion(r["question"], _places(document, r["gold"], path)) for r in rows]


def _places(document: Document, quotes: Sequence[str], path: Path) -> tuple[Span, ...]:
    """Where quotes stand."""
    found = []
    for quote in quotes:
        place = place_of(document.text, quote)
        if place is None:
            raise ValueError(f"{path}: {quote}")
        found.append(place)
    return tuple(found)
