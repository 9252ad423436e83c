"""What a sentence or a clause of an official document says of a question, where the learnt trust vouches.

Much of what people ask a notice is nobody's duty (举报电话：…; 每头补助1100元) or shares few words with it
(手机没信号怎么通知: 通信中断的逐户敲门告知). Of the stretches of each document that speak most of a question
the likeliest is told, with those beside it that are hardly less likely.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answer import AnswerKind, Draft
from assistant.compose.render import source_name
from assistant.compose.units import prepare
from assistant.compose.values import asks_value
from assistant.duties import DutyTable
from assistant.duties.grounds import Stretches, hold
from assistant.duties.match import SubjectMatch, find_subjects
from assistant.duties.tables import clauses, sentences
from assistant.duties.trust import trust_of
from assistant.routes.proposal import Proposal
from assistant.routes.trusted import is_theirs
from index.document import Document, Span

_TRUSTED = 0.4
_LEAST = 0.3  # share of the question that it must speak of
_LOOKED_AT = 3  # stretches of either sort that speak most of the question
_HARDLY_LESS = 0.85  # of the trust in the likeliest
_MOST = 3


@dataclass(frozen=True, slots=True)
class Told:
    """A stretch of a document and how likely it answers."""

    document: Document
    span: Span
    trust: float


def propose(question: str, tables: Sequence[DutyTable]) -> Proposal | None:
    """The likeliest stretches; None where none is trusted.

    Args:
        question: as understood.
        tables: of the documents to answer from.
    """
    named = find_subjects(question, tables)
    every = [
        t for table in tables for t in _of_document(question, table) if not _is_anothers(t, table, named)
    ]
    if not every:
        return None
    every.sort(key=lambda t: (-t.trust, t.span.start))
    best = every[0]
    if best.trust < _TRUSTED:
        return None
    kept: list[Told] = []
    for told in every:
        near = told.document is best.document and told.trust >= _HARDLY_LESS * best.trust
        if near and len(kept) < _MOST and not any(told.span.overlaps(k.span) for k in kept):
            kept.append(told)
    cited = [best.document.cite(t.span.start, t.span.end) for t in kept]
    lead = f"据{source_name(best.document)}："
    return Proposal(
        AnswerKind.KNOWLEDGE, lead, tuple(Draft(c.quote, (c,)) for c in cited), confidence=best.trust
    )


def _is_anothers(told: Told, table: DutyTable, named: Sequence[SubjectMatch]) -> bool:
    """Whether all that it tells somebody to do lies on others than those named."""
    duties = [d for d in table.duties if d.span.overlaps(told.span)]
    return bool(named and duties) and not any(is_theirs(d, named) for d in duties)


def _of_document(question: str, table: DutyTable) -> Iterator[Told]:
    document = table.document
    units = prepare(document).units
    body = [n for n, u in enumerate(units) if not u.is_heading and not u.is_name]
    yield from _likeliest(question, document, sentences(document), [u.span for u in units], body)
    duties = [d.span for d in table.duties]
    yield from _likeliest(question, document, clauses(document), duties, range(len(duties)))


def _likeliest(
    question: str, document: Document, stretches: Stretches, spans: Sequence[Span], among: Sequence[int]
) -> Iterator[Told]:
    held = hold(question, stretches)
    if held is None:
        return
    shares = held.shares()
    able = [n for n in among if shares[n] >= _LEAST]
    if asks_value(question):
        able = [n for n in able if n in held.able]
    near = held.likeliest(able, _LOOKED_AT)
    for n, trust in zip(near, trust_of(held, near), strict=True):
        yield Told(document, spans[n], trust)
