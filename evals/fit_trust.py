"""Fit `assistant/duties/trust.json`: does the likeliest stretch of a document answer a question?

Official documents learn from questions on invented notices, laid over the stretches of their notice that
speak most of them. Compiled ones learn from the everyday wordings of the corpus, laid over the sentences of
their own document: once with the sentence they lead to, once as if that sentence were not there, and what
people ask that the document does not say. Folds are by document.

    python -m evals.fit_trust --corpus corpus [--encoders A B]
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.compose.trees import Line
from assistant.compose.units import prepare
from assistant.duties.grounds import GROUND_FEATURES, Stretches, hold
from assistant.duties.tables import around, duty_table, with_subject
from assistant.duties.trust import FILE
from evals.fit.examples import SMALL_TALK
from evals.fit.notices import NoticeQuestion, read_notices
from evals.fit.plain import export_trees, fit_line, plain_line, plain_trees
from index.corpus import read_corpus
from index.document import Document, Span
from index.static import StaticEmbedder, bundled, load_static
from index.train.encoder import half_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_FOLDS = 4
_SEED = 7
_TAKEN_AWAY = 0.5  # what all wordings without their sentence count for, beside what nobody says
_TREES = {"max_iter": 100, "learning_rate": 0.06, "max_leaf_nodes": 16, "min_samples_leaf": 40}
# What speaks for an answer may only raise its probability, what speaks against it only lower it.
_FOR = frozenset(
    {
        "share", "share_with_grammar", "held", "asked_for", "before_next", "last", "share_anywhere",
        "covered", "value_share", "behind", "value_alone", "share_nearby", "nearby_before_next",
        "vector", "vector_before_next", "vector_anywhere", "leaning",
    }
)  # fmt: skip
_AGAINST = frozenset(
    {"alone_1", "alone_2", "asked_for_alone", "last_alone", "alone_anywhere", "lacks_value", "alone_nearby"}
)
_FOREIGN, _TALK = 10, 5  # questions on other notices, and small talk, that each notice is asked
_OWN, _GUIDANCE = 12, 700  # wordings of each entry that an official document is asked, and of guidance
_LOOKED_AT = 3  # stretches of either sort that speak most of a question on a notice


@dataclass(frozen=True, slots=True)
class Example:
    """A question laid over a document.

    Attributes:
        kind: `notice`, `there`, `taken` (its sentence is hidden) or `unsaid`.
        document: id.
        features: of a stretch that speaks most of it, but for the leaning.
        left_over: what that stretch leaves over of the question, [dimension].
        right: whether that stretch answers.
        question: the question.
        answered: whether the document answers it at all.
    """

    kind: str
    document: str
    features: list[float]
    left_over: NDArray[np.float32]
    right: bool
    question: str
    answered: bool


def notice_examples(ours: Sequence[Document], encoders: Sequence[Path]) -> Iterator[Example]:
    """Questions over the clauses of duties and the sentences of a notice that speak most of them.

    Beside its own questions each invented notice is asked some of others, and small talk; the official
    documents of the corpus are asked some of their wordings, and what guidance answers.

    Args:
        ours: documents of the corpus with wordings.
        encoders: trained without half 0 and half 1 of these; the bundled one where there are none.
    """
    draw = random.Random(_SEED)
    notices = list(read_notices())
    talk = SMALL_TALK.read_text(encoding="utf-8").splitlines()
    for document, asked in notices:
        foreign = [q.question for other, qs in notices if other is not document for q in qs if q.gold]
        besides = draw.sample(foreign, _FOREIGN) + draw.sample(talk, _TALK)
        yield from _over(document, [*asked, *(NoticeQuestion(q, ()) for q in besides)])
    guidance = [q for d in ours if d.compiled for a in d.asked for q in a.questions]
    for document in (d for d in ours if not d.compiled):
        wanted = [
            NoticeQuestion(q, tuple(a.spans))
            for a in document.asked
            for q in a.questions[:: len(a.questions) // _OWN + 1]
        ]
        absent = [*document.unanswered, *draw.sample(guidance, min(_GUIDANCE, len(guidance)))]
        every = [*wanted, *(NoticeQuestion(q, ()) for q in absent)]
        for half, encoder in enumerate(encoders):
            yield from _over(
                document, [q for q in every if half_of(q.question) == half], load_static(encoder)
            )
        if not encoders:
            yield from _over(document, every)


def _over(
    document: Document, asked: Sequence[NoticeQuestion], encoder: StaticEmbedder | None = None
) -> Iterator[Example]:
    """Questions over a document's sentences and the clauses of its duties."""
    table, units = duty_table(document), prepare(document).units
    body = [n for n, u in enumerate(units) if not u.is_heading and not u.is_name]
    spans = [u.span for u in units], [d.span for d in table.duties]
    texts = [document.text[s.start : s.end] for s in spans[0]], [with_subject(table, d) for d in table.duties]
    sorts = [
        (Stretches.of(words, [around(document, s) for s in places], encoder), places)
        for words, places in zip(texts, spans, strict=True)
    ]
    for question in asked:
        yield from _of_notice(question, document.id, *sorts[0], body)
        yield from _of_notice(question, document.id, *sorts[1], range(len(table.duties)))


