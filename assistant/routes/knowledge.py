"""A knowledge question: the few sentences that answer it, where the calibrated model trusts that they do."""

from __future__ import annotations

from assistant.answer import AnswerKind
from assistant.compose.knowledge import Choice, drafts
from assistant.compose.render import source_name
from assistant.routes.proposal import Proposal


def propose(choice: Choice) -> Proposal | None:
    """The chosen sentences; None where they are not likely enough to answer the question."""
    if not choice.sure:
        return None
    documents = list(dict.fromkeys(run.prepared.document for run in choice.runs))
    lead = f"据{source_name(documents[0])}：" if len(documents) == 1 else "据以下资料："
    return Proposal(AnswerKind.KNOWLEDGE, lead, tuple(drafts(choice.runs)), confidence=choice.confidence)
