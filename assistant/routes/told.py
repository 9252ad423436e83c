"""A value that one sentence of an official document tells: a telephone number, a sum, a day, how often.

Such sentences (举报电话：…; 每头补助1100元) are often nobody's duty, and share few words with the question.
Among the sentences that hold a value of the kind asked for, the learnt trust chooses.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import AnswerKind, Draft
from assistant.compose.render import source_name
from assistant.compose.units import prepare
from assistant.compose.values import asks_value, lacks
from assistant.duties import DutyTable
from assistant.duties.grounds import hold
from assistant.duties.tables import sentences
from assistant.duties.trust import trust_of
from assistant.routes.proposal import Proposal
from index.document import Document, Span

_TRUSTED = 0.45
_LEAST = 0.35  # share of the question that it must speak of
_LOOKED_AT = 3  # sentences with a value that speak most of the question


def propose(question: str, tables: Sequence[DutyTable]) -> Proposal | None:
    """The likeliest sentence that tells the value asked for; None where none is trusted or none is wanted.

    Args:
        question: as understood.
        tables: of the documents to answer from.
    """
    if not asks_value(question):
        return None
    found = [(*best, t.document) for t in tables if (best := _likeliest(question, t.document)) is not None]
    if not found:
        return None
    trust, span, document = max(found, key=lambda f: f[0])
    if trust < _TRUSTED:
        return None
    citation = document.cite(span.start, span.end)
    lead = f"据{source_name(document)}："
    return Proposal(AnswerKind.KNOWLEDGE, lead, (Draft(citation.quote, (citation,)),), confidence=trust)


def _likeliest(question: str, document: Document) -> tuple[float, Span] | None:
    stretches = sentences(document)
    held = hold(question, stretches)
    if held is None:
        return None
    units, shares = prepare(document).units, held.shares()
    able = [
        n
        for n, text in enumerate(stretches.texts)
        if not units[n].is_heading
        and not units[n].is_name
        and shares[n] >= _LEAST
        and not lacks(question, text)
    ]
    near = held.likeliest(able, _LOOKED_AT)
    trusted = trust_of(held, near)
    best = max(range(len(near)), key=lambda k: trusted[k], default=None)
    return None if best is None else (trusted[best], units[near[best]].span)
