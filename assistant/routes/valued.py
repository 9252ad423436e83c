"""Whether an answer holds the value that is asked for, said of the very thing that is asked about.

A date, a number or a place somewhere in a long quote is seldom the one that was asked for: it must stand in a
sentence that speaks of the question.
"""

from __future__ import annotations

import re

from assistant.compose.units import prepare
from assistant.duties.grounds import hold
from assistant.duties.tables import sentences
from assistant.duties.trust import asks_by_whom, trust_of
from assistant.duties.values import asks_value
from assistant.routes.proposal import Proposal
from index.document import Document, Span
from index.words import normalise

_TRUSTED = 0.2  # where a value is asked for
_SPOKEN_OF = 0.3  # where it is asked by whom something is done


def lacks_value_asked(question: str, proposal: Proposal) -> bool:
    """Whether a value is asked for, and no quoted sentence is likely to tell it.

    Args:
        question: as understood.
        proposal: what would be answered.
    """
    if not asks_value(question) and not asks_by_whom(question):
        return False
    least = _SPOKEN_OF if asks_by_whom(question) else _TRUSTED
    quoted: dict[Document, list[Span]] = {}
    for draft in proposal.drafts:
        for citation in draft.citations:
            quoted.setdefault(citation.document, []).append(citation.span)
    return all(_best(question, d, spans) < least for d, spans in quoted.items())


def _best(question: str, document: Document, spans: list[Span]) -> float:
    held = hold(question, sentences(document))
    if held is None:
        return 1.0  # nothing to go by
    units = prepare(document).units
    at = [n for n, u in enumerate(units) if any(u.span.overlaps(s) for s in spans)]
    return max(trust_of(held, at), default=0.0)


_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?=年)")


def names_another_year(question: str, proposal: Proposal) -> bool:
    """Whether a year is named that no quoted document speaks of.

    Args:
        question: as understood.
        proposal: what would be answered.
    """
    years = _YEAR.findall(normalise(question))
    documents = proposal.documents
    return any(all(y not in d.text and y not in d.date for d in documents) for y in years)
