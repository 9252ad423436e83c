"""From a statement, in whatever frame, to what it asserts."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from assistant.claims.frames import unframe
from assistant.claims.proposition import Proposition, Unit
from assistant.claims.reader import Reader
from assistant.claims.scan import plain_grammar, scan
from index.background import load_background

_LOCAL = re.compile(
    r"(?:我们?|咱们?|俺们?)(?:这边|这儿|这里|这|那边|那儿|那|家)?(?:的)?(?:村|镇|乡|县|区|市|街道|小区|社区|单位|公司|学校|班|楼|厂|附近|老家|隔壁)|"
    r"(?:隔壁|楼上|楼下|对门|附近|邻村|本村|本镇|本小区)(?!.{0,2}(?:说|传|讲))|某(?:地|村|镇|县|市|小区|人|某|医院|学校|男子|女子)|"
    r"(?:这里|这边|我家|我妈|我爸|我朋友|我同事|我邻居|亲戚家)"
)
_MORE = re.compile(r"比(?!较|例|赛|如|尔)|更|越|不如|胜过|最(?![近后终初])")
_STILL = re.compile(r"[也还](?:是)?(?:会|能|可能|有可能|要|得)|照样|仍|同样|一样会")
_SOURCE = re.compile(
    r"^((?:(?![没不未])[\u4e00-\u9fffa-z·]){2,12}?)(?:说过?|称|表示|提醒|宣布|透露|指出|强调|发文称|(?<!不)建议|重申)[:,]?(?=.{4})"
)
_GERMS = frozenset({"病毒", "新冠"})
_PEOPLE = frozenset({"人", "者", "感染", "患者", "老人", "儿童", "孕妇", "男性", "女性", "率", "医生"})


@lru_cache(maxsize=4096)
def parse(statement: str) -> Proposition:
    """Read a statement.

    Args:
        statement: what a person typed, or the claim of a record.
    """
    framed = unframe(statement)
    core = plain_grammar(framed.core)
    source = _SOURCE.match(core)
    reader = Reader()
    for piece in scan(core):
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
        unrelated=framed.unrelated,
        flexible=reader.flexible,
        absolute=reader.absolute(matrix),
        compares=bool(_MORE.search(core)),
        still=bool(_STILL.search(core)),
    )


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
        Unit(u.key, u.text, u.kind, u.pole, u.start, info, u.piece)
        if u.kind == "char" and (info := max(joints[k], joints[k + 1])) > u.info
        else u
        for k, u in enumerate(units)
    )


def _joint(left: Unit, right: Unit) -> float:
    if right.start or left.kind != "char" or right.kind != "char":
        return 0.0
    return _rarity(left.text + right.text)


@lru_cache(maxsize=16384)
def _rarity(pair: str) -> float:
    return 0.6 * min(1.0, load_background().idf(pair) / 10)
