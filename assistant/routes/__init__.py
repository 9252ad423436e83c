"""The ways a question can be answered, tried in order; each proposes drafts or passes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.answer import AnswerKind
from assistant.compose.evidence import place_measures
from assistant.compose.expects import asks
from assistant.compose.trees import load_models
from assistant.routes import about, attribution, claim, duty, knowledge, refusal
from assistant.routes.claim import judge_claim
from assistant.routes.proposal import Proposal
from assistant.routes.resources import Resources
from index.document import Hit, Verdict

__all__ = ["Proposal", "Resources", "judge_claim", "propose"]

_CERTAIN = 0.8  # trust from which on a quote answers a question that was taken for a claim


def propose(question: str, resources: Resources, as_of: date | None = None) -> Proposal:
    """The first proposal that a route can support; a refusal where none can.

    What nobody put a name to is asked only where the documents with a name have no answer: it could have been
    written by anyone, around this very question.

    Args:
        question: as understood, standing alone.
        resources: the library and what was prepared from it.
        as_of: the day to answer for; None means today.
    """
    hits = resources.search(question)
    named = attribution.with_a_name(hits)
    proposal = _propose(question, named, resources)
    if len(named) < len(hits):
        if proposal.kind is AnswerKind.REFUSAL:
            proposal = _propose(question, hits, resources)
        proposal = attribution.with_cautions(proposal, hits)
    return proposal.with_cautions(as_of, resources.library.documents)


def _propose(question: str, hits: Sequence[Hit], resources: Resources) -> Proposal:
    proposal = claim.propose(question, hits, resources) or about.propose(question, hits, resources)
    if proposal is not None and not _is_open(question, proposal):
        return proposal
    choice = resources.choose(question, hits)
    if proposal is not None and choice.confidence < _CERTAIN:
        return proposal
    found = None
    if choice.room >= load_models().cut:
        found = duty.propose(question, hits, choice, resources) or knowledge.propose(choice)
    if found is not None and _is_elsewhere(question, found):
        found = None
    return found or refusal.propose(question, choice)


def _is_open(question: str, proposal: Proposal) -> bool:
    """Whether no record speaks of a claim that was put as a question: the guidance may hold its answer."""
    return proposal.verdict is Verdict.UNKNOWN and any(asks(question))


def _is_elsewhere(question: str, proposal: Proposal) -> bool:
    """Whether it names a place that no quoted document speaks of: another town's rules are not this one's."""
    return all(place_measures(question, document)[1] for document in proposal.documents)
