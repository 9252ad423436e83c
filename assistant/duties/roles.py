"""Who is who at the grass roots in China: what people call themselves, and the organisations they stand for.

General knowledge of how Chinese administration is built: a kind of organisation, the words that name it in
official documents, and the words its people use for themselves.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of organisation or person.

    Attributes:
        name: short name.
        named: how documents name it.
        called: how its people and their work are called in conversation, beyond `named`.
        broad: whether any wording of the kind is as good as any other (领导干部, 班子成员).
    """

    name: str
    named: re.Pattern[str]
    called: re.Pattern[str] | None
    broad: bool = False


def _kind(name: str, named: str, called: str = "", *, broad: bool = False) -> Kind:
    return Kind(name, re.compile(named), re.compile(called) if called else None, broad)


KINDS: tuple[Kind, ...] = (
    _kind(
        "村",
        r"村(?!镇银行)(?:民委员会|委会|党组织|党支部|党总支|民小组|组|庄|干部|（居）|\(居\)|（社区）|级)?"
        r"|农村(?!合作|信用|商业)",
        r"村(?:支书|书记|主任|长|官|干|里|上|子|民)|大队(?:书记|长)?|驻村|第一书记|两委|生产队",
    ),
    _kind(
        "社区",
        r"社区|居民委员会|居委会|网格|街道社区",
        r"小区|居委|楼(?:长|栋长|门长)|网格(?:员|长)|社工|社区(?:书记|主任|干部|工作者)",
    ),
    _kind(
        "街道乡镇",
        r"街道|乡镇|(?<!城)乡(?!村)|(?<!城)镇",
        r"街道办|(?:乡|镇)(?:长|党委|政府|里|干部|上)|办事处",
    ),
    _kind(
        "学校",
        r"学校|院校|高校|大学|中小?学|小学|幼儿园|托幼|校园|教育(?!培训|引导)|师生|教师",
        r"校(?:长|方|医|领导|内)|老师|教(?:书|导主任|务)|班主任|辅导员|园长|幼师|教员|教职工",
    ),
    _kind("学生", r"学生|师生|学员", r"上学|读书|同学|孩子|娃"),
    _kind("家长", r"家长|监护人", r"爸|妈|父母|孩子|娃"),
    _kind(
        "医疗",
        r"医疗(?!保障|废物|保险|物资)|医院|卫生院|卫生室|诊所|医务|医护|医师|护士|医疗卫生|发热门诊|定点医院",
        r"医生|大夫|护士长?|院感|急诊|门诊|科室|村医|卫生站|看病的",
    ),
    _kind("疾控", r"疾病预防控制|疾控|防疫站|卫生防疫机构|监测机构|专业技术机构", r"流调|检验科|cdc|CDC"),
    _kind(
        "卫生行政", r"卫生(?:健康)?(?:行政)?(?:主管)?(?:部门|委|局|厅)|卫生行政|卫生健康", r"卫健|卫计|卫生局"
    ),
    _kind("交警", r"交警|公安交警|公安交通|交通警察|交管", r"(?:卡口|检查站|卡点|路面|查车|执勤点|设卡)"),
    _kind("公安", r"公安|警察|民警|派出所|武警", r"片警|辅警|治安|刑警|特警|警务"),
    _kind(
        "高速交通",
        r"高速公路|交通运输|交通(?!工具)|公路|铁路|民航|民用航空|客运|港口|车站|机场|运输部门",
        r"高速|收费站|卡口|检查站|服务区|路政|运管|道路|火车站|汽车站|公交|地铁|出租车|开车|司机|货车",
    ),
    _kind("口岸", r"口岸|海关|国境|检疫机关|出入境|边检", r"关口|入境|通关"),
    _kind(
        "企业",
        r"企业|公司|工厂|厂|非公|用人单位|园区|经营者|经营单位|生产单位|商会|两新",
        r"老板|经理|厂(?:长|里|子)|车间|工人|打工|上班族|两新组织|社会组织|hr|HR|创业|民营|个体户|私企|国企",
    ),
    _kind(
        "商户",
        r"商户|商店|商场|超市|市场(?!监|监管|秩序|主体)|农贸|门店|经营场所|个体工商户|零售",
        r"店(?:主|里|长|铺|家)|开店|摊|卖菜|做生意|小卖部|饭馆|老板",
    ),
    _kind("药店", r"药店|药房|药品(?:零售|经营)|零售药", r"卖药|药师"),
    _kind("餐饮", r"餐饮|饭店|餐厅|食堂|餐馆", r"饭馆|酒楼|厨师|(?<!送)外卖(?![员小骑])"),
    _kind("住宿", r"宾馆|酒店|旅馆|住宿|旅店|民宿", r"客栈"),
    _kind("物业", r"物业|业主委员会|业委会", r"保安|门岗"),
    _kind("养老福利", r"养老|福利(?:院|机构)|敬老院|托养|救助(?:站|机构)|民政服务", r"护理院|护工"),
    _kind(
        "机关事业",
        r"机关|事业单位|党政机关|企(?:业)?事业单位",
        r"公务员|科员|事业编|体制内|坐办公室|局里|单位里|机关干部|市直|县直",
    ),
    _kind(
        "领导",
        r"领导班子|领导干部|党政领导|负责人|主要领导|领导人员|班子成员|一把手",
        r"(?<!校)(?:当|做|我是|单位|分管)领导|领导(?!干部|小组)|(?:市|县|区|镇|乡|局|处|厅)长|主官|(?:县"
        r"|市|区|镇|乡)(?:委|党委)书记|常委|班子",
        broad=True,
    ),
    _kind("党员", r"党员", r"党员|预备党员|入党|支部成员", broad=True),
    _kind("组织部门", r"组织部门?|组织人事", r"组工|组织科|干部科|组织委员|考察干部"),
    _kind(
        "宣传",
        r"宣传(?:部门|部)|媒体|新闻|网信|平台|报社|电视台|广播|网站",
        r"宣传(?:干部|委员|口|干事)|记者|编辑|小编|公众号|融媒体|新媒体",
    ),
    _kind("纪检", r"纪检|监察|纪委", r"纪律检查|巡察"),
    _kind(
        "政府",
        r"人民政府|(?<!市)政府|县级以上|指挥部|领导小组",
        r"县长|市长|区长|省长|政府办|应急办|防控办|乡长|镇长",
    ),
    _kind("市场监管", r"市场监(?:督)?管理?|工商|质监|食药监|食品药品|物价|价格主管", r"市监|打假|物价局"),
    _kind("民政", r"民政", r"低保|社会救助"),
    _kind("财政", r"财政|审计|税务|人民银行|银保监|金融(?!机构)", r"会计|财务|税务局|报税"),
    _kind("金融机构", r"银行|金融机构|保险(?:公司|机构)|贷款机构", r"信贷|客户经理|柜员"),
    _kind("人社", r"人力资源|人社|劳动保障|社会保险经办|社保|就业服务", r"招工|就业局|仲裁"),
    _kind("住建", r"住房城乡建设|住建|建筑|施工|工地|项目部|建设单位", r"包工|工程|监理"),
    _kind("农业", r"农业|农村部门|畜牧|兽医|林业|林草|水利", r"农技"),
    _kind("农户", r"农户|农民(?!工)|养殖|种植|合作社", r"种[地田菜]|养[猪鸡鸭鱼牛羊]"),
    _kind("小区", r"小区", ""),
    _kind("消费者", r"消费者|顾客", r"买家|买东西的|顾客|客人"),
    _kind("驾驶人", r"驾驶[人员]|司机", r"司机|开车的|(?<![\u4e00-\u9fff])师傅"),
    _kind("出租人", r"出租人|房主|房东", r"房东|出租房|房子租"),
    _kind("教育行政", r"教育(?:行政)?(?:主管)?(?:部门|局|厅|委)", r"教体局|教委"),
    _kind("文旅", r"文化|旅游|文旅|景区|景点|旅行社|博物馆|图书馆|影院|体育", r"导游|网吧|KTV|健身房"),
    _kind("快递", r"快递|邮政|寄递|物流|配送|送餐", r"外卖|送货|骑手"),
    _kind("志愿", r"志愿", r"义工"),
    _kind("妇联工会", r"工会|妇联|共青团|团组织|群团|人民团体", r"妇女主任|团委|团支书|工会主席"),
    _kind("慈善", r"慈善|红十字|基金会|社会组织|捐赠", r"公益|协会"),
    _kind(
        "个人",
        r"个人|公民|群众|居民(?!委)|村民(?![委会代小选自])|市民|旅客|乘客",
        r"老百姓|百姓|普通人|老乡|乡亲|住户|业主|租户|返乡|回来的人|打工回来|打工的",
    ),
    _kind(
        "返乡人员",
        r"返乡|返[京沪昌回]|外出人员|来自疫区|疫区返回|外地返回|疫情(?:严重|高发)地区|外来人员",
        r"回老家|外地回|武汉回|刚回来",
    ),
)
BROAD = frozenset(k.name for k in KINDS if k.broad)
PARTY = re.compile(r"党组织|党支部|党委|党组|党工委|党总支")
PARTY_CALLED = re.compile(r"支书|书记|党组织|党?支部|党委|党建|党务|党组")
COMMITTEE = re.compile(r"村民委员会|村委会|居民委员会|居委会")
COMMITTEE_CALLED = re.compile(r"(?:村|居委会|社区|村委会)主任|村长|村委|居委")


def kinds_named(words: str) -> frozenset[str]:
    """The kinds that an official wording names.

    Args:
        words: a subject of a document.
    """
    return frozenset(k.name for k in KINDS if k.named.search(words))


@lru_cache(maxsize=4_096)
def kinds_called(words: str) -> frozenset[str]:
    """The kinds that a person's words stand for.

    Args:
        words: how a person puts it, such as 村支书 or 我在高速卡口.
    """
    return frozenset(k.name for k in KINDS if any(words_of(k, words)))


def words_of(kind: Kind, words: str) -> tuple[str, ...]:
    """The words by which a person names a kind, longest first.

    Args:
        kind: the kind.
        words: how a person puts it.
    """
    patterns = [p for p in (kind.named, kind.called) if p is not None]
    found = {m.group() for p in patterns for m in p.finditer(words)}
    return tuple(sorted(found, key=lambda w: (-len(w), w)))
