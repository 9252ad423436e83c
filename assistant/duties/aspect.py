"""What a question about duties asks for: deadlines, receivers, consequences, prohibitions, exceptions."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from enum import StrEnum

from assistant.duties.lexicon import BADLY
from assistant.duties.model import Duty, Modality


class Aspect(StrEnum):
    """The part of duties that a question asks for."""

    ALL = "all"
    DEADLINE = "deadline"
    REPORT = "report"
    REPORT_TIME = "report_time"
    CONSEQUENCE = "consequence"
    PROHIBITION = "prohibition"
    PERMISSION = "permission"
    EXCEPTION = "exception"
    CONDITION = "condition"
    SUBJECT = "subject"


_CONSEQUENCE = re.compile(
    rf"{BADLY}[^，。？?]{{0,12}}(?:怎么|咋|如何|会)|"
    r"会(?:怎样|怎么样|咋样|如何|被怎么|受到?什么)[^，。？?]{0,4}[？?]?$|后果|怎么处[理罚分置]|如何处[理罚分置]|处分|处罚|罚(?!款票)|追责|问责|追究|[负担]什么责任|(?:不|没"
    r"|未|瞒"
    r"|谎|迟|漏|缓|拒|违反|隐瞒|失职|擅离)[^，。？?]{0,16}(?:会怎样|会怎么样?|怎么样|怎么办|咋样|会如何"
    r"|怎样|会不会|有什么(?:后果|责任|影响)|什么下场|的话|呢)"
)
_REPORT = re.compile(
    r"向谁(?:报|汇|反映)|跟谁(?:报|说|汇)|报(?:告)?给谁|报告谁|给谁(?:报|汇)|往哪(?:里|儿)?报|(?:上报|报"
    r"|报告|汇报|反映|报送|备案|通报)[到给至]?(?:哪|谁|什么部门)|找谁报|谁(?:来)?接收"
    r"|(?:告诉|通知|告知)谁|(?:跟|和|向|对)谁(?:说|讲)|谁(?:该|应该|应当|要|需要|得)?知道|[交送](?:到|给|去)(?:哪|谁)"
    r"|(?:怎么|如何|怎样|要不要|用不用|需不需要|是否需要|是否要|该不该|应不应该|需要|应该|要"
    r"|得)[^，。？?]{0,8}(?:上报|报告|汇报|通报|报备|备案|报送)|报告(?:程序|流程|对象|要求|制度)"
)
_TIME = re.compile(
    r"多久|多长时间|几号|几月|几[天日]|几个?(?:小时|月|星期|钟头|礼拜|工作日)|几周|几年|什么时候|何时|啥时候|时限|期限|多少(?:小时|天|日)|几点|截止|最晚|最迟"
    r"|多快|频次|频率|几次|时间要求|之内|以内|多少时间|每天几|每隔|哪天"
)
_PROHIBITION = re.compile(
    r"(?:不能|不得|不准|不许|不可以?|不让|不允许|禁止|严禁|不应|不要)(?:做|干|搞|有|的|哪|什么|些|去|出现)"
    r"|哪些(?:事|行为)?[^，。？?]{0,6}(?:不能|不得|不准|不许|禁止|严禁|不可|不要|不该)"
    r"|(?:什么|啥)[^，。？?]{0,6}(?:不能|不准|不许|禁止|不该)|禁令|红线|禁止性|有(?:什么|哪些)禁"
)
_PERMISSION = re.compile(
    r"(?:有权|有(?:什么|哪些)权|可以(?:采取|做|享受|得到)?(?:哪些|什么)|权力|权利|允许(?:做|干))"
)
_WHOM = re.compile(r"谁|哪(?:里|儿|个|些)?|什么(?:部门|单位|人)|何处|啥(?:部门|单位)")
_SUBJECT = re.compile(
    r"是谁|谁的(?:活|事|责任|任务|职责)|针对谁|对谁|哪类(?:企业|单位|人员?|部门)|谁(?:来|负责|要|应|去|管"
    r"|牵头|主管|该|做|落实)|由谁|归谁|(?:哪个|哪些|什么|哪家)(?:部门|单位|组织"
    r"|机构|人)(?:来|负责|要|应|去|管|牵头|主管|该|做|落实|承担)"
)
_EXCEPTION = re.compile(r"例外|除外|特殊情况|豁免|免除|不适用|可以不")
_CONDITION = re.compile(
    r"什么情况下|哪些情况下?|什么条件|何种情[况形]|哪种情况|什么情形|哪些情形|(?:情形|情况)(?:有|包括|是)哪"
)


def aspect(question: str) -> Aspect:
    """The part of duties that a question asks for; ALL where it asks for none in particular.

    Args:
        question: as the person put it.
    """
    about_report = re.search(r"报告|上报|汇报|报送|通报|报备|备案|[^电]报(?![名酬销])", question) is not None
    if _TIME.search(question):
        return Aspect.REPORT_TIME if about_report else Aspect.DEADLINE
    ordered: tuple[tuple[Aspect, re.Pattern[str]], ...] = (
        (Aspect.CONSEQUENCE, _CONSEQUENCE),
        (Aspect.PROHIBITION, _PROHIBITION),
        (Aspect.REPORT, _REPORT),
        (Aspect.EXCEPTION, _EXCEPTION),
        (Aspect.CONDITION, _CONDITION),
        (Aspect.PERMISSION, _PERMISSION),
        (Aspect.SUBJECT, _SUBJECT),
    )
    return next((a for a, pattern in ordered if pattern.search(question)), Aspect.ALL)


# 要做什么防护, 给几倍工资, 写一次思想汇报, 人数上限是多少: the thing that is asked for.
_FOCUS = re.compile(
    r"(?:什么样?(?!时候)|啥(?!时候)|哪些|哪种|哪类|哪几[个种类项]|多少|几[个种类倍项条名元块次级](?![月小]))(?:的)?"
    r"(?P<behind>[^，。？?！!；;：:\s]{1,8}?)(?=[的了呢吗吧啊呀]*(?:$|[，。？?！!；;]))"
    r"|(?P<once>[^，。？?！!；;：:\s\d几多一天日久月]{0,2}[一几][次回][^，。？?！!；;：:\s]{2,8}?)(?=[的了呢吗吧啊呀]*(?:$|[，。？?！!；;]))"
    r"|由(?:谁|哪[个些](?:部门|单位|机构|人)?)(?:来|负责)?(?P<by>[^，。？?！!；;：:\s]{2,6}?)(?=[的了呢吗吧啊呀]*(?:$|[，。？?！!；;]))"
    r"|(?P<before>[^，。？?！!；;：:\s的]{2,6})(?:到底)?(?:是|为|有)(?:多少|几|哪些|什么)(?=[的了呢吗吧啊呀]*(?:$|[，。？?！!；;]))"
)
_GENERAL = re.compile(
    r"(?:的|是|要|应该|应当|该|需要|必须|具体|方面|主要|其他|新|特别|一些|我们?|你们?|做|干|办|管|有|手续|规矩|讲究|注意|落实|程度|方式|方法|办法|态度|情况|时候|时间|地方|地点|部门|单位|机构|人员?|后果|处罚|处分|完成|负责|管理|处理|解决|承担|准备"
    r"|工作|任务|事情?|职责|责任|要求|规定|措施|义务|活|内容|安排|部署|举措|讲究|说法|准备|动作|行动|精神|原则|总|重点|清单|呢|啊)+"
)


_ONCE = re.compile(r"[一几][次回]")


def focus(question: str) -> str:
    """The thing a question asks for by name; empty where it asks for duties in general.

    Args:
        question: as the person put it.
    """
    match = _FOCUS.search(question)
    if match is None:
        return ""
    words = match.group("behind") or match.group("once") or match.group("by") or match.group("before")
    words = _ONCE.sub("", words)  # 核验一次证照: checking papers
    return "" if _GENERAL.fullmatch(words) else words


def asks_whom(question: str) -> bool:
    """Whether a question about reporting asks for the receiver."""
    return _WHOM.search(question) is not None


def choose(duties: Sequence[Duty], wanted: Aspect) -> tuple[Duty, ...]:
    """Just the duties that answer an aspect.

    Args:
        duties: in document order.
        wanted: what the question asks for.
    """
    return tuple(d for d in duties if _TESTS[wanted](d))


_TESTS: dict[Aspect, Callable[[Duty], bool]] = {
    Aspect.ALL: lambda d: not d.consequence,
    Aspect.DEADLINE: lambda d: bool(d.deadlines),
    Aspect.REPORT: lambda d: d.reports and not d.consequence,
    Aspect.SUBJECT: lambda d: not d.consequence,
    Aspect.REPORT_TIME: lambda d: d.reports and bool(d.deadlines),
    Aspect.CONSEQUENCE: lambda d: d.consequence or d.penalty is not None,
    Aspect.PROHIBITION: lambda d: d.prohibits,
    Aspect.PERMISSION: lambda d: d.modality is Modality.MAY,
    Aspect.EXCEPTION: lambda d: bool(d.exceptions),
    Aspect.CONDITION: lambda d: bool(d.conditions),
}
