"""Documents that nobody put a name to: they stand back behind those that name who issued them, and say so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import AnswerKind
from assistant.compose.render import escape
from assistant.messages import UNNAMED_LEFT_OUT, UNNAMED_QUOTED
from assistant.routes.proposal import Proposal
from index.document import Document, Hit, Kind

_MOST = 3  # unnamed documents spoken of at most
_LONGEST = 30  # characters of its name; whoever wrote it chose that too


def is_unnamed(document: Document) -> bool:
    """Whether a document that a user added names neither who issued it nor a number."""
    return document.kind is Kind.OTHER and not document.issuer and not document.number


def with_a_name(hits: Sequence[Hit]) -> list[Hit]:
    """The passages of documents that somebody answers for."""
    return [h for h in hits if not is_unnamed(h.passage.document)]


def with_cautions(proposal: Proposal, hits: Sequence[Hit]) -> Proposal:
    """The proposal, saying which unnamed documents it quotes, or found and left out.

    Args:
        proposal: what is to be answered.
        hits: everything found, best first.
    """
    quoted = [d for d in proposal.documents if is_unnamed(d)]
    found = [UNNAMED_QUOTED.zh.format(name=_name(d)) for d in quoted]
    if not quoted and proposal.kind is not AnswerKind.REFUSAL:
        near = _found_before(proposal.documents, hits)
        found = [UNNAMED_LEFT_OUT.zh.format(name="、".join(_name(d) for d in near))] if near else []
    return replace(proposal, cautions=(*proposal.cautions, *found))


def _found_before(quoted: Sequence[Document], hits: Sequence[Hit]) -> list[Document]:
    """The unnamed documents that were found before any of those quoted."""
    order = list(dict.fromkeys(h.passage.document for h in hits))
    first = min((order.index(d) for d in quoted if d in order), default=len(order))
    return [d for d in order[:first] if is_unnamed(d)][:_MOST]


def _name(document: Document) -> str:
    return escape(document.id[:_LONGEST])
