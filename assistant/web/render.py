"""A turn of the conversation as HTML, and an answer as text to paste into a document. Pure functions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from assistant.answer import Answer
from assistant.messages import VERDICTS
from assistant.web.markup import escape, plain, to_html
from assistant.web.paper import source_line
from index.document import Citation, Document, Source, Verdict

OPEN_SOURCES = 4  # a longer list of places starts folded
VOTES = {"good": "有用", "bad": "没用", "wrong": "引用不对"}


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
    return (
        f'<div class="answer kind-{escape(answer.kind.value)}">'
        f"{_understood(answer)}{_verdict(answer)}{_words(answer)}{_cautions(answer)}{_basis(answer)}{_related(answer)}</div>"
        f"{_actions(n, exchange, votes)}"
    )


def lead_of(answer: Answer) -> str:
    """The first paragraph of an answer's text, for showing it before the rest."""
    return answer.text.split("\n\n", 1)[0]


def _understood(answer: Answer) -> str:
    if not answer.understood or answer.understood.strip() == answer.question.strip():
        return ""
    return f'<p class="understood">结合上文，理解为：<span>{escape(answer.understood)}</span></p>'


def _verdict(answer: Answer) -> str:
    if answer.verdict is None:
        return ""
    label = VERDICTS[answer.verdict].zh
    record = ""
    if answer.claim is not None and answer.claim.same and answer.claim.record.claim is not None:
        record = f'<p class="on-record">所据记录：“{escape(answer.claim.record.claim.claim)}”</p>'
    said = f"“{escape(answer.question)}”"
    if answer.verdict is Verdict.UNKNOWN:
        said = "资料中没有这一说法的记录，不能判断真假"
    return (
        f'<div class="verdict v-{answer.verdict.value}"><span class="seal">{label}</span>'
        f'<div><p class="said"><span class="sr">结论是{label}：</span>{said}</p>{record}</div></div>'
    )


def _words(answer: Answer) -> str:
    """The answer's text, less the lines that the page shows in another form."""
    text = answer.text
    if answer.verdict is not None:
        head, _, rest = text.partition("\n")
        if plain(head) == f"结论：{VERDICTS[answer.verdict].zh}":
            text = rest.strip()
    links = _Links(answer)
    return f'<div class="words">{to_html(text, links, skip=answer.cautions)}</div>'


def _cautions(answer: Answer) -> str:
    if not answer.cautions:
        return ""
    items = "".join(f"<li>{escape(caution)}</li>" for caution in answer.cautions)
    return f'<ul class="cautions" aria-label="请注意">{items}</ul>'


def _basis(answer: Answer) -> str:
    """The list of sources: on paper with the words quoted, on screen with the place only."""
    links = _Links(answer)
    groups: dict[tuple[str, tuple[Source, ...]], list[int]] = {}
    for n, c in enumerate(answer.citations, 1):
        groups.setdefault((place(c), c.document.sources_at(c.span)), []).append(n)
    if not groups:
        return ""
    items = "".join(_entry(links, where, sources, numbers) for (where, sources), numbers in groups.items())
    opened = " open" if len(groups) <= OPEN_SOURCES else ""
    count = len(answer.citations)
    return f'<details class="basis"{opened}><summary>出处（{count} 处）</summary><ol>{items}</ol></details>'


def _entry(links: _Links, where: str, sources: Sequence[Source], numbers: Sequence[int]) -> str:
    """One place in a document with the citations that stand there."""
    first = escape(links.address(numbers[0]))
    carried = ""
    if sources:
        carried = f'<span class="carried">来源：{escape("；".join(source_line(s) for s in sources))}</span>'
    quotes = "".join(f"<q>[{n}] {escape(links.quote(n))}</q>" for n in numbers)
    return (
        f'<li><span class="numbers">{"".join(map(links, numbers))}</span>'
        f'<a class="place" href="{first}" data-n="{numbers[0]}">{escape(where)}</a>{carried}{quotes}</li>'
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
    buttons = (
        '<button type="button" data-act="copy">复制回答和出处</button>'
        '<button type="button" data-act="print">打印</button>'
    )
    group = _votes(n, exchange.vote) if votes else ""
    copied = f'<pre class="copied" hidden>{escape(as_text(answer))}</pre>'
    return f'<div class="actions">{buttons}{group}{copied}</div>'


def _votes(n: int, given: str) -> str:
    marks = "".join(
        f'<button type="button" data-vote="{key}" data-turn="{n}"'
        f' aria-pressed="{"true" if key == given else "false"}">{label}</button>'
        for key, label in VOTES.items()
    )
    thanks = '<span class="thanks" role="status">已记录，谢谢</span>' if given else ""
    return f'<span class="votes" role="group" aria-label="这个回答">{marks}{thanks}</span>'


def as_text(answer: Answer) -> str:
    """An answer as plain text to paste into a document: question, conclusion, words, sources with quotes."""
    lines = [f"问：{answer.question}"]
    if answer.verdict is not None and "结论：" not in answer.text:
        lines.append(f"结论：{VERDICTS[answer.verdict].zh}")
    lines += ["", plain(answer.text)]
    if answer.citations:
        lines += ["", "出处："]
    for n, citation in enumerate(answer.citations, 1):
        lines += [f"[{n}] {place(citation)}", f"    “{' '.join(citation.quote.split())}”"]
        lines += [f"    来源：{source_line(s)}" for s in citation.document.sources_at(citation.span)]
    return "\n".join(lines).strip()


def place(citation: Citation) -> str:
    """Where a quote stands, in words."""
    d = citation.document
    title = d.title if d.title.startswith("《") else f"《{d.title}》"
    name = f"{title}（{d.number}）" if d.number else title
    path = [heading.lstrip("#").strip() for heading in d.outline.path(citation.span.start)]
    return " › ".join([name, *(h for h in path if h and h != d.title)])


def version(document: Document) -> str:
    """A short mark of the document's words, so that a link made before a change is noticed."""
    return document.sha256[:12]


class _Links:
    """The address of each citation: the whole document with every mark of this answer."""

    def __init__(self, answer: Answer) -> None:
        self.citations = answer.citations
        self.marks: dict[str, list[str]] = {}
        for n, c in enumerate(self.citations, 1):
            self.marks.setdefault(c.document.id, []).append(f"{n}:{c.span.start}-{c.span.end}")

    def address(self, n: int) -> str:
        """Where citation n opens, relative to the page."""
        d = self.citations[n - 1].document
        query = urlencode({"v": version(d), "marks": ",".join(self.marks[d.id]), "n": n}, safe=":,")
        return f"source/{quote(d.id, safe='')}?{query}#m{n}"

    def quote(self, n: int) -> str:
        """The words of citation n on one line."""
        return " ".join(self.citations[n - 1].quote.split())

    def __call__(self, n: int) -> str:
        """The marker [n] as a link; empty where there is no such citation."""
        if not 1 <= n <= len(self.citations):
            return ""
        label = f"出处 {n}：{self.citations[n - 1].document.title}，打开原文"
        href = escape(self.address(n))
        return f'<a class="cite" href="{href}" data-n="{n}" aria-label="{escape(label)}">{n}</a>'
