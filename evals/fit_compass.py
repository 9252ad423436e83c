"""Learn the compass of `assistant.claims.compass` from the wordings of whole records; needs torch.

What is learnt is a vector for each feature. Each wording of a record is read off the others by how far their
headings agree, those nearest in meaning counting most, and the vectors move until it comes out on its own
side. Features and other wordings are hidden now and then, so that a record with few wordings is read as well.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assistant.claims.compass import Compass

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_WIDTH = 16  # numbers in a heading
_ROUNDS = 40
_BATCH = 4  # records
_RATE, _DECAY = 5e-3, 1e-2
_DROPPED = 0.4  # share of a statement's features hidden in a round
_DOUBT = 0.05  # share of the labels not to be sure of
_HIDDEN = (0.0, 0.5, 0.8)  # shares of the others hidden in a round
_SEED = 7


@dataclass(frozen=True, slots=True)
class Lesson:
    """The wordings of one record.

    Attributes:
        features: of each wording.
        rows: what each wording is about, unit vectors.
        same: whether each stands for the claim.
    """

    features: tuple[frozenset[str], ...]
    rows: NDArray[np.float32]
    same: tuple[bool, ...]


def fit_compass(taught: Sequence[Lesson], places: Mapping[str, int]) -> Compass:
    """A compass fitted on records.

    Args:
        taught: records, each with wordings on both sides.
        places: features to learn, with their rows.
    """
    import numpy as np
    import torch

    torch.set_num_threads(1)
    generator = torch.Generator().manual_seed(_SEED)
    rows = torch.nn.Parameter(0.05 * torch.randn((len(places) + 1, _WIDTH), generator=generator))
    bias = torch.nn.Parameter(torch.zeros(_WIDTH))
    sharpness, scale = torch.nn.Parameter(torch.tensor(4.0)), torch.nn.Parameter(torch.tensor(1.0))
    groups = [
        {"params": [rows], "weight_decay": _DECAY},
        {"params": [bias, sharpness, scale], "weight_decay": 0.0},
    ]
    optimizer = torch.optim.AdamW(groups, lr=_RATE)
    ready = [_ready(lesson, places) for lesson in taught]
    for turn in range(_ROUNDS):
        order = torch.randperm(len(ready), generator=generator).tolist()
        for start in range(0, len(order), _BATCH):
            batch = [ready[k] for k in order[start : start + _BATCH]]
            losses = [_loss(rows, bias, sharpness, scale, one, generator) for one in batch]
            loss = torch.stack(losses).mean()
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
        for group in optimizer.param_groups:
            group["lr"] = _RATE * (1 - (turn + 1) / _ROUNDS) + 1e-5
    learnt = rows.detach().numpy()[:-1]
    step = float(np.abs(learnt).max()) / 127 or 1.0
    eight = np.rint(learnt / step).astype(np.int8)
    return Compass(
        dict(places),
        eight,
        step,
        bias.detach().numpy().copy(),
        float(sharpness.detach()),
        float(scale.detach()),
    )


def _ready(lesson: Lesson, places: Mapping[str, int]) -> tuple[Any, Any, Any]:
    """Feature rows padded with the last one, how near the wordings are to one another, and their sides."""
    import torch

    known = [sorted(places[f] for f in found if f in places) for found in lesson.features]
    width = max(map(len, known), default=0)
    table = torch.full((len(known), width), len(places), dtype=torch.long)
    for k, found in enumerate(known):
        table[k, : len(found)] = torch.tensor(found, dtype=torch.long)
    rows = torch.from_numpy(lesson.rows)
    return table, rows @ rows.T, torch.tensor([1.0 if same else -1.0 for same in lesson.same])


def _loss(rows: Any, bias: Any, sharpness: Any, scale: Any, one: tuple[Any, Any, Any], generator: Any) -> Any:
    """How badly a record's wordings are read off one another."""
    import torch

    table, near, sides = one
    kept = (table < len(rows) - 1) & (torch.rand(table.shape, generator=generator) > _DROPPED)
    headings = torch.tanh((rows[table] * kept[..., None]).sum(1) + bias)
    agreement = headings @ headings.T
    hidden = _HIDDEN[int(torch.randint(len(_HIDDEN), (1,), generator=generator))]
    shown = torch.rand(near.shape, generator=generator) >= hidden
    shown &= ~torch.eye(len(near), dtype=torch.bool)
    total: Any = torch.zeros(len(near))
    for sign in (1.0, -1.0):
        there = shown & (sides == sign)[None, :]
        weights = torch.softmax((sharpness * near).masked_fill(~there, -1e9), 1)
        total = total + sign * (weights * agreement).sum(1) * there.any(1)
    odds = scale * total * sides
    loss = (1 - _DOUBT) * torch.nn.functional.softplus(-odds) + _DOUBT * torch.nn.functional.softplus(odds)
    return loss[shown.any(1)].mean() if bool(shown.any()) else loss.sum() * 0
