"""The cells of a duty: deadlines and frequencies, reporting lines, conditions, exceptions, consequences."""

from __future__ import annotations

import re

from assistant.duties.lexicon import HEAD_LOOSE
from index.document import Span

_NUMBER = r"(?:\d+(?:\.\d+)?|[零一二两三四五六七八九十百半]+)"
_UNIT = r"(?:个)?(?:小时|分钟|工作日|自然日|日|天|周|星期|个?月|年|季度|学期)"
_CLOCK = r"\d{1,2}(?:时|点|[:：]\d\d)"
_HALF = r"上午|下午|晚上?|早上?|中午"
_DAY = r"(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日|底|末|初|中旬|上旬|下旬)"
_BY = r"(?:起|之前|以前|前|止|之后|以后|后)"
_DEADLINES = (
    rf"每(?:周|星期)[一二三四五六日天](?:{_HALF})?(?:{_CLOCK})?(?:之?前)?|每月\d{{1,2}}[日号](?:之?前)?",
    rf"(?:(?:在|自|从|于)[^，,。；;：:、]{{0,24}}?(?:后|起|之日起|时)?的?)?{_NUMBER}{_UNIT}(?:之内|以内|内"
    r"|之前|前)",
    # 于放假前, 在5月底前, 入场前必须: until something happens.
    r"(?:(?<![关对由属等高低优至])于|在(?=.{1,6}前))[^，。；：、于在]{1,10}(?:之前|以前|前(?![提述款列后期端来往列]))|(?<=[\u4e00-\u9fff]{3})(?<![之以目当])[入到离出进开上返][\u4e00-\u9fff]前(?=[必应要须])",
    rf"(?:于|在)?(?:每日|每天|{_HALF})?\d{{1,2}}(?:时|点|[:：]\d\d)(?:\d{{1,2}}分)?(?:之前|以前|前)|于(?:{_HALF})?\d{{1,2}}[时点]",
    rf"(?:自|从)?{_DAY}(?:{_CLOCK})?{_BY}?至{_DAY}|(?:自|从)?{_DAY}(?:{_CLOCK})?{_BY}|(?:于|在|至"
    rf"|截至){_DAY}(?:{_CLOCK})?{_BY}?",
    rf"(?:每|逐)(?:{_NUMBER})?{_UNIT}(?![每\d]*\d元)(?:{_CLOCK}(?:之?前)?)?(?:至少"
    rf"|不少于)?(?:{_NUMBER}次)?(?:以上)?",
    r"(?:日|周|月|零)报告|日报|周报|月报|(?<![规固限])定期(?!限)|不定期|按[日周月季年]|逐[日月周]"
    rf"|{_NUMBER}{_UNIT}{_NUMBER}次",
    rf"提前{_NUMBER}{_UNIT}|[当次][日天晚](?:{_HALF})?{_CLOCK}(?:之?前)?"
    rf"|{_NUMBER}{_UNIT}(?=[，,。；;]|以上|不间断|轮流|值[班守]|在岗|待命|驻|有人|专人|开[通放])",
    r"自[^，。；、]{2,16}之日起(?![一二三四五六七八九十百\d])",
    r"第一时间|立即|立刻|马上|即刻|即时|随时|及时|尽快|尽早|当[日天](?!地)(?:\d{1,2}(?:时|点)(?:之?前)?)?"
    r"|当场|限期|迅速|按[时期](?!间)|如期|实时",
    r"(?:开学|复工|复产|开业|上岗|返岗|入[校园]|进[校园])前",
)
_DEADLINE = re.compile("|".join(_DEADLINES))
_REPORT_VERB = (
    r"(?:报告|汇报|上报|报送|通报|举报|反映|备案|申报|报备|报批|报案|请示|反馈|检举|报请|报经|直报|呈报"
    r"|填报|移交|移送"
    r"|书面报告)"
)
_PLAINLY = (
    r"(?:网络|电话|口头|逐级|如实|及时|立即|主动|书面|直接|迅速|尽快|同时|作出|提出|进行|履行|依法|按规定)*"
)
_TO = r"[^，,。；;：:、的或和及与][^，,。；;：:]{1,50}?"
_REPORT_TO = (
    re.compile(rf"(?:向|给|至)(?P<to>{_TO}){_PLAINLY}(?={_REPORT_VERB})"),
    re.compile(
        r"(?<![谎瞒缓漏迟错通举不申填汇上呈])(?:报告|上报|汇报|报送|直报|(?<![日周月])报(?![告送请]))(?:至|到|给"
        rf"|送)?(?P<to>{_TO})(?=并|[，,。；;（(])"
    ),
    re.compile(
        r"报(?:经|请|送)?(?P<to>[^，,。；;：:报、]{2,40}?)(?=批准|备案|审批|审核|核准|同意|审定|审查|决定"
        r"|核定|备查|处[理置]|研究)"
    ),
    re.compile(rf"(?<=[前内日并后时])(?:送|送至|送交|交至)(?P<to>{_TO})(?=[，,。；;])"),
    re.compile(
        rf"(?<=[，,。；;：:并即时式快间当要须前后以内面])(?:通知|告知)(?P<to>{_TO})"
        r"(?=并|[，,。；;]|处[理置]|到场|前往|协助)"
    ),
    # 向林业站提出申请, 向主管部门投诉: whom to ask.
    re.compile(
        rf"向(?P<to>{_TO})(?:书面|及时|直接|依法)?(?=(?:提出|提交|递交)[^，。；的]{{0,8}}(?:申请|报告|请求|方案)|投诉|求助|请假|请示"
        r"|申请(?!人))"
    ),
)
_REPORTS = re.compile(
    rf"(?!申报|填报)(?<!调查)(?<!日)(?<!分析)(?<!接到)(?<!收到)(?<!对)(?:{_REPORT_VERB}"
    r"|报[^，。；]{1,24}(?:备案|批准|审批|审核))"
    r"(?![，、]?(?:制度|系统|电话|程序|书|单位|平台|职责|规范|网络|管理信息|批评|义务|的|后|人(?!民)|者"
    r"|突发事件有功))"
)
_CONDITION = re.compile(
    r"(?:(?<=[，,。；;：:、])|^)(?:对[^，,。；;：:]{2,60}的[^，,。；;：:的]{1,8}(?=[，,](?:依|予|给|奖|严|坚|一律|由|及时|立即|责令|通报))"
    r"|一经[^，。；：]{2,20}(?=[，,]))|(?:(?<=[，,。；;：:、])|^)(?:对于?|如果?|若|凡|一旦|遇有?|发现|出现|必要时|确需|经|未经"
    r"|有)[^，,。；;：:]{0,60}?(?:的|时|后|情况下|前提下)(?=[，,])"
    r"|(?<=[，,。；;：:])[^，,。；;：:、的]{2,24}的(?=要(?![求素点害])|应(?:当|及时|立即)|必须|须(?!知)|不得|一律)"
    r"|(?:(?<=[，,。；;：:])|^)(?:[^，,。；;：:、]{2,40}(?:的|时|后|期间|情况下|前提下)|未经[^，,。；;：:]{2,20})(?=[，,])"
    r"|(?<=[，,。；;：:])必要时"
    # 接到申请后3日内…: no comma between the case and what is to be done.
    r"|(?:接到|接报|收到|得知|获悉|发现)[^，,。；;：:、]{0,16}?(?<!事)后(?![续果来])"
)
_EXCEPTION = re.compile(
    r"除[^，,。；;：:]{1,60}?(?:以外|之外|外)|[^，,。；;：:（(]{2,40}除外|(?:但"
    r"|但是)[，,]?[^。；;]{2,60}?(?:除外|不在此限|不受此限)"
    r"|(?:[^，,。；;]{2,40})?另有规定的?[，,]?(?:从其规定|依照其规定)?|(?:确需|特殊情况"
    r"|特殊原因)[^，,。；;]{0,40}"
)
_PENALTY = re.compile(
    r"追究|追责|问责|处分|处罚|罚款|处以|责令|吊销|撤职|开除|降级|免职|严肃处理|严厉处[置罚]|严肃查处"
    r"|从[严重](?:从[严重快])*(?:处理|查处|处罚|处置|惩处)"
    r"|依[法规纪](?:依[法规纪])*[^，。；]{0,6}(?:处理|处置|查处|惩处|惩治|严惩|打击|强制执行"
    r"|采取[^，。；]{0,10}强制)|移送|移交司法|没收|拘留|通报批评|[全]?[国省市区县镇][^，。；]{0,2}通报(?!表)|约谈|批评|警告|取消[^，。；]{0,14}资格"
    r"|承担[^，。；]{0,16}(?:责任|后果)"
    r"|暂扣|扣押|查封|停业|关停|取缔|赔偿|调整(?:岗位|职务)|强制(?:执行|隔离|措施)|给予[^，。；]{0,8}处分"
    r"|停职|倒查|予以通报(?!表)|一票否决|黑名单|失信"
)
_HARD = re.compile(r"约谈|诫勉|取消[^，。；]{0,14}资格|罚款|拘留|没收|吊销|处分|追[究责]|问责|倒查|通报批评")
_OTHERWISE = re.compile(
    r"(?<=[，,；;、])(?:对?(?:违者|违反者|拒不[^，,。；;]{0,16}[者的]|违反[^，,。；;]{0,16}[者的]"
    r"|逾期[^，,。；;]{0,16}的|不[^，,。；;]{1,12}的)|否则)"
    r"[，,]?[^。；;]*"
)
_OFFENCE = re.compile(
    r"违反|违规|违法|未(?:依照|按|履行|经|能|及时|严格|如实|落实|取得)|不(?:按|力|到位|认真|作为|重视|整改|改正|履行|服从|配合|执行|落实"
    r"|报|主动|实|听|依)|拒|瞒|谎|迟报|缓报|漏报|失职|渎职|擅|阻碍|造成|构成犯罪|情节|行为|哄抬|造谣|散布|虚报|冒领"
    r"|编造|玩忽|推诿|虚假|失实|未[^，。；来]{1,14}的[，,]|一经|[脱离漏空]岗|走过场|弄虚作假|逾期|未[报交完到]"
)


