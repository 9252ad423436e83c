"""The bundled encoder: the sum of trained vectors of words, read with numpy alone.

A text is cut into words (`index.segment`); each known word has a vector, longer where the word tells more,
trained by `index/train`. No torch is loaded to ask a question.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import MissingPart
from index.segment import Segmenter

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BUNDLED = Path(__file__).parent / "model"
_WEIGHTS = "encoder.npz"


@dataclass(frozen=True, slots=True)
class StaticEmbedder:
    """Sum of word vectors, L2-normalised.

    Attributes:
        name: which model it is; stores refuse vectors of another name.
        vocabulary: word -> row.
        rows: eight-bit vectors.
        scales: what each row is multiplied by.
        segmenter: cuts texts into these words.
    """

    name: str
    vocabulary: Mapping[str, int]
    rows: NDArray[np.int8]
    scales: NDArray[np.float32]
    segmenter: Segmenter

    @property
    def dimension(self) -> int:
        """Width of the vectors."""
        return int(self.rows.shape[1])

    def words(self, text: str) -> list[int]:
        """Rows of the known words of a text, in order.

        Args:
            text: any text.
        """
        found = map(self.vocabulary.get, self.segmenter.cut(text))
        return [row for row in found if row is not None]

    def distinct(self, text: str) -> tuple[int, ...]:
        """Rows of the known words of a text, each once, in order."""
        return tuple(dict.fromkeys(self.words(text)))

    def unit_vectors(
        self, rows: Sequence[int] | NDArray[np.intp]
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Vectors of length one of some words, and how long they were: longer words tell more.

        Args:
            rows: n rows of the vocabulary.

        Returns:
            A matrix of shape [n, dimension] and a vector [n].
        """
        import numpy as np

        picked = np.asarray(rows, dtype=np.intp)
        vectors = self.scales[picked][:, None] * self.rows[picked].astype(np.float32)
        lengths = np.linalg.norm(vectors, axis=1)
        return vectors / np.maximum(lengths, 1e-9)[:, None], lengths

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One L2-normalised row a text; zero where no word is known.

        Args:
            texts: any texts.
        """
        import numpy as np

        out = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for i, text in enumerate(texts):
            known = self.words(text)
            if known:
                total = self.scales[known] @ self.rows[known].astype(np.float32)
                out[i] = total / max(float(np.linalg.norm(total)), 1e-12)
        return out


@lru_cache(maxsize=1)
def bundled() -> StaticEmbedder:
    """The encoder shipped with the program, read once."""
    return load_static()


def is_static(folder: Path) -> bool:
    """Whether a folder holds a static encoder."""
    return (folder / _WEIGHTS).is_file()


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
        with np.load(folder / _WEIGHTS, allow_pickle=False) as held:
            rows, scales, counts = held["rows"], held["scales"].astype(np.float32), held["counts"].tolist()
        segmenter = Segmenter(dict(zip(about["words"], counts, strict=True)))
        vocabulary = {word: i for i, word in enumerate(about["words"])}
    except (OSError, ValueError, KeyError) as fault:
        raise MissingPart(f"自带的向量模型缺失或损坏：{folder}", "请重新安装本程序") from fault
    return StaticEmbedder(about["name"], vocabulary, rows, scales, segmenter)


def save_static(folder: Path, name: str, counts: Mapping[str, int], vectors: NDArray[np.float32]) -> None:
    """Write an encoder with eight-bit vectors.

    Args:
        folder: where to.
        name: which model it is.
        counts: the words with how often each stood in the training texts, one a row.
        vectors: their vectors.
    """
    import numpy as np

    folder.mkdir(parents=True, exist_ok=True)
    scales = np.maximum(np.abs(vectors).max(axis=1), 1e-8) / 127
    rows = np.rint(vectors / scales[:, None]).astype(np.int8)
    numbers = np.array(list(counts.values()), dtype=np.int32)
    np.savez(folder / _WEIGHTS, rows=rows, scales=scales.astype(np.float32), counts=numbers)
    about = {"name": name, "words": list(counts)}
    (folder / "encoder.json").write_text(
        json.dumps(about, ensure_ascii=False, separators=(",", ":")), encoding="utf-8"
    )
