"""A turn of the conversation as HTML. Pure functions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from assistant.answer import Answer, AnswerKind
from assistant.messages import COMPILED, VERDICTS
from assistant.web.links import Links, Place, places
from assistant.web.markup import escape, plain, to_html
from assistant.web.paper import source_line
from assistant.web.paste import as_text
from index.document import Document, Kind, Verdict

OPEN_SOURCES = 4  # a longer list of places starts folded
VOTES = {"good": "有用", "bad": "没用", "wrong": "引用不对"}
CITATION_VOTE = "wrong"  # asked only where something was cited


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question with what came back.

    Attributes:
        question: as the person put it.
        answer: None while it is looked for, or where it failed.
        failure: what went wrong, one line for the reader.
        lead: the first line of an answer that is still being written down.
        vote: the feedback given, a key of `VOTES`; empty for none.
    """

    question: str
    answer: Answer | None = None
    failure: str = ""
    lead: str = ""
    vote: str = ""


def conversation(exchanges: Sequence[Exchange], welcome: str, *, first: int = 1, votes: bool = False) -> str:
    """The whole conversation; what the page opens with where nothing was asked yet.

    Args:
        exchanges: the turns, oldest first.
        welcome: HTML shown before the first question.
        first: number of the first turn.
        votes: whether feedback is kept.
    """
    if not exchanges:
        return welcome
    return "".join(turn(n, exchange, votes=votes) for n, exchange in enumerate(exchanges, first))


def welcome(title: str, examples: Mapping[str, Sequence[str]]) -> str:
    """What the page opens with: what can be asked, by kind."""
    groups = "".join(
        f"<section><h3>{escape(name)}</h3><ul>" + "".join(map(_chip, questions)) + "</ul></section>"
        for name, questions in examples.items()
        if questions
    )
    return (
        f'<div class="welcome"><h2>{escape(title)}</h2>'
        "<p>回答逐字摘自文件，每一句都注明出处；点引用编号，即可打开原文，看到那一句。资料里没有的，不作回答。</p>"
        "<p>可以接着追问，如“那企业呢”“多久一次”“要向谁报告”。</p>"
        f'<div class="examples">{groups}</div></div>'
    )


def _chip(question: str) -> str:
    shown = escape(question)
    return f'<li><button type="button" class="ask-this" data-ask="{shown}">{shown}</button></li>'


def turn(n: int, exchange: Exchange, *, votes: bool = False) -> str:
    """One question and its reply."""
    state = "wait" if exchange.answer is None and not exchange.failure else "done"
    return (
        f'<article class="turn" id="turn-{n}" data-turn="{n}" data-state="{state}">'
        f'<div class="asked"><span class="sr">您问：</span><p>{escape(exchange.question)}</p></div>'
        f'<div class="reply">{_reply(n, exchange, votes)}</div></article>'
    )


def _reply(n: int, exchange: Exchange, votes: bool) -> str:
    if exchange.failure:
        return f'<div class="failure" role="alert"><p>{escape(exchange.failure)}</p></div>'
    if exchange.answer is None and exchange.lead:
        return f'<div class="answer"><div class="words">{to_html(exchange.lead, lambda n: "")}</div></div>'
    if exchange.answer is None:
        return '<p class="waiting"><span class="dots" aria-hidden="true"></span>正在查阅资料…</p>'
    answer = exchange.answer
    # That a source no longer holds must be read before its words are; who wrote them may be read after.
    after = [c for c in answer.cautions if c == COMPILED.zh]
    before = [c for c in answer.cautions if c != COMPILED.zh]
    parts = (
        _understood(answer),
        _verdict(answer),
        _cautions(before),
        _words(answer),
        _cautions(after),
        _basis(answer),
        _related(answer),
    )
    return (
        f'<div class="answer kind-{escape(answer.kind.value)}">{"".join(parts)}</div>'
        f"{_actions(n, exchange, votes)}"
    )


def lead_of(answer: Answer) -> str:
    """The first paragraph of an answer's text, for showing it before the rest."""
    return answer.text.split("\n\n", 1)[0]


def _understood(answer: Answer) -> str:
    if not answer.understood or answer.understood.strip() == answer.question.strip():
        return ""
    alone = ""
    if answer.in_context:
        again = f'data-ask="{escape(answer.question)}" data-alone="1"'
        alone = f'<button type="button" class="alone" {again}>不结合上文再问</button>'
    return f'<p class="understood">理解为：<span>{escape(answer.understood)}</span>{alone}</p>'