def deadlines(text: str, span: Span) -> tuple[Span, ...]:
    """Dates, time limits and frequencies in a clause."""
    return tuple(Span(m.start(), m.end()) for m in _DEADLINE.finditer(text, span.start, span.end))


def report_to(text: str, span: Span) -> tuple[Span, ...]:
    """Whom a clause tells to report to, inform or ask."""
    found: dict[int, Span] = {}
    for pattern in _REPORT_TO:
        for match in pattern.finditer(text, span.start, span.end):
            cell = _receiver(text, match.start("to"), match.end("to"))
            if cell is not None and not any(cell.overlaps(other) for other in found.values()):
                found[cell.start] = cell
    return tuple(found[k] for k in sorted(found))


def _receiver(text: str, start: int, end: int) -> Span | None:
    if end - start < 2 or not HEAD_LOOSE.search(text[start:end]):
        return None
    return Span(start, end)


def reports(text: str, span: Span) -> bool:
    """Whether a clause is about reporting something to someone."""
    return bool(_REPORTS.search(text, span.start, span.end))


def conditions(text: str, span: Span) -> tuple[Span, ...]:
    """Conditions that stand between commas inside a clause."""
    return tuple(Span(m.start(), m.end()) for m in _CONDITION.finditer(text, span.start, span.end))


