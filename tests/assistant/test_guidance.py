"""Guidance stands beside duties: each marked as what it is, what speaks of more of the matter first."""

from assistant.answer import AnswerKind


def test_duties_come_first_and_guidance_is_named(assistant):
    answer = assistant.ask("社区要做什么")
    kinds = [c.document.compiled for s in answer.statements for c in s.citations]
    assert answer.kind is AnswerKind.DUTY
    assert kinds[0] is False
    assert True in kinds
    assert kinds == sorted(kinds)
    guidance = {s.group for s in answer.statements if s.citations[0].document.compiled}
    titles = {c.document.title for c in answer.citations if c.document.compiled}
    assert guidance == titles


def test_what_speaks_of_more_of_the_matter_comes_first(assistant):
    answer = assistant.ask("学生在教室里发烧了，老师怎么办")
    kinds = [c.document.compiled for s in answer.statements for c in s.citations]
    assert kinds[0] is True
    assert "家长" in answer.statements[0].text


def test_unsure_guidance_is_left_out(assistant):
    answer = assistant.ask("党员干部带头要做到哪些")
    assert not any(c.document.compiled for c in answer.citations)
