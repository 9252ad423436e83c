"""The closed classes of Chinese that conversation is read by: openings, pronouns, question words, modals.

Modal verbs of one character also stand inside words (响应, 供应, 社会, 功能, 主要); such neighbours are named
here, since a modal found inside a word would cut it in two.
"""

from __future__ import annotations

import re

LEAD = re.compile(
    r"^(?:那(?![里儿边种类些样位次天时年月])[么个]?|还有|另外|再问一下|再问|接着问|然后|顺便问一下|顺便问|换成)"
    r"[，,、。 ]*"
)
COURTESY = re.compile(
    r"^(?:(?:哦|噢|嗯|好的?|行|知道了|明白了|懂了|了解了|谢谢[你您]?|对了)(?:[，,、。！! ]+|$)|请问[，, ]*)"
)
FAREWELL = re.compile(
    r"^(?:再见|拜拜|没了|没有了|没事了?|不用了|不问了|就这些|辛苦了|[你您]好|收到|多谢|感谢|谢谢)[你您了啦啊吧]*$"
)
TAIL = re.compile(r"(?:呢|啊|呀|吧|嘛|吗)*[？?。！! ]*$")
# 充电站那边 is the charging station; 我们这边 is a place of its own.
PLACE_TAIL = re.compile(r"(?<=[^我你您他她它咱们])(?:那边|这边|那里|这里|那儿|这儿|那头|这头)$")

_SORRY = r"(?:不对|错了|说错了|问错了|搞错了|打错了|不好意思|不|抱歉)?[，,。 ]*"
_ASKED = r"(?:我?(?:想|要|是想)?(?:是)?(?:问|说|指)(?:的)?)"
CORRECTION = re.compile(
    rf"^{_SORRY}(?:{_ASKED}?(?:的)?不是{_ASKED}?(?P<old>[^，,]+)[，,](?:而)?{_ASKED}?是?{_ASKED}?|"
    rf"(?:不对|错了|说错了|问错了|搞错了|打错了)[，,。 ]*{_ASKED}?是?|{_ASKED}是)(?P<new>.+)$"
)
_EARLIER = r"(?:刚才|刚刚|前面|之前|先前|上面|开头|最开始|一开始)"
BACK = re.compile(
    rf"^(?:(?:再)?(?:回到|说回|回头说|再说)|还是(?:说|问)|(?:关于|至于)?{_EARLIER}我?(?:说|问|提|讲)[到过]?的)"
    rf"(?:{_EARLIER})?(?:的|那个|说的|问的)?"
)

ROLE = re.compile(
    r"^(?:我|我们|咱们?|本人)(?:这边|这里)?(?:是|在|当|做|负责|管)(?P<role>[^，,。？?！]{2,16}?)"
    r"(?:工作|上班|任职|值班|服务|当差)?(?:的)?(?:[，,。].*)?$"
)
SELF = re.compile(
    r"^(?:我们?|咱们?|本人)(?:这边|这里|自己)?(?=(?:每[天日周月年]|平时|现在|今天|具体|还|都|又)*[该要能可应需得有怎])"
)
# A time is said of the same topic: 那白天呢 does not ask about another one.
TIME = re.compile(
    r"在?(?:白天|晚上|夜间|夜里|深夜|半夜|早上|上午|中午|下午|周末|双休日|节假日|工作日|平时|平常|春节|国庆|假期|寒假|暑假|"
    r"[春夏秋冬][天季]|汛期)(?:期间|时)?|[^，,。？?]{2,6}(?:之?[前后]|期间|的时候)"
)
IF = re.compile(r"^(?:要是|如果|假如|万一|倘若|若是?|假设|假使)(?P<rest>.+)")
UNLESS = re.compile(r"^(?:没有?|未|不)(?P<rest>.+)")
MEASURE = re.compile(
    r"^(?:超过|超出|不到|不足|不满|达到|满|少于|多于|低于|高于|大于|小于)(?=.*[\d一二两三四五六七八九十百千半几])"
)
REMEDY = re.compile(r"(?:怎么|咋|如何|怎样)(?:办|处理|处置|做)")

