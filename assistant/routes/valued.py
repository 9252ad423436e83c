"""Whether an answer holds the value that is asked for, said of the very thing that is asked about.

A date, a number or a place somewhere in a long quote is seldom the one that was asked for: it must stand in a
sentence that speaks of the question.
"""

from __future__ import annotations

import re

from assistant.compose.units import prepare
from assistant.compose.values import asks_value, lacks
from assistant.duties.grounds import hold
from assistant.duties.tables import sentences
from assistant.duties.trust import asks_by_whom, nearest, trust_of
from assistant.routes.proposal import Proposal
from index.document import Document, Span
from index.words import normalise

_TRUSTED = 0.2  # where a value is asked for
_NEAR = {True: 0.6, False: 0.35}  # of what the sentence speaks of that speaks most of the question
_SPOKEN_OF = 0.3  # where it is asked by whom something is done


def lacks_value_asked(question: str, proposal: Proposal, *, few: bool = True) -> bool:
    """Whether a value is asked for, and no quoted sentence is likely to tell it.

    Args:
        question: as understood.
        proposal: what would be answered.
        few: whether the library holds few official documents. Questions to one that holds many name places
            and offices, and official texts give their values a sentence or two further on.
    """
    if not asks_value(question) and not asks_by_whom(question):
        return False
    least = _SPOKEN_OF if asks_by_whom(question) else _TRUSTED
    return all(_lacks(question, d, spans, least, few=few) for d, spans in proposal.quoted.items())


def _lacks(question: str, document: Document, spans: list[Span], least: float, *, few: bool) -> bool:
    units = prepare(document).units
    at = [n for n, u in enumerate(units) if any(u.span.overlaps(s) for s in spans)]
    if not document.compiled and (asks_value(question) or not few):
        # A sentence of an official text leans on those around it.
        words = [document.text[units[n].span.start : units[n].span.end] for n in at]
        near = nearest(question, words, _NEAR[few])
        return asks_value(question) and all(lacks(question, w) for w in near)
    held = hold(question, sentences(document))
    return held is not None and max(trust_of(held, at, compiled=document.compiled), default=0.0) < least


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
