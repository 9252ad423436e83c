"""The gate measured: no sentence damaged by rule may pass, and nearly all faithful ones must.

Sentences come from the shipped notice and guidance and from small invented notices of other subjects.
"""

import re
from collections import Counter
from functools import partial

import pytest

from assistant.answer import Draft
from assistant.verify import check
from assistant.verify.tokens import tokens
from index.clauses import segments, sentences
from index.corpus import read_corpus
from index.document import Document

INVENTED = {
    "fire": "各镇人民政府应当在每月5日前向县消防救援大队报送隐患台账，并于10日内完成整改。"
    "物业服务企业必须保持消防通道畅通，"
    "不得占用、堵塞、封闭疏散通道。除应急抢修外，商场营业期间严禁动火作业。高层住宅的业主委员会可以组织居民每半年开展一次疏散演练，"
    "每次不少于30分钟。发现火情的，值班人员要在1分钟内拨打119，同时通知楼内人员撤离。",
    "flood": "县水利局要在汛期前完成水库大坝检查，"
    "乡镇人民政府负责组织群众转移。水位超过警戒线0.5米的，"
    "村民委员会应当立即向乡镇人民政府报告，"
    "并在2小时内转移低洼地带群众。水库管理单位未经批准不得擅自泄洪，但紧急情况下可以先行处置、事后报告。"
    "60岁以上的老人和儿童要优先安置；安置点每日至少消毒2次。转移群众返家须经县防汛指挥部同意。",
    "exam": "考生应当在2024年6月7日8时30分前进入考场，迟到超过15分钟的不得入场。"
    "监考教师必须逐一核对考生身份证和准考证，"
    "不得将手机带入考场。考点学校可以在校门外设置家长等候区，等候区距离校门不少于50米。"
    "有发热症状的考生要到备用考场考试，备用考场由考点医生负责值守。有人说考试可以延期，这是谣言。",
    "water": "市自来水公司将于3月12日至14日检修管网，停水时间不超过36小时。"
    "沿线单位要提前储水，医院、学校应当启用备用水源。"
    "用水单位恢复供水后应先放水10分钟，仅市疾控中心、市水务局可以发布水质结果。喝生水能补充矿物质，没有科学依据。"
    "供水车优先保障医院，居民取水每户每日不超过100升。街道办事处不得向居民收取送水费用，要公开送水时间和地点。",
}
_MODALS = ("应当", "必须", "可以", "不得", "严禁", "要")
_MODAL = re.compile(r"应当|必须|可以|不得|严禁|(?<![不需主重只])要(?!求|点)")
_ORGAN = re.compile(
    r"[\u4e00-\u9fff]{0,6}(?:党组织|部门|政府|企业|学校|医院|委员会|水利局|公司|办事处|大队|单位|居民|教师|考生|干部|党员|社区)"
)
_SWAPS = {
    "unit": ("小时|天", "分钟|小时", "米|厘米", "元|万元", "日|月", "次|小时", "升|吨", "岁|个月", "%|‰"),
    "comparison": (
        "以上|以下", "不少于|不超过", "不超过|不少于",
        "至少|最多", "超过|低于", "前|后", "后|前", "内|后", "早|晚"),
    "direction": (
        "增加|减少", "提前|推迟", "高于|低于", "上报|下发", "开|关", "返回|离开", "优先|最后", "加强|减轻"),
    "scope": (
        "全部|部分", "所有|部分", "各|部分", "任何|部分",
        "全面|局部", "每|隔", "逐一|抽样", "和|或", "或|和"),
    "place": ("北京|上海", "武汉|长沙", "湖北|湖南", "安徽|江苏", "全市|全县", "市|省", "县|市"),
    "year": ("2020|2021", "2024|2023", "2022|2020"),
}  # fmt: skip


def modal_mutants(text):
    for match in list(_MODAL.finditer(text))[:2]:
        for word in _MODALS:
            if word != match.group():
                yield "modal", text[: match.start()] + word + text[match.end() :]
        yield "negation added", text[: match.start()] + "不" + text[match.start() :]
        yield "modal dropped", text[: match.start()] + text[match.end() :]


