"""What follows from a record for a statement with the same content: its truth, the opposite, or nothing.

Content first: whatever the statement says that the record does not is a difference and counts against it. Then
the square of opposition: the stronger assertion (所有、必须、一定) entails the weaker (有些、可以、可能), never
the reverse.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.claims.align import Alignment, Difference, Weigh, align
from assistant.claims.lexicon import Strength
from assistant.claims.proposition import Proposition, Unit
from index.document import Verdict

# Shares of content; measured on claims with paraphrases and look-alikes (see tests/assistant/claims).
_COVERED = 0.86  # of the statement, by the record
_KEPT = 0.5  # of the record, by the statement
_NEAR = 0.55  # below this a record is not even worth offering


class Relation(StrEnum):
    """How a statement stands to a record."""

    SAME = "same"
    OPPOSITE = "opposite"
    NEAR = "near"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a statement stands to one wording of a record.

    Attributes:
        relation: same, opposite, near or none.
        verdict: of the statement as put; UNKNOWN unless same or opposite.
        reason: why, one line in Chinese.
        score: how alike their content is, 0 to 1.
    """

    relation: Relation
    verdict: Verdict
    reason: str
    score: float


def compare(
    said: Proposition,
    recorded: Proposition,
    verdict: Verdict,
    weigh: Weigh,
    others: Sequence[Proposition] = (),
) -> Comparison:
    """Compare a statement with a recorded claim.

    Args:
        said: the statement.
        recorded: a wording of the claim.
        verdict: of the wording.
        weigh: how much a unit of content matters.
        others: further wordings of the same claim, which may name what this one does not.
    """
    alignment = align(said.units, recorded.units, weigh)
    added = [d for d in alignment.differences if d.said and not _named_elsewhere(d, said.units, others)]
    covered = 1 - sum(weigh(u) for d in added for u in d.said) / (sum(map(weigh, said.units)) or 1.0)
    score = (2 * covered + min(1.0, alignment.recorded + 0.2)) / 3
    problem = _content_problem(added, covered, alignment, said, recorded)
    if problem:
        near = alignment.said >= _NEAR and alignment.recorded >= _KEPT * _NEAR
        relation = Relation.NEAR if near else Relation.NONE
        return Comparison(relation, Verdict.UNKNOWN, problem, min(alignment.said, score))
    return _transfer(said, recorded, verdict, alignment, score)


def _named_elsewhere(difference: Difference, units: Sequence[Unit], others: Sequence[Proposition]) -> bool:
    """Whether another wording of the record says the same words, together with a neighbour."""
    keys = [u.key for u in difference.said]
    start, end = difference.at, difference.at + len(keys)
    if len(keys) == 1 and difference.said[0].kind == "char":
        pairs = [[u.key for u in units[max(0, start - 1) : end]], [u.key for u in units[start : end + 1]]]
        wanted = [p for p in pairs if len(p) == 2]
    else:
        wanted = [keys]
    return any(_holds(o.keys, w) for o in others for w in wanted)


def _holds(keys: Sequence[str], wanted: list[str]) -> bool:
    n = len(wanted)
    return any(list(keys[i : i + n]) == wanted for i in range(len(keys) - n + 1))


def _content_problem(
    added: list[Difference], covered: float, alignment: Alignment, said: Proposition, recorded: Proposition
) -> str:
    """What keeps the two from having the same content; empty where nothing does."""
    for difference in added:
        words = "".join(u.text for u in difference.said)
        instead = "".join(u.text for u in difference.recorded)
        if any(u.kind == "number" for u in difference.said):
            return f"数字不同：记录中没有“{words}”"
        if instead:
            return f"对象不同：记录说的是“{instead}”，不是“{words}”"
    if covered < _COVERED:
        words = "、".join("".join(u.text for u in d.said) for d in added)
        return f"记录中没有提到“{words}”"
    if alignment.recorded < _KEPT:
        words = "、".join("".join(u.text for u in d.recorded) for d in alignment.differences if d.recorded)
        return f"记录还限定了“{words}”"
    if _is_turned(said, recorded, alignment):
        return "方向相反：谁对谁不同"
    if said.source and recorded.source and said.source != recorded.source:
        return f"记录中说这话的是“{recorded.source}”"
    return ""


def _is_turned(said: Proposition, recorded: Proposition, alignment: Alignment) -> bool:
    """A传B against B传A: two stretches that stand on other sides of the same word."""
    if said.passive != recorded.passive:
        return False
    tiles = alignment.tiles
    for k in range(1, len(tiles) - 1):
        left, middle, right = tiles[k - 1], tiles[k], tiles[k + 1]
        if right.j < middle.j < left.j and not any(t.size > 1 and t.j == 0 for t in (middle,)):
            return True
    return False


def _transfer(
    said: Proposition, recorded: Proposition, verdict: Verdict, alignment: Alignment, score: float
) -> Comparison:
    """The verdict that follows for the statement, given the same content."""
    if not _same_conditions(said, recorded, alignment):
        return Comparison(Relation.NEAR, Verdict.UNKNOWN, "条件或限定的肯定与否定不同", score)
    turned = said.negative != recorded.negative
    contrary = _contraries(said.units, recorded.units, alignment) % 2 == 1
    relation = Relation.OPPOSITE if turned != contrary else Relation.SAME
    if verdict not in (Verdict.TRUE, Verdict.FALSE):
        return Comparison(relation, verdict, _REASONS[relation], score)
    truth = (verdict is Verdict.TRUE) != recorded.negative  # of the record's content without its denial
    follows = _entails(truth, recorded.strength, said.strength)
    if contrary:
        follows = truth and follows
        truth = not truth
    if not follows:
        return Comparison(Relation.NEAR, Verdict.UNKNOWN, _strength_reason(recorded, said, contrary), score)
    outcome = Verdict.TRUE if truth != said.negative else Verdict.FALSE
    return Comparison(relation, outcome, _REASONS[relation], score)


_REASONS = {
    Relation.SAME: "与记录的说法一致",
    Relation.OPPOSITE: "与记录的说法意思相反",
}


def _entails(truth: bool, known: Strength | None, asked: Strength | None) -> bool:
    """Whether the truth (or falsity) of content at one strength decides it at another."""
    a = Strength.PLAIN if known is None else known
    b = Strength.PLAIN if asked is None else asked
    if known is None or asked is None:
        a, b = min(a, Strength.PLAIN), b
    if truth:
        return b <= a or (asked is None)
    return b >= a or (a is Strength.PLAIN and b is Strength.HEDGED) or asked is None


def _strength_reason(recorded: Proposition, said: Proposition, contrary: bool) -> str:
    if contrary:
        return "记录只否定了相反的说法，不能由此推出这一说法"
    if (said.strength or 1) > (recorded.strength or 1):
        return "说法比记录说得更绝对"
    return "记录否定的是更绝对的说法"


def _same_conditions(said: Proposition, recorded: Proposition, alignment: Alignment) -> bool:
    """Whether the denials inside conditions and attributes are the same."""
    if len(said.inner) != len(recorded.inner):
        return False
    anchors = {n.at for n in recorded.inner}
    return all((p := alignment.partner(n.at)) is None or p in anchors for n in said.inner)


def _contraries(said: Sequence[Unit], recorded: Sequence[Unit], alignment: Alignment) -> int:
    pairs = (
        (said[t.i + k], recorded[t.j + k])
        for t in alignment.tiles
        for k in range(t.size)
        if t.j + k < len(recorded)
    )
    return sum(1 for a, b in pairs if a.pole * b.pole < 0)
