"""What follows from a record for a statement with the same content: its truth, the opposite, or nothing.

The square of opposition: the stronger assertion (所有、必须、一定) entails the weaker (有些、可以), never the
reverse; and saving from harm is helping: 「不会感染」 says what 「能预防」 says.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.claims.align import Alignment, Weigh
from assistant.claims.coverage import TURNED, Content, measure
from assistant.claims.lexicon import FAMILIES, Strength
from assistant.claims.proposition import Negation, Proposition, Unit
from assistant.claims.record import Record
from index.document import Verdict


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
    """

    relation: Relation
    verdict: Verdict
    reason: str
    score: float


_SCOPE = 2  # units after a denial among which its predicate is looked for
_ALL = 0.85  # so much of both, only the other way round
_HARM = frozenset({"增加", "加重"})
_AS_GOOD = 0.15  # wordings whose content is so little worse than the best may decide too
_REASONS = {Relation.SAME: "与记录的说法一致", Relation.OPPOSITE: "与记录的说法意思相反"}


def compare(said: Proposition, record: Record, wordings: Sequence[Proposition], weigh: Weigh) -> Comparison:
    """Compare a statement with a record.

    Args:
        said: the statement.
        record: the record.
        wordings: those of its wordings that share most with the statement.
        weigh: how much a unit of content matters.
    """
    contents = [measure(said, wording, record, weigh) for wording in wordings]
    turned = next((c for c in contents if c.problem == TURNED and min(c.said, c.kept) >= _ALL), None)
    if turned:
        return _apart(turned)
    level = [content for content in contents if not content.problem]
    if not level:
        return max(
            (_apart(content) for content in contents), key=lambda c: (c.relation is Relation.NEAR, c.score)
        )
    best = max(content.score for content in level)
    outcomes = [_transfer(said, c, record) for c in level if c.score >= best - _AS_GOOD]
    return max(outcomes, key=lambda c: (c.relation in _REASONS, c.score))


def _apart(content: Content) -> Comparison:
    relation = Relation.NEAR if content.near else Relation.NONE
    return Comparison(relation, Verdict.UNKNOWN, content.problem, content.score * 0.8)


def _transfer(said: Proposition, content: Content, record: Record) -> Comparison:
    """The verdict that follows for the statement, given the same content."""
    recorded, alignment, score, verdict = content.wording, content.alignment, content.score, record.verdict
    crossing = _crossing(said, recorded)
    if crossing is None:
        return Comparison(Relation.NEAR, Verdict.UNKNOWN, "说的是利是害与记录不同", score)
    if not crossing and not _same_conditions(said, recorded, alignment):
        return Comparison(Relation.NEAR, Verdict.UNKNOWN, "条件或限定的肯定与否定不同", score)
    if not crossing and not (_is_same_denial(said, recorded, alignment)):
        return Comparison(Relation.NEAR, Verdict.UNKNOWN, "否定的不是同一件事", score)
    *conditions, (negative, denied) = _sides(said, recorded, alignment)
    turns = {ours != theirs for ours, theirs in conditions}
    if turns and turns != {negative != denied} and True in turns:
        return Comparison(Relation.NEAR, Verdict.UNKNOWN, "一部分说法与记录相同，一部分相反", score)
    contrary = _contraries(said.units, recorded.units, alignment) % 2 == 1
    turned = (negative != denied) != crossing
    relation = Relation.OPPOSITE if turned != contrary else Relation.SAME
    if verdict not in (Verdict.TRUE, Verdict.FALSE):
        return Comparison(relation, _of_evidence(said, recorded, verdict), _REASONS[relation], score)
    truth = (verdict is Verdict.TRUE) != denied  # of the record's content without its denial
    if crossing:
        truth = not truth
    known = record.strength if truth else record.wordings[0].strength
    follows = recorded.flexible or said.flexible or _entails(truth, known, said.strength)
    if contrary:
        follows, truth = truth and follows, not truth
    if not follows:
        return Comparison(Relation.NEAR, Verdict.UNKNOWN, _strength_reason(recorded, said, contrary), score)
    outcome = Verdict.TRUE if truth != negative else Verdict.FALSE
    return Comparison(relation, outcome, _REASONS[relation], score)


def _sides(said: Proposition, recorded: Proposition, alignment: Alignment) -> list[tuple[bool, bool]]:
    """For each piece of the statement and the piece of the wording it lies over, whether they deny."""
    shared: Counter[tuple[int, int]] = Counter()
    for tile in alignment.tiles:
        for k in range(tile.size):
            if tile.i + k < len(said.units) and tile.j + k < len(recorded.units):
                shared[said.units[tile.i + k].piece, recorded.units[tile.j + k].piece] += 1
    ends = said.units[-1].piece, recorded.units[-1].piece
    sizes = Counter(u.piece for u in recorded.units)
    order = sorted(  # what is said whole matters more than what is said in part
        shared.items(),
        key=lambda p: (p[1] * p[1] / sizes[p[0][1]], (p[0][0] == ends[0]) == (p[0][1] == ends[1]), p),
    )
    under = {i: (j, n) for (i, j), n in order}  # the wording's piece that shares most with each of ours
    most = max((n for _, n in under.values()), default=0)
    # the last of our pieces over one of theirs speaks for the others, unless one has the predicate
    over = {j: i for i, (j, n) in sorted(under.items()) if 2 * n >= most}
    over |= {j: i for j, i in _predicates(said, recorded, alignment) if j in over}
    found = [(said.denies(i), recorded.denies(j)) for j, i in sorted(over.items(), key=lambda p: p[1])]
    return found or [(said.negative, recorded.negative)]


