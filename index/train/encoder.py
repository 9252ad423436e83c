"""Train the bundled encoder: `python -m index.train.encoder PAIRS.jsonl.gz WORDS.npz FOLDER [--corpus DIR]`.

Word vectors (`index.train.words`), shortened where a word is common, go on learning from pairs of a query and
a passage that answers it, from the everyday wordings that a corpus keeps beside its sentences
(`corpus/asked`), and from a lexicon (`index.train.lexicon`). A query is to be nearer to its own passage than
to the others of its batch (multiple negatives ranking, Henderson et al., 2017); batches hold pairs of one
source, so that the negatives are of the same kind as the passage and style alone cannot tell them apart.
FOLDER receives the eight-bit form that `index.static` reads; `to_sentence_transformers` writes the float one.
"""

from __future__ import annotations

import argparse
import gzip
import json
import logging
import random
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.segment import Segmenter
from index.static import StaticEmbedder, save_static
from index.train.lexicon import Lexicon, extend, read_lexicon, triples
from index.train.words import Words, load

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NAME = "notice-static-6"
_SEED = 20200127
_UNKNOWN = "[UNK]"
_PASSAGE = 300  # code points of a passage that are read: its opening names its subject
_RATE = 0.001
_OFTEN = 2  # times each everyday wording, and each pair of the lexicon, is seen in an epoch
_FELLOWS = 2  # wordings that each everyday wording is held beside
_DROPPED = 0.3  # share of words left out at random, so that no text hangs on one (Iyyer et al., 2015)
_SCALE = 20.0  # of cosines before the softmax
_SMOOTH = 1e-4  # share of all words at which one counts half (Arora et al., 2017)
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Pair:
    """A query and a passage that answers it, as words joined by blanks.

    Attributes:
        query: the query.
        passage: what answers it, or asks or means the same.
        source: where the pair comes from.
        other: what does not; empty where only the rest of a batch tells.
    """

    query: str
    passage: str
    source: str
    other: str = ""


def read_pairs(path: Path, segmenter: Segmenter) -> list[Pair]:
    """The pairs of a file of JSON lines with `query`, `passage` and `source`.

    Args:
        path: plain or gzipped.
        segmenter: cuts them into words.
    """
    opened: Any = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    return [
        Pair(joined(r["query"], segmenter), joined(r["passage"][:_PASSAGE], segmenter), r["source"])
        for r in rows
    ]


def half_of(wording: str) -> int:
    """0 or 1: by halves, a wording can be kept from the encoder that is to be tried on it."""
    return zlib.crc32(wording.encode("utf-8")) % 2


def asked_pairs(corpus: Path, segmenter: Segmenter, without: int | None = None) -> list[Pair]:
    """Everyday wordings with the sentences they ask for, and with one another.

    Beside each stands a question about the same subject that its document does not answer: what parts the two
    is what is asked of the subject, which no text teaches.

    Args:
        corpus: a corpus folder with `asked/`.
        segmenter: cuts them into words.
        without: the half of the wordings to leave out; None leaves out none.
    """
    from index.corpus import read_corpus

    order = random.Random(_SEED)
    found: list[Pair] = []
    for document in read_corpus(corpus):
        absent = [joined(q, segmenter) for q in document.unanswered if half_of(q) != without]
        for asked in document.asked:
            questions = [joined(q, segmenter) for q in asked.questions if half_of(q) != without]
            for span in asked.spans[:2]:
                sentence = joined(f"{document.title} {document.text[span.start : span.end]}", segmenter)
                found += [Pair(q, sentence, "asked") for q in questions]
            found += [
                Pair(q, other, "wordings", order.choice(absent) if absent else "")
                for q in questions
                for other in order.sample(questions, min(_FELLOWS, len(questions)))
                if other != q
            ]
    return found


def lexicon_pairs(lexicon: Lexicon, segmenter: Segmenter) -> list[Pair]:
    """Words that mean the same, with one that does not where there is one.

    Args:
        lexicon: the groups of words.
        segmenter: cuts them into words.
    """
    cut = {word: joined(word, segmenter) for group in (*lexicon.same, *lexicon.differ) for word in group}
    return [Pair(cut[t.word], cut[t.same], "lexicon", cut.get(t.other, "")) for t in triples(lexicon)]


def joined(text: str, segmenter: Segmenter) -> str:
    """A text as the tokenizer of the float form wants it: its words with blanks between."""
    return " ".join(segmenter.cut(text))


