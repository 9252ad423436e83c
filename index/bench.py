"""Measure retrieval on any documents and questions, next to reference lines of the same run.

    python -m index.bench --documents FILE.jsonl --questions FILE.jsonl [--claims FILE.jsonl] [--half 0|1]

Documents are JSON lines with `docid` and `text`; questions with `question`, `docid` and `answer`, an answer
standing word for word in its document; claims with `claim` and `rebuttal`, of which only the rebuttals are
indexed. A passage is right where it belongs to that document and holds the answer, white space ignored.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.document import Document, Passage
from index.reference import Search, langchain_search, plain_search, vector_search

_CUTS = (1, 3, 5, 10)
_DEPTH = 50
MEASURES = (*(f"Success@{cut}" for cut in _CUTS), "RR@10", "nDCG@10")


@dataclass(frozen=True, slots=True)
class Question:
    """A question with the only document, and the words in it, that answer it; no words: all of it."""

    text: str
    document: str
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean with its 95 % confidence interval."""

    mean: float
    low: float
    high: float

    def __str__(self) -> str:
        """In percent."""
        return f"{100 * self.mean:5.1f} [{100 * self.low:.1f}, {100 * self.high:.1f}]"


def estimate(values: Sequence[float]) -> Estimate:
    """Mean and interval: Wilson's for hits and misses, Student's t for graded measures.

    Args:
        values: one a question.
    """
    from scipy import stats

    count = len(values)
    mean = sum(values) / count
    if all(v in (0.0, 1.0) for v in values):
        found = stats.binomtest(int(sum(values)), count).proportion_ci(method="wilson")
        return Estimate(mean, float(found.low), float(found.high))
    margin = float(stats.sem(values) * stats.t.ppf(0.975, count - 1)) if count > 1 else 1.0
    return Estimate(mean, max(0.0, mean - margin), min(1.0, mean + margin))


def measure(
    questions: Sequence[Question], passages: Sequence[Passage], search: Search
) -> dict[str, dict[str, Estimate]]:
    """Every measure by passage and by document.

    Args:
        questions: what is asked.
        passages: what is searched, to know which hold an answer.
        search: what is measured.

    Returns:
        `passage` and `document`, each measure -> its estimate. What no passage answers counts as a miss.
    """
    by_document: dict[str, list[Passage]] = {}
    for passage in passages:
        by_document.setdefault(passage.document.id, []).append(passage)
    right: dict[str, dict[str, int]] = {}
    right_documents: dict[str, dict[str, int]] = {}
    run: dict[str, dict[str, float]] = {}
    run_documents: dict[str, dict[str, float]] = {}
    for number, question in enumerate(questions):
        key = str(number)
        hits = list(search(question.text, _DEPTH))
        answer = squeezed(question.answer)
        held = [p for p in by_document.get(question.document, []) if answer in squeezed(p.text)]
        right[key] = {p.id: 1 for p in held} or {"none": 1}
        right_documents[key] = {question.document: 1}
        run[key] = {p.id: -float(place) for place, p in enumerate(hits)} or {"-": 0.0}
        documents = dict.fromkeys(p.document.id for p in hits)
        run_documents[key] = {d: -float(place) for place, d in enumerate(documents)} or {"-": 0.0}
    return {"passage": _measured(right, run), "document": _measured(right_documents, run_documents)}


def _measured(
    right: Mapping[str, Mapping[str, int]], run: Mapping[str, Mapping[str, float]]
) -> dict[str, Estimate]:
    import ir_measures

    wanted = [ir_measures.parse_measure(name) for name in MEASURES]
    values: dict[str, dict[str, float]] = {str(m): dict.fromkeys(right, 0.0) for m in wanted}
    for metric in ir_measures.iter_calc(wanted, right, run):
        values[str(metric.measure)][metric.query_id] = float(metric.value)
    return {name: estimate(list(values[name].values())) for name in MEASURES}


def squeezed(text: str) -> str:
    """A text without white space."""
    return re.sub(r"\s+", "", text)


def read_documents(path: Path) -> list[Document]:
    """Documents of a file of JSON lines, with what their text says of title, issuer and place."""
    from index.read.bare import bare_document

    return [bare_document(r["docid"], r["text"], path.name) for r in _rows(path)]


def read_questions(path: Path) -> list[Question]:
    """Questions of a file of JSON lines."""
    return [Question(r["question"], r["docid"], r["answer"]) for r in _rows(path)]


def read_claims(path: Path) -> tuple[list[Document], list[Question]]:
    """The rebuttals of a file of claims as documents, the claims as questions."""
    rows = _rows(path)
    documents = [Document(f"{i:06d}", "", r["rebuttal"]) for i, r in enumerate(rows)]
    return documents, [Question(r["claim"], f"{i:06d}") for i, r in enumerate(rows)]


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def compare(
    documents: Sequence[Document], questions: Sequence[Question], embedder_spec: str = "bundled"
) -> list[str]:
    """Our ranking and the reference lines on the same documents, as lines of text."""
    from index.bm25 import build_lexicon
    from index.embed import load_embedder
    from index.rank import Ranker, matched_text
    from index.split import split

    embedder = load_embedder(embedder_spec)
    passages = [p for d in documents for p in split(d)]
    vectors = embedder.embed([matched_text(p) for p in passages])
    ranker = Ranker(passages, build_lexicon(passages), vectors, embedder)
    words = Ranker(passages, ranker.lexicon)
    systems: dict[str, tuple[Sequence[Passage], Search]] = {
        "ours": (passages, lambda q, k: [h.passage for h in ranker.search(q, k)]),
        "ours, words alone": (passages, lambda q, k: [h.passage for h in words.search(q, k)]),
        "BM25 on character bigrams": (passages, plain_search(passages)),
        f"vectors alone ({embedder.name})": (passages, vector_search(passages, vectors, embedder)),
    }
    lines = [f"{len(documents)} documents, {len(passages)} passages, {len(questions)} questions"]
    try:
        systems["LangChain: splitter 300, Chroma, BM25, RRF"] = langchain_search(documents, embedder)
    except ImportError as fault:
        lines.append(f"LangChain recipe left out: {fault}")
    for name, (searched, search) in systems.items():
        begun = time.perf_counter()
        found = measure(questions, searched, search)
        each = 1000 * (time.perf_counter() - begun) / max(len(questions), 1)
        lines.append(f"{name} ({each:.1f} ms a question)")
        for level, values in found.items():
            lines += [f"  {level:8} {measure_name:10} {value}" for measure_name, value in values.items()]
    return lines


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the arguments and write the comparison to standard output."""
    parser = argparse.ArgumentParser(prog="python -m index.bench")
    parser.add_argument("--documents", type=Path)
    parser.add_argument("--questions", type=Path)
    parser.add_argument("--claims", type=Path)
    parser.add_argument("--embedder", default="bundled")
    parser.add_argument("--half", type=int, choices=(0, 1), help="every second question, for cross-checks")
    given = parser.parse_args(arguments)
    sets: list[tuple[str, list[Document], list[Question]]] = []
    if given.documents and given.questions:
        sets.append(("questions", read_documents(given.documents), read_questions(given.questions)))
    if given.claims:
        sets.append(("claims", *read_claims(given.claims)))
    if not sets:
        parser.error("--documents with --questions, or --claims")
    for name, documents, questions in sets:
        asked = questions if given.half is None else questions[given.half :: 2]
        sys.stdout.write("\n".join([f"== {name}", *compare(documents, asked, given.embedder), ""]))


if __name__ == "__main__":
    main()
