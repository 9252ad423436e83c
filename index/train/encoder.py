"""Train the bundled encoder from query and passage pairs.

    python -m index.train.encoder PAIRS.jsonl.gz FOLDER [--runs 60000] [--dimension 256] [--epochs 3]

A static embedding of character runs, trained by sentence-transformers with in-batch negatives. Batches hold
pairs of one source, so that the negatives are of the same kind as the passage and style alone cannot tell
them apart. FOLDER receives the eight-bit form that `index.static` reads; `to_sentence_transformers` writes
the float form.
"""

from __future__ import annotations

import argparse
import gzip
import json
import logging
import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.static import StaticEmbedder, runs, save_static

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NAME = "notice-static-2"
_SEED = 20200127
_UNKNOWN = "[UNK]"
_PASSAGE = 300  # code points of a passage that are read: its opening names its subject
_RATE = 0.003
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Pair:
    """A query and a passage that answers it, both as runs joined by blanks."""

    query: str
    passage: str
    source: str


def read_pairs(path: Path) -> list[Pair]:
    """The pairs of a file of JSON lines with `query`, `passage` and `source`.

    Args:
        path: plain or gzipped.
    """
    opened: Any = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    return [Pair(joined(r["query"]), joined(r["passage"][:_PASSAGE]), r["source"]) for r in rows]


def joined(text: str) -> str:
    """A text as the tokenizer of the float form wants it: its runs with blanks between."""
    return " ".join(runs(text))


def common_runs(pairs: Sequence[Pair], count: int) -> dict[str, int]:
    """The runs that most texts hold, with how many hold them, most common first."""
    counted: Counter[str] = Counter()
    for pair in pairs:
        counted.update(set(pair.query.split()))
        counted.update(set(pair.passage.split()))
    return dict(sorted(counted.items(), key=lambda item: (-item[1], item[0]))[:count])


def make_model(found: Sequence[str], vectors: NDArray[np.float32]) -> Any:
    """The float form: a sentence-transformers model over runs joined by blanks.

    Args:
        found: the runs, one a row.
        vectors: their vectors.
    """
    import numpy as np
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    from tokenizers import Tokenizer, models, pre_tokenizers

    vocabulary = {run: i for i, run in enumerate(found)}
    tokenizer = Tokenizer(models.WordLevel({**vocabulary, _UNKNOWN: len(vocabulary)}, unk_token=_UNKNOWN))
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    weights = np.concatenate([vectors, np.zeros((1, vectors.shape[1]), dtype=np.float32)])
    return SentenceTransformer(modules=[StaticEmbedding(tokenizer, embedding_weights=weights)], device="cpu")


def to_sentence_transformers(encoder: StaticEmbedder, folder: Path) -> None:
    """Write an encoder as a sentence-transformers folder; it wants texts that went through `joined`."""
    vectors = encoder.rows.astype("float32") * encoder.scales[:, None]
    make_model(list(encoder.vocabulary), vectors).save_pretrained(str(folder))


def start(counts: dict[str, int], dimension: int) -> NDArray[np.float32]:
    """Random vectors, shorter for common runs (smooth inverse frequency)."""
    import numpy as np

    frequency = np.array(list(counts.values()), dtype=np.float64)
    share = frequency / frequency.sum()
    directions = np.random.default_rng(_SEED).normal(size=(len(counts), dimension)) / dimension**0.5
    vectors: NDArray[np.float32] = (directions * np.sqrt(1e-4 / (1e-4 + share))[:, None]).astype(np.float32)
    return vectors


def batches(pairs: Sequence[Pair], size: int, order: random.Random) -> Iterator[list[Pair]]:
    """Batches of one source each, shuffled, without a query or passage twice in a batch."""
    sources: defaultdict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        sources[pair.source].append(pair)
    made: list[list[Pair]] = []
    for source in sorted(sources):
        held = sources[source]
        order.shuffle(held)
        made += [_distinct(held[i : i + size]) for i in range(0, len(held), size)]
    order.shuffle(made)
    yield from (batch for batch in made if len(batch) > 1)


def _distinct(batch: Sequence[Pair]) -> list[Pair]:
    by_query = {pair.query: pair for pair in batch}
    return list({pair.passage: pair for pair in by_query.values()}.values())


def train(
    pairs: Sequence[Pair], counts: dict[str, int], dimension: int, epochs: int, size: int
) -> NDArray[np.float32]:
    """Train vectors for runs.

    Args:
        pairs: what to learn from.
        counts: the runs to learn vectors for.
        dimension: width of the vectors.
        epochs: how often each pair is seen.
        size: pairs in a batch.

    Returns:
        One row a run.
    """
    import numpy as np
    import torch
    from sentence_transformers.sentence_transformer.losses import MultipleNegativesRankingLoss

    torch.manual_seed(_SEED)
    torch.set_num_threads(2)
    model = make_model(list(counts), start(counts, dimension))
    loss_of = MultipleNegativesRankingLoss(model)
    optimizer = torch.optim.Adam(model.parameters(), lr=_RATE)
    order = random.Random(_SEED)
    steps = max(1, epochs * len(pairs) // size)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: max(0.02, 1 - step / steps))
    for epoch in range(epochs):
        losses = []
        for batch in batches(pairs, size, order):
            sides = [model.preprocess([p.query for p in batch]), model.preprocess([p.passage for p in batch])]
            loss = loss_of(sides, None)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            losses.append(float(loss.detach()))
        _LOG.info("epoch %d: loss %.4f", epoch + 1, float(np.mean(losses)))
    weights: NDArray[np.float32] = next(model.parameters()).detach().numpy()[: len(counts)]
    return weights


def main() -> None:
    """Read the arguments, train, write the encoder."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--runs", type=int, default=60_000)
    parser.add_argument("--dimension", type=int, default=256)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--batch", type=int, default=512)
    given = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    pairs = read_pairs(given.pairs)
    counts = common_runs(pairs, given.runs)
    _LOG.info("%d pairs, %d runs", len(pairs), len(counts))
    vectors = train(pairs, counts, given.dimension, given.epochs, given.batch)
    save_static(given.folder, NAME, list(counts), vectors)


if __name__ == "__main__":
    main()
