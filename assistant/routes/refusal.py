"""What the documents do not hold: said plainly, with what is nearest and who may know."""

from __future__ import annotations

from assistant.answer import AnswerKind
from assistant.claims import claimhood
from assistant.compose.knowledge import Choice
from assistant.compose.render import escape
from assistant.routes.claim import MAYBE
from assistant.routes.proposal import Proposal
from index.document import Document, Verdict

_NEAR = 0.12  # below this even the nearest passage is about something else


def propose(question: str, choice: Choice) -> Proposal:
    """A refusal; its confidence is how sure it is that nothing answers."""
    lines = ["现有资料里没有能回答这个问题的内容，因此不作回答。"]
    related: tuple[str, ...] = ()
    if choice.runs and choice.confidence >= _NEAR:
        nearest = choice.runs[0].prepared.document
        place = " › ".join(nearest.outline.path(choice.runs[0].start))
        lines.append(f"最接近的资料是《{escape(nearest.title)}》{escape(place)}，但它没有说到您问的这一点。")
        related = _related(choice.runs[0].prepared.document, choice.runs[0].start)
        lines.append(_who(nearest))
    else:
        lines.append("本助手只回答资料中的职责要求、防控知识和谣言核查；可以换一种问法，或先查看资料目录。")
    return Proposal(
        AnswerKind.REFUSAL,
        "\n\n".join(line for line in lines if line),
        verdict=Verdict.UNKNOWN if claimhood(question).score >= MAYBE else None,
        confidence=1 - choice.confidence,
        related=related,
    )


def _who(document: Document) -> str:
    if document.compiled or not document.issuer:
        return "可向当地卫生健康部门、疾控机构或所在社区（村）核实。"
    return f"可向发文单位（{escape(document.issuer)}）核实。"


def _related(document: Document, offset: int) -> tuple[str, ...]:
    """What the nearest document does speak of: its headings next to the place."""
    headings = [s.heading.strip("# ").strip() for s in document.outline.sections if s.heading]
    return tuple(dict.fromkeys(h for h in headings if 4 <= len(h) <= 40 and h != document.title))[:3]
