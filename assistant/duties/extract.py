"""From a document to its table of duties: every clause is a duty or accounted for as none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from assistant.duties import cells
from assistant.duties.assemble import make_duty
from assistant.duties.carry import (
    Carried,
    Stem,
    addressees,
    closest_heading,
    enter,
    handed_on,
    heading_subject,
)
from assistant.duties.decide import Place, by_head, by_place, by_words, lists_duties, modality_of
from assistant.duties.model import Duty, DutyTable, Modality, Origin, Other, Reason, Subject
from assistant.duties.noun import make_subject, members
from assistant.duties.parse import parse_clause
from assistant.duties.phrase import AIMED_START, Head
from assistant.duties.units import Unit, is_assignment, is_attached, is_law, is_normative, units
from index.clauses import clauses
from index.document import Document, Part, Span


@dataclass(slots=True)
class _State:
    """What has been found so far; lives only inside `extract`."""

    document: Document
    law: bool
    normative: bool
    fallback: Subject | None
    carried: Carried
    duties: list[Duty] = field(default_factory=list)
    others: list[Other] = field(default_factory=list)


def extract(document: Document) -> DutyTable:
    """Find the duties of a document.

    Args:
        document: any document; its outline tells headings from body.

    Returns:
        The table, whose duties and others together hold every clause.
    """
    headings = {s: heading_subject(document, s) for s in document.outline.sections}
    state = _State(
        document, is_law(document), is_normative(document), addressees(document), Carried(headings=headings)
    )
    parts = list(units(document))
    for n, unit in enumerate(parts):
        closes = n + 1 == len(parts) or parts[n + 1].first
        _read_unit(state, unit, closes=closes)
    return DutyTable(document, tuple(sorted(state.duties, key=lambda d: d.span.start)), tuple(state.others))


def _read_unit(state: _State, unit: Unit, *, closes: bool) -> None:
    state.carried = enter(state.carried, unit)
    words = state.document.text[unit.span.start : unit.span.end]
    if is_assignment(words):
        _assign(state, unit)
    stem = state.carried.stem
    # The last item of a list looks like a heading where a paragraph follows it.
    item = unit.heading and stem is not None and not stem.duties
    if is_attached(state.document.text, unit.span.start):
        state.others.append(Other(unit.span, Reason.ATTACHMENT))
        return
    reason = (
        (item and _listed(state, unit)) or by_place(unit, words) or _listed(state, unit) or by_words(words)
    )
    if reason is not None:
        state.others.append(Other(unit.span, reason))
        return
    _read_sentence(state, unit, words, closes=closes)


def _part(state: _State, unit: Unit) -> Part:
    """The part that counts: without numbered parts, what follows the addressees is the body."""
    numbered = any(s.part is Part.SECTION for s in state.document.outline.sections)
    return unit.part if numbered or unit.part is not Part.PREAMBLE else Part.SECTION


def _listed(state: _State, unit: Unit) -> Reason | None:
    stem = state.carried.stem
    if stem is None or len(unit.path) <= stem.depth:
        return None
    if _after_list(state.document.text, unit):
        state.carried = replace(state.carried, stem=None)
        return None
    if stem.duties:
        return None
    if state.duties and state.duties[-1].span.end >= stem.end:
        last = state.duties[-1]
        state.duties[-1] = replace(last, span=Span(last.span.start, unit.span.end))
    return Reason.LISTED


def _after_list(text: str, unit: Unit) -> bool:
    """Whether a paragraph follows the last item of a list, though the outline counts it to the item."""
    before = text[: unit.span.start].rstrip()
    inner = unit.path[-1]
    headed = unit.span.start >= inner.body and len(inner.heading) > len(inner.label) + 1
    later = headed or unit.span.start > inner.body + 1
    return unit.first and later and before.endswith(("。", "的。"))


def _read_sentence(state: _State, unit: Unit, words: str, *, closes: bool) -> None:
    text = state.document.text
    whole = _is_penalty_sentence(text, unit.span)
    pieces = [unit.span] if whole else clauses(text, unit.span.start, unit.span.end)
    stem = state.carried.stem
    known = tuple(dict.fromkeys(d.subject.text for d in state.duties if d.subject is not None))
    run = _Run(_sentence_subject(state, unit, closes=closes), state.law, state.fallback, known)
    listed = stem is not None and stem.duties and stem.subject is not None and len(unit.path) > stem.depth
    if listed and stem is not None:
        run.modality = stem.modality
    place = Place(_part(state, unit), state.law, state.normative, listed)
    for piece in pieces:
        heads = [_whole(text, unit.span)] if whole else parse_clause(text, piece)
        for n, head in enumerate(heads):
            reason = by_head(
                text[head.span.start : head.span.end], head, replace(place, carried=run.subject is not None)
            )
            if reason is not None and not (run.found and head.verbal and reason is Reason.STATEMENT):
                state.others.append(Other(head.span, reason))
            else:
                run.add(text, head, opens=n == 0)
    state.duties.extend(run.found)
    _hand_on(state, unit, words, run)


@dataclass(slots=True)
class _Run:
    """The duties of one sentence, and the subject it hands from clause to clause."""

    subject: Subject | None
    law: bool
    told: Subject | None = None
    known: tuple[str, ...] = ()
    modality: Modality = Modality.IMPLIED
    found: list[Duty] = field(default_factory=list)
    stated: list[Subject] = field(default_factory=list)

    def add(self, text: str, head: Head, *, opens: bool) -> None:
        """Add the duty of a head; only a subject that opens a clause is handed on."""
        own = head.subject
        if head.modal is not None or own is not None or head.agent is not None:
            self.modality = modality_of(head)
        carried = None if self.law and _is_topic(text, head) else self.subject
        if own is None and head.modal is not None and text[head.modal.span.start] == "请":
            carried = self.told or carried  # 请于…前报送: said to whom the document is addressed
        if own is not None and self.subject is not None and _refuses(text, head, own):
            case = Span(own.span.start, head.conditions[0].end)
            head, own = replace(head, subject=None, conditions=(case, *head.conditions[1:])), None
        own = own or _owner(text, head, self.known)
        duty = make_duty(text, head, own or carried, self.modality)
        leans = bool(_GRADE.match(text, duty.span.start)) or (duty.consequence and _leans(text, duty.span))
        if self.found and leans and self.found[-1].consequence:
            last = self.found[-1]
            self.found[-1] = replace(last, span=Span(last.span.start, duty.span.end))
            return
        self.found.append(duty)
        if own is None:
            return
        self.stated.append(own)
        if opens:
            self.subject = replace(own, origin=Origin.CLAUSE)


# 情节严重的，收回…: a graver case of the consequence before it, whatever it brings.
_GRADE = re.compile(r"(?:情节|后果|拒不|逾期|造成|构成)[^，。；]{0,30}的[，,]")
_REFUSAL = re.compile(r"拒|不(?!具备|符合|能|属)|仍|逾期")


def _refuses(text: str, head: Head, own: Subject) -> bool:
    """Whether the one named is who would not listen (业主不听劝阻的，应当报告…), not who reports."""
    if not head.conditions or head.conditions[0].start != own.span.end or head.modal is None:
        return False
    refusal = _REFUSAL.match(text, own.span.end) is not None
    return refusal and cells.reports(text, Span(head.conditions[0].end, head.span.end))


def _owner(text: str, head: Head, known: Sequence[str]) -> Subject | None:
    """Whose case it is, where a name begins it that the document told to act (普查员手机丢失的，须…)."""
    if head.modal is None or not head.conditions or head.agent is not None:
        return None
    case = head.conditions[0]
    if text[case.end - 1] != "的":
        return None
    names = [n for n in known if len(n) > 1 and text.startswith(n, case.start)]
    longest = max(names, key=len, default="")
    return make_subject(text, case.start, case.start + len(longest)) if longest else None


def _is_topic(text: str, head: Head) -> bool:
    """Whether a thing stands where the subject would (信息发布应当及时); in laws it inherits nobody."""
    return head.object is not None and not AIMED_START.match(text, head.object.start)


def _whole(text: str, span: Span) -> Head:
    """The head of a sentence that is one consequence: that of its first clause, for all of it."""
    first = clauses(text, span.start, span.end)[0]
    return replace(parse_clause(text, first)[0], span=span)


def _is_penalty_sentence(text: str, span: Span) -> bool:
    parts = clauses(text, span.start, span.end)
    if len(parts) < 2:
        return False
    head = parse_clause(text, parts[0])[0]
    if not cells.is_consequence(text, parts[0], conditional=bool(head.conditions)):
        return False
    return all(_leans(text, p) for p in parts[1:])


_LEANS = re.compile(r"情节|构成|造成|拒不|逾期|触犯|后果|屡|再次|并|尚[未不]|对(?![^，]{2,40}的[，,])")


def _leans(text: str, part: Span) -> bool:
    """Whether a consequence goes on with the case before it (情节严重的，…) instead of opening its own."""
    return bool(_LEANS.match(text, part.start)) and cells.is_consequence(text, part, conditional=True)


def _sentence_subject(state: _State, unit: Unit, *, closes: bool) -> Subject | None:
    heading = closest_heading(state.carried, unit)
    # After a series of different subjects, a last sentence without one speaks to all that the heading names.
    if closes and heading is not None and len(state.carried.named) >= 3:
        return heading
    if heading is not None and _all_in_turn(heading, state.carried.named):
        return heading
    if unit.first and state.carried.opening is not None:
        # A new paragraph without a subject goes back to what opened the part.
        state.carried = replace(state.carried, running=state.carried.opening)
    return handed_on(state.carried, unit, state.fallback)


def _all_in_turn(heading: Subject, named: Sequence[str]) -> bool:
    """Whether several of those that a heading lists (住建、商务等部门) were addressed one after another."""
    listed = {m[:2] for m in heading.members}
    return len({n[:2] for n in named}) > 1 and len(listed) > 1 and all(n[:2] in listed for n in named)


def _hand_on(state: _State, unit: Unit, words: str, run: _Run) -> None:
    carried = state.carried
    if run.stated:
        named = tuple(dict.fromkeys((*carried.named, *(s.text for s in run.stated))))
        carried = replace(carried, named=named)
        if run.subject is not None and run.subject.origin is Origin.CLAUSE:
            carried = replace(carried, running=run.subject, opening=carried.opening or run.subject)
    if words.endswith(("：", ":")):
        # What is listed under a clause that is no duty itself is read like any other text.
        # What is forbidden can only be quoted with the words that forbid it.
        forbids = bool(run.found) and run.found[-1].prohibits
        listed = not run.found or (lists_duties(words) and not forbids)
        stem = Stem(run.subject, run.modality, listed, len(unit.path), unit.span.end)
        if (
            listed
            and run.found
            and _STEM.search(words)
            and not (run.found[-1].conditions or run.found[-1].deadlines)
        ):
            # 应当履行下列职责：: what is listed are the duties.
            state.others.append(Other(state.duties.pop().span, Reason.LEAD_IN))
        carried = replace(carried, stem=stem)
    state.carried = carried


_STEM = re.compile(
    r"(?:履行|承担|落实|做好|开展|完成|负责|遵守|采取|抓好)?(?:下列|以下|如下)"
    r"[^，。：:]{0,8}(?:职责|义务|责任|任务|工作|事项|规定|要求|措施)[：:]$"
)


def _assign(state: _State, unit: Unit) -> None:
    """Give the units named in a remark (责任单位：…) to the duties of the same part that name nobody."""
    text = state.document.text
    colon = next(i for i in range(unit.span.start, unit.span.end) if text[i] in "：:")
    end = unit.span.end
    # （牵头单位：甲；配合单位：乙；时限：…）: the first named is in charge.
    end = min(end, *(i for i in (text.find(mark, colon, end) for mark in "；;") if i > 0), end)
    while end > colon + 1 and text[end - 1] in "）)】]。；; ":
        end -= 1
    if end <= colon + 1 or not unit.path:
        return
    words = text[colon + 1 : end]
    named = Subject(words, Span(colon + 1, end), Origin.ASSIGNED, members(words), False)
    inner = unit.path[-1]
    for n in range(len(state.duties) - 1, -1, -1):
        duty = state.duties[n]
        if duty.span.start < inner.span.start:
            break
        if duty.subject is None or duty.subject.origin not in (Origin.STATED, Origin.CLAUSE, Origin.ASSIGNED):
            state.duties[n] = replace(duty, subject=named)
