"""Fit the model that scores units and the model that trusts answers, and look at what they do held out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.compose import trees
from assistant.compose.alike import PAIR_FEATURES
from assistant.compose.choose import Candidate, Run, choose
from assistant.compose.evidence import ANSWER_FEATURES, Evidence, measure
from evals.fit.examples import Example, squeeze
from evals.fit.pairs import Pairs
from evals.fit.places import place_of, shares_half
from evals.fit.plain import export_trees, fit_line

FOLDS = 4
_SEED = 7
_UNITS = 400_000  # units learnt from at most, beside those that belong to an answer
_ROWS = 20_000  # units scored at a time
_UNIT_TREES = {"max_iter": 160, "learning_rate": 0.06, "max_leaf_nodes": 12, "min_samples_leaf": 40}
_ALIKE_TREES = {"max_iter": 150, "learning_rate": 0.1, "max_leaf_nodes": 12, "min_samples_leaf": 100}
_ANSWER_TREES = {"max_iter": 250, "learning_rate": 0.05, "max_leaf_nodes": 6, "min_samples_leaf": 30}
# What speaks for an answer may only raise its probability, what speaks against it only lower it.
_FOR = frozenset(
    {
        "covered_by_quote", "covered_nearby", "covered_nearby_or_name", "covered_by_document",
        "covered_by_all_quotes_or_name", "window_score", "unit_score", "share_of_terms_in_document",
        "share_of_terms_nearby", "bm25_share", "vector", "place_named", "asked", "asked_votes",
        "document_votes", "meaning", "same", "aligned_quote", "aligned_about", "aligned_all", "leaning",
        "nearer_answered",
    }
)  # fmt: skip
_AGAINST = frozenset(
    {
        "missing_1", "missing_2", "missing_3", "missing_sum", "missing_near_1", "missing_near_2",
        "missing_near_3", "share_unknown_to_corpus", "longest_missing_run", "place_elsewhere",
        "same_unanswered", "near_unanswered", "lacks_value", "alone_1", "alone_2",
    }
)  # fmt: skip
# What a mistake costs: a bare collection holds an answer more often than not, and over our own corpus a
# wrong answer is worse than a refusal.
_FOREIGN = frozenset({"whole", "part"})
_FOREIGN_ANSWERED, _OWN_UNANSWERED, _STRANGER = 5.0, 1.6, 4.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What choosing gave for an example.

    Attributes:
        evidence: the measures of the chosen answer.
        compiled: whether its best document is one that we wrote.
        right: whether its quotes hold the answer.
    """

    evidence: Evidence
    compiled: bool
    right: bool


@dataclass(frozen=True, slots=True)
class Found:
    """An example with what models gave that were not fitted on it: probability and rightness."""

    example: Example
    probability: float
    right: bool


def fit_alike(found: Pairs) -> trees.Alike:
    """The models of whether two questions ask the same, and of whether one leads to the other's answer."""
    pair = _fit_trees(found.rows[:, : len(PAIR_FEATURES)], found.marks, **_ALIKE_TREES)
    return trees.Alike(pair, _fit_trees(found.rows, found.marks, **_ALIKE_TREES))


def fit(examples: Sequence[Example], alike: trees.Alike) -> tuple[trees.Models, list[Found]]:
    """All models, fitted on examples, and what they do with examples they were not fitted on.

    What is learnt of answers is learnt of choices made by unit models that had not seen the question: with
    their own questions these are surer than with anyone else's.
    """
    outcomes = cross_outcomes(examples)
    answers = fit_answers(examples, outcomes)
    official, compiled = (
        trees.Judge(_fit_units(examples, compiled=kind), *answers[kind]) for kind in (False, True)
    )
    return trees.Models(official, compiled, alike), held_out(examples, outcomes)


def cross_outcomes(examples: Sequence[Example]) -> list[Outcome | None]:
    """What choosing gives for each example by unit models fitted on the other folds."""
    found: dict[int, Outcome | None] = {}
    for fold in range(FOLDS):
        rest = [e for e in examples if e.group % FOLDS != fold]
        units = {kind: _fit_units(rest, compiled=kind) for kind in (False, True)}
        held = [n for n, e in enumerate(examples) if e.group % FOLDS == fold]
        found.update(zip(held, _outcomes([examples[n] for n in held], units), strict=True))
    return [found[n] for n in range(len(examples))]


def held_out(examples: Sequence[Example], outcomes: Sequence[Outcome | None]) -> list[Found]:
    """Each example with its probability by answer models fitted on the other folds, and its rightness."""
    found: list[Found] = []
    for fold in range(FOLDS):
        rest = [n for n, e in enumerate(examples) if e.group % FOLDS != fold]
        answers = fit_answers([examples[n] for n in rest], [outcomes[n] for n in rest])
        for example, outcome in zip(examples, outcomes, strict=True):
            if example.group % FOLDS == fold:
                sure = _probability(outcome, *answers[outcome.compiled]) if outcome else 0.0
                found.append(Found(example, sure, outcome is not None and outcome.right))
    return found


def fit_answers(
    examples: Sequence[Example], outcomes: Sequence[Outcome | None]
) -> dict[bool, tuple[trees.Line, trees.Trees]]:
    """The models that trust answers, of official and of compiled texts."""
    there = [(e, o) for e, o in zip(examples, outcomes, strict=True) if o is not None]
    return {kind: _fit_answers([p for p in there if p[1].compiled == kind]) for kind in (False, True)}


