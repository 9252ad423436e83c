"""The nouns of a statement: content units, denials, and what they make up together."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.claims.lexicon import Strength


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of content.

    Attributes:
        key: what it is compared by: a character, a synonym class, a number.
        text: as written.
        kind: `char`, `word`, `number`, `latin`, `place` or `time`.
        pole: +1 or -1 of a word that has a contrary.
        start: whether a content stretch begins here (a function word or punctuation stands before).
        info: how rare it is in Chinese at large, 0 to 1: a character, or the pair it makes with a neighbour.
        piece: number of the comma-level piece it stands in.
    """

    key: str
    text: str
    kind: str = "char"
    pole: int = 0
    start: bool = False
    info: float = 1.0
    piece: int = 0


@dataclass(frozen=True, slots=True)
class Negation:
    """A denial inside a statement.

    Attributes:
        at: index of the unit it stands before.
        strength: how strong an assertion it denies.
        wide: whether it denies the whole statement.
        order: its place among the words of the statement.
        piece: number of the comma-level piece it stands in.
        lexical: whether it is inside a word: 无效, 有害.
        conditional: whether 如果, 只要 or the like stands before it in its piece.
    """

    at: int
    strength: Strength | None
    wide: bool = False
    order: int = 0
    piece: int = 0
    conditional: bool = False
    lexical: bool = False


@dataclass(frozen=True, slots=True)
class Proposition:
    """What a statement asserts.

    Attributes:
        text: the statement without its frame, normalised.
        units: its content in order.
        matrix: denials of what is asserted.
        inner: denials inside a condition or an attribute, such as 不戴口罩 in 不戴口罩会感染.
        strength: how much is asserted; None where no word says.
        main: index of the first unit after the modal; 0 where there is none.
        passive: whether 被 or 由 turns the direction.
        asked: whether it is put as a question.
        verification: whether it asks for the truth of a statement.
        hearsay: whether someone unnamed is said to have said it.
        local: whether it is about people or places that only neighbours know.
        source: who is named as having said it.
        denied: whether its frame denies it (…是假的).
        still: whether it happens all the same (也会, 照样).
        evidence: +1 where it says that its content is proven, -1 that there is no proof.
        unrelated: whether it denies every relation: neither help nor harm.
        flexible: whether its modal is as strong as what it is compared with (要).
        absolute: whether a word says that it holds of all, always or for sure.
        compares: whether it says that something is more than something else.
    """

    text: str
    units: tuple[Unit, ...]
    matrix: tuple[Negation, ...] = ()
    inner: tuple[Negation, ...] = ()
    strength: Strength | None = None
    main: int = 0
    passive: bool = False
    asked: bool = False
    verification: bool = False
    hearsay: bool = False
    local: bool = False
    source: str = ""
    denied: bool = False
    still: bool = False
    evidence: int = 0
    unrelated: bool = False
    flexible: bool = False
    absolute: bool = False
    compares: bool = False

    @property
    def negative(self) -> bool:
        """Whether, all in all, it denies its content: most of its pieces do."""
        pieces = sorted({u.piece for u in self.units})
        return 2 * sum(map(self.denies, pieces)) > len(pieces)

    def denies(self, piece: int) -> bool:
        """Whether a comma-level piece denies its content; two denials in one piece cancel."""
        return (sum(n.piece == piece for n in self.matrix) + self.denied) % 2 == 1

    @property
    def keys(self) -> tuple[str, ...]:
        """What its units are compared by."""
        return tuple(u.key for u in self.units)
