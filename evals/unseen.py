"""How notices that nobody has seen are answered: `python -m evals.unseen [--folder DIR] [--beside corpus]`.

Each notice is asked its own questions (`evals.fit.notices` tells the form of the files), alone or beside a
corpus. Nothing is learnt from the eight in `notices/`; their first answers were looked at before trust was
learnt from other notices, later ones only counted.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant.answer import Answer
from assistant.ask import Assistant
from evals.fit.notices import NoticeQuestion, read_notices
from index.corpus import read_corpus
from index.document import Document
from index.library import memory_library

NOTICES = Path(__file__).with_name("notices")
_THERE = ("all", "some", "wrong", "refused")
_ABSENT = ("absent, refused", "absent, answered")


def outcome(question: NoticeQuestion, answer: Answer, document: Document) -> str:
    """What came of a question: all, some or nothing of what answers is quoted, or it is refused.

    Args:
        question: with the words of the notice that answer it.
        answer: what was answered.
        document: the notice.
    """
    if not question.gold:
        return _ABSENT[0] if answer.refused else _ABSENT[1]
    if answer.refused:
        return "refused"
    cited = [c.span for c in answer.citations if c.document.id == document.id]
    found = [any(gold.overlaps(span) for span in cited) for gold in question.gold]
    return "all" if all(found) else "some" if any(found) else "wrong"


def outcomes(folder: Path, beside: Sequence[Document]) -> Iterator[str]:
    """The outcome of every question on every notice of a folder.

    Args:
        folder: notices with their questions.
        beside: other documents of the library.
    """
    for document, asked in read_notices(folder):
        assistant = Assistant.open(memory_library([*beside, document]))
        for question in asked:
            yield outcome(question, assistant.ask(question.question), document)


def main() -> None:
    """Ask, count, print."""
    parser = argparse.ArgumentParser(prog="evals.unseen", description=__doc__)
    parser.add_argument("--folder", type=Path, default=NOTICES, help="NAME.txt and NAME.jsonl")
    parser.add_argument("--beside", type=Path, help="a corpus that the library holds as well")
    given = parser.parse_args()
    beside = list(read_corpus(given.beside)) if given.beside else []
    found = Counter(outcomes(given.folder, beside))
    for names in (_THERE, _ABSENT):
        total = sum(found[name] for name in names)
        for name in names if total else ():
            sys.stdout.write(f"{name:20}{found[name]:5} of {total} {found[name] / total:6.1%}\n")


if __name__ == "__main__":
    main()
