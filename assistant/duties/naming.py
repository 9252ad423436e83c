"""Names that begin with a verb or hold one (组织部门, 巡查责任人), and orders that look alike."""

from __future__ import annotations

import re

from assistant.duties.lexicon import ACT, ADVERB, LONG_VERB, VERB

# 组织部门, 供水单位: a short name that begins with a verb; 咨询有关机构, 联系当地部门: an order.
NAMING = re.compile(
    r"(?!成立|设立|组建|召开|选举|罢免|撤销|联系|咨询|邀请|委托|聘请|通知|支持|帮助|引导|督促|配合|协助"
    r"|动员|走访|慰问)"
    rf"(?!(?:{VERB})(?:相关|有关|各|当地|上级|其他|本|该|属地|专业|医疗|政府)).{{2,6}}(?:部门|机构|机关"
    r"|单位|中心|委员会|小组|办公室)"
)
# Verbs that take persons or offices as their object: 组织人员, 通知部门 are orders.
_DIRECTS = (
    r"组织|引导|动员|教育|发动|督促|指导|通知|劝导|要求|帮助|安排|提醒|选派|抽调|协助|指派|告知|培训|配合|支持"
    r"|联系|会同|调配|增加|落实|明确|确定|配备|疏散|转移|隔离|排查|慰问|走访|召集|聘请|选聘|奖励|关心|服从"
)
# 巡查责任人, 扑火队员, 随车照管人员: who does this work.
_BY_WORK = re.compile(
    rf"(?!{_DIRECTS})(?:{LONG_VERB}){{1,2}}(?:责任人|负责人|人员|专员|专班|队员|员(?![工])|组长|队长|站长"
    r"|领导|同志|队伍?|小组|股|手(?![续段册机])|人(?![员民们均数口才家])|工(?![作程地业人资]))"
)
# 执勤民警, 驻村干部: verbs of being at work take no object, so a person behind them is who works.
_AT_WORK = re.compile(
    r"(?:执勤|值班|值守|带班|巡逻|执法|上岗|返岗|在岗|下沉|参训|参会|参赛|返乡|务工|从业|驻村|包村|包片|包保)"
    r"[^，。；的]{0,6}$"
)
# 检查站, 审批科, 规划建设科: a place of work named by what is done there, with whatever follows.
WORKPLACE = re.compile(
    rf"(?:{LONG_VERB}){{1,2}}(?:站(?![点岗])|所(?![有在属需])|科(?![学技])|处(?![理置罚于在境])|室(?![内外])"
    r"|局(?![面部])|队(?![列])|办(?![理法结公好事])|组(?![织成建])|中心|指挥部)"
)
# Names of offices and roles that begin with a verb and are names all the same.
ROLE = re.compile(
    r"(?:领导(?:干部|班子|小组|机构|人|同志)|负责(?:人|同志)|(?:工作|管理|服务|执法|检测|检查|检验|值班"
    r"|值守|生产|运输|销售|督导|运营|保障|采样|参会|执勤)(?:人员|队|组)"
    rf"|(?:{VERB}){{2,3}}人员|(?:{VERB}|{ADVERB})+者)|{_BY_WORK.pattern}|{WORKPLACE.pattern}|{_AT_WORK.pattern}"
)
# 主管部门, 管理人员, 负责人: a verb that goes on into a name does not end the subject in front of it.
GOES_ON = re.compile(
    rf"(?!会同)(?:{ACT}|{ADVERB}|负责|有关|相关){{1,2}}(?:部门|机构|机关|单位|人员|领导人|人(?![员民])|干部|班子"
    r"|中心"
    r"|局|厅|工(?!作)|方(?![案法式面便向])|委(?!托|派|任)|办(?!理|结|好|公)|所(?!有)|站(?!点)"
    r"|小组"
    r"|委员会|联合会|基金会|协会|工作者|者|员(?!工)|队|组织(?![^，])"
    r"|[室科处组](?=$|[、和及要应须必不负在对按将由会]))"
    r"|特别是|尤其是|其他|有关|有限|从业|在[校职编岗册]"
    # 城市管理、卫生健康等部门: one of several named together.
    rf"|(?:{VERB}){{1,2}}(?:、|和)[^，。；]{{1,30}}?(?:等(?:有关|相关)?(?:部门|单位|机构)|(?:主管|行政)部门)"
)