def number_mutants(text):
    for match in list(re.finditer(r"\d+(?:\.\d+)?", text))[:3]:
        for value in (str(int(float(match.group())) + 1), match.group() + "0", "半"):
            yield "number", text[: match.start()] + value + text[match.end() :]
    found = re.findall(r"\d+(?:\.\d+)?", text)
    if len(set(found)) > 1:
        a, b = list(dict.fromkeys(found))[:2]
        yield "numbers exchanged", re.sub(rf"{a}|{b}", lambda m: b if m.group() == a else a, text)


def word_mutants(text):
    for match in list(re.finditer(r"不|没有|未|无|严禁|禁止", text))[:2]:
        yield "negation dropped", text[: match.start()] + text[match.end() :]
    for kind, pairs in _SWAPS.items():
        for pair in pairs:
            before, after = pair.split("|")
            if before in text:
                yield kind, text.replace(before, after, 1)
    for extra in (
        "违者罚款5000元",
        "由街道统一发放补助",
        "费用由个人承担",
        "但本地户籍除外",
        "wu xu bao gao",
        "(not required)",
    ):
        yield "added", f"{text.rstrip('。')}，{extra}。"
    yield "added in front", f"一般情况下，{text}"
    yield "only", re.sub(r"^", "仅", text)
    if "、" in text:
        head, _, tail = text.partition("、")
        rest = re.split(r"[，。；]", tail, maxsplit=1)
        yield "only part of a list", f"仅{head}{tail[len(rest[0]) :]}"
    if text.endswith(("吗？", "？")):
        yield "question", text.rstrip("？") + "。"


def cut_mutants(text):
    """A condition, exception, denial, or speaker left out, and a piece given to the wrong subject."""
    pieces = [text[s.start : s.end] for s in segments(text, 0, len(text))]
    for n, piece in enumerate(pieces[:-1]):
        bare = piece.rstrip("，：；")
        if re.search(r"(?:的|(?<!同)时|(?<![此另])外|期间|说)$", bare) or re.match(
            r"除|如果|若|未经|在", bare
        ):
            yield "condition cut", "".join(pieces[n + 1 :])
            yield "condition cut from the middle", "".join(pieces[:n] + pieces[n + 1 :]) if n else ""
    for n, piece in enumerate(pieces[1:], 1):
        if re.match(r"但|除|没有科学依据|这是谣言|不过", piece):
            yield "exception cut", "".join(pieces[:n]).rstrip("，；：") + "。"
    modal = _MODAL.search(pieces[0])
    for piece in pieces[2:] if modal else []:
        other = _MODAL.search(piece)
        if other and other.start() > 1:
            yield "wrong subject", pieces[0][: modal.start()] + piece[other.start() :]


def organ_mutants(text, organs):
    named = [o for o in organs if o in text]
    for name in named[:2]:
        for other in [o for o in organs if o not in name and name not in o][:3]:
            yield "organ", text.replace(name, other, 1)
    distinct = [o for o in named if sum(o in n for n in named) == 1]
    if len(distinct) > 1:
        a, b = distinct[:2]
        yield "organs exchanged", re.sub(f"{a}|{b}", lambda m: b if m.group() == a else a, text)


def stitched(one, two):
    """The subject of one sentence with the predicate of another, both quoted."""
    a, b = _MODAL.search(one.quote), _MODAL.search(two.quote)
    if a and b and a.start() > 1 and b.start() > 1:
        for way, claim in (
            ("stitched", one.quote[: a.start()] + two.quote[b.start() :]),
            ("stitched with the modal", one.quote[: a.end()] + two.quote[b.end() :]),
        ):
            if claim.rstrip("。") not in one.quote + two.quote:
                yield way, claim
    if not one.quote.endswith("？"):
        yield "run together", one.quote.rstrip("。") + "，" + two.quote


def faithful(text):
    """Rewordings that keep the meaning: punctuation, numerals, borders, joints, the subject repeated."""
    yield "verbatim", text
    yield "without the stop", text.rstrip("。")
    yield "a joining word in front", f"此外，{text}"
    yield "half-width marks", text.translate(str.maketrans("，。；：", ",.;:"))
    yield "full-width digits", text.translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    for digit, numeral in zip("23456789", "二三四五六七八九", strict=True):
        for unit in ("小时", "天", "人", "次", "米", "分钟"):
            yield "numerals", re.sub(rf"(?<![\d.\-—至]){digit}(?={unit})", numeral, text)
    yield "no comma behind 的", re.sub(r"(?<=[的时])，", "", text)
    yield from shortened([text[s.start : s.end] for s in segments(text, 0, len(text))])
    clauses = re.split(r"(?<=；)", text)
    if len(clauses) > 1 and len(clauses[0]) > 8 and "：" not in text:
        yield "one clause", clauses[0].rstrip("；") + "。"
        yield "clauses as sentences", "。".join(c.rstrip("；") for c in clauses)


