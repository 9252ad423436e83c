"""From a statement to what it asserts: content units in order, and what is denied, how strongly.

No dictionary of things is used: what the closed classes of `lexicon` do not claim is content, one unit
a character.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from assistant.claims.frames import unframe
from assistant.claims.lexicon import LEXICON, LONGEST, Entry, Role, Strength
from index.background import load_background

_NUMBER = re.compile(
    r"(\d+(?:\.\d+)?)(%|℃|°|度|天|日|月|年|周|小时|分钟|分|秒|个|名|人|次|级|类|例|岁|米|公里|元|块|倍|层|家|只|号|毫升|克|公斤|斤|片|粒|瓶|"
    r"杯|口|种|支|万|亿|点|项|条|章|款|辆|户|所|位|期|成)?"
)
_LATIN = re.compile(r"(?!\d+(?:[mk]g|[kcmn]?m|ml|l|h|s)(?![a-z]))\d*[a-z]+[a-z\d]*(?:[-+][a-z\d]+)*")
_HALF_HOUR = re.compile(r"半个?(?:小时|钟头)")
_TWICE = re.compile(r"([\u4e00-\u9fff])[一1]\1")
_CATCH = re.compile(
    r"(?<=[会能易不没就再也人])得(?=[^了到出起不住以]|了[\u4e00-\u9fff])|得(?:了|过|上)?(?=[^,，。的]{0,4}[病炎癌症瘤毒冠])"
)
_BREAK = frozenset(",，。;；:：!！?？\n")
_JOIN = frozenset("、 ·/+＋和")
_MUST = re.compile(r"非([^,，。;]{1,8}?)不(?:可|行)")
# 杀不死, 防不住, 治不好: a verb that cannot reach its result; 杀得死 can.
_POTENTIAL = re.compile(
    r"([\u4e00-\u9fff]{1,2})([不得])(死|住|了|好|到|掉|完|净|着|出|开|动|活|成|起|上)(?![\u4e00-\u9fff]*解)"
)
_LOCAL = re.compile(
    r"(?:我们?|咱们?|俺们?)(?:这边|这儿|这里|这|那边|那儿|那|家)?(?:的)?(?:村|镇|乡|县|区|市|街道|小区|社区|单位|公司|学校|班|楼|厂|附近|老家|隔壁)|"
    r"(?:隔壁|楼上|楼下|对门|附近|邻村|本村|本镇|本小区)(?!.{0,2}(?:说|传|讲))|某(?:地|村|镇|县|市|小区|人|某|医院|学校|男子|女子)|"
    r"(?:这里|这边|我家|我妈|我爸|我朋友|我同事|我邻居|亲戚家)"
)
_SAYS = re.compile(r"要求|规定|宣布|通知|公布|允许|承认|发布|下令|同意|打算|准备|计划|提出|主张")
_NO_POTENTIAL = frozenset({"不得", "获得", "取得", "觉得", "值得", "使得", "懂得", "记得", "显得"})
_STILL = re.compile(r"[也还](?:是)?(?:会|能|可能|有可能|要|得)|照样|仍|同样|一样会")
_SOURCE = re.compile(
    r"^([\u4e00-\u9fffa-z·]{2,12}?)(?:说过?|称|表示|提醒|宣布|透露|指出|强调|发文称|建议|重申)[:,]?(?=.{4})"
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of content.

    Attributes:
        key: what it is compared by: a character, a synonym class, a number.
        text: as written.
        kind: `char`, `word`, `number` or `latin`.
        pole: +1 or -1 of a word that has a contrary.
        unit: of a number, what is counted.
        start: whether a content stretch begins here (a function word or punctuation stands before).
        info: how rare it is in Chinese at large, 0 to 1: a character, or the pair that it makes with a neighbour.
        piece: number of the comma-level piece it stands in.
    """

    key: str
    text: str
    kind: str = "char"
    pole: int = 0
    unit: str = ""
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


