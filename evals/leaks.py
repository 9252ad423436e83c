"""Whether the questions we measure with were given to the product: then it would only remember."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from evals.case import Case, Fault
from evals.text import jaccard, squeeze
from index.document import Document

ALIKE = 0.8  # of the character pairs


def wordings(documents: Iterable[Document]) -> list[tuple[str, str]]:
    """Every wording a corpus keeps for matching: how people ask, and how a claim is put."""
    found = []
    for document in documents:
        found += [(document.id, question) for asked in document.asked for question in asked.questions]
        if document.claim is not None:
            found += [(document.id, w) for w in (document.claim.claim, *document.claim.wordings)]
    return found


def check_leaks(cases: Iterable[Case], kept: Sequence[tuple[str, str]], alike: float = ALIKE) -> list[Fault]:
    """The cases whose question the corpus keeps nearly word for word.

    Args:
        cases: what is measured with.
        kept: document ids and wordings.
        alike: Jaccard similarity of character pairs from which two wordings count as the same.
    """
    pairs = [(document, words, _pairs(words)) for document, words in kept]
    faults = []
    for case in cases:
        mine = _pairs(case.question)
        for document, words, theirs in pairs:
            if jaccard(mine, theirs) >= alike:
                faults.append(Fault(case.id, f"{document} 里存着几乎相同的说法“{words}”"))
                break
    return faults


def _pairs(text: str) -> frozenset[str]:
    words = re.sub(r"[\W_]+", "", squeeze(text))
    return frozenset(words[i : i + 2] for i in range(len(words) - 1))
