"""Collect content units and denials while the words of a statement go by."""

from __future__ import annotations

import re

from assistant.claims.lexicon import Entry, Role, Strength
from assistant.claims.proposition import Negation, Unit
from assistant.claims.scan import LATIN, NUMBER, rarity

_BREAK = frozenset(",，。;；:：!！?？\n")
_JOIN = frozenset("、 ·/+＋和")
_SAYS = re.compile(r"要求|规定|宣布|通知|公布|允许|承认|发布|下令|同意|打算|准备|计划|提出|主张")
_CONTENT = frozenset({Role.PLAIN, Role.WORD, Role.NEGATED, Role.PLACE, Role.TIME})
_DENYING = frozenset({Role.NEGATOR, Role.DENIAL, Role.WIDE})
_MARKING = frozenset({Role.MODAL, Role.DENIAL, Role.WIDE, Role.LINK, Role.CERTAINTY})
_CONDITIONS = frozenset(
    ["如果", "要是", "只要", "只有", "假如", "若", "凡是", "凡", "一旦", "除非", "因为", "由于"]
)
_NOT = (*(n + more for n in "不没未无非" for more in ("", "有", "法")), "不能", "没办法")
# 没有赶人的打算 denies, 没打疫苗的人 does not: abstract nouns that a clause before 的 spells out.
_HAD = (
    "作用|效果|功效|必要|能力|可能|疗效|办法|义务|规定|要求|打算|计划|意思|想法|通知|说法|消息|安排|方案|风险|危险|"
    "现象|迹象|先例|案例|道理|资格|权利|权力|条件"
)
_WHEN = re.compile(r"[^,，。]{0,10}(?:时(?![间限刻期效段候])|的时候|的情况下|的话)")
_ATTRIBUTE = re.compile(rf"[^,，。]{{0,8}}的(?!{_HAD})[\u4e00-\u9fff]{{1,8}}")
_ATTRIBUTIVE = ("有毒", "有危险", "有风险", "有问题", "有害", "危险", "免费", "违法", "无效")
_ALL_THE_SAME = re.compile(r"[,，](?:照样|也|还是|仍|同样|一样)")
_SUBJECT = 2  # units that a subject has at least
_LOCALIZERS = frozenset("中上下里内外前后")


