"""Decide whether a clause is a duty, and if not, what it is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.duties import cells
from assistant.duties.lexicon import PREDICATE
from assistant.duties.modal import modals
from assistant.duties.model import Modality, Reason
from assistant.duties.noun import scan_agent
from assistant.duties.phrase import Head
from assistant.duties.units import Unit, is_assignment
from index.document import Part, Span

_BY_PART = {
    Part.TITLE: Reason.TITLE,
    Part.HEADER: Reason.HEADER,
    Part.RECIPIENTS: Reason.RECIPIENTS,
    Part.SIGNATURE: Reason.SIGNATURE,
    Part.DATE: Reason.SIGNATURE,
}
_FORCE = re.compile(
    r"自[^，。；]{0,30}(?:起|之日)(?:施行|实施|执行|生效)|(?:施行|实施|执行|生效)之日|有效期(?:为|至|自|限"
    r"|[一二三四五\d])|同时废止|予以废止|负责[^，。]{0,20}解释|解释权|[本该](?:通知|办法|条例|法|决定|规定"
    r"|意见)(?:自"
    r"|从)"
)
# The title of an attached text.
_INNER_TITLE = re.compile(
    r"^(?:关于)?[^。；，]{6,60}(?:措施|方案|办法|通知|意见|规定|细则|指南|指引|预案|清单"
    r"|名单)(?:（[^）]{1,8}）)?$"
)
_LEAD_IN = re.compile(
    r"(?:现|特|就|将|作出|制定|提出)[^。；]{0,60}(?:如下|以下|下列)[^。；]{0,12}[：:。]?$|(?:通知|公告"
    r"|通告|规定|决定|意见|措施|要求|提示|倡议|安排|通报|函告)如下[：:。，]?$"
)
# …通知如下，请认真贯彻执行。: the formula that closes the lead-in orders nothing of its own.
_LEAD_OUT = re.compile(
    r"(?:如下|[印转]发(?:给)?你们)[，,]请[^，。；]{0,4}(?:遵照|贯彻|认真|结合实际|抓好|按照)?[^，。；]{0,8}(?:执行|落实|实施)[。：:]?$"
)
# 准备阶段（3月1日至3月15日）。: a heading that is written like a sentence.
_DATED_TITLE = re.compile(r"^[^，。；：（(]{2,16}[（(][^）)]*\d[^）)]*[）)][。：:]?$")
_PURPOSE = re.compile(
    r"^(?:为|为了|根据|按照|依据|依照|经)[^。]*(?:制定|特制定|如下|现就|现将|作出)"
    r"|^为了?[^，。]{4,}(?:，[^，。]+){0,3}[，。]?$"
)
_MEANING = re.compile(r"指(?![导挥定派标明])|[^，。；：:]{1,20}[：:]指(?![导挥定派标明])")
_AIMS = re.compile(r"为|根据|按照|依据|依照|鉴于")
_DEFINITION = re.compile(
    r"^指(?![导挥定派标明])|所称|是指|系指|指的是|含义[：:是]"
    r"|^[^，。；]{0,40}?(?<![但凡只尤特别])(?<!于)(?<!就)(?<!还)(?<!正)是(?!否|不是)(?!以|要|为)"
    r"|^[^，。；（(]{1,30}(?:分为|属于|包括|适用[于本]|适用)|^[^，。；]{1,60}由[^，。；]{1,60}(?:组成"
    r"|产生)|^[^，。；]{1,20}(?<![作列成认视])为(?!.{0,20}(?:提供|服务|做好|配备|办理|创造"
    r"|解除))[^，。；]{1,20}[。；]?$"
)
_APPLIES = re.compile(r"(?:依照|按照|适用)[^，。]*(?:规定|法律|法规)[^，。]*(?:执行|办理)。?$")
_NOTE = re.compile(
    r"^【?[^】]{0,4}(?:打印|关闭|返回|分享|上一篇|下一篇|扫一扫|点击)[^。]{0,12}$|^[（(]?(?:联系(?:人|电话"
    r"|方式|科室|单位|部门|地址)|(?:咨询|举报|投诉|监督|服务|报修|值班|热线)电话[：:是为\d]|咨询电话|电话|联系方式|附件|此件|特此|来源|编辑|责编|原标题|注|备注|记者"
    r"|主动公开|抄送|印发|发布时间|文号|索引号|邮箱|地址|网址)|^https?:|^<!--|记者[^，。]{0,12}[）)]$"
)
_PAST = re.compile(
    r"(?<!得)(?:^[^，。至前起]{0,8}\d{1,2}月\d{1,2}日[，,]|(?:已经|已(?!确诊|有|在|治愈|返|发|患|出"
    r"|知))(?![^，。；]*的)|截至|截止"
    r"|累计|(?<![\d作一二三四五六七八九十末])日前|近日|以来|刚刚|目前[，,]|当前[，,]|现阶段)|[^为除不事]了(?![解断然望却结])"
)
_VERDICT_OF_STATE = re.compile(
    r"(?:十分|非常|极其|更加|依然|仍然|愈加|日益)?(?:严峻|复杂|重要|关键|艰巨|繁重|突出|紧迫)[。；，]?$"
    r"|关键(?:时期|阶段|期)[。；，]?$"
)
_QUESTION = re.compile(r"[？?]$|^(?:答|问|Q|A)[：:\d]")
_STATE = re.compile(r"^国家(?:和社会)?$")


def by_place(unit: Unit, words: str) -> Reason | None:
    """The reason that the place alone gives: title, addressees, heading, signature, remark."""
    if unit.part in _BY_PART:
        return _BY_PART[unit.part]
    if (unit.label or unit.heading) and not _tells_someone(words):
        return Reason.HEADING
    if _NOTE.search(words) or is_assignment(words):
        return Reason.NOTE
    if words.lstrip("#- ").startswith(("附件", "附：", "附:")):
        return Reason.ATTACHMENT
    return None


def _tells_someone(words: str) -> bool:
    """Whether a numbered line tells someone what to do (4．镇政府统一建立名册，按季更新。)."""
    if "，" not in words or not words.endswith("。"):
        return False
    start = _LABEL.match(words)
    at = scan_agent(words, start.end() if start else 0, len(words))
    return at is not None and PREDICATE.match(words, at) is not None


_LABEL = re.compile(r"[（(]?[\d一二三四五六七八九十]{1,3}[）)]?[、．.]?\s*")


def by_words(words: str) -> Reason | None:
    """The reason that a whole sentence gives by itself."""
    if _QUESTION.search(words):
        return Reason.STATEMENT
    if _INNER_TITLE.search(words):
        return Reason.TITLE
    if _DATED_TITLE.search(words) and next(modals(words, 0, len(words)), None) is None:
        return Reason.HEADING
    if _FORCE.search(words):
        return Reason.FORCE
    if _LEAD_OUT.search(words):
        return Reason.LEAD_IN
    bound = (m for m in modals(words, 0, len(words)) if m.modality is not Modality.ENCOURAGED)
    if _LEAD_IN.search(words) and next(bound, None) is None:
        return Reason.PURPOSE if _PURPOSE.match(words) else Reason.LEAD_IN
    return None


@dataclass(frozen=True, slots=True)
class Place:
    """What the place of a clause says about it.

    Attributes:
        part: the part of the document.
        law: whether the document is written in articles.
        normative: whether the document instructs.
        listed: whether the clause is an item of a list of duties.
        carried: whether a subject is handed on to it.
    """

    part: Part
    law: bool
    normative: bool
    listed: bool
    carried: bool = False


def by_head(words: str, head: Head, place: Place) -> Reason | None:
    """The reason that the parsed head gives; None where the clause is a duty."""
    if head.subject is not None and _STATE.match(head.subject.text):
        return Reason.DECLARATION
    if head.modal is None and _MEANING.match(words):
        return Reason.DEFINITION
    if head.modal is None and _APPLIES.search(words):
        return Reason.FORCE
    if head.modal is None and place.part is Part.PREAMBLE and _AIMS.match(words):
        return Reason.PURPOSE
    if head.modal is not None:
        return Reason.DEFINITION if re.search(r"所称[^，。]{0,30}是指", words) else None
    case = re.match(r"[^，。；：:]{2,60}的[，,]", words) is not None
    if place.part is Part.PREAMBLE and not case and head.agent is None:
        return _implied(words) or _by_place_of_head(words, head, place)
    if place.normative and (case or (head.conditions and (head.agent is not None or head.verbal))):
        told = None if head.agent is not None else _past(words)
        return Reason.PURPOSE if _PURPOSE.match(words) else told
    if place.listed and place.normative:
        return _implied(words)
    return _implied(words) or _by_place_of_head(words, head, place)


def _by_place_of_head(words: str, head: Head, place: Place) -> Reason | None:
    whole = Span(0, len(words))
    due = cells.report_to(words, whole) or (cells.reports(words, whole) and cells.deadlines(words, whole))
    told = not head.verbal and not due
    if told or not place.normative:
        return Reason.STATEMENT
    if place.law and not place.carried and _names_nobody(words, head):
        return Reason.STATEMENT
    if place.part is Part.PREAMBLE:
        return Reason.BACKGROUND
    return None


def _names_nobody(words: str, head: Head) -> bool:
    return head.subject is None and head.agent is None and not re.match(r"对|将|把|给予|由|依法", words)


def _implied(words: str) -> Reason | None:
    if _PURPOSE.match(words):
        return Reason.PURPOSE
    if _SETS.match(words):
        return Reason.DEFINITION
    if (_DEFINITION.search(words) and not PREDICATE.match(words)) or re.search(r"[，,]是(?!否)", words):
        return Reason.DEFINITION if "指" in words or "称" in words else Reason.BACKGROUND
    return _past(words)


# 补贴对象为收储企业, 供热时间为11月1日至3月31日: what is so, not what is to be done.
_SETS = re.compile(
    r"[^，。；]{0,12}(?:对象|标准|范围|条件|期限|时限|时间|地点|金额|比例|额度)(?:统一|一般)?[为是](?!了)"
)


def _past(words: str) -> Reason | None:
    told = _PAST.search(words) or _VERDICT_OF_STATE.search(words)
    return Reason.BACKGROUND if told else None


_CONTENT = re.compile(
    r"(?:情形|行为|情况|条件|人员|内容|材料|信息|单位|之一|事项|方式|标准|类型|范围|原则|资料|物品|场所"
    r"|症状)[^，。：:]{0,20}[，,]?[^：:]*[：:]$"
)
_TASKS = re.compile(r"(?:职责|任务|工作|措施|义务|职权|责任|要求|规定|制度|事项)[^，。：:]{0,8}[：:]$")


def lists_duties(words: str) -> bool:
    """Whether the items under a stem are duties (履行下列职责：) and no facts (有下列情形之一的，…：)."""
    if re.search(
        r"(?:下列|以下|如下)[^，。：:]{0,12}(?:情形|行为|情况|条件|之一|内容|材料|人员|信息)", words
    ):
        return False
    if re.search(r"(?:包括|含|列明|载明|具备|提交|提供(?![者商])|符合)[^，。]{0,16}[：:]$", words):
        return False
    return bool(_TASKS.search(words)) or not _CONTENT.search(words)


def modality_of(head: Head) -> Modality:
    """The modality a head states by itself."""
    return head.modal.modality if head.modal is not None else Modality.IMPLIED
