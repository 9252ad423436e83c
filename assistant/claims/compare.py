"""What follows from a record for a statement with the same content: its truth, the opposite, or nothing.

The square of opposition: the stronger assertion (所有、必须、一定) entails the weaker (有些、可以), never the
reverse; and saving from harm is helping: 「不会感染」 says what 「能预防」 says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from assistant.claims import logic
from assistant.claims.coverage import Content
from assistant.claims.lexicon import Strength
from assistant.claims.proposition import Proposition
from assistant.claims.record import CONTRARY, Record
from assistant.claims.turned import TURNED
from index.document import Verdict

_AS_GOOD = 0.15  # wordings whose content is so little worse than the best may decide too
_AS_CLOSE = 0.2  # wordings so much less alike than the closest have no say in the direction
_HEARD = 1.0  # log-odds of the direction that a verdict of grammar needs behind it
_SURE = 1.5  # those that give one where grammar gives none: right in 97 of 100 (evals.fit_direction)
_TURNS = 2.0  # and those that turn one
_LEVEL = 0.05  # a wording so much less alike than the closest does not make up for what keeps that one apart
_CLOSER = 0.2  # a wording so much more alike that decides nothing leaves it undecided
_AGREED = 0.7  # share of the weight of the deciding wordings that one verdict needs
_PROMISED = 0.3  # share of wordings that hold of all, by which the record is about all
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
        open: whether their content is the same and only the direction is unclear.
        odds: log-odds that their content is the same, by the wording closest to the statement.
    """

    relation: Relation
    verdict: Verdict
    reason: str
    score: float
    weight: float = 0.0
    open: bool = False
    odds: float = 0.0

    @property
    def decides(self) -> bool:
        """Whether the record decides the statement."""
        return self.relation in (Relation.SAME, Relation.OPPOSITE)


CONDITION = "条件或限定的肯定与否定不同"
MORE = "说法比记录说得更绝对"
COMPARES = "记录否定的是比较的说法"
DISAGREE = "记录的不同说法对此推出的结论不一致"
BY_EVIDENCE = {
    Verdict.TRUE: "记录的结论正是尚无定论",
    Verdict.FALSE: "记录的结论是尚无定论，不能说已经证实",
}
REASONS = {Relation.SAME: "与记录的说法一致", Relation.OPPOSITE: "与记录的说法意思相反"}


def compare(said: Proposition, side: Record, contents: Sequence[Content]) -> list[Comparison]:
    """Compare a statement with each wording of one side of a record.

    Args:
        said: the statement.
        side: the claim on record, or its contradiction.
        contents: how the statement lies over those of its wordings that share most with it.

    Returns:
        One comparison a wording whose content is near enough; relations are to the claim on record.
    """
    enough = max(content.closeness for content in contents) - _LEVEL
    level = [content for content in contents if not content.problem and content.closeness >= enough]
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
        return Comparison(Relation.NEAR, Verdict.UNKNOWN, DISAGREE, best, closest, open=True)
    return max((c for c in deciding if c.verdict is verdict), key=lambda c: c.score)


def _say(outcome: Comparison, closest: float) -> float:
    """How much a wording has to say: the closest one fully, one much less alike nothing."""
    return max(0.0, 1 - (closest - outcome.weight) / _AS_CLOSE)


def settle(found: Comparison, leaning: float, verdict: Verdict, *, plain: bool) -> Comparison:
    """Hear what a statement leans to: it may stop a verdict of grammar, turn it, or give one for none.

    Args:
        found: what the wordings agree on.
        leaning: log-odds that the statement says what the contradiction of the record does.
        verdict: of the claim on record.
        plain: whether the statement says neither that it holds of all nor what is proven.
    """
    towards = Relation.OPPOSITE if leaning > 0 else Relation.SAME
    either = verdict not in CONTRARY  # what is unproven is so either way
    agreed = found.decides and (either or found.relation is towards)
    if agreed and (either or abs(leaning) >= _HEARD):
        return found
    needed = _TURNS if found.decides else _SURE
    if (found.decides or found.open) and plain and (either or (not agreed and abs(leaning) >= needed)):
        outcome = verdict if towards is Relation.SAME else CONTRARY.get(verdict, verdict)
        return replace(found, relation=towards, verdict=outcome, reason=REASONS[towards])
    if found.decides:
        return replace(found, relation=Relation.NEAR, verdict=Verdict.UNKNOWN, reason=DISAGREE)
    return found


