"""What was left out around a clause that stands in its evidence, and whether it counts."""

from __future__ import annotations

from assistant.verify.carry import Fit, Piece
from assistant.verify.tokens import ASK
from assistant.verify.words import (
    AGGRAVATES,
    BAN,
    CONSEQUENCE,
    DENIES,
    JUDGES,
    LEADING,
    MAY,
    REPORTS,
    TAKES_BACK,
    begins_with_modal,
    first_modal,
    goes_on,
    governs_all,
    limits,
    must_modal,
    negates,
    opens_condition,
    states_case,
)


def objection(fit: Fit, *, asks: bool) -> tuple[str, str] | None:
    """Why a clause that stands in its evidence word for word says something else there; None where not."""
    pieces = fit.pieces
    if (pieces[-1].mark == ASK) != asks:
        return "polarity", "问句与陈述句不一致"
    for check in (_loses_limit, _loses_subject, _loses_modal, _loses_tail, _breaks_off):
        found = check(fit)
        if found is not None:
            return found
    return None


def _loses_limit(fit: Fit) -> tuple[str, str] | None:
    pieces = fit.pieces
    for k, piece in enumerate(pieces[: fit.first]):
        same = piece.clause == pieces[fit.first].clause
        if k != fit.subject and (piece.text.rstrip().endswith(("：", ":")) or (same and limits(piece.text))):
            return "condition", "漏掉了引文里的条件或前提"
    near = [p for p in pieces[: fit.first] if p.clause == pieces[fit.first].clause]
    start = pieces[fit.first]
    follows = CONSEQUENCE.match(start.text) or _ends_a_case(start)
    if near and follows and first_modal(near[-1].text) is None and fit.subject is None:
        return "condition", "漏掉了引文里的条件或前提"
    first = next(p for p in pieces if p.clause == pieces[fit.first].clause)
    if first.clause and opens_condition(pieces[0].text) and not governs_all(first.text):
        return "condition", "漏掉了引文里的条件或前提"
    return None


def _loses_subject(fit: Fit) -> tuple[str, str] | None:
    """不得…, 要… in the middle of a clause lies on someone named before, who must be named again."""
    first = fit.pieces[fit.first]
    before = [
        p for p in fit.pieces[: fit.first] if p.clause == first.clause and not LEADING.fullmatch(p.text)
    ]
    if before and fit.subject is None and begins_with_modal(first.text):
        return "subject", "漏掉了引文里的主体"
    return None


def _loses_modal(fit: Fit) -> tuple[str, str] | None:
    """A prohibition or permission reaches over the commas behind it: what stands under it needs it."""
    pieces = fit.pieces
    if fit.bound or first_modal(pieces[fit.first].text) is not None:
        return None
    for piece in reversed(pieces[: fit.first]):
        if piece.clause != pieces[fit.first].clause:
            return None
        modal = first_modal(piece.text)
        if modal is not None:
            return None if must_modal(piece.text, modal) else ("modality", "应当、可以、不得与引文不一致")
    return None


def _loses_tail(fit: Fit) -> tuple[str, str] | None:
    pieces, last = fit.pieces, fit.pieces[fit.last]
    if fit.last + 1 < len(pieces):
        following = pieces[fit.last + 1]
        near = following.clause == last.clause
        if TAKES_BACK.match(following.text) or DENIES.match(following.text):
            return "condition", "漏掉了引文里的例外或否定"
        kept = pieces[fit.first : fit.last + 1]
        if near and (governs_all(last.text) or any(MAY.search(BAN.sub("", p.text)) for p in kept)):
            return "condition", "漏掉了引文里的限定"
    elif fit.sentence + 1 < len(fit.evidence.sentences):
        after = "".join(p.text for p in fit.evidence.sentences[fit.sentence + 1])
        if JUDGES.match(after):
            return "condition", "漏掉了引文对这句话的判断"
    return None


def _breaks_off(fit: Fit) -> tuple[str, str] | None:
    """Whether the clause ends where its sentence has only named a topic or a case, or begun a list."""
    pieces, last = fit.pieces, fit.pieces[fit.last]
    lists = any(p.text.rstrip().endswith(("：", ":")) for p in pieces[fit.first : fit.last + 1])
    if fit.last + 1 == len(pieces):
        return None
    following = pieces[fit.last + 1]
    if lists:
        return "condition", "引文里的列举没有完"
    if following.clause != last.clause or first_modal(last.text) is not None:
        return None
    if REPORTS.search(last.text.rstrip()) or states_case(last.text) or _ends_a_case(following):
        return "condition", "只说了情形，没有说要求"
    if begins_with_modal(following.text) or CONSEQUENCE.match(following.text):
        return "condition", "只说了情形，没有说要求"
    return None


def _ends_a_case(piece: Piece) -> bool:
    """Whether a piece is the last part of a case begun before it, such as 造成严重后果的."""
    return piece.text.rstrip("，, ").endswith("的") and (
        goes_on(piece.text) or AGGRAVATES.match(piece.text) is not None
    )


def keeps_subject(before: Fit | None, fit: Fit) -> bool:
    """Whether a clause, read behind the one before it, still has its own subject."""
    if before is None or fit.named or fit.subject is not None:
        return True
    if fit.evidence is before.evidence:
        if fit.sentence == before.sentence and fit.first == before.last + 1:
            return True
        if fit.first == 0 and fit.sentence == before.sentence + 1 and before.last == len(before.pieces) - 1:
            return True
    piece = fit.pieces[fit.first]
    starts = fit.first == 0 or fit.pieces[fit.first - 1].clause != piece.clause
    return starts and not goes_on(piece.text) and (fit.first == 0 or has_subject(piece.text))


def has_subject(text: str) -> bool:
    """Whether words stand before the first modal word."""
    modal = first_modal(text)
    return modal is not None and modal.start() >= 2 and not negates(text[: modal.start()])
