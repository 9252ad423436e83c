"""An optional last stage: a CrossEncoder from a local folder reads question and passage together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from index.document import Hit
from index.embed import local_model, not_here
from index.rank import matched_text

_WITHOUT = "去掉 --reranker 和 ASSISTANT_RERANKER，不用重排"
FIRST = 20  # passages of a search that are read again: a model of this kind is slow


@dataclass(frozen=True, slots=True)
class Reranker:
    """A CrossEncoder.

    Attributes:
        name: which model it is.
        model: the loaded model.
    """

    name: str
    model: Any

    def rank(self, query: str, hits: Sequence[Hit]) -> list[Hit]:
        """The same hits, best first by the model; equal ones as they came. `why` gains `reranker`.

        A model's scores have a scale of their own, which callers that compare scores do not know. So the
        scores stay those the ranker gave, dealt out anew: the highest to the first.

        Args:
            query: what a person asked.
            hits: what the ranker found, best first.
        """
        if not hits:
            return []
        pairs = [(query, matched_text(hit.passage)) for hit in hits]
        scores = [float(s) for s in self.model.predict(pairs, show_progress_bar=False)]
        order = sorted(range(len(hits)), key=lambda i: (-scores[i], i))
        return [
            replace(hits[i], score=given.score, why={**hits[i].why, "reranker": scores[i]})
            for i, given in zip(order, hits, strict=True)
        ]


def load_reranker(spec: str) -> Reranker:
    """Load a CrossEncoder that is already on this machine.

    Args:
        spec: a folder or hub name.

    Raises:
        MissingPart: where it is not on this machine.
    """
    place = local_model(spec, _WITHOUT)
    from sentence_transformers import CrossEncoder

    try:
        model = CrossEncoder(place, device="cpu", local_files_only=True)
    except (OSError, ValueError) as fault:
        raise not_here(spec, _WITHOUT) from fault
    return Reranker(spec, model)
