"""What a document says of itself: title, 文号, issuer, date, level and area, read from its text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from index.document import Kind, Outline, Part
from index.outline.front import DATE, NUMBER
from index.outline.marks import count

_URGENCY = re.compile(r"(?:特提|特急|加急|平急|急件)(?:[·・\s]*明电)?|明电")
_RED_HEAD = re.compile(r"^([\u4e00-\u9fff（）、 　]{2,40}?)(?:文件)$")
_ABOUT = re.compile(r"^([\u4e00-\u9fff、（）() 　]{2,60}?)(?:关于|印发|转发)")
_CALLED = re.compile(
    r"[\u4e00-\u9fff]{0,20}(?:全国人民代表大会(?:常务委员会)?|人民代表大会(?:常务委员会)?|国务院|[部委局]令)"
)
_LAW_TITLE = re.compile(r"(?:法|条例|办法|规定|细则|决定)(?:[（(][^（）()]*[）)])?$")
_ORGAN_END = re.compile(
    r"(?:[部委局厅办院会组府处队校司室站社所行署]|中心|大学|公司|集团|政府|工会|海关|银行|指挥部|党支部)(?:[（(][^（）()]*[）)])?$"
)
_PROVINCE_NAMES = (
    "北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 "
    "湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆 香港 澳门"
)
_PROVINCES = tuple(_PROVINCE_NAMES.split())
_MUNICIPALITIES = ("北京市", "天津市", "上海市", "重庆市")
_PLACE = re.compile(
    r"(?![各全本我该市省县区有相])(?:(?:(?![的了在向对从于为和与及把被])[\u4e00-\u9fff]){1,8}?(?:自治县|县(?!级))"
    r"|(?:(?![的了在向对从于为和与及把被])[\u4e00-\u9fff]){2,9}?(?:特别行政区|自治区|自治州|自治旗|地区|省|市|盟|州|区|旗|镇|乡|街道)(?![场民直属]))"
)
_NATIONAL = re.compile(
    r"^(?:国务院|中共中央|中央|全国|国家|中华人民共和国|最高人民|中华|中国)|^[\u4e00-\u9fff]{2,9}(?:部|总局|总署)(?:[^门]|$)"
)
# An office of a national organ in a place: 国家税务总局厦门市税务局.
_NATIONAL_OFFICE = re.compile(
    r"^(?:国家|中国|中华)[\u4e00-\u9fff]{2,8}?(?:总局|总署|总公司|总会|银行|委员会|局)(?=.)"
)
_UNIT = re.compile(
    r"(?:公司|集团|大学|学院|学校|小学|中学|幼儿园|医院|银行|村民委员会|居民委员会|村委会|居委会)$"
)


@dataclass(frozen=True, slots=True)
class Metadata:
    """What could be read; empty where the text does not say."""

    title: str = ""
    number: str = ""
    issuer: str = ""
    date: str = ""
    level: str = ""
    area: str = ""
    recipients: str = ""
    urgency: str = ""
    kind: Kind = Kind.OTHER


def read_metadata(text: str, outline: Outline, name: str = "") -> Metadata:
    """Read a document's metadata from its text.

    Args:
        text: the canonical text.
        outline: its structure.
        name: the file's name, the last resort for title and date.
    """
    front = [text[s.span.start : s.span.end] for s in outline.sections if s.part is Part.HEADER]
    titled = outline.first(Part.TITLE)
    title = titled.heading if titled else ""
    number = _number(front, title)
    issuer = _issuer(text, outline, front, title)
    area = place_of(issuer) or place_of(title)
    sent = outline.first(Part.RECIPIENTS)
    recipients = text[sent.span.start : sent.span.end].rstrip("：: ") if sent else ""
    urgent = next((u.group() for line in front if (u := _URGENCY.search(line))), "")
    return Metadata(
        title=_without_number(title) or first_words(text) or name,
        number=number,
        issuer=issuer,
        date=_date(text, outline, front, name),
        level=level_of(issuer) or level_of(title),
        area=area,
        recipients=recipients,
        urgency=urgent,
        kind=_kind(outline, title, number, recipients),
    )


def _number(front: list[str], title: str) -> str:
    for line in [*front, title]:
        for found in NUMBER.finditer(line):
            number = re.sub(r"\s+", "", found.group())
            # 某某指挥部通告（第7号）: the words before the bracket are the title.
            return number[number.rindex("第") : -1] if number[-1] in "）)" else number
    return ""


def _without_number(title: str) -> str:
    found = NUMBER.match(title)
    bare = title[found.end() :].strip() if found and found.end() < len(title) else title
    return re.sub(rf"[（(](?:{NUMBER.pattern})[）)]$", "", bare)


def first_words(text: str, limit: int = 40) -> str:
    """The first sentence, cut to a length that can serve as a name."""
    words = text.strip().split("\n", 1)[0].strip()
    sentence = re.split(r"[。！？]", words, maxsplit=1)[0]
    return sentence if len(sentence) <= limit else sentence[:limit] + "…"


def _issuer(text: str, outline: Outline, front: list[str], title: str) -> str:
    signed = [text[s.span.start : s.span.end] for s in outline.sections if s.part is Part.SIGNATURE]
    if signed:
        return _unspaced(re.sub(r"[（(](?:代章|印章|盖章)[）)]", "", " ".join(signed)))
    for line in front:
        if red := _RED_HEAD.match(line.strip()):
            return red[1].strip()
    about = _ABOUT.match(_without_number(title))
    if about and _ORGAN_END.search(about[1].strip()):
        return about[1].strip()
    return _promulgator(front)


def _unspaced(name: str) -> str:
    """An organ's name without the blanks that only space out its characters."""
    parts = name.split()
    return "".join(parts) if all(len(part) == 1 for part in parts) else " ".join(parts)


