"""Near-misses to fit on: what a record is about, put for what another record is about.

Words used alike have vectors alike, so the thing put in is one that word vectors alone would take for the
same: another remedy, another animal, another disease.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from index.static import bundled

_COMMON = 0.5  # share of a record's wordings that name what it is about
_RARE = 0.03  # share of the records at most that speak of it
_SAME = 0.75  # nearer than this, two names may be of one thing


def other_things(records: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, str]]:
    """For each record, what it is about, and the nearest thing that it does not speak of.

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
    swaps: dict[str, tuple[str, str]] = {}
    for number, thing in things.items():
        text = "\n".join(records[number])
        near = (k for k in np.argsort(-likeness[thing], kind="stable") if likeness[thing][k] < _SAME)
        other = next((names[k] for k in near if names[k] not in text), None)
        if other is not None:
            swaps[number] = (thing, other)
    return swaps


def _is_name(word: str) -> bool:
    return len(word) > 1 and not word[0].isascii()
