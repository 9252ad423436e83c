"""From a question about duties to the duties that answer it, as drafts with their quotes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from assistant.answer import Draft
from assistant.compose.question import Question
from assistant.duties.aspect import Aspect, asks_whom, aspect, choose, focus
from assistant.duties.match import SubjectMatch, find_subjects, spoken, told_of_self
from assistant.duties.model import DutyTable, Subject
from assistant.duties.roles import kinds_named
from assistant.duties.select import Chosen, asks_for_everyone, choose_duties, is_for_all
from assistant.duties.topic import (
    carries,
    is_empty,
    names_deed,
    names_failing,
    names_penalty,
    near_topic,
    of_the_matter,
    on_topic,
    read_topic,
)
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
        carried: how much of the thing that is asked for by name the duties speak of; 1 where there is none.
    """

    chosen: tuple[Chosen, ...]
    drafts: tuple[Draft, ...]
    subjects: tuple[str, ...]
    aspect: Aspect
    confidence: float
    why: str
    carried: float = 1.0


EVERYONE = "各方共同要求"  # the group of what everyone must do
# Asks for all that someone has to do.
_WHOLE = re.compile(
    r"(?:做|干|管|办|抓|负责|注意|落实|准备)(?:些|点|好|到)?(?:什么|啥|哪些|哪)"
    r"|(?:哪些|什么|啥)(?:工作|事|任务|职责|责任|要求|规定|措施|义务|活)|职责|责任|任务|义务|要求|规定|重点"
    r"|呢[？?]?$|该(?:做|干|怎么)|怎么[做办干弄搞抓说管防讲]|咋[做办干弄搞整抓说管防讲]|如何做|怎样做"
    r"|[说提讲]了|有关的"
)
# Asks about one thing that someone has to do.
_ABOUT = re.compile(
    r"怎么|咋|如何|怎样|应该|应当|需要|需不需要|要不要|用不用|必须|可不可以|能不能|是否|该不该|吗"
    r"|么[？?]?$|是不是|行不行|算不算|有没有|什么|哪|啥"
)


def duty_drafts(question: str, tables: Sequence[DutyTable]) -> DutyAnswer | None:
    """The duties that answer a question.

    Args:
        question: as understood, with its subject named.
        tables: tables of the documents to answer from.

    Returns:
        None where no subject is recognised and no aspect of duties is asked about, or nothing answers it.
    """
    question = fold(question)
    wanted = aspect(question)
    matches = find_subjects(question, tables)
    everyone = not matches and wanted is Aspect.ALL and asks_for_everyone(question)
    topic = read_topic(question, tables, without=spoken(question, matches))
    whole = _WHOLE.search(question) is not None or is_empty(topic)
    if not (everyone and whole) and not _is_duty_question(question, wanted, matches, topic, whole=whole):
        return None
    chosen = _for_everyone(question, tables) if everyone else _candidates(tables, matches, wanted)
    chosen = _of_verb(question, chosen)
    answer = _narrow(chosen, topic, wanted, whole=whole)
    if not answer and wanted is Aspect.ALL and told_of_self(question):
        answer = tuple(c for c in chosen if c.own)  # who says who he is wants to know what he must do
    if not answer and wanted in _REPORTING:
        answer = _about_them(tables, matches, wanted)
    answer = _receivers(question, answer) if wanted is Aspect.REPORT else answer
    answer = _penalties(question, answer) if wanted is Aspect.CONSEQUENCE else answer
    answer = of_the_matter(read_topic(question, (), without=spoken(question, matches)), answer)
    if not answer:
        return None
    subjects = tuple(dict.fromkeys(m.subject.text for m in matches))
    why = matches[0].why if matches else f"只问{wanted.value}"
    confidence = _confidence(matches, whole=whole)
    answer = once(answer)
    drafts = tuple(make_draft(c) for c in answer)
    return DutyAnswer(answer, drafts, subjects, wanted, confidence, why, _carried(question, answer))


