"""The ways a question can be answered, tried in order; each proposes drafts or passes."""

from __future__ import annotations

from datetime import date

from assistant.compose.features import place_measures
from assistant.routes import about, claim, duty, knowledge, refusal
from assistant.routes.claim import judge_claim
from assistant.routes.proposal import Proposal
from assistant.routes.resources import Resources

__all__ = ["Proposal", "Resources", "judge_claim", "propose"]


def propose(question: str, resources: Resources, as_of: date | None = None) -> Proposal:
    """The first proposal that a route can support; a refusal where none can.

    Args:
        question: as understood, standing alone.
        resources: the library and what was prepared from it.
        as_of: the day to answer for; None means today.
    """
    hits = resources.search(question)
    proposal = claim.propose(question, hits, resources) or about.propose(question, hits, resources)
    if proposal is None:
        choice = resources.choose(question, hits)
        found = duty.propose(question, hits, choice, resources) or knowledge.propose(choice)
        if found is not None and _is_elsewhere(question, found):
            found = None
        proposal = found or refusal.propose(question, choice)
    return proposal.with_cautions(as_of, resources.library.documents)


def _is_elsewhere(question: str, proposal: Proposal) -> bool:
    """Whether it names a place that no quoted document speaks of: another town's rules are not this one's."""
    return all(place_measures(question, document)[1] for document in proposal.documents)
