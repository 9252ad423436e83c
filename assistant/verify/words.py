"""Closed classes of Chinese that decide whether words may be left out: negation, modality, condition, speech.

Grammar only, no topics. Where a class is open (nouns, verbs) nothing is guessed.
"""

from __future__ import annotations

import re
from collections import Counter

from index.numerals import unify_numbers

_FIGURE = re.compile(
    r"\d+(?:\.\d+)?(?:[%‰]|[a-z℃]+|[年月日天时点分秒周岁人次米个元倍条项种户名辆件克升毫]{0,2})?"
)
NEGATION = re.compile(r"不|没|无|未|非|勿|莫|禁|免|拒|停|切忌|避免|除外|除了|以外|杜绝")
MUST = re.compile(
    r"必须|务必|务须|应当|应该|(?<![必务])须(?!知)|需要|(?<![相适响供反效对])应(?!急|对|用|邀|答|激|付|届|有的|当|该)"
    r"|(?<![不主重需只想纲摘概简紧])要(?!求|点|素|闻|件|么|道|害)"
)
MAY = re.compile(
    r"可以|(?<![许认不])可(?!能|靠|见|怕|疑|持|行|控|以)|允许|准予|能够|有权|方能|不必|无需|无须|不用|免于"
)
BAN = re.compile(r"不得|不准|不许|不要(?!求)|不应|不能|不可|不宜|禁止|严禁|切勿|请勿|切忌|切莫|勿|杜绝|避免")
PERHAPS = re.compile(r"可能|或许|也许|大概|一般|通常|多为|建议|鼓励|原则上")

