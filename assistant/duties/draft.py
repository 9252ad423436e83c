"""From a question about duties to the duties that answer it, as drafts with their quotes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer import Draft
from assistant.duties.aspect import Aspect, aspect, choose
from assistant.duties.match import Chosen, SubjectMatch, choose_duties, match_subject
from assistant.duties.model import DutyTable, Subject
from assistant.duties.topic import on_topic
from index.document import Span
from index.words import fold


@dataclass(frozen=True, slots=True)
class DutyAnswer:
    """The duties that answer a question.

    Attributes:
        chosen: in document order.
        drafts: one for each, verbatim, with the subject in front where the clause does not name it.
        subjects: whose duties they are, as documents write it; empty where an aspect alone was asked about.
        aspect: what was asked for.
        confidence: 0 to 1.
        why: one line for a maintainer.
    """

    chosen: tuple[Chosen, ...]
    drafts: tuple[Draft, ...]
    subjects: tuple[str, ...]
    aspect: Aspect
    confidence: float
    why: str


_ASKS = re.compile(
    r"做什么|做些什么|干什么|干啥|做啥|怎么做|怎么办|咋办|咋做|如何做|怎样做|做哪些|哪些(?:工作|事|任务|职责|责任|要求|规定|措施|义务)|什么(?:工作|任务|职责|责任|要求|规定|义务|措施)"
    r"|职责|责任|任务|义务|要求|规定|注意(?:什么|哪些|啥)|负责(?:什么|哪些|啥)|该(?:做|干|怎么|如何)|应该|应当|要怎么|需要|呢[？?]?$|管(?:什么|哪些|啥)|重点|落实|怎么(?:落实|执行|抓|管|防控|开展)|如何(?:落实|执行|抓|管|防控|开展)|说了(?:什么|啥|哪些)|提了"
)


def duty_drafts(question: str, tables: Sequence[DutyTable]) -> DutyAnswer | None:
    """The duties that answer a question.

    Args:
        question: as understood, with its subject named.
        tables: tables of the documents to answer from.

    Returns:
        None where no subject is recognised and no aspect of duties is asked about.
    """
    question = fold(question)
    wanted = aspect(question)
    matches = match_subject(question, tables)
    asks = _ASKS.search(question) is not None
    if wanted is Aspect.ALL and (not matches or not (asks or _is_bare(question))):
        return None
    chosen = (
        choose_duties(tables, matches, penalties=wanted is Aspect.CONSEQUENCE) if matches else _all(tables)
    )
    answer = _answering(chosen, wanted)
    if not matches:
        answer = on_topic(question, answer)
    if not answer:
        return None
    subjects = tuple(dict.fromkeys(m.subject.text for m in matches))
    confidence = _confidence(matches, asks)
    why = matches[0].why if matches else f"只问{wanted.value}"
    return DutyAnswer(answer, tuple(make_draft(c) for c in answer), subjects, wanted, confidence, why)


def _all(tables: Sequence[DutyTable]) -> tuple[Chosen, ...]:
    return tuple(Chosen(t, d, d.subject is not None and d.subject.common) for t in tables for d in t.duties)


def _answering(chosen: Sequence[Chosen], wanted: Aspect) -> tuple[Chosen, ...]:
    kept = choose([c.duty for c in chosen], wanted)
    return tuple(c for c in chosen if any(c.duty is d for d in kept))


def _is_bare(question: str) -> bool:
    return len(question.strip("。？?！!，, ")) <= 8


def _confidence(matches: Sequence[SubjectMatch], asks: bool) -> float:
    if not matches:
        return 0.5
    return round(min(1.0, matches[0].score * (1.0 if asks else 0.8)), 3)


def make_draft(chosen: Chosen) -> Draft:
    """A duty in the document's words, its inherited subject (quoted as well) in front."""
    document, duty = chosen.table.document, chosen.duty
    quote = document.cite(duty.span.start, _without_comma(document.text, duty.span))
    subject = duty.subject or duty.party
    group = "各方共同要求" if chosen.common else (subject.text if subject else "")
    if subject is None or not subject.inherited or _inside(duty.span, subject):
        return Draft(quote.quote, (quote,), group)
    name = document.cite(subject.span.start, subject.span.end)
    return Draft(f"{name.quote}：{quote.quote}", (name, quote), group)


def _without_comma(text: str, span: Span) -> int:
    """A clause cut out of a sentence need not end in the comma that leads on."""
    end = span.end
    while end - 1 > span.start and text[end - 1] in "，,、：:":
        end -= 1
    return end


def _inside(span: Span, subject: Subject) -> bool:
    return span.covers(subject.span)
