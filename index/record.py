"""What a rumor record holds besides its text, and how people ask for a document's sentences."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from index.span import Span


class Verdict(StrEnum):
    """What the records say of a claim as it was put; UNKNOWN means that nothing is on record."""

    TRUE = "true"
    FALSE = "false"
    PARTLY_TRUE = "partly_true"
    UNPROVEN = "unproven"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Claim:
    """What circulated, and what the record says of it (fields follow schema.org ClaimReview where they can).

    Attributes:
        claim: the claim as it circulated, a full statement.
        wordings: other wordings of the same claim, with the same meaning and polarity.
        opposites: wordings of its contradiction: true exactly where the claim is false.
        unlike: statements near it that it does not settle: matched, never quoted.
        verdict: the verdict on `claim` as put.
        rebuttal: where in the canonical text the rebuttal (or confirmation) stands.
        reviewer: who rebutted or confirmed it.
        reviewed: when, ISO 8601; may be a month.
        place: the place it is about; empty where none.
        period: the time it is about, as words.
        topic: one short subject word group, for grouping.
    """

    claim: str
    verdict: Verdict
    rebuttal: Span
    wordings: tuple[str, ...] = ()
    opposites: tuple[str, ...] = ()
    unlike: tuple[str, ...] = ()
    reviewer: str = ""
    reviewed: str = ""
    place: str = ""
    period: str = ""
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """How people ask for some sentences of a document: matched, never quoted.

    Attributes:
        spans: the sentences that answer, the most direct first.
        questions: wordings of the question.
    """

    spans: tuple[Span, ...]
    questions: tuple[str, ...]
