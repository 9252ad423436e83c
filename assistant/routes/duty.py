"""A duty question: exactly the duties of the subject asked about, and those of everyone marked as such."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import AnswerKind, Draft
from assistant.compose.knowledge import Choice
from assistant.compose.render import source_name
from assistant.compose.values import asks_value, lacks
from assistant.duties import (
    Aspect,
    Chosen,
    DutyAnswer,
    DutyTable,
    aspect,
    duties_about,
    duty_drafts,
    match_subject,
)
from assistant.duties.draft import EVERYONE
from assistant.duties.lexicon import BADLY
from assistant.duties.match import find_subjects, spoken, told_of_self
from assistant.duties.matter import SEEN, Matter, first_seen, only_repeats, read_matter
from assistant.duties.tables import with_subject
from assistant.duties.trust import Trusted, asks_by_whom, judge, nearest
from assistant.routes.passage import around, asks_no_duty, asks_of_authority, stretch
from assistant.routes.proposal import Proposal
from assistant.routes.resources import Resources
from assistant.routes.trusted import completed, is_passed_over, trusted
from index.document import Citation, Document, Hit
from index.words import terms

_SURE = 0.5
_ASKS_ALL = re.compile(
    r"[做干管办](?:些|点)?(?:什么|啥|哪些)|(?:哪些|什么|啥)(?:工作|事|任务|职责|责任)|职责|任务"
)
_DOES_BADLY = re.compile(BADLY)
_MEANS_NOTICE = re.compile(r"(?:按|照|据|这|该|本|^)(?:照|个|份|次|一?件)?(?:通知|文件|公告|通告|办法|条例)")
_MARGIN = 0.1  # of the question's weight
_LEAST = 0.1  # share of the question that duties must speak of
_CARRIED = 0.5  # share of the thing asked for by name that they must speak of
_ABOUT = 0.6  # share of a question without a subject that they must speak of
_MEANT = 0.45  # the same where the question names an official document
_MANY = 3  # documents with duties of those asked about: the question must say which it means
_REPORTING = (Aspect.REPORT, Aspect.REPORT_TIME)
_CHOSEN = 0.6  # share of its matter that tells
_SPOKEN = 0.5  # share of it that puts a duty in front
_KEPT = 0.8  # of what a passage of the same document speaks of, for duties to be kept
_DOUBTED = 0.3  # trust below which what is asked is not spoken of
_INSTEAD = 0.75  # of what the knowledge route's quote speaks of, for duties to stand in its place


def propose(question: str, hits: Sequence[Hit], choice: Choice, resources: Resources) -> Proposal | None:
    """The duties of the subject named; None where no subject is recognised or the question is more special.

    Args:
        question: as understood.
        hits: passages found for it.
        choice: what the knowledge route would quote; where it speaks of more of the question, it goes first.
        resources: the library.
    """
    tables = resources.tables(hits)
    matter = read_matter(question, tables)
    found = duty_drafts(question, tables)
    found = _nearest_first(found, matter) if found is not None else None
    if found is None or found.confidence < _SURE or _stands_back(question, found, choice, tables, matter):
        found = _without_subject(choice, tables)
    judged = judge(question, tables)
    if found is not None and (_lacks(question, found) or _lacks_step(question, found, judged)):
        found = None
    if found is not None:
        found = completed(found, judged)
    elif judged and resources.official_are_few and (not choice.sure or is_passed_over(judged[0], choice)):
        # Among many documents somebody's duty resembles any question.
        found = trusted(question, choice, judged, find_subjects(question, tables))
    if found is None:
        return None
    own = [d for d in found.drafts if d.group != EVERYONE]
    ordered = (*own, *(d for d in found.drafts if d.group == EVERYONE))
    documents: list[Document] = list(dict.fromkeys(c.document for d in ordered for c in d.citations))
    names = "；".join(source_name(d) for d in documents)
    whose = f"“{'、'.join(found.subjects)}”的" if own and found.subjects else ""
    lead = f"据{names}，{whose}有关要求（原文）："
    return Proposal(AnswerKind.DUTY, lead, ordered, confidence=found.confidence)


def _stands_back(
    question: str, found: DutyAnswer, choice: Choice, tables: Sequence[DutyTable], matter: Matter
) -> bool:
    """Whether it asks about what these duties do not speak of, or a passage speaks of more of it."""
    if found.carried < _CARRIED:
        return True
    if matter.empty and (_ASKS_ALL.search(question) or _DOES_BADLY.search(question)):
        return False
    titles = [d.title for d in dict.fromkeys(c.table.document for c in found.chosen)]
    said = matter.said([*first_seen(_quotes(found)), *titles])
    vague = asks_of_authority(question) or (matter.documents >= _MANY and not told_of_self(question))
    if not choice.sure and vague and said < _CHOSEN:
        return True
    if only_repeats(question, _quotes(found)):
        return True
    if choice.sure and _answers_more(question, found, choice, tables, matter, said):
        return True
    if _ASKS_ALL.search(question):
        return False
    reach = _reach(choice, found, spoken(question, match_subject(question, tables)))
    if reach < _LEAST:
        return True
    if not choice.runs:
        return False
    if choice.runs[0].prepared.document in {c.table.document for c in found.chosen}:
        # The same document: a passage that speaks of more holds more than one duty, or more than duties.
        kept = _KEPT if _is_shared(choice, tables) else 1.0
        return choice.sure and reach < kept * _knowledge_reach(choice)
    return _knowledge_reach(choice) > reach + _MARGIN


def _nearest_first(found: DutyAnswer, matter: Matter) -> DutyAnswer:
    """Of a long list, first the duties that speak of most of what the question is about."""
    if matter.empty or sum(map(len, _quotes(found))) <= SEEN:
        return found
    spoken_of = [matter.said(c.quote for c in d.citations) for d in found.drafts]
    order = sorted(range(len(spoken_of)), key=lambda n: (spoken_of[n] < _SPOKEN, n))
    return replace(found, drafts=tuple(found.drafts[n] for n in order))


def _answers_more(
    question: str,
    found: DutyAnswer,
    choice: Choice,
    tables: Sequence[DutyTable],
    matter: Matter,
    said: float,
) -> bool:
    """Whether an official document's passage speaks of at least as much as what is read of the duties."""
    best = choice.runs[0]
    document = best.prepared.document
    if all(t.document is not document for t in tables):
        return False
    passage = matter.said([*first_seen([document.text[best.start : best.end]]), document.title])
    if asks_of_authority(question) or asks_no_duty(question):
        return True
    if document not in {c.table.document for c in found.chosen}:
        return passage >= said
    return passage > said and sum(map(len, _quotes(found))) > SEEN