def _probability(outcome: Outcome, leaning: trees.Line, answer: trees.Trees) -> float:
    return answer.probability_of(outcome.evidence.row(leaning))


def _fit_answers(outcomes: Sequence[tuple[Example, Outcome]]) -> tuple[trees.Line, trees.Trees]:
    """The leaning of questions, and trees fitted on leanings that had not seen the question."""
    rows: list[list[float]] = [[] for _ in outcomes]
    for fold in range(FOLDS):
        leaning = _fit_leaning([p for p in outcomes if p[0].group // FOLDS % FOLDS != fold])
        for n, (example, outcome) in enumerate(outcomes):
            if example.group // FOLDS % FOLDS == fold:
                rows[n] = outcome.evidence.row(leaning)
    answer = _fit_trees(
        rows,
        [bool(e.document_id) for e, _ in outcomes],
        _weights([e for e, _ in outcomes]),
        monotonic_cst=[(name in _FOR) - (name in _AGAINST) for name in ANSWER_FEATURES],
        **_ANSWER_TREES,
    )
    return _fit_leaning(outcomes), answer


def _fit_leaning(outcomes: Sequence[tuple[Example, Outcome]]) -> trees.Line:
    rows = [o.evidence.left_over for _, o in outcomes]
    examples = [e for e, _ in outcomes]
    return fit_line(rows, [bool(e.document_id) for e in examples], _weights(examples))


def _weights(examples: Sequence[Example]) -> list[float]:
    """What each example counts for: both classes alike, then by what a mistake costs."""
    answered = sum(bool(e.document_id) for e in examples)
    found = []
    for example in examples:
        there, foreign = bool(example.document_id), example.kind in _FOREIGN
        weight = len(examples) / (2 * (answered if there else len(examples) - answered))
        if there and foreign:
            weight *= _FOREIGN_ANSWERED
        elif not there and not foreign:
            weight *= _OWN_UNANSWERED * (_STRANGER if example.kind == "stranger" else 1.0)
        found.append(weight)
    return found


def labels(example: Example, candidate: Candidate) -> list[int]:
    """Which units belong to the answer: those that share half of themselves, or of the answer, with it."""
    document = candidate.prepared.document
    found = [0] * len(candidate.prepared.units)
    if document.id != example.document_id:
        return found
    if example.spans:
        return [int(any(s.overlaps(u.span) for s in example.spans)) for u in candidate.prepared.units]
    answer = place_of(document.text, example.answer)
    return found if answer is None else [int(shares_half(u.span, answer)) for u in candidate.prepared.units]


def _fit_units(examples: Sequence[Example], *, compiled: bool) -> trees.Trees:
    import numpy as np

    pairs = [
        (c.features, labels(e, c))
        for e in examples
        if e.document_id
        for c in e.pool
        if c.prepared.document.compiled == compiled
    ]
    rows = np.vstack([features for features, _ in pairs])
    marks = np.concatenate([found for _, found in pairs])
    # units that belong to no answer are many and alike: a part of them stands for all
    share = min(1.0, _UNITS / len(marks))
    kept = (marks == 1) | (np.random.default_rng(_SEED).random(len(marks)) < share)
    weights = np.where(marks == 1, 1.0, 1 / share)[kept]
    return _fit_trees(rows[kept], marks[kept], weights, **_UNIT_TREES)


def _fit_trees(rows: Any, marks: Any, weights: Any = None, **shape: Any) -> trees.Trees:
    import numpy as np
    from sklearn.ensemble import HistGradientBoostingClassifier

    model = HistGradientBoostingClassifier(l2_regularization=1.0, random_state=_SEED, **shape)
    return export_trees(model.fit(np.asarray(rows), np.asarray(marks), sample_weight=weights))


def _outcomes(examples: Sequence[Example], units: Mapping[bool, trees.Trees]) -> list[Outcome | None]:
    """What choosing gives for each example; all units are scored in one go, which is many times faster."""
    import numpy as np

    rows = np.vstack([c.features for e in examples for c in e.pool])
    ours = np.concatenate(
        [np.full(len(c.features), c.prepared.document.compiled) for e in examples for c in e.pool]
    )
    scores = np.zeros(len(rows))
    for model, which in ((units[False], ~ours), (units[True], ours)):
        at = np.flatnonzero(which)
        for i in range(0, len(at), _ROWS):
            scores[at[i : i + _ROWS]] = model.probability(rows[at[i : i + _ROWS]])
    found: list[Outcome | None] = []
    begin = 0
    for example in examples:
        own = {}
        for n, candidate in enumerate(example.pool):
            own[n] = scores[begin : begin + len(candidate.features)]
            begin += len(candidate.features)
        found.append(_outcome(example, choose(example.pool, own)))
    return found


def _outcome(example: Example, runs: Sequence[Run]) -> Outcome | None:
    if not runs:
        return None
    best = runs[0]
    if example.spans:
        found = best.prepared.document.id == example.document_id
        right = found and any(s.overlaps(best.span) for s in example.spans)
    else:
        right = bool(example.answer) and any(
            example.answer in squeeze(run.prepared.document.text[run.start : run.end]) for run in runs
        )
    evidence = measure(
        example.question,
        runs,
        example.pool,
        example.hits,
        example.corpus,
        example.known,
        example.balance,
    )
    return Outcome(evidence, best.prepared.document.compiled, right)
