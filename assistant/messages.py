"""The one catalogue of what users see: Chinese first, English second."""

from __future__ import annotations

from dataclasses import dataclass

from index.document import Kind, Status, Verdict


@dataclass(frozen=True, slots=True)
class Message:
    """One sentence in two languages; `format` fields are named."""

    zh: str
    en: str


VERDICTS: dict[Verdict, Message] = {
    Verdict.TRUE: Message("属实", "true"),
    Verdict.FALSE: Message("不实", "false"),
    Verdict.PARTLY_TRUE: Message("部分属实", "partly true"),
    Verdict.UNPROVEN: Message("尚无定论", "unproven"),
    Verdict.UNKNOWN: Message("库中无记录", "nothing on record"),
}

KINDS: dict[Kind, Message] = {
    Kind.NOTICE: Message("通知", "notice"),
    Kind.GUIDANCE: Message("防护指引", "guidance"),
    Kind.RUMOR: Message("谣言核查", "claim review"),
    Kind.LAW: Message("法律法规", "law"),
    Kind.OTHER: Message("其他", "other"),
}

STATUSES: dict[Status, Message] = {
    Status.IN_FORCE: Message("现行", "in force"),
    Status.NOT_YET: Message("尚未施行", "not yet in force"),
    Status.EXPIRED: Message("已失效", "expired"),
    Status.SUPERSEDED: Message("已被代替", "superseded"),
}
