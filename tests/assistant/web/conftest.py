"""A small notice and answers from it, so that what the page does is seen without a search engine."""

from dataclasses import replace
from datetime import date

import pytest

from assistant.answer import Answer, AnswerKind, ClaimMatch, Statement
from index.document import (
    Attribution,
    Claim,
    Document,
    Kind,
    Source,
    Span,
    Validity,
    Verdict,
)
from index.errors import BadInput
from index.outline import read_outline

TEXT = """关于做好甲县防汛工作的通知

各乡镇人民政府：

现将有关事项通知如下：

一、加强巡查

各乡镇要每日巡查水库，发现险情立即报告县防汛办；不得擅自离岗。

二、做好准备

学校要备足沙袋。<img src="http://leak.example/x.png">![图](http://leak.example/y.png)

甲县人民政府

2021年6月1日"""


@pytest.fixture(scope="session")
def notice() -> Document:
    return Document(
        id="甲县 防汛/1号",
        title="关于做好甲县防汛工作的通知",
        text=TEXT,
        kind=Kind.NOTICE,
        number="甲政〔2021〕1号",
        issuer="甲县人民政府",
        date="2021-06-01",
        area="甲县",
        outline=read_outline(TEXT),
    )


@pytest.fixture(scope="session")
def record() -> Document:
    text = "网传说法：沙袋遇水即化\n\n核查说明：沙袋不会遇水即化。"
    source = Source("s", "沙袋试验报告", "乙研究所", "乙试〔2020〕3号", "2020-05")
    start = text.index("沙袋不会")
    return Document(
        id="rumor-sandbag",
        title="沙袋遇水即化",
        text=text,
        kind=Kind.RUMOR,
        issuer="乙研究所",
        compiled=True,
        validity=Validity(end=date(2022, 1, 1), note="此后改用新型沙袋。"),
        attributions=(Attribution(Span(start, len(text)), (source,)),),
        claim=Claim("沙袋遇水即化", Verdict.FALSE, Span(start, len(text))),
    )


def cite(document: Document, words: str):
    start = document.text.index(words)
    return document.cite(start, start + len(words))


@pytest.fixture(scope="session")
def duty(notice) -> Answer:
    quotes = ("各乡镇要每日巡查水库，", "发现险情立即报告县防汛办；", "学校要备足沙袋。")
    statements = tuple(Statement(q, (cite(notice, q),), "各乡镇") for q in quotes)
    lines = "\n\n".join(f"- {q} [{n}]" for n, q in enumerate(quotes, 1))
    return Answer(
        "乡镇要做什么？",
        AnswerKind.DUTY,
        f"据《{notice.title}》：\n\n**各乡镇**\n\n{lines}\n\n> 注意时效。",
        statements,
        understood="防汛中乡镇要做什么？",
        cautions=("注意时效。",),
        related=("学校要做什么？",),
    )


@pytest.fixture(scope="session")
def verdict(record) -> Answer:
    citation = cite(record, "沙袋不会遇水即化。")
    return Answer(
        "沙袋遇水就化吗？",
        AnswerKind.RUMOR,
        "**结论：不实**\n\n沙袋不会遇水即化。 [1]",
        (Statement(citation.quote, (citation,)),),
        verdict=Verdict.FALSE,
        claim=ClaimMatch(record, Verdict.FALSE, True),
    )


@pytest.fixture(scope="session")
def hostile(notice) -> Answer:
    citation = cite(
        notice, '学校要备足沙袋。<img src="http://leak.example/x.png">![图](http://leak.example/y.png)'
    )
    return Answer(
        "学校呢？", AnswerKind.KNOWLEDGE, citation.quote + " [1]", (Statement(citation.quote, (citation,)),)
    )


REFUSAL = Answer("股票会涨吗？", AnswerKind.REFUSAL, "现有资料里没有能回答这个问题的内容。")


@pytest.fixture(scope="session")
def documents(notice, record):
    return {d.id: d for d in (notice, record)}


@pytest.fixture(scope="session")
def ask(duty, verdict, hostile):
    """A stand-in for the engine with the engine's signature: real answers, chosen by a word."""

    def answer(question, history=(), *, as_of=None):
        if "炸" in question:
            raise BadInput("问题读不懂", "换个说法")
        if "崩" in question:
            raise RuntimeError("secret detail")
        found = next(
            (a for word, a in (("乡镇", duty), ("化", verdict), ("学校", hostile)) if word in question),
            REFUSAL,
        )
        return replace(
            found,
            question=question,
            cautions=(
                *found.cautions,
                *([f"前面有{len(history)}轮"] if history else []),
                *([f"以{as_of}为准"] if as_of else []),
            ),
        )

    return answer
