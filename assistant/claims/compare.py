"""What follows from a record for a statement with the same content: its truth, the opposite, or nothing.

The square of opposition: the stronger assertion (所有、必须、一定) entails the weaker (有些、可以), never the
reverse; and saving from harm is helping: 「不会感染」 says what 「能预防」 says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from assistant.claims import logic
from assistant.claims.align import Weigh
from assistant.claims.coverage import TURNED, Content, measure
from assistant.claims.lexicon import Strength
from assistant.claims.proposition import Proposition
from assistant.claims.record import CONTRARY, Record
from index.document import Verdict

_AS_GOOD = 0.15  # wordings whose content is so little worse than the best may decide too
_AS_CLOSE = 0.2  # wordings so much less alike than the closest have no say in the direction
_AGAINST = 0.3  # log-odds at which the second opinion stops a verdict
_SURE = 1.4  # and at which it gives one: right in 98 of 100 (evals.fit_direction)
_VOTE = 3.0  # log-odds that all wordings together would give
_CLOSER = 0.2  # a wording so much more alike that decides nothing leaves it undecided
_AGREED = 0.7  # share of the weight of the deciding wordings that one verdict needs
_ALL = 0.85  # so much of both, only the other way round


class Relation(StrEnum):
    """How a statement stands to a record."""

    SAME = "same"
    OPPOSITE = "opposite"
    NEAR = "near"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a statement stands to a record.

    Attributes:
        relation: same, opposite, near or none.
        verdict: of the statement as put; UNKNOWN unless same or opposite.
        reason: why, one line in Chinese.
        score: how alike their content is, 0 to 1.
        weight: how much the wording compared with counts among others of the record.
        vote: where the wordings disagree, log-odds that they give the opposite.
        open: whether their content is the same and only the direction is unclear.
    """

    relation: Relation
    verdict: Verdict
    reason: str
    score: float
    weight: float = 0.0
    vote: float = 0.0
    open: bool = False

    @property
    def decides(self) -> bool:
        """Whether the record decides the statement."""
        return self.relation in (Relation.SAME, Relation.OPPOSITE)


COMPARES = "记录否定的是比较的说法"
DISAGREE = "记录的不同说法对此推出的结论不一致"
BY_EVIDENCE = {
    Verdict.TRUE: "记录的结论正是尚无定论",
    Verdict.FALSE: "记录的结论是尚无定论，不能说已经证实",
}
REASONS = {Relation.SAME: "与记录的说法一致", Relation.OPPOSITE: "与记录的说法意思相反"}


def compare(
    said: Proposition, side: Record, wordings: Sequence[Proposition], weigh: Weigh
) -> list[Comparison]:
    """Compare a statement with each wording of one side of a record.

    Args:
        said: the statement.
        side: the claim on record, or its contradiction.
        wordings: those of its wordings that share most with the statement.
        weigh: how much a unit of content matters.

    Returns:
        One comparison a wording whose content is near enough; relations are to the claim on record.
    """
    contents = [measure(said, wording, side, weigh) for wording in wordings]
    level = [content for content in contents if not content.problem]
    closest = max((content.closeness for content in level), default=0.0)
    turned = next((c for c in contents if c.problem == TURNED and min(c.said, c.kept) >= _ALL), None)
    if turned and turned.closeness >= closest:
        return [_apart(turned)]
    if not level:
        return [max(map(_apart, contents), key=lambda c: (c.relation is Relation.NEAR, c.score))]
    best = max(content.score for content in level)
    good = [content for content in level if content.score >= best - _AS_GOOD]
    return [replace(_transfer(said, content, side), weight=content.closeness) for content in good]


def agree(outcomes: Sequence[Comparison]) -> Comparison:
    """What the deciding wordings of a record agree on; nothing where too many decide otherwise.

    Args:
        outcomes: comparisons with wordings of one record, at least one.
    """
    deciding = [outcome for outcome in outcomes if outcome.decides]
    if not deciding:
        return max(outcomes, key=lambda c: (c.relation is Relation.NEAR, c.score))
    closest = max(outcome.weight for outcome in deciding)
    if closest < max(outcome.weight for outcome in outcomes) - _CLOSER:
        return max(outcomes, key=lambda c: c.weight)
    weights: dict[Verdict, float] = {}
    for outcome in deciding:
        weights[outcome.verdict] = weights.get(outcome.verdict, 0.0) + _say(outcome, closest)
    verdict, weight = max(weights.items(), key=lambda p: p[1])
    if weight < _AGREED * sum(weights.values()):
        best = max(outcome.score for outcome in deciding)
        vote = _VOTE * (2 * _opposite_share(deciding, closest) - 1)
        return Comparison(Relation.NEAR, Verdict.UNKNOWN, DISAGREE, best, closest, vote, open=True)
    return max((c for c in deciding if c.verdict is verdict), key=lambda c: c.score)


def _say(outcome: Comparison, closest: float) -> float:
    """How much a wording has to say: the closest one fully, one much less alike nothing."""
    return max(0.0, 1 - (closest - outcome.weight) / _AS_CLOSE)


