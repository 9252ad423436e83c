"""Fit the models that choose and refuse: `python -m evals.fit --documents F --questions F --unanswerable F`.

Questions with a known answer span teach which units answer. To teach refusal in corpora of every size, the
documents are also indexed in random parts: a question whose document is left out must be refused, one whose
document is there must be answered. Folds are by question; the printed figures are of questions that the
models were not fitted on.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from assistant.compose import trees
from assistant.compose.choose import Candidate, Run, candidates, choose
from assistant.compose.features import ANSWER_FEATURES, UNIT_FEATURES, Question, read_question
from assistant.compose.knowledge import PASSAGES, Corpus, measure, read_corpus_statistics
from index.document import Document, Hit, Span

_FOLDS = 4
_SEED = 7
_ROWS = 20_000  # units scored at a time
_ASKED_OF_ANYTHING = frozenset({"cmrc2018"})  # sources whose queries are questions
_STRANGERS = 500
_WORDINGS = 1  # of each everyday question: more say little that is new


@dataclass(frozen=True, slots=True)
class Example:
    """A question against one corpus.

    Attributes:
        question: the weighed question.
        document_id: the document that answers it; empty where none does.
        answer: the words of the answer, white space taken out; empty where none.
        hits: passages found.
        pool: candidate documents, measured.
        spans: where the answer stands, where that is known instead of its words.
        corpus: statistics of the corpus it was asked of.
        group: number of the question, for folds.
    """

    question: Question
    document_id: str
    answer: str
    hits: list[Hit]
    pool: list[Candidate]
    corpus: Corpus
    group: int
    spans: tuple[Span, ...] = ()


def main() -> None:
    """Fit, report on held-out folds, and write the models."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=Path, required=True, help="JSON lines: docid, text")
    parser.add_argument("--questions", type=Path, required=True, help="JSON lines: question, docid, answer")
    parser.add_argument("--unanswerable", type=Path, required=True, help="JSON lines: question")
    parser.add_argument("--corpus", type=Path, help="our own corpus, for its everyday questions")
    parser.add_argument("--strangers", type=Path, help="gzipped JSON lines: query, source")
    parser.add_argument("--embedder", default="bundled")
    parser.add_argument("--out", type=Path, default=Path(trees.__file__).with_name("models.json"))
    arguments = parser.parse_args()
    examples, whole = _examples(
        arguments.documents, arguments.questions, arguments.unanswerable, arguments.embedder
    )
    parts = len(examples)
    if arguments.corpus is not None:
        examples += _asked_examples(arguments.corpus, arguments.embedder)
    if arguments.corpus is not None and arguments.strangers is not None:
        examples += _strangers(arguments.corpus, arguments.strangers, arguments.embedder)
    found = _held_out(examples)
    for name, part in (
        ("whole collection", examples[:whole]),
        ("parts of it", examples[whole:parts]),
        ("our corpus, everyday questions", examples[parts:]),
    ):
        members = {id(e) for e in part}
        _report(name, [f for f in found if id(f[0]) in members])
    hardest = {id(e) for e in examples[:whole]}
    _write(_fit(examples), _cut([f for f in found if id(f[0]) in hardest]), arguments.out)


def squeeze(text: str) -> str:
    """Text without white space, in which answers are compared."""
    return "".join(text.split())


def _examples(
    documents: Path, questions: Path, unanswerable: Path, embedder: str
) -> tuple[list[Example], int]:
    """Examples over the whole collection first (their number is returned), then over random parts of it."""
    from index.corpus import read_one
    from index.library import memory_library

    every = read_one(documents)
    asked = [json.loads(line) for line in questions.read_text(encoding="utf-8").splitlines()]
    open_ended = [json.loads(line) for line in unanswerable.read_text(encoding="utf-8").splitlines()]
    rows = [(r["question"], r["docid"], squeeze(r["answer"])) for r in asked]
    rows += [(r["question"], "", "") for r in open_ended]
    library = memory_library(every, embedder=embedder)
    examples = [_example(library, *row, group=i) for i, row in enumerate(rows)]
    whole = len(examples)
    draw = random.Random(_SEED)
    for size in (20, 60, 200):
        part: list[Document] = draw.sample(every, size)
        held = {d.id for d in part}
        library = memory_library(part, embedder=embedder)
        inside = [i for i, row in enumerate(rows) if row[1] in held]
        outside = draw.sample([i for i, row in enumerate(rows) if row[1] not in held], max(40, len(inside)))
        for i in inside + outside:
            text, document_id, answer = rows[i]
            known = document_id in held
            examples.append(
                _example(library, text, document_id if known else "", answer if known else "", group=i)
            )
    return examples, whole


def _example(library: Any, text: str, document_id: str, answer: str, *, group: int) -> Example:
    corpus = read_corpus_statistics(library.ranker.lexicon)
    question = read_question(text, corpus.idf)
    hits = library.search(text, PASSAGES)
    return Example(question, document_id, answer, hits, candidates(question, hits), corpus, group)


