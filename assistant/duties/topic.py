"""What a question is about, beyond whom and what aspect it asks for, and which duties speak of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from assistant.compose.question import Question, read_question
from assistant.duties.lexicon import BADLY, VERB
from assistant.duties.model import DutyTable
from assistant.duties.refer import words_with_references
from assistant.duties.select import Chosen
from index.background import load_background
from index.words import terms

# Words of asking, of persons and of binding: they carry no topic.
_EMPTY = re.compile(
    r"请问|主任|书记|[局院校科所站队组处厅]长|负责人|我们?是|我们?在|我们|我|你们?|他们?|这边|那边|那|要是"
    r"|如果|假如|万一|通知|文件|规定|条例|上面"
    r"|里面?|中|关于|对于|按照|根据|"
    r"几点|[每一][天日周月次年]|几[次号]|事情|些事|事(?![故件业务实项])|"
    r"(?:任务|工作)?清单|一条条|列(?:出来|一下|个)|具体|详细|主要|一下|这次|平时|平常|告诉|说说|讲讲|算不算|行不行|对待|看待|态度|这块|属于|之前|以前|交(?:上去?|到)"
    r"|什么(?:样|程度)?|怎么样?|怎样|如何|哪些|哪个|哪里|哪|谁|多久|多长时间|多少|几天|几|时候|时间|时限|期限|之内|内"
    r"|吗|呢|吧|啊|呀|的话|的|了|着|会不会|会|是否|是不是|应该|应当|需要|必须|可以|"
    r"要求|职责|责任|负责|任务|义务|工作|做|干|办|有|被|把|要|该|能|得|是|在|向|给|跟|和|与|及|就|也|都|还|后果"
    r"|违规|违法|罚款|处分|处罚|处理|处置|追责|问责|追究|下场|罚|"
    r"[，,。？?！!、；;：:“”\"'\s]"
)
# A failing in general (不报, 没落实, 瞒着): any consequence answers it.
_FAILING = re.compile(
    rf"对?{BADLY}(?:的?(?:干部|人|同志|单位|人员))?|"
    r"(?:不|没有?|未|拒[不绝]?|隐?瞒着?不?|谎|迟|漏|缓|违反|擅自)(?:按(?:要求|规定|时))?(?:执行|落实|配合"
    r"|报告?|上报|履行|履职|到位|力|听|服从|重视|做到?|办|干|管|行动|遵守)?(?:通知|规定|要求|职责|情况"
    r"|疫情)?"
)
_ASKED = re.compile(
    r"(?:落实|采取|开展|执行|完成|实施|推进|承担|履行)(?:好|了|过)?(?:哪些|什么|啥)(?:[^，。？?]{0,2}(?:措施|工作|任务|要求|职责|责任|义务|事项))?|"
    r"报告|上报|汇报|报送|报|不能|不得|不准|不许|禁止|严禁|哪些|例外|除外|特殊情况|情况下?|可以不"
)


def read_topic(question: str, tables: Sequence[DutyTable], *, without: Sequence[str] = ()) -> Question:
    """What a question is about beyond who asks and which aspect, weighed by how rare its words are.

    Args:
        question: as understood.
        tables: words that stand all over a document, such as in its title, say nothing.
        without: words that say who is asking.
    """
    rest = question
    for words in sorted(without, key=len, reverse=True):
        rest = rest.replace(words, " ")
    rest = " ".join(_EMPTY.sub(" ", _ASKED.sub(" ", _FAILING.sub(" ", rest))).split())
    topic = read_question(rest, _rarity)
    weights = {
        t: w
        for t, w in topic.weights.items()
        if len(t) > 1 and w > 0 and not any(_is_everywhere(t, table) for table in tables)
    }
    carried = "".join(weights)
    # A character counts for little beside a pair it stands in, in full where it is all that is said.
    pieces = rest.split()
    alone = {
        t: load_background().idf(t) if t in pieces else w
        for t, w in topic.weights.items()
        if len(t) == 1 and w > 0 and (t in carried or t in pieces)
    }
    kept = {**alone, **weights}
    return replace(topic, weights=kept, total=sum(kept.values()) or 1.0, terms=frozenset(kept))


def _rarity(term: str) -> float:
    """How rare a term is; a pair that a large collection never holds lies across two words."""
    background = load_background()
    return background.idf(term) if term in background.counts else _ACROSS


def is_empty(topic: Question) -> bool:
    """Whether a question is about nothing in particular."""
    return not any(topic.weights.values())


def _is_everywhere(term: str, table: DutyTable) -> bool:
    if term in table.document.title:
        return True
    holding = sum(term in table.words(d.span) for d in table.duties)
    return len(table.duties) >= 8 and holding > len(table.duties) / 4


def on_topic(
    topic: Question, chosen: Sequence[Chosen], *, least: float = 0.3, near: float = 0.6, named: bool = False
) -> tuple[Chosen, ...]:
    """The duties that speak of what a question is about; all where it is about nothing in particular.

    Args:
        topic: what the question is about.
        chosen: in document order.
        least: smallest share of the topic that a duty must speak of.
        near: smallest share of what the best duty speaks of.
        named: whether the topic holds the subject too.
    """
    if is_empty(topic):
        return tuple(chosen)
    shares = [share(topic, c, named=named) for c in chosen]
    best = max(shares, default=0.0)
    return tuple(c for c, s in zip(chosen, shares, strict=True) if s >= max(least, near * best))


def near_topic(topic: Question, chosen: Sequence[Chosen], *, least: float = 0.5) -> tuple[Chosen, ...]:
    """The duties that hold half of a topic's characters: the same thing in other words (谣言, 信谣).

    Args:
        topic: what the question is about.
        chosen: in document order.
        least: smallest share of the characters, weighed, that a duty must hold.
    """
    letters = {c: _rarity(c) for c in "".join(topic.weights)}
    if len(letters) < 3:
        return ()
    whole = sum(letters.values())
    held = [words_with_references(x.table, x.duty) for x in chosen]
    shares = [sum(w for c, w in letters.items() if c in words) / whole for words in held]
    best = max(shares, default=0.0)
    return tuple(x for x, s in zip(chosen, shares, strict=True) if s >= max(least, 0.9 * best))


def carries(topic: Question, chosen: Sequence[Chosen]) -> float:
    """How much of a topic some duties, their subjects and headings speak of together; 1 where it is empty."""
    if is_empty(topic):
        return 1.0
    words = [w for c in chosen for w in (words_with_references(c.table, c.duty), _named(c), _headed(c))]
    return topic.coverage(frozenset().union(*(_terms(w) for w in words)))


def of_the_matter(topic: Question, chosen: Sequence[Chosen], *, near: float = 0.6) -> tuple[Chosen, ...]:
    """The duties in the documents that speak of most of a question: a library holds notices on many matters.

    Args:
        topic: what the question is about, the words of titles included.
        chosen: of any documents.
        near: smallest share of what the best document speaks of.
    """
    if is_empty(topic):
        return tuple(chosen)
    tables = {c.table.document.id: c.table for c in chosen}
    spoken = {name: _speaks_of(topic, t, [c for c in chosen if c.table is t]) for name, t in tables.items()}
    best = max(spoken.values(), default=0.0)
    return tuple(c for c in chosen if spoken[c.table.document.id] >= near * best)


def _speaks_of(topic: Question, table: DutyTable, chosen: Sequence[Chosen]) -> float:
    words = [
        table.document.title,
        *(w for c in chosen for w in (table.words(c.duty.span), _named(c), _headed(c))),
    ]
    return topic.coverage(frozenset().union(*(_terms(w) for w in words)))


def _named(chosen: Chosen) -> str:
    return "\n".join(s.text for s in (chosen.duty.subject, chosen.duty.party) if s is not None)


@lru_cache(maxsize=20_000)
def _terms(words: str) -> frozenset[str]:
    return frozenset(terms(words))


def share(topic: Question, chosen: Chosen, *, named: bool) -> float:
    """How much of a topic a duty speaks of, itself or with the short heading above it, 0 to 1."""
    words = words_with_references(chosen.table, chosen.duty)
    held = _terms(f"{words}\n{_named(chosen)}" if named else words)
    alone = topic.coverage(held)
    above = _headed(chosen)
    return max(alone, _HEADED * topic.coverage(held | _terms(above))) if above else alone


def _headed(chosen: Chosen) -> str:
    path = chosen.table.document.outline.at(chosen.duty.span.start)
    return path[-1].heading if path and len(path[-1].heading) <= _SHORT else ""


_ACROSS = 2.0  # in idf
_HEADED = 0.8  # what a heading's words count for
_SHORT = 16  # a longer heading sums its part up and names no topic


_PENALTIES = re.compile(
    r"罚款|罚[钱金多几]|拘留|判刑|坐牢|开除|撤职|降级|降职|免职|吊销|没收|停业|党纪|记过|赔偿|失信|黑名单"
)
_VERBS = re.compile(VERB)


def names_deed(question: str, chosen: Sequence[Chosen]) -> tuple[Chosen, ...]:
    """The consequences of the deed that a question names (泄露, 拒绝), where that tells them apart.

    Args:
        question: as understood.
        chosen: consequences, in document order.
    """
    deeds = {d for d in _VERBS.findall(question) if len(d) > 1 and not _EMPTY.fullmatch(d)}
    counts = [sum(d in c.table.words(c.duty.span) for d in deeds) for c in chosen]
    best = max(counts, default=0)
    return tuple(c for c, n in zip(chosen, counts, strict=True) if n == best)


_FINE = re.compile(r"罚[款钱金多几]")


def names_penalty(question: str, chosen: Chosen) -> bool:
    """Whether a consequence names the penalty that was asked about; True where none in particular was."""
    asked = {m.group() for m in _PENALTIES.finditer(question)}
    words = chosen.table.words(chosen.duty.span)
    return not asked or any(a in words or (_FINE.match(a) and _FINE.search(words)) for a in asked)


# Failing to report goes by many names.
_UNREPORTED = re.compile(r"瞒|[谎缓漏迟不没未]报|[不没未](?:上|及时)报|报告职责|未[^，。；]{0,12}报告")


def names_failing(question: str, chosen: Chosen) -> bool:
    """Whether a consequence is one of failing to report, where that was asked about."""
    words = chosen.table.words(chosen.duty.span)
    return _UNREPORTED.search(question) is not None and _UNREPORTED.search(words) is not None
