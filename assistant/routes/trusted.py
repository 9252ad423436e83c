"""Duties that answer since a learnt model trusts them, whoever is asked about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.compose.knowledge import Choice
from assistant.duties import Aspect, Chosen, DutyAnswer, aspect
from assistant.duties.aspect import choose
from assistant.duties.draft import make_draft
from assistant.duties.match import SubjectMatch
from assistant.duties.model import Duty
from assistant.duties.roles import kinds_named
from assistant.duties.select import is_for_all
from assistant.duties.trust import Trusted, answering
from assistant.routes.passage import asks_no_duty, asks_of_authority

_TRUSTED = 0.35  # trust in a duty that answers, in a document in which the knowledge route looks too
_ALONE = 0.6  # the same where that looks elsewhere
_TOGETHER = 0.55  # the same where the knowledge route would quote it too, though neither is sure
_CERTAIN = 0.9  # trust and share from which on a duty says all that is asked
_LEAST = 0.35  # share of the question that it must speak of, whatever is left over of it
_AS_LIKELY = 0.6  # of the trust in the likeliest duty that was found


def trusted(
    question: str, choice: Choice, judged: Sequence[Trusted], matches: Sequence[SubjectMatch]
) -> DutyAnswer | None:
    """The duty that is likely enough to answer, alone or since the knowledge route looks there as well."""
    if asks_of_authority(question) or asks_no_duty(question):
        return None
    best = judged[0]
    together = 1 - (1 - best.trust) * (1 - choice.confidence) if _quotes_it(choice, best.chosen) else 0.0
    there = any(r.prepared.document is best.chosen.table.document for r in choice.runs)
    if best.share < _LEAST or (best.trust < (_TRUSTED if there else _ALONE) and together < _TOGETHER):
        return None
    wanted = aspect(question)
    other = wanted is not Aspect.ALL and not choose([best.chosen.duty], wanted)
    if other or (matches and best.share < _CERTAIN and not is_theirs(best.chosen.duty, matches)):
        return None
    return _with_drafts(answering(judged), best.trust)


def _with_drafts(chosen: tuple[Chosen, ...], trust: float) -> DutyAnswer:
    drafts = tuple(make_draft(c) for c in chosen)
    return DutyAnswer(chosen, drafts, (), Aspect.ALL, trust, f"可信度 {trust:.0%}")


def _quotes_it(choice: Choice, chosen: Chosen) -> bool:
    """Whether the knowledge route would quote a duty, or some of it."""
    document = chosen.table.document
    return any(r.prepared.document is document and r.span.overlaps(chosen.duty.span) for r in choice.runs)


def is_passed_over(best: Trusted, choice: Choice) -> bool:
    """Whether the knowledge route is sure of another place of the document, though this one says it all."""
    same = choice.runs[0].prepared.document is best.chosen.table.document
    sure = best.trust >= _CERTAIN and best.share >= _CERTAIN
    return same and sure and not _quotes_it(choice, best.chosen)


def completed(found: DutyAnswer, judged: Sequence[Trusted]) -> DutyAnswer:
    """With the duties of the same subject that are as likely to answer as those found."""
    held = [t for t in judged if any(t.chosen.duty is c.duty for c in found.chosen)]
    if not held or found.aspect is not Aspect.ALL or len(found.drafts) != len(found.chosen):
        return found
    whose = {c.duty.subject.text for c in found.chosen if c.duty.subject is not None}
    more = [
        t.chosen
        for t in judged
        if t not in held
        and t.trust >= max(_TRUSTED, _AS_LIKELY * held[0].trust)
        and t.chosen.duty.subject is not None
        and t.chosen.duty.subject.text in whose
    ]
    if not more:
        return found
    pairs = [*zip(found.chosen, found.drafts, strict=True), *((c, make_draft(c)) for c in more)]
    pairs.sort(key=lambda p: (p[0].table.document.id, p[0].duty.span.start))
    return replace(found, chosen=tuple(c for c, _ in pairs), drafts=tuple(d for _, d in pairs))


def is_theirs(duty: Duty, matches: Sequence[SubjectMatch]) -> bool:
    """Whether a duty lies on those asked about, on everyone or on nobody in particular.

    Args:
        duty: of an official document.
        matches: whom the question names.
    """
    subject = duty.subject
    if subject is None or is_for_all(duty):
        return True
    kinds = frozenset(k for m in matches for k in kinds_named(m.subject.text))
    return any(m.subject.text == subject.text for m in matches) or bool(kinds & kinds_named(subject.text))
