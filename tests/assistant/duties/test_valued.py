"""A value that stands elsewhere in a long quote, or of another year, is no answer."""

from __future__ import annotations

from assistant.answer import AnswerKind, Draft
from assistant.routes.proposal import Proposal
from assistant.routes.valued import lacks_value_asked, names_another_year
from index.document import Document, Kind

TEXT = "各站要在3月5日前检修水泵。志愿者要佩戴袖标上岗。夜间由值班员每两小时巡查一次。"


def _quoting(words: str, *, compiled: bool = False) -> Proposal:
    document = Document(
        id="pump", title="供水", text=TEXT, kind=Kind.NOTICE, date="2031-03-01", compiled=compiled
    )
    at = TEXT.index(words)
    cited = document.cite(at, at + len(words))
    return Proposal(AnswerKind.KNOWLEDGE, "", (Draft(cited.quote, (cited,)),))


def test_the_value_must_stand_with_what_is_asked_about() -> None:
    assert not lacks_value_asked("水泵哪天检修完", _quoting(TEXT))
    assert lacks_value_asked("志愿者的袖标哪天发", _quoting(TEXT))
    assert lacks_value_asked("志愿者的袖标去哪里领", _quoting(TEXT, compiled=True))


def test_where_official_documents_are_many_the_whole_quote_counts() -> None:
    assert not lacks_value_asked("水泵哪天检修完", _quoting(TEXT), few=False)
    assert lacks_value_asked("袖标哪天发", _quoting("志愿者要佩戴袖标上岗。"), few=False)


def test_what_asks_for_no_value_lacks_none() -> None:
    assert not lacks_value_asked("志愿者上岗要佩戴什么", _quoting(TEXT))


def test_a_year_that_no_quoted_document_speaks_of() -> None:
    assert names_another_year("2033年的水泵检修怎么安排", _quoting(TEXT))
    assert not names_another_year("2031年的水泵检修怎么安排", _quoting(TEXT))
    assert not names_another_year("水泵检修怎么安排", _quoting(TEXT))
