"""Whether a rephrased clause is carried by one sentence, word for word and with nothing of weight left out.

A rephrasing may shorten at the borders of pieces, repeat the subject in front, join neighbours, and write
numbers and punctuation in another form. It may not reach into a piece: so a changed number, unit, negation,
modal word, name or comparison never passes, whatever the word. What remains to be checked is what was left
out: a condition, an exception, a denial, the scope of a modal word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.verify.tokens import ASK, BORDERS, COMMA, SEMICOLON, Tokens, tokens, trimmed
from assistant.verify.words import (
    BAN,
    CONTRAST,
    LEADING,
    MAY,
    begins_with_modal,
    first_modal,
    goes_on,
    is_limit_end,
    is_subject,
    limits,
    list_heads,
    must_modal,
)
from index.clauses import clauses, segments, sentences

_LABEL = re.compile(
    r"(?:[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|\d{1,2}(?:[.．](?!\d)|、))\s*"
)
_JOINS = re.compile(r"(?:同时|此外|另外|并且|以及)[，,]?")


@dataclass(frozen=True, slots=True)
class Piece:
    """A comma-level piece of evidence: words, tokens, the mark behind it, the clause it stands in."""

    text: str
    tokens: Tokens
    mark: str
    clause: int


Sentence = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One quote, cut up; with the subject quoted in front of it and the numbers its sentences bear."""

    sentences: tuple[Sentence, ...]
    name: Tokens = ()
    labels: tuple[Tokens, ...] = ()


@dataclass(frozen=True, slots=True)
class Fit:
    """Where a clause stands: pieces [first, last] of a sentence, its subject taken from piece `subject`."""

    evidence: Evidence
    sentence: int
    first: int
    last: int
    subject: int | None = None
    named: bool = False
    bound: bool = False  # the modal word was repeated with the subject

    @property
    def pieces(self) -> Sentence:
        """The sentence."""
        return self.evidence.sentences[self.sentence]


def cut(text: str, name: str = "") -> Evidence:
    """A quote as evidence.

    Args:
        text: the quote.
        name: the subject quoted with it.
    """
    spans = sentences(text)
    labels = (_LABEL.match(text, s.start, s.end) for s in spans)
    return Evidence(
        tuple(_cut_sentence(text[s.start : s.end]) for s in spans),
        trimmed(tokens(name)),
        tuple(tokens(m.group()) if m else () for m in labels),
    )


def _cut_sentence(text: str) -> Sentence:
    label = _LABEL.match(text)
    text = text[label.end() :] if label and label.end() < len(text) else text
    found: list[Piece] = []
    for number, clause in enumerate(clauses(text, 0, len(text))):
        for span in segments(text, clause.start, clause.end):
            words = text[span.start : span.end]
            all_tokens = tokens(words)
            if trimmed(all_tokens):
                mark = all_tokens[-1] if all_tokens[-1] in BORDERS else ""
                found.append(Piece(words, trimmed(all_tokens), mark, number))
    return tuple(found)


def claim_clauses(text: str) -> list[tuple[Tokens, bool]]:
    """The clauses of a rephrased text as tokens, each with whether it asks."""
    found: list[tuple[Tokens, bool]] = []
    for s in sentences(text):
        words = text[s.start : s.end]
        for c in clauses(words, 0, len(words)):
            clause = words[c.start : c.end]
            all_tokens = tokens(_JOINS.sub("", clause, count=1) if _JOINS.match(clause) else clause)
            if trimmed(all_tokens):
                found.append((trimmed(all_tokens), all_tokens[-1] == ASK))
    return found


def find(claim: Tokens, evidence: Evidence) -> Iterator[Fit]:
    """Every place of the evidence where a clause stands word for word."""
    for n, pieces in enumerate(evidence.sentences):
        for i in range(len(pieces)):
            for front, origin in _fronts(evidence, n, i):
                if claim[: len(front)] == front:
                    for last in _ends(claim[len(front) :], pieces, i):
                        yield Fit(evidence, n, i, last, *origin)