_Found = list[tuple[Example, float, bool]]


def _asked_examples(corpus: Path, embedder: str) -> list[Example]:
    """Everyday questions over our corpus: answerable where the document is there, not where it is left out.

    The wordings are not used to answer here: what is learnt must hold for questions that nobody has foreseen.
    """
    from index.corpus import read_corpus
    from index.library import memory_library

    every = read_corpus(corpus)
    examples: list[Example] = []
    for fold in range(_FOLDS + 1):  # the last round leaves nothing out
        out = {d.id for n, d in enumerate(d for d in every if d.asked) if n % _FOLDS == fold}
        library = memory_library([d for d in every if d.id not in out], embedder=embedder)
        for document in (d for d in every if d.asked):
            held = document.id not in out
            if held and fold < _FOLDS:
                continue
            for asked in document.asked:
                for wording in asked.questions[:_WORDINGS]:
                    example = _example(
                        library, wording, document.id if held else "", "", group=_group(wording)
                    )
                    examples.append(replace(example, spans=asked.spans) if held else example)
    return examples


def _strangers(corpus: Path, pairs: Path, embedder: str) -> list[Example]:
    """Questions about anything at all, put to our own corpus: all to be refused."""
    from index.corpus import read_corpus
    from index.library import memory_library

    library = memory_library(read_corpus(corpus), embedder=embedder)
    with gzip.open(pairs, "rt", encoding="utf-8") as lines:
        rows = [r for r in map(json.loads, lines) if r["source"] in _ASKED_OF_ANYTHING]
        rows = [r for r in rows if len(r["query"]) <= 30]
    drawn = random.Random(_SEED).sample(rows, _STRANGERS)
    return [_example(library, r["query"], "", "", group=_group(r["query"])) for r in drawn]


def _group(text: str) -> int:
    """A fold number that a question keeps in every corpus."""
    return zlib.crc32(text.encode("utf-8"))


def _labels(example: Example, candidate: Candidate) -> list[int]:
    """Which units belong to the answer: those that share half of themselves, or of the answer, with it."""
    document = candidate.prepared.document
    labels = [0] * len(candidate.prepared.units)
    if document.id != example.document_id:
        return labels
    if example.spans:
        return [int(any(s.overlaps(u.span) for s in example.spans)) for u in candidate.prepared.units]
    places = [k for k, c in enumerate(document.text) if not c.isspace()]
    at = "".join(document.text[k] for k in places).find(example.answer)
    if at < 0:
        return labels
    start, end = places[at], places[at + len(example.answer) - 1] + 1
    for j, unit in enumerate(candidate.prepared.units):
        shared = min(end, unit.span.end) - max(start, unit.span.start)
        labels[j] = int(shared > 0 and (shared >= 0.5 * len(unit.span) or shared >= 0.5 * (end - start)))
    return labels


def _fit(examples: Sequence[Example]) -> trees.Models:
    unit = _fit_units(examples)
    return trees.Models(unit, _fit_answers(examples, unit), 0.5)


def _fit_units(examples: Sequence[Example]) -> trees.Trees:
    import numpy as np
    from sklearn.ensemble import HistGradientBoostingClassifier

    pairs = [(c.features, _labels(e, c)) for e in examples if e.document_id for c in e.pool]
    rows = np.vstack([features for features, _ in pairs])
    labels = np.concatenate([found for _, found in pairs])
    model = HistGradientBoostingClassifier(
        max_iter=140,
        learning_rate=0.06,
        max_leaf_nodes=12,
        min_samples_leaf=40,
        l2_regularization=1.0,
        random_state=_SEED,
    ).fit(rows, labels)
    return _export(model)


def _export(model: Any) -> trees.Trees:
    """scikit-learn's fitted trees as plain arrays."""
    import numpy as np

    feature: list[int] = []
    threshold: list[float] = []
    left: list[int] = []
    right: list[int] = []
    value: list[float] = []
    roots: list[int] = []
    for (predictor,) in model._predictors:  # scikit-learn has no public access to histogram trees
        base = len(feature)
        roots.append(base)
        for node in predictor.nodes:
            leaf = bool(node["is_leaf"])
            feature.append(0 if leaf else int(node["feature_idx"]))
            threshold.append(0.0 if leaf else float(node["num_threshold"]))
            left.append(-1 if leaf else base + int(node["left"]))
            right.append(-1 if leaf else base + int(node["right"]))
            value.append(float(node["value"]) if leaf else 0.0)
    return trees.Trees(
        float(model._baseline_prediction.ravel()[0]),
        np.array(feature, dtype=np.intp),
        np.array(threshold),
        np.array(left, dtype=np.intp),
        np.array(right, dtype=np.intp),
        np.array(value),
        np.array(roots, dtype=np.intp),
    )


