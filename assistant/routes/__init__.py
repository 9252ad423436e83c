"""The ways a question can be answered, tried in order; each proposes drafts or passes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from assistant.answer import AnswerKind
from assistant.compose.evidence import place_measures
from assistant.compose.expects import asks
from assistant.compose.knowledge import Choice
from assistant.duties import DutyTable
from assistant.messages import NOT_ON_RECORD, VERDICTS
from assistant.routes import (
    about,
    attribution,
    claim,
    duty,
    familiar,
    guidance,
    knowledge,
    refusal,
    told,
    twofold,
)
from assistant.routes.claim import judge_claim
from assistant.routes.doubt import is_doubted, without_doubted
from assistant.routes.proposal import Proposal
from assistant.routes.resources import Resources
from assistant.routes.valued import lacks_value_asked, names_another_year
from index.document import Hit, Verdict

__all__ = ["Proposal", "Resources", "judge_claim", "propose"]

_BEYOND_DOUBT = 0.9  # from which on it stands beside a statement
_CERTAIN = 0.8  # trust from which on a quote answers a question that was taken for a claim
# 关于不准聚会的话, 对学校的要求: no statement, but what is to be looked up.
_NAMES_WORDS = re.compile(
    r"(?:的|有关|关于.*)"
    r"(?:话|内容|要求|规定|措施|职责|任务|表述|说法|条款|安排|事项|纪律|责任|段落|部分)[。 ]*$"
)
_BARRED = 0.5  # room below which a question is known to have no answer


def propose(question: str, resources: Resources, as_of: date | None = None) -> Proposal:
    """The first proposal that a route can support; a refusal where none can.

    What nobody put a name to, among documents that have one, is asked only where those have no answer: it
    could have been written by anyone, around this very question.

    Args:
        question: as understood, standing alone.
        resources: the library and what was prepared from it.
        as_of: the day to answer for; None means today.
    """
    proposal = _whole(question, resources)
    several = twofold.questions_of(question)
    if several:
        proposal = _each(several, proposal, resources)
    return proposal.with_cautions(as_of, resources.library.documents)


def _whole(question: str, resources: Resources) -> Proposal:
    hits = resources.search(question)
    named = attribution.with_a_name(hits) if resources.names_are_told else hits
    proposal = _propose(question, named, resources)
    if len(named) < len(hits):
        if proposal.kind is AnswerKind.REFUSAL:
            proposal = _propose(question, hits, resources)
        proposal = attribution.with_cautions(proposal, hits)
    return proposal


def _propose(question: str, hits: Sequence[Hit], resources: Resources) -> Proposal:
    proposal = claim.propose(question, hits, resources)
    if proposal is not None and proposal.verdict is not Verdict.UNKNOWN:
        return proposal
    meant = resources.library.repair(question)
    if meant == question:
        return _answer(question, hits, resources, proposal)
    # a claim is judged as it was put where a record knows it so; everything else is read without its slips
    judged = claim.propose(meant, hits, resources)
    return replace(_answer(meant, hits, resources, judged), understood=meant)


def _each(several: Sequence[str], whole: Proposal, resources: Resources) -> Proposal:
    """The answer to the line that asks several things, completed by those to each that it leaves open."""
    refused = whole.kind is AnswerKind.REFUSAL
    alone = [_whole(q, resources) for q in several if refused or twofold.is_left_open(q, whole)]
    answered = [p for p in alone if p.kind is not AnswerKind.REFUSAL]
    if not refused:
        return twofold.together([whole, *answered])
    return twofold.together(answered) if answered else whole


def _answer(question: str, hits: Sequence[Hit], resources: Resources, judged: Proposal | None) -> Proposal:
    """What the routes say of a question; `judged` is what the claim route said."""
    known = familiar.propose(question, resources.familiar)
    if known is not None and (judged is None or judged.verdict is Verdict.UNKNOWN):
        return known
    proposal = judged or about.propose(question, hits, resources)
    if proposal is not None and (proposal.verdict is not Verdict.UNKNOWN or claim.is_put_to_test(question)):
        return proposal
    choice = resources.choose(question, hits)
    if proposal is not None and not _is_open(question):
        return _beside(question, proposal, choice)
    if proposal is not None and choice.confidence < _CERTAIN:
        return proposal
    if choice.room < _BARRED:
        return refusal.propose(question, choice)
    proposals = _proposals(question, hits, choice, resources)
    return next((p for p in proposals if not _is_of_another(question, p)), None) or refusal.propose(
        question, choice
    )


def _proposals(
    question: str, hits: Sequence[Hit], choice: Choice, resources: Resources
) -> Iterator[Proposal]:
    """What the routes would quote, the best first."""
    few, tables = resources.official_are_few, resources.tables(hits)
    other = told.propose(question, tables) if few else None
    duties, known = (
        None if found is None or (few and _is_held_back(question, found, tables, other)) else found
        for found in (duty.propose(question, hits, choice, resources), _known(question, choice, resources))
    )
    if duties is not None and known is not None and not _is_of_another(question, known):
        yield guidance.with_guidance(question, duties, known, tables)
    yield from (p for p in (duties, known, other) if p is not None)


def _is_held_back(
    question: str, found: Proposal, tables: Sequence[DutyTable], other: Proposal | None
) -> bool:
    """Whether official documents alone are quoted, and nothing quoted is likely enough to answer."""
    return not any(d.compiled for d in found.documents) and is_doubted(question, found, tables, other)


def _known(question: str, choice: Choice, resources: Resources) -> Proposal | None:
    found = knowledge.propose(choice)
    few = resources.official_are_few
    if found is None or lacks_value_asked(question, found, few=few):
        return None
    return without_doubted(question, found) if few else found


def _is_open(question: str) -> bool:
    """Whether what no record speaks of asks, or may as well ask, or names a text: guidance may answer it."""
    return claim.is_maybe_asked(question) or any(asks(question)) or _NAMES_WORDS.search(question) is not None


def _beside(question: str, unknown: Proposal, choice: Choice) -> Proposal:
    """A statement that no record speaks of, with what the documents say of it where that is beyond doubt."""
    found = knowledge.propose(choice) if choice.confidence >= _BEYOND_DOUBT else None
    if found is None or _is_of_another(question, found):
        return unknown
    lead = f"**结论：{VERDICTS[Verdict.UNKNOWN].zh}** —— {NOT_ON_RECORD.zh}\n\n{found.lead}"
    return replace(found, lead=lead, verdict=Verdict.UNKNOWN, claim=unknown.claim, related=unknown.related)


def _is_of_another(question: str, proposal: Proposal) -> bool:
    """Whether it names a place or a year that no quoted document speaks of."""
    elsewhere = all(place_measures(question, document)[1] for document in proposal.documents)
    return elsewhere or names_another_year(question, proposal)
