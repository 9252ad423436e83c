"""Names that officials write in several ways, brought to one form before matching.

Two closed classes: the disease and its virus, and the standing departments of government, whose short names
are fixed by usage. Quoted text is never touched: this is for matching only.
"""

from __future__ import annotations

import re

# Disease and virus share one form: notices of early 2020 use the names for each other.
_VIRUS = re.compile(
    r"(?:新型|新冠|2019)?冠状病毒(?:感染)?(?:引起|导致|所致)?的?(?:病毒)?(?:性)?(?:肺炎)?"
    r"|新冠(?:病毒)?(?:感染)?的?(?:肺炎)?(?:病毒)?"
    r"|新型肺炎|武汉肺炎|冠病|ncp肺炎"
    r"|(?:sars[\s-]?cov[\s-]?2|2019[\s-]?ncov|ncov|covid[\s-]?(?:19|2019)|covid|(?:novel |new )?coronavirus)"
    r"(?:病毒)?(?:感染)?的?(?:肺炎)?"
)
_VIRUS_FORM = "新冠"

# Full stem of a department's name -> its short stem; the rank word (部 局 委 厅 …) that follows is kept.
_STEMS = {
    "卫生健康委员会": "卫健委",
    "卫生健康委": "卫健委",
    "卫生计生委": "卫健委",
    "卫计委": "卫健委",
    "卫生健康": "卫健",
    "疾病预防控制中心": "疾控中心",
    "疾病预防控制": "疾控",
    "疾病控制中心": "疾控中心",
    "发展和改革委员会": "发改委",
    "发展改革委员会": "发改委",
    "发展改革委": "发改委",
    "发展和改革": "发改",
    "人力资源和社会保障": "人社",
    "人力资源社会保障": "人社",
    "工业和信息化委员会": "工信委",
    "工业和信息化": "工信",
    "市场监督管理": "市场监管",
    "药品监督管理": "药监",
    "住房和城乡建设": "住建",
    "住房城乡建设": "住建",
    "农业农村": "农业",
    "文化和旅游": "文旅",
    "国有资产监督管理委员会": "国资委",
    "银行保险监督管理委员会": "银保监会",
    "证券监督管理委员会": "证监会",
    "生态环境": "环保",
    "交通运输": "交通",
    "医疗保障": "医保",
    "医疗保险": "医保",
    "社会保险": "社保",
    "住房公积金": "公积金",
    "国家税务总局": "税务总局",
    "中国人民银行": "人民银行",
    "央行": "人民银行",
    "人民代表大会": "人大",
    "政治协商会议": "政协",
    "常务委员会": "常委会",
    "村民委员会": "村委会",
    "居民委员会": "居委会",
    "村党支部委员会": "村党支部",
}
_STEM = re.compile("|".join(sorted(map(re.escape, _STEMS), key=lambda s: (-len(s), s))))


def unify_names(text: str) -> str:
    """Bring names of the disease and of departments to one form.

    Args:
        text: simplified, half-width, lower-case text.
    """
    return _STEM.sub(lambda m: _STEMS[m.group()], _VIRUS.sub(_VIRUS_FORM, text))


def named(text: str) -> list[tuple[int, int]]:
    """Where a text names the disease or a department.

    Args:
        text: simplified, half-width, lower-case text.
    """
    return [m.span() for pattern in (_VIRUS, _STEM) for m in pattern.finditer(text)]