def _predicates(said: Proposition, recorded: Proposition, alignment: Alignment) -> list[tuple[int, int]]:
    """Pieces that share the wording's predicate: what follows its modal or its denial."""
    heads = {recorded.main, *(n.at for n in recorded.matrix)}
    return [
        (recorded.units[t.j + k].piece, said.units[t.i + k].piece)
        for t in alignment.tiles
        for k in range(t.size)
        if t.j + k in heads and t.j + k and t.i + k < len(said.units) and t.j + k < len(recorded.units)
    ]


def _of_evidence(said: Proposition, recorded: Proposition, verdict: Verdict) -> Verdict:
    """Of what is unproven it is true that there is no proof, and false that it is proven."""
    if verdict is not Verdict.UNPROVEN or not said.evidence or recorded.negative:
        return verdict
    return Verdict.TRUE if said.evidence < 0 else Verdict.FALSE


def _is_same_denial(said: Proposition, recorded: Proposition, alignment: Alignment) -> bool:
    """Whether what the one denies is spoken of by the other."""
    ours = {t.i + k for t in alignment.tiles for k in range(t.size)}
    theirs = {t.j + k for t in alignment.tiles for k in range(t.size)}
    return all(_is_reached(n, said, recorded, ours) for n in said.matrix) and all(
        _is_reached(n, recorded, said, theirs) for n in recorded.matrix
    )


def _is_reached(denial: Negation, own: Proposition, other: Proposition, covered: set[int]) -> bool:
    size = 1 if denial.at < len(own.units) and own.units[denial.at].key in FAMILIES else _SCOPE
    scope = range(denial.at, min(denial.at + size, len(own.units)))
    return denial.wide or not scope or any(k in covered or _is_in(own.units[k], other) for k in scope)


def _is_in(unit: Unit, other: Proposition) -> bool:
    """Whether the other has the unit, or a word of the same family."""
    family = FAMILIES.get(unit.key)
    return unit.key in other.keys or (
        family is not None and any(FAMILIES.get(k) == family for k in other.keys)
    )


def _family(proposition: Proposition) -> str:
    """Whether it speaks of help or harm: the first such word after the modal, else the first at all."""
    found = [(k, family) for k, u in enumerate(proposition.units) if (family := _effect(u))]
    after = [family for k, family in found if k >= proposition.main]
    return next(iter(after or [family for _, family in found]), "")


def _effect(unit: Unit) -> str:
    """Less of a harm is help: 降低感染的风险."""
    return "good" if unit.key in _HARM and unit.pole < 0 else FAMILIES.get(unit.key, "")


def _crossing(said: Proposition, recorded: Proposition) -> bool | None:
    """Whether one speaks of help and the other of being spared harm; None where they cannot be compared."""
    ours, theirs = _family(said), _family(recorded)
    if ours == theirs or _HARM & set(said.keys) & set(recorded.keys):
        return False
    if not (ours and theirs):
        return None if said.negative != recorded.negative and not said.denied else False
    harm = said if ours == "bad" else recorded
    return True if harm.negative or (harm is said and said.still) else None


def _entails(truth: bool, known: Strength | None, asked: Strength | None) -> bool:
    """Whether the truth (or falsity) of content at one strength decides it at another."""
    a = Strength.PLAIN if known is None else known
    b = Strength.PLAIN if asked is None else asked
    if asked is None:
        return True
    if truth:
        return b <= a
    return b >= a or (a is Strength.PLAIN and b is Strength.HEDGED)


def _strength_reason(recorded: Proposition, said: Proposition, contrary: bool) -> str:
    if contrary:
        return "记录只否定了相反的说法，不能由此推出这一说法"
    if (said.strength or 1) > (recorded.strength or 1):
        return "说法比记录说得更绝对"
    return "记录否定的是更绝对的说法"


def _same_conditions(said: Proposition, recorded: Proposition, alignment: Alignment) -> bool:
    """Whether no condition or attribute is denied by the one and affirmed by the other."""
    ours = {n.at for n in said.inner}
    theirs = {n.at for n in recorded.inner}
    pairs = [(t.i + k, t.j + k) for t in alignment.tiles for k in range(t.size)]
    return all((i in ours) == (j in theirs) for i, j in pairs if i in ours or j in theirs)


def _contraries(said: Sequence[Unit], recorded: Sequence[Unit], alignment: Alignment) -> int:
    pairs = (
        (said[t.i + k], recorded[t.j + k])
        for t in alignment.tiles
        for k in range(t.size)
        if t.j + k < len(recorded) and t.i + k < len(said)
    )
    return sum(1 for a, b in pairs if a.pole * b.pole < 0)
