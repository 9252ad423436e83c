"""Keyword statistics of a collection and BM25 over them, as plain numpy arrays.

A key is a character (or number, or Latin word) or a pair of neighbours. Three sets of postings share one vocabulary:
what a passage says, what stands above it (title, issuer, place, headings), and what its whole document says.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.words import SENTENCE_END, tokens

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.document import Document, Passage

Ints = "NDArray[np.int32]"
_WORD_GAP, _SENTENCE_GAP = -1, -2  # token ids that no pair may span
_CHUNK = 4096  # texts counted at a time: bounds memory at 100,000 passages
_FILES = ("keys", "flat", "bounds", "document_of")
_LEAD = 60  # characters that open a document: its title, where nobody told us the title


@dataclass(frozen=True, slots=True)
class Postings:
    """Where each key occurs and how much it tells there.

    Attributes:
        starts: postings of key i lie in [starts[i], starts[i + 1]).
        rows: passage or document numbers.
        weights: BM25 weight of the key in that row, inverse frequency included.
    """

    starts: NDArray[np.int64]
    rows: NDArray[np.int32]
    weights: NDArray[np.float32]

    def score(self, keys: Sequence[int], shares: Sequence[float], size: int) -> NDArray[np.float32]:
        """Sum of the weights of the keys in every row.

        Args:
            keys: key numbers, each once.
            shares: what each key counts for.
            size: number of rows.
        """
        total = np.zeros(size, dtype=np.float32)
        for key, share in zip(keys, shares, strict=True):
            part = slice(self.starts[key], self.starts[key + 1])
            total[self.rows[part]] += self.weights[part] * np.float32(share)
        return total


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Keyword statistics of a list of passages, in their order.

    Attributes:
        vocabulary: token -> its number.
        keys: sorted codes of the keys (`code`); a key's number is its place here.
        idf: how rare each key is among passages.
        body: postings of what passages say.
        context: postings of what stands above passages.
        whole: postings of what documents say.
        flat: tokens of all passages one after another, negative where words cannot join.
        bounds: tokens of passage i lie in flat[bounds[i]:bounds[i + 1]].
        document_of: number of each passage's document, in order of first appearance.
    """

    vocabulary: dict[str, int]
    keys: NDArray[np.int64]
    idf: NDArray[np.float32]
    body: Postings
    context: Postings
    whole: Postings
    flat: NDArray[np.int32]
    bounds: NDArray[np.int64]
    document_of: NDArray[np.int32]

    def number(self, first: str, second: str = "") -> int | None:
        """The number of a single token or of a pair; None where the collection does not hold it."""
        a = self.vocabulary.get(first)
        b = self.vocabulary.get(second) if second else -1
        if a is None or b is None:
            return None
        code = (a << 32) + b + 1
        place = int(np.searchsorted(self.keys, code))
        return place if place < len(self.keys) and int(self.keys[place]) == code else None

    def save(self, folder: Path) -> None:
        """Write the arrays and the vocabulary into a folder."""
        folder.mkdir(parents=True, exist_ok=True)
        arrays = {name: getattr(self, name) for name in (*_FILES, "idf")}
        for name in ("body", "context", "whole"):
            postings: Postings = getattr(self, name)
            arrays |= {f"{name}_starts": postings.starts, f"{name}_rows": postings.rows}
            arrays[f"{name}_weights"] = postings.weights
        np.savez(folder / "lexicon.npz", allow_pickle=False, **arrays)
        words = json.dumps(list(self.vocabulary), ensure_ascii=False, separators=(",", ":"))
        (folder / "vocabulary.json").write_text(words, encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> Lexicon:
        """Read what `save` wrote."""
        words = json.loads((folder / "vocabulary.json").read_text(encoding="utf-8"))
        with np.load(folder / "lexicon.npz", allow_pickle=False) as held:
            arrays = {name: held[name] for name in held.files}
        sets = {
            name: Postings(arrays[f"{name}_starts"], arrays[f"{name}_rows"], arrays[f"{name}_weights"])
            for name in ("body", "context", "whole")
        }
        plain = {name: arrays[name] for name in (*_FILES, "idf")}
        return cls(vocabulary={w: i for i, w in enumerate(words)}, **plain, **sets)


def context_text(passage: Passage) -> str:
    """What stands above a passage: title, issuer, place, number, opening words and headings."""
    d = passage.document
    lead = "" if d.title and d.title in d.text[:400] else d.text[:_LEAD]
    return "\n".join(filter(None, (d.title, d.issuer, d.area, d.number, lead, *passage.outline)))


def document_text(document: Document) -> str:
    """What a whole document says, with its title counted twice since a title names the subject."""
    names = "\n".join(filter(None, (document.title, document.issuer, document.area, document.number)))
    return f"{names}\n{document.title}\n{document.text}"


def build_lexicon(passages: Sequence[Passage]) -> Lexicon:
    """Count a collection.

    Args:
        passages: all passages, in ranking order.
    """
    documents: dict[str, int] = {}
    document_of = [documents.setdefault(p.document.id, len(documents)) for p in passages]
    firsts = {p.document.id: p.document for p in reversed(passages)}
    vocabulary: dict[str, int] = {}
    body = [_numbers(p.text, vocabulary) for p in passages]
    context = [_numbers(context_text(p), vocabulary) for p in passages]
    whole = [_numbers(document_text(firsts[key]), vocabulary) for key in documents]
    counted = [_count(texts) for texts in (body, context, whole)]
    keys = np.unique(np.concatenate([np.unique(c.codes) for c in counted]))
    idf = _idf(np.searchsorted(keys, counted[0].codes), len(keys), len(body))
    idf_whole = _idf(np.searchsorted(keys, counted[2].codes), len(keys), len(whole))
    sets = [
        _postings(c, keys, rarity, k1, b)
        for c, rarity, k1, b in zip(
            counted, (idf, idf, idf_whole), (1.2, 1.2, 1.2), (0.6, 0.3, 0.75), strict=True
        )
    ]
    lengths = np.array([0, *map(len, body)], dtype=np.int64)
    flat = np.concatenate(body) if body else np.zeros(0, dtype=np.int32)
    return Lexicon(
        vocabulary, keys, idf, *sets, flat, np.cumsum(lengths), np.array(document_of, dtype=np.int32)
    )


@dataclass(frozen=True, slots=True)
class _Counts:
    codes: NDArray[np.int64]
    rows: NDArray[np.int32]
    times: NDArray[np.int32]
    lengths: NDArray[np.int64]


def _numbers(text: str, vocabulary: dict[str, int]) -> NDArray[np.int32]:
    numbers = [
        vocabulary.setdefault(t, len(vocabulary)) if t.strip() else (_SENTENCE_GAP if t == SENTENCE_END else _WORD_GAP)
        for t in tokens(text)
    ]
    return np.array(numbers, dtype=np.int32)


def codes_of(numbers: NDArray[np.int32]) -> NDArray[np.int64]:
    """Codes of the single tokens, then of the pairs of neighbours."""
    wide = numbers.astype(np.int64)
    single = wide[wide >= 0] << 32
    first, second = wide[:-1], wide[1:]
    joined = (first >= 0) & (second >= 0)
    return np.concatenate([single, (first[joined] << 32) + second[joined] + 1])


def _count(texts: Sequence[NDArray[np.int32]]) -> _Counts:
    parts: list[tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.int32]]] = []
    for begin in range(0, len(texts), _CHUNK):
        chunk = [codes_of(t) for t in texts[begin : begin + _CHUNK]]
        codes, inverse = np.unique(np.concatenate(chunk), return_inverse=True)
        rows = np.repeat(np.arange(len(chunk)), [len(c) for c in chunk])
        cells, times = np.unique(inverse.astype(np.int64) * len(chunk) + rows, return_counts=True)
        place, row = np.divmod(cells, len(chunk))
        parts.append((codes[place], (row + begin).astype(np.int32), times.astype(np.int32)))
    lengths = np.array([int((t >= 0).sum()) for t in texts], dtype=np.int64)
    if not parts:
        return _Counts(np.zeros(0, np.int64), np.zeros(0, np.int32), np.zeros(0, np.int32), lengths)
    codes, rows, times = (np.concatenate(column) for column in zip(*parts, strict=True))
    order = np.argsort(codes, kind="stable")
    return _Counts(codes[order], rows[order], times[order], lengths)


def _idf(places: NDArray[np.int64], keys: int, rows: int) -> NDArray[np.float32]:
    held = np.bincount(places, minlength=keys)
    return np.log1p((rows - held + 0.5) / (held + 0.5)).astype(np.float32)


def _postings(counts: _Counts, keys: NDArray[np.int64], idf: NDArray[np.float32], k1: float, b: float) -> Postings:
    places = np.searchsorted(keys, counts.codes)
    starts = np.concatenate([[0], np.cumsum(np.bincount(places, minlength=len(keys)))]).astype(np.int64)
    mean = max(float(counts.lengths.mean()), 1.0) if len(counts.lengths) else 1.0
    times = counts.times.astype(np.float32)
    norm = k1 * (1 - b + b * counts.lengths[counts.rows] / mean)
    weights = idf[places] * times * (k1 + 1) / (times + norm)
    return Postings(starts, counts.rows, weights.astype(np.float32))


def documents_in_order(passages: Iterable[Passage]) -> list[Document]:
    """Each passage's document once, in order of first appearance: the rows of `Lexicon.whole`."""
    return list({p.document.id: p.document for p in passages}.values())
