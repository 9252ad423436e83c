"""Which way a statement points: what its wording tells (`compass`) and what grammar does (`logic`), together.

The compass reads how people assert and deny; grammar gives a yes, a no or nothing for each wording near the
statement. A small model fitted by `evals.fit_direction` says how far a statement leans to the contradiction
of a record. No verdict is given against it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.claims.odds import load_odds
from assistant.claims.record import Record

_SHARPNESS = (0.0, 5.0, 15.0)  # how much more a nearer wording counts, from not at all to nearly alone
_SUREST = 8.0  # log-odds beyond which the compass is no surer


@dataclass(frozen=True, slots=True)
class Heard:
    """One wording of a record, and what grammar says of it.

    Attributes:
        side: the claim on record or its contradiction, whichever has it.
        points: +1 where grammar has the statement say the opposite, -1 the same, 0 where it cannot tell.
        parity: the same by denials and contraries alone, told always.
        closeness: how alike its content is to the statement's, 0 to 1.
    """

    side: Record
    points: int
    parity: int
    closeness: float


def lean(told: float, heard: Sequence[Heard]) -> float:
    """Log-odds that a statement says what the contradiction of a record does, rather than its claim.

    Args:
        told: the same by the compass alone.
        heard: wordings of the record near the statement, at least one.
    """
    return load_odds("leaning.json").of(opinions(told, heard))


def opinions(told: float, heard: Sequence[Heard]) -> tuple[float, ...]:
    """What the compass says of the direction, then what grammar does: means over the wordings.

    Args:
        told: log-odds of the compass.
        heard: wordings of the record, at least one.
    """
    turns = [-1 if h.side.contradicts else 1 for h in heard]
    by_grammar = [float(turn * h.points) for turn, h in zip(turns, heard, strict=True)]
    by_parity = [float(turn * h.parity) for turn, h in zip(turns, heard, strict=True)]
    close = [h.closeness for h in heard]
    both = float(len(set(turns)) > 1)
    sure = max(-_SUREST, min(_SUREST, told))
    return (sure, *_means(by_grammar, close), *_means(by_parity, close), both)


def _means(values: Sequence[float], near: Sequence[float]) -> Iterator[float]:
    closest = max(near)
    for sharpness in _SHARPNESS:
        weights = [math.exp(sharpness * (n - closest)) for n in near]
        yield sum(w * v for w, v in zip(weights, values, strict=True)) / sum(weights)