class Reader:
    """Collects units and denials while the words go by."""

    def __init__(self) -> None:
        self.units: list[Unit] = []
        self.negations: list[Negation] = []
        self.marks: list[int] = []  # units that follow a modal or a link
        self.stronger: list[tuple[int, Strength]] = []  # place and strength of each quantifier
        self.modals: list[tuple[int, Strength]] = []
        self._marked: list[tuple[int, int]] = []  # place among the words, and unit that follows
        self.commas: list[int] = []
        self._fresh = True
        self._order = 0
        self._condition = -1  # piece in which 如果, 只要 … stands
        self.links: list[int] = []
        self.flexible = False  # 要: must or will
        self._last_denial: tuple[str, int, int] | None = None

    def read(self, word: str, entry: Entry | None) -> None:
        """Take the next word of a statement.

        Args:
            word: as written.
            entry: what the lexicon knows of it.
        """
        self._order += 1
        if word in _LOCALIZERS and self.units and self.units[-1].kind == "number":
            entry = None  # 2020年中考: after a number it begins a word rather than ends one
        if entry is None or entry.role in _CONTENT:
            self._content(word, entry)
        else:
            self._function(word, entry)
            self._fresh = True

    def _function(self, word: str, entry: Entry) -> None:
        role, at = entry.role, len(self.units)
        if word in _CONDITIONS:
            self._condition = self._piece
        if role in _DENYING:
            self._coordinate(word)
            self._deny(entry.strength if role is Role.DENIAL else None, wide=role is Role.WIDE)
        if role in _MARKING and at:
            self.marks.append(at)
        if role in _MARKING:
            self._marked.append((self._order, at))
        if role is Role.LINK:
            self.links.append(at)
        if role in (Role.MODAL, Role.LINK):
            self._last_denial = None
        if role is Role.MODAL:
            self._modal(entry.strength)
        if role in (Role.QUANTIFIER, Role.CERTAINTY) and entry.strength is not None:
            self.stronger.append((self._order, entry.strength))

    def _modal(self, strength: Strength | None) -> None:
        if strength is None:
            self.flexible = True
        else:
            self.modals.append((self._order, strength))

    def _deny(self, strength: Strength | None, *, wide: bool = False, lexical: bool = False) -> None:
        conditional = self._condition == self._piece
        self.negations.append(
            Negation(len(self.units), strength, wide, self._order, self._piece, conditional, lexical)
        )

    def _coordinate(self, word: str) -> None:
        """别开窗别出门, 不发烧不咳嗽: the same denial again goes on with the first, it does not cancel it."""
        last, here = self._last_denial, (word, len(self.units), self._piece)
        self._last_denial = here
        if last and last[0] == word and last[2] == self._piece and last[1] < here[1]:
            self.negations.pop()
            self.marks = [m for m in self.marks if m != last[1]]

    def _content(self, word: str, entry: Entry | None) -> None:
        if word in _BREAK:
            if self.units:
                self.commas.append(len(self.units))
            self._fresh = True
        elif word in _JOIN or (len(word) == 1 and not word.isalnum()):
            self._fresh = True
        elif entry is None or entry.role is Role.PLAIN:
            self._thing(word)
        elif entry.role in (Role.PLACE, Role.TIME):
            self._add(entry.key, word, entry.role.name.lower())
        else:
            if entry.role is Role.NEGATED:
                self._deny(Strength.PLAIN, lexical=word.startswith(_ATTRIBUTIVE) and len(word) < 4)
            self._add(entry.key, word, "word", entry.pole)

    def _thing(self, word: str) -> None:
        number = None if LATIN.fullmatch(word) else NUMBER.fullmatch(word)
        if number:
            self._add(f"#{float(number.group(1)):g}", word, "number")
        elif word[0].isascii():
            self._add(word, word, "latin")
        else:
            self._characters(word)

    def _characters(self, word: str) -> None:
        for character in word:
            self._add(character, character, info=rarity(character))

    @property
    def _piece(self) -> int:
        return len(self.commas)

    def _add(self, key: str, text: str, kind: str = "char", pole: int = 0, info: float = 1.0) -> None:
        self.units.append(Unit(key, text, kind, pole, self._fresh, info, self._piece))
        self._fresh = False

    def denials(self, text: str) -> tuple[tuple[Negation, ...], tuple[Negation, ...]]:
        """Denials of what is asserted, and those inside conditions and attributes."""
        matrix = tuple(n for n in self.negations if not self._is_inner(n, text))
        return matrix, tuple(n for n in self.negations if n not in matrix)

    def _is_inner(self, negation: Negation, text: str) -> bool:
        if negation.conditional and (
            negation.piece < self._piece or any(k > negation.at for k in self.links)
        ):
            return True
        if negation.lexical:  # 有毒气体 names a thing, 气体有毒 says something of it
            following = self.units[negation.at + 1 : negation.at + 2]
            return bool(following) and not following[0].start and following[0].piece == negation.piece
        if negation.wide or _SAYS.match("".join(u.text for u in self.units[negation.at : negation.at + 3])):
            return False
        if _denied_before(self._following(negation), _WHEN, text):
            return True
        if self.units[negation.at : negation.at + 1] and self.units[negation.at].key == "比":
            return False  # 不比…更能: the comparison itself is denied
        if any(at == negation.at and order > negation.order + 1 for order, at in self._marked):
            return True  # 没好也能…: nothing but function words between
        if negation.piece < self._piece and _ALL_THE_SAME.search(text):
            return True
        limit = next((c for c in self.commas if c > negation.at), len(self.units))
        if limit in self.links and limit < len(self.units):  # 没发烧，说明…: a condition before a comma
            return True
        return any(negation.at < mark < limit for mark in self.marks) or self._in_attribute(negation, text)

    def _in_attribute(self, negation: Negation, text: str) -> bool:
        """没打疫苗的人不能…: a denial before 的 with a noun after it."""
        if negation.strength is not None:
            return False
        tail = self._following(negation)
        found = _denied_before(tail, _ATTRIBUTE, text)
        return bool(tail) and found is not None and not self._is_predicate(negation, found, text)

    def _is_predicate(self, negation: Negation, found: re.Match[str], text: str) -> bool:
        """药店不登记买药的人: the only verb that the subject before it has."""
        alone = not any(m > negation.at for m in self.marks) and negation.at >= _SUBJECT
        return alone and (found.end() == len(text) or text[found.end()] in _BREAK)

    def _following(self, negation: Negation) -> str:
        return "".join(u.text for u in self.units[negation.at : negation.at + 1])

    def absolute(self, matrix: tuple[Negation, ...]) -> bool:
        """Whether a word, not itself denied, says that it holds of all, always or for sure."""
        first = min((n.order for n in matrix), default=self._order + 1)
        return any(s is Strength.STRONG and at < first for at, s in self.stronger)

    def strength(self, matrix: tuple[Negation, ...]) -> Strength | None:
        """How much is asserted, or denied where there is a denial."""
        if not matrix:
            said = [s for _, s in self.stronger]
            if said:
                return Strength.STRONG if Strength.STRONG in said else min(said)
            return max((s for _, s in self.modals), default=None)
        last = matrix[-1].order
        own = next((n.strength for n in matrix if n.strength is not None), Strength.PLAIN)
        after = [s for at, s in (*self.stronger, *self.modals) if at > last]
        before = [s for at, s in self.stronger if at < last]
        if Strength.STRONG in before:
            return Strength.HEDGED  # all … not: not even the weaker assertion holds
        if Strength.STRONG not in (own, *after):
            return None
        return Strength.STRONG


def _denied_before(tail: str, following: re.Pattern[str], text: str) -> re.Match[str] | None:
    """What follows a denied word, where it is of the kind looked for."""
    at = text.find(tail)
    while at >= 0:
        if text.endswith(_NOT, 0, at) and (found := following.match(text, at + len(tail))):
            return found
        at = text.find(tail, at + 1)
    return None
