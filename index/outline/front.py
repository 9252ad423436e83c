"""The front of an official document: 版头, 标题, 主送机关 (GB/T 9704—2012, 7.2, 7.3.1 and 7.3.2)."""

from __future__ import annotations

import re

from index.document import Part, Section, Span
from index.outline.lines import Line

NUMBER = re.compile(
    r"[\u4e00-\u9fffA-Za-z]{1,20}?[〔\[【（(［﹝](?:19|20)\d{2}[〕\]】）)］﹞]\s*(?:第\s*)?\d{1,5}\s*号"
    r"|[\u4e00-\u9fff]{2,20}(?:公告|令|通告)\s*(?:(?:19|20)\d{2}年)?[（(]?第\s*\d{1,5}\s*号[）)]?"
)
KINDS = "决议 决定 命令 公报 公告 通告 意见 通知 通报 报告 请示 批复 议案 函 纪要 令 办法 规定 条例 "
KINDS += "细则 方案 预案 措施 指南 指引 规程 规范 要点 计划 规划 提示 倡议书 公开信 制度 守则 标准 解读 公约 "
KINDS += "法 书 须知 问答 手册"
KIND_END = re.compile(
    "(?:" + "|".join(sorted(KINDS.split(), key=len, reverse=True)) + r")(?:[（(][^（）()]{1,20}[）)])*[》”]?$"
)
_HEADER = re.compile(
    r"^(?:等级|密级|紧急程度|特提|特急|加急|平急|急件|机密|秘密|绝密|签发人|份号|发文字号|文号|索引号|成文日期|发布日期|发文机关|来源)"
    r"|^[\u4e00-\u9fff（）、 　]{2,40}(?:文件|办公厅文件)$|^[—\-－_=*★☆]{3,}$|^\d{6}$"
)
_DONE = re.compile(r"[。；！？!?]")
_ORGAN_LIST = re.compile(
    r"^(?:各|全|本|有关|相关)|(?:政府|委员会|部门|单位|企业|公司|机构|学校|党组|党委|党工委|组织|协会|商会|联合会|中心|社区|街道|"
    r"群众|居民|市民|村民|党员|同志|家长|师生|纳税人|缴费人|朋友们?|[委局厅部办院会署处行社])(?:[（(][^（）()]{1,20}[）)])?[：:]$"
)
_ANNOUNCES = re.compile(r"如下|以下|下列|指出|强调|要求|介绍|表示|规定|[说称道]$")
DATE = re.compile(
    r"(?:19|20)\d{2}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|[一二]\s?[〇○ＯO零九]\s?[〇○ＯO零一二三四五六七八九]{2}年[一二三四五六七八九十]{1,2}月"
    r"[一二三四五六七八九十廿]{1,3}日|(?:19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2}"
)
_LONGEST_TITLE = 150


def read_front(lines: list[Line], body: int) -> tuple[list[Section], int]:
    """The parts before the text, and the number of the first line after them.

    Args:
        lines: the document's logical lines.
        body: number of the line at which the first numbered part begins, or the number of lines.
    """
    sent = _recipients(lines, body)
    limit = sent if sent is not None else body
    first, last = _title(lines, limit, sent is not None)
    sections = [_plain(Part.HEADER, lines[n]) for n in range(first)]
    if last > first:
        sections.append(_title_section(lines[first:last]))
    title = sections[-1].heading if last > first else ""
    between = _header_after(lines, last, limit, title, sent is not None)
    sections.extend(_plain(Part.HEADER, lines[n]) for n in between)
    after = max(last, _line_after(lines, sections[-1]) if sections else 0)
    if sent is not None:
        sections.append(_plain(Part.RECIPIENTS, lines[sent]))
        after = sent + 1
    return sections, after


def _line_after(lines: list[Line], section: Section) -> int:
    return next((n for n, line in enumerate(lines) if line.start >= section.span.end), len(lines))


def _plain(part: Part, line: Line) -> Section:
    return Section(part, 0, "", "", Span(line.start, line.end), line.start)


def _title_section(lines: list[Line]) -> Section:
    heading = join_title([line.words for line in lines])
    return Section(Part.TITLE, 0, "", heading, Span(lines[0].start, lines[-1].end), lines[0].start)


def join_title(pieces: list[str]) -> str:
    """A title that ran over several lines, as one."""
    return "".join(p.lstrip("#").strip() for p in pieces)


def is_header(words: str) -> bool:
    """Whether a line belongs to the 版头: urgency, document number, red head, rule."""
    if _HEADER.search(words):
        return True
    bare = "".join(words.split())
    number = NUMBER.search(bare)
    if number is None or _DONE.search(bare) or number.group()[-1] in "）)":
        return False  # an order such as 通告（第7号） has no other title
    rest = bare.replace(number.group(), "").strip("（）()")
    return len(rest) <= 20 and "关于" not in rest and not KIND_END.search(rest)


def _recipients(lines: list[Line], body: int) -> int | None:
    for n, line in enumerate(lines[: min(body, 14)]):
        if n and line.words[-1] in "：:" and _names_organs(line.words):
            return n
        if _DONE.search(line.words):
            return None
    return None


def _names_organs(words: str) -> bool:
    return bool(_ORGAN_LIST.search(words)) and not _ANNOUNCES.search(words[:-1]) and len(words) <= 400


def _title(lines: list[Line], limit: int, addressed: bool) -> tuple[int, int]:
    """The range of lines that make the title."""
    first = 0
    while first < limit and is_header(lines[first].words):
        first += 1
    if first >= limit:
        return first, first
    if lines[first].words.startswith("#"):
        return first, first + 1
    last = _last_title_line(lines, first, limit, addressed)
    for n in range(last - 2, first - 1, -1):
        if is_header(lines[n].words) or KIND_END.search(lines[n].words):
            first = n + 1
            break
    words = lines[first].words
    if len(words) > _LONGEST_TITLE or _DONE.search(words[:-1]) or words[-1] in "。；：:":
        return first, first
    return first, last


def _last_title_line(lines: list[Line], first: int, limit: int, addressed: bool) -> int:
    """One past the last title line: where a word for a kind of document ends it, or the first line alone."""
    ends = []
    for n in range(first, min(limit, first + (12 if addressed else 6))):
        if not addressed and (_DONE.search(lines[n].words) or len(lines[n].words) > 80):
            break
        if KIND_END.search(lines[n].words):
            ends.append(n + 1)
            if not addressed:
                break
    return ends[-1] if ends else first + 1


def _header_after(lines: list[Line], at: int, limit: int, title: str, addressed: bool) -> list[int]:
    """Document number, date, 题注 or the title once more, between the title and the text."""
    found = []
    while at < limit and (addressed or _is_note(lines[at].words) or lines[at].words == title):
        found.append(at)
        at += 1
    return found


def _is_note(words: str) -> bool:
    if _DONE.search(words):
        return False
    return bool(DATE.match(words)) or (
        len(words) <= 80 and (is_header(words) or words.startswith(("（", "(")))
    )
