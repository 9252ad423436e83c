"""A question about a document itself: its number, issuer, date, recipients, title, urgency, validity."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import AnswerKind, Draft
from assistant.compose.question import read_question
from assistant.compose.render import source_name
from assistant.compose.units import prepare
from assistant.routes.proposal import Proposal
from assistant.routes.resources import Resources
from index.document import Citation, Document, Hit, Kind, Part
from index.words import FUNCTION

_ASPECTS = (
    ("number", re.compile(r"文号|发文字号|(?:是|第)?几号文|哪一?号文")),
    (
        "recipients",
        re.compile(
            r"(?:发|印发|下发|主送|抄送|送)(?:给|到|至)(?:了)?"
            r"(?:谁|哪些?(?:单位|部门|机关|地方|人)?|什么(?:单位|部门|机关|人)?)"
            r"|主送(?:给|的是|的)?(?:谁|哪|什么|机关|单位|对象)|收文(?:机关|单位)"
        ),
    ),
    (
        "issuer",
        re.compile(
            r"(?:谁|哪个?(?:部门|单位|机关|里)?|什么(?:部门|单位|机关))(?:印|下|制)?(?:发|定|出台|发布)的"
            r"|发文(?:机关|单位)|落款|署名|由谁(?:印|下)?发"
        ),
    ),
    (
        "date",
        re.compile(
            r"(?:什么时候|何时|哪一?天|几号|几月几[日号]|哪年)(?:印|下)?(?:发|出台|发布|印发|成文)的?"
            r"|(?:成文|发文|印发|发布)(?:日期|时间)"
        ),
    ),
    ("title", re.compile(r"(?:全称|标题|题目|文件名)(?:是|叫)?")),
    ("urgency", re.compile(r"(?:什么|哪个?|几级)?(?:紧急程度|缓急|等级|密级)|急件|特急")),
)  # fmt: skip
_MEANS_DOCUMENT = re.compile(r"通知|文件|通告|公告|意见|决定|方案|办法|条例|指南|函|令|规定|电报|明电|〔|《")
_GENERIC = re.compile(r"这(?:个|份|封|次|篇)?|本|该|上述|那(?:个|份)?")


def propose(question: str, hits: Sequence[Hit], resources: Resources) -> Proposal | None:
    """The words of the document's own head and foot that answer; None where something else is asked."""
    aspects = [name for name, pattern in _ASPECTS if pattern.search(question)]
    if not aspects or not _MEANS_DOCUMENT.search(question):
        return None
    document = _meant(question, hits, resources)
    if document is None:
        return None
    cited = [c for aspect in aspects if (c := _cite(document, aspect)) is not None]
    if not cited:
        return None
    lead = f"{source_name(document)}原文写明："
    drafts = tuple(Draft(c.quote, (c,)) for c in dict.fromkeys(cited))
    return Proposal(AnswerKind.DOCUMENT, lead, drafts, confidence=0.9)


def _meant(question: str, hits: Sequence[Hit], resources: Resources) -> Document | None:
    """The document spoken of: by its number, by its title's words, or the only notice there is."""
    documents = list(resources.library.documents.values())
    squeezed = "".join(question.split())
    for document in documents:
        if document.number and "".join(document.number.split()) in squeezed:
            return document
    rest = question
    for _, pattern in _ASPECTS:
        rest = pattern.sub("", rest)
    weighed = read_question(_MEANS_DOCUMENT.sub("", _GENERIC.sub("", rest)), resources.corpus.idf)
    notices = [d for d in documents if d.kind is Kind.NOTICE]
    telling = {t for t in weighed.weights if len(t) > 1 and not FUNCTION.intersection(t)}
    if len(notices) == 1 and telling <= prepare(notices[0]).name_terms:
        return notices[0]
    known = list(dict.fromkeys(h.passage.document for h in hits if h.passage.document.claim is None))
    named = sorted(known, key=lambda d: -weighed.coverage(prepare(d).name_terms))
    if named and weighed.coverage(prepare(named[0]).name_terms) >= 0.6 and len(weighed.weights) > 2:
        return named[0]
    return notices[0] if len(notices) == 1 and _GENERIC.search(question) else None


def _cite(document: Document, aspect: str) -> Citation | None:
    """Where the document itself states the aspect."""
    parts = {
        "recipients": Part.RECIPIENTS,
        "issuer": Part.SIGNATURE,
        "date": Part.DATE,
        "title": Part.TITLE,
    }
    if aspect in parts:
        section = document.outline.first(parts[aspect])
        if section is not None:
            words = document.text[section.span.start : section.span.end]
            start = section.span.start + len(words) - len(words.lstrip())
            return document.cite(start, section.span.start + len(words.rstrip()))
    words = {
        "number": document.number,
        "urgency": document.urgency,
        "issuer": document.issuer,
        "title": document.title,
    }.get(aspect, "")
    at = document.text.find(words) if words else -1
    return document.cite(at, at + len(words)) if at >= 0 else None
