"""The gate: a draft becomes a statement only if its quotes carry it.

Pure: no model, no store, no clock. A text made of its quotes passes as it stands. Any other text (a language
model's) must be carried clause by clause (`carry`): comma-level pieces of one sentence, word for word, with
no condition, exception, denial or modal word left out that governs them, and with their own subject.
What cannot be shown to be carried is dropped (fail closed).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.answer import Draft, Problem, Statement
from assistant.verify.borders import is_name, taken_over, torn
from assistant.verify.carry import Evidence, Fit, claim_clauses, cut, find
from assistant.verify.made import is_made_of
from assistant.verify.omission import keeps_subject, objection
from assistant.verify.tokens import BORDERS, Tokens, tokens
from assistant.verify.weight import leaves_out
from assistant.verify.words import modality, negations, numbers
from index.document import Citation

__all__ = ["Checked", "check", "leaves_out", "verify"]


@dataclass(frozen=True, slots=True)
class Checked:
    """What verification left."""

    statements: tuple[Statement, ...]
    problems: tuple[Problem, ...]


def verify(drafts: Iterable[Draft]) -> Checked:
    """Let through the drafts that their quotes carry.

    Args:
        drafts: proposed sentences with their citations.

    Returns:
        The statements in the same order, and why each other draft was dropped.
    """
    statements: list[Statement] = []
    problems: list[Problem] = []
    for draft in drafts:
        problem = check(draft)
        if problem is None:
            statements.append(Statement(draft.text, draft.citations, draft.group))
        else:
            problems.append(problem)
    return Checked(tuple(statements), tuple(problems))


def check(draft: Draft) -> Problem | None:
    """Why a draft may not be shown; None where its quotes carry it."""
    if not draft.citations:
        return Problem("citation", draft, "没有引文")
    if not draft.text.strip():
        return Problem("coverage", draft, "没有内容")
    names = _names(draft.citations)
    for place, citation in enumerate(draft.citations):
        document, span = citation.document, citation.span
        if citation.quote != document.text[span.start : span.end] or not citation.quote.strip():
            return Problem("citation", draft, "引文与原文不符")
        reason = torn(citation, name=place in names)
        if reason:
            return Problem("condition", draft, reason)
    for place in sorted(names):
        if taken_over(draft.citations[place], draft.citations[place + 1]):
            return Problem("subject", draft, "引文的主体与所引内容之间另有主体")
    if is_made_of(draft.text, draft.citations, names):
        return None
    return _check_rephrased(draft, names)


def _names(citations: Sequence[Citation]) -> frozenset[int]:
    """Which citations only name the subject of the one behind them."""
    found: set[int] = set()
    for n, (one, two) in enumerate(pairwise(citations)):
        if n - 1 not in found and one.document == two.document and is_name(one):
            found.add(n)
    return frozenset(found)


def _check_rephrased(draft: Draft, names: frozenset[int]) -> Problem | None:
    """Every clause of a rephrased text must be carried by one sentence of its quotes and keep its subject."""
    evidence = list(_evidence(draft.citations, names))
    found = claim_clauses(draft.text)
    if not found:
        return Problem("coverage", draft, "没有内容")
    before: Fit | None = None
    for claim, asks in found:
        fits = [f for e in evidence for f in find(claim, e)]
        if not fits:
            code, reason = _difference(claim, evidence)
            return Problem(code, draft, f"{reason}：{''.join(claim)}")
        objections = [objection(f, asks=asks) for f in fits]
        sound = [f for f, o in zip(fits, objections, strict=True) if o is None]
        if not sound:
            code, reason = next(o for o in objections if o is not None)
            return Problem(code, draft, f"{reason}：{''.join(claim)}")
        kept = [f for f in sound if keeps_subject(before, f)]
        if not kept:
            return Problem("subject", draft, f"谁做什么与引文不一致：{''.join(claim)}")
        before = kept[0]
    return None


def _evidence(citations: Sequence[Citation], names: frozenset[int]) -> Iterator[Evidence]:
    name = ""
    for place, citation in enumerate(citations):
        if place in names:
            name = citation.quote
        else:
            yield cut(citation.quote, name)
            name = ""


def _difference(claim: Tokens, evidence: Sequence[Evidence]) -> tuple[str, str]:
    """In what a clause that no sentence holds differs from the sentence most like it, for a maintainer."""
    said = "".join(claim)
    sources = ["".join(p.text for p in sentence) for e in evidence for sentence in e.sentences]
    near = max(sources, key=lambda s: len(set(claim) & set(tokens(s))), default="")
    source = "".join(tokens(near))
    extra = numbers(said) - numbers(source)
    if extra:
        return "number", f"引文里没有“{next(iter(extra))}”"
    have = set(source)
    new = [c for c in claim if c not in BORDERS and not set(c) <= have]
    if modality(said) != modality(source):
        return "modality", "应当、可以、不得与引文不一致"
    if negations(said) - negations(source):
        return "polarity", "肯定否定与引文不一致"
    if new:
        return "coverage", f"引文里没有“{new[0]}”"
    return "subject", "与引文的说法不一致"
