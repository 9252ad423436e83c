"""Which way a statement points, learnt from how claims and their contradictions differ in wording.

What only a statement or only a wording has tells whether they say the same or the opposite: 不, 没必要.
A logistic regression over such differences, fitted by `evals.fit_direction` on wordings of one record,
gives log-odds; the mean over all wordings of a record is how far a statement leans towards its contradiction.
Grammar (`logic`) decides; this stands beside it, as a second opinion.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from assistant.claims import logic
from assistant.claims.lexicon import Entry, Role
from assistant.claims.nearness import likenesses
from assistant.claims.parse import parse
from assistant.claims.proposition import Proposition
from assistant.claims.record import Record
from assistant.claims.scan import plain_grammar, scan

_FILE = Path(__file__).with_name("direction.json")
_SHARPNESS = 5.0  # how much more a wording that is nearer in meaning counts
_LONGEST = 3  # characters of a feature


def lean(said: Proposition, sides: Sequence[Record]) -> float:
    """How far a statement leans towards the contradiction of a record: above 0, or to its claim: below.

    Args:
        said: the statement, of the same content as the record.
        sides: the claim on record and its contradiction.
    """
    model = load_weights()
    own = features(said)
    wordings = [(side.contradicts, wording) for side in sides for wording in side.wordings]
    near = likenesses(said.text, tuple(wording.text for _, wording in wordings))
    weights = [math.exp(_SHARPNESS * likeness) for likeness in near]
    odds = [-_odds(own, w, model) if contradicts else _odds(own, w, model) for contradicts, w in wordings]
    return sum(w * o for w, o in zip(weights, odds, strict=True)) / sum(weights)


def features(proposition: Proposition) -> frozenset[str]:
    """What a statement is compared by: its stretches of one to three characters, and how it denies.

    Args:
        proposition: a statement.
    """
    marks = {
        "denials": len(proposition.matrix) % 2,
        "negative": proposition.negative,
        "strength": proposition.strength,
        "denied": proposition.denied,
        "effect": _effect(proposition),
    }
    return _stretches(proposition.text) | {f"{name}={value}" for name, value in marks.items()}


def _effect(proposition: Proposition) -> str:
    """Whether something is said to help or to harm: being spared harm is help."""
    family = logic.family_of(proposition)
    if not family:
        return ""
    return "help" if (family == "good") != proposition.denies(logic.effect_piece(proposition)) else "harm"


@lru_cache(maxsize=16384)
def _stretches(text: str) -> frozenset[str]:
    """Runs of one to three characters, a word of the lexicon standing as one by the name of its class."""
    core = [_name(word, entry) for word, entry in scan(plain_grammar(text))]
    core = ["^", *core, "$"]
    return frozenset(
        "".join(core[i : i + size]) for size in range(1, _LONGEST + 1) for i in range(len(core) - size + 1)
    )


def _name(word: str, entry: Entry | None) -> str:
    if entry is None or not entry.key:
        return word
    denied = entry.role is Role.NEGATED
    return f"<{'-' * (denied or entry.pole < 0)}{entry.key}>"


def _odds(own: frozenset[str], wording: Proposition, model: Mapping[str, float]) -> float:
    return model[""] + sum(model.get(feature, 0.0) for feature in own ^ features(wording))


@lru_cache(maxsize=1)
def load_weights() -> Mapping[str, float]:
    """The weight of each difference, and under the empty name that of no difference at all."""
    weights: dict[str, float] = json.loads(_FILE.read_text(encoding="utf-8"))
    return weights


def differences(one: str, other: str) -> frozenset[str]:
    """What only one of two statements has.

    Args:
        one: a statement.
        other: another statement.
    """
    return features(parse(one)) ^ features(parse(other))