def restrain(found: Comparison, said: Proposition, sides: Sequence[Record]) -> Comparison:
    """Take back that a statement is true where it promises more than the record does on the true side.

    Args:
        found: what was settled.
        said: the statement.
        sides: of the record.
    """
    if found.verdict is not Verdict.TRUE or not logic.promises(said):
        return found
    wordings = [wording for side in sides if side.verdict is Verdict.TRUE for wording in side.wordings]
    if not wordings or sum(map(logic.promises, wordings)) >= _PROMISED * len(wordings):
        return found
    return replace(found, relation=Relation.NEAR, verdict=Verdict.UNKNOWN, reason=MORE)


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
        return Comparison(Relation.NEAR, Verdict.UNKNOWN, obstacle, content.score, open=obstacle != COMPARES)
    return _decide(said, content, record, crossing=crossing)


def _obstacle(said: Proposition, content: Content, record: Record) -> str:
    """Why the two cannot be compared, though their content is the same; empty where they can."""
    recorded, alignment = content.wording, content.alignment
    if not logic.is_same_condition(said, recorded, alignment):
        return CONDITION
    if not logic.is_same_denial(said, recorded, alignment):
        return "否定的不是同一件事"
    if recorded.compares and not said.compares and record.verdict is Verdict.FALSE:
        return COMPARES  # that 95% is not better than 75% says nothing of 95% alone
    *conditions, last = logic.sides_of(said, recorded, alignment)
    turns = {ours != theirs for ours, theirs in conditions}
    if True in turns and turns != {last[0] != last[1]}:
        return "一部分说法与记录相同，一部分相反"
    return ""


def points(said: Proposition, content: Content, record: Record) -> tuple[int, int]:
    """Which way grammar says a statement stands to one wording: +1 the opposite, -1 the same.

    Args:
        said: the statement.
        content: how it lies over the wording.
        record: the side of a record that has it.

    Returns:
        Where nothing stands against comparing the two, 0 elsewhere; then whatever stands against it.
    """
    crossing = logic.crossing_of(said, content.wording, content.alignment)
    sign = 1 if _is_turned(said, content, crossing=bool(crossing)) else -1
    told = crossing is not None and (crossing or not _obstacle(said, content, record))
    return (sign if told else 0), sign


def _is_turned(said: Proposition, content: Content, *, crossing: bool) -> bool:
    negative, denied = logic.sides_of(said, content.wording, content.alignment)[-1]
    return ((negative != denied) != crossing) != _is_contrary(said, content)


def _is_contrary(said: Proposition, content: Content) -> bool:
    return logic.contraries_in(said.units, content.wording.units, content.alignment) % 2 == 1


def _decide(said: Proposition, content: Content, record: Record, *, crossing: bool) -> Comparison:
    recorded, verdict = content.wording, record.verdict
    negative, denied = logic.sides_of(said, recorded, content.alignment)[-1]
    contrary = _is_contrary(said, content)
    turned = _is_turned(said, content, crossing=crossing)
    relation = Relation.OPPOSITE if turned != record.contradicts else Relation.SAME
    if verdict not in (Verdict.TRUE, Verdict.FALSE):
        outcome = logic.by_evidence(said, recorded, verdict)
        reason = REASONS[relation] if outcome is verdict else BY_EVIDENCE[outcome]
        return Comparison(relation, outcome, reason, content.score)
    truth = ((verdict is Verdict.TRUE) != denied) != crossing  # of the record's content without its denial
    known = record.strength if truth else record.usual
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
        return MORE
    return "记录否定的是更绝对的说法"
