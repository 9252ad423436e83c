"""Small made-up documents, none of them about an epidemic, and the notice of the corpus."""

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.duties import DutyTable, extract
from index.document import Document, Kind
from index.outline import read_outline

FLOOD = """云溪县防汛抗旱指挥部关于做好汛期安全防范工作的通知

各乡镇人民政府，县直各单位：

当前，全县已进入主汛期，防汛形势十分严峻。各级各单位要绷紧安全这根弦，坚决守住底线。现就有关事项通知如下：

一、压实各方责任

水利部门要每日巡查水库大坝，发现险情的，应当在30分钟内向县防汛指挥部报告；汛情紧急时，可以先行组织群众转移。\
村民委员会和居民小组要逐户登记低洼地带住户，建立转移名册；落实叫应机制，确保不漏一人。\
除抢险车辆外，任何单位和个人不得驶入封闭堤段。

二、广大民兵要带头冲锋在前

带头参加巡堤查险；带头帮助老弱群众转移，绝不能临阵脱逃。

三、严肃工作纪律

对瞒报、漏报险情的，由县纪委监委严肃追责问责；构成犯罪的，依法追究刑事责任。对表现突出的集体，予以表彰。

各乡镇贯彻落实情况，请于6月20日前报县防汛办备案。

云溪县防汛抗旱指挥部

2031年5月8日
"""

WATER = """青禾市公共水域安全管理办法

第一条 为了加强公共水域安全管理，制定本办法。

第二条 本办法所称公共水域，是指河道、湖泊和水库。

第三条 水域管理单位应当履行下列职责：

（一）设置警示标志；

（二）配备救生器材；

（三）定期巡查。

第四条 有下列情形之一的，水域管理单位应当立即封闭水域：

（一）水位超过警戒线的；

（二）发现有毒有害物质的。

第五条 游泳者不得在非开放区域游泳。学校应当每学期至少开展一次安全教育，并将开展情况报教育行政部门备案。

第六条 违反本办法第五条规定的，由水行政主管部门责令改正；情节严重的，处二百元罚款。

第七条 本办法自2031年7月1日起施行。
"""

FIRE = """关于加强春季森林防火工作的紧急通知

各镇（街道），区直各部门：

为切实做好春季森林防火工作，现紧急通知如下：

1.加强火源管控。严禁携带火种进山入林。确需野外用火的，须经区林业局批准，并派专人看守。

2.加强巡护值守。护林员每天巡山不少于2次，并于当日18时前向镇林业站报送巡护记录。\
景区、林场等经营单位要配齐灭火器材，组织员工开展演练；鼓励成立志愿扑火队。

3.加强宣传。学校要组织学生上好防火第一课，家长应当教育子女不玩火。

4.加大防火资金投入，配备必要装备。（责任单位：区财政局、区应急局）

联系人：张三，电话：123

区森林防灭火指挥部办公室

2030年3月1日
"""


def read(text: str, *, id: str = "made-up", kind: Kind = Kind.NOTICE, **fields: str) -> Document:
    return Document(
        id=id, title=fields.pop("title", id), text=text, kind=kind, outline=read_outline(text), **fields
    )


@pytest.fixture(scope="session")
def table_of() -> Callable[[str], DutyTable]:
    """The table of a notice with one part, whose body is given."""
    return lambda body: extract(
        read(f"关于值守的通知\n\n各村：\n\n一、要求\n\n{body}\n\n某某局\n\n2030年1月1日\n")
    )


@pytest.fixture(scope="session")
def flood() -> DutyTable:
    title = "关于做好汛期安全防范工作的通知"
    return extract(read(FLOOD, id="flood", title=title, number="云防〔2031〕5号", date="2031-05-08"))


@pytest.fixture(scope="session")
def water() -> DutyTable:
    return extract(read(WATER, id="water", kind=Kind.LAW))


@pytest.fixture(scope="session")
def fire() -> DutyTable:
    return extract(read(FIRE, id="fire"))


@pytest.fixture(scope="session")
def notice() -> DutyTable:
    file = next(iter(sorted((Path(__file__).parents[3] / "corpus" / "notice").glob("*.txt"))))
    return extract(read(file.read_text(encoding="utf-8"), id="notice"))
