"""Whether a text is its quotes, whole, joined by nothing but punctuation and words that only join."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.verify.words import shares_subject
from index.document import Citation

_JOIN = re.compile(r"(?:[，。、；：:;,.!?！？…—\-*#\[\]|]|同时|此外|另外|以及|并且)+")
_STOPS = re.compile(r"[。；;！!？?\n]")
_END = "，,；;。.：:、 "
_SPACE = re.compile(r"\s+")


def is_made_of(text: str, citations: Sequence[Citation], names: frozenset[int]) -> bool:
    """Whether a text is quotes of its citations one after another, none cut, none that changes another.

    Args:
        text: the text to show.
        citations: its citations.
        names: which of them (by place) only name the subject of another.
    """
    rest, used, gap = _squeeze(text), None, ""
    whole = [_squeeze(c.quote) for c in citations]
    while rest:
        join = _JOIN.match(rest)
        found = _next(rest, whole)
        if found is None:
            if join is None:
                return False
            gap += join.group()
            rest = rest[join.end() :]
            continue
        place, length = found
        if used is not None and not _may_follow(citations, used, place, gap, names):
            return False
        last = rest[length - 1]
        used, gap, rest = place, last if _STOPS.match(last) else "", rest[length:]
    return used is not None and (used not in names or len(citations) == 1)


def _next(rest: str, whole: Sequence[str]) -> tuple[int, int] | None:
    """The longest quote that the text goes on with, with or without its closing mark."""
    best: tuple[int, int] | None = None
    for place, quote in enumerate(whole):
        bare = quote.rstrip(_END)
        for form in (quote, bare):
            if form and rest.startswith(form) and (best is None or len(form) > best[1]):
                best = (place, len(form))
    return best


def _may_follow(
    citations: Sequence[Citation], before: int, after: int, gap: str, names: frozenset[int]
) -> bool:
    """Whether one quote may stand behind another with what is between them, and change nothing of it."""
    one, two = citations[before], citations[after]
    if before in names:
        return after not in names and one.document == two.document and gap in ("", "：", ":", "，")
    if after in names:
        return bool(_STOPS.search(gap))
    stops = bool(_STOPS.search(gap))
    if one.document == two.document and one.span.end <= two.span.start:
        between = one.document.text[max(one.span.start, one.span.end - 1) : two.span.start]
        if not between[1:].strip(_END + "\n"):  # neighbours: as firmly parted as they are there
            return stops or not _STOPS.search(between)
    return stops and not shares_subject(two.quote.strip())


def _squeeze(text: str) -> str:
    return _SPACE.sub("", text)