def _for_everyone(question: str, tables: Sequence[DutyTable]) -> tuple[Chosen, ...]:
    """The duties of everyone; of those that the question names (各级党组织) where a document does."""
    chosen = tuple(c for c in choose_duties(tables, ()) if not c.duty.consequence)
    named = tuple(c for c in chosen if c.duty.subject and _names_common(question, c.duty.subject))
    return named or chosen


def _names_common(question: str, subject: Subject) -> bool:
    names = (_OF_AREA.sub("", name) for name in (subject.text, *subject.members))
    return any(len(name) > 2 and name in question for name in names)


_OF_AREA = re.compile(r"^[全本我][国省市县区镇乡州]")


_OF_VERB = re.compile(
    r"(?P<verb>[^做干办管是有要为说讲看问该到得\W])(?:些|点)?(?:什么|啥|哪些)(?=$|[？?，。])"
)


def _of_verb(question: str, chosen: Sequence[Chosen]) -> tuple[Chosen, ...]:
    """Where it is asked what to wear or check (戴什么, 查什么): the duties with that verb, if any has it."""
    asked = _OF_VERB.search(question)
    found = tuple(c for c in chosen if asked and asked.group("verb") in c.table.words(c.duty.action))
    return found or tuple(chosen)


def _carried(question: str, chosen: Sequence[Chosen]) -> float:
    return carries(read_topic(focus(question), ()), chosen)


_SPOKEN_OF = 0.5  # of the thing that is asked for by name
_READ = 400  # characters
_INSIDE = 0.85  # of what the best duties of the document speak of


def duties_about(
    question: Question, tables: Sequence[DutyTable], within: Sequence[Span] = ()
) -> DutyAnswer | None:
    """The duties that speak of most of a question which names no subject.

    Args:
        question: the weighed question.
        tables: tables of the documents to answer from; of one document where `within` is given.
        within: where another route looks for the answer: duties there go before those that say hardly more.
    """
    if is_empty(question):
        return None  # nothing but marks: no duty speaks of that
    every = tuple(Chosen(t, d, is_for_all(d)) for t in tables for d in t.duties)
    chosen = on_topic(question, every, near=0.8, named=True)
    inside = tuple(c for c in every if any(c.duty.span.overlaps(s) for s in within))
    held = on_topic(question, inside, near=0.5, named=True)
    if held and carries(question, held) >= _INSIDE * carries(question, chosen):
        chosen = held
    if not chosen or _carried(question.text, chosen) < _SPOKEN_OF:
        return None
    chosen = once(chosen)
    drafts = tuple(make_draft(c) for c in chosen)
    best = carries(question, _first(chosen))
    return DutyAnswer(chosen, drafts, (), Aspect.ALL, round(best, 3), f"说到问题的 {best:.0%}", best)


def once(chosen: Sequence[Chosen]) -> tuple[Chosen, ...]:
    """Duties without those that another document repeats word for word.

    Args:
        chosen: in the order shown.
    """
    seen: dict[str, Chosen] = {}
    for c in chosen:
        words = c.table.words(c.duty.span).strip("，,。；; ")
        whose = c.duty.subject.text if c.duty.subject is not None else ""
        seen.setdefault(f"{whose}：{words}", c)
    return tuple(seen.values())


def _first(chosen: Sequence[Chosen]) -> tuple[Chosen, ...]:
    """Those that a person reads before anything else; a long list speaks of everything somewhere."""
    lengths = accumulate(len(c.table.words(c.duty.span)) for c in chosen)
    return tuple(c for c, n in zip(chosen, lengths, strict=True) if n <= _READ) or tuple(chosen[:1])


def _is_duty_question(
    question: str, wanted: Aspect, matches: Sequence[SubjectMatch], topic: Question, *, whole: bool
) -> bool:
    if wanted is Aspect.SUBJECT:
        return not is_empty(topic)
    if wanted is not Aspect.ALL:
        return True
    return bool(matches) and (whole or _ABOUT.search(question) is not None)