def _of_notice(
    asked: NoticeQuestion, document: str, stretches: Stretches, spans: Sequence[Span], among: Sequence[int]
) -> Iterator[Example]:
    held = hold(asked.question, stretches)
    if held is None:
        return
    for n in held.likeliest(among, _LOOKED_AT):
        words = (held.measure(n), held.left_over(n))
        right = asked.is_answered_by(spans[n])
        yield Example("notice", document, *words, right, asked.question, bool(asked.gold))


def examples(documents: Sequence[Document], encoders: Sequence[Path]) -> Iterator[Example]:
    """All examples.

    Args:
        documents: with wordings.
        encoders: trained without half 0 and half 1 of the wordings; the bundled one where there are none.
    """
    readers = [load_static(folder) for folder in encoders] or [bundled()]
    for document in documents:
        units = [u for u in prepare(document).units if not u.is_heading and not u.is_name]
        texts = [document.text[u.span.start : u.span.end] for u in units]
        near = [around(document, u.span) for u in units]
        laid = [Stretches.of(texts, near, reader) for reader in readers]
        for asked in document.asked:
            gold = [n for n, u in enumerate(units) if any(s.overlaps(u.span) for s in asked.spans)]
            for question in asked.questions:
                stretches = laid[half_of(question) % len(laid)]
                yield from _example("there", document.id, question, stretches, gold, ())
                if len(gold) < len(units):
                    yield from _example("taken", document.id, question, stretches, (), gold)
        for question in document.unanswered:
            yield from _example("unsaid", document.id, question, laid[half_of(question) % len(laid)], (), ())


def _example(
    kind: str, document: str, question: str, stretches: Stretches, gold: Sequence[int], hidden: Sequence[int]
) -> Iterator[Example]:
    held = hold(question, stretches, hidden)
    if held is not None:
        best = held.likeliest(range(len(stretches.texts)), 1)[0]
        right = best in gold
        yield Example(
            kind, document, held.measure(best), held.left_over(best), right, question, kind == "there"
        )


