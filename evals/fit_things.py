"""Near-misses to fit on: what a record is about, put for what other records are about.

Words used alike have vectors alike, so the first thing put in is one that word vectors alone would take for
the same: another remedy, another animal, another disease. The second is less near, as people name at random.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from index.static import bundled

_COMMON = 0.5  # share of a record's wordings that name what it is about
_RARE = 0.03  # share of the records at most that speak of it
_SAME = 0.75  # nearer than this, two names may be of one thing
_UNLIKE = 0.5  # less near than this to all that a record says, a word is of something else
# What people add round a claim that is no part of it; to learn that it may be added.
_ROUND = (
    "三叔打电话来，",
    "清明回乡下的时候",
    "在菜场门口",
    "上礼拜聚餐，",
    "物业的人讲，",
    "他非不听，",
    "午休的时候",
    "广场上都在聊，",
    "我也不太懂，",
    "反正试试不花钱，",
    "这段日子闷在屋里，",
    "刚下夜班，",
    "我表弟跑运输，",
    "也不管别人怎么看，",
    "翻了翻书，",
    "等车那会儿，",
    "眼看要返城了，",
    "坐在阳台上",
)
_FURTHER = 12  # the second thing comes so many places after the first


def other_things(records: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, list[str]]]:
    """For each record, what it is about, and two things that it does not speak of, the nearest one first.

    Args:
        records: the wordings of each record, by its id.
    """
    import numpy as np

    cut = bundled().segmenter.cut
    words = {
        number: Counter(word for text in texts for word in set(cut(text)))
        for number, texts in records.items()
    }
    spoken = Counter(word for found in words.values() for word in found)
    rare = {word for word, n in spoken.items() if _is_name(word) and n <= _RARE * len(records)}
    things: dict[str, str] = {}
    for number, found in words.items():
        known = [
            word for word in sorted(rare & found.keys()) if found[word] >= _COMMON * len(records[number])
        ]
        if known:
            things[number] = max(known, key=lambda word: (found[word], -spoken[word]))
    names = sorted(set(things.values()))
    rows = bundled().embed(names)
    likeness = dict(zip(names, rows @ rows.T, strict=True))
    swaps: dict[str, tuple[str, list[str]]] = {}
    for number, thing in things.items():
        text = "\n".join(records[number])
        near = [names[k] for k in np.argsort(-likeness[thing], kind="stable") if likeness[thing][k] < _SAME]
        others = [name for name in near if name not in text]
        if others:
            swaps[number] = (thing, others[::_FURTHER][:2])
    return swaps


def odd_words(records: Mapping[str, Sequence[str]]) -> Callable[[str, str], str]:
    """A way to put in a statement, for one of its words, one that its record has nothing like.

    Args:
        records: the wordings of each record, by its id.

    Returns:
        A function of a record's id and a wording of it; it gives nothing where no word fits.
    """
    import numpy as np

    encoder = bundled()
    cut = {
        number: sorted({w for text in texts for w in encoder.segmenter.cut(text)} & encoder.vocabulary.keys())
        for number, texts in records.items()
    }
    spoken = Counter(word for words in cut.values() for word in words)
    pool = sorted(word for word, n in spoken.items() if _is_name(word) and n <= max(1, _RARE * len(records)))
    rows, _ = encoder.unit_vectors([encoder.vocabulary[word] for word in pool])

    def put(number: str, text: str) -> str:
        words = [w for w in encoder.segmenter.cut(text) if _is_name(w) and w in encoder.vocabulary]
        if not (words and pool):
            return ""
        chance = zlib.crc32(text.encode())
        word = words[chance % len(words)]
        known, _ = encoder.unit_vectors([encoder.vocabulary[w] for w in cut[number]])
        own, _ = encoder.unit_vectors([encoder.vocabulary[word]])
        unlike = np.flatnonzero((rows @ known.T).max(axis=1) < _UNLIKE)
        if not len(unlike):
            return ""
        nearest = unlike[np.argsort(-(rows[unlike] @ own[0]), kind="stable")][:_FURTHER]
        return text.replace(word, pool[nearest[chance // 97 % len(nearest)]], 1)

    return put


def talked_about(text: str) -> str:
    """A statement with something said round it, the same each time.

    Args:
        text: a statement.
    """
    return _ROUND[zlib.crc32(text.encode()) % len(_ROUND)] + text


def _is_name(word: str) -> bool:
    return len(word) > 1 and not word[0].isascii()