def _receivers(question: str, chosen: Sequence[Chosen]) -> tuple[Chosen, ...]:
    """Where it was asked whom to report to, the duties that say so, if any does."""
    named = tuple(c for c in chosen if c.duty.report_to)
    return named if named and asks_whom(question) else tuple(chosen)


def _penalties(question: str, chosen: Sequence[Chosen]) -> tuple[Chosen, ...]:
    """The consequences of what was asked about: those that name it, where any does."""
    named = tuple(c for c in chosen if names_penalty(question, c))
    failing = tuple(c for c in named if names_failing(question, c))
    return failing or names_deed(question, named)


def _candidates(
    tables: Sequence[DutyTable], matches: Sequence[SubjectMatch], wanted: Aspect
) -> tuple[Chosen, ...]:
    if matches and wanted is not Aspect.SUBJECT:
        chosen = choose_duties(tables, matches, penalties=wanted is Aspect.CONSEQUENCE)
    else:
        chosen = tuple(Chosen(t, d, is_for_all(d)) for t in tables for d in t.duties)
    kept = choose([c.duty for c in chosen], wanted)
    imposed = {m.subject.text for m in matches} if wanted is Aspect.ALL else set()
    return tuple(c for c in chosen if any(c.duty is d for d in kept) or _imposes(c, imposed))


def _imposes(chosen: Chosen, names: set[str]) -> bool:
    """Whether a consequence is a duty of those asked about: they are the ones to impose it."""
    return chosen.duty.subject is not None and chosen.duty.subject.text in names


def _about_them(
    tables: Sequence[DutyTable], matches: Sequence[SubjectMatch], wanted: Aspect
) -> tuple[Chosen, ...]:
    """Where those named have nothing to report: who has to report on them (施工单位拒不整改的，应当报告…)."""
    names = [m.subject.text for m in matches]
    found = _candidates(tables, (), wanted)
    kinds = frozenset(k for n in names for k in kinds_named(n))
    cases = [(c, c.table.words(s)) for c in found for s in c.duty.conditions]
    about = [c for c, case in cases if any(n in case for n in names) or kinds & kinds_named(case)]
    return tuple(dict.fromkeys(about))


_REPORTING = (Aspect.REPORT, Aspect.REPORT_TIME)
# Aspects for which what lies on the one who asks is an answer in any case.
_OWN_IN_ANY_CASE = (*_REPORTING, Aspect.PROHIBITION, Aspect.CONSEQUENCE)


def _narrow(chosen: Sequence[Chosen], topic: Question, wanted: Aspect, *, whole: bool) -> tuple[Chosen, ...]:
    """All duties where all were asked for, unless the question plainly speaks of some of them."""
    if wanted is Aspect.ALL and whole:
        return on_topic(topic, chosen, least=0.6) or tuple(chosen)
    own = [c for c in chosen if c.own]
    found = on_topic(topic, chosen, least=_least(wanted, named=bool(own)))
    if not found and (own or wanted is Aspect.CONSEQUENCE):
        found = near_topic(topic, chosen)
    if wanted not in _OWN_IN_ANY_CASE or not own:
        return found
    if wanted is Aspect.CONSEQUENCE:
        return tuple(own)
    if not found and wanted in _REPORTING:
        return tuple(chosen)
    return tuple(c for c in chosen if c.own or any(c is f for f in found))


def _least(wanted: Aspect, *, named: bool) -> float:
    """The smallest share of the topic to speak of; more where no subject holds the answer in place."""
    if wanted is Aspect.SUBJECT:
        return 0.4
    return 0.3 if named else 0.5


def _confidence(matches: Sequence[SubjectMatch], *, whole: bool) -> float:
    if not matches:
        return 0.5
    return round(min(1.0, matches[0].score * (1.0 if whole else 0.8)), 3)


def make_draft(chosen: Chosen) -> Draft:
    """A duty in the document's words, its inherited subject (quoted as well) in front."""
    document, duty = chosen.table.document, chosen.duty
    quote = document.cite(duty.span.start, _without_comma(document.text, duty.span))
    subject = duty.subject or duty.party
    group = EVERYONE if chosen.common else (subject.text if subject else "")
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
