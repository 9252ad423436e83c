"""A question that is known word for word: the sentences it leads to, which nothing has to be weighed for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from assistant.answer import AnswerKind, Draft
from assistant.compose.render import source_name
from assistant.routes.proposal import Proposal
from index.document import Asked, Document

Familiar = Mapping[str, tuple[Document, Asked]]


def familiar(documents: Iterable[Document]) -> Familiar:
    """What the known wordings lead to, by how they read; of two that read alike the first.

    Args:
        documents: with their wordings.
    """
    found: dict[str, tuple[Document, Asked]] = {}
    for document in documents:
        for asked in document.asked:
            for wording in asked.questions:
                found.setdefault(_read(wording), (document, asked))
    return found


def propose(question: str, known: Familiar) -> Proposal | None:
    """The sentences that a question is known to ask for; None where it is not known as it was put.

    Args:
        question: as understood.
        known: what wordings lead to.
    """
    found = known.get(_read(question))
    if found is None:
        return None
    document, asked = found
    citations = [document.cite(s.start, s.end) for s in sorted(asked.spans, key=lambda s: s.start)]
    drafts = tuple(Draft(c.quote, (c,)) for c in citations)
    return Proposal(AnswerKind.KNOWLEDGE, f"据{source_name(document)}：", drafts, confidence=1.0)


def _read(text: str) -> str:
    return "".join(filter(str.isalnum, text)).lower()