@lru_cache(maxsize=4096)
def parse(statement: str) -> Proposition:
    """Read a statement.

    Args:
        statement: what a person typed, or the claim of a record.
    """
    framed = unframe(statement)
    core = _HALF_HOUR.sub("30分钟", framed.core)
    core = _CATCH.sub("患", _TWICE.sub(r"\1", _MUST.sub(r"必须\1", core)))
    core = _POTENTIAL.sub(_reach, core)
    source = _SOURCE.match(core)
    reader = _Reader()
    for piece in _scan(core):
        reader.read(*piece)
    matrix, inner = reader.denials(core)
    return Proposition(
        text=framed.core,
        units=_joined(_dying(reader.units)),
        matrix=matrix,
        inner=inner,
        strength=reader.strength(matrix),
        main=reader.marks[0] if reader.marks else 0,
        passive=bool(re.search(r"被|由(?!于|来|此)|是因为", core)),
        asked=framed.asked,
        verification=framed.verification,
        hearsay=framed.hearsay,
        local=bool(_LOCAL.search(statement)),
        source=source.group(1) if source else "",
        denied=framed.denied,
        evidence=framed.evidence,
        still=bool(_STILL.search(core)),
    )


def _reach(match: re.Match[str]) -> str:
    """预防不了 -> 不能预防了, 杀得死 -> 能杀死."""
    verb, mark, result = match.groups()
    if verb[-1] in "差了对来大少而也都并就,能会" or verb[-1] + mark in _NO_POTENTIAL:
        return match.group()
    head = "" if verb in LEXICON else verb[:-1]
    ability = "不能" if mark == "不" else "能"
    end = result if verb[len(head) :] + result in LEXICON else ""
    return f"{head}{ability}{verb[len(head) :]}{end}"


def _scan(text: str) -> Iterator[tuple[str, Entry | None]]:
    """Words of the lexicon, longest first; else characters, with numbers and Latin words whole."""
    at = 0
    while at < len(text):
        if match := _LATIN.match(text, at) or _NUMBER.match(text, at):
            word = match.group()
            at = match.end()
            if word == "100%" and not text.startswith(("的", "酒", "浓"), at):
                yield word, LEXICON["100%"]
            else:
                yield word, None
            continue
        word = _longest(text, at)
        yield word, LEXICON.get(word)
        at += len(word)


def _longest(text: str, at: int) -> str:
    for size in range(min(LONGEST, len(text) - at), 0, -1):
        word = text[at : at + size]
        if word in LEXICON:
            return _shorter_if_split(text, at, word)
    return text[at]


def _shorter_if_split(text: str, at: int, word: str) -> str:
    """A word that swallows the beginning of an ordinary word gives it back: 不会|议 is not a modal."""
    for back in range(1, len(word)):
        for size in (2, 3):
            inner = text[at + back : at + back + size]
            entry = LEXICON.get(inner)
            if back + size > len(word) and entry is not None and entry.role is Role.PLAIN:
                return word[:back] if word[:back] in LEXICON else text[at]
    return word


def _dying(units: list[Unit]) -> list[Unit]:
    """病毒就死了 says that something kills it; of people 死 means what it says."""
    keys = {u.key for u in units}
    if keys & _PEOPLE or not keys & _GERMS:
        return units
    return [replace(u, key="杀死") if u.text in ("死", "死亡") else u for u in units]


def _joined(units: list[Unit]) -> tuple[Unit, ...]:
    """理发: two common characters may make a rare word."""
    joints = [0.0, *(_joint(a, b) for a, b in pairwise(units)), 0.0]
    return tuple(
        replace(u, info=max(u.info, joints[k], joints[k + 1])) if u.kind == "char" else u
        for k, u in enumerate(units)
    )


def _joint(left: Unit, right: Unit) -> float:
    if right.start or left.kind != "char" or right.kind != "char":
        return 0.0
    return 0.6 * min(1.0, load_background().idf(left.text + right.text) / 10)


@lru_cache(maxsize=8192)
def rarity(character: str) -> float:
    """How rare a character is in Chinese at large, 0 to 1: a rare one names a thing."""
    return min(1.0, load_background().idf(character) / 6)


_CONTENT = frozenset({Role.PLAIN, Role.WORD, Role.NEGATED, Role.PLACE})
_GERMS = frozenset({"病毒", "新冠"})
_PEOPLE = frozenset({"人", "者", "感染", "患者", "老人", "儿童", "孕妇", "男性", "女性", "率", "医生"})
_CONDITIONS = frozenset(
    {"如果", "要是", "只要", "只有", "假如", "若", "凡是", "凡", "一旦", "除非", "因为", "由于"}
)
_LOCALIZERS = frozenset("中上下里内外前后")


