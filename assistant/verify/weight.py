"""What an abridged answer may not leave out: duties, prohibitions, warnings, limits, conditions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.verify.tokens import Tokens, tokens, trimmed
from assistant.verify.words import LEADING, governs_all, modality, negates
from index.clauses import segments, sentences

_FIGURE = re.compile(r"\d")
_WARNS = re.compile(r"注意|小心|警惕|谨防|当心|危险|有害|中毒|否则|后果|追责|问责|处罚|罚款|拘留|违法|犯罪")


def leaves_out(text: str, said: Sequence[str]) -> bool:
    """Whether a piece of weight in a text stands in nothing that was said of it.

    Args:
        text: the whole text.
        said: sentences taken from it.
    """
    have = [tokens(s) for s in said]
    for sentence in sentences(text):
        for span in segments(text, sentence.start, sentence.end):
            piece = text[span.start : span.end]
            if _weighs(piece) and not any(_holds(h, piece) for h in have):
                return True
    return False


def _weighs(piece: str) -> bool:
    return bool(
        modality(piece) - {"perhaps"}
        or negates(piece)
        or governs_all(piece)
        or _WARNS.search(piece)
        or _FIGURE.search("".join(tokens(piece)))
    )


def _holds(said: Tokens, piece: str) -> bool:
    join = LEADING.match(piece)
    forms = [trimmed(tokens(piece)), *([trimmed(tokens(piece[join.end() :]))] if join else [])]
    return any(said[i : i + len(f)] == f for f in forms for i in range(len(said) - len(f) + 1))
