"""What the model of trust learns from: a wording with its sentence, without it, and what nobody says."""

from __future__ import annotations

from collections import Counter

from assistant.duties.grounds import GROUND_FEATURES
from evals.fit_trust import examples
from index.document import Asked, Document, Span

TEXT = "水泵要每周检修一次。志愿者要佩戴袖标上岗。"


def test_a_wording_is_laid_over_its_document_with_its_sentence_and_without() -> None:
    at = TEXT.index("志愿者")
    document = Document(
        id="pump",
        title="供水",
        text=TEXT,
        asked=(Asked(questions=("志愿者上岗戴什么",), spans=(Span(at, len(TEXT)),)),),
        unanswered=("水泵多少钱一台",),
    )
    found = list(examples([document], ()))
    assert Counter(e.kind for e in found) == {"there": 1, "taken": 1, "unsaid": 1}
    assert [e.right for e in found] == [True, False, False]
    assert all(len(e.features) == len(GROUND_FEATURES) - 1 for e in found)
    assert (
        abs(found[0].left_over).sum() < abs(found[1].left_over).sum()
    )  # more is left where its sentence is hidden
