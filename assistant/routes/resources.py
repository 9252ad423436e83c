"""What the routes share: the library, and what is prepared from it once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from assistant.claims import ClaimBase
from assistant.compose.asked import Wordings
from assistant.compose.knowledge import PASSAGES, Choice, Corpus, choose_answer, read_corpus_statistics
from assistant.duties import DutyTable
from assistant.duties.tables import duty_table
from assistant.routes.attribution import is_unnamed, with_a_name
from assistant.routes.familiar import Familiar, familiar
from assistant.settings import Settings
from index.document import Document, Hit, Kind
from index.thesaurus import expand

if TYPE_CHECKING:
    from index.library import Library

_CLOSE = 10  # hits whose documents are looked into anyway
_TABLES = 12  # documents whose duties are read for one question


@dataclass(frozen=True)
class Resources:
    """An opened library with what answering needs.

    Attributes:
        library: what may be quoted.
        settings: the run's settings; None for the defaults.
    """

    library: Library
    settings: Settings | None = None

    @cached_property
    def claims(self) -> ClaimBase:
        """The claims on record."""
        return ClaimBase([d for d in self.library.documents.values() if d.claim is not None])

    @cached_property
    def corpus(self) -> Corpus:
        """Term statistics."""
        return read_corpus_statistics(self.library.ranker.lexicon)

    @cached_property
    def wordings(self) -> Wordings:
        """How people are known to ask."""
        return Wordings(self.library.documents.values(), self.corpus.idf, self.library.wordings)

    @cached_property
    def familiar(self) -> Familiar:
        """What questions that are known word for word lead to."""
        return familiar(self.library.documents.values())

    @cached_property
    def names_are_told(self) -> bool:
        """Whether most documents name who issued them, so that one that does not stands out."""
        every = self.library.documents.values()
        return 2 * sum(map(is_unnamed, every)) <= len(every)

    def choose(self, question: str, hits: Sequence[Hit]) -> Choice:
        """What to quote for a knowledge question."""
        other = in_other_words(question, hits, self.library)
        if self.names_are_told and not any(is_unnamed(h.passage.document) for h in hits):
            other = with_a_name(other)
        found = [*hits, *other]
        return choose_answer(question, found, self.corpus, self.wordings)

    def search(self, question: str) -> list[Hit]:
        """The passages to answer from, best first; how people ask is weighed with the answer (`choose`)."""
        return self.library.search(question, PASSAGES, by_wordings=False)

    def tables(self, hits: Sequence[Hit]) -> tuple[DutyTable, ...]:
        """Duty tables of the official documents among the hits, best first; of all, where they are few."""
        found = list(dict.fromkeys(h.passage.document for h in hits if _is_official(h.passage.document)))
        unnamed = not self.names_are_told or any(is_unnamed(h.passage.document) for h in hits)
        official = [d for d in self._official if unnamed or not is_unnamed(d)]
        if len(official) <= _TABLES:
            found += [d for d in official if d not in found]
        return tuple(duty_table(d) for d in found[:_TABLES])

    @cached_property
    def official_are_few(self) -> bool:
        """Whether all official documents that somebody answers for are looked into for any question."""
        named = [d for d in self._official if not (self.names_are_told and is_unnamed(d))]
        return len(named) <= _TABLES

    @cached_property
    def _official(self) -> tuple[Document, ...]:
        return tuple(d for d in self.library.documents.values() if _is_official(d))


def in_other_words(question: str, hits: Sequence[Hit], library: Library) -> list[Hit]:
    """What a question finds in other words that mean the same, in documents not found yet.

    Args:
        question: as understood.
        hits: what it found.
        library: where to search.
    """
    other = expand(question)
    if other == question:
        return []
    held = {h.passage.document.id for h in hits[:_CLOSE]}
    found = library.search(other, PASSAGES, by_wordings=False)
    return [h for h in found if h.passage.document.id not in held]


def _is_official(document: Document) -> bool:
    return document.kind in (Kind.NOTICE, Kind.LAW) or (document.kind is Kind.OTHER and not document.compiled)
