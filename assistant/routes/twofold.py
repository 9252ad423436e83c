"""Several questions in one line: cut apart, each made to stand alone, and their answers put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import AnswerKind, Turn
from assistant.compose.expects import asks
from assistant.compose.values import CLAUSE_END, lacks
from assistant.converse import resolve
from assistant.routes.proposal import Proposal

_STANDS_ALONE = 6  # characters of a question that can be asked alone
_MOST = 3  # questions of one line that are looked at


def questions_of(line: str) -> tuple[str, ...]:
    """The questions in a line, each standing alone; what is told before a question belongs to it.

    Args:
        line: 一天开几次窗，一次开多久.

    Returns:
        Empty where the line asks one thing only.
    """
    found: list[str] = []
    told: list[str] = []
    for part in filter(None, (p.strip() for p in CLAUSE_END.split(line))):
        told.append(part)
        if any(asks(part)):
            found.append("，".join(told))
            told = []
    if len(found) < 2 or len(found[0]) < _STANDS_ALONE:
        return ()
    first, *others = found[:_MOST]
    return (first, *(resolve(other, [Turn("user", first)]) for other in others))


def is_left_open(question: str, proposal: Proposal) -> bool:
    """Whether a question asks for a value that nothing quoted holds."""
    return bool(proposal.drafts) and all(lacks(question, draft.text) for draft in proposal.drafts)


def together(proposals: Sequence[Proposal]) -> Proposal:
    """One proposal of several: those of the first's kind join it, every sentence once.

    Args:
        proposals: the first one answers; verdicts are never joined.
    """
    first = proposals[0]
    same = [p for p in proposals if p.kind is first.kind and p.drafts and p.verdict is None]
    if len(same) < 2 or first.verdict is not None:
        return first
    drafts = tuple({d.citations: d for p in same for d in p.drafts}.values())
    joined = replace(first, drafts=drafts, confidence=min(p.confidence for p in same))
    if first.kind is not AnswerKind.KNOWLEDGE or len(joined.documents) < 2:
        return joined
    grouped = [replace(d, group=d.citations[0].document.title) for d in drafts]
    in_order = sorted(grouped, key=lambda d: joined.documents.index(d.citations[0].document))
    return replace(joined, lead="据以下资料：", drafts=tuple(in_order))
