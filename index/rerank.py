"""An optional last stage: a CrossEncoder from a local folder reads question and passage together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from index.document import Hit
from index.embed import local_model, not_here
from index.rank import matched_text


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

        Args:
            query: what a person asked.
            hits: what the ranker found.
        """
        if not hits:
            return []
        pairs = [(query, matched_text(hit.passage)) for hit in hits]
        scores = [float(s) for s in self.model.predict(pairs, show_progress_bar=False)]
        order = sorted(range(len(hits)), key=lambda i: (-scores[i], i))
        return [replace(hits[i], score=scores[i], why={**hits[i].why, "reranker": scores[i]}) for i in order]


def load_reranker(spec: str) -> Reranker:
    """Load a CrossEncoder that is already on this machine.

    Args:
        spec: a folder or hub name.

    Raises:
        MissingPart: where it is not on this machine.
    """
    place = local_model(spec)
    from sentence_transformers import CrossEncoder

    try:
        model = CrossEncoder(place, device="cpu", local_files_only=True)
    except (OSError, ValueError) as fault:
        raise not_here(spec) from fault
    return Reranker(spec, model)
