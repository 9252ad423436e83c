"""The nouns of duties: who must do what, by when, under which condition, reported to whom.

Every cell is a Span of the document's canonical text, so that it can be quoted and checked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from index.document import Document, Span


class Modality(StrEnum):
    """How binding a duty is; the value is the usual word for it."""

    MUST = "必须"
    SHALL = "应当"
    NEED = "要"
    LEAD = "带头"
    MAY = "可以"
    ENCOURAGED = "鼓励"
    FORBIDDEN = "不得"
    STRICTLY_FORBIDDEN = "严禁"
    IMPLIED = "（省略）"

    @property
    def prohibits(self) -> bool:
        """Whether it forbids the action."""
        return self in (Modality.FORBIDDEN, Modality.STRICTLY_FORBIDDEN)


class Origin(StrEnum):
    """Where the subject of a clause is stated."""

    STATED = "stated"  # in the clause itself
    CLAUSE = "clause"  # in an earlier clause of the sentence
    SENTENCE = "sentence"  # in an earlier sentence of the part
    HEADING = "heading"  # in a heading above
    LIST = "list"  # in the stem of the list
    ASSIGNED = "assigned"  # in a remark that names the responsible units
    RECIPIENTS = "recipients"  # the addressees of the whole document


class Reason(StrEnum):
    """Why a clause is no duty."""

    TITLE = "标题"
    HEADER = "版头"
    RECIPIENTS = "主送机关"
    HEADING = "小标题"
    LEAD_IN = "引出下文"
    PURPOSE = "目的依据"
    BACKGROUND = "背景陈述"
    DEFINITION = "定义说明"
    DECLARATION = "制度宣示"
    FORCE = "施行适用"
    LISTED = "列举内容"
    ATTACHMENT = "附件"
    SIGNATURE = "落款"
    NOTE = "附注"
    STATEMENT = "陈述"


@dataclass(frozen=True, slots=True)
class Subject:
    """Who a duty lies on.

    Attributes:
        text: the words of the document.
        span: where they stand.
        origin: where they stand in relation to the clause.
        members: the kinds named one by one, a shared head given to each (乡镇、村党组织: 乡镇党组织 too).
        common: True where it addresses everyone (各级党组织, 各单位, 任何单位和个人).
    """

    text: str
    span: Span
    origin: Origin = Origin.STATED
    members: tuple[str, ...] = ()
    common: bool = False

    @property
    def inherited(self) -> bool:
        """Whether the clause itself does not name it."""
        return self.origin is not Origin.STATED


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing that someone must, may or must not do.

    Attributes:
        span: the whole clause as it should be quoted; holds every condition and negation that belongs to it.
        subject: on whom it lies; None where the document does not say.
        modality: how binding it is.
        modal: the words of the modality; None where implied.
        action: what is to be done, without the modal word.
        object: what it is done to, where it stands in front (对疑似病例…, 环保支出要…).
        deadlines: dates, time limits and frequencies.
        conditions: when it applies.
        exceptions: when it does not apply.
        report_to: whom to report to, inform or ask.
        reports: whether the action is to report something, to anyone.
        prohibition: the forbidding words inside a duty that also orders something.
        consequence: whether it says what happens to those who fail.
        penalty: the words inside another duty that say so (…，违者依法查处).
        party: who would suffer the consequence, where named.
        agents: others who act in it (由公安机关…).
    """

    span: Span
    subject: Subject | None
    modality: Modality
    modal: Span | None
    action: Span
    object: Span | None = None
    deadlines: tuple[Span, ...] = ()
    conditions: tuple[Span, ...] = ()
    exceptions: tuple[Span, ...] = ()
    report_to: tuple[Span, ...] = ()
    reports: bool = False
    prohibition: Span | None = None
    consequence: bool = False
    penalty: Span | None = None
    party: Subject | None = None
    agents: tuple[Subject, ...] = ()

    @property
    def prohibits(self) -> bool:
        """Whether it forbids something."""
        return self.modality.prohibits or self.prohibition is not None


@dataclass(frozen=True, slots=True)
class Other:
    """A clause that is no duty, and why."""

    span: Span
    reason: Reason


@dataclass(frozen=True, slots=True)
class DutyTable:
    """All clauses of a document: each is a duty or accounted for as none.

    Attributes:
        document: the document.
        duties: in document order.
        others: in document order.
    """

    document: Document
    duties: tuple[Duty, ...] = ()
    others: tuple[Other, ...] = field(default=())

    def words(self, span: Span) -> str:
        """The words of the document at a span."""
        return self.document.text[span.start : span.end]

    def subjects(self) -> Iterator[Subject]:
        """Every subject and party, once for each wording, in document order."""
        seen: set[str] = set()
        for duty in self.duties:
            for subject in (duty.subject, duty.party, *duty.agents):
                if subject is not None and subject.text not in seen:
                    seen.add(subject.text)
                    yield subject