_WHERE = re.compile(r"哪里|哪儿|什么地方|何处")
_SOMEWHERE = re.compile(r"在[^，。；]{2,20}(?=[，。；])")


def _lacks(question: str, found: DutyAnswer) -> bool:
    """Whether the kind of value asked for is missing; 在关键部位，… says where as well as an address does."""
    quotes = _quotes(found)
    if _WHERE.search(question) and any(_SOMEWHERE.search(q) for q in quotes):
        return False
    if aspect(question) in _REPORTING and any(c.duty.report_to for c in found.chosen):
        return False  # 报到哪里: an office is named
    return asks_value(question) and all(lacks(question, q) for q in nearest(question, quotes))


def _lacks_step(question: str, found: DutyAnswer, judged: Sequence[Trusted]) -> bool:
    """Whether it is asked by whom something is done of which the duties do not speak."""
    if not asks_by_whom(question):
        return False
    trust = [t.trust for t in judged if any(t.chosen.duty is c.duty for c in found.chosen)]
    return max(trust, default=0.0) < _DOUBTED


def _without_subject(choice: Choice, tables: Sequence[DutyTable]) -> DutyAnswer | None:
    """The duties that speak of a question whose subject is not recognised.

    Where the knowledge route is sure of a passage of an official document, the duties in it stand in its
    place: a passage may hold several subjects' duties, and nobody should be quoted another's.
    """
    best = choice.runs[0].prepared.document if choice.runs else None
    own = [t for t in tables if t.document is best]
    question = choice.question.text
    if choice.sure and own:
        if not _is_shared(choice, own) or asks_of_authority(question) or asks_no_duty(question):
            return None
        spans = [r.span for r in choice.runs if r.prepared.document is best]
        found = duties_about(choice.question, own, spans)
        title = own[0].document.title
        enough = found is not None and _reach(choice, found, (title,)) >= _INSTEAD * _knowledge_reach(choice)
        if found is None or not enough:
            return _quoting(stretch(choice, own[0]), (), choice.confidence)
        kept = _nearest(question, found.chosen)
        cited = around(choice, [c.duty.span for c in kept])
        return _quoting(cited, found.chosen, found.confidence) if cited else found
    meant = _MEANS_NOTICE.search(question) is not None
    found = None if choice.sure and not meant else duties_about(choice.question, tables)
    return found if found is not None and found.carried >= (_MEANT if meant else _ABOUT) else None


def _nearest(question: str, chosen: Sequence[Chosen]) -> list[Chosen]:
    """Of several subjects' duties, those that speak of the question hardly less than the best of them."""
    words = [with_subject(c.table, c.duty) for c in chosen]
    if len({c.duty.subject.text for c in chosen if c.duty.subject is not None}) < 2:
        return list(chosen)
    near = nearest(question, words)
    return [c for c, w in zip(chosen, words, strict=True) if w in near]


def _quoting(cited: Sequence[Citation], chosen: tuple[Chosen, ...], confidence: float) -> DutyAnswer:
    """An answer in whole sentences of a passage."""
    drafts = tuple(Draft(c.quote, (c,)) for c in cited)
    return DutyAnswer(chosen, drafts, (), Aspect.ALL, confidence, "引自同一段")


def _is_shared(choice: Choice, tables: Sequence[DutyTable]) -> bool:
    """Whether what the knowledge route would quote of its best document holds several subjects' duties."""
    best = choice.runs[0].prepared.document
    spans = [r.span for r in choice.runs if r.prepared.document is best]
    subjects = {
        duty.subject.text
        for table in tables
        if table.document is best
        for duty in table.duties
        if duty.subject is not None and any(duty.span.overlaps(s) for s in spans)
    }
    return len(subjects) > 1


def _quotes(found: DutyAnswer) -> list[str]:
    return [c.quote for d in found.drafts for c in d.citations]


def _reach(choice: Choice, found: DutyAnswer, named: Sequence[str]) -> float:
    """How much of the question the duties, their subjects and the person's words for them speak of."""
    words = [*_quotes(found), *found.subjects, *named]
    return choice.question.coverage(set().union(*(terms(w) for w in words)))


def _knowledge_reach(choice: Choice) -> float:
    """How much of the question the knowledge route's quotes speak of, with the title above them."""
    held: set[str] = set()
    for run in choice.runs[:1]:
        held |= run.prepared.name_terms
        for unit in run.prepared.units[run.first : run.last + 1]:
            held |= unit.terms
    return choice.question.coverage(held)
