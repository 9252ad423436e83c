"""A notice of its own: values that stand in nobody's duty, and near questions that it does not answer."""

import pytest

from assistant.answer import AnswerKind
from assistant.ask import Assistant
from index.document import Verdict
from index.library import memory_library
from index.read.formats import read_file

NOTICE = """关于做好冬季供水管网防冻工作的通知

各乡镇人民政府，县直有关单位：

一、供水企业要每日巡查主管网不少于两次，发现爆管的，应当在4小时内修复并报县住建局。
二、村民委员会要在12月20日前完成户外水表的保温包扎，对独居老人家庭要上门帮助。
三、因抢修停水超过24小时的，由供水企业免费送水到村。受损水表更换每户补助80元。
抢修电话：0869-4471206，全天有人接听。
四、施工单位不得擅自挖断供水管道，违者由县住建局处2000元以上1万元以下罚款。

青溪县住房和城乡建设局
2023年11月30日
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    file = tmp_path_factory.mktemp("notice") / "water.txt"
    file.write_text(NOTICE, encoding="utf-8")
    return Assistant(memory_library(read_file(file, "water.txt", {})))


@pytest.mark.parametrize(
    ("question", "words"),
    [
        pytest.param(
            "水管爆了打哪个电话抢修", "0869-4471206", marks=pytest.mark.xfail(reason="little trust")
        ),
        ("换一个冻坏的水表补助多少钱", "每户补助80元"),
        ("主管网一天巡查几次", "每日巡查主管网不少于两次"),
        ("水表包扎最晚哪天弄完", "12月20日前"),
    ],
)
def test_a_value_is_quoted_wherever_it_stands(assistant: Assistant, question: str, words: str) -> None:
    answer = assistant.ask(question)
    assert any(words in c.quote for c in answer.citations), answer.text


@pytest.mark.parametrize(
    "question",
    [
        "送水的司机一天补贴多少",
        "水费一吨多少钱",
        pytest.param("水表包扎用什么牌子的棉", marks=pytest.mark.xfail(reason="the clause is trusted")),
        "2021年爆管了几次",
    ],
)
def test_a_near_value_that_is_not_told_is_refused(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.refused, answer.text


def test_what_is_answered_of_two_questions_is_quoted(assistant: Assistant) -> None:
    for line in ("水表包扎最晚哪天弄完，师傅姓什么", "师傅叫什么名字，水表包扎最晚哪天弄完"):
        answer = assistant.ask(line)
        assert any("12月20日前" in c.quote for c in answer.citations), answer.text


def test_both_of_two_questions_are_answered(assistant: Assistant) -> None:
    answer = assistant.ask("主管网一天巡查几次，水表包扎最晚哪天弄完")
    quotes = "".join(c.quote for c in answer.citations)
    assert "不少于两次" in quotes
    assert "12月20日前" in quotes


def test_a_statement_that_nobody_records_is_not_judged(assistant: Assistant) -> None:
    answer = assistant.ask("供水企业每日巡查主管网三次就够了")
    assert answer.verdict in (None, Verdict.UNKNOWN, Verdict.FALSE)
    assert answer.kind is not AnswerKind.KNOWLEDGE or answer.verdict is Verdict.UNKNOWN
