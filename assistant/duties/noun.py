"""Recognise who is meant: noun phrases that end in an organisation or a person; their members; everyone."""

from __future__ import annotations

import re

from assistant.duties.lexicon import (
    ADVERB,
    ADVERB_START,
    BOUNDARY,
    CONJUNCTION,
    HEAD,
    HEAD_LOOSE,
    HEAD_SCAN,
    LONG_VERB,
    PREDICATE,
    VERB,
    VERB_START,
)
from assistant.duties.model import Origin, Subject
from assistant.duties.naming import GOES_ON, NAMING, ROLE, WORKPLACE
from index.document import Span

_BRACKET_END = re.compile(r"(?:[（(][^（）()]*[）)]|等|“[^”]*”)+$")
_AREA = (
    r"(?:全[国省市县区州乡镇村校]|[我本][省市县区]|[省市县区州]直|[省市县区]属"
    r"|[^，。；]{0,20}?(?:领域内|区域内|境内)的)"
)
_EACH = r"(?:一切|所有|任何|全体|每个|每一个?|各级各类|各级|各类|各相关|各有关|各)(?:有关|相关)?"
_GENERIC = (
    r"(?:基层)?(?:党组织|党委|党组|党员干部|共产党员|党委和政府|单位|个人|公民|地区|地方|地|部门|组织|人员"
    r"|人|干部职工|党政机关|成员单位"
    r"|有关方面|县|市|区|县区|乡镇|街道|市县|方面|方|部委|干部)(?:（[^）]*）|\([^)]*\))?"
)
_COMMON_PART = re.compile(rf"{_AREA}?(?:(?:广大)?(?:{_EACH})+(?:{_GENERIC})+)+$|全[国省市县区]{_GENERIC}$")
_GENERIC_PART = re.compile(rf"(?:有关|相关|广大)?(?:{_GENERIC})$")
_EVERYONE = re.compile(r"^(?:全社会|社会各界|全党|大家|所有人|每个人|人人)$")
_NOT_IN_NOUN = re.compile(r"[。；;！？!?]|(?<!特别)(?<!尤其)是(?!否)|了|凭|[前后时]在|(?<=.)对(?![象口])")
# …部门指定的专业机构: the boundary lies inside a relative clause, the subject goes on to the end.
_RELATIVE = re.compile(rf"(?:{VERB})[^，。；]*的[^的，。；]*(?:机构|单位|部门|组织|企业|人员|场所|人|者|员)")
_RELATIVE_START = re.compile(
    r"(?:接到|收到|接受|参加|参与|从事|承担|负责|受|需要|符合|具备|具有|患|涉及|发生|出现|获得|取得|没有|未|不"
    r"|已|直接参|延后|违反|拒|被)"
)
_COMMA = re.compile(r"[，,]")
_AIMED = re.compile(r"(?:对于?|将|把|向|给|如|若|当|按照|根据|依照|通过|必要时)")
_DESCRIBED = re.compile(r"的[^的，。；]{1,30}$")
# 省局, 我校: two characters are a subject only where the first says whose.
_PLACE = re.compile(r"[各省市县区镇乡村州我本该贵]")
_OPENING = re.compile(
    r"(?:未经|一经|对(?!象)|将|把|向|给|在(?![校职编岗建册])|自(?![然治建])|从(?!业)|根据|按照|依照|依据|按|结合"
    r"|针对|通过|经(?![营办销])|因|由|除|随着|为|以|就(?!业)|如"
    r"|若|与|和"
    r"|先(?!进|锋|行区)|交(?![警通管运易])|同|到|比|凭|或|并|及|(?:报|送|致)(?=[^，。；]{0,8}(?:局|办|科|室|部门|委|站|处|中心|政府)))"
)
_LEADING = re.compile(
    r"^(?:特别是|尤其是|包括|其中|以及|及|和|与|同时|(?:自|从)?(?:\d{4}年)?\d{1,2}月\d{1,2}日[前後后起]?"
    r"|(?!对|将|把|向|给|支持)[^，。；]{0,12}(?:期间|时期"
    r"|阶段)[，,]?|[当目]前[，,]?|原则上|一般|[，,、\s])+"
)