def main() -> None:
    """Fit, report on held-out documents, and write the model."""
    parser = argparse.ArgumentParser(prog="evals.fit_trust", description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--encoders", nargs=2, type=Path, default=())
    parser.add_argument("--out", type=Path, default=FILE)
    given = parser.parse_args()
    documents = [d for d in read_corpus(given.corpus) if d.asked]
    compiled = [e for e in examples(documents, given.encoders) if e.right or e.kind != "there"]
    official = list(notice_examples(documents, given.encoders))
    data: dict[str, Any] = {"features": list(GROUND_FEATURES)}
    for name, found in (("official", official), ("compiled", compiled)):
        sys.stdout.write("\n".join((f"{name}:", *report(found))) + "\n")
        leaning, model = fit(found)
        data[name] = {"leaning": plain_line(leaning), "answer": plain_trees(export_trees(model))}
    given.out.write_text(json.dumps(data, separators=(",", ":")) + "\n", encoding="utf-8")


def fit(found: Sequence[Example]) -> tuple[Line, Any]:
    """The leaning, and scikit-learn's model of what is right, fitted on leanings of other documents."""
    import numpy as np
    from sklearn.ensemble import HistGradientBoostingClassifier

    leanings = [0.0] * len(found)
    for held_out in _folds(found):
        line = _fit_leaning([e for e in found if e.document not in held_out])
        for n, example in enumerate(found):
            if example.document in held_out:
                leanings[n] = line.value(example.left_over)
    model = HistGradientBoostingClassifier(
        random_state=_SEED,
        l2_regularization=5.0,
        monotonic_cst=[(name in _FOR) - (name in _AGAINST) for name in GROUND_FEATURES],
        **_TREES,
    )
    rows = np.array([[*e.features, leaning] for e, leaning in zip(found, leanings, strict=True)])
    model.fit(rows, [e.right for e in found], sample_weight=_weights(found))
    return _fit_leaning(found), model


def _fit_leaning(found: Sequence[Example]) -> Line:
    """What is left over of questions answered and not; a sentence hidden or not the one says nothing."""
    told = [e for e in found if e.kind != "taken" and e.right == e.answered]
    return fit_line([e.left_over for e in told], [e.right for e in told], _weights(told))


def _weights(found: Sequence[Example]) -> list[float]:
    """What each example counts for: of notices one; of the corpus both classes alike."""
    count = Counter(e.kind for e in found)
    weights = {
        "notice": 1.0,
        "there": count["unsaid"] * (1 + _TAKEN_AWAY) / max(1, count["there"]),
        "taken": count["unsaid"] * _TAKEN_AWAY / max(1, count["taken"]),
        "unsaid": 1.0,
    }
    return [weights[e.kind] for e in found]


def report(found: Sequence[Example]) -> list[str]:
    """How well answers are told from none in documents that the model was not fitted on, as lines."""
    from sklearn.metrics import roc_auc_score

    sure: dict[tuple[str, str], tuple[float, bool, bool]] = {}
    for held_out in _folds(found):
        leaning, model = fit([e for e in found if e.document not in held_out])
        tried = [e for e in found if e.document in held_out and e.kind != "taken"]
        rows = [[*e.features, leaning.value(e.left_over)] for e in tried]
        for e, p in zip(tried, model.predict_proba(rows)[:, 1].tolist(), strict=True):
            key = (e.document, e.question)
            sure[key] = max(sure.get(key, (0.0, False, False)), (p, e.right, e.answered))
    there = [s for s in sure.values() if s[2]]
    absent = sorted((s[0] for s in sure.values() if not s[2]), reverse=True)
    right = [s[0] for s in there if s[1]]
    area = roc_auc_score([1] * len(right) + [0] * len(absent), [*right, *absent])
    lines = [f"{len(sure)} questions, right {len(right) / len(there):.3f}, area under the curve {area:.3f}"]
    for share in (0.05, 0.1, 0.2, 0.3):
        cut = absent[int(share * len(absent))]
        answered = sum(r > cut for r in right) / len(there)
        lines.append(f"  from {cut:.2f} on {share:.0%} of the others are answered, and right {answered:.3f}")
    return lines


def _folds(found: Sequence[Example]) -> list[frozenset[str]]:
    """Documents in four parts."""
    names = sorted({e.document for e in found})
    return [frozenset(names[k::_FOLDS]) for k in range(_FOLDS)]


if __name__ == "__main__":
    main()