def _promulgator(front: list[str]) -> str:
    """The organ named in the 题注 of a law, the last one that passed or changed it."""
    for line in reversed(front):
        if called := _CALLED.search(DATE.sub("", line)):
            organ = re.sub(r"^.*?第[一二三四五六七八九十\d]+届", "", called.group())
            return organ.removesuffix("令")
    return ""


def _date(text: str, outline: Outline, front: list[str], name: str) -> str:
    issued = outline.first(Part.DATE)
    if issued and (found := parse_date(text[issued.span.start : issued.span.end])):
        return found
    dates = [d for line in front if (d := parse_date(line))]
    return max(dates, default="") or parse_date(name)


def parse_date(words: str) -> str:
    """The first date in some words as ISO 8601, empty where there is none that exists."""
    for found in DATE.finditer(words):
        figures = [int(f) for f in re.findall(r"\d+", found.group())]
        if not figures:
            year, month, day = re.split("[年月]", re.sub(r"\s", "", found.group()).rstrip("日"))
            year = re.sub("[○ＯO零]", "〇", year)
            figures = [count(year), count(month), count(day.replace("廿", "二十"))]
        try:
            return date(*figures).isoformat()
        except (ValueError, TypeError):
            continue
    return ""


def place_of(name: str) -> str:
    """The innermost place in an organ's name: 安庆市 in 中共安庆市委组织部; 全国 for national organs."""
    bare = _NATIONAL_OFFICE.sub("", re.sub(r"^(?:中共|中国共产党)", "", name.strip()))
    if not _starts_with_place(bare):
        bare = re.sub(r"^(?:中共|中国共产党)", "", name.strip())
    if bare and _NATIONAL.match(bare) and not _starts_with_place(bare):
        return "全国"
    places = _leading_places(bare)
    if places:
        return places[-1]
    return next((p for p in _PROVINCES if bare.startswith(p)), "")


def _starts_with_place(name: str) -> bool:
    return any(name.startswith(p) for p in _PROVINCES) or bool(_leading_places(name))


def _leading_places(name: str) -> list[str]:
    places, at = [], 0
    while found := _PLACE.match(name, at):
        places.append(found.group())
        at = found.end()
    return places


def level_of(name: str) -> str:
    """The level of an organ by its name, from national to unit; empty where it does not show."""
    bare = re.sub(r"^(?:中共|中国共产党)", "", name.strip())
    place = place_of(bare)
    if place == "全国":
        return "national"
    if _UNIT.search(bare):
        return "unit"
    if not place:
        return ""
    if place in _MUNICIPALITIES or place.endswith(("省", "自治区", "特别行政区")) or place in _PROVINCES:
        return "provincial"
    if place.endswith(("市", "自治州", "州", "盟", "地区")):
        return "city"
    return "county"


def _kind(outline: Outline, title: str, number: str, recipients: str) -> Kind:
    numbered = [s.label for s in outline.sections if s.part is Part.SECTION and s.label]
    articles = sum(1 for label in numbered if label.startswith("第") and label.endswith("条"))
    if articles and articles * 2 >= len(numbered) and not recipients and _LAW_TITLE.search(title):
        return Kind.LAW
    return Kind.NOTICE if number or recipients else Kind.OTHER
