"""What must hold for every citation of every answer; independent of the product's own verifier.

Frameworks ask a language model whether a text is "faithful"; people agree with such a judge in about half
the cases (TREC 2024 RAG, arXiv 2504.15205). A quote from known offsets needs no judge: each check below
decides exactly.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from evals.text import squeeze
from index.numerals import unify_numbers

Json = Mapping[str, Any]
NAMES = ("resolvable", "verbatim", "covered", "number", "polarity", "condition", "superseded", "marker")

# Words that may join quotes without a source of their own.
_JOIN = re.compile(r"\[\d+\]|其中|同时|此外|另外|以及|并且|具体为|包括|[\W_]")
_NUMBER = re.compile(r"\d+(?:\.\d+)?%?")
_NEGATION = re.compile(r"[不没无未非勿莫禁免]|避免|除外|以外")
_STOP = re.compile(r"[，。；！？：,;!?:\n]")
_SENTENCE = re.compile(r"[。！？!?\n；;]")
_CONDITION = re.compile(r"^(?:如果?|若|一旦|凡|倘|遇|除|当(?!前|地|日|天|年|时)|对[^，,]{1,60}的$)")
_ORDER = re.compile(r"应当?|必须|须|要|立即|严肃|及时|不得|严禁|禁止")
_MARKER = re.compile(r"\[(\d+)\]")


class Violation(NamedTuple):
    """One broken invariant."""

    name: str
    detail: str


def check(answer: Json, texts: Mapping[str, str], overdue: frozenset[str] = frozenset()) -> list[Violation]:
    """Every broken invariant of one answer.

    Args:
        answer: Answer JSON.
        texts: canonical texts by document id, read from the files and not from the index.
        overdue: documents that are expired or replaced on the day asked about.
    """
    found = list(_citations(answer["citations"], texts))
    if not found:
        found += _statements(answer)
        found += _cuts(answer, texts)
    found += _superseded(answer, overdue)
    found += _markers(answer)
    return found


def _citations(citations: Sequence[Json], texts: Mapping[str, str]) -> Iterator[Violation]:
    for c in citations:
        text = texts.get(c["document_id"])
        if text is None:
            yield Violation("resolvable", f"没有文档 {c['document_id']}")
        elif text[c["start"] : c["end"]] != c["quote"] or not c["quote"].strip():
            yield Violation(
                "verbatim", f"{c['document_id']}[{c['start']}:{c['end']}] 与引文不同：{c['quote'][:30]}"
            )


def _statements(answer: Json) -> Iterator[Violation]:
    quotes = {c["n"]: c["quote"] for c in answer["citations"]}
    for statement in answer["statements"]:
        cited = [quotes[n] for n in statement["citations"] if n in quotes]
        text, source = statement["text"], "".join(cited)
        if not cited:
            yield Violation("covered", f"没有引文：{text[:40]}")
        if extra := numbers(text) - numbers(source):
            yield Violation("number", f"引文里没有的数字 {sorted(extra)}：{text[:40]}")
        if answer.get("composer") == "llm":
            continue
        if negations(text) != negations(source):
            yield Violation("polarity", f"肯定否定与引文不同：{text[:40]}")
        if rest := uncovered(text, cited):
            yield Violation("covered", f"引文里没有“{rest[:20]}”")


def uncovered(text: str, quotes: Sequence[str]) -> str:
    """What is left of a statement without its quotes and the joining words; empty where nothing is."""
    rest = squeeze(text)
    for quote in sorted({squeeze(q) for q in quotes}, key=len, reverse=True):
        rest = rest.replace(quote, "")
    return _JOIN.sub("", rest)


def numbers(text: str) -> set[str]:
    """Every number of a text, numerals in one form."""
    return set(_NUMBER.findall(unify_numbers(squeeze(_MARKER.sub("", text)))))


def negations(text: str) -> Counter[str]:
    """How often each negating word stands in a text."""
    return Counter(_NEGATION.findall(text))


def _cuts(answer: Json, texts: Mapping[str, str]) -> Iterator[Violation]:
    """Quotes that begin after a negation of their clause, or without the condition of their sentence."""
    spans = [(c["document_id"], c["start"], c["end"]) for c in answer["citations"]]
    for document, start, end in spans:
        text = texts[document]
        if _NEGATION.search(_lost_head(text, start)):
            yield Violation("polarity", f"引文从否定词之后截起：{text[start:end][:30]}")
        condition = _lost_condition(text, start, end)
        if condition and not any(
            d == document and s <= condition[0] and condition[1] <= e for d, s, e in spans
        ):
            yield Violation(
                "condition", f"引文丢了前提“{text[condition[0] : condition[1]]}”：{text[start:end][:30]}"
            )


def _lost_head(text: str, start: int) -> str:
    """The part of the comma-level clause that stands before a quote's first character."""
    at = start
    while at > 0 and not _STOP.match(text[at - 1]):
        at -= 1
    return text[at:start]


def _lost_condition(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The condition before a quote that begins with an order in mid-sentence; None where none is lost."""
    head = start
    while head > 0 and not _SENTENCE.match(text[head - 1]):
        head -= 1
    before = text[head:start].rstrip("，, ")
    first = _STOP.split(text[start:end], maxsplit=1)[0]
    if not before or text[start - 1] not in "，," or not _ORDER.search(first):
        return None
    cut = max(before.rfind("，"), before.rfind(",")) + 1
    segment = before[cut:]
    if not _CONDITION.match(segment):
        return None
    return head + cut, head + len(before)


def _superseded(answer: Json, overdue: frozenset[str]) -> Iterator[Violation]:
    dated = sorted({c["document_id"] for c in answer["citations"]} & overdue)
    if dated and not answer.get("cautions"):
        yield Violation("superseded", f"引用了已失效或被代替的 {'、'.join(dated)} 而没有提醒")


def _markers(answer: Json) -> Iterator[Violation]:
    known = {c["n"] for c in answer["citations"]}
    for statement in answer["statements"]:
        if bad := sorted(set(statement["citations"]) - known):
            yield Violation("marker", f"没有编号为 {bad} 的引文")
