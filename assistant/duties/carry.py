"""Carry subjects over: clause to clause, sentence to sentence, heading to body, stem to list."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from assistant.duties.lexicon import ADVERB_START, HEAD_SCAN
from assistant.duties.modal import modals
from assistant.duties.model import Modality, Origin, Subject
from assistant.duties.noun import (
    can_stand,
    ends_in_head,
    is_agent,
    is_common,
    make_subject,
    scan_agent,
    trim_subject,
)
from assistant.duties.units import Unit
from index.document import Document, Part, Section, Span


@dataclass(frozen=True, slots=True)
class Stem:
    """The sentence above a list.

    Attributes:
        subject: the subject of the list's items.
        modality: their modality.
        duties: whether the items are duties, not facts.
        depth: how many numbered parts hold the stem; items lie deeper.
        end: where the stem ends.
    """

    subject: Subject | None
    modality: Modality
    duties: bool
    depth: int
    end: int


@dataclass(frozen=True, slots=True)
class Carried:
    """What the text before a clause hands on to it."""

    running: Subject | None = None
    section: tuple[Section, ...] = ()
    stem: Stem | None = None
    named: tuple[str, ...] = ()
    opening: Subject | None = None
    headings: Mapping[Section, Subject | None] = field(default_factory=dict)


# 村（社区）职责: the heading names whose duties follow.
_ROLE_HEADING = re.compile(
    r"(?P<who>[^，。；：]{1,40}?)的?(?:主要|工作|主体|具体|防控)*(?:职责|责任|义务|职权)(?:任务"
    r"|分工)?[。：:]?"
)


def heading_subject(document: Document, section: Section) -> Subject | None:
    """The subject a heading states (四、广大党员要切实做到…)."""
    if not section.heading or section.part is not Part.SECTION:
        return None
    text = document.text
    start = (
        section.span.start + text[section.span.start : section.body].find(section.label) + len(section.label)
    )
    end = section.body
    named = _ROLE_HEADING.fullmatch(text[start:end].strip())
    if named and ends_in_head(named.group("who"), loose=False):
        begins = text.index(named.group("who"), start)
        return make_subject(text, begins, begins + len(named.group("who")), Origin.HEADING)
    whole = _names_only(text, start, end)
    if whole is not None:
        return make_subject(text, whole.start, whole.end, Origin.HEADING)
    modal = next(modals(text, start, end), None)
    if modal is not None:
        s, e = trim_subject(text, start, modal.span.start)
        return make_subject(text, s, e, Origin.HEADING) if s < e and is_agent(text[s:e]) else None
    at = scan_agent(text, start, end)
    if at is None or not ADVERB_START.match(text, at):
        return None
    return make_subject(text, start, at, Origin.HEADING)


# Headings that end like a name but say what a part is about (重点场所, 组织机构, 返乡人员).
_ABOUT = re.compile(
    r"(?:重点|特殊|高风险|适用|参加|组织|工作|办事|领导)[^、]{0,4}$|(?:对象|群体|患者|病例|会议|场所|成员单位)$"
    r"|(?<!工作)(?<!管理)(?<!服务)(?<!检查)人员$"
)


def _names_only(text: str, start: int, end: int) -> Span | None:
    """The name that is all a heading says (（二）危险化学品企业。): the part speaks to those named."""
    start, end = trim_subject(text, start, end)
    while end > start and text[end - 1] in "。；;":
        end -= 1
    words = text[start:end]
    named = HEAD_SCAN.search(words) and can_stand(words) and not _ABOUT.search(words)
    return Span(start, end) if named else None


def addressees(document: Document) -> Subject | None:
    """The addressees of the document, as the subject of orders that name nobody."""
    part = document.outline.first(Part.RECIPIENTS)
    if part is None:
        return None
    start, end = trim_subject(document.text, part.span.start, part.span.end)
    if start >= end:
        return None
    words = document.text[start:end]
    return Subject(words, Span(start, end), Origin.RECIPIENTS, (), is_common(words))


def closest_heading(carried: Carried, unit: Unit) -> Subject | None:
    """The subject stated by the innermost heading above a unit."""
    for section in reversed(unit.path):
        found = carried.headings.get(section)
        if found is not None:
            return found
    return None


def handed_on(carried: Carried, unit: Unit, fallback: Subject | None) -> Subject | None:
    """The subject of a sentence that names none."""
    stem = carried.stem
    if stem is not None and len(unit.path) > stem.depth and stem.subject is not None:
        return replace(stem.subject, origin=Origin.LIST)
    if carried.running is not None:
        return replace(carried.running, origin=Origin.SENTENCE)
    return closest_heading(carried, unit) or fallback


def enter(carried: Carried, unit: Unit) -> Carried:
    """Forget what a new part does not inherit."""
    if unit.path == carried.section:
        return carried
    stem = carried.stem
    if stem is not None and len(unit.path) <= stem.depth:
        stem = None
    return replace(carried, section=unit.path, running=None, stem=stem, named=(), opening=None)