# What a pronoun may stand for: people and things asked about (replaced), kinds and places (put beside).
PRONOUN = re.compile(
    r"他们|她们|它们|这些人|那些人|这类人|那类人|这种情况|那种情况|这个(?=[时要能可应该会怎是有])|"
    r"那个(?=[要能可应该会怎是有])|上述|其(?=中)|它|(?<!其)他|她|^(?:那里|那儿)(?=.)|这(?=[要能可应怎该需会算])"
)
_TEXTS = "文件|通知|公告|办法|规定|意见|方案|材料|资料"  # 这种通知 is about a text, not about what was asked
KIND = re.compile(rf"(?:这种|这类|那种|那类|此类|此种|这些(?!人)|那些(?!人))(?!情况|{_TEXTS})(?=[^，,。？?])")


# Modals, unless a neighbour makes them part of a word.
_MODAL = (
    r"应(?:当|该)",
    r"(?<![响供反适相对效感回答呼])应(?![急对用付邀届聘征战])",
    r"(?<![重主必摘纪概首次只提险])要(?![求点素闻件害塞])",
    r"(?<![社协委工学大机晚聚商集宴庙展班农年例开体党])(?<!理事)会(?![议员计场晤址诊])",
    r"(?<![功智可职性技节产核热储动])能(?![力源量效耗手])",
    r"(?<![急必供特内])需(?![求量])",
    r"该(?=怎|如何|做|干|由|向|交|报|注|不|采|有|去|找|查|带|给|准)",
    r"必须",
    r"须",
    r"可以",
    r"可(?=以|否)",
    r"得(?=[怎做]|不)",
    r"不得",
    r"禁止",
)
_ASKING = (
    r"怎么|怎样|如何|咋|有(?=多少|几|哪|什么|啥)|有没有|是什么|是谁|是否|是不是|多久|多少|多长|多大|多快",
    r"(?<!茶)几(?![乎何])|[向去到在找跟和从用按凭给对为由归](?=谁|哪|什么|啥|多[少久长大远快])|哪|什么|啥|谁",
)
_VERBS = (
    r"做(?!工)|干(?=什|啥|吗)|负责(?!人)|出了|发现",
    r"的(?:职责|任务|责任|要求|义务|规定|措施|工作|防控|防护)",
)
# Where the predicate of a question begins: modal words, question words, and the commonest verbs of asking.
PREDICATE = re.compile("|".join((*_MODAL, *_ASKING, *_VERBS)))
ASKS_CONTENT = re.compile(r"怎|咋|如何|什么|啥|哪|谁|(?<!茶)几(?![乎何])|多[少久长大远快]|为何|何时")
ASKS = re.compile(
    rf"{ASKS_CONTENT.pattern}|是否|是不是|有没有|能不能|可不可以|要不要|会不会|该不该|吗|呢|[？?]"
)
# Nouns that every duty has and none is about.
GENERAL = re.compile(
    r"^(?:事情?|工作|任务|措施|要求|规定|职责|责任|义务|内容|方面|东西|办法|情况|问题|注意事项|人员?|部门|单位|"
    r"时候|时间|地方|程序|手续)$"
)


# Nouns that belong to something: asked for alone, they are those of what was asked about before.
RELATION = re.compile(
    r"^(?:具体)?(?:内容|时间|地点|人数|费用|标准|对象|期限|频次|次数|流程|程序|手续|材料|条件|范围|金额|结果|方式|"
    r"负责人|联系人|电话)$"
)


def bare(text: str) -> str:
    """Words without the particles, marks and place words that only point at them."""
    return PLACE_TAIL.sub("", TAIL.sub("", text).strip("，, 。"))
