"""The nouns of an answer: Draft (proposed), Statement (verified), Answer (what every door returns).

A Draft and a Statement are different types on purpose: only `assistant.verify` turns the one into the
other, so that an unverified sentence cannot be returned by mistake. Standard library only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from index.document import Citation, Document, Verdict


class AnswerKind(StrEnum):
    """What sort of question was answered."""

    DUTY = "duty"
    KNOWLEDGE = "knowledge"
    RUMOR = "rumor"
    DOCUMENT = "document"
    REFUSAL = "refusal"


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier turn of a conversation."""

    role: str  # "user" or "assistant"
    content: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A sentence that a composer proposes, not yet checked against its quotes.

    Attributes:
        text: the sentence to show; in extractive answers its quotes joined by connectives.
        citations: the quotes that should carry it.
        group: heading to list it under, such as its document or 各级党组织共同要求; may be empty.
    """

    text: str
    citations: tuple[Citation, ...]
    group: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence that its quotes carry; made by `assistant.verify` only."""

    text: str
    citations: tuple[Citation, ...]
    group: str = ""

    def __post_init__(self) -> None:
        """Refuse a statement that nothing carries."""
        if not self.citations:
            raise ValueError("a statement needs a citation")


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a draft was dropped.

    Attributes:
        code: number, polarity, modality, subject, coverage or citation.
        draft: the draft concerned.
        reason: one line for a maintainer.
    """

    code: str
    draft: Draft
    reason: str


@dataclass(frozen=True, slots=True)
class ClaimMatch:
    """The record a claim was judged by.

    Attributes:
        record: the rumor record.
        verdict: the verdict on the statement as the person put it.
        same: False where the record is only the nearest one, offered as such (the verdict is then UNKNOWN).
        reason: one line: why this verdict (same wording, the opposite of it, a number differs, …).
    """

    record: Document
    verdict: Verdict
    same: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question gets: statements with citations, a verdict where a claim was asked about, or a refusal.

    Attributes:
        question: as the person put it.
        kind: what sort of answer it is.
        text: markdown with [n] markers, what a door shows.
        statements: verified sentences.
        understood: the question as it was read: with the conversation before it, slips put right.
        in_context: whether the conversation before it may have changed how it was read.
        verdict: of the statement as put; None where no claim was asked about.
        claim: the record behind the verdict.
        confidence: 0 to 1, calibrated on the evals.
        cautions: what the reader must know (expired, superseded, compiled, other place).
        related: questions the documents do answer nearby.
        composer: `extractive` or `llm`.
        dropped: drafts that verification refused, for maintainers.
        timings_ms: time per stage, milliseconds.
        id: the caller's id of a batch line.
    """

    question: str
    kind: AnswerKind
    text: str
    statements: tuple[Statement, ...] = ()
    understood: str = ""
    in_context: bool = True
    verdict: Verdict | None = None
    claim: ClaimMatch | None = None
    confidence: float = 0.0
    cautions: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    composer: str = "extractive"
    dropped: tuple[Problem, ...] = ()
    timings_ms: Mapping[str, float] = field(default_factory=lambda: {"total": 0.0})
    id: str | int | None = None

    @property
    def refused(self) -> bool:
        """Whether the documents do not answer the question."""
        return self.kind is AnswerKind.REFUSAL

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Every citation once, numbered by place: the first is [1]."""
        return number_citations(self.statements)

    def to_dict(self) -> dict[str, Any]:
        """The answer as the contract's JSON (design.md; fields may be added, none renamed)."""
        order = {c: n for n, c in enumerate(self.citations, 1)}
        return {
            "id": self.id,
            "question": self.question,
            "understood": self.understood or self.question,
            "kind": self.kind.value,
            "refused": self.refused,
            "text": self.text,
            "statements": [
                {"text": s.text, "citations": [order[c] for c in s.citations], "group": s.group}
                for s in self.statements
            ],
            "citations": [c.to_dict(n) for c, n in order.items()],
            "verdict": self.verdict.value if self.verdict else None,
            "claim": _claim_to_dict(self.claim),
            "confidence": round(self.confidence, 3),
            "cautions": list(self.cautions),
            "related": list(self.related),
            "composer": self.composer,
            "timings_ms": dict(self.timings_ms),
        }


def number_citations(statements: tuple[Statement, ...]) -> tuple[Citation, ...]:
    """Every citation once, in order of first use."""
    return tuple(dict.fromkeys(c for s in statements for c in s.citations))


def _claim_to_dict(match: ClaimMatch | None) -> dict[str, Any] | None:
    if match is None or match.record.claim is None:
        return None
    claim = match.record.claim
    return {
        "document_id": match.record.id,
        "text": claim.claim,
        "verdict": claim.verdict.value,
        "same": match.same,
        "reason": match.reason,
        "reviewer": claim.reviewer,
        "reviewed": claim.reviewed,
        "place": claim.place,
        "period": claim.period,
    }
