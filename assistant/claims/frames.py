"""Take the frame off a statement: who is said to have said it, and how it is being asked about.

「听说…是真的吗」 asks about the words between; 「…是假的」 asserts the opposite of them.
Closed patterns only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.claims.proof import proof_of
from assistant.claims.rhetoric import unasked, whether_of
from assistant.claims.spelling import undouble
from index.numerals import value
from index.words import normalise

# Whoever is named only in general; a named person or office is part of what is claimed.
_ANYONE = (
    r"(?:我|我们|咱|咱们|你|大家|别人|有人|有些人|有的人|很多人|好多人|不少人|人家|他们|网友|网民|群友|"
    r"老百姓|朋友|老乡|邻居|隔壁|亲戚|同事|同学|家人|家里人|家里|"
    r"老人|老人们|老一辈|长辈|婆婆|奶奶|爷爷|妈妈|老妈|我妈|我爸|爸爸|爸妈|老公|老婆|(?:一个|一位|某|"
    r"某位|有|有位|有个)?(?:专家|医生|大夫|医学专家|老中医|博主|主播|网红|大V)|"
    r"(?:微信|业主|家长|家族|亲友|工作|村民|朋友|同学|邻居|小区|村)?群(?:里|内|里面|聊)?|朋友圈(?:里)?|"
    r"网上|网络上?|网络|抖音(?:上|里)?|快手(?:上|里)?|微信(?:上|里)?|"
    r"微博(?:上|里)?|视频(?:里|号|上|中)?|短视频(?:里|上)?|直播间?(?:里)?|公众号(?:里|上)?|文章(?:里|"
    r"上)?|帖子(?:里|上)?|外面|街上|村里|社会上|坊间|民间|媒体|新闻(?:里|上)?|"
    r"电视(?:上|里)?|电线杆上|自媒体|消息|传闻|谣言|传言|说法)"
)
_SAYING = (
    r"(?:说|讲|称(?!重)|传(?![染播给人到入])|传说|传着|传言|流传|盛传|疯传|热传|(?:转发|转|发)(?=的|了|"
    r"说|消息|视频|[,:，]|一[条个])|在传|在说|在转|都说|都在说|都在传|都传|有说|宣称|声称|提到|表示|"
    r"认为|觉得|告诉我|跟我说|和我说|推荐)"
)
_ADVERB = (
    r"(?:现在|最近|今天|昨天|刚才|刚刚|刚|非要?|硬要?|偏要?|坚持|一口咬定|一个劲儿?|跟我|和我|给我|"
    r"这两天|这几天|最近几天|又|都|也|还|老(?=说|讲|传|在)|老是|总(?=说|讲|传|在)|一直|到处|曾|正|疯狂|"
    r"好多|很多|里|上|经常|以前|前几天|早上|晚上)*"
)
_PREFIXES = tuple(
    re.compile(p)
    for p in (
        r"^[\s,，。、;:!?~.\-—…\"'“”‘’《》【】()（）\[\]#*>|]+",
        r"^(?:请问|请教|(?:我?想)?问(?:一?下|问)?|我?想问|我想知道|想知道|麻烦问一下|帮我看看|帮我查查|"
        r"帮我查一下|"
        r"帮忙看看|帮忙核实一下|查一下|核实一下|求证一下|求证|求辟谣|咨询一下|话说|哪位知道|有谁知道|"
        r"谁知道|有没有人知道)(?=.{3})",
        r"^(?:那个|这个|嗯+|呃+|额+|啊+|就是说?|也就是说|然后|反正|还有|另外|其实)+[,，。]?(?=.{4})",
        r"^(?:求真相|确认一下|咨询|那个|那|哎|诶|嗯|喂|您好|你好|同志|你们|大家|各位|亲|紧急|注意|提醒|"
        r"重要通知|最新消息|最新|震惊|速看|快看|扩散|紧急扩散|转发|刚刚|紧急通知|"
        r"群友们?|朋友们|家人们|亲们)[\s,，:!、。~]+",
        rf"^{_ADVERB}(?:听说|听到|听人说|听人讲|据说|据传|传说|传言|传闻|网传|风传|盛传|疯传|"
        rf"传(?![染播统入给到人奇真])|误传|都说|有说法|有消息|有传言|有谣言|有传闻|据悉|据称|据了解|"
        rf"据报道|看到|刷到|收到|"
        rf"看见|瞧见)(?:的|了|一个|一条|有人|{_ANYONE})?(?:{_ADVERB}{_SAYING})?(?:的)?(?:消息|说法|"
        rf"视频|帖子|文章|传言)?{_SAYING}?(?:是)?",
        rf"^(?:我)?(?:听|看|见|听到|看到|"
        rf"刷到)?{_ADVERB}(?:有)?{_ADVERB}(?:[在从跟和由]?{_ANYONE}){{1,3}}{_ADVERB}(?:听|看|见)?(?:到|"
        rf"见)?{_ADVERB}(?:有)?(?:人)?{_ADVERB}{_SAYING}(?:的是|的|过|了|道|是|什么)?(?:消息|视频|文章|"
        rf"帖子)?{_SAYING}?",
        r"^(?:有)?(?:一)?(?:个|种|条)(?:说法|消息|传言|传闻|观点|谣言|视频|文章)(?:是|说|称|讲|"
        r"认为)?(?:的是)?",
        r"^(?:我|我们|大家)?(?:觉得|认为|感觉|相信|以为|怀疑|想|猜)(?=.{3})",
        r"^(?:所谓|关于|说|说是|说什么)(?=.{3})",
        r"^(?:这个|这种|下面|以下)?(?:说法|消息|传言)?(?:是)?(?:真的还是假的|是真的吗|真的吗|真的假的|"
        r"对吗|对不对)[\s,，:?？]+",
    )
)
_THING = (
    r"(?:这|那|这个|那个|这种|该|此|的|这条|这类|上述|以上)*(?:说法|消息|传言|传闻|观点|事|事儿|事情|"
    r"话|做法|信息|言论|讲法|偏方|方法|论断|结论|谣言|视频)?(?:到底|究竟|都|也)?"
)
_FALSE = (
    r"(?:谣言|假的|假消息|假话|假新闻|错的|错误的?|不对的?|不实(?:信息|消息|的)?|不真实的?|虚假(?:的|"
    r"信息|消息)?|骗人的?|胡说(?:八道)?的?|瞎说的?|瞎扯的?|扯淡的?|误传的?|误解|误区|谎言|伪科学|"
    r"无稽之谈|不科学的?|"
    r"不正确的?|不可信的?|不靠谱的?|不可靠的?|不成立的?|没有(?:科学)?(?:依据|根据|道理)的?|没(?:有的)?影儿?的事|没有的事|"
    r"没(?:根据|道理|依据)的?|无(?:科学)?(?:依据|根据)的?|[瞎胡乱]?(?:编|传)的|编造的|忽悠人的?|吓唬人的?|谣传|讹传|造谣|"
    r"(?:凭空)?(?:捏造|虚构|杜撰)的?|子虚乌有|无中生有|空穴来风|以讹传讹|无稽|智商税|骗局|骗术|"
    r"(?:[\u4e00-\u9fff]{1,6}的)?(?:假|虚假|假冒|伪造的?|冒充的?)"
    r"(?:通告|文件|通知|公告|命令|视频|照片|图片|截图|新闻|消息|信息))"
)
_TRUE = (
    r"(?:真的|真实的?|对的|正确的?|事实|真事|真相|属实的?|没错的?|可信的?|靠谱的?|可靠的?|成立的?|"
    r"有(?:科学)?(?:依据|根据|道理)的?|科学的?|真话|准确的?|实情)"
)
_BARE_FALSE = (
    r"(?:不属实|属于?谣言|纯属谣言|不对|错了|不可信|不靠谱|不成立|不科学|不正确|不真实|站不住脚|"
    r"(?:不是|并非)(?:真的|真事|真话|真相|事实|实情|这么回事)|没有(?:科学)?(?:依据|根据|道理)|没有?[这那](?:么?回|种|个)?事|"
    r"查无此事|子虚乌有|无中生有|(?:严重)?失实|说反了|系谣[言传]|是骗人的?|不实|毫无(?:科学)?(?:依据|根据|道理))"
)
_BARE_TRUE = (
    r"(?:属实|没错|可信|靠谱|可靠|成立|有(?:科学)?(?:依据|根据|道理)|是对的|正确|有这回事|有这事|"
    r"确有此事|确有其事)"
)
_END = r"[\s,，。、;:!！?？~.…\"'“”‘’》】)）\]]*$"
_TONE = r"(?:的|啊|呀|呢|吧|嘛|哦|哈|么|吗|啦|了)*"
_ASKED_END = re.compile(
    rf"(?:[\s,，;。?？:!]|,)*{_THING}(?:"
    r"(?:是真的?(?:吗|么|嘛)?|真的?(?:吗|么|嘛))?[\s,，]*(?:是|还是|或)?(?:真的?假的?|真的?还是假的?|"
    r"(?<=[\s,，。;:?!是])真假|真还是假|假的?还是真的?)|"
    r"(?:能|可以|该|应该|要|敢|值得)?(?:不能|不该)?(?:信|相信|当真)(?:吗|么|不|嘛)|(?:能不能|可不可以|"
    r"该不该|要不要|敢不敢)(?:信|相信)|可不可信|可信不可信|靠不靠谱|靠谱不靠谱|可靠不可靠|"
    rf"(?:对不对|真不真|(?<=[\s,，。;:?!])(?:是不是|行不行|好不好|可不可以|能不能|会不会|有没有))|对不|"
    rf"是不|对否|是否(?:属实|正确|可信|靠谱|真实|是真的|科学|准确)|是否有(?:科学)?(?:依据|根据|道理)|"
    rf"(?:是|算|算是|属于|会是|该不是|不会是|是不是|难道是|莫非是|有|有没有|会不会是|"
    rf"到底是)*(?:{_FALSE}|{_TRUE}|{_BARE_TRUE}|{_BARE_FALSE}|这(?:么)?(?:一)?回事|这(?:种|个)?(?:事|"
    rf"说法)|说法)(?:吗|么|嘛|吧|呢|不|没|没有)|"
    rf"是不是(?:真的|真|谣言|假的|对的|事实|这样的?|对|{_TRUE}|{_FALSE})|有没有(?:这回事|这事|这么回事|"
    rf"(?:科学)?(?:依据|根据|道理)|人管|此事)|"
    r"(?:是)?(?:怎么|怎|咋)回事(?:儿|啊|呢)?|(?:你|您)?(?:怎么|咋)看|求证|求辟谣|求解|求科普|求真相|"
    r"求鉴定|真实性(?:如何|怎么样)?|可信度(?:如何|怎么样|高吗)|可信吗|"
    r"(?:对|没错|(?<=[\s,，。;:?!])(?:是|真|行|好|可以|可能|有可能))(?:的)?(?:吗|么|嘛|吧|不)|"
    r"(?:是(?:这样|这么回事|这个理)|有道理)(?:的)?(?:吗|么|嘛|吧)"
    rf"){_TONE}{_END}"
)
_DENIED_END = re.compile(
    rf"(?:[\s,，;。:!]|,)*{_THING}(?:,)?(?:(?:是|系|均系|都系|都是|全是|纯属|属于|就是|纯粹是|完全是|其实是|"
    rf"实际上是|只是)(?:一个|一种|个|一条|网民|网友|有人|别人|他人)?(?:在|又在)?{_FALSE}|(?:是|都是|全是|完全|根本|纯粹|并|"
    rf"其实)*{_BARE_FALSE}|假的|谣言){_TONE}{_END}"
)
_AFFIRMED_END = re.compile(
    rf"(?:[\s,，;。:!]|,)*{_THING}(?<![不没非未])(?:(?:是|都是|确实是|的确是|就是|确实|的确|完全)(?:{_TRUE}|"
    rf"{_BARE_TRUE})|千真万确|确有其事|确有此事){_TONE}{_END}"
)
_DENIED_START = re.compile(
    r"^(?:辟谣|谣言|不实|假的|假消息|不信谣)[\s,，:!。]+|^(?:不要|别|切勿|勿)(?:轻?信|相信|"
    r"听信)(?:什么|有人说|所谓)?(?=.{3})"
)
_ASKING_END = r"吗|么|嘛|呢|不"
_SOFT = r"(?:啊|呀|呢|吧|嘛|哦|哈)*"
_OR_NOT = rf"(?:(?<=[了过有])(?:没有|没)|不){_SOFT}{_END}"
# 信A是上当: A is false. 能A吗，听说能: somebody says A.
_TAKEN_IN = re.compile(
    rf"^(?:谁|要是|如果)?(?:轻|相|听)?信了?(?P<core>.{{3,}}?)(?:的话)?,?(?:就|是|等于|会|要|才|那|都)*(?:上当|受骗|被骗)+了?{_END}"
)
_TOLD_LAST = re.compile(
    rf"(?<=.{{4}})(?:{_ASKING_END})?[,，?？](?:我)?(?:听说|听人说|据说|说是|都说|网上说|有人说|群里说)(?:是|会|能|可以|要|行|有|得|对|真的)?{_END}"
)
_PARTICLES = re.compile(rf"{_OR_NOT}|(?<!不)(?:吗|么|嘛|吧|呢|啊|呀|否)?{_TONE}{_END}")
_ASKING_PARTICLE = re.compile(rf"(?:吗|么|嘛|呢){_TONE}{_END}|[^\s,，]{_OR_NOT}|[?？]{_END}")
_TRAILING_NOT = re.compile(r"(?<=[\u4e00-\u9fff])(?:不|没有|没)$")
_MOSTLY = re.compile(r"十(?:有|之)?八九")  # no number
_PERCENT = re.compile(r"百分之([\d.]+|[零一二三四五六七八九十百两]+)")
_NO_USE = re.compile(
    r"(?:[一1]点|半点|丝毫|任何|什么)(?:用处?|作用|效果|好处|效)(?:都|也)?(?:没有|没|不起)|(?:起|达|"
    r"产生|收)不(?:到|了)(?:什么|任何)?(?=.*(?:作用|效果)$)"
)
_RISK = (
    r"(?:的)?(?:风险|可能性?|几率|概率|机率|机会|危险性?)(?:都|也|其实|就|会|是)*(?:很|非常|极|极其|"
    r"比较|相对|特别|更)?(?:的)?"
)
_UNLIKELY = re.compile(
    rf"{_RISK}(?:低|小|不大|不高|微乎其微|为零|为0|几乎没有)(?:些|1些|点|很多|得多)?{_END}"
)
_UNRELATED = re.compile(
    rf"([与和跟同][^,，。;]{{1,20}}?)(?:都|根本|完全|并|其实)*(?:(?:没有?|无)(?:什么|任何|直接|必然)?"
    rf"(?:关系|关联|联系)|无关){_END}"
)
_NEEDLESS = re.compile(rf"(?:是|都是|纯属|完全|实在|根本)*(?:多余|大可不必|(?:没有?|没什么|不)必要)的?{_END}")
_LIKELY = re.compile(rf"{_RISK}(?:高|大)(?:些|1些|点|很多|得多)?{_END}")
_DENYING_PIECE = re.compile(r"[没不][^,，。;]*[,，。;]")
_LONGEST, _SHORT = 400, 6
# 「…，请大家关好门窗」「…，很危险」: advice and comment after a claim are no part of it.
_ADVICE = re.compile(
    r"[,，。!；;](?:敬?请|望)(?:大家|各位|市民|居民|家长|群众|相互|互相|务必)*[^,，。;!?]{2,20}[。!]*$|"
    r"[,，。!；;](?:这|也|还)?(?:很|非常|特别|十分|太|更|是很)(?:危险|安全|有害|可怕|恐怖|严重|吓人|重要)的?[。!]*$"
)
_PICTURES = re.compile(r"[\s\u2600-\u27bf\ufe0f\u200b-\u200f\U0001f000-\U0001faff]+")
_WRAPPED = re.compile(r"[“”\"'‘’「」『』《》〈〉【】〔〕]")


@dataclass(frozen=True, slots=True)
class Framed:
    """A statement without its frame.

    Attributes:
        core: what is stated, in normalised form.
        denied: whether the frame says that the core is false (…是假的, 难道…).
        asked: whether it is put as a question.
        verification: whether it asks for the truth of a statement (…是真的吗).
        hearsay: whether someone unnamed is said to have said it.
        evidence: +1 where it says that the core is proven, -1 that there is no proof.
        unrelated: whether it denies every relation: neither help nor harm.
    """

    core: str
    denied: bool = False
    asked: bool = False
    verification: bool = False
    hearsay: bool = False
    evidence: int = 0
    unrelated: bool = False


def unframe(statement: str) -> Framed:
    """Take off hearsay, forms of address, tags and particles.

    Args:
        statement: what a person typed.
    """
    text = _PERCENT.sub(_percent, normalise(_MOSTLY.sub("多半", statement[: 2 * _LONGEST])))
    text = undouble(_PICTURES.sub("", _WRAPPED.sub("", text[:_LONGEST])))
    if (advice := _ADVICE.search(text)) and advice.start() >= 6:
        text = text[: advice.start()]
    if told := _TOLD_LAST.search(text):
        text = f"听说{text[: told.start()]}"
    taken_in = _TAKEN_IN.match(text)
    text = taken_in["core"] if taken_in else text
    text, hearsay, denied_start = _strip_start(
        _NO_USE.sub("没有用" if text.endswith(("没有", "没")) else "没有", text)
    )
    text, denied, asked, verification = _strip_end(text)
    text, again, _ = _strip_start(text)
    text, rhetorical = unasked(text, asked and not verification)
    text, whether = whether_of(text)
    text, evidence = proof_of(text)
    related = _UNRELATED.sub(r"\1", text)
    plain = _NEEDLESS.sub("", _UNLIKELY.sub("", related)) if len(text) > _SHORT else related
    denied, unrelated = denied ^ (plain != text), related != text
    text = _LIKELY.sub("", plain)
    denied = (denied or denied_start or taken_in is not None) ^ rhetorical ^ (evidence < 0)
    core = text.strip(" ,，。、;:?!")
    return Framed(core, denied, asked or whether, verification, hearsay or again, evidence, unrelated)


def _percent(match: re.Match[str]) -> str:
    """百分之十 to 10%."""
    share = match.group(1)
    amount: int | str | None = 100 if share == "百" else share if share[0].isdigit() else value(share)
    return match.group() if amount is None else f"{amount}%"


def _strip_start(text: str) -> tuple[str, bool, bool]:
    hearsay = denied = False
    for _ in range(6):
        before = text
        if match := _DENIED_START.match(text):
            text, denied = text[match.end() :], not denied
        for number, pattern in enumerate(_PREFIXES):
            match = pattern.match(text)
            if match and match.end() and len(text) - match.end() >= 3:
                text = text[match.end() :]
                hearsay = hearsay or 4 <= number <= 6
        if text == before:
            break
    return text, hearsay, denied


def _strip_end(text: str) -> tuple[str, bool, bool, bool]:
    """The text without its tag; whether the tag denies it, asks, and asks for its truth."""
    if (match := _ASKED_END.search(text)) and match.start() >= 3:
        rest = _bare(text[: match.start()])
        inner = _DENIED_END.search(rest)
        if inner and inner.start() >= 3:
            return _bare(rest[: inner.start()]), True, True, True
        return rest, False, True, True
    asked = bool(_ASKING_PARTICLE.search(text))
    if not asked:
        if (match := _DENIED_END.search(text)) and match.start() >= 3 and not _denies_part(match, text):
            return _bare(text[: match.start()]), True, False, True
        if (match := _AFFIRMED_END.search(text)) and match.start() >= 3:
            return _bare(text[: match.start()]), False, False, True
    return _bare(text), False, asked, False


def _denies_part(frame: re.Match[str], text: str) -> bool:
    """国家没发过钱，微信上领是假的: the frame goes with its own piece, the one before it denies by itself."""
    return frame.group()[0] not in ",，;。:! " and bool(_DENYING_PIECE.search(text[: frame.start()]))


def _bare(text: str) -> str:
    """Without particles and punctuation at the end."""
    match = _PARTICLES.search(text)
    return text[: match.start()] if match and match.start() >= 2 else text