def make_model(found: Sequence[str], vectors: NDArray[np.float32]) -> Any:
    """The float form: a sentence-transformers model over words joined by blanks.

    Args:
        found: the words, one a row.
        vectors: their vectors.
    """
    import numpy as np
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    from tokenizers import Tokenizer, models, pre_tokenizers

    vocabulary = {word: i for i, word in enumerate(found)}
    tokenizer = Tokenizer(models.WordLevel({**vocabulary, _UNKNOWN: len(vocabulary)}, unk_token=_UNKNOWN))
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    weights = np.concatenate([vectors, np.zeros((1, vectors.shape[1]), dtype=np.float32)])
    return SentenceTransformer(modules=[StaticEmbedding(tokenizer, embedding_weights=weights)], device="cpu")


def to_sentence_transformers(encoder: StaticEmbedder, folder: Path) -> None:
    """Write an encoder as a sentence-transformers folder; it wants texts that went through `joined`."""
    vectors = encoder.rows.astype("float32") * encoder.scales[:, None]
    make_model(list(encoder.vocabulary), vectors).save_pretrained(str(folder))


def start(words: Words) -> NDArray[np.float32]:
    """Word vectors of one length, shorter for common words."""
    import numpy as np

    frequency = np.array(list(words.counts.values()), dtype=np.float64)
    weight = _SMOOTH / (_SMOOTH + frequency / frequency.sum())
    unit = words.vectors / np.maximum(np.linalg.norm(words.vectors, axis=1, keepdims=True), 1e-12)
    vectors: NDArray[np.float32] = (unit * weight[:, None]).astype(np.float32)
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
    pairs: Sequence[Pair],
    counts: Mapping[str, int],
    vectors: NDArray[np.float32],
    *,
    epochs: int,
    size: int,
    rate: float = _RATE,
) -> NDArray[np.float32]:
    """Go on training word vectors.

    Args:
        pairs: what to learn from.
        counts: the words.
        vectors: where to start, one row a word.
        epochs: how often each pair is seen.
        size: pairs in a batch.
        rate: of learning.

    Returns:
        One row a word.
    """
    import numpy as np
    import torch
    from torch.nn.functional import cross_entropy, embedding_bag, normalize

    torch.manual_seed(_SEED)
    torch.set_num_threads(1)  # the steps are small
    at = {word: n for n, word in enumerate(counts)}
    texts = {text for p in pairs for text in (p.query, p.passage, p.other)}
    rows = {text: [at[w] for w in text.split() if w in at] for text in texts}
    weights = torch.nn.Parameter(torch.tensor(vectors))
    optimizer: Any = torch.optim.SparseAdam([weights], lr=rate)  # a batch holds few of all words

    def embed(texts: Sequence[str]) -> torch.Tensor:
        seen = [[n for n in rows[text] if order.random() >= _DROPPED] or rows[text] for text in texts]
        begins = np.cumsum([0, *(len(words) for words in seen[:-1])])
        held = torch.tensor([n for words in seen for n in words], dtype=torch.long)
        return normalize(embedding_bag(held, weights, torch.tensor(begins), mode="sum", sparse=True), dim=1)

    order = random.Random(_SEED)
    for epoch in range(epochs):
        losses = []
        for batch in batches(pairs, size, order):
            others = [p.other for p in batch if p.other]
            queries = embed([p.query for p in batch])
            passages = embed([*(p.passage for p in batch), *others])
            loss: Any = cross_entropy(_SCALE * queries @ passages.T, torch.arange(len(batch)))
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            losses.append(float(loss.detach()))
        _LOG.info("epoch %d: loss %.4f", epoch + 1, float(np.mean(losses)))
    trained: NDArray[np.float32] = weights.detach().numpy()
    return trained


def main() -> None:
    """Read the arguments, train, write the encoder."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("words", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--corpus", type=Path, help="a corpus folder whose everyday wordings are learnt too")
    parser.add_argument("--without", type=int, choices=(0, 1), help="half of the wordings to leave out")
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--batch", type=int, default=512)
    given = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    lexicon = read_lexicon()
    words = load(given.words)
    counts, vectors = extend(words.counts, start(words), lexicon)
    segmenter = Segmenter(counts)
    pairs = read_pairs(given.pairs, segmenter)
    if given.corpus is not None:
        pairs += asked_pairs(given.corpus, segmenter, given.without) * _OFTEN
    pairs += lexicon_pairs(lexicon, segmenter) * _OFTEN
    _LOG.info("%d pairs, %d words", len(pairs), len(counts))
    trained = train(pairs, counts, vectors, epochs=given.epochs, size=given.batch)
    save_static(given.folder, NAME, counts, trained)


if __name__ == "__main__":
    main()
