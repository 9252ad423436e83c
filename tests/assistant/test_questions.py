"""Questions in natural words over all five parts of the notice, about the notice itself, and off topic."""

import pytest

from assistant.ask import Assistant
from index.corpus import read_corpus
from index.library import memory_library

NOTICE = "anqing-zuming-2020-2"

# question, words that a quote from the notice must hold
ASKED = (
    ("村两委成员被感染了要向谁报告", "第一时间报告市委组织部"),
    # 一
    ("这次防控要把什么放在第一位", "把人民群众生命安全和身体健康放在第一位"),
    ("市委提出的“三个坚决防止”要怎样落实", "紧扣市委提出的“三个坚决防止”目标要求"),
    # 二
    ("党政领导班子成员春节还能休假吗", "立即取消春节休假"),
    ("领导干部对自己的家人亲属要做什么", "教育督促家人、亲属落实防控措施"),
    ("领导班子要严格落实哪两种管理责任", "严格落实属地管理责任和部门管理责任"),
    ("领导班子要严守哪些纪律", "严守政治纪律、工作纪律、保密纪律"),
    ("领导班子要守哪几条纪律", "严守政治纪律、工作纪律、保密纪律"),
    ("党组织在环境卫生和化解矛盾上要党员干什么", "组织引导党员带领群众开展环境卫生治理"),
    ("党员上一线要戴什么", "佩戴党员徽章、亮明身份"),
    ("我在卡口执勤，路过的车是不是每辆都得查", "逢车必检、逢人必检"),
    # 三
    ("学校党组织要做哪些事？", "加强对师生的跟踪管理"),
    ("学校党组织对开学有什么要做的", "深入研判开学工作"),
    ("社区要排查哪些人", "全面排查涉武汉市人员"),
    ("村党组织怎样做宣传教育", "加强对党员群众的宣传教育"),
    ("街道社区排查出来的人员要怎样登记和包保", "逐一造册登记，实行一对一包保"),
    ("医院党组织要落实什么", "严格落实诊疗方案"),
    ("怎么关心医务工作者", "切实关心他们的工作、生活和实际困难"),
    ("高速公路部门的党组织要落实什么要求", "逢车必检、逢人必检"),
    ("机关事业单位党组织要做什么", "严格带头执行上级决策部署"),
    ("生产防疫物资的企业要做什么", "组织员工加班加点"),
    ("什么时候要建立临时党组织", "及时建立临时党组织"),
    # 四
    ("党员可以去串门拜年吗", "不搞串门拜年"),
    ("直接参与防控的党员要佩戴什么", "佩戴党员徽章、亮明身份"),
    ("党员发现疑似病例要向谁报告", "对疑似病例和相关情况第一时间向党组织报告"),
    ("党员对谣言要怎么做", "带头做到不信谣、不造谣、不传谣"),
    ("党员要怎样参加志愿服务", "带头参与党员志愿服务"),
    ("党员能隐瞒疑似病例不报吗", "决不能心存侥幸、隐瞒不报"),
    # 五
    ("对防控工作不力的干部怎么处理", "对工作不力的，严肃批评、及时调整"),
    ("擅离职守的党员干部会怎样", "严肃追责问责"),
    ("在防控中表现突出的人怎么办", "对表现突出的，及时予以表扬"),
    ("组织部门怎样考察党员干部", "识别、锻炼和考察党员干部"),
    ("先锋网要做什么", "开辟专题专栏"),
    ("先进基层党组织和优秀党员要怎样宣传", "进行总结宣传和表扬"),
    # 结尾
    ("贯彻落实这个通知的情况要报告吗", "贯彻落实本通知情况，要及时报告"),
)
ABOUT = (
    ("这份通知的文号是什么", "庆组明电〔2020〕2号"),
    ("这个通知是哪个单位发的", "中共安庆市委组织部"),
    ("通知是什么时候印发的", "2020年1月27日"),
    ("这份通知主送哪些单位", "各县（市、区）委组织部"),
)
REFUSED = (
    "今天天气怎么样",
    "明天会下雨吗",
    "猪肉多少钱一斤",
    "北京到上海的高铁票价是多少",
    "写一首关于春天的诗",
    "帮我写一段Python代码",
    "asdfghjkl qwerty",
    "昨晚的球赛谁赢了",
    "给我讲个笑话",
    "苹果手机怎么截屏",
    pytest.param("红烧肉怎么做", marks=pytest.mark.xfail(reason="cooking meat in canteens is spoken of")),
    "一加一等于几",
    "你喜欢什么颜色",
    "太阳系有几颗行星",
    "推荐一部电影",
)


@pytest.mark.parametrize(("question", "words"), ASKED)
def test_the_notice_answers_in_its_own_words(assistant, library, question, words):
    answer = assistant.ask(question)
    quotes = [c.quote for c in answer.citations if c.document.id == NOTICE]
    assert any(words in quote for quote in quotes), (answer.kind, [c.quote for c in answer.citations])
    for citation in answer.citations:
        text = library.documents[citation.document.id].text
        assert text[citation.span.start : citation.span.end] == citation.quote


@pytest.mark.parametrize(("question", "words"), ABOUT)
def test_what_a_document_says_of_itself(assistant, question, words):
    answer = assistant.ask(question)
    assert answer.kind == "document"
    assert any(words in c.quote for c in answer.citations if c.document.id == NOTICE), answer.text


@pytest.mark.parametrize("question", REFUSED)
def test_what_the_documents_do_not_hold_is_refused(assistant, question):
    answer = assistant.ask(question)
    assert answer.refused, answer.text
    assert answer.statements == ()
    assert answer.text


@pytest.fixture(scope="module")
def harbour(tmp_path_factory):
    """An assistant over two short notices that nobody has seen: the second changes the first."""
    folder = tmp_path_factory.mktemp("harbour")
    old = (
        "关于渔船登记的通知\n\n各村：\n\n渔船船主应当在三日内到村委会登记。\n\n"
        "东港镇人民政府\n\n2020年2月3日\n"
    )
    new = old.replace("渔船登记", "调整渔船登记").replace("三日内到村委会", "七日内到渔政站")
    (folder / "old.txt").write_text(old, encoding="utf-8")
    (folder / "new.txt").write_text(new, encoding="utf-8")
    return Assistant(memory_library(read_corpus(folder)))


@pytest.mark.parametrize(
    "question", ["渔船船主要到哪里登记", "渔船船主要在几日内到渔政站登记", "到渔政站登记的期限是几天"]
)
def test_a_notice_nobody_has_seen(harbour, question):
    answer = harbour.ask(question)
    assert any("七日内到渔政站登记" in c.quote for c in answer.citations), answer.text


def test_a_slip_put_right_is_shown_and_owes_nothing_to_the_conversation(assistant):
    answer = assistant.ask("84xiaodu液怎么配")
    assert answer.understood == "84消毒液怎么配"
    assert not answer.in_context


def test_a_question_that_is_known_word_for_word_finds_its_sentences(assistant, library):
    document = library.documents["lifts"]
    for asked in document.asked:
        answer = assistant.ask(asked.questions[-1])
        assert any(
            c.document is document and c.span.overlaps(s) for c in answer.citations for s in asked.spans
        )
