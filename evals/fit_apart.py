"""Fit what differing words tell (`assistant/claims/differ.npz`): a net of one hidden layer; needs torch.

A part of `evals.fit_content`: what each example is told by a net that has not seen its record goes on to the
trees, so that these learn how far to trust it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.claims.differ import Parting

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_HIDDEN = 64
_ROUNDS, _BATCH = 12, 512
_RATE, _DECAY = 3e-3, 5e-2
_DROPPED = 0.3
_SEED = 7


def fit_parting(
    differences: NDArray[np.float32], same: NDArray[np.bool_], counts: NDArray[np.float64]
) -> Parting:
    """A net that tells from a difference whether a record speaks of what a statement does.

    Args:
        differences: how each statement differs from a record, n rows (`Matter.differ`).
        same: whether the record speaks of it, n.
        counts: how much each example counts, n.
    """
    import numpy as np
    import torch

    torch.set_num_threads(1)
    torch.manual_seed(_SEED)
    scale = float(differences.std(axis=0).mean()) or 1.0
    rows, labels = torch.from_numpy(differences / scale), torch.from_numpy(same.astype("float32"))
    weights = torch.from_numpy(counts.astype("float32"))
    first, last = torch.nn.Linear(rows.shape[1], _HIDDEN), torch.nn.Linear(_HIDDEN, 1)
    hide = torch.nn.Dropout(_DROPPED)
    net = torch.nn.Sequential(hide, first, torch.nn.Tanh(), hide, last)
    optimizer = torch.optim.AdamW(net.parameters(), lr=_RATE, weight_decay=_DECAY)
    for turn in range(_ROUNDS):
        order = torch.randperm(len(rows))
        for start in range(0, len(order), _BATCH):
            batch = order[start : start + _BATCH]
            loss = torch.nn.functional.binary_cross_entropy_with_logits(
                net(rows[batch])[:, 0], labels[batch], weight=weights[batch]
            )
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
        for group in optimizer.param_groups:
            group["lr"] = _RATE * (1 - (turn + 1) / _ROUNDS) + 1e-5
    return Parting(
        np.asarray(first.weight.detach().numpy().T / scale, dtype=np.float32),
        first.bias.detach().numpy().copy(),
        last.weight.detach().numpy()[0].copy(),
        float(last.bias.detach()[0]),
    )


def crossed_odds(
    differences: NDArray[np.float32],
    same: NDArray[np.bool_],
    counts: NDArray[np.float64],
    folds: NDArray[np.intp],
) -> NDArray[np.float32]:
    """What each example is told by a net fitted on the other folds.

    Args:
        differences: as of `fit_parting`.
        same: as of `fit_parting`.
        counts: as of `fit_parting`.
        folds: the fold of each example, n.
    """
    import numpy as np

    odds = np.zeros(len(same), dtype=np.float32)
    for fold in sorted(set(folds.tolist())):
        left, out = folds != fold, folds == fold
        odds[out] = fit_parting(differences[left], same[left], counts[left]).odds(differences[out])
    return odds
