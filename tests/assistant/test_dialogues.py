"""Follow-ups over notices of many fields: what the question must hold once it stands alone."""

from pathlib import Path

import pytest
import yaml

from assistant.answer import Turn
from assistant.converse import resolve

DIALOGUES = yaml.safe_load(Path(__file__).with_name("dialogues.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("dialogue", DIALOGUES, ids=lambda d: f"{d['before'][-1]}→{d['ask']}")
def test_a_turn_is_understood(dialogue, request):
    if dialogue.get("known"):
        request.applymarker(pytest.mark.xfail(strict=True))
    asked = dialogue["ask"]
    resolved = resolve(asked, [Turn("user", q) for q in dialogue["before"]])
    if dialogue.get("same"):
        assert resolved == asked
        return
    assert [w for w in dialogue["has"] if w not in resolved] == [], resolved
    assert [w for w in dialogue.get("lacks", ()) if w in resolved] == [], resolved


@pytest.mark.parametrize("dialogue", DIALOGUES, ids=lambda d: d["ask"])
def test_a_turn_without_conversation_is_not_touched(dialogue):
    assert resolve(dialogue["ask"]) == dialogue["ask"]