# What begins a condition or a premise: it governs all that follows in its clause.
_CONDITION_OPENS = (
    "除|如(?!实|期|各|约|数)|若|凡(?!是)|倘|假如|假设|未经|非经|只有|只要|一旦|虽|尽管|即使|即便|哪怕|与其|宁可|不但|不仅|不论|无论|"
    "遇|有(?:下列|以下)|必要时|特殊|原则上"
)
_SPEECH = re.compile(
    r"(?:说|声称|据称|认为|以为|传言|谣传|据传|据说|网传|流传|宣称)$|(?:据传|据说|网传|谣传|传言|(?<!所)有人|听说)"
)
_CONDITION_ENDS = "的|(?<!同)时|时候|(?<!前)后|(?<![目当此日以])前|外|期间|的话|情况下|条件下|前提下"
# What else begins or ends a piece that is no predicate but narrows one: place, time, object, ground, means.
_LIMIT_OPENS = (
    "当(?!场|即|好)|经(?!济|营|费|常)|只|仅|因|由于|为(?!人)|自(?!觉|行|主|我|愿)|从(?!严|快|重|优|速|简)|在|于|至|到(?!位)|截[至止]|直到|对(?!照|接)|向|据|按|"
    "根据|依据|依照|参照|遵照|每|以下|下列|随着|通过(?=.*[，,]?$)|针对|关于|就(?!业|医|诊|地|近)|同(?!步)|与(?!会)|和(?!谐)|凭|持(?!续)|以(?!及)"
)
_LIMIT_ENDS = (
    "者|内|中|上|下|里|间|起|止|情况|条件|前提|地区|范围|年|月|日|天|小时|问|省|市|县|区|镇|乡|村|街道|社区|"
    "地方|场所|场合|时期|阶段|等"
)
_OPENS = re.compile(_LIMIT_OPENS)
# A case with its consequence in one piece: 困人时按警铃, 有发热的立即就诊.
_CASE = re.compile(
    r"(?<![及同随按定准临当小即])时(?![间期刻候常代限段装效令])"
    r"|的(?=立即|及时|马上|应|要|须|必须|不得|可|由|按|一律|予以|给予)"
)
# A case without any marker: 工地出现病例.
_HAPPENS = re.compile(r"(?:发现|出现|发生|遇到|接到|收到|怀疑)(?!.*[后时的])")
# What begins a consequence: the piece before it, where it binds to nothing, is its case.
CONSEQUENCE = re.compile(r"(?:要|应|应当|须|必须)?(?:先|立即|马上|即刻|第一时间|尽快|及时)")
# What adds to a case begun before: 情节严重的, 造成后果的, 逾期不改的.
AGGRAVATES = re.compile(
    r"造成|致使|导致|引起|引发|情节|数额|数量|后果|影响|构成|尚|而|仍|又|拒|逾期|屡|多次|不够|性质|危害|给|经|未"
)
REPORTS = re.compile(
    r"(?:要求|指出|规定|通知|通报|通告|公告|建议|强调|明确|提出|表示|提示|提醒|写明|介绍|决定|认定)[，,：:]?$"
)
_NARROW_END = re.compile(rf"(?:{_LIMIT_ENDS})$")
_ENDS = re.compile(rf"(?:{_CONDITION_ENDS})$")
# What begins a comma-level piece that takes back or narrows what stands before it, or judges it.
TAKES_BACK = re.compile(
    r"但|然而|不过|除|只是|仅|只(?!要)|而非|而不|且不|(?:这|此(?!外)|那|该|上述).{0,20}(?:谣|假|误|错|不|没|无)|属|纯属|是(?:谣|假|错|不)|系|才|方可|"
    r"直到|直至|否则|(?:[^，。；]{0,20}(?:除外|以外|例外|不在此限|不受此限))"
)
DENIES = re.compile(
    r"(?:并|也|都|这|此|均|完全|纯|毫|却|根本|实际|是)*(?:不(?:是|属实|实|对|准|真|正确|可信|可靠|科学|成立|符合|存在|会|可能|一定|必然|等于|代表|意味)"
    r"|没有?[^，。；、]{0,6}(?:依据|根据|证据|道理|用|效果?|作用|关系)|无(?:依据|根据|效|用|关|稽)|非|未(?:经|被|获|得到)?(?:证实|证明|核实|确认))"
)
JUDGES = re.compile(r"(?:这|此|该|上述|以上|那).{0,12}(?:谣|假|误|错|不实|不属实|没有|不正确|不科学)")
_ADVERB = (
    "及时|立即|切实|认真|严格|积极|全面|进一步|坚决|主动|迅速|尽快|尽早|马上|第一时间|依法|依规|统一|统筹|逐一|逐步|深入|充分|广泛|大力|着力|"
    "准确|精准|科学|有序|有效|如实|定期|随时|自觉|自行|带头|继续|持续|不断|始终|共同|优先|一律|按时|按期|按照|按规定|妥善|密切|扎实|合理|"
    "抓紧|抓好|层层|就近|就地|每日|每天|每周|根据|结合|针对|通过"
)
# Verbs of instruction as official prose uses them at the head of a subjectless piece.
_VERB = (
    "加强|加大|加快|强化|落实|完善|做好|做到|做实|开展|推进|推动|组织|动员|发动|引导|指导|督促|监督|检查|排查|摸排|核查|登记|调整|制定|制订|细化|明确|"
    "执行|实施|实行|遵守|服从|配合|协助|协调|支持|帮助|鼓励|倡导|提高|提升|提供|增强|扩大|保障|保证|保护|确保|维护|防止|防范|避免|杜绝|控制|"
    "清理|处置|处理|整改|汇总|上报|报告|报送|公布|公示|公开|通报|告知|宣传|普及|教育|关心|关注|建立|健全|设立|设置|安排|配备|佩戴|使用|保持|减少|取消|暂停|停止|"
    "测量|监测|记录|消毒|通风|隔离|送|报|把|将|使|让|不"
)
# A verb may also begin the name of an office: 组织部门, 督导组.
_OFFICE = r"(?!.{0,4}(?:部门|机构|机关|单位|人员|小组|组|者|办|委|局|中心|企业|站|点|队|部|员))"
_SOMEONE = re.compile(
    r"(?:组织|部门|单位|机构|机关|政府|党组|党委|支部|党员|干部|人员|企业|公司|学校|医院|班子|社区|中心|办事处|各地|师生|市场|街道|乡镇|居民|群众"
    r"|[委局厅院校员民者长师生人村县市区]|[）)])$"
)
# What may stand in front of a subjectless predicate: its subject is the one named before.
_GOES_ON = re.compile(
    rf"并且?(?!发)|且|同时|还(?!款)|也|以及|于|在|对(?!口)|向|将|把|按|以|从|(?:{_ADVERB})|(?:{_VERB}){_OFFICE}"
)
CONTRAST = re.compile(r"(?:但是?|不过|然而)[，,]?")
LEADING = re.compile(r"(?:并且|同时|此外|另外|以及|并(?!发)|且|还(?!款)|也|各)+[，,]?")
# What ties the members of a list together so that one of them alone says something else.
_WHOLE_LIST = re.compile(
    r"仅|只|限|除|均|都|共|分别|同时|一律|之一|或|任选|以外|超过|以上|以下|至少|最多|任一|任何一"
)
_PREPOSITION = re.compile("[与和同向对把将用在从被由给跟为以到按靠]")
_LIST_TAIL = re.compile(r"(?:、[^、，。；：的时后前外者内\d]{1,8})+")


def numbers(text: str) -> Counter[str]:
    """Every number with its unit, numerals in one form."""
    return Counter(_FIGURE.findall(unify_numbers(text)))


