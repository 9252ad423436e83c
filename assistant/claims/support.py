"""Where no record speaks of a claim: does a sentence of the documents say it, or deny it?

Conservative: the sentence must speak of nearly everything that the statement does, and must not hang on
a condition.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.claims.compare import agree, compare
from assistant.claims.coverage import doubt, measure
from assistant.claims.odds import load_odds
from assistant.claims.parse import parse
from assistant.claims.proposition import Proposition, Unit
from assistant.claims.record import Record, record_of
from index.clauses import clauses, sentences
from index.document import Citation, Document, Hit, Span, Verdict

_SURE = 0.93
_SAME = -0.9  # log-odds from which two sentences count as having the same content
_CONDITION = re.compile(
    r"如果?|若|假如|除|(?<!应)当[^,，]{1,12}时|情况下|的话|前提|一旦|必要时|条件|仅限|原则上"
)
_ASKS = re.compile(r"什么|怎么|如何|哪些|哪里|多少|为何|吗|[?？]")  # a heading or a question asserts nothing
_LONGEST = 160  # a longer sentence says too many things to be weighed as one


@dataclass(frozen=True, slots=True)
class Support:
    """What a sentence of the documents says of a statement.

    Attributes:
        verdict: TRUE, FALSE, or UNKNOWN where no sentence decides it.
        citation: the sentence; None where none decides it.
        reason: why, one line in Chinese.
        confidence: 0 to 1.
    """

    verdict: Verdict
    citation: Citation | None
    reason: str
    confidence: float


def verify_against(statement: str, hits: Sequence[Hit]) -> Support:
    """Judge a statement by ordinary documents.

    Args:
        statement: a claim as it was put.
        hits: passages found for it, best first.
    """
    said = parse(statement)
    found = [s for hit in hits for s in _of_passage(said, hit)]
    if not found:
        return Support(Verdict.UNKNOWN, None, "资料中没有直接说到这一说法的句子", 0.0)
    best = max(found, key=lambda s: s.confidence)
    if any(s.verdict is not best.verdict for s in found):
        return Support(Verdict.UNKNOWN, None, "资料中的句子对这一说法不一致", 0.0)
    return best


def _of_passage(said: Proposition, hit: Hit) -> Iterator[Support]:
    document, span = hit.passage.document, hit.passage.span
    for piece in _pieces(document, span):
        support = _of_sentence(said, document, piece)
        if support is not None:
            yield support


def _pieces(document: Document, span: Span) -> Iterator[Span]:
    for sentence in sentences(document.text, span.start, span.end):
        parts = clauses(document.text, sentence.start, sentence.end)
        yield from (p for p in parts if len(p) <= _LONGEST)


def _of_sentence(said: Proposition, document: Document, piece: Span) -> Support | None:
    text = document.text[piece.start : piece.end]
    if not said.units or _ASKS.search(text) or (_CONDITION.search(text) and not _CONDITION.search(said.text)):
        return None
    recorded = parse(text)
    if recorded.asked or not recorded.units:
        return None
    record: Record = record_of(document, Verdict.TRUE, (recorded,))
    content = measure(said, recorded, record, _plain_weight)
    margin = load_odds("content.json").of(content.features) - _SAME
    content = doubt(content, said, record, _plain_weight, margin)
    comparison = agree(compare(said, record, [content]))
    if (
        comparison.verdict is Verdict.UNKNOWN
        or comparison.score < _SURE - 0.1
        or not _names_all(said, recorded)
    ):
        return None
    words = "资料原文这样说" if comparison.verdict is Verdict.TRUE else "资料原文说的正相反"
    return Support(comparison.verdict, document.cite(piece.start, piece.end), words, comparison.score)


def _names_all(said: Proposition, recorded: Proposition) -> bool:
    """Whether nearly all of the statement's content stands in the sentence itself."""
    keys = set(recorded.keys)
    total = sum(map(_plain_weight, said.units)) or 1.0
    return sum(_plain_weight(u) for u in said.units if u.key in keys) / total >= _SURE


def _plain_weight(unit: Unit) -> float:
    return 1.5 if unit.kind != "char" else 0.1 + 0.9 * unit.info
