"""Keyword statistics of a collection and BM25 over them, as plain numpy arrays.

A key is a character (or number, or Latin word) or a pair of neighbours. Three sets of postings share one
vocabulary: what a passage says, what stands above it (title, issuer, place, headings), and what its whole
document says.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.places import place_table
from index.words import SENTENCE_END, fold, tokens

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.document import Document, Passage

WORD_GAP, SENTENCE_GAP = -1, -2  # token ids that no pair may span
_CHUNK = 4096  # texts counted at a time: bounds memory at 100,000 passages
_ARRAYS = ("keys", "idf", "flat", "bounds", "document_of", "places")
_SETS = ("body", "context", "whole")
_OPENING = 150  # characters in which a document says for whom it speaks
_REPEATED = 0.2  # how much a key loses that several passages of its document hold
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

    def held(self, keys: Sequence[int], worth: Sequence[float], size: int) -> NDArray[np.float32]:
        """Sum of the worth of the keys that every row holds, however often.

        Args:
            keys: key numbers, each once.
            worth: what each key is worth.
            size: number of rows.
        """
        total = np.zeros(size, dtype=np.float32)
        for key, share in zip(keys, worth, strict=True):
            total[self.rows[self.starts[key] : self.starts[key + 1]]] += np.float32(share)
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
        places: the places each document names (`index.places.place_table`).
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
    places: NDArray[np.uint8]

    @property
    def documents(self) -> int:
        """How many documents the passages come from."""
        return int(self.document_of.max()) + 1 if len(self.document_of) else 0

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
        arrays = {name: getattr(self, name) for name in _ARRAYS}
        for name in _SETS:
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
        with (folder / "lexicon.npz").open("rb") as file, np.load(file, allow_pickle=False) as held:
            arrays = {name: held[name] for name in held.files}
        body, context, whole = (
            Postings(arrays[f"{name}_starts"], arrays[f"{name}_rows"], arrays[f"{name}_weights"])
            for name in _SETS
        )
        return cls(
            vocabulary={w: i for i, w in enumerate(words)},
            keys=arrays["keys"],
            idf=arrays["idf"],
            body=body,
            context=context,
            whole=whole,
            flat=arrays["flat"],
            bounds=arrays["bounds"],
            document_of=arrays["document_of"],
            places=arrays["places"],
        )


def context_text(passage: Passage) -> str:
    """What stands above a passage: title, issuer, place, number, opening words and headings."""
    d = passage.document
    lead = "" if d.title and d.title in d.text[:400] else d.text[:_LEAD]
    return "\n".join(filter(None, (d.title, d.issuer, d.area, d.number, lead, *passage.outline)))


def _head(document: Document) -> str:
    return f"{document.title}\n{document.area}\n{document.issuer}\n{document.text[:_OPENING]}"


def document_text(document: Document) -> str:
    """What a whole document says, with its title counted twice since a title names the subject."""
    names = "\n".join(filter(None, (document.title, document.issuer, document.area, document.number)))
    return f"{names}\n{document.title}\n{document.text}"


def build_lexicon(passages: Sequence[Passage]) -> Lexicon:
    """Count a collection.

    Args:
        passages: all passages, in ranking order.
    """
    documents: dict[str, Document] = {}
    for passage in passages:
        documents.setdefault(passage.document.id, passage.document)
    place = {document_id: i for i, document_id in enumerate(documents)}
    vocabulary: dict[str, int] = {}
    body = [_numbers(p.text, vocabulary) for p in passages]
    context = [_numbers(context_text(p), vocabulary) for p in passages]
    whole = [_numbers(document_text(d), vocabulary) for d in documents.values()]
    counted = [_count(texts) for texts in (body, context, whole)]
    keys = np.unique(np.concatenate([c.codes for c in counted]))
    idf = _idf(counted[0], keys)
    lengths = np.array([0, *map(len, body)], dtype=np.int64)
    document_of = np.array([place[p.document.id] for p in passages], dtype=np.int32)
    return Lexicon(
        vocabulary=vocabulary,
        keys=keys,
        idf=idf,
        body=_told_apart(_postings(counted[0], keys, idf, k1=0.6, b=0.2), document_of),
        context=_postings(counted[1], keys, idf, k1=1.2, b=0.3),
        whole=_postings(counted[2], keys, _idf(counted[2], keys), k1=1.2, b=0.75),
        flat=np.concatenate(body) if body else np.zeros(0, dtype=np.int32),
        bounds=np.cumsum(lengths),
        document_of=document_of,
        places=place_table([(fold(_head(d)), fold(d.text)) for d in documents.values()]),
    )


@dataclass(frozen=True, slots=True)
class _Counts:
    codes: NDArray[np.int64]
    rows: NDArray[np.int32]
    times: NDArray[np.int32]
    lengths: NDArray[np.int64]


def _numbers(text: str, vocabulary: dict[str, int]) -> NDArray[np.int32]:
    numbers = [
        vocabulary.setdefault(t, len(vocabulary))
        if t.strip()
        else (SENTENCE_GAP if t == SENTENCE_END else WORD_GAP)
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
    codes = np.concatenate([part[0] for part in parts])
    rows = np.concatenate([part[1] for part in parts])
    times = np.concatenate([part[2] for part in parts])
    order = np.argsort(codes, kind="stable")
    return _Counts(codes[order], rows[order].astype(np.int32), times[order].astype(np.int32), lengths)


def _idf(counts: _Counts, keys: NDArray[np.int64]) -> NDArray[np.float32]:
    held = np.bincount(np.searchsorted(keys, counts.codes), minlength=len(keys))
    return np.log1p((len(counts.lengths) - held + 0.5) / (held + 0.5)).astype(np.float32)


def _postings(
    counts: _Counts, keys: NDArray[np.int64], idf: NDArray[np.float32], *, k1: float, b: float
) -> Postings:
    places = np.searchsorted(keys, counts.codes)
    starts = np.concatenate([[0], np.cumsum(np.bincount(places, minlength=len(keys)))]).astype(np.int64)
    mean = max(float(counts.lengths.mean()), 1.0) if len(counts.lengths) else 1.0
    times = counts.times.astype(np.float32)
    norm = k1 * (1 - b + b * counts.lengths[counts.rows] / mean)
    weights = idf[places] * times * (k1 + 1) / (times + norm)
    return Postings(starts, counts.rows, weights.astype(np.float32))


def _told_apart(body: Postings, document_of: NDArray[np.int32]) -> Postings:
    """Postings in which a key counts the less the more passages of the same document hold it.

    Such a key tells which document is meant, which the document's own score says already, not which passage.
    """
    documents = int(document_of.max(initial=0)) + 1
    keys = np.repeat(np.arange(len(body.starts) - 1, dtype=np.int64), np.diff(body.starts))
    _, cell, times = np.unique(
        keys * documents + document_of[body.rows], return_inverse=True, return_counts=True
    )
    factor = 1 / (1 + _REPEATED * np.log(times[cell]))
    return Postings(body.starts, body.rows, (body.weights * factor).astype(np.float32))
