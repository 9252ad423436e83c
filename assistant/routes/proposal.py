"""What a route proposes: drafts to be verified, and how to write them down once they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.answer import AnswerKind, ClaimMatch, Draft, Statement
from assistant.compose.render import markdown
from assistant.messages import caution
from index.document import Document, Span, Verdict

NOTHING_LEFT = "找到的内容没有通过逐字核对，不能作答。请换一种问法，或直接查阅原文。"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A route's answer before verification.

    Attributes:
        kind: what sort of answer.
        lead: the line above the statements; names documents, asserts nothing of its own.
        drafts: proposed sentences.
        verdict: of the statement as put, where a claim was asked about.
        claim: the record behind it.
        confidence: 0 to 1.
        cautions: what the reader must know.
        related: what the documents answer nearby.
        composer: who phrased the drafts.
        understood: the question with its slips put right; empty where it was read as put.
    """

    kind: AnswerKind
    lead: str
    drafts: tuple[Draft, ...] = ()
    verdict: Verdict | None = None
    claim: ClaimMatch | None = None
    confidence: float = 0.0
    cautions: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    composer: str = "extractive"
    understood: str = ""

    @property
    def documents(self) -> tuple[Document, ...]:
        """The documents quoted, each once, in order."""
        return tuple(dict.fromkeys(c.document for d in self.drafts for c in d.citations))

    @property
    def quoted(self) -> dict[Document, list[Span]]:
        """Where each quoted document is quoted."""
        found: dict[Document, list[Span]] = {}
        for draft in self.drafts:
            for citation in draft.citations:
                found.setdefault(citation.document, []).append(citation.span)
        return found

    def with_cautions(self, as_of: date | None, documents: Mapping[str, Document]) -> Proposal:
        """The proposal with a caution for every quoted document that is expired, superseded or compiled.

        Args:
            as_of: the day asked about; None means today.
            documents: by id, to name a successor by its title.
        """
        found = [text for d in self.documents for text in caution(d, as_of, documents)]
        return replace(self, cautions=tuple(dict.fromkeys((*self.cautions, *found))))

    def write(self, statements: Sequence[Statement]) -> str:
        """The answer's text from the statements that passed verification."""
        if self.kind is not AnswerKind.REFUSAL and not statements:
            return NOTHING_LEFT
        return markdown(self.lead, statements, self.cautions)