def _verdict(answer: Answer) -> str:
    if answer.verdict is None:
        return ""
    label = VERDICTS[answer.verdict].zh
    record = ""
    if answer.claim is not None and answer.claim.same and answer.claim.record.claim is not None:
        record = f'<p class="on-record">所据记录：“{escape(answer.claim.record.claim.claim)}”</p>'
    said = f'<span class="put">“{escape(answer.question)}”</span>'
    if answer.verdict is Verdict.UNKNOWN:
        said = "资料中没有这一说法的记录，不能判断真假"
    return (
        f'<div class="verdict v-{answer.verdict.value}"><span class="seal">{label}</span>'
        f'<div><p class="said"><span class="sr">结论是{label}：</span>{said}</p>{record}</div></div>'
    )


def _words(answer: Answer) -> str:
    """The answer's text, less the words that the page shows in another form."""
    text = answer.text
    if answer.verdict is not None:
        head, _, rest = text.partition("\n")
        told = f"结论：{VERDICTS[answer.verdict].zh}"
        if plain(head).startswith(told):
            text = f"{plain(head).removeprefix(told).lstrip('— ')}\n{rest}".strip()
    links = Links(answer)
    return f'<div class="words">{to_html(text, links, skip=answer.cautions)}</div>'


def _cautions(cautions: Sequence[str]) -> str:
    if not cautions:
        return ""
    items = "".join(f"<li>{escape(caution)}</li>" for caution in cautions)
    return f'<ul class="cautions" aria-label="请注意">{items}</ul>'


def _basis(answer: Answer) -> str:
    """The list of sources: on paper with the words quoted, on screen with the place only."""
    links = Links(answer)
    found = places(answer)
    if not found:
        return ""
    items = "".join(_entry(links, where) for where in found)
    opened = " open" if len(found) <= OPEN_SOURCES else ""
    count = len(answer.citations)
    return f'<details class="basis"{opened}><summary>出处（{count} 处）</summary><ol>{items}</ol></details>'


def _entry(links: Links, where: Place) -> str:
    first = escape(links.address(where.numbers[0]))
    carried = ""
    if where.sources:
        carried = f'<span class="carried">来源：{escape("；".join(map(source_line, where.sources)))}</span>'
    quotes = "".join(f"<q>[{n}] {escape(links.quote(n))}</q>" for n in where.numbers)
    return (
        f'<li><span class="numbers">{"".join(map(links, where.numbers))}</span>'
        f'<a class="place" href="{first}" data-n="{where.numbers[0]}">{escape(where.name)}</a>'
        f"{carried}{quotes}</li>"
    )


def _related(answer: Answer) -> str:
    if not answer.related:
        return ""
    chips = "".join(map(_chip, answer.related))
    return f'<nav class="related" aria-label="还可以问"><h3>还可以问</h3><ul>{chips}</ul></nav>'


def _actions(n: int, exchange: Exchange, votes: bool) -> str:
    answer = exchange.answer
    if answer is None:
        return ""
    label = "复制回答和出处" if answer.citations else "复制回答"
    buttons = (
        f'<button type="button" data-act="copy">{label}</button>'
        '<button type="button" data-act="print">打印</button>'
    )
    group = _votes(n, exchange.vote, cited=bool(answer.citations)) if votes else ""
    copied = f'<pre class="copied" hidden>{escape(as_text(answer))}</pre>'
    return f'<div class="actions">{buttons}{_downloads(answer)}{group}{copied}</div>'


def _downloads(answer: Answer) -> str:
    """Files that belong to the answer: the duty table of a notice quoted, the sheet of a claim judged."""
    if answer.claim is not None and answer.claim.same:
        statement = answer.understood or answer.question
        return _download("sheet", "辟谣单（Word）", statement=statement, format="docx")
    if answer.kind is not AnswerKind.DUTY:
        return ""
    notices: dict[str, Document] = {c.document.id: c.document for c in answer.citations}
    first = next((d for d in notices.values() if d.kind is not Kind.GUIDANCE), None)
    if first is None:
        return ""
    return _download("duties", "责任清单（Excel）", document=first.id, format="xlsx")


def _download(what: str, label: str, **fields: str) -> str:
    address = escape(f"api/{what}?{urlencode(fields)}")
    return f'<a class="download" href="{address}" download>{label}</a>'


def _votes(n: int, given: str, *, cited: bool) -> str:
    marks = "".join(
        f'<button type="button" data-vote="{key}" data-turn="{n}"'
        f' aria-pressed="{"true" if key == given else "false"}">{label}</button>'
        for key, label in VOTES.items()
        if cited or key != CITATION_VOTE
    )
    thanks = '<span class="thanks" role="status">已记录，谢谢</span>' if given else ""
    return f'<span class="votes" role="group" aria-label="这个回答">{marks}{thanks}</span>'
