"""Which way a statement points beside others of its content: a learnt reading of how people assert and deny.

Each statement gets a heading, a short vector summed from its stretches of characters and words, so that 白搭
and 不管用 point alike whatever they are said of. Two statements of one content say the same where their
headings agree; what a statement says is read off the wordings on either side of a record, the nearest most.
Fitted by `evals.fit_direction` on the wordings of whole records, it holds no more than words and weights.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.claims import logic
from assistant.claims.lexicon import Entry, Role
from assistant.claims.proposition import Proposition
from assistant.claims.scan import plain_grammar, scan
from index.static import bundled

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_FILE = Path(__file__).with_name("compass.npz")
_LONGEST = 3  # characters of a stretch


@dataclass(frozen=True, slots=True)
class Compass:
    """The fitted reading.

    Attributes:
        places: row of each feature.
        rows: what a feature adds to a heading, eight bits a number.
        step: what one of these eight-bit steps is worth.
        bias: the heading of a statement without any known feature.
        sharpness: how much more a wording that is nearer counts.
        scale: log-odds of full agreement.
    """

    places: Mapping[str, int]
    rows: NDArray[np.int8]
    step: float
    bias: NDArray[np.float32]
    sharpness: float
    scale: float

    def headings(self, propositions: Sequence[Proposition]) -> NDArray[np.float32]:
        """One row for each statement, its frame (…是假的) left out.

        Args:
            propositions: n statements.
        """
        import numpy as np

        found = np.empty((len(propositions), len(self.bias)), dtype=np.float32)
        for k, proposition in enumerate(propositions):
            known = [self.places[f] for f in features(proposition) if f in self.places]
            found[k] = self.rows[known].sum(axis=0, dtype=np.float32)
        headings: NDArray[np.float32] = np.tanh(found * self.step + self.bias)
        return headings

    def odds(
        self,
        own: NDArray[np.float32],
        others: NDArray[np.float32],
        near: NDArray[np.float32],
        same: Sequence[bool],
    ) -> float:
        """Log-odds that a statement says the opposite of what some wordings of its content do.

        Args:
            own: its heading.
            others: the headings of n wordings.
            near: how near each is to the statement.
            same: for each, whether it stands for the claim, not against it.
        """
        import numpy as np

        agreement, sides = others @ own, np.asarray(same, dtype=bool)
        total = 0.0
        for side, sign in ((sides, -1.0), (~sides, 1.0)):
            if side.any():
                weights = np.exp(self.sharpness * (near[side] - near[side].max()))
                total += sign * float(weights @ agreement[side]) / float(weights.sum())
        return self.scale * total


@lru_cache(maxsize=1)
def load_compass() -> Compass:
    """The fitted reading, read once."""
    import numpy as np

    with np.load(_FILE, allow_pickle=False) as held:
        names = held["names"].tobytes().decode("utf-8").split("\n")
        step, sharpness, scale = held["numbers"].tolist()
        return Compass(
            {n: k for k, n in enumerate(names)}, held["rows"], step, held["bias"], sharpness, scale
        )


def write_compass(path: Path, compass: Compass) -> None:
    """Write a reading.

    Args:
        path: its file.
        compass: the reading.
    """
    import numpy as np

    names = np.frombuffer("\n".join(compass.places).encode("utf-8"), dtype=np.uint8)
    numbers = np.array([compass.step, compass.sharpness, compass.scale])
    np.savez_compressed(path, names=names, rows=compass.rows, bias=compass.bias, numbers=numbers)


def features(proposition: Proposition) -> frozenset[str]:
    """What a heading is summed from: stretches of one to three characters, words, and how it denies.

    A frame that denies it (…是假的) is left out: it turns the direction, whatever is said.

    Args:
        proposition: a statement.
    """
    bare = replace(proposition, denied=False) if proposition.denied else proposition
    marks = {
        "denials": len(bare.matrix) % 2,
        "negative": bare.negative,
        "strength": bare.strength,
        "effect": logic.effect_of(bare),
    }
    return _stretches(bare.text) | {f"{name}={value}" for name, value in marks.items()}


@lru_cache(maxsize=4096)
def _stretches(text: str) -> frozenset[str]:
    """Runs of one to three characters, a word of the lexicon standing as one by its class; and words."""
    core = [_name(word, entry) for word, entry in scan(plain_grammar(text))]
    core = ["^", *core, "$"]
    runs = (
        "".join(core[i : i + size]) for size in range(1, _LONGEST + 1) for i in range(len(core) - size + 1)
    )
    return frozenset(runs) | {f"w:{word}" for word in bundled().segmenter.cut(text)}


def _name(word: str, entry: Entry | None) -> str:
    if entry is None or not entry.key:
        return word
    denied = entry.role is Role.NEGATED
    return f"<{'-' * (denied or entry.pole < 0)}{entry.key}>"
