"""Guidance beside duties: what a notice tells somebody to do, and how our guidance says it is done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.duties import DutyTable
from assistant.duties.draft import EVERYONE
from assistant.duties.matter import first_seen, read_matter
from assistant.routes.proposal import Proposal

_ENOUGH = 0.6  # confidence from which on guidance stands beside duties
_MOST = 3  # of its sentences


def with_guidance(
    question: str, duties: Proposal, guidance: Proposal, tables: Sequence[DutyTable]
) -> Proposal:
    """Duties of official documents with the guidance on the same matter.

    What speaks of more of the matter goes first; the guidance then answers, and the duties of those asked
    about stand below it.

    Args:
        question: as understood.
        duties: what the duty route would quote.
        guidance: what the knowledge route would quote.
        tables: duties of the documents found.

    Returns:
        The duties alone where the guidance is not sure or not ours, or where the duties are not official.
    """
    official = not any(d.compiled for d in duties.documents)
    ours = bool(guidance.documents) and all(d.compiled for d in guidance.documents)
    if guidance.confidence < _ENOUGH or not (official and ours):
        return duties
    beside = tuple(replace(d, group=d.citations[0].document.title) for d in guidance.drafts[:_MOST])
    matter = read_matter(question, tables)
    said = [
        matter.said([*first_seen(_quotes(p)), *(d.title for d in p.documents)]) for p in (duties, guidance)
    ]
    if said[1] <= said[0]:
        return replace(duties, drafts=(*duties.drafts, *beside))
    own = tuple(d for d in duties.drafts if d.group != EVERYONE)
    return replace(guidance, lead="据以下资料：", drafts=(*beside, *own))


def _quotes(proposal: Proposal) -> list[str]:
    return [c.quote for d in proposal.drafts for c in d.citations]
