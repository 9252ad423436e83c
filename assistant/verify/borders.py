"""Where a quote may begin and end: not behind a word that turns or limits it, not before an exception."""

from __future__ import annotations

import re

from assistant.verify.words import (
    DENIES,
    TAKES_BACK,
    first_modal,
    governs_all,
    names_someone,
    negates,
)
from index.clauses import OPENING, clauses, segments, sentences
from index.document import Citation, Part, Span

_MARKS = "，,、；;：:。．.！!？?\n\r\t \u3000\xa0…—" + "".join(OPENING) + "".join(OPENING.values())
_NEW = re.compile(r"(?:\s|(?<!\d)[（(]?[一二三四五六七八九十百\d]{1,4}[）)、.．])$")
_LABEL = re.compile(r"[（(]?[一二三四五六七八九十百\d]{1,4}(?:[）)、]|[.．](?!\d))\s*")
_TURNING = re.compile(
    r"(?:不|没有?|无|未|非|勿|莫|禁止?|不得|不准|不许|不要|不能|应当?|必须|可以?|除)[^，。；、]{0,2}$"
)
_BRACKET = re.compile(r"[（(【][^）)】]{0,40}(?:除外|不含|不包括|以外|例外)")
_LOOK = 400  # how far a sentence is followed


def is_name(citation: Citation) -> bool:
    """Whether a quote only names someone: a stretch within one comma-level piece that asserts nothing."""
    quote = citation.quote
    if len(quote) > 300 or re.search(r"[。！!？?\n]|[；;]$", quote):
        return False
    return first_modal(quote) is None and not negates(quote)


def taken_over(name: Citation, quote: Citation) -> bool:
    """Whether someone else is named between a subject and the words quoted as its own."""
    text = name.document.text
    if name.span.end > quote.span.start or _heads(name, quote):
        return False
    for sentence in sentences(text, name.span.end, quote.span.start):
        for clause in clauses(text, sentence.start, sentence.end):
            if clause.start == name.span.end:
                continue  # what follows the name itself
            piece = next(iter(segments(text, clause.start, clause.end)))
            words = _without_label(text[piece.start : piece.end])
            modal = first_modal(words)
            if modal is not None and names_someone(words[: modal.start()]):
                return words[: modal.start()] not in name.quote
    return False


def _heads(name: Citation, quote: Citation) -> bool:
    """Whether a name stands in the heading over the quote, or among those whom the document addresses."""
    return any(
        s.part is Part.RECIPIENTS or (s.body > name.span.start and s.span.covers(quote.span))
        for s in name.document.outline.at(name.span.start)
    )


def _without_label(words: str) -> str:
    label = _LABEL.match(words)
    return words[label.end() :] if label else words


def torn(citation: Citation, *, name: bool = False) -> str:
    """Why a quote may not stand as it was cut; empty where it may.

    Args:
        citation: the quote.
        name: whether it only names the subject of another quote.
    """
    text, start, end = citation.document.text, citation.span.start, citation.span.end
    sentence = _sentence_at(text, start)
    if sentence is None:
        return ""
    if start > sentence.start and not _begins_well(text, sentence, start, name=name):
        return "引文从一句话的否定词、条件或例外之后开始"
    if not name and not _ends_well(text, end):
        return "引文断在例外或限定之前"
    return ""


def _sentence_at(text: str, offset: int) -> Span | None:
    """The sentence that holds an offset; the lines around it are enough to find it."""
    line_start = text.rfind("\n", 0, offset) + 1
    line_end = text.find("\n", offset)
    found = sentences(text, line_start, len(text) if line_end < 0 else line_end)
    return next((s for s in found if s.start <= offset < s.end), None)


def _begins_well(text: str, sentence: Span, start: int, *, name: bool) -> bool:
    """Whether nothing before the quote, in its clause, binds, turns or limits it."""
    clause = next(c for c in clauses(text, sentence.start, sentence.end) if start < c.end)
    if start <= clause.start:
        return True
    before = text[clause.start : start]
    if _NEW.search(before):  # a label or a blank: texts without line breaks begin their items so
        return not _TURNING.search(before.rstrip())
    pieces = [p for p in segments(text, clause.start, clause.end) if p.start < start]
    own = text[pieces[-1].start : start] if pieces and start < pieces[-1].end else ""
    if name:
        return not _TURNING.search(own)
    if own and (first_modal(own) is not None or negates(own) or governs_all(own)):
        return False
    if governs_all(text[start : next(iter(segments(text, start, clause.end))).end]):
        return not governs_all(text[pieces[-1].start : pieces[-1].end])  # it states its own condition
    return not any(governs_all(text[p.start : p.end]) for p in pieces if p.end <= start)


def _ends_well(text: str, end: int) -> bool:
    rest = text[end : end + _LOOK].split("\n", 1)[0]
    if end and text[end - 1] not in _MARKS and rest[:1] and rest[0] not in _MARKS:
        inside = re.split(r"[，,；;。！？!?：:]", rest, maxsplit=1)[0]
        if negates(inside) or first_modal(inside) or re.search(r"(?:的|时|后|前|外|者)$", inside):
            return False
    if _BRACKET.match(rest.lstrip("，,")):
        return False
    if text[end - 1 : end] in "。！？!?\n" or rest[:1] in "。！？!?":
        return True
    following = rest.lstrip("，,；;、：: \u3000\xa0")
    piece = re.split(r"[，,；;。！？!?：:]", following, maxsplit=1)[0]
    if DENIES.match(piece) and governs_all(piece):
        return True  # the next case of a list: 不符合条件的，…
    return not (TAKES_BACK.match(piece) or DENIES.match(piece))
