"""Learn words and how they are used: `python -m index.train.words PAIRS.jsonl.gz WORDS.npz`.

The texts of a pairs file are cut by rjieba's dictionary once, here; the program itself then needs only the
words and their counts (`index.segment`). Each word gets a vector by skip-grams with negative sampling
(Mikolov et al., 2013), so that words used alike lie close: 发烧 beside 咳嗽 and 高烧. `index.train.encoder`
goes on from there. Ten minutes on two cores.
"""

from __future__ import annotations

import argparse
import gzip
import json
import logging
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from index.segment import PIECE
from index.words import normalise

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_SEED = 1
_LEAST = 5  # times a word must stand in the texts
_SENTENCE = re.compile(r"[。!?;\n]")


@dataclass(frozen=True, slots=True)
class Words:
    """Words with how often each was seen and a vector each, most common first."""

    counts: dict[str, int]
    vectors: NDArray[np.float32]


def cut(text: str) -> Iterator[list[str]]:
    """The words of each sentence of a text.

    Args:
        text: any text.
    """
    import rjieba

    for sentence in _SENTENCE.split(normalise(text)):
        words: list[str] = []
        for piece in PIECE.findall(sentence):
            words += [piece] if piece.isascii() else rjieba.cut(piece)
        if words:
            yield words


def learn(
    sentences: list[list[str]], *, dimension: int, most: int, epochs: int, least: int = _LEAST
) -> Words:
    """Learn a vector for each common word.

    Args:
        sentences: texts cut into words.
        dimension: width of the vectors.
        most: words kept at most.
        epochs: how often each text is seen.
        least: times a word must stand in the texts.
    """
    import numpy as np
    from gensim.models import Word2Vec

    model = Word2Vec(
        sentences, vector_size=dimension, window=6, sg=1, negative=8, sample=1e-4, min_count=least,
        max_final_vocab=most, epochs=epochs, workers=2, seed=_SEED,
    )  # fmt: skip
    names = list(model.wv.index_to_key)
    counts = {name: int(model.wv.get_vecattr(name, "count")) for name in names}
    return Words(counts, np.asarray(model.wv.vectors, dtype=np.float32))


def save(words: Words, path: Path) -> None:
    """Write words, counts and vectors into one file."""
    import numpy as np

    names = np.frombuffer("\n".join(words.counts).encode("utf-8"), dtype=np.uint8)
    np.savez(path, words=names, counts=np.array(list(words.counts.values())), vectors=words.vectors)


def load(path: Path) -> Words:
    """Read what `save` wrote."""
    import numpy as np

    with np.load(path, allow_pickle=False) as held:
        names = held["words"].tobytes().decode("utf-8").split("\n")
        return Words(dict(zip(names, held["counts"].tolist(), strict=True)), held["vectors"])


def _texts(pairs: Path) -> Iterable[str]:
    seen: set[str] = set()
    with gzip.open(pairs, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            for text in (row["passage"], row["query"]):
                if text not in seen:
                    seen.add(text)
                    yield text


def main() -> None:
    """Read the arguments, learn, write the words."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--words", type=int, default=60_000)
    parser.add_argument("--dimension", type=int, default=200)
    parser.add_argument("--epochs", type=int, default=5)
    given = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    sentences = [words for text in _texts(given.pairs) for words in cut(text)]
    found = learn(sentences, dimension=given.dimension, most=given.words, epochs=given.epochs)
    save(found, given.out)
    logging.getLogger(__name__).info("%d words from %d sentences", len(found.counts), len(sentences))


if __name__ == "__main__":
    main()
