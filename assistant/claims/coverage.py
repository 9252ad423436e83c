"""How far a statement and a record have the same content, and what keeps them apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby

from assistant.claims.align import Alignment, Weigh, align
from assistant.claims.lexicon import FAMILIES, KIN
from assistant.claims.proposition import Proposition, Unit
from assistant.claims.record import Record
from assistant.claims.scan import rarity
from assistant.claims.turned import TURNED, is_turned
from index.static import bundled

FEATURES = 11  # numbers of a `Content` that are learnt from
_LEAST = 0.3  # share of either that both must have
_DETAIL = 0.3  # weight of what only one wording of many says
_NEAR_SAID = 0.45
_NEAR_KEPT = 0.3
_SURELY = 1.1  # log-odds beyond what is needed by which a record of few wordings decides though it names
_SEVERAL = 6  # another thing; with several wordings it is known in what words the thing goes
_LOCAL = 0.8  # a place that so many wordings name is where the record holds
_CORE = 0.6  # what so many wordings name is what the record is about
_A_THING = 0.5  # weight from which a strange stretch names a thing
_UNSPOKEN = 0.4  # a unit that the record speaks of less surely than this is strange to it


@dataclass(frozen=True, slots=True)
class Stretch:
    """Units of a statement, side by side, that the record does not speak of; and what it has instead."""

    said: tuple[Unit, ...]
    recorded: tuple[Unit, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Content:
    """How a statement's content lies over one wording of a record.

    Attributes:
        wording: the wording.
        alignment: unit by unit.
        said: share of the statement that the record speaks of, in any wording.
        kept: share of the wording that the statement keeps.
        direct: share of the statement that this very wording has.
        features: what is learnt from whether the content is the same.
        strange: stretches of the statement that the record does not speak of.
        problem: what keeps the two apart, one line in Chinese; empty where nothing does.
        near: whether the record is worth offering all the same.
        loose: whether the effect is only of the same kind, not the same.
    """

    wording: Proposition
    alignment: Alignment
    said: float
    kept: float
    direct: float
    features: tuple[float, ...]
    strange: tuple[Stretch, ...]
    problem: str
    near: bool
    loose: bool

    @property
    def score(self) -> float:
        """How alike they are, 0 to 1."""
        return (3 * self.said + self.kept) / 4 - 0.1 * self.loose

    @property
    def closeness(self) -> float:
        """How alike the statement is to this wording alone, 0 to 1."""
        return (self.direct + self.kept) / 2


def measure(said: Proposition, wording: Proposition, record: Record, weigh: Weigh) -> Content:
    """Lay a statement over a wording.

    Args:
        said: the statement.
        wording: one wording of the record.
        record: the record, whose other wordings may name what this one does not.
        weigh: how much a unit matters.
    """
    alignment = align(said.units, wording.units)
    direct = _direct(said.units, alignment)
    trust = [d or record.mentions(said.units, k) for k, d in enumerate(direct)]
    weights = [weigh(u) for u in said.units]
    total = sum(weights) or 1.0
    share, own = (sum(w * t for w, t in zip(weights, ts, strict=True)) / total for ts in (trust, direct))
    kept = 1 - _lost(said, wording, record, alignment, lambda u: weigh(u) * _detail(record, u))
    core = _lost(said, wording, record, alignment, lambda u: weigh(u) * record.common.get(u.key, 1.0) ** 2)
    strange = _strange(said.units, trust, weights, alignment)
    features = (share, own, kept, core, *_amounts(strange, total), _swapped(record, alignment, weigh))
    features += (len(said.units) / 10,)
    loose = any(u.key in FAMILIES and u.key not in record.keys for u in said.units)
    problem = _other_thing(strange, timed=record.timed) or _no_place(said, record)
    problem = problem or _other_disease(said, record)
    problem = problem or _direction(said, wording, alignment)
    offered = share >= _NEAR_SAID and kept >= _NEAR_KEPT
    return Content(wording, alignment, share, kept, own, features, tuple(strange), problem, offered, loose)


def doubt(content: Content, said: Proposition, record: Record, weigh: Weigh, margin: float) -> Content:
    """A content with what keeps the two apart, where it is not likely enough to be the same.

    Args:
        content: how the statement lies over a wording.
        said: the statement.
        record: the record of the wording.
        weigh: how much a unit matters.
        margin: log-odds of the same content above what is needed.
    """
    if content.problem:
        return content
    enough = margin >= 0 and min(content.said, content.kept) >= _LEAST
    if enough and (margin >= _SURELY or len(record.spoken) >= _SEVERAL):
        return content
    problem = _other_core(said, content.strange, record, weigh)
    if not (enough or problem):
        problem = _shortfall(content.strange, content.alignment, content.kept)
    return replace(content, problem=problem)


def _direct(units: tuple[Unit, ...], alignment: Alignment) -> list[float]:
    """For each unit of the statement, whether the wording has it in the same company."""
    under = {t.i + k: t.j + k for t in alignment.tiles for k in range(t.size) if t.i + k < len(units)}
    found = [0.0] * len(units)
    for k, j in under.items():
        beside = under.get(k - 1) == j - 1 or under.get(k + 1) == j + 1
        found[k] = 1.0 if beside or units[k].kind != "char" or _stands_alone(units, k) else 0.0
    return found


def _stands_alone(units: Sequence[Unit], at: int) -> bool:
    """Whether a character is a word by itself: function words, or words of the lexicon, on both sides."""
    after = at + 1 == len(units) or units[at + 1].start or units[at + 1].kind != "char"
    return after and (units[at].start or at == 0 or units[at - 1].kind != "char")


def _detail(record: Record, unit: Unit) -> float:
    """A detail that other wordings leave out may be left out."""
    return _DETAIL + (1 - _DETAIL) * record.common.get(unit.key, 1.0)


def _lost(
    said: Proposition, wording: Proposition, record: Record, alignment: Alignment, weigh: Weigh
) -> float:
    """The share of a wording that the statement does not keep, in the same words or others of their kind."""
    families = {FAMILIES.get(k, "") for k in said.keys}
    keys = set(said.keys)
    missing = sum(
        weigh(u)
        for d in alignment.differences
        for u in d.recorded
        if FAMILIES.get(u.key, "-") not in families and not KIN.get(u.key, frozenset()) & keys
    )
    return missing / (sum(map(weigh, wording.units)) or 1.0)


def _strange(
    units: tuple[Unit, ...], trust: Sequence[float], weights: Sequence[float], alignment: Alignment
) -> list[Stretch]:
    instead = {k: d.recorded for d in alignment.differences for k in range(d.at, d.at + len(d.said))}
    found = []
    for strange, group in groupby(range(len(units)), key=lambda k: trust[k] < _UNSPOKEN):
        at = list(group)
        if strange:
            said = tuple(units[k] for k in at)
            found.append(Stretch(said, instead.get(at[0], ()), sum(weights[k] for k in at)))
    return found


def _amounts(strange: Sequence[Stretch], total: float) -> tuple[float, ...]:
    """How much is strange: most in one stretch, all, most as a share; so where something is replaced."""
    most = max((s.weight for s in strange), default=0.0)
    replaced = max((s.weight for s in strange if s.recorded), default=0.0)
    return most, sum(s.weight for s in strange), most / total, replaced, replaced / total


def _swapped(record: Record, alignment: Alignment, weigh: Weigh) -> float:
    """The most that is put in the place of what every wording says."""
    return max(
        (
            sum(weigh(u) * record.common.get(u.key, 1.0) ** 2 for u in d.recorded)
            for d in alignment.differences
            if d.said and d.recorded
        ),
        default=0.0,
    )


# Words for diseases end in these; not the words for being ill at all, nor for how badly.
_DISEASE = re.compile(
    r"(?!(?:[传感]染|疾|毛|大|小|生|得|患|发|看|治|染|重|轻|无|有|因|抗|防|致|消|对|带|起|该|未|伤|慢|急|常见|流行)[病炎癌症]|"
    r"肺炎|(?:炎|后遗|并发|适应|危重|急危重)症|炎炎)"
    r"[\u4e00-\u9fff]+(?:病|炎|癌|症|疹|瘤|疟|流感)|流感|感冒|狂犬|艾滋|结核|非典|霍乱|鼠疫"
)
_OTHER = {"number": "数字不同", "place": "地点不同", "time": "时间不同"}


def _other_thing(strange: Sequence[Stretch], *, timed: bool) -> str:
    """A number, place or time that the record does not have."""
    for stretch in strange:
        kinds = {u.kind for u in stretch.said} & _OTHER.keys()
        if kinds - {"time"} or (kinds and timed):
            return f"{_OTHER[min(kinds)]}：记录中没有“{_words(stretch.said)}”"
    return ""


def _no_place(said: Proposition, record: Record) -> str:
    """The place that nearly every wording of the record names, where the statement names none of these."""
    missing = [place for place, share in record.places.items() if share >= _LOCAL]
    if missing and not any(unit.key in record.places for unit in said.units):
        return f"记录限定了地点“{missing[0]}”"
    return ""


def _other_disease(said: Proposition, record: Record) -> str:
    """A disease that the record does not speak of."""
    for word in _diseases(said.text):
        if not any(word in text for text in record.spoken):
            return f"疾病不同：记录中没有“{word}”"
    return ""


@lru_cache(maxsize=64)
def _diseases(text: str) -> tuple[str, ...]:
    return tuple(w for w in dict.fromkeys(bundled().segmenter.cut(text)) if _DISEASE.fullmatch(w))


def _other_core(said: Proposition, strange: Sequence[Stretch], record: Record, weigh: Weigh) -> str:
    """Something else where nearly every wording of the record names the same thing."""
    keys = set(said.keys)
    families = {FAMILIES.get(k, "") for k in keys}
    core = [
        key
        for key, share in record.common.items()
        if share >= _CORE
        and key not in keys
        and FAMILIES.get(key, "-") not in families
        and not KIN.get(key, frozenset()) & keys
        and weigh(Unit(key, key, "word" if len(key) > 1 else "char", info=rarity(key[0]))) >= _A_THING
    ]
    other = max(strange, key=lambda s: s.weight, default=None)
    if core and other is not None and other.weight >= _A_THING:
        return f"对象不同：记录说的是“{''.join(core)}”，不是“{_words(other.said)}”"
    return ""


def _shortfall(strange: Sequence[Stretch], alignment: Alignment, kept: float) -> str:
    """What keeps the contents apart most."""
    most = max(strange, key=lambda s: s.weight, default=None)
    if most is not None and most.recorded:
        return f"对象不同：记录说的是“{_words(most.recorded)}”，不是“{_words(most.said)}”"
    if most is not None and (kept >= _NEAR_KEPT or not alignment.differences):
        return f"记录中没有提到“{_words(most.said)}”"
    words = "、".join(_words(d.recorded) for d in alignment.differences if d.recorded)
    return f"记录还限定了“{words}”" if words else "说得太少，不足以认定是同一说法"


def _words(units: Sequence[Unit]) -> str:
    return "".join(u.text for u in units)


def _direction(said: Proposition, wording: Proposition, alignment: Alignment) -> str:
    if is_turned(said, wording, alignment):
        return TURNED
    if said.source not in wording.source and wording.source not in said.source:
        return f"记录中说这话的是“{wording.source}”"
    return ""
