"""Whether the questions we measure with were given to the product: then it would only remember."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from evals.case import Case, Fault
from evals.text import squeeze
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
    sizes = [len(_pairs(words)) for _, words in kept]
    holders: dict[str, list[int]] = {}
    for n, (_, words) in enumerate(kept):
        for pair in _pairs(words):
            holders.setdefault(pair, []).append(n)
    faults = []
    for case in cases:
        mine = _pairs(case.question)
        shared = Counter(n for pair in mine for n in holders.get(pair, ()))
        for n, both in sorted(shared.items()):
            if both >= alike * (len(mine) + sizes[n] - both):  # Jaccard: shared over either
                document, words = kept[n]
                faults.append(Fault(case.id, f"{document} 里存着几乎相同的说法“{words}”"))
                break
    return faults


def _pairs(text: str) -> frozenset[str]:
    words = re.sub(r"[\W_]+", "", squeeze(text))
    return frozenset(words[i : i + 2] for i in range(len(words) - 1))
