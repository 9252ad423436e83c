"""Cut a document into units: each a heading or a sentence, with its place in the outline."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.clauses import sentences, trimmed
from index.document import Document, Kind, Part, Section, Span

_NORMATIVE_TITLE = re.compile(
    r"(?:通知|通告|公告|通令|意见|决定|决议|条例|办法|规定|规则|规程|规范|细则|方案|预案|措施|令|函|批复"
    r"|指南|指引|要求|倡议书|法|守则|规约|公约|导则|纲要|计划|标准|制度|章程)"
    r"(?:（[^）]*）|\([^)]*\)|〔[^〕]*〕|\d|[.]md|[-（(].*)*\s*$"
)
_ARTICLE = re.compile(r"第[一二三四五六七八九十百]+条")
_LABEL_ONLY = re.compile(
    r"[#\s]*(?:第[一二三四五六七八九十百零]+[条章节编款]|[（(]?[一二三四五六七八九十0-9]+[)）]?[、.．]?)\s*$"
)
_RESPONSIBLE = re.compile(
    r"^[（(【\[]?(?:责任|牵头|主办|承办|落实|配合|实施|负责|主责|协办)(?:责任)?(?:单位|部门|领导|处室"
    r"|机构)[：:]"
)
_REMARK = re.compile(r"[（(]?(?:联系|电话|咨询|附件|附：|注：|此件)")
_ITEM_TAIL = re.compile(r"(?:的|；|;)$")


@dataclass(frozen=True, slots=True)
class Unit:
    """A heading or a sentence.

    Attributes:
        span: where it stands.
        part: which part of the document.
        path: numbered sections above it, outermost first.
        heading: whether it is (part of) a heading.
        label: whether it is nothing but a number.
        first: whether a paragraph begins with it.
    """

    span: Span
    part: Part
    path: tuple[Section, ...]
    heading: bool
    label: bool
    first: bool


def units(document: Document) -> Iterator[Unit]:
    """Headings and sentences of a document in order; together they hold every word of it."""
    text = document.text
    bounds = sorted(
        {b for s in document.outline.sections for b in (s.span.start, s.body) if 0 < b < len(text)}
    )
    for sentence in sentences(text):
        edges = [sentence.start, *(b for b in bounds if sentence.start < b < sentence.end), sentence.end]
        for start, end in itertools.pairwise(edges):
            for span in trimmed(text, start, end):
                yield _unit(document, span)


def _unit(document: Document, span: Span) -> Unit:
    text = document.text
    path = document.outline.at(span.start)
    part = path[-1].part if path else Part.PREAMBLE
    inner = path[-1] if path else None
    words = text[span.start : span.end]
    label = bool(_LABEL_ONLY.match(words))
    heading = inner is not None and inner.part is Part.SECTION and span.start < inner.body and not label
    if heading and inner is not None and (_ITEM_TAIL.search(words) or _is_all(text, span, inner)):
        heading = (
            _ITEM_TAIL.search(words) is None and words[-1] not in "。；;！" and _has_children(document, inner)
        )
    before = text[: span.start].rstrip(" \t　")
    return Unit(span, part, path, heading, label, not before or before[-1] == "\n")


def _is_all(text: str, span: Span, section: Section) -> bool:
    """Whether nothing follows a heading but a remark, so that it is itself what the part says."""
    rest = (line.strip() for line in text[span.end : section.span.end].splitlines())
    return all(is_assignment(line) or _REMARK.match(line) for line in rest if line)


def is_assignment(words: str) -> bool:
    """Whether a bracketed remark names the responsible units (（责任单位：…）)."""
    return bool(_RESPONSIBLE.match(words))


_ATTACHMENTS = re.compile(r"附件?[：:]\s*1[.．、][^\n]*(?:\n[\s　]*\d{1,2}[.．、][^\n]*)*\Z")


def is_attached(text: str, at: int) -> bool:
    """Whether a line goes on with the numbered titles of attachments (附件：1.… 2.…)."""
    before = text[:at].rstrip(" \t　")
    begins = max(text.rfind("附件：", 0, at), text.rfind("附件:", 0, at), text.rfind("附：", 0, at))
    return begins >= 0 and before.endswith("\n") and _ATTACHMENTS.match(before.rstrip(), begins) is not None


def _has_children(document: Document, section: Section) -> bool:
    return any(s is not section and section.span.covers(s.span) for s in document.outline.sections)


def is_law(document: Document) -> bool:
    """Whether it is written in articles, so that plain statements of who does what are duties."""
    return document.kind is Kind.LAW or len(_ARTICLE.findall(document.text)) >= 3


def is_normative(document: Document) -> bool:
    """Whether it instructs (notice, decision, law …) rather than tells (news, questions and answers)."""
    if document.kind in (Kind.NOTICE, Kind.LAW) or is_law(document):
        return True
    if document.kind in (Kind.RUMOR,):
        return False
    title = document.outline.first(Part.TITLE)
    words = document.title or (document.text[title.span.start : title.span.end] if title else "")
    return bool(_NORMATIVE_TITLE.search(words.strip()))