class _Reader:
    """Collects units and denials while the words go by."""

    def __init__(self) -> None:
        self.units: list[Unit] = []
        self.negations: list[Negation] = []
        self.marks: list[int] = []  # units that follow a modal or a link
        self.stronger: list[tuple[int, Strength]] = []  # place and strength of each quantifier
        self.modals: list[tuple[int, Strength]] = []
        self.commas: list[int] = []
        self._fresh = True
        self._order = 0
        self._condition = -1  # piece in which 如果, 只要 … stands
        self.links: list[int] = []
        self._last_denial: tuple[str, int, int] | None = None

    def read(self, word: str, entry: Entry | None) -> None:
        self._order += 1
        if word in _LOCALIZERS and self.units and self.units[-1].kind == "number":
            entry = None  # 2020年中考: after a number it begins a word rather than ends one
        if entry is None or entry.role in _CONTENT:
            self._content(word, entry)
            return
        at = len(self.units)
        if word in _CONDITIONS:
            self._condition = self._piece
        if entry.role is Role.LINK:
            self.links.append(at)
        if entry.role in (Role.NEGATOR, Role.DENIAL, Role.WIDE):
            strength = entry.strength if entry.role is Role.DENIAL else None
            self._coordinate(word)
            self.negations.append(
                Negation(
                    at,
                    strength,
                    entry.role is Role.WIDE,
                    self._order,
                    self._piece,
                    self._condition == self._piece,
                )
            )
        if entry.role in (Role.MODAL, Role.DENIAL, Role.WIDE, Role.LINK, Role.CERTAINTY) and at:
            self.marks.append(at)
        if entry.role in (Role.MODAL, Role.LINK):
            self._last_denial = None
        if entry.role is Role.MODAL:
            self.modals.append((self._order, entry.strength))
        if entry.role in (Role.QUANTIFIER, Role.CERTAINTY):
            self.stronger.append((self._order, entry.strength))
        self._fresh = True

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
        elif entry is not None and entry.role is Role.PLACE:
            self._add(Unit(entry.key, word, "place", start=self._fresh))
        elif entry is not None and entry.role in (Role.WORD, Role.NEGATED):
            if entry.role is Role.NEGATED:
                self.negations.append(
                    Negation(
                        len(self.units),
                        Strength.PLAIN,
                        False,
                        self._order,
                        self._piece,
                        lexical=word.startswith(("有", "危险")),
                    )
                )
            self._add(Unit(entry.key, word, "word", entry.pole, start=self._fresh))
        elif (match := _NUMBER.fullmatch(word)) and not _LATIN.fullmatch(word):
            self._add(
                Unit(
                    f"#{float(match.group(1)):g}",
                    word,
                    "number",
                    unit=match.group(2) or "",
                    start=self._fresh,
                )
            )
        elif word[0].isascii():
            self._add(Unit(word, word, "latin", start=self._fresh))
        else:
            self._characters(word)

    def _characters(self, word: str) -> None:
        for k, character in enumerate(word):
            self._add(Unit(character, character, start=self._fresh and k == 0, info=rarity(character)))

    @property
    def _piece(self) -> int:
        return len(self.commas)

    def _add(self, unit: Unit) -> None:
        self.units.append(replace(unit, piece=self._piece))
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
        limit = next((c for c in self.commas if c > negation.at), len(self.units))
        return any(negation.at < mark < limit for mark in self.marks) or self._in_attribute(negation, text)

    def _in_attribute(self, negation: Negation, text: str) -> bool:
        """没打疫苗的人不能…: a denial before 的 with a noun after it."""
        if negation.strength is not None or len(self.negations) < 1:
            return False
        tail = "".join(u.text for u in self.units[negation.at : negation.at + 2])
        return bool(tail) and bool(
            re.search(
                rf"[不没未无非](?:有)?{re.escape(tail)}[^,，。]{{0,8}}的(?!作用|效果|功效|必要|能力|可能|疗效|办法|义务|规定|要求)[\u4e00-\u9fff]{{1,8}}",
                text,
            )
        )

    def strength(self, matrix: tuple[Negation, ...]) -> Strength | None:
        """How much is asserted, or denied where there is a denial."""
        own = next((n.strength for n in matrix if n.strength is not None), None)
        before = [s for at, s in self.stronger if matrix and at < matrix[-1].order]
        after = [s for at, s in self.stronger if not matrix or at > matrix[-1].order]
        if matrix:
            strongest = max(
                [*after, own or Strength.PLAIN, *(s for at, s in self.modals if at > matrix[-1].order)]
            )
            return (
                strongest
                if strongest is Strength.STRONG and Strength.STRONG not in before
                else Strength.HEDGED
            )
        if after:
            return Strength.STRONG if Strength.STRONG in after else Strength.HEDGED
        return max((s for _, s in self.modals), default=None)