_Origin = tuple[int | None, bool, bool]


def _fronts(evidence: Evidence, n: int, i: int) -> Iterator[tuple[Tokens, _Origin]]:
    """What may stand in front of a piece: nothing, or its subject."""
    yield (), (None, False, False)
    pieces = evidence.sentences[n]
    if i == 0 and evidence.labels[n]:
        yield evidence.labels[n], (None, False, False)
    if evidence.name and i == 0 and n == 0:
        yield evidence.name, (None, True, False)
        yield (*evidence.name, COMMA), (None, True, False)
    for at, subject, bound in _subjects(pieces, i):
        yield subject, (at, False, bound)
    if i == 0 and n and begins_with_modal(pieces[0].text):
        for subject in _carried(evidence.sentences[:n]):
            yield subject, (None, True, False)


def _ends(claim: Tokens, pieces: Sentence, i: int) -> Iterator[int]:
    """The last pieces of the runs from piece i that the claim is, word for word."""
    bare = _without_join(pieces[i].text)
    for text in (pieces[i].text, bare) if bare else (pieces[i].text,):
        head = trimmed(tokens(text))
        if claim[: len(head)] == head:
            last = _run(claim, len(head), pieces, i)
            if last is not None:
                yield last
        elif claim in [tokens(h) for h in list_heads(text)]:
            yield i


def _without_join(text: str) -> str:
    match = CONTRAST.match(text) or LEADING.match(text)
    return text[match.end() :] if match and match.end() < len(text) else ""


def _subjects(pieces: Sentence, i: int) -> Iterator[tuple[int, Tokens, bool]]:
    """Subjects of earlier pieces that piece i shares, alone or with the modal word that binds both."""
    target = _without_join(pieces[i].text) or pieces[i].text
    own = first_modal(target)
    if not goes_on(pieces[i].text) and not goes_on(target):
        return
    for p in range(i - 1, -1, -1):
        modal = first_modal(pieces[p].text)
        if modal is not None and is_subject(pieces[p].text[: modal.start()]):
            before = pieces[p].text[: modal.start()]
            if own is not None and own.start() == 0:
                yield p, tokens(before), False
            elif own is None and must_modal(pieces[p].text, modal) and not _turned(pieces[p + 1 : i]):
                yield p, tokens(pieces[p].text[: modal.end()]), True
            return
        if not goes_on(pieces[p].text):
            return


def _turned(between: Sequence[Piece]) -> bool:
    return any(BAN.search(p.text) or MAY.search(p.text) for p in between)


def _carried(before: Sequence[Sentence]) -> Iterator[Tokens]:
    """The subject of the nearest sentence that names one, where those between go on with it."""
    for pieces in reversed(before):
        if not pieces:
            return
        modal = first_modal(pieces[0].text)
        if modal is not None and is_subject(pieces[0].text[: modal.start()]):
            yield tokens(pieces[0].text[: modal.start()])
            return
        if not begins_with_modal(pieces[0].text):
            return


def _run(claim: Tokens, at: int, pieces: Sentence, i: int) -> int | None:
    """The last piece reached when the claim is read on from piece i; None where it leaves the source."""
    for j in range(i, len(pieces)):
        if j > i:
            size = len(pieces[j].tokens)
            if claim[at : at + size] != pieces[j].tokens:
                return j if claim[at:] in [tokens(h) for h in list_heads(pieces[j].text)] else None
            at += size
        if at == len(claim):
            return j
        if claim[at] == COMMA and _joins(pieces, i, j):
            at += 1
        elif not (pieces[j].mark == COMMA and is_limit_end(pieces[j].text)):
            return None
    return None


def _joins(pieces: Sentence, i: int, j: int) -> bool:
    """Whether a comma may stand behind piece j: no condition may come to cover more than it did."""
    if pieces[j].mark == SEMICOLON:
        return not any(limits(p.text) or first_modal(p.text) for p in pieces[i : j + 1])
    return pieces[j].mark == COMMA
