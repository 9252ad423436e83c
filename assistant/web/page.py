"""The Gradio page: what lies where, and what happens when a question is sent."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib import resources
from typing import TYPE_CHECKING, Any

from assistant.answer import Turn
from assistant.api import Ask
from assistant.inputs import check_question
from assistant.settings import HISTORY_LIMIT, QUESTION_LIMIT
from assistant.web import render
from assistant.web.examples import STOCK
from assistant.web.feedback import Feedback, record
from assistant.web.markup import escape
from assistant.web.render import Exchange
from index.errors import AssistantError

if TYPE_CHECKING:
    import gradio

CONCURRENCY = 4
WAITING = 64
SESSIONS = 500
IDLE_SECONDS = 3_600
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Words:
    """What the page calls itself and offers.

    Attributes:
        title: the name in the masthead.
        motto: the line beneath.
        greeting: heading of the empty conversation.
        examples: questions to start from, by kind.
    """

    title: str = "防控文件问答"
    motto: str = "只依据文件原文作答，句句注明出处"
    greeting: str = "请问您想了解什么？"
    examples: Mapping[str, Sequence[str]] = field(default_factory=lambda: STOCK)


class Session:
    """One reader's conversation, in memory only.

    A plain class on purpose: Gradio compares states by hash, and this one hashes by identity at no cost.
    """

    def __init__(self) -> None:
        self.exchanges: list[Exchange] = []
        self.first = 1

    def add(self, exchange: Exchange) -> None:
        """Add a turn and let the oldest go where there are too many."""
        self.exchanges.append(exchange)
        while len(self.exchanges) > HISTORY_LIMIT:
            self.exchanges.pop(0)
            self.first += 1

    def history(self) -> tuple[Turn, ...]:
        """The turns that were answered, as `ask` takes them."""
        turns: list[Turn] = []
        for exchange in self.exchanges:
            if exchange.answer is not None:
                turns += [Turn("user", exchange.question), Turn("assistant", exchange.answer.text)]
        return tuple(turns[-HISTORY_LIMIT:])

    def exchange(self, turn: int) -> Exchange | None:
        """The turn of a number, where it is still held and answered."""
        at = turn - self.first
        if 0 <= at < len(self.exchanges) and self.exchanges[at].answer is not None:
            return self.exchanges[at]
        return None


@dataclass(frozen=True, slots=True)
class Desk:
    """What the page's events do, apart from Gradio.

    Attributes:
        ask: the question's way to an answer.
        words: what the page calls itself.
        feedback: where votes go; None shows no vote buttons.
    """

    ask: Ask
    words: Words
    feedback: Feedback | None = None

    def show(self, session: Session) -> str:
        """The conversation as HTML."""
        opening = render.welcome(self.words.greeting, self.words.examples)
        return render.conversation(
            session.exchanges, opening, first=session.first, votes=self.feedback is not None
        )

    def answer(self, question: str, session: Session, *, alone: bool = False) -> Iterator[str]:
        """Ask, and show the conversation as it grows, in few chunks: question, lead line, everything.

        Args:
            question: as put.
            session: the conversation.
            alone: whether to leave what was said before out of it.
        """
        history = () if alone else session.history()
        session.add(Exchange(question.strip()[:QUESTION_LIMIT]))
        yield self.show(session)
        done = self._asked(question, history)
        if done.answer is not None and len(done.answer.statements) > 1:
            session.exchanges[-1] = Exchange(done.question, lead=render.lead_of(done.answer))
            yield self.show(session)
        session.exchanges[-1] = done
        yield self.show(session)

    def _asked(self, question: str, history: Sequence[Turn]) -> Exchange:
        shown = question.strip()[:QUESTION_LIMIT]
        try:
            return Exchange(shown, self.ask(check_question(question), history))
        except AssistantError as error:
            return Exchange(shown, failure=str(error))
        except Exception:
            _log.exception("a question could not be answered")
            return Exchange(
                shown, failure="回答时出了故障，请稍后再试；若一再出现，请运行 assistant doctor 检查。"
            )

    def vote(self, turn: Any, vote: Any, session: Session) -> str:
        """Keep what a reader thought of a turn; a vote from outside the choices is ignored."""
        found = session.exchange(turn) if isinstance(turn, int) else None
        if (
            found is not None
            and found.answer is not None
            and vote in render.VOTES
            and self.feedback is not None
        ):
            self.feedback(record(found.answer, vote))
            session.exchanges[turn - session.first] = replace(found, vote=vote)
        return self.show(session)


def build_page(desk: Desk) -> gradio.Blocks:
    """The page, not yet mounted."""
    import gradio as gr

    empty = Session()
    with gr.Blocks(title=desk.words.title, analytics_enabled=False, fill_width=True) as page:
        fresh = gr.Button("新对话", elem_id="fresh")  # pressed by the one in the masthead
        state = gr.State(None, time_to_live=IDLE_SECONDS)
        gr.HTML(_masthead(desk.words), elem_id="masthead", js_on_load=None, apply_default_css=False)
        with gr.Row(elem_id="desk"):
            with gr.Column(elem_id="talk", min_width=0):
                log = gr.HTML(
                    desk.show(empty), elem_id="log", js_on_load=asset("log.js"), apply_default_css=False
                )
                with gr.Row(elem_id="composer"):
                    box = gr.Textbox(
                        label="问题",
                        show_label=False,
                        placeholder="请输入问题或要核查的说法",
                        lines=1,
                        max_lines=6,
                        max_length=QUESTION_LIMIT,
                        elem_id="box",
                        autofocus=True,
                        scale=1,
                    )
                    send = gr.Button("提问", elem_id="send", variant="primary", scale=0, min_width=88)
            gr.HTML(_source_pane(), elem_id="source", js_on_load=None, apply_default_css=False)

        def submit(question: str, session: Session | None, alone: bool = False) -> Iterator[tuple[Any, ...]]:
            current = session or Session()
            if not question.strip():
                yield desk.show(current), gr.skip(), current
                return
            for html in desk.answer(question, current, alone=alone):
                yield html, "", current

        def chosen(session: Session | None, event: gr.EventData) -> Iterator[tuple[Any, ...]]:
            alone = event._data.get("alone") is True
            yield from submit(str(event._data.get("question", "")), session, alone)

        def voted(session: Session | None, event: gr.EventData) -> tuple[Any, ...]:
            current = session or Session()
            return desk.vote(event._data.get("turn"), event._data.get("vote"), current), current

        # Gradio finds the event by its parameter's type, which it cannot resolve from a name imported here.
        chosen.__annotations__["event"] = voted.__annotations__["event"] = gr.EventData

        def restart() -> tuple[Any, ...]:
            return desk.show(empty), "", Session()

        shared: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        gr.on(
            [box.submit, send.click],
            submit,
            [box, state],
            [log, box, state],
            concurrency_limit=CONCURRENCY,
            **shared,
        )
        log.ask(chosen, [state], [log, box, state], concurrency_limit=CONCURRENCY, **shared)
        log.vote(voted, [state], [log, state], **shared)
        fresh.click(restart, None, [log, box, state], **shared)
    chat: gradio.Blocks = page
    page.queue(max_size=WAITING, default_concurrency_limit=CONCURRENCY, api_open=False)
    page.state_session_capacity = SESSIONS
    return chat


def theme() -> Any:
    """Gradio's plainest theme with fonts that office machines have; the looks are in static/page.css."""
    import gradio as gr

    return gr.themes.Base(font=list(FONTS), font_mono=["Consolas", "monospace"])


