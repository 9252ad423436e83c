"""Which way a statement points, learnt from how claims and their contradictions differ in wording.

What only a statement or only a wording has tells whether they say the same or the opposite: 不, 没必要.
A logistic regression over such differences, fitted by `evals.fit_direction` on wordings of one record,
gives log-odds for one wording, grammar (`logic`) a yes, a no or nothing; a second one over the means of both
says how far a statement leans to the contradiction of a record. No verdict is given against it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from assistant.claims import logic
from assistant.claims.lexicon import Entry, Role
from assistant.claims.nearness import likenesses
from assistant.claims.odds import load_odds
from assistant.claims.proposition import Proposition
from assistant.claims.record import Record
from assistant.claims.scan import plain_grammar, scan

_FILE = Path(__file__).with_name("direction.json")
_SHARPNESS = (
    0.0,
    5.0,
    15.0,
)  # how much more a wording that is nearer counts, from not at all to nearly alone
_LONGEST = 3  # characters of a feature


@dataclass(frozen=True, slots=True)
class Heard:
    """One wording of a record, and what grammar says of it.

    Attributes:
        side: the claim on record or its contradiction, whichever has it.
        wording: the wording.
        points: +1 where grammar has the statement say the opposite, -1 the same, 0 where it cannot tell.
        parity: the same by denials and contraries alone, told always.
        closeness: how alike its content is to the statement's, 0 to 1.
    """

    side: Record
    wording: Proposition
    points: int
    parity: int
    closeness: float


def lean(said: Proposition, heard: Sequence[Heard]) -> float:
    """Log-odds that a statement says what the contradiction of a record does, rather than its claim.

    Args:
        said: the statement, of the same content as the record.
        heard: wordings of the record, at least one.
    """
    return load_odds("leaning.json").of(opinions(said, heard))


def opinions(
    said: Proposition, heard: Sequence[Heard], model: Mapping[str, float] | None = None
) -> tuple[float, ...]:
    """What differences in wording say of the direction, then what grammar does: means over the wordings.

    Args:
        said: the statement.
        heard: wordings of the record, at least one.
        model: the weights of differences; those shipped with the program where not given.
    """
    odds = [odds_between(said, h.wording, model) for h in heard]
    near = likenesses(said.text, tuple(h.wording.text for h in heard))
    turns = [-1 if h.side.contradicts else 1 for h in heard]
    by_words = [turn * odd for turn, odd in zip(turns, odds, strict=True)]
    by_grammar = [float(turn * h.points) for turn, h in zip(turns, heard, strict=True)]
    by_parity = [float(turn * h.parity) for turn, h in zip(turns, heard, strict=True)]
    close = [h.closeness for h in heard]
    return (*_means(by_words, near), *_means(by_grammar, close), *_means(by_parity, close))


def _means(values: Sequence[float], near: Sequence[float]) -> Iterator[float]:
    closest = max(near)
    for sharpness in _SHARPNESS:
        weights = [math.exp(sharpness * (n - closest)) for n in near]
        yield sum(w * v for w, v in zip(weights, values, strict=True)) / sum(weights)


def features(proposition: Proposition) -> frozenset[str]:
    """What a statement is compared by: its stretches of one to three characters, and how it denies.

    A frame that denies it (…是假的) is left out: it turns the direction, whatever is said.

    Args:
        proposition: a statement.
    """
    bare = replace(proposition, denied=False) if proposition.denied else proposition
    marks = {
        "denials": len(bare.matrix) % 2,
        "negative": bare.negative,
        "strength": bare.strength,
        "effect": _effect(bare),
    }
    return _stretches(bare.text) | {f"{name}={value}" for name, value in marks.items()}


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


def odds_between(one: Proposition, other: Proposition, model: Mapping[str, float] | None = None) -> float:
    """Log-odds that two statements of the same content say the opposite, by what only one of them has.

    Args:
        one: a statement.
        other: another one.
        model: the weights of differences; those shipped with the program where not given.
    """
    model = load_weights() if model is None else model
    odds = model[""] + sum(model.get(feature, 0.0) for feature in differences(one, other))
    return -odds if one.denied != other.denied else odds


@lru_cache(maxsize=1)
def load_weights() -> Mapping[str, float]:
    """The weight of each difference, and under the empty name that of no difference at all."""
    weights: dict[str, float] = json.loads(_FILE.read_text(encoding="utf-8"))
    return weights


def differences(one: Proposition, other: Proposition) -> frozenset[str]:
    """What only one of two statements has.

    Args:
        one: a statement.
        other: another statement.
    """
    return features(one) ^ features(other)
