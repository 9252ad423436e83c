"""The model path, measured without a model: planted lies to be dropped, true rewordings to be kept.

A language model may phrase an answer; `assistant.verify` decides what is shown. So sentences of the
documents are damaged in the ways models are known to err (ALCE, RAGTruth: a changed number, a lost
negation, the wrong source, two sources run together, an added detail), and put to the verifier as drafts
with their quotes.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from assistant.answer import Draft
from assistant.verify import verify
from evals.statistics import wilson
from evals.totals import Total, figure
from index.clauses import segments, sentences
from index.document import Citation, Document, Kind

SEED = 20200127
SENTENCES = 60
GROUP = "大模型改写的校验"
_ADDED = ("并处五百元罚款", "由街道统一发放补助", "期限为三个月")


class Planted(NamedTuple):
    """One draft: how it was made, and whether it is true."""

    way: str
    draft: Draft
    true: bool


def source_sentences(
    documents: Iterable[Document], count: int = SENTENCES, seed: int = SEED
) -> list[Citation]:
    """A seeded sample of sentences worth rephrasing: no rumors, no headings, none very long."""
    found = []
    for document in documents:
        if document.kind is Kind.RUMOR:
            continue
        for span in sentences(document.text):
            text = document.text[span.start : span.end]
            if 18 <= len(span) <= 120 and not text.startswith("#") and text.endswith("。"):
                found.append(document.cite(span.start, span.end))
    return random.Random(seed).sample(found, min(count, len(found)))


def _number(text: str, other: str, rng: random.Random) -> str:
    return re.sub(r"\d", lambda m: str((int(m.group()) + 2) % 10), text, count=1)


def _negation(text: str, other: str, rng: random.Random) -> str:
    if "不" in text:
        return text.replace("不", "", 1)
    return re.sub(r"(要|可以|应当|能)", r"不\1", text, count=1)


def _modality(text: str, other: str, rng: random.Random) -> str:
    for before, after in (("不得", "可以"), ("应当", "可以"), ("必须", "可以"), ("可以", "必须")):
        if before in text:
            return text.replace(before, after, 1)
    return text


def _added(text: str, other: str, rng: random.Random) -> str:
    return text.rstrip("。") + "，" + rng.choice(_ADDED) + "。"


def _merged(text: str, other: str, rng: random.Random) -> str:
    return text.rstrip("。") + "，" + other


def _other_subject(text: str, other: str, rng: random.Random) -> str:
    mine, theirs = segments(text, 0, len(text)), segments(other, 0, len(other))
    if len(mine) < 2 or len(theirs) < 2:
        return text
    return other[theirs[0].start : theirs[0].end] + text[mine[0].end :]


def _character(text: str, other: str, rng: random.Random) -> str:
    places = [i for i, c in enumerate(text) if "\u4e00" <= c <= "\u9fff"]
    letters = [c for c in other if "\u4e00" <= c <= "\u9fff" and c not in text]
    if not letters:
        return text
    i = rng.choice(places)
    return text[:i] + rng.choice(letters) + text[i + 1 :]


LIES: dict[str, Callable[[str, str, random.Random], str]] = {
    "改数字": _number,
    "改肯定否定": _negation,
    "改应当可以": _modality,
    "添一句": _added,
    "并别处的话": _merged,
    "换主体": _other_subject,
    "换一个字": _character,
}


def plant(citations: Sequence[Citation], seed: int = SEED) -> list[Planted]:
    """Every lie and every true rewording of some sentences; a way that changes nothing gives none.

    Args:
        citations: sentences of the documents.
        seed: for the choices.
    """
    rng = random.Random(seed)
    made: list[Planted] = []
    for n, citation in enumerate(citations):
        other = citations[(n + 1) % len(citations)]
        for way, damage in LIES.items():
            text = damage(citation.quote, other.quote, rng)
            if text != citation.quote:
                made.append(Planted(way, Draft(text, (citation,)), False))
        made.append(Planted("引错出处", Draft(citation.quote, (other,)), False))
        made += [
            Planted("照抄", Draft(citation.quote, (citation,)), True),
            Planted("加连接词", Draft(f"此外，{citation.quote}", (citation,)), True),
            Planted("两句合引", Draft(citation.quote + other.quote, (citation, other)), True),
            Planted("去句号", Draft(citation.quote.rstrip("。"), (citation,)), True),
        ]
    return made


def measure_verifier(documents: Iterable[Document]) -> list[Total]:
    """How many planted lies are dropped, by way, and how many true rewordings are kept.

    Args:
        documents: what sentences are drawn from.
    """
    planted = plant(source_sentences(documents))
    kept = [bool(verify([p.draft]).statements) for p in planted]
    lies = [(p.way, not k) for p, k in zip(planted, kept, strict=True) if not p.true]
    truths = [k for p, k in zip(planted, kept, strict=True) if p.true]
    out = [
        _share("lies_caught", "植入的假话被拦下", [c for _, c in lies]),
        _share("truths_kept", "如实改写被保留", truths),
    ]
    for way in (*LIES, "引错出处"):
        out.append(_share(f"lies_{way}", f"拦下：{way}", [c for w, c in lies if w == way]))
    return out


def _share(name: str, label: str, hits: Sequence[bool]) -> Total:
    n = len(hits)
    return figure(name, label, GROUP, sum(hits) / n if n else None, n, wilson(sum(hits), n), "high")
