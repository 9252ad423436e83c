from __future__ import annotations

import pytest

from index.document import Attribution, Claim, Document, Kind, Source, Span, Verdict

SOURCE = Source("paper", "关于若干说法的核查", "某市疾病预防控制中心", "核〔2021〕3号", "2021-03-02")


def make_record(number: int, claim: str, verdict: str, wordings: tuple[str, ...] = ()) -> Document:
    rebuttal = f"经核查：第{number}条说法的依据在此。"
    text = f"{claim}\n{rebuttal}"
    span = Span(len(claim) + 1, len(text))
    return Document(
        id=f"rumor-{number}",
        title=claim,
        text=text,
        kind=Kind.RUMOR,
        compiled=True,
        attributions=(Attribution(span, (SOURCE,)),),
        claim=Claim(claim, Verdict(verdict), span, wordings, reviewer="某市疾控中心", reviewed="2021-03-02"),
    )


@pytest.fixture(scope="session")
def records() -> list[Document]:
    """Eight records on everyday subjects."""
    table = [
        ("吃生姜可以治好脱发", "false", ("用生姜擦头皮能治脱发", "多吃姜头发就能长出来")),
        ("常温下鸡蛋可以存放30天", "true", ("鸡蛋不放冰箱也能放三十天",)),
        ("骑电动车必须戴头盔", "true", ("骑电动自行车要戴安全头盔", "骑电瓶车应当佩戴头盔")),
        ("所有塑料瓶都可以反复装热水", "false", ("任何塑料瓶都能一直装开水",)),
        ("睡前喝牛奶可能有助于睡眠", "true", ("睡觉前喝杯牛奶能帮助入睡",)),
        ("磁疗项链能缓解颈椎病", "unproven", ("戴磁疗项链可以减轻颈椎疼痛",)),
        ("蜱虫会把森林脑炎传给人", "true", ("人会被蜱虫传染森林脑炎",)),
        ("青山市下月起取消老年人免费乘车", "false", ("青山市老人下个月坐公交要收钱了",)),
    ]
    return [make_record(n, claim, verdict, wordings) for n, (claim, verdict, wordings) in enumerate(table)]