def _opposite_share(deciding: Sequence[Comparison], closest: float) -> float:
    turned = sum(_say(o, closest) for o in deciding if o.relation is Relation.OPPOSITE)
    return turned / sum(_say(o, closest) for o in deciding)


def settle(found: Comparison, leaning: float, verdict: Verdict, *, plain: bool) -> Comparison:
    """Hear the second opinion on the direction: it may stop a verdict, or give one where grammar gives none.

    Args:
        found: what the wordings agree on.
        leaning: how far the statement leans to the contradiction (above 0) or to the claim (below 0).
        verdict: of the claim on record.
        plain: whether the statement says neither that it holds of all nor what is proven.
    """
    towards = Relation.OPPOSITE if leaning > 0 else Relation.SAME
    if found.decides and found.relation is not towards and abs(leaning) >= _AGAINST:
        return replace(found, relation=Relation.NEAR, verdict=Verdict.UNKNOWN, reason=DISAGREE)
    if found.open and plain and abs(leaning + found.vote) >= _SURE and leaning * found.vote >= 0:
        outcome = verdict if towards is Relation.SAME else CONTRARY.get(verdict, verdict)
        return replace(found, relation=towards, verdict=outcome, reason=REASONS[towards])
    return found


def _apart(content: Content) -> Comparison:
    relation = Relation.NEAR if content.near else Relation.NONE
    return Comparison(relation, Verdict.UNKNOWN, content.problem, content.score * 0.8)


def _transfer(said: Proposition, content: Content, record: Record) -> Comparison:
    """The verdict that follows for the statement, given the same content."""
    crossing = logic.crossing_of(said, content.wording, content.alignment)
    obstacle = (
        "说的是利是害与记录不同" if crossing is None else "" if crossing else _obstacle(said, content, record)
    )
    if obstacle or crossing is None:
        settled = obstacle == COMPARES
        return Comparison(Relation.NEAR, Verdict.UNKNOWN, obstacle, content.score, open=not settled)
    return _decide(said, content, record, crossing=crossing)


def _obstacle(said: Proposition, content: Content, record: Record) -> str:
    """Why the two cannot be compared, though their content is the same; empty where they can."""
    recorded, alignment = content.wording, content.alignment
    if not logic.is_same_condition(said, recorded, alignment):
        return "条件或限定的肯定与否定不同"
    if not logic.is_same_denial(said, recorded, alignment):
        return "否定的不是同一件事"
    if recorded.compares and not said.compares and record.verdict is Verdict.FALSE:
        return COMPARES  # that 95% is not better than 75% says nothing of 95% alone
    *conditions, last = logic.sides_of(said, recorded, alignment)
    turns = {ours != theirs for ours, theirs in conditions}
    if True in turns and turns != {last[0] != last[1]}:
        return "一部分说法与记录相同，一部分相反"
    return ""


def _decide(said: Proposition, content: Content, record: Record, *, crossing: bool) -> Comparison:
    recorded, verdict = content.wording, record.verdict
    negative, denied = logic.sides_of(said, recorded, content.alignment)[-1]
    contrary = logic.contraries_in(said.units, recorded.units, content.alignment) % 2 == 1
    turned = ((negative != denied) != crossing) != contrary
    relation = Relation.OPPOSITE if turned != record.contradicts else Relation.SAME
    if verdict not in (Verdict.TRUE, Verdict.FALSE):
        outcome = logic.by_evidence(said, recorded, verdict)
        reason = REASONS[relation] if outcome is verdict else BY_EVIDENCE[outcome]
        return Comparison(relation, outcome, reason, content.score)
    truth = ((verdict is Verdict.TRUE) != denied) != crossing  # of the record's content without its denial
    known = record.strength if truth else record.wordings[0].strength
    follows = recorded.flexible or said.flexible or logic.entails(truth, known, _asked(said))
    asserts = verdict is Verdict.TRUE and not record.contradicts
    if asserts and truth != negative and said.absolute and not contrary:  # 应该洗手: nothing of 百分之百有效
        follows = follows and (recorded.absolute or record.wordings[0].absolute)
    if contrary:
        follows, truth = truth and follows, not truth
    if not follows:
        reason = _strength_reason(recorded, said, contrary)
        return Comparison(Relation.NEAR, Verdict.UNKNOWN, reason, content.score)
    return Comparison(
        relation, Verdict.TRUE if truth != negative else Verdict.FALSE, REASONS[relation], content.score
    )


def _asked(said: Proposition) -> Strength | None:
    """How much a statement asserts or denies; who plainly denies, denies even the weaker assertion."""
    return Strength.HEDGED if said.strength is None and said.matrix else said.strength


def _strength_reason(recorded: Proposition, said: Proposition, contrary: bool) -> str:
    if contrary:
        return "记录只否定了相反的说法，不能由此推出这一说法"
    if (said.strength or 1) > (recorded.strength or 1):
        return "说法比记录说得更绝对"
    return "记录否定的是更绝对的说法"
