"""Where words stand in a text, white space aside, and whether a stretch has enough in common with them."""

from __future__ import annotations

from index.document import Span

_HALF = 0.5  # share of itself, or of the words, that a stretch must have in common with them


def place_of(text: str, words: str) -> Span | None:
    """Where words first stand in a text; None where they do not, or where there are none.

    Args:
        text: any.
        words: any; white space counts in neither.
    """
    at = [n for n, c in enumerate(text) if not c.isspace()]
    wanted = "".join(words.split())
    start = "".join(text[n] for n in at).find(wanted)
    return Span(at[start], at[start + len(wanted) - 1] + 1) if wanted and start >= 0 else None


def shares_half(span: Span, words: Span) -> bool:
    """Whether a stretch shares half of itself, or of the words, with them."""
    shared = min(words.end, span.end) - max(words.start, span.start)
    return shared > 0 and (shared >= _HALF * len(span) or shared >= _HALF * len(words))
