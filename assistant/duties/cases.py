"""Cases inside a clause: which condition belongs to which duty, so that no quote is cut between the two."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.duties.cells import is_offence
from assistant.duties.lexicon import LONG_ACT
from assistant.duties.modal import modals
from assistant.duties.noun import scan_agent, stands, trim_subject
from assistant.duties.phrase import Head
from index.document import Span

BY = re.compile(r"(?:必须|应当|要|可以|应)?由")
NOMINAL = re.compile(r"的[^的，]{1,20}[，,]$")
MADE_OF = re.compile(r"由[^，。；]{1,80}(?:组成|产生|构成)")


def another_case(text: str, head: Head, done: list[Head]) -> Head:
    """Who acts in a condition is not whom the next duty of the clause binds (总部发布预警后，必须停运)."""
    before = done[-1].subject if done else None
    if before is None or head.subject is None or not head.conditions:
        return head
    first = head.conditions[0]
    if head.subject.span.end != first.start or text[first.start : first.end].endswith("同时"):
        return head
    if text[first.end] not in "，,":
        return head  # 队员接到指令后必须出动: no comma, one who hears and acts
    whole = Span(head.subject.span.start, first.end)
    return replace(head, subject=None, conditions=(whole, *head.conditions[1:]))


_CASE_END = re.compile(r"(?:的|时|后|期间|情况下|前提下|之前|外)[，,]\s*$")
_CASE = re.compile(r"未经|一经|经查实|一旦|如(?!实|期|何|下)果?|若(?!干)|遇有?")


def limits_next(text: str, pieces: list[Span], current: Head) -> bool:
    """Whether a piece is the condition of the duty behind it (水位超过警戒线的，必须…), and ends no other.

    Args:
        text: the document's text.
        pieces: the piece and those after it in the clause.
        current: the duty before it.
    """
    piece, following = pieces[0], pieces[1]
    words = text[piece.start : piece.end]
    by = BY.match(text, following.start) is not None and begins_with_agent(text, following)
    if next(modals(text, piece.start, piece.end), None) is not None:
        return False
    if by and (_CASE_END.search(words) or NOMINAL.search(words) or _CASE.match(words)):
        return True
    if not _CASE_END.search(words) and not _CASE.match(words):
        return False
    modal = next(modals(text, following.start, following.end), None)
    if modal is None:
        more = len(pieces) > 2 and _CASE_END.search(text, following.start, following.end)
        return bool(more) and limits_next(text, pieces[1:], current)
    named = stands(text[slice(*trim_subject(text, following.start, modal.span.start))])
    # What depends on a condition already cannot be quoted without it.
    return named or not current.conditions


_PUNISHES = re.compile(
    r"由(?!于)|依法|依纪|依规|处(?!理好)|给予|责令|追究|严肃|从[严重]|一律|没收|吊销|对(?:有关|直接|相关"
    r"|主要|负有|责任|其|政府|单位|该)|按照?(?:有关|相关)规定"
)


def join_case(text: str, pieces: list[Span]) -> list[Span]:
    """Join the pieces of one case (隐瞒病情，拒绝检疫，构成犯罪的，依法…) into a single condition."""
    for k in range(len(pieces) - 2, 0, -1):
        if text[pieces[k].end - 2] != "的" or not _PUNISHES.match(text, pieces[k + 1].start):
            continue
        first = k
        while first > 0 and not _opens_case(text, pieces[first]) and not _orders(text, pieces[first - 1]):
            first -= 1
        return [*pieces[:first], Span(pieces[first].start, pieces[k].end), *pieces[k + 1 :]]
    return pieces


def _opens_case(text: str, piece: Span) -> bool:
    return re.match(r"对(?!突发|其)|如(?!实|期|何)|若|凡|一旦", text[piece.start : piece.end]) is not None


def _orders(text: str, piece: Span) -> bool:
    """Whether a piece is no part of a case: it binds, or speaks of when all this happens."""
    if next(modals(text, piece.start, piece.end), None) is not None:
        return True
    if scan_agent(text, piece.start, piece.end) is not None and not is_offence(text, piece):
        return True  # 工地严格落实要求，达不到的，一律停工: somebody's order, then the case
    return re.search(r"(?:中|后|时|期间|内)[，,]$", text[piece.start : piece.end]) is not None


def begins_with_agent(text: str, piece: Span) -> bool:
    """Whether a piece begins with 由 and the name of who acts."""
    return text[piece.start] == "由" and MADE_OF.match(text, piece.start) is None


def orders_already(text: str, piece: Span) -> bool:
    """Whether a piece before a prohibition says who does what itself (乡镇每天巡查，不得漏报)."""
    modal = next(modals(text, piece.end, piece.end + 4), None)
    at = scan_agent(text, piece.start, piece.end)
    if modal is None or not modal.modality.prohibits or at is None:
        return False
    return re.search(rf"(?:{LONG_ACT})", text[at : piece.end]) is not None
