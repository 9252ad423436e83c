"""Faults between claims: one claim twice, contradicting verdicts, a wording that says the opposite.

Two statements are compared by their frame: the words without punctuation, without the words that carry tense,
and without negation. Equal frames with as many negations, odd or even, say the same; with one more or less,
the opposite.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from index.check.fault import Fault
from index.check.load import Loaded, Rumor

# Words that hold 不 and its kin without negating: function words and a few fixed compounds.
_NO_NEGATION = re.compile(
    r"不仅|不但|不光|不只|不止|不管|不论|不过|不断|不久|不少|不同|不明|不锈|无论|无症状|非常|非典|非洲|未来|别人|别的|没收"
)
_A_NOT_A = re.compile(r"(.{1,2})[不没]\1")
_NEGATION = re.compile(r"不是|不能|不会|不可以|不可|不用|不必|不要|没有|并非|不|没|未|无|勿|莫|非")
_ABLE = re.compile(r"可以|能够|可能|[能会可是]")
_LIGHT = re.compile(r"[的了就都也地得着过还才呢吗啊吧被把将]|\W|_")
# Within one record a wording may differ more; between records one changed noun makes another claim.
_SAME_RECORD, _NEAR = 0.85, 0.9
_DEFINITE = ("true", "false")


@dataclass(frozen=True, slots=True)
class Frame:
    """A statement without its negations, and whether their number is odd."""

    words: str
    negative: bool


def frame(statement: str) -> Frame:
    """The frame of a statement."""
    plain = unicodedata.normalize("NFKC", statement).lower()
    plain = _A_NOT_A.sub(r"\1", plain)
    kept = _NO_NEGATION.sub(lambda m: m.group().translate(_HIDE), plain)
    negations = _NEGATION.findall(kept)
    bare = _LIGHT.sub("", _ABLE.sub("", _NEGATION.sub("", kept).translate(_SHOW)))
    return Frame(bare, len(negations) % 2 == 1)


_HIDDEN = {ord(c): 0xE000 + n for n, c in enumerate("不无非未别没")}
_HIDE, _SHOW = _HIDDEN, {v: k for k, v in _HIDDEN.items()}


def similarity(one: str, other: str) -> float:
    """Dice's coefficient of the character bigrams of two texts."""
    a, b = _bigrams(one), _bigrams(other)
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else float(one == other)


def _bigrams(words: str) -> frozenset[str]:
    return frozenset(words[k : k + 2] for k in range(len(words) - 1))


def claim_faults(loaded: Loaded) -> Iterator[Fault]:
    """Faults between claims, and between a claim and its own wordings."""
    yield from _same_ids(loaded)
    for rumor in loaded.rumors:
        yield from _wording_faults(rumor)
    yield from _unlike_faults(loaded.rumors)
    yield from _pair_faults(loaded.rumors)


def _same_ids(loaded: Loaded) -> Iterator[Fault]:
    seen: dict[str, str] = {}
    named = [(meta.id, file, "id") for file, meta in loaded.documents()]
    named += [(r.model.id, r.file, f"{r.place}.id") for r in loaded.rumors]
    for id_, file, place in named:
        if id_ in seen:
            yield Fault(
                file, place, "duplicate_id", f"id “{id_}”重复（另一处：{seen[id_]}）", "改成另一个 id"
            )
        seen.setdefault(id_, file)


def _wording_faults(rumor: Rumor) -> Iterator[Fault]:
    claim = frame(rumor.model.claim)
    seen = {rumor.model.claim}
    for n, wording in enumerate(rumor.model.wordings):
        place = f"{rumor.place}.wordings[{n}]"
        other = frame(wording)
        if wording in seen:
            yield Fault(rumor.file, place, "duplicate_wording", f"“{wording}”在本条里重复", "换一种说法")
        elif other.negative != claim.negative and similarity(other.words, claim.words) >= _SAME_RECORD:
            yield Fault(rumor.file, place, "polarity", f"“{wording}”与原说法意思相反", "改成同一个意思的说法")
        seen.add(wording)
    for n, wording in enumerate(rumor.model.opposites):
        place = f"{rumor.place}.opposites[{n}]"
        other = frame(wording)
        if wording in seen:
            yield Fault(rumor.file, place, "duplicate_wording", f"“{wording}”在本条里重复", "换一种说法")
        elif other.negative == claim.negative and similarity(other.words, claim.words) >= _SAME_RECORD:
            yield Fault(rumor.file, place, "polarity", f"“{wording}”与原说法意思相同", "改成意思相反的说法")
        seen.add(wording)


