"""English words for the common subjects of notices, so that a question in English finds Chinese text."""

from __future__ import annotations

import re

# A small dictionary of the field, stems only; longer entries are tried first.
_ENGLISH = {
    "face mask": "口罩", "mask": "口罩", "glove": "手套", "goggle": "护目镜",
    "protective clothing": "防护服", "protective suit": "防护服", "thermometer": "体温计",
    "temperature": "体温", "body temperature": "体温", "wash hand": "洗手", "hand washing": "洗手",
    "hand hygiene": "手卫生", "hand": "手", "soap": "肥皂", "disinfect": "消毒", "disinfectant": "消毒剂",
    "disinfection": "消毒", "sterilize": "消毒", "alcohol": "酒精", "bleach": "含氯消毒剂",
    "chlorine": "含氯", "ventilate": "通风", "ventilation": "通风", "window": "开窗",
    "air conditioner": "空调", "air conditioning": "空调", "elevator": "电梯", "toilet": "厕所",
    "quarantine": "隔离", "isolate": "隔离", "isolation": "隔离", "self isolation": "居家隔离",
    "at home": "居家", "home quarantine": "居家隔离", "medical observation": "医学观察",
    "close contact": "密切接触者", "incubation period": "潜伏期", "incubation": "潜伏期", "symptom": "症状",
    "fever": "发热", "cough": "咳嗽", "sore throat": "咽痛", "fatigue": "乏力", "diarrhea": "腹泻",
    "breath": "呼吸", "asymptomatic": "无症状", "infect": "感染", "infection": "感染", "infected": "感染",
    "infectious disease": "传染病", "disease": "疾病", "transmit": "传播", "transmission": "传播",
    "spread": "传播", "droplet": "飞沫", "aerosol": "气溶胶", "patient": "患者", "case": "病例",
    "confirmed case": "确诊病例", "suspected case": "疑似病例", "hospital": "医院", "doctor": "医生",
    "fever clinic": "发热门诊", "clinic": "门诊", "medical staff": "医务人员", "vaccine": "疫苗",
    "vaccination": "接种疫苗", "medicine": "药物", "drug": "药物", "treatment": "治疗", "treat": "治疗",
    "cure": "治愈", "nucleic acid test": "核酸检测", "nucleic acid": "核酸", "test": "检测",
    "prevent": "预防", "prevention": "预防", "protect": "防护", "protection": "防护", "control": "防控",
    "epidemic": "疫情", "outbreak": "疫情", "pandemic": "疫情", "virus": "病毒", "pneumonia": "肺炎",
    "report": "报告", "report to": "报告", "notice": "通知", "measure": "措施", "requirement": "要求",
    "school": "学校", "student": "学生", "teacher": "教师", "kindergarten": "幼儿园", "university": "高校",
    "village": "村", "community": "社区", "enterprise": "企业", "company": "企业", "factory": "工厂",
    "office": "办公", "worker": "员工", "employee": "员工", "resume work": "复工",
    "work resumption": "复工", "party branch": "党支部", "party member": "党员",
    "party organization": "党组织", "party": "党", "cadre": "干部", "government": "政府",
    "travel": "出行", "bus": "公交", "subway": "地铁", "train": "火车", "plane": "飞机", "airport": "机场",
    "public transport": "公共交通", "gathering": "聚集", "wedding": "婚事", "funeral": "丧事",
    "visit": "走亲访友", "rumor": "谣言", "rumour": "谣言", "price": "价格", "penalty": "处罚",
    "punish": "处罚", "law": "法律", "child": "儿童", "children": "儿童", "pregnant": "孕妇",
    "elderly": "老年人", "old people": "老年人", "pet": "宠物", "animal": "动物", "wild animal": "野生动物",
    "meat": "肉", "food": "食品", "vegetable": "蔬菜", "garlic": "大蒜", "vinegar": "醋",
    "salt water": "盐水", "smoking": "吸烟", "smoke": "吸烟", "drink": "喝", "drinking": "喝",
    "tea": "茶", "vitamin c": "维生素c", "antibiotic": "抗生素", "mosquito": "蚊子",
    "express delivery": "快递", "parcel": "快递", "package": "快递", "money": "资金", "tax": "税",
    "loan": "贷款", "subsidy": "补贴", "insurance": "保险", "wear": "佩戴", "wearing": "佩戴", "day": "天",
    "days": "天", "hour": "小时", "distance": "距离", "garbage": "垃圾", "waste": "垃圾", "heat": "高温",
    "sun": "阳光", "psychological": "心理", "donate": "捐赠", "donation": "捐赠", "volunteer": "志愿者",
}  # fmt: skip
_PHRASES = sorted(_ENGLISH, key=lambda phrase: (-len(phrase), phrase))
_FIND = re.compile(rf"\b(?:{'|'.join(map(re.escape, _PHRASES))})(?=(?:e?s)?\b)(?:e?s)?")


def english_subjects(text: str) -> list[str]:
    """The Chinese for the subjects that an English text names, in order.

    Args:
        text: folded text (`index.words.fold`).
    """
    found: list[str] = []
    for match in _FIND.finditer(text):
        phrase = match.group()
        stem = next(s for s in (phrase, phrase.removesuffix("s"), phrase.removesuffix("es")) if s in _ENGLISH)
        found.append(_ENGLISH[stem])
    return found
