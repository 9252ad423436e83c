"""Reworded questions, made by rule with a seed: a hurried hand, another keyboard, another region.

Each rule keeps the meaning. A rule that cannot change a question gives nothing, so that no variant equals
its base.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import lru_cache

from evals.case import Case

SEED = 20200127
_KEPT = (
    "不没无未非勿莫禁免吗能可是有要会人一二三四五六七八九十年月日天"  # a slip here would change what is asked
)
_FILLERS = ("那个，请问一下，", "哎你好，我想问问，", "麻烦帮我看看，", "就是说，", "领导您好，打扰了，")
_TAILS = ("，谢谢啊", "，急", "，多谢了哈", "，在线等")


def _rng(case: Case, way: str) -> random.Random:
    return random.Random(f"{SEED} {case.id} {way}")


@lru_cache(maxsize=1)
def _homophones() -> dict[str, str]:
    """Common characters by their toneless reading."""
    from pypinyin import lazy_pinyin

    groups: dict[str, list[str]] = {}
    for high in range(0xB0, 0xD8):  # the 3,755 characters of GB 2312's first level: the common ones
        for low in range(0xA1, 0xFF):
            try:
                character = bytes((high, low)).decode("gb2312")
            except UnicodeDecodeError:
                continue
            groups.setdefault(lazy_pinyin(character)[0], []).append(character)
    return {reading: "".join(found) for reading, found in groups.items()}


def sounds_alike(question: str, rng: random.Random) -> str:
    """One character replaced by a common one that sounds the same."""
    from pypinyin import lazy_pinyin

    places = [i for i, c in enumerate(question) if "\u4e00" <= c <= "\u9fff" and c not in _KEPT]
    rng.shuffle(places)
    for i in places:
        others = [
            c
            for c in _homophones().get(lazy_pinyin(question[i])[0], "")
            if c != question[i] and c not in _KEPT
        ]
        if others:
            return question[:i] + rng.choice(others) + question[i + 1 :]
    return question


def doubled(question: str, rng: random.Random) -> str:
    """One character typed twice."""
    places = [i for i, c in enumerate(question) if "\u4e00" <= c <= "\u9fff" and c not in _KEPT]
    if not places:
        return question
    i = rng.choice(places)
    return question[: i + 1] + question[i] + question[i + 1 :]


def traditional(question: str, rng: random.Random) -> str:
    """Traditional characters, Taiwan or Hong Kong forms."""
    import opencc

    return str(opencc.OpenCC(rng.choice(("s2tw", "s2hk"))).convert(question))


def full_width(question: str, rng: random.Random) -> str:
    """Digits and letters in full width, and blanks between words."""
    wide = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in question)
    at = rng.randrange(1, len(wide)) if len(wide) > 1 else 0
    return f"{wide[:at]}\u3000{wide[at:]}"


def chatty(question: str, rng: random.Random) -> str:
    """Spoken openings and endings around the question."""
    return rng.choice(_FILLERS) + question.rstrip("？?。") + rng.choice(_TAILS)


def bare(question: str, rng: random.Random) -> str:
    """Only the words that carry content, as typed into a search box."""
    from index.words import BREAK, FUNCTION, SENTENCE_END, question_tokens

    joints = (BREAK, SENTENCE_END)
    words = "".join(
        " " if t in joints or (t in FUNCTION and t not in _KEPT) else t for t in question_tokens(question)
    )
    return " ".join(_MEASURE.sub(" ", words).split())


def spelled(question: str, rng: random.Random) -> str:
    """Two neighbouring characters typed as pinyin."""
    from pypinyin import lazy_pinyin

    pairs = [
        i
        for i in range(len(question) - 1)
        if all("\u4e00" <= c <= "\u9fff" and c not in _KEPT for c in question[i : i + 2])
    ]
    if not pairs:
        return question
    i = rng.choice(pairs)
    return question[:i] + "".join(lazy_pinyin(question[i : i + 2])) + question[i + 2 :]


def unpunctuated(question: str, rng: random.Random) -> str:
    """No punctuation at all."""
    return "".join(c for c in question if c.isalnum() or c in "%./℃")


_MEASURE = re.compile(r"(?:^|(?<=\s))[个种些项条类位](?=\S)")  # left over where 哪个, 哪些 went
Way = Callable[[str, random.Random], str]
WAYS: dict[str, Way] = {
    "同音错字": sounds_alike,
    "叠字": doubled,
    "繁体": traditional,
    "全角空格": full_width,
    "口语": chatty,
    "只有关键词": bare,
    "夹拼音": spelled,
    "无标点": unpunctuated,
}
# Dropping 是不是, 吗 or 能 from a claim or a yes/no question changes what is asserted.
_WHOLE_SENTENCE_ONLY = frozenset({"只有关键词"})


def make_variants(cases: Iterable[Case]) -> list[Case]:
    """Every variant of every case, in order; a rule that changes nothing gives none."""
    made = []
    for case in cases:
        for way, rule in WAYS.items():
            if case.verdict is not None and way in _WHOLE_SENTENCE_ONLY:
                continue
            question = rule(case.question, _rng(case, way))
            if question and question != case.question:
                made.append(
                    replace(
                        case,
                        id=f"{case.id}~{way}",
                        question=question,
                        base=case.id,
                        tags=(*case.tags, way),
                        must=False,
                    )
                )
    return made


def draw_bases(cases: Iterable[Case], count: int) -> list[Case]:
    """A seeded sample of cases to vary, evenly over the kinds, in order of id."""
    by_kind: dict[str, list[Case]] = {}
    for case in sorted(cases, key=lambda c: c.id):
        if not case.before:
            by_kind.setdefault(case.kind.value, []).append(case)
    rng = random.Random(SEED)
    share = max(1, count // max(1, len(by_kind)))
    drawn = [c for kind in sorted(by_kind) for c in rng.sample(by_kind[kind], min(share, len(by_kind[kind])))]
    return sorted(drawn, key=lambda c: c.id)
