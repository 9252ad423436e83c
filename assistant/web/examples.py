"""Questions to start from: every one of them is answered by the documents at hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from assistant.api import Ask
from assistant.duties import DutyTable
from assistant.duties.tables import duty_table
from index.document import Document, Kind
from index.errors import AssistantError

DUTIES, KNOWLEDGE, CLAIMS, ABOUT = "职责要求", "防护知识", "谣言核查", "文件本身"
MOST = 3  # a kind
_TRIED = 8  # a kind; asking costs time at the start
_LONGEST = 24  # characters of a question on a button
STOCK: Mapping[str, Sequence[str]] = {
    DUTIES: ("学校党组织要做哪些事？", "村“两委”成员感染了要向谁报告？", "领导干部春节期间能休假吗？"),
    KNOWLEDGE: ("口罩多久换一次？", "什么时候要洗手？", "家里怎么消毒？"),
    CLAIMS: ("喝酒能防病毒吗？", "吃大蒜可以预防感染，是真的吗？"),
    ABOUT: ("这份通知是谁发的？", "通知发给哪些单位？"),
}


def offered(
    ask: Ask, examples: Mapping[str, Sequence[str]], documents: Mapping[str, Document]
) -> dict[str, Sequence[str]]:
    """The examples that are answered; a kind that has none left gets ones made from the documents.

    Asking them also warms the engine up.

    Args:
        ask: the question's way to an answer.
        examples: questions by kind.
        documents: by id.
    """
    found: dict[str, Sequence[str]] = {}
    for kind, questions in examples.items():
        kept = _answered(ask, questions) or _answered(ask, derived(kind, documents.values()))
        if kept:
            found[kind] = kept
    return found


def derived(kind: str, documents: Iterable[Document]) -> Iterator[str]:
    """Questions of a kind that the documents themselves suggest, none where they suggest none."""
    made = {DUTIES: _of_duties, KNOWLEDGE: _of_knowledge, CLAIMS: _of_claims}.get(kind)
    if made is None:
        return
    for question in dict.fromkeys(made(documents)):
        if len(question) <= _LONGEST:
            yield question


def _answered(ask: Ask, questions: Iterable[str]) -> tuple[str, ...]:
    good = (q for q in islice(questions, _TRIED) if _answers(ask, q))
    return tuple(islice(good, MOST))


def _answers(ask: Ask, question: str) -> bool:
    try:
        return not ask(question, ()).refused
    except AssistantError:
        return False


def _of_duties(documents: Iterable[Document]) -> Iterator[str]:
    """What the subjects with most duties have to do, one subject of each notice before the next."""
    ranked = [_subjects(duty_table(d)) for d in documents if d.kind is Kind.NOTICE]
    for place in range(MOST):
        for subjects in ranked:
            if place < len(subjects):
                yield f"{subjects[place]}要做哪些事？"


def _subjects(table: DutyTable) -> list[str]:
    counts = Counter(d.subject.text for d in table.duties if d.subject is not None and not d.subject.common)
    return [name for name, _ in counts.most_common()]


def _of_knowledge(documents: Iterable[Document]) -> Iterator[str]:
    for document in documents:
        if document.kind is not Kind.NOTICE and document.claim is None:
            yield from (asked.questions[0] for asked in document.asked[:1] if asked.questions)


def _of_claims(documents: Iterable[Document]) -> Iterator[str]:
    for document in documents:
        if document.claim is not None:
            yield f"{document.claim.claim.rstrip('。')}，是真的吗？"
