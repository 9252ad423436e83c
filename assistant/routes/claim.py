"""A claim put to the test: by the record, by its opposite, or by the guidance; unknown where none speaks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import AnswerKind, ClaimMatch, Draft
from assistant.claims import Judgement, claimhood, says_nothing, verify_against
from assistant.compose.expects import asks
from assistant.messages import VERDICTS
from assistant.routes.attribution import with_a_name
from assistant.routes.proposal import Proposal
from assistant.routes.resources import Resources
from index.clauses import sentences
from index.document import Document, Hit, Verdict

CLAIM = 0.75  # from here on an input is a claim and nothing else
# Asks whether something may or must be done, not whether it is so: other routes may know.
_PERMISSION = re.compile(
    r"行不行|可不可以|能不能|要不要|算不算|该不该|用不用|(?:可以|行|成|好|要紧)(?:吗|么|不)[？?。 ]*$"
)
# 可以散步吧, 妥不妥, 错开点还是赶正点好
_SEEKS = re.compile(
    r"(?:吧|呗|不|没|么|是不是|对不)[？?。 ]*$|([\u4e00-\u9fff])[不没]\1|还是[^，,。]{1,12}[？?。 ]*$"
    r"|[能可是]否"
)
_MODAL = re.compile(r"[能可要得须]|应|不用|不必|没必要|就行|就够")
_RECORD = "核查记录"
MAYBE = 0.25  # below this it is not a claim


def propose(question: str, hits: Sequence[Hit], resources: Resources) -> Proposal | None:
    """A verdict where a record or a quoted sentence decides; None where it is no claim or not ours."""
    likeness = claimhood(question).score
    if likeness < MAYBE:
        return None
    judged = resources.claims.judge(question)
    if judged.decided and judged.record is not None and _decides(question, judged.record):
        return _on_record(judged, judged.record)
    if likeness < CLAIM or _PERMISSION.search(question):
        return None
    return _supported(question, hits) or unknown(judged)


def _decides(question: str, record: Document) -> bool:
    """Whether a record answers: what may or must be done, only one that says what may or must."""
    claim = record.claim
    assert claim is not None
    return not _PERMISSION.search(question) or _MODAL.search(claim.claim) is not None


def is_put_to_test(question: str) -> bool:
    """Whether somebody is quoted, or wants to know whether a statement is true, and nothing else."""
    return claimhood(question).score > CLAIM and not any(asks(question))


def is_maybe_asked(question: str) -> bool:
    """Whether it may as well ask: it seeks assent, gives a choice, or names things and says nothing of them.

    出院后可以散步吧; 赶正点还是错开点好; 村庄 消毒 频次.
    """
    return _SEEKS.search(question) is not None or says_nothing(question)


def judge_claim(statement: str, hits: Sequence[Hit], resources: Resources) -> Proposal:
    """The verdict on an input that is known to be a claim.

    Args:
        statement: the claim as it was put.
        hits: passages found for it.
        resources: the library.
    """
    judged = resources.claims.judge(statement)
    if judged.decided and judged.record is not None:
        return _on_record(judged, judged.record)
    return _supported(statement, hits) or unknown(judged)


def _supported(question: str, hits: Sequence[Hit]) -> Proposal | None:
    """The verdict of a sentence that says or denies the statement, in a document that names who wrote it."""
    found = verify_against(question, with_a_name(hits))
    if found.verdict is Verdict.UNKNOWN or found.citation is None:
        return None
    lead = f"**结论：{VERDICTS[found.verdict].zh}**（没有收录这一说法，依据资料原文判断）"
    draft = Draft(found.citation.quote, (found.citation,))
    return Proposal(AnswerKind.RUMOR, lead, (draft,), found.verdict, None, found.confidence)


def unknown(judged: Judgement) -> Proposal:
    """Nothing on record: said as such, with the nearest record offered as only that."""
    lead = f"**结论：{VERDICTS[Verdict.UNKNOWN].zh}** —— {judged.reason}。"
    match = None
    related: tuple[str, ...] = ()
    if judged.record is not None and judged.record.claim is not None:
        match = ClaimMatch(judged.record, Verdict.UNKNOWN, same=False, reason=judged.reason)
        lead += f"\n\n相近的记录（不是同一说法）：“{judged.record.claim.claim}”。"
        near = (judged.record, *judged.nearest)
        related = tuple(f"{d.claim.claim}，是真的吗？" for d in near if d.claim is not None)[:3]
    return Proposal(
        AnswerKind.REFUSAL,
        lead,
        verdict=Verdict.UNKNOWN,
        claim=match,
        confidence=judged.confidence,
        related=related,
    )


def _on_record(judged: Judgement, record: Document) -> Proposal:
    claim = record.claim
    assert claim is not None
    match = ClaimMatch(record, judged.verdict, same=True, reason=judged.reason)
    lead = f"**结论：{VERDICTS[judged.verdict].zh}**"
    if judged.verdict is not claim.verdict:
        lead += f" —— {judged.reason}"
    if claim.reviewer:
        lead += f"\n\n核查：{claim.reviewer}" + (f"，{claim.reviewed}" if claim.reviewed else "")
    related = tuple(f"{d.claim.claim}，是真的吗？" for d in judged.nearest if d.claim is not None)
    return Proposal(
        AnswerKind.RUMOR, lead, _drafts(record), judged.verdict, match, judged.confidence, related=related
    )


def _drafts(record: Document) -> tuple[Draft, ...]:
    """Each sentence of the record's rebuttal, then the claim it is about and the record's own finding."""
    claim = record.claim
    assert claim is not None
    spans = sentences(record.text, claim.rebuttal.start, claim.rebuttal.end)
    head = sentences(record.text, 0, claim.rebuttal.start)[:2]
    cited = [(record.cite(s.start, s.end), "") for s in spans]
    if len(head) == 2:
        cited += [(record.cite(s.start, s.end), _RECORD) for s in head]
    return tuple(Draft(c.quote, (c,), group) for c, group in cited)