@dataclass(frozen=True, slots=True)
class Outcome:
    """What choosing gave for an example: its measures, and whether the quotes hold the answer."""

    features: list[float]
    right: bool


def _outcomes(examples: Sequence[Example], unit: trees.Trees) -> list[Outcome | None]:
    """What choosing gives for each example; all units are scored in one go, which is many times faster."""
    import numpy as np

    rows = np.vstack([c.features for e in examples for c in e.pool])
    scores = np.concatenate([unit.probability(rows[i : i + _ROWS]) for i in range(0, len(rows), _ROWS)])
    found: list[Outcome | None] = []
    at = 0
    for example in examples:
        own = {}
        for n, candidate in enumerate(example.pool):
            own[n] = scores[at : at + len(candidate.features)]
            at += len(candidate.features)
        found.append(_outcome(example, choose(example.pool, own)))
    return found


def _outcome(example: Example, runs: Sequence[Run]) -> Outcome | None:
    if not runs:
        return None
    if example.spans:
        best = runs[0]
        found = best.prepared.document.id == example.document_id
        right = found and any(s.overlaps(Span(best.start, best.end)) for s in example.spans)
        return Outcome(measure(example.question, runs, example.pool, example.hits, example.corpus), right)
    right = bool(example.answer) and any(
        example.answer in squeeze(run.prepared.document.text[run.start : run.end]) for run in runs
    )
    return Outcome(measure(example.question, runs, example.pool, example.hits, example.corpus), right)


def _fit_answers(examples: Sequence[Example], unit: trees.Trees) -> trees.Logistic:
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    outcomes = [(e, o) for e, o in zip(examples, _outcomes(examples, unit), strict=True) if o is not None]
    rows = np.array([o.features for _, o in outcomes])
    labels = np.array([bool(e.document_id) for e, _ in outcomes])
    mean, scale = rows.mean(axis=0), rows.std(axis=0) + 1e-6
    model = LogisticRegression(C=0.3, max_iter=5_000, class_weight="balanced").fit(
        (rows - mean) / scale, labels
    )
    return trees.Logistic(
        tuple(mean.tolist()),
        tuple(scale.tolist()),
        tuple(model.coef_[0].tolist()),
        float(model.intercept_[0]),
    )


def _held_out(examples: Sequence[Example]) -> _Found:
    """Each example with its probability and rightness, by models fitted on the other folds."""
    found: _Found = []
    for fold in range(_FOLDS):
        models = _fit([e for e in examples if e.group % _FOLDS != fold])
        held = [e for e in examples if e.group % _FOLDS == fold]
        for example, outcome in zip(held, _outcomes(held, models.unit), strict=True):
            if outcome is None:
                found.append((example, 0.0, False))
            else:
                found.append((example, models.answer.probability(outcome.features), outcome.right))
    return found


def _cut(found: _Found) -> float:
    """The probability below which answers are refused: seven in ten hard unanswerable ones go (held out)."""
    import numpy as np

    return float(np.quantile([p for e, p, _ in found if not e.document_id], 0.7))


def _report(name: str, found: _Found) -> None:
    import sys

    import numpy as np
    from sklearn.metrics import roc_auc_score

    labels = [bool(e.document_id) for e, _, _ in found]
    if len(set(labels)) < 2:
        return
    answerable = [(p, r) for e, p, r in found if e.document_id]
    auc = roc_auc_score(labels, [p for _, p, _ in found])
    held = np.mean([r for _, r in answerable])
    line = [f"{name}: {len(found)} questions, answer held {held:.3f}, AUC {auc:.3f}"]
    for share in (0.7, 0.8, 0.9):
        cut = float(np.quantile([p for e, p, _ in found if not e.document_id], share))
        kept = np.mean([r and p >= cut for p, r in answerable])
        answered = np.mean([p >= cut for p, _ in answerable])
        line.append(
            f"refusing {share:.0%}: cut {cut:.2f}, answered {answered:.3f}, held and answered {kept:.3f}"
        )
    sys.stdout.write("; ".join(line) + "\n")


def _write(models: trees.Models, cut: float, out: Path) -> None:
    unit = models.unit
    data = {
        "unit_features": list(UNIT_FEATURES),
        "answer_features": list(ANSWER_FEATURES),
        "unit": {
            "baseline": unit.baseline,
            "feature": unit.feature.tolist(),
            "threshold": [float(f"{x:.6g}") for x in unit.threshold.tolist()],
            "left": unit.left.tolist(),
            "right": unit.right.tolist(),
            "value": [float(f"{x:.6g}") for x in unit.value.tolist()],
            "roots": unit.roots.tolist(),
        },
        "answer": {
            "mean": models.answer.mean,
            "scale": models.answer.scale,
            "weight": models.answer.weight,
            "bias": models.answer.bias,
        },
        "cut": cut,
    }
    out.write_text(json.dumps(data, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
