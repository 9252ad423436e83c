"""What the documents do not hold: said plainly, with what is nearest and who may know."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.answer import AnswerKind
from assistant.claims import claimhood
from assistant.compose.choose import Run
from assistant.compose.knowledge import Choice
from assistant.compose.render import escape, shown
from assistant.messages import NEAREST, NEAREST_WORDS, NOTHING, ONLY
from assistant.routes.attribution import is_unnamed
from assistant.routes.claim import MAYBE
from assistant.routes.proposal import Proposal
from index.document import Document, Verdict

_SHORT = 120  # characters of the nearest words that are shown
_OFFERED = 3  # questions offered
_ASKS = re.compile(r"(?:什么|啥|怎么|咋|如何|怎样|哪|多少|几[个天次时点号岁]|谁)[^，。；]{0,6}[？?。 ]*$")
_FITS = range(7, 27)  # characters of a question that is offered


def propose(question: str, choice: Choice) -> Proposal:
    """A refusal; its confidence is how sure it is that nothing answers."""
    lines = [NOTHING.zh]
    related: tuple[str, ...] = ()
    if choice.near:
        best = choice.runs[0]
        document = best.prepared.document
        lines += [_place(best), _words(best), _who(document)]
        related = tuple(_askable(question, best))
    else:
        lines.append(ONLY.zh)
    return Proposal(
        AnswerKind.REFUSAL,
        "\n\n".join(line for line in lines if line),
        verdict=Verdict.UNKNOWN if _is_claim(question) else None,
        confidence=1 - choice.confidence,
        related=related,
    )


def _is_claim(question: str) -> bool:
    """Whether something is put that could be true or false, rather than asked for."""
    return claimhood(question).score >= MAYBE and not _ASKS.search(question)


def _place(run: Run) -> str:
    document = run.prepared.document
    path = [h.strip("# ").strip() for h in document.outline.path(run.start)]
    at = "里" + " › ".join(f"“{escape(h)}”" for h in path) + "这一处" if path else ""
    return NEAREST.zh.format(title=escape(document.title), at=at)


def _words(run: Run) -> str:
    """The nearest words, marked as no answer; nothing of a document that nobody answers for."""
    document = run.prepared.document
    if is_unnamed(document):
        return ""
    units = [u for u in run.prepared.units[run.first : run.last + 1] if not u.is_heading]
    words = [document.text[u.span.start : u.span.end].strip() for u in units]
    first = next((w for w in words if len(w) <= _SHORT), "")
    return NEAREST_WORDS.zh.format(words=shown(first)) if first else ""


def _who(document: Document) -> str:
    if document.compiled or not document.issuer:
        return "可向当地卫生健康部门、疾控机构或所在社区（村）核实。"
    return f"可向发文单位（{escape(document.issuer)}）核实。"


def _askable(question: str, run: Run) -> list[str]:
    """Questions that the nearest document does answer, those about the nearest place first."""
    asked = run.prepared.document.asked
    here = [a for a in asked if any(s.overlaps(run.span) for s in a.spans)]
    offered: list[str] = []
    for entry in (*here, *(a for a in asked if a not in here)):
        fit = next(_fitting(entry.questions, question), "")
        if fit and fit not in offered:
            offered.append(fit)
        if len(offered) == _OFFERED:
            break
    return offered


def _fitting(questions: tuple[str, ...], question: str) -> Iterator[str]:
    for wording in questions:
        if len(wording) in _FITS and " " not in wording and wording != question.strip("？?。 "):
            yield wording
