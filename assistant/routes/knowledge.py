"""A knowledge question: the few sentences that answer it, where the calibrated model trusts that they do."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import AnswerKind
from assistant.compose.knowledge import drafts
from assistant.compose.render import source_name
from assistant.compose.trees import load_models
from assistant.routes.proposal import Proposal
from assistant.routes.resources import Resources
from index.document import Hit


def propose(question: str, hits: Sequence[Hit], resources: Resources) -> Proposal | None:
    """The chosen sentences; None where they are not likely enough to answer the question."""
    choice = resources.choose(question, hits)
    if not choice.runs or choice.confidence < load_models().cut:
        return None
    proposed = drafts(choice.runs)
    documents = list(dict.fromkeys(run.prepared.document for run in choice.runs))
    lead = f"据{source_name(documents[0])}：" if len(documents) == 1 else "据以下资料："
    return Proposal(AnswerKind.KNOWLEDGE, lead, tuple(proposed), confidence=choice.confidence)
