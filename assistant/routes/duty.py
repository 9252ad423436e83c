"""A duty question: exactly the duties of the subject asked about, and those of everyone marked as such."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import AnswerKind
from assistant.compose.expects import lacks_value
from assistant.compose.render import source_name
from assistant.duties import duty_drafts
from assistant.routes.proposal import Proposal
from assistant.routes.resources import Resources
from index.document import Document, Hit

_SURE = 0.5


def propose(question: str, hits: Sequence[Hit], resources: Resources) -> Proposal | None:
    """The duties of the subject named; None where no subject is recognised or the question is about something more special."""
    found = duty_drafts(question, resources.tables(hits))
    if found is None or found.confidence < _SURE:
        return None
    if lacks_value(question, (c.quote for d in found.drafts for c in d.citations)):
        return None
    own = [d for d, c in zip(found.drafts, found.chosen, strict=True) if not c.common]
    common = [d for d, c in zip(found.drafts, found.chosen, strict=True) if c.common]
    ordered = (*own, *common)
    documents: list[Document] = list(dict.fromkeys(c.document for d in ordered for c in d.citations))
    names = "；".join(source_name(d) for d in documents)
    whose = f"“{'、'.join(found.subjects)}”的" if own and found.subjects else ""
    lead = f"据{names}，{whose}有关要求（原文）："
    return Proposal(AnswerKind.DUTY, lead, ordered, confidence=found.confidence)
