"""Find whose duties a person asks for: their words on one side, the subjects of documents on the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.duties.levels import fits, levels_of_person, levels_of_subject
from assistant.duties.lexicon import HEAD, PERSON_HEAD
from assistant.duties.model import DutyTable, Subject
from assistant.duties.roles import (
    BROAD,
    COMMITTEE,
    COMMITTEE_CALLED,
    KINDS,
    PARTY,
    PARTY_CALLED,
    kinds_called,
    kinds_named,
    words_of,
)

ENOUGH = 0.5


@dataclass(frozen=True, slots=True)
class SubjectMatch:
    """A subject of a document that a person's words stand for.

    Attributes:
        table: the document's table.
        subject: the subject as the document writes it.
        score: 0 to 1.
        why: one line for a maintainer.
    """

    table: DutyTable
    subject: Subject
    score: float
    why: str


# Who asks says so, or stands before what was found: 我是护士，发现病人… / 医院发现病人….
_SAYS_WHO = re.compile(
    r"(?:我们?|咱们?|俺们?)(?:是|在|属于)|作为|身为|^(?:我们?|咱们?)(?=[^，,。怎什哪谁几多该能要想]{2,12}[，,])"
)
_FINDS = re.compile(r"发现|遇到|遇见|碰到|碰上|收治|接诊|看到|得知|出现")


# 物业能不能拦着普查员: who is asked about stands before the modal, not behind it.
_IS_BOUND = re.compile(
    r"能不能|可不可以|要不要|该不该|用不用|应不应|可以|应该|应当|必须|需要|(?<!不)能(?!够?力)"
)


def told_of_self(question: str) -> str:
    """What a person says of themselves (我们是做口罩的工厂，…), without the words that say so."""
    who = _SAYS_WHO.search(question)
    return re.split(r"[，,。；;？?！!]", question[who.end() :])[0] if who else ""


def find_subjects(question: str, tables: Sequence[DutyTable]) -> tuple[SubjectMatch, ...]:
    """The subjects a question asks for: by what the person says of themselves, or by what stands in front.

    Args:
        question: as understood.
        tables: the documents to look in.
    """
    told = told_of_self(question)
    found = _FINDS.search(question)
    before = question[: found.start()] if found else ""
    bound = _IS_BOUND.search(question)
    front = question[: bound.start()] if bound else ""
    for part in (told, before, front):
        matches = match_subject(part, tables) if len(part) > 1 else ()
        if matches:
            return matches
    return match_subject(question, tables)


def match_subject(words: str, tables: Sequence[DutyTable]) -> tuple[SubjectMatch, ...]:
    """The subjects that a question or role stands for, best first.

    Args:
        words: such as 我是村支书 or 学校要做什么.
        tables: the documents to look in.

    Returns:
        Subjects of all tables with a score of at least `ENOUGH`; those addressing everyone are left out.
    """
    found = [
        SubjectMatch(table, subject, score, why)
        for table in tables
        for subject in table.subjects()
        if not subject.common
        for score, why in (_score(words, subject),)
        if score >= ENOUGH
    ]
    ranked = sorted(found, key=lambda m: (-m.score, m.table.document.id, m.subject.span.start))
    return tuple(_near_best(ranked))


def _near_best(ranked: list[SubjectMatch]) -> list[SubjectMatch]:
    """Within each document, keep the best and those close to it: a precise name beats a similar kind."""
    best: dict[str, float] = {}
    for match in ranked:
        best.setdefault(match.table.document.id, match.score)
    top = ranked[0].score if ranked else 0.0
    return [m for m in ranked if m.score >= best[m.table.document.id] - 0.15 and m.score >= top - 0.2]


def _score(words: str, subject: Subject) -> tuple[float, str]:
    asked = levels_of_person(words)
    if not fits(asked, levels_of_subject(subject.text)):
        return 0.0, ""
    names = [n for n in dict.fromkeys((subject.text, *subject.members)) if fits(asked, levels_of_subject(n))]
    scored = [_score_one(words, name) for name in names]
    return max(scored, default=(0.0, ""))


def _score_one(words: str, name: str) -> tuple[float, str]:
    core = _core(name)
    if len(core) >= 2 and core in words:
        return (1.0 if len(core) >= 3 or core == name else 0.9), f"原词：{core}"
    tail = next((core[-n:] for n in range(len(core), 3, -1) if core[-n:] in words), "")
    if len(_HEADS.sub("", tail)) >= 3:
        return 0.9, f"原词：{tail}"
    end = next((core[-n:] for n in (3, 2) if len(core) > n and core[-n:] in words), "")
    if end and HEAD.search(end) and not _COMMON_END.fullmatch(end):
        return (0.96 if len(end) > 2 else 0.85), f"原词：{end}"
    office = _OFFICE.sub("", core)
    if office != core and len(office) > 1 and re.search(rf"{re.escape(office)}[局委办厅部]", words):
        return 0.97, f"同一机关：{office}"
    trade = _TRADE.fullmatch(core)
    if trade and trade.group("what") in words:
        return 0.9, f"所做的事：{trade.group('what')}"
    if _shortened(words, core):
        return 0.85, f"简称：{core}"
    asked, named = kinds_called(words), kinds_named(name)
    shared = asked & named
    if shared:
        score = 0.9 if shared & BROAD else 0.7 + 0.1 * len(shared) / len(asked | named)
        score += _side(words, name) + _person(words, name)
        return min(score, 0.95), f"同类：{'、'.join(sorted(shared))}"
    overlap = _overlap(words, core)
    return (0.5 + 0.3 * overlap if overlap >= 0.6 else 0.0), f"字面重合：{overlap:.2f}"


# 农业农村部门 and 农业农村局, 网信部门 and 网信办: an office by its work, under any of its names.
_OFFICE = re.compile(r"(?:行政)?(?:主管)?(?:部门|机关|委员会|局|委|办|厅)$")
# 收割机手: someone who is asked about by what they do (我开收割机).
_TRADE = re.compile(r"(?P<what>.{3,5})[手工师]")


def spoken(words: str, matches: Sequence[SubjectMatch]) -> tuple[str, ...]:
    """The words of a question that say who is asking.

    Args:
        words: the question.
        matches: the subjects it was taken to mean.
    """
    named = frozenset(k for m in matches for k in kinds_named(m.subject.text))
    found = [w for k in KINDS if k.name in named for w in words_of(k, words)]
    if matches:
        found.append(told_of_self(words))
        found += PARTY_CALLED.findall(words) if any(PARTY.search(m.subject.text) for m in matches) else []
    cores = [_core(name) for m in matches for name in (m.subject.text, *m.subject.members)]
    return tuple(dict.fromkeys(w for w in (*found, *cores) if w and w in words))


def _shortened(words: str, core: str) -> bool:
    """Whether the words hold a short form of a name, with its first and its last characters (总包单位)."""
    if len(core) < 5:
        return False
    found = re.finditer(re.escape(core[-2:]), words)
    shorts = (words[m.start() - 2 : m.end()] for m in found if m.start() >= 2)
    return any(_skips(s, core) for s in shorts)


def _skips(short: str, core: str) -> bool:
    rest = iter(core)
    return short[0] == core[0] and all(c in rest for c in short)


# Ends that many names share: they tell no one from another.
_COMMON_END = re.compile(
    r".?(?:单位|部门|人员|机构|机关|组织|企业|公司|干部|群众|居民|政府|街道|乡镇|社区|学校|中心|小组|成员|对象"
    r"|场所|主任|书记|负责人|责任人|工作者|领导人|当事人|管理局|委员会|指挥部|办公室|党员|支部|党组|党委|工作组"
    r"|领导|会议|个人|医院|市场|车辆|地区|同志|学生|家庭)"
)
_FRAME = re.compile(
    r"^(?:县级以上|地方|各级各类|各级|各类|各|全市|全省|全体|广大|一切|所有|任何|本[省市县区]|有关|相关"
    r"|人民)+"
)


def _core(name: str) -> str:
    return re.sub(r"[（(][^）)]*[）)]", "", _FRAME.sub("", name))


def _side(words: str, name: str) -> float:
    """Party and self-government bodies share a village; a role often tells which is meant."""
    if PARTY_CALLED.search(words):
        return 0.1 if PARTY.search(name) else 0.0
    if COMMITTEE_CALLED.search(words):
        return 0.1 if COMMITTEE.search(name) else 0.0
    return 0.0


_SAYS_PERSON = re.compile(r"师傅|员工|工人|人员|职工|伙计|同事")


def _person(words: str, name: str) -> float:
    """Whoever speaks of people means those who work there rather than the place (食堂师傅)."""
    if not _SAYS_PERSON.search(words):
        return 0.0
    return 0.1 if PERSON_HEAD.search(name) else -0.1


# What many subjects share says nothing about which is meant.
_HEADS = re.compile(
    r"(?:党组织|党委|党组|党支部|部门|单位|机构|组织|机关|人员|人民政府|政府|委员会|干部|群众)$"
)


def _overlap(words: str, core: str) -> float:
    if len(core) < 2 or PERSON_HEAD.fullmatch(core):
        return 0.0
    core = _HEADS.sub("", core)
    if len(core) < 3:
        return 0.0
    pairs = {core[i : i + 2] for i in range(len(core) - 1)}
    return len([p for p in pairs if p in words]) / len(pairs)