def negations(text: str) -> Counter[str]:
    """How often each negating word stands in a text."""
    return Counter(NEGATION.findall(text))


def modality(text: str) -> frozenset[str]:
    """Which kinds of modal word stand in a text."""
    free = BAN.sub("", text)
    found = {"ban"} if BAN.search(text) else set()
    found |= {n for n, p in (("must", MUST), ("may", MAY), ("perhaps", PERHAPS)) if p.search(free)}
    return frozenset(found)


def negates(text: str) -> bool:
    """Whether a negating word stands in a text."""
    return NEGATION.search(text) is not None


def governs_all(piece: str) -> bool:
    """Whether a comma-level piece is a condition or premise, or says who speaks."""
    bare = piece.strip().rstrip("，,、；;：: ")
    if LEADING.fullmatch(bare):
        return False
    if _SPEECH.search(bare) or _ENDS.search(bare):
        return True
    # a condition that has its consequence in the same piece governs nothing behind it
    return opens_condition(bare) and first_modal(bare) is None


def limits(piece: str) -> bool:
    """Whether a comma-level piece narrows what follows in any way, so that it may not be left out."""
    bare = piece.strip().rstrip("，,、；;：: ")
    if LEADING.fullmatch(bare):
        return False
    if governs_all(piece) or _OPENS.match(bare) or len(bare) < 4 or REPORTS.search(bare):
        return True
    if _CASE.search(bare) or states_case(bare):
        return True
    return _NARROW_END.search(bare) is not None and not goes_on(bare)


def states_case(piece: str) -> bool:
    """Whether a piece only says what happens, so that what is to be done then stands behind it."""
    return _HAPPENS.search(piece) is not None and first_modal(piece) is None


def begins_with_modal(piece: str) -> bool:
    """Whether a modal word stands at the head of a piece."""
    modal = first_modal(piece)
    return modal is not None and piece[: modal.start()] in (
        "",
        "都",
        "均",
        "也",
        "还",
        "就",
        "更",
        "一律",
        "并",
    )


def is_subject(words: str) -> bool:
    """Whether the words before a modal word can be a subject: no condition, adverbial, or joining word."""
    return len(words) >= 2 and not (
        governs_all(words) or _OPENS.match(words) or _GOES_ON.match(words) or negates(words)
    )


def names_someone(words: str) -> bool:
    """Whether words end as organs and persons do."""
    return is_subject(words) and _SOMEONE.search(words) is not None


def opens_condition(piece: str) -> bool:
    """Whether a piece begins with a word of condition or exception."""
    return re.match(_CONDITION_OPENS, piece) is not None


def is_limit_end(piece: str) -> bool:
    """Whether a piece ends in a word behind which a comma is free."""
    bare = piece.strip().rstrip("，, ")
    return bare.endswith("同时") or _ENDS.search(bare) is not None


def must_modal(piece: str, modal: re.Match[str]) -> bool:
    """Whether the modal word found in a piece is one of obligation."""
    found = MUST.match(piece, modal.start())
    return found is not None and BAN.match(piece, modal.start()) is None


def first_modal(piece: str) -> re.Match[str] | None:
    """The first modal word of a piece, of any kind."""
    found = [m for m in (BAN.search(piece), MUST.search(piece), MAY.search(piece)) if m is not None]
    return min(found, key=lambda m: (m.start(), -m.end()), default=None)


def goes_on(piece: str) -> bool:
    """Whether a piece plainly has the subject of the one before: it begins with a modal or a joining word."""
    modal = first_modal(piece)
    return bool(_GOES_ON.match(piece)) or (modal is not None and modal.start() == 0)


def shares_subject(sentence: str) -> bool:
    """Whether a whole sentence, read behind another, would take over its subject: 要…, 并…, 还应… ."""
    join = LEADING.match(sentence)
    return MUST.match(sentence) is not None or (join is not None and not sentence.startswith("各"))


def list_heads(piece: str) -> list[str]:
    """The piece with members cut off the end of its list, where each member counts alone; longest first."""
    first = piece.find("、")
    head = piece[:first] if first > 0 else ""
    if not head or first_modal(head) is None or _WHOLE_LIST.search(piece):
        return []
    bare = piece.rstrip("，,；;。！!")
    modal = first_modal(head)
    items = [head[modal.end() :] if modal else "", *bare[first:].split("、")[1:]]
    if _PREPOSITION.match(items[0]):
        return []
    # of one length, they are whole members (瞒报、缓报、谎报); else the last may hold what all share
    if len({len(i) for i in items}) != 1 or not _LIST_TAIL.fullmatch(bare[first:]) or modality(bare[first:]):
        return []
    cuts = [i for i, c in enumerate(bare) if c == "、"]
    return [bare[:i] for i in reversed(cuts)]
