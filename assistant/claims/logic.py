"""What denials, conditions, contraries and strengths of two statements with the same content come to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from assistant.claims.align import Alignment
from assistant.claims.lexicon import FAMILIES, KIN, Strength
from assistant.claims.proposition import Negation, Proposition, Unit
from index.document import Verdict

_SCOPE = 2  # units after a denial among which its predicate is looked for
_HARM = frozenset({"增加", "加重"})


def crossing_of(said: Proposition, recorded: Proposition, alignment: Alignment) -> bool | None:
    """Whether one speaks of help and the other of being spared harm; None where they cannot be compared."""
    pieces = {recorded.units[t.j].piece for t in alignment.tiles}
    ours, theirs = family_of(said), family_of(recorded, pieces)
    if ours == theirs or _HARM & set(said.keys) & set(recorded.keys):
        return False
    if not (ours and theirs):
        return None if said.negative != recorded.negative and _denies_effect(said, recorded) else False
    if said.unrelated or recorded.unrelated:
        return None
    harm = said if ours == "bad" else recorded
    return True if harm.denies(effect_piece(harm)) or (harm is said and said.still) else None


def _denies_effect(*propositions: Proposition) -> bool:
    """Whether what one of them denies is a help or a harm: 不会感染."""
    return any(n.at < len(p.units) and _effect(p.units[n.at]) for p in propositions for n in p.matrix)


def family_of(proposition: Proposition, pieces: set[int] | None = None) -> str:
    """Whether it speaks of help or harm: the first such word after the modal, else the first at all."""
    found = [
        (k, family)
        for k, u in enumerate(proposition.units)
        if (family := _effect(u)) and (pieces is None or u.piece in pieces)
    ]
    after = [family for k, family in found if k >= proposition.main]
    return next(iter(after or [family for _, family in found]), "")


def effect_of(proposition: Proposition) -> str:
    """Whether something is said to help or to harm: being spared harm is help."""
    family = family_of(proposition)
    if not family:
        return ""
    return "help" if (family == "good") != proposition.denies(effect_piece(proposition)) else "harm"


def promises(proposition: Proposition) -> bool:
    """Whether it says of all, always or for sure that something is so or helps: 百分之百不会感染."""
    return proposition.absolute and (not proposition.negative or effect_of(proposition) == "help")


def effect_piece(proposition: Proposition) -> int:
    """The piece in which a harm stands, the last one if several."""
    found = [u.piece for u in proposition.units if _effect(u) == "bad"]
    return found[-1] if found else proposition.units[-1].piece


def _effect(unit: Unit) -> str:
    """Less of a harm is help: 降低感染的风险."""
    return "good" if unit.key in _HARM and unit.pole < 0 else FAMILIES.get(unit.key, "")


def _predicates(said: Proposition, recorded: Proposition, alignment: Alignment) -> list[tuple[int, int]]:
    """Pieces that share the wording's predicate: what follows its modal or its denial."""
    heads = {recorded.main, *(n.at for n in recorded.matrix)}
    return [
        (recorded.units[t.j + k].piece, said.units[t.i + k].piece)
        for t in alignment.tiles
        for k in range(t.size)
        if t.j + k in heads and t.j + k and t.i + k < len(said.units) and t.j + k < len(recorded.units)
    ]


def _own_predicates(said: Proposition, recorded: Proposition, alignment: Alignment) -> list[tuple[int, int]]:
    """Pieces that share the statement's predicate."""
    heads = {said.main, *(n.at for n in said.matrix)} - {0}
    return [
        (said.units[t.i + k].piece, recorded.units[t.j + k].piece)
        for t in alignment.tiles
        for k in range(t.size)
        if t.i + k in heads and t.i + k < len(said.units) and t.j + k < len(recorded.units)
    ]


def sides_of(said: Proposition, recorded: Proposition, alignment: Alignment) -> list[tuple[bool, bool]]:
    """For each piece of the statement and the piece of the wording it lies over, whether they deny."""
    first, last = said.units[0].piece, said.units[-1].piece
    if first == last and recorded.units[0].piece == recorded.units[-1].piece:
        return [(said.denies(first), recorded.denies(recorded.units[0].piece))]
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
    under |= {i: (j, shared[i, j]) for i, j in _own_predicates(said, recorded, alignment)}
    most = max((n for _, n in under.values()), default=0)
    # the last of our pieces over one of theirs speaks for the others, unless one has the predicate
    over = {j: i for i, (j, n) in sorted(under.items()) if 2 * n >= most}
    over |= {j: i for j, i in _predicates(said, recorded, alignment) if j in over}
    found = [(said.denies(i), recorded.denies(j)) for j, i in sorted(over.items(), key=lambda p: p[1])]
    return found or [(said.negative, recorded.negative)]


def is_same_denial(said: Proposition, recorded: Proposition, alignment: Alignment) -> bool:
    """Whether what the one denies is spoken of by the other."""
    ours = {t.i + k for t in alignment.tiles for k in range(t.size)}
    theirs = {t.j + k for t in alignment.tiles for k in range(t.size)}
    return all(_is_reached(n, said, recorded, ours) for n in said.matrix) and all(
        _is_reached(n, recorded, said, theirs) for n in recorded.matrix
    )


def _is_reached(denial: Negation, own: Proposition, other: Proposition, covered: set[int]) -> bool:
    scope = list(range(denial.at, min(denial.at + _SCOPE, len(own.units))))
    if len(scope) > 1 and any(own.units[k].kind == "word" for k in scope):
        scope = scope[:1]  # a whole word: what is denied ends with it, or before it
    return not scope or any(k in covered or _is_in(own.units[k], other) for k in scope)


def _is_in(unit: Unit, other: Proposition) -> bool:
    """Whether the other has the unit, or a word of the same family."""
    family = FAMILIES.get(unit.key)
    if unit.key in other.keys or KIN.get(unit.key, frozenset()) & set(other.keys):
        return True
    return family is not None and any(FAMILIES.get(k) == family for k in other.keys)


def is_same_condition(said: Proposition, recorded: Proposition, alignment: Alignment) -> bool:
    """Whether no condition or attribute is denied by the one and affirmed by the other."""
    ours = {n.at for n in said.inner}
    theirs = {n.at for n in recorded.inner}
    pairs = [(t.i + k, t.j + k) for t in alignment.tiles for k in range(t.size)]
    return all((i in ours) == (j in theirs) for i, j in pairs if i in ours or j in theirs)


def contraries_in(said: Sequence[Unit], recorded: Sequence[Unit], alignment: Alignment) -> int:
    """How many words stand over their contrary (增加 over 减少)."""
    pairs = (
        (said[t.i + k], recorded[t.j + k])
        for t in alignment.tiles
        for k in range(t.size)
        if t.j + k < len(recorded) and t.i + k < len(said)
    )
    return sum(1 for a, b in pairs if a.pole * b.pole < 0)


def entails(truth: bool, known: Strength | None, asked: Strength | None) -> bool:
    """Whether the truth (or falsity) of content at one strength decides it at another."""
    a = Strength.PLAIN if known is None else known
    b = Strength.PLAIN if asked is None else asked
    if asked is None:
        return True
    if truth:
        return b <= a
    return b >= a or (a is Strength.PLAIN and b is Strength.HEDGED)


def by_evidence(said: Proposition, recorded: Proposition, verdict: Verdict) -> Verdict:
    """Of what is unproven it is true that there is no proof, and false that it is proven."""
    if verdict is not Verdict.UNPROVEN or not said.evidence or recorded.negative:
        return verdict
    return Verdict.TRUE if said.evidence < 0 else Verdict.FALSE