def _unlike_faults(rumors: list[Rumor]) -> Iterator[Fault]:
    """What a record is said not to settle, and it or another record words."""
    worded = {
        said: rumor.model.id
        for rumor in rumors
        for said in (rumor.model.claim, *rumor.model.wordings, *rumor.model.opposites)
    }
    for rumor in rumors:
        seen: set[str] = set()
        for n, statement in enumerate(rumor.model.unlike):
            place = f"{rumor.place}.unlike[{n}]"
            if statement in worded:
                message = f"“{statement}”是 {worded[statement]} 的一种说法"
                yield Fault(rumor.file, place, "unlike_on_record", message, "删去它，它有记录可答")
            elif statement in seen:
                yield Fault(
                    rumor.file, place, "duplicate_wording", f"“{statement}”在本条里重复", "换一种说法"
                )
            seen.add(statement)


def _pair_faults(rumors: list[Rumor]) -> Iterator[Fault]:
    stated = [
        (rumor, place, said, frame(said))
        for rumor in rumors
        for place, said in [
            ("claim", rumor.model.claim),
            *((f"wordings[{n}]", w) for n, w in enumerate(rumor.model.wordings)),
        ]
    ]
    reported: set[tuple[str, str]] = set()
    for one, other in _close_pairs([f.words for _, _, _, f in stated]):
        (a, _, said, frame_a), (b, place, again, frame_b) = stated[one], stated[other]
        pair = (a.model.id, b.model.id)
        if a is b or pair in reported:
            continue
        fault = _pair_fault(a, b, said, again, place, same=frame_a.negative == frame_b.negative)
        if fault is not None:
            reported.add(pair)
            yield fault


def _pair_fault(a: Rumor, b: Rumor, said: str, again: str, place: str, *, same: bool) -> Fault | None:
    where = f"{b.place}.{place}"
    known = f"“{again}”（{a.model.id} 里有“{said}”）"
    verdicts = (a.model.verdict, b.model.verdict)
    if all(v in _DEFINITE for v in verdicts) and (verdicts[0] == verdicts[1]) != same:
        message = f"两条记录的结论互相矛盾：{known}"
        return Fault(b.file, where, "contradiction", message, "核对事实，改正其中一条")
    if same and a.model.place == b.model.place:
        return Fault(
            b.file, where, "duplicate_claim", f"与另一条记录重复：{known}", "合并成一条，或写清不同之处"
        )
    return None


def _close_pairs(frames: list[str]) -> Iterator[tuple[int, int]]:
    """Pairs of nearly equal frames with the same figures, found without comparing all with all."""
    holders: dict[str, list[int]] = defaultdict(list)
    grams = [_bigrams(f) for f in frames]
    for n, own in enumerate(grams):
        shared: dict[int, int] = defaultdict(int)
        for gram in own:
            for m in holders[gram]:
                shared[m] += 1
        for m in sorted(shared):
            near = 2 * shared[m] >= _NEAR * (len(own) + len(grams[m]))
            alike = abs(len(frames[m]) - len(frames[n])) <= 1 and _figures(frames[m]) == _figures(frames[n])
            if near and alike:
                yield m, n
        for gram in own:
            holders[gram].append(n)


def _figures(words: str) -> list[str]:
    return re.findall(r"\d+(?:\.\d+)?|[〇零一二三四五六七八九十百千万亿两]+", words)
