from __future__ import annotations

import pytest

from assistant.claims import verify_against
from index.document import Document, Hit, Passage, Span, Verdict

TEXT = (
    "电动车应当在室外充电。楼道内不得停放电动车。充电时间不超过8小时。"
    "如果电池鼓包，不能继续使用该电池。灭火器可以扑灭电气火灾。"
)
HITS = [Hit(Passage(Document("guide", "电动车安全", TEXT), Span(0, len(TEXT))), 1.0)]


@pytest.mark.parametrize(
    ("statement", "verdict", "quote"),
    [
        ("电动车要在室外充电", "true", "电动车应当在室外充电。"),
        ("电动车不用在室外充电", "false", "电动车应当在室外充电。"),
        ("楼道里可以停放电动车", "false", "楼道内不得停放电动车。"),
        ("灭火器不能扑灭电气火灾，对吗", "false", "灭火器可以扑灭电气火灾。"),
    ],
)
def test_a_sentence_decides(statement, verdict, quote):
    support = verify_against(statement, HITS)
    assert support.verdict.value == verdict
    assert support.citation.quote == quote


@pytest.mark.parametrize(
    "statement",
    [
        "电动车应当在地下室充电",
        "灭火器可以扑灭油锅火灾",
        "电池不能继续使用",
        "充电时间不超过10小时",
        "电动车很贵",
        "灭火器一定可以扑灭电气火灾",
    ],
)
def test_anything_less_is_unknown(statement):
    support = verify_against(statement, HITS)
    assert support.verdict is Verdict.UNKNOWN
    assert support.citation is None


def test_sentences_that_disagree_decide_nothing():
    text = "电动车可以上楼。电动车不可以上楼。"
    hits = [Hit(Passage(Document("two", "两说", text), Span(0, len(text))), 1.0)]
    assert verify_against("电动车可以上楼", hits).verdict is Verdict.UNKNOWN


@pytest.mark.parametrize("heading", ["什么人戴什么口罩", "鸡蛋怎么存放"])
def test_a_heading_that_asks_decides_nothing(heading):
    hits = [Hit(Passage(Document("guide", heading, heading), Span(0, len(heading))), 1.0)]
    assert verify_against(heading.replace("什么", "").replace("怎么", ""), hits).citation is None
