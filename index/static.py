"""The bundled encoder: the mean of trained vectors of character runs, read with numpy alone.

A text becomes runs of one to three tokens (characters, numbers, Latin words; see `index.words`); each known
run has a vector trained by `index/train/encoder.py`. No torch is loaded to ask a question.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import MissingPart
from index.words import tokens

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BUNDLED = Path(__file__).parent / "model"
LONGEST = 3  # tokens in the longest run


def runs(text: str, longest: int = LONGEST) -> list[str]:
    """All runs of one to `longest` neighbouring tokens, by length, then place.

    Args:
        text: any text.
        longest: tokens in the longest run.
    """
    out: list[str] = []
    part: list[str] = []
    parts: list[list[str]] = []
    for token in [*tokens(text), " "]:
        if token.strip():
            part.append(token)
        elif part:
            parts.append(part)
            part = []
    for length in range(1, longest + 1):
        for part in parts:
            out += ["".join(part[i : i + length]) for i in range(len(part) - length + 1)]
    return out


@dataclass(frozen=True, slots=True)
class StaticEmbedder:
    """Mean of run vectors, L2-normalised.

    Attributes:
        name: which model it is; stores refuse vectors of another name.
        vocabulary: run -> row.
        rows: eight-bit vectors.
        scales: what each row is multiplied by.
    """

    name: str
    vocabulary: Mapping[str, int]
    rows: NDArray[np.int8]
    scales: NDArray[np.float32]

    @property
    def dimension(self) -> int:
        """Width of the vectors."""
        return int(self.rows.shape[1])

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One L2-normalised row a text; zero where no run is known.

        Args:
            texts: any texts.
        """
        import numpy as np

        out = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for i, text in enumerate(texts):
            known = np.fromiter(self._known(runs(text)), dtype=np.int64)
            if len(known):
                total = self.scales[known] @ self.rows[known].astype(np.float32)
                out[i] = total / max(float(np.linalg.norm(total)), 1e-12)
        return out

    def _known(self, found: Iterable[str]) -> Iterable[int]:
        get = self.vocabulary.get
        return (row for row in map(get, found) if row is not None)


def load_static(folder: Path = BUNDLED) -> StaticEmbedder:
    """Read an encoder that `save_static` wrote.

    Args:
        folder: where it lies; the one shipped with the program by default.

    Raises:
        MissingPart: where it is not there or damaged.
    """
    import numpy as np

    try:
        about = json.loads((folder / "encoder.json").read_text(encoding="utf-8"))
        with np.load(folder / "encoder.npz", allow_pickle=False) as held:
            rows, scales = held["rows"], held["scales"].astype(np.float32)
        vocabulary = {run: i for i, run in enumerate(about["runs"])}
    except (OSError, ValueError, KeyError) as fault:
        raise MissingPart(f"自带的向量模型缺失或损坏：{folder}", "请重新安装本程序") from fault
    return StaticEmbedder(about["name"], vocabulary, rows, scales)


def save_static(folder: Path, name: str, found: Sequence[str], vectors: NDArray[np.float32]) -> None:
    """Write an encoder with eight-bit vectors.

    Args:
        folder: where to.
        name: which model it is.
        found: the runs, one a row.
        vectors: their vectors.
    """
    import numpy as np

    folder.mkdir(parents=True, exist_ok=True)
    scales = np.maximum(np.abs(vectors).max(axis=1), 1e-8) / 127
    rows = np.rint(vectors / scales[:, None]).astype(np.int8)
    np.savez(folder / "encoder.npz", rows=rows, scales=scales.astype(np.float32))
    about = {"name": name, "runs": list(found)}
    (folder / "encoder.json").write_text(
        json.dumps(about, ensure_ascii=False, separators=(",", ":")), encoding="utf-8"
    )
