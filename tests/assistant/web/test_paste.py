"""Text to paste: whole, without Markdown, with every quote under its place."""

from dataclasses import replace

from assistant.web.paste import as_text


def test_every_quote_stands_under_its_place_and_each_place_once(duty):
    text = as_text(duty)
    for citation in duty.citations:
        assert f"“{citation.quote}”" in text
    assert text.count("› 一、加强巡查") == 1
    assert "[1][2] 《关于做好甲县防汛工作的通知》（甲政〔2021〕1号） › 一、加强巡查" in text


def test_the_question_is_told_in_full(duty):
    assert as_text(duty).startswith("问：乡镇要做什么？（理解为：防汛中乡镇要做什么？）")
    assert as_text(replace(duty, understood=duty.question)).startswith("问：乡镇要做什么？\n")


def test_items_stand_together_and_cautions_are_named_as_such(duty):
    text = as_text(duty)
    assert "· 各乡镇要每日巡查水库， [1]\n· 发现险情立即报告县防汛办； [2]\n" in text
    assert "\n\n注意：注意时效。\n" in text
    assert "**" not in text
    assert "> " not in text


def test_a_verdict_is_told_and_its_sources_are_named(verdict):
    text = as_text(verdict)
    assert text.count("结论：不实") == 1
    assert "    来源：《沙袋试验报告》" in text
