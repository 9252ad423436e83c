"""The closed classes of Chinese that decide what a statement asserts: negators, modals, quantifiers.

Function words and everyday vocabulary only, kept in `lexicon.txt`, so that nothing here depends on what
a claim is about. Standard library only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, IntEnum, auto
from pathlib import Path


class Strength(IntEnum):
    """How much a statement asserts of the same content: the higher entails the lower."""

    HEDGED = 0  # 可能、有些、有助于
    PLAIN = 1  # 能、会、可以
    STRONG = 2  # 一定、必须、所有、百分之百


class Role(Enum):
    """What a word does in a statement."""

    NEGATOR = auto()  # denies what follows
    DENIAL = auto()  # negator and modal in one: 不能、不必
    WIDE = auto()  # denies the whole statement: 并非、不是
    MODAL = auto()  # 能、会、可以、要、必须
    QUANTIFIER = auto()  # 所有、有些、只要
    CERTAINTY = auto()  # 一定、可能: how sure, said before the predicate
    LINK = auto()  # 就、才: what follows is what is asserted
    LIGHT = auto()  # carries grammar or tone only
    WORD = auto()  # a content word of a synonym class
    NEGATED = auto()  # a content word with a negation inside: 无效
    PLACE = auto()  # 北京: another place is another claim
    TIME = auto()  # 明年: another time is another claim
    PLAIN = auto()  # an ordinary word that merely looks like one of the above: 特别、不锈钢


@dataclass(frozen=True, slots=True)
class Entry:
    """What the lexicon knows of a word.

    Attributes:
        role: what it does.
        key: synonym class of a content word.
        strength: of a modal, quantifier or denial.
        pole: +1 or -1 of a word with a contrary (增加/减少), 0 elsewhere.
    """

    role: Role
    key: str = ""
    strength: Strength | None = Strength.PLAIN
    pole: int = 0


_STRENGTHS: dict[str, Strength | None] = {
    "any": None,
    "hedged": Strength.HEDGED,
    "plain": Strength.PLAIN,
    "strong": Strength.STRONG,
}


def _sections(text: str) -> Iterator[tuple[str, str]]:
    """Each line with the heading it stands under."""
    heading = ""
    for line in text.splitlines():
        if line.startswith("["):
            heading = line.strip("[]")
        elif line.strip() and not line.startswith("#"):
            yield heading, line


def _families(text: str) -> dict[str, str]:
    found = [(h.partition(" ")[2], line) for h, line in _sections(text) if h.startswith("family")]
    return {key: family for family, line in found for key in line.split()}


def _kin(text: str) -> dict[str, frozenset[str]]:
    lines = [line.split() for heading, line in _sections(text) if heading == "kin"]
    return {first: frozenset(rest) for first, *rest in lines}


def _entries(heading: str, line: str) -> Iterator[tuple[str, Entry]]:
    kind, _, strength = heading.partition(" ")
    left, _, right = line.partition("|")
    key = line.split()[0]
    if kind in ("synonyms", "time"):
        role = Role.WORD if kind == "synonyms" else Role.TIME
        yield from ((w, Entry(role, key)) for w in line.split())
    elif kind in ("contrary", "denied"):
        contrary = kind == "contrary"
        opposite = Entry(Role.WORD, key, pole=-1) if contrary else Entry(Role.NEGATED, key)
        yield from ((w, Entry(Role.WORD, key, pole=int(contrary))) for w in left.split())
        yield from ((w, opposite) for w in right.split())
    else:
        role = Role[kind.upper()]
        yield from ((w, Entry(role, strength=_STRENGTHS.get(strength, Strength.PLAIN))) for w in line.split())


def _read(text: str) -> dict[str, Entry]:
    lexicon: dict[str, Entry] = {}
    for heading, line in _sections(text):
        if heading.startswith(("family", "kin")):
            continue
        for word, entry in _entries(heading, line):
            if entry.role is Role.PLAIN:
                lexicon[word] = entry
            else:
                lexicon.setdefault(word, entry)
    for place in _lines("places.txt"):
        for word in place.split():
            lexicon[word] = Entry(Role.PLACE, word)
    return lexicon


def _lines(name: str) -> list[str]:
    text = Path(__file__).with_name(name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if not line.startswith("#")]


_TEXT = Path(__file__).with_name("lexicon.txt").read_text(encoding="utf-8")
LEXICON = _read(_TEXT)
FAMILIES = _families(_TEXT)
KIN = _kin(_TEXT)
LONGEST = max(map(len, LEXICON))