def trim_subject(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out connectives in front and marks at both ends."""
    match = _LEADING.match(text[start:end])
    if match:
        start += match.end()
    while start < end and text[end - 1] in "，,、：: \t　\n":
        end -= 1
    return start, end


def ends_in_head(words: str, *, loose: bool = True) -> bool:
    """Whether the words end in an organisation or a person."""
    bare = _BRACKET_END.sub("", words)
    return bool((HEAD_LOOSE if loose else HEAD).search(bare or words))


def is_agent(words: str) -> bool:
    """Whether the words, all of them, can be a subject that acts.

    Args:
        words: a noun phrase candidate in front of a binding word.
    """
    if not words or words[0] in "《<" or len(words) > 90:
        return False
    if _NOT_IN_NOUN.search(words) or not ends_in_head(words):
        return False
    if len(words) < 3 and not (_PLACE.match(words) or ends_in_head(words, loose=False)):
        return False
    if not VERB_START.match(words):
        return True
    # 组织部门, 监督管理机构: the verb is part of a short name; 接到报告的部门: a relative clause.
    if "的" in words or len(words) <= 8 or WORKPLACE.match(words):
        return True
    first = words.split("、", 1)[0]
    return first != words and len(first) <= 12 and ends_in_head(first, loose=False)


def scan_agent(text: str, start: int, end: int) -> int | None:
    """Where a subject ends that no binding word follows: 学校|组织教师…, 医院|在….

    Args:
        text: the document's text.
        start: where the phrase would begin.
        end: end of the comma-level piece.
    """
    piece = _COMMA.split(text[start:end], maxsplit=1)[0].rstrip("：: ")
    for at in range(2, len(piece)):
        if not BOUNDARY.match(piece, at) or not HEAD_SCAN.search(_BRACKET_END.sub("", piece[:at])):
            continue
        if not _balanced(piece[:at]) or _is_inside_name(piece, at):
            continue
        return start + at if _acts(piece[:at]) else None
    # Whoever is in charge is somebody, whatever the name ends in.
    charge = _IN_CHARGE.match(piece)
    if charge and not VERB_START.match(piece) and not _OPENING.match(piece) and not ADVERB_START.match(piece):
        return start + charge.end("who")
    return None


_IN_CHARGE = re.compile(
    rf"(?P<who>(?:(?!{LONG_VERB})[^，。；、的了由是对“”\d]){{2,12}})(?:具体|统一|分别|共同|主要)?"
    r"(?:负责(?![人同制任的])|牵头(?![单部的人]))"
)


def _is_inside_name(piece: str, at: int) -> bool:
    """Whether a subject goes on at a place that looks like the beginning of its predicate."""
    if piece[at] in "的等" or CONJUNCTION.match(piece, at):
        return True
    return bool(GOES_ON.match(piece, at) or _RELATIVE.fullmatch(piece, at))


def name_after_by(text: str, start: int, end: int) -> int | None:
    """Where the name after 由 ends: a subject, all of the piece, or what stands before the first verb.

    Args:
        text: the document's text.
        start: first code point after 由.
        end: end of the comma-level piece.
    """
    at = scan_agent(text, start, end)
    if at is not None:
        return at
    if is_agent(text[start:end].rstrip("，,：: ")):
        return start + len(text[start:end].rstrip("，,：: "))
    for at in range(start + 2, min(end, start + 24)):
        name = text[start:at]
        if BOUNDARY.match(text, at) and _balanced(name) and not _is_inside_name(text[start:end], at - start):
            return None if re.search(r"\d|[和与及、]$", name) else at
    return None


def _balanced(words: str) -> bool:
    """Whether no quotation or bracket is open at the end."""
    return all(words.count(a) == words.count(b) for a, b in ("《》", "“”", "（）", "()", "〔〕", "<>"))


def _acts(words: str) -> bool:
    """Whether a subject without a binding word stands here; after a verb only if it describes the noun."""
    if PREDICATE.match(words) and "的" in words and not _RELATIVE_START.match(words):
        return False
    return can_stand(words)


# 路口全部设立检查站: a predicate that happens to end in an organisation.
_TELLS = re.compile(
    rf"(?<=..)(?:{'|'.join(a for a in ADVERB.split('|') if len(a) > 1)})(?:{LONG_VERB})(?![^，]*的)"
    rf"(?!者|人|单位|部门|机构|中心|组织|队|站|所)|(?:{LONG_VERB})[\d一二两三四五六七八九十]+[名个人]"
)


# 发现火点的镇，…: before a comma, those with whom something is found.
_FOUND_AT = re.compile(r"(?:发现|查出|存在)[^，。；的]+的[^的，。；]{1,8}")


def whole_subject(text: str, start: int, end: int, *, loose: bool = True) -> bool:
    """Whether text[start:end], all of it, is a subject, and does not hold the beginning of its predicate.

    Args:
        text: the document's text.
        start: first code point.
        end: one past the last.
        loose: whether a binding word follows, so that one character (局, 县, 员) is enough for a head.
    """
    words = text[start:end]
    if _TELLS.search(words) or (not loose and not HEAD_SCAN.search(_BRACKET_END.sub("", words))):
        return False
    acts = stands(words) if loose else _acts(words) or (is_agent(words) and _FOUND_AT.fullmatch(words))
    return bool(acts) and scan_agent(text, start, end) is None


# 转移群众, 返乡人员 in front of a binding word: whom something happened to, not an order to move them.
_MADE_SO = re.compile(
    r"(?!组织|引导|动员|教育|发动|督促|指导|通知|劝导|要求|帮助|安排|提醒|选派|抽调|协助|指派|告知|培训)"
    rf"(?:{VERB})(?:人员|群众|学生|学员|对象|患者|病人|居民|村民|旅客|职工|车辆|船舶)"
)


def stands(words: str) -> bool:
    """Whether the words are a subject: a name, or a described noun (为…的企业, 直接参与…的党员)."""
    return can_stand(words) or bool(
        _MADE_SO.fullmatch(words)
        or ("的" in words and is_agent(words) and not _AIMED.match(words) and _DESCRIBED.search(words))
    )


def can_stand(words: str) -> bool:
    """Whether the words are a subject by themselves, not an order with an organisation as its object."""
    if not is_agent(words) or _OPENING.match(words):
        return False
    # A verb in front means an order (引导企业…), unless it describes the noun or is part of a name.
    if not PREDICATE.match(words):
        return True
    return bool(
        "的" in words
        or ROLE.match(words)
        or NAMING.fullmatch(words)
        or (len(words) > 2 and HEAD.fullmatch(words))
    )


def make_subject(text: str, start: int, end: int, origin: Origin = Origin.STATED) -> Subject:
    """The subject at text[start:end], with its members."""
    words = text[start:end]
    return Subject(words, Span(start, end), origin, members(words), is_common(words))


def members(words: str) -> tuple[str, ...]:
    """The kinds named one by one; a shared head is given to each that lacks it.

    Args:
        words: such as 街道社区和乡镇、村党组织.
    """
    bare = re.sub(r"特别是|尤其是|包括", "、", words)
    parts = [p for p in CONJUNCTION.split(bare) if p]
    if len(parts) < 2:
        return tuple(parts)
    head = _shared_head(parts[-1])
    found: list[str] = []
    for part in parts:
        found.append(part)
        if head and not part.endswith(head) and len(part) <= 12:
            found.append(part.removesuffix("等") + head)
    return tuple(dict.fromkeys(found))


_SHARED = re.compile(
    r"(?:党组织|党委|党组|党支部|人民政府|行政主管部门|主管部门|行政部门|部门|委员会|机构|企业|单位|机关"
    r"|人员|学校|组织|办|局|委|厅)$"
)


def _shared_head(last: str) -> str:
    match = _SHARED.search(_BRACKET_END.sub("", last))
    return match.group() if match else ""


def is_common(words: str) -> bool:
    """Whether a subject addresses everyone and not one kind (各级党组织, 各地各单位, 任何单位和个人).

    Args:
        words: the subject as written.
    """
    parts = [p for p in CONJUNCTION.split(words) if p]
    if not parts:
        return False
    if _EVERYONE.match(words):
        return True
    first = _COMMON_PART.fullmatch(parts[0]) is not None
    return first and all(_COMMON_PART.fullmatch(p) or _GENERIC_PART.fullmatch(p) for p in parts[1:])
