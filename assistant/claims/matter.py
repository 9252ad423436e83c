"""What a record is about, word by word: how a statement's words lie over those of everything on record of it.

Words are held against their like by the bundled encoder's vectors, so 中招 may stand for 感染. What every
wording of a record has in some form is what the record is about; a statement that has none of it speaks of
something wider, and one that has something else in its place speaks of something else.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from assistant.claims.people import are_people
from assistant.claims.said import Said, Words, read_words
from index.static import bundled

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_MANY = 8  # wordings beyond which a record is as well known as can be
_RARE = 0.35  # how rare a word must be to tell a record from others
_HALF, _NEARLY_ALL = 0.5, 0.8  # shares of a record's texts
_LIKE = 0.5  # how near two words for people are that may be the same
_POWER = 2  # of the share of texts that name a word, in whatever form

FEATURES = (
    "closest",
    "closest_three",
    "mean",
    "closest_rare",
    "closest_rare_three",
    "mean_rare",
    "both_rare",
    "both_best",
    "both_three",
    "mine_at_best",
    "theirs_at_best",
    "alone_at_best",
    "missing_at_best",
    "least_missing",
    "least_missing_share",
    "covered",
    "strange",
    "strange_second",
    "strange_rare",
    "foreign",
    "foreign_rare",
    "missing_core",
    "held_core",
    "absent_core",
    "wordings",
    "words",
)


@dataclass(frozen=True)
class Matter:
    """Everything on record of one matter, as the encoder reads it.

    Attributes:
        texts: each wording, whichever side has it.
        rarity: how few records speak of a word, 0 to 1.
    """

    texts: tuple[str, ...]
    rarity: Callable[[str], float]

    @cached_property
    def rows(self) -> NDArray[np.float32]:
        """A unit vector for each text."""
        return bundled().embed(self.texts)

    @cached_property
    def _rare_rows(self) -> NDArray[np.float32]:
        """The same with each word counted by how rare it is: a unit vector for each text with known words."""
        words = self._words
        ends = [*words.starts[1:], len(words.at)]
        return _sums(words, [words.at[start:end] for start, end in zip(words.starts, ends, strict=True)])

    @cached_property
    def _words(self) -> Words:
        known = bundled().vocabulary
        cut = [list(dict.fromkeys(w for w in bundled().segmenter.cut(t) if w in known)) for t in self.texts]
        return read_words(sorted({w for words in cut for w in words}), self.rarity, [c for c in cut if c])

    @cached_property
    def _shared(self) -> NDArray[np.float32]:
        """In how many of the texts each word stands, itself or its like: a share."""
        import numpy as np

        words = self._words
        near = np.clip(words.rows @ words.rows.T, 0.0, 1.0)[:, words.at]
        shared: NDArray[np.float32] = np.maximum.reduceat(near, words.starts, axis=1).mean(axis=1)
        return shared

    @cached_property
    def _core(self) -> NDArray[np.float32]:
        """How much of what the record is about each word is: heavy, rare, and in every text in some form."""
        core: NDArray[np.float32] = self._words.tells * self._words.rare * self._shared**_POWER
        return core

    @cached_property
    def _people(self) -> NDArray[np.intp]:
        """The rare words for people of a record that nearly always names some; none of another."""
        import numpy as np

        words = self._words
        people = are_people(words.rows) & (words.rare >= _RARE)
        named = float(np.maximum.reduceat(people[words.at], words.starts).mean())
        found: NDArray[np.intp] = np.flatnonzero(people & (named >= _NEARLY_ALL))
        return found

    def overlooks(self, said: Said) -> bool:
        """Whether the record is of certain people, infants, and the statement names nobody like them.

        Args:
            said: the statement.
        """
        if not (len(self._words.names) and len(self._people)):
            return False
        people = self._words.rows[self._people]
        return not said.words.names or float((said.words.rows @ people.T).max()) < _LIKE

    def limit(self, text: str) -> str:
        """The word of one of the texts that most says what the record is about; empty where none does.

        Args:
            text: one of the texts.
        """
        words = zip(self._words.names, self._core, self._shared, self._words.rare, strict=True)
        limits = [
            (core, n) for n, core, shared, rare in words if shared >= _HALF and rare >= _RARE and n in text
        ]
        return max(limits)[1] if limits else ""

    def near(self, said: Said) -> NDArray[np.float32]:
        """How near a statement is to each text, by the sums of their words."""
        near: NDArray[np.float32] = self.rows @ said.row
        return near

    def held(self, said: Said) -> NDArray[np.float32]:
        """For each word of a statement, how surely some text has it or its like, 0 to 1.

        Args:
            said: the statement.
        """
        import numpy as np

        likes = np.clip(said.words.rows @ self._words.rows.T, 0.0, 1.0)
        held: NDArray[np.float32] = likes.max(axis=1, initial=0.0)
        return held

    def differ(self, said: Said) -> NDArray[np.float32]:
        """The words in which a statement and the texts differ, as sums of vectors.

        What no text has in any form; what the texts are about and the statement has in no form; and how the
        nearest text differs as a whole.

        Args:
            said: the statement.
        """
        import numpy as np

        own, words = said.words, self._words
        likes = np.clip(own.rows @ words.rows.T, 0.0, 1.0)
        strange = own.tells * (1 - likes.max(axis=1, initial=0.0))
        gone = self._core * (1 - likes.max(axis=0, initial=0.0))
        beside = said.row - self.rows[int((self.rows @ said.row).argmax())]
        return np.concatenate([strange @ own.rows, gone @ words.rows, beside])

    def lay(self, said: Said) -> tuple[float, ...]:
        """How a statement lies over the matter: one number for each of `FEATURES`.

        Args:
            said: the statement.
        """
        import numpy as np

        own, words = said.words, self._words
        sizes = (float(min(len(self.texts), _MANY)), float(len(own.names)))
        if not (len(own.names) and len(words.names)):
            return (0.0,) * (len(FEATURES) - 2) + sizes
        rare = self._rare_rows @ _sums(own, [own.at])[0]
        head = (*_nearest(self.near(said)), *_nearest(rare))
        likes = np.clip(own.rows @ words.rows.T, 0.0, 1.0)
        held = likes.max(axis=0)
        return (
            *head,
            *_best(own, words, likes, held),
            *self._apart(said, likes, held),
            *sizes,
        )

    def _apart(self, said: Said, likes: NDArray[np.float32], held: NDArray[np.float32]) -> tuple[float, ...]:
        """What the statement has and the record has not in any form, and the reverse."""
        import numpy as np

        own, words = said.words, self._words
        strange = own.tells * (1 - likes.max(axis=1))
        ranked = [*np.sort(strange)[::-1][:2].tolist(), 0.0]
        spoken = "\n".join(self.texts)
        foreign = np.array([name not in spoken for name in own.names])
        absent = np.array([name not in said.text for name in words.names])
        gone = self._core * (1 - held)
        return (
            1 - float(strange.sum() / own.tells.sum()),
            ranked[0],
            ranked[1],
            float((strange * own.rare).max()),
            float((own.tells * foreign).max()),
            float((own.tells * own.rare * foreign).max()),
            float(gone.max()),
            1 - float(gone.sum() / max(float(self._core.sum()), 1e-9)),
            float((self._core * absent).max()),
        )


def _nearest(near: NDArray[np.float32]) -> tuple[float, float, float]:
    """The nearest, the mean of the nearest three, and the mean of all."""
    ranked = sorted(near.tolist(), reverse=True)
    return ranked[0], sum(ranked[:3]) / min(3, len(ranked)), sum(ranked) / len(ranked)


def _sums(words: Words, texts: Sequence[NDArray[np.intp]]) -> NDArray[np.float32]:
    """For each text the unit vector of its words, the rarer of them longer."""
    import numpy as np

    weighted = words.rows * (words.tells * words.rare)[:, None]
    totals = np.stack([weighted[at].sum(axis=0) for at in texts])
    unit: NDArray[np.float32] = totals / np.maximum(np.linalg.norm(totals, axis=1), 1e-9)[:, None]
    return unit


def _best(
    own: Words, words: Words, likes: NDArray[np.float32], held: NDArray[np.float32]
) -> tuple[float, ...]:
    """How the statement lies over its best texts, and the least that any text has and it has not."""
    import numpy as np

    at, starts = words.at, words.starts
    found = np.maximum.reduceat(likes[:, at], starts, axis=1)
    mine = own.tells @ found / own.tells.sum()
    theirs = np.add.reduceat(words.tells[at] * held[at], starts) / np.add.reduceat(words.tells[at], starts)
    weight = words.tells * words.rare
    own_weight = own.tells * own.rare
    gone = weight[at] * (1 - held[at])
    missing = np.maximum.reduceat(gone, starts)
    shares = np.add.reduceat(gone, starts) / np.maximum(np.add.reduceat(weight[at], starts), 1e-9)
    both = np.minimum(mine, theirs)
    both_rare = np.minimum(own_weight @ found / own_weight.sum(), 1 - shares)
    best = int(both.argmax())
    return (
        float(both_rare.max()),
        float(both[best]),
        float(np.sort(both)[::-1][:3].mean()),
        float(mine[best]),
        float(theirs[best]),
        float((own.tells * (1 - found[:, best])).max()),
        float(missing[best]),
        float(missing.min()),
        float(shares.min()),
    )
