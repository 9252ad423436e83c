"""Outcomes of questions on a notice that nobody has seen."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from evals.unseen import outcomes

NOTICE = """关于做好水库巡查工作的通知

各乡镇人民政府：

一、水库管理员要每日巡查大坝两次。
二、发现渗水的，应当在15分钟内报告镇值班室，电话0100-5550123。

青石县水利局
2031年6月1日
"""
ASKED = """{"question": "水库管理员每日巡查大坝几次", "gold": ["每日巡查大坝两次"]}
{"question": "怎么包饺子", "gold": []}
"""


def test_what_is_quoted_is_counted(tmp_path: Path) -> None:
    (tmp_path / "dam.txt").write_text(NOTICE, encoding="utf-8")
    (tmp_path / "dam.jsonl").write_text(ASKED, encoding="utf-8")
    assert Counter(outcomes(tmp_path, ())) == {"all": 1, "absent, refused": 1}


def test_words_that_do_not_stand_there_are_named(tmp_path: Path) -> None:
    (tmp_path / "dam.txt").write_text(NOTICE, encoding="utf-8")
    (tmp_path / "dam.jsonl").write_text('{"question": "几次", "gold": ["三次"]}\n', encoding="utf-8")
    with pytest.raises(ValueError, match="三次"):
        list(outcomes(tmp_path, ()))