def exceptions(text: str, span: Span) -> tuple[Span, ...]:
    """What a clause excepts."""
    return tuple(Span(m.start(), m.end()) for m in _EXCEPTION.finditer(text, span.start, span.end))


def penalty(text: str, span: Span) -> Span | None:
    """The words inside a duty that say what happens to those who fail (…，违者依法查处)."""
    match = _OTHERWISE.search(text, span.start, span.end)
    if match is None or not _PENALTY.search(text, match.start(), match.end()):
        return None
    return Span(match.start(), match.end())


def is_hard(text: str, span: Span) -> bool:
    """Whether a clause imposes what only an offence brings (罚款, 拘留), so that its case is one.

    Args:
        text: the document's text.
        span: the clause.
    """
    return _HARD.search(text, span.start, span.end) is not None


def is_offence(text: str, span: Span) -> bool:
    """Whether a clause speaks of a failing (未按…, 拒不…, 擅自…)."""
    return _OFFENCE.search(text, span.start, span.end) is not None


def is_consequence(text: str, span: Span, *, conditional: bool) -> bool:
    """Whether a clause says what happens to those who fail.

    Args:
        text: the document's text.
        span: the clause.
        conditional: whether it begins with a condition.
    """
    penalty = _PENALTY.search(text, span.start, span.end)
    if penalty is None:
        return False
    words = text[span.start : span.end]
    if re.search(r"负责(?!人|同志)[^，。；]*$", text[span.start : penalty.start()]):
        return False
    if conditional and is_offence(text, span):
        return True
    return bool(
        re.search(r"(?:将|一律|依法|严肃|从严)[^，。；]{0,12}(?:追究|追责|问责|处罚|处分|处理)", words)
    )
