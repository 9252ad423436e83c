"""Whether what would be quoted of an official document is at all likely to say what is asked.

A subject that is named, or a few words that are shared, find some duty of a notice for nearly any question
about its matter. The learnt trust in the quoted clauses has the last word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.compose.units import prepare
from assistant.duties import DutyTable
from assistant.duties.grounds import hold
from assistant.duties.matter import read_matter
from assistant.duties.tables import clauses, duty_table, sentences
from assistant.duties.trust import trust_of
from assistant.routes.proposal import Proposal
from index.document import Document, Span

_OUTDONE = 0.9  # of the trust in what else it says, below which that stands in its place
_BESIDE = 0.3  # trust that a clause needs to stand beside what we compiled
_DOUBTED = 0.14  # trust in the likeliest clause quoted, below which nothing quoted says it


def is_doubted(
    question: str, proposal: Proposal, tables: Sequence[DutyTable], other: Proposal | None = None
) -> bool:
    """Whether no quoted clause is likely to answer, at all or beside what else would be quoted.

    Never where all of somebody's duties are wanted.

    Args:
        question: as understood.
        proposal: what would be answered.
        tables: of the documents that are answered from.
        other: what else would be quoted; None for nothing.
    """
    if read_matter(question, tables).empty:
        return False
    quoted = proposal.quoted
    trust = max((trust_in(question, d, spans) for d, spans in quoted.items()), default=0.0)
    same = other is not None and other.documents[0] in quoted
    return trust < (max(_DOUBTED, _OUTDONE * other.confidence) if other is not None and same else _DOUBTED)


def without_doubted(question: str, proposal: Proposal) -> Proposal:
    """Without what stands of official documents beside compiled ones and is not at all likely to answer.

    Args:
        question: as understood.
        proposal: what would be answered.
    """
    if len({d.compiled for d in proposal.documents}) < 2:
        return proposal
    kept = [
        draft
        for draft in proposal.drafts
        if any(
            c.document.compiled or trust_in(question, c.document, [c.span]) >= _BESIDE
            for c in draft.citations
        )
    ]
    return replace(proposal, drafts=tuple(kept))


def trust_in(question: str, document: Document, spans: Sequence[Span]) -> float:
    """How likely the likeliest clause or sentence in some places answers; 1 where a question tells nothing.

    Args:
        question: as understood.
        document: any.
        spans: what would be quoted of it.
    """
    duties = [d.span for d in duty_table(document).duties]
    units = [u.span for u in prepare(document).units]
    found: list[float] = []
    for stretches, places in ((clauses(document), duties), (sentences(document), units)):
        held = hold(question, stretches)
        if held is None:
            continue
        at = [n for n, p in enumerate(places) if any(p.overlaps(s) for s in spans)]
        found += trust_of(held, at, value=False)
    return max(found, default=1.0)