FONTS = (
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "PingFang SC",
    "Microsoft YaHei",
    "WenQuanYi Micro Hei",
    "sans-serif",
)
HEAD = (
    '<meta name="referrer" content="no-referrer"><link rel="stylesheet" href="look/page.css">'
    '<script src="look/page.js" defer></script>'
)


def asset(name: str) -> str:
    """A file of the page, as text."""
    return resources.files("assistant.web").joinpath("static", name).read_text(encoding="utf-8")


def _masthead(words: Words) -> str:
    return (
        f'<header class="masthead"><div><h1>{escape(words.title)}</h1><p>{escape(words.motto)}</p></div>'
        '<div class="tools"><button type="button" data-act="fresh">新对话</button>'
        '<button type="button" data-act="larger" aria-pressed="false">大字</button>'
        '<button type="button" data-act="shade" aria-pressed="false">深色</button></div></header>'
        '<p class="sr" id="announce" role="status" aria-live="polite"></p>'
    )


def _source_pane() -> str:
    return (
        '<aside class="pane" id="pane" aria-label="原文">'
        '<div class="pane-bar"><div class="pane-title"><p class="pane-name">原文</p>'
        '<p class="pane-meta"></p></div><span class="pane-tools">'
        '<a class="pane-out" hidden target="_blank" rel="noopener">单独打开</a>'
        '<button type="button" data-act="close" class="pane-close" aria-label="关闭原文">关闭</button>'
        "</span></div>"
        '<div class="pane-body" id="pane-body" tabindex="0"><div class="pane-empty">'
        "<p>原文显示在这里</p><p>提问后，点回答里的引用编号，<br>即可看到整份文件和被引用的那一句。</p></div></div></aside>"
    )
