"""What a question is about, beyond whom and what aspect it asks for, and which duties speak of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.duties.lexicon import VERB
from assistant.duties.model import DutyTable
from assistant.duties.refer import words_with_references
from assistant.duties.select import Chosen

# Words of asking, of persons and of binding: they carry no topic.
_EMPTY = re.compile(
    r"请问|主任|书记|[局院校科所站队组处厅]长|负责人|我们?是|我们?在|我们|我|你们?|他们?|这边|那边|那|要是"
    r"|如果|假如|万一|通知|文件|规定|条例|上面"
    r"|里面?|中|关于|对于|按照|根据|"
    r"几点|[每一][天日周月次年]|几[次号]|事情|些事|事(?![故件业务实项])|"
    r"什么|怎么样?|怎样|如何|哪些|哪个|哪里|哪|谁|多久|多长时间|多少|几天|几|时候|时间|时限|期限|之内|内"
    r"|吗|呢|吧|啊|呀|的话|的|了|着|会不会|会|是否|是不是|应该|应当|需要|必须|可以|"
    r"要求|职责|责任|任务|义务|工作|做|干|办|有|被|把|要|该|能|得|是|在|向|给|跟|和|与|及|就|也|都|还|后果"
    r"|违规|违法|罚款|处分|处罚|处理|处置|追责|问责|追究|下场|罚|"
    r"[，,。？?！!、；;：:“”\"'\s]"
)
# A failing in general (不报, 没落实, 瞒着): any consequence answers it.
_FAILING = re.compile(
    r"(?:不|没有?|未|拒[不绝]?|隐?瞒着?不?|谎|迟|漏|缓|违反|擅自)(?:按(?:要求|规定|时))?(?:执行|落实|配合"
    r"|报告?|上报|履行|履职|到位|力|听|服从|重视|做到?|办|干|管|行动|遵守)?(?:通知|规定|要求|职责|情况"
    r"|疫情)?"
)
_ASKED = re.compile(
    r"报告|上报|汇报|报送|报|不能|不得|不准|不许|禁止|严禁|哪些|例外|除外|特殊情况|情况下?|可以不"
)


def topic_terms(question: str, tables: Sequence[DutyTable], *, without: Sequence[str] = ()) -> frozenset[str]:
    """Pairs of neighbouring characters that carry what a question is about.

    Args:
        question: as understood.
        tables: pairs that stand all over a document, such as in its title, say nothing.
        without: words that say who is asking.
    """
    rest = question
    for words in sorted(without, key=len, reverse=True):
        rest = rest.replace(words, " ")
    rest = _EMPTY.sub(" ", _ASKED.sub(" ", _FAILING.sub(" ", rest)))
    pieces = rest.split()
    terms = {w[i : i + 2] for w in pieces for i in range(len(w) - 1)} | {w for w in pieces if len(w) == 1}
    return frozenset(t for t in terms if not any(_is_everywhere(t, table) for table in tables))


def _is_everywhere(term: str, table: DutyTable) -> bool:
    if term in table.document.title:
        return True
    holding = sum(term in table.words(d.span) for d in table.duties)
    return len(table.duties) >= 8 and holding > len(table.duties) / 4


def on_topic(terms: frozenset[str], chosen: Sequence[Chosen], *, least: float = 0.3) -> tuple[Chosen, ...]:
    """The duties that speak of what a question is about; all where it is about nothing in particular.

    Args:
        terms: what the question is about.
        chosen: in document order.
        least: smallest share of the terms that a duty must hold.
    """
    if not terms:
        return tuple(chosen)
    shares = [_share(terms, c) for c in chosen]
    best = max(shares, default=0.0)
    return tuple(c for c, s in zip(chosen, shares, strict=True) if s >= max(least, 0.6 * best))


def near_topic(terms: frozenset[str], chosen: Sequence[Chosen], *, least: float = 0.5) -> tuple[Chosen, ...]:
    """The duties that hold half of a question's characters: the same thing in other words (谣言, 信谣).

    Args:
        terms: what the question is about.
        chosen: in document order.
        least: smallest share of the characters that a duty must hold.
    """
    letters = {c for t in terms for c in t}
    if len(letters) < 3:
        return ()
    shares = [
        sum(c in words_with_references(x.table, x.duty) for c in letters) / len(letters) for x in chosen
    ]
    best = max(shares, default=0.0)
    return tuple(x for x, s in zip(chosen, shares, strict=True) if s >= max(least, 0.9 * best))


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


def _share(terms: frozenset[str], chosen: Chosen) -> float:
    words = words_with_references(chosen.table, chosen.duty)
    return sum(t in words for t in terms) / len(terms)
