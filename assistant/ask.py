"""One question in, one Answer out: the function that every door opens to.

    question + history --understand--> question as meant --route--> drafts --verify--> statements --> Answer

A question is tried, in this order, as a claim on record, as a question about a document itself, as a duty
question, and as a knowledge question; what none of them can support is refused.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from assistant.answer import Answer, AnswerKind, Problem, Turn
from assistant.converse import carry_on, resolve
from assistant.inputs import check_question
from assistant.routes import Proposal, Resources, judge_claim, propose
from assistant.settings import QUESTION_LIMIT, Settings
from assistant.verify import verify
from index.errors import BadInput

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from index.library import Library


def ask(
    library: Library, question: str, history: Sequence[Turn] = (), *, as_of: date | None = None
) -> Answer:
    """Answer a question from a library.

    Args:
        library: what may be quoted.
        question: as the person put it.
        history: the conversation before it, oldest first.
        as_of: the day to answer for; None means today.

    Returns:
        The answer; a refusal is an answer too.

    Raises:
        BadInput: the question is empty or too long.
    """
    return Assistant(library).ask(question, history, as_of=as_of)


@dataclass(frozen=True)
class Assistant:
    """An opened library with what answering from it needs, prepared once.

    Attributes:
        library: what may be quoted.
        settings: the run's settings; None for the defaults (no language model).
    """

    library: Library
    settings: Settings | None = None

    @classmethod
    def open(cls, library: Library, settings: Settings | None = None) -> Assistant:
        """An assistant over a library, ready to answer."""
        return cls(library, settings)

    @cached_property
    def resources(self) -> Resources:
        """Claim records, duty tables and term statistics of the library."""
        return Resources(self.library, self.settings)

    @cached_property
    def model(self) -> BaseChatModel | None:
        """The language model that may phrase answers; None where no endpoint is configured."""
        if self.settings is None or not self.settings.llm:
            return None
        from assistant.chain import open_model

        return open_model(self.settings.llm, self.settings.llm_key)

    def _phrase(self, understood: str, proposal: Proposal) -> Proposal:
        """The proposal in the model's words where any pass the gate, in the documents' own otherwise."""
        if self.model is None or proposal.kind not in (AnswerKind.KNOWLEDGE, AnswerKind.DUTY):
            return proposal
        from assistant.chain import rephrase

        return rephrase(understood, proposal, self.model)

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        *,
        as_of: date | None = None,
        id: str | int | None = None,
    ) -> Answer:
        """Answer one question; see `ask`."""
        clock = _Clock()
        asked = check_question(question)
        understood = clock("understand", lambda: resolve(asked, history))
        proposal = clock("compose", lambda: propose(understood, self.resources, as_of))
        carried = carry_on(asked, history) if proposal.kind is AnswerKind.REFUSAL else ""
        if carried:
            other = clock("compose", lambda: propose(carried, self.resources, as_of))
            if other.kind is not AnswerKind.REFUSAL:
                understood, proposal = carried, other
        phrased = clock("phrase", lambda: self._phrase(understood, proposal)) if self.model else proposal
        answer = clock("verify", lambda: _finish(asked, understood, phrased))
        return replace(answer, id=id, timings_ms=clock.rounded())

    def check(self, statement: str) -> Answer:
        """The verdict on a statement as it was put; UNKNOWN where no record and no document decides it."""
        clock = _Clock()
        asked = check_question(statement)
        hits = clock("search", lambda: self.resources.search(asked))
        judged = clock("judge", lambda: judge_claim(asked, hits, self.resources))
        proposal = judged.with_cautions(None, self.library.documents)
        answer = clock("verify", lambda: _finish(asked, asked, proposal))
        return replace(answer, timings_ms=clock.rounded())

    def ask_row(
        self,
        question: Any,
        history: Sequence[Turn] = (),
        *,
        as_of: date | None = None,
        id: str | int | None = None,
    ) -> Answer:
        """Answer one line of a batch; one that cannot be asked is refused, and the batch goes on."""
        try:
            if not isinstance(question, str):
                raise BadInput("这一行没有 question")
            return self.ask(question, history, as_of=as_of, id=id)
        except BadInput as error:
            shown = question if isinstance(question, str) else ""
            return Answer(shown[:QUESTION_LIMIT], AnswerKind.REFUSAL, str(error), id=id)


def _finish(asked: str, understood: str, proposal: Proposal) -> Answer:
    """Verify the drafts and write the answer; where nothing passes, refuse."""
    checked = verify(proposal.drafts)
    problems: tuple[Problem, ...] = checked.problems
    kind = proposal.kind
    if kind is not AnswerKind.REFUSAL and not checked.statements:
        kind = AnswerKind.REFUSAL
    return Answer(
        question=asked,
        kind=kind,
        text=proposal.write(checked.statements),
        statements=checked.statements if kind is not AnswerKind.REFUSAL else (),
        understood=proposal.understood or understood,
        in_context=understood != asked,
        verdict=proposal.verdict,
        claim=proposal.claim,
        confidence=proposal.confidence,
        cautions=proposal.cautions,
        related=proposal.related,
        composer=proposal.composer,
        dropped=problems,
    )


_T = TypeVar("_T")


class _Clock:
    """Times stages, milliseconds."""

    def __init__(self) -> None:
        self.stages: dict[str, float] = {}

    def __call__(self, stage: str, work: Callable[[], _T]) -> _T:
        start = time.perf_counter()
        result = work()
        self.stages[stage] = self.stages.get(stage, 0.0) + (time.perf_counter() - start) * 1000
        return result

    def rounded(self) -> dict[str, float]:
        """Each stage and their total."""
        return {k: round(v, 2) for k, v in self.stages.items()} | {
            "total": round(sum(self.stages.values()), 2)
        }