def shortened(pieces):
    """Cut before a piece that only adds (并…), or that piece with its subject and 应当 in front."""
    for n, piece in enumerate(pieces[1:], 1):
        if (
            re.match(r"并(?:于|在|向|且|对|将|要)", piece)
            and pieces[n - 1].endswith("，")
            and "可" not in "".join(pieces[:n])
        ):
            yield "cut before 并", "".join(pieces[:n]).rstrip("，") + "。"
            modal = _MODAL.search(pieces[n - 1])
            if (
                modal
                and modal.start() > 1
                and modal.group() in ("应当", "必须", "要")
                and not _MODAL.search(piece)
            ):
                yield "subject in front", pieces[n - 1][: modal.end()] + piece[1:]


def organs_of(document):
    return list(dict.fromkeys(_ORGAN.findall(document.text)))


def cases(documents, every):
    """Citations of whole sentences, each with another of the same document and one of the next document."""
    found = []
    for document in documents:
        spans = [s for s in sentences(document.text) if 14 <= len(s) <= 130]
        spans = [s for s in spans if document.text[s.end - 1] in "。？" and document.text[s.start] not in "#"]
        found += [document.cite(s.start, s.end) for s in spans]
    return [(c, found[(n + 1) % len(found)], found[(n + 7) % len(found)]) for n, c in enumerate(found)][
        ::every
    ]


def mutants(citation, near, far):
    text = citation.quote
    organs = organs_of(citation.document)
    rules = (modal_mutants, number_mutants, word_mutants, cut_mutants, partial(organ_mutants, organs=organs))
    for rule in (rule(text) for rule in rules):
        for way, changed in rule:
            if changed.strip("，。") and tokens(changed) != tokens(text):
                yield way, Draft(changed, (citation,))
    for way, changed in stitched(citation, near):
        yield way, Draft(changed, (citation, near))
    if text != far.quote:
        yield "other quote", Draft(text, (far,))


@pytest.fixture(scope="module")
def material(corpus):
    shipped = [d for d in read_corpus(corpus) if d.kind.value in ("notice", "guidance")]
    invented = [Document(name, name, text) for name, text in INVENTED.items()]
    return cases(invented, 1) + cases([d for d in shipped if d.kind.value == "notice"], 1) + cases(shipped, 5)


def test_no_damaged_sentence_passes(material):
    made, passed = Counter(), []
    for case in material:
        for way, draft in mutants(*case):
            made[way] += 1
            if check(draft) is None:
                passed.append(f"{way}: {draft.text} <- {' | '.join(c.quote for c in draft.citations)}")
    assert not passed, "\n".join(passed)
    assert sum(made.values()) > 2000
    assert len(made) >= 22, made


def test_nothing_is_cut_out_of_a_piece(material):
    made, passed = 0, []
    for citation, _, _ in material:
        text = citation.quote
        for width in (1, 2, 4):
            for start in range(3, len(text) - width - 2, 4):
                around = text[start - 2 : start + width + 1]
                if re.search(r"[^\w%℃]", around) or text[start : start + width] == "个":
                    continue
                made += 1
                changed = text[:start] + text[start + width :]
                if check(Draft(changed, (citation,))) is None:
                    passed.append(f"{changed} <- {text}")
    assert not passed, "\n".join(passed)
    assert made > 2000


def test_faithful_sentences_pass(material):
    made, dropped = Counter(), []
    for citation, _, _ in material:
        for way, text in dict.fromkeys(faithful(citation.quote)):
            if way == "verbatim" or text != citation.quote:
                made[way] += 1
                problem = check(Draft(text, (citation,)))
                if problem is not None:
                    dropped.append(f"{way}: {problem.reason}")
    assert sum(made.values()) > 1000
    assert len(dropped) <= 0.05 * sum(made.values()), "\n".join(dropped)
