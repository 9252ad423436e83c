"""The gate: a draft becomes a statement only if its quotes carry it, word for word or in every point that decides.

Pure: no model, no store, no clock. A sentence made of its quotes passes as it stands. Any other sentence (a language model's)
must agree with one stretch of its quotes in numbers, dates, negation, modality and subject, and may bring no word of content of
its own; where that cannot be shown it is dropped (fail closed).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.answer import Draft, Problem, Statement
from index.clauses import clauses, segments, sentences
from index.document import Citation
from index.numerals import unify_numbers
from index.words import FUNCTION, normalise

# What may stand between quotes without a source: list marks, colons, and words that only join.
_CONNECTIVE = re.compile(
    r"[\s，。、；：:;,.!?！？…—\-*#\[\]（）()“”\"|]|其中|同时|此外|另外|以及|并且|具体为|包括"
)
_NUMBER = re.compile(
    r"\d+(?:\.\d+)?(?:[%‰]|[a-z℃]+|[年月日天时点分秒周岁人次米个元倍条项种户名辆件克升毫]{0,2})?"
)
_NEGATION = re.compile(r"不|没|无|未|非|勿|莫|禁|免|拒|停|严禁|切忌|避免|除外|除了|以外")
_MODALITY = (
    (
        "must",
        re.compile(
            r"必须|务必|应当|应该|须|需要|(?<![相适响供反效])应(?!急|对|用|邀|答|激|付)|(?<![不主重需只想纲])要(?!求|点|素|闻|件|么)"
        ),
    ),
    ("may", re.compile(r"可以|可(?!能|靠|见|怕|疑|持)|允许|准予|能够")),
    ("ban", re.compile(r"不得|不准|不许|不要|不应|不能|不可|禁止|严禁|切勿|勿")),
    ("perhaps", re.compile(r"可能|或许|也许|大概|一般|通常|多为|建议|鼓励")),
)
_TORN = re.compile(r"(?:不|没有?|无|未|非|勿|莫|严?禁止?|不得|不准|应当?|必须|可以?|除)$")
# A comma-level piece that limits what follows it: 除…外，如…，对…的，…时，
_CONDITION = re.compile(
    r"^\s*(?:除|如|若|凡|当|未经|非经|只有|因|在.*(?:情况下|期间|前提下))|(?:的|时|外|后|前|期间|情况下)[，,]\s*$"
)
_WORD = re.compile(r"[a-z]+|\d+(?:\.\d+)?|[\u3400-\u9fff]")


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
    for citation in draft.citations:
        d = citation.document
        if citation.quote != d.text[citation.span.start : citation.span.end] or not citation.quote.strip():
            return Problem("citation", draft, "引文与原文不符")
        if _is_torn(citation):
            return Problem("condition", draft, "引文从一句话的否定词、条件或例外之后开始")
    quotes = [c.quote for c in draft.citations]
    if _is_made_of(draft.text, quotes):
        return None
    return _check_rephrased(draft, quotes)


def _is_torn(citation: Citation) -> bool:
    """Whether the quote begins in the middle of a comma-level piece right behind a negation or a modal word."""
    text, start = citation.document.text, citation.span.start
    before = text[max(0, start - 4) : start]
    return bool(_TORN.search(before))


def _is_made_of(text: str, quotes: Sequence[str]) -> bool:
    """Whether a sentence is its quotes joined by connectives, nothing cut out of them and nothing added."""
    rest = _squeeze(text)
    for quote in sorted({_squeeze(q) for q in quotes}, key=len, reverse=True):
        rest = rest.replace(quote, "")
    return not _CONNECTIVE.sub("", rest)


def _squeeze(text: str) -> str:
    return "".join(text.split())


def _check_rephrased(draft: Draft, quotes: Sequence[str]) -> Problem | None:
    """Every clause of a rephrased sentence must be carried by one clause or sentence of its quotes."""
    evidence = [part for quote in quotes for part in _stretches(quote)]
    for clause in _stretches(draft.text, whole=False):
        reasons = [_disagreement(clause, part) for part in evidence]
        if all(reasons):
            code, reason = min((r for r in reasons if r), key=lambda r: _ORDER.index(r[0]))
            return Problem(code, draft, f"{reason}：{clause}")
    return None


_ORDER = ("polarity", "condition", "modality", "number", "subject", "coverage")


def _stretches(text: str, *, whole: bool = True) -> list[str]:
    """Sentences and their clauses; with `whole` also pairs of neighbouring clauses, to carry a subject over."""
    found: list[str] = []
    for sentence in sentences(text):
        words = text[sentence.start : sentence.end]
        parts = [words[c.start : c.end] for c in clauses(words, 0, len(words))]
        found += parts
        if whole:
            pieces = [words[s.start : s.end] for s in segments(words, 0, len(words))]
            found += [words, *("".join(pieces[:k]) for k in range(1, len(pieces)))]
    return list(dict.fromkeys(found))


def _disagreement(clause: str, evidence: str) -> tuple[str, str] | None:
    """The first point in which a clause is not carried by a stretch of evidence."""
    claim, source = normalise(clause), normalise(evidence)
    extra = numbers(claim) - numbers(source)
    if extra:
        return "number", f"引文里没有“{next(iter(extra))}”"
    missing = _uncovered(claim, source)
    if missing:
        return "coverage", f"引文里没有“{missing}”"
    if negations(claim) != negations(_relevant(claim, source)):
        return "polarity", "肯定否定与引文不一致"
    if modality(claim) != modality(_relevant(claim, source)):
        return "modality", "应当、可以、不得与引文不一致"
    if not _same_order(claim, source):
        return "subject", "谁做什么与引文不一致"
    if _drops_condition(claim, source):
        return "condition", "漏掉了引文里的条件或例外"
    return None


def numbers(text: str) -> Counter[str]:
    """Every number with its unit, numerals in one form."""
    return Counter(_NUMBER.findall(unify_numbers(text)))


def negations(text: str) -> Counter[str]:
    """How often each negating word stands in a text."""
    return Counter(_NEGATION.findall(text))


def modality(text: str) -> frozenset[str]:
    """Which kinds of modal word stand in a text."""
    banned = _MODALITY[2][1].sub("", text)
    found = {name for name, pattern in _MODALITY if pattern.search(text if name == "ban" else banned)}
    return frozenset(found)


def _uncovered(claim: str, source: str) -> str:
    """A pair of content characters of the claim that the source does not have; empty where there is none."""
    have = set(_WORD.findall(source))
    pairs = {a + b for a, b in _neighbours(source)}
    bad = [
        a + b for a, b in _neighbours(claim) if a + b not in pairs and a not in FUNCTION and b not in FUNCTION
    ]
    unknown = [w for w in _WORD.findall(claim) if w not in have and w not in FUNCTION]
    if unknown:
        return unknown[0]
    # a rephrasing may join words that stood apart, but rarely: each join is a chance to say something new
    return bad[0] if len(bad) > max(1, len(_WORD.findall(claim)) // 6) else ""


def _neighbours(text: str) -> list[tuple[str, str]]:
    words = _WORD.findall(text)
    return list(zip(words, words[1:], strict=False))


def _drops_condition(claim: str, source: str) -> bool:
    """Whether the source sets a condition or exception before what the claim takes from it, and the claim leaves it out."""
    words = set(_WORD.findall(claim)) - FUNCTION
    pieces = [source[s.start : s.end] for s in segments(source, 0, len(source))]
    taken = [len(words & set(_WORD.findall(piece))) >= 2 for piece in pieces]
    last = max((i for i, used in enumerate(taken) if used), default=-1)
    return any(_CONDITION.search(piece) and not taken[i] for i, piece in enumerate(pieces[:last]))


def _relevant(claim: str, source: str) -> str:
    """The stretch of the source between the first and the last piece that the claim takes from it, by comma-level pieces."""
    pieces = [source[s.start : s.end] for s in segments(source, 0, len(source))]
    words = set(_WORD.findall(claim)) - FUNCTION
    used = [
        i for i, piece in enumerate(pieces) if len(words & set(_WORD.findall(piece))) >= 2 or len(pieces) == 1
    ]
    if not used:
        return source
    return "".join(pieces[i] for i in used)


def _same_order(claim: str, source: str) -> bool:
    """Whether what the claim says first (its subject) comes before what it says next in the source too."""
    pairs = [a + b for a, b in _neighbours(claim) if a not in FUNCTION and b not in FUNCTION]
    places = [source.find(p) for p in pairs if p in source and source.count(p) == 1]
    return all(a <= b for a, b in zip(places, places[1:], strict=False))
