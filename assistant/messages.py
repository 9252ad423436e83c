"""The one catalogue of what users see: Chinese first, English second."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from index.document import Document, Kind, Status, Verdict


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

COMPILED = Message(
    "本资料由本项目据所列来源编写，不是官方原文。",
    "Compiled by this project from the sources named; not official wording.",
)
MODEL_DROPPED = Message(
    "大模型的表述没有通过逐字核对，以下为原文摘录。",
    "The model's wording did not pass verification; quotes follow.",
)
MODEL_PARTLY = Message(
    "部分文字由大模型整理并通过逐字核对；它没有整理到的要求以原文补在后面。",
    "Part was phrased by a model and verified; what it left out follows in the documents' words.",
)
MODEL_SILENT = Message(
    "大模型没有应答（{fault}），以下为原文摘录。", "The model did not answer ({fault}); quotes follow."
)
MODEL_UNCITED = Message(
    "大模型的回答没有可核对的出处，以下为原文摘录。", "The model named no source that exists; quotes follow."
)
UNNAMED_QUOTED = Message(
    "所引的“{name}”是未署名文件，没有发文单位和文号，请先核实再用。",
    "“{name}” is unsigned: it names no issuer and no number; check before use.",
)
UNNAMED_LEFT_OUT = Message(
    "未署名文件“{name}”里也有相近的话，没有发文单位和文号，没有引用；补上后可以引用。",
    "The unsigned “{name}” has something near, without issuer or number, and is not quoted.",
)
NOT_ON_RECORD = Message(
    "没有收录这一说法，不下真假结论；资料里说到它的原话如下，请对照。",
    "This claim is not on record and is not judged; what the documents say of it follows.",
)
NOTHING = Message(
    "现有资料里没有能回答这个问题的内容，因此不作回答。",
    "The documents do not answer this, so neither do we.",
)
NEAREST = Message(
    "最接近的资料是《{title}》{at}，但不能确定它说到了您问的这一点。",
    "Nearest is “{title}” {at}, which may not speak of what you ask.",
)
NEAREST_WORDS = Message(
    "> 那里最接近的原话（不是对您问题的回答）：“{words}”",
    "> The nearest words there (not an answer to your question): “{words}”",
)
ONLY = Message(
    "本助手只回答资料中的职责要求、防控知识和谣言核查；可以换一种问法再问。",
    "Only duties, prevention and claims in the documents are answered; ask in other words.",
)
NOT_YET = Message("《{title}》自 {day} 起施行。", "“{title}” is in force from {day}.")
EXPIRED = Message(
    "《{title}》已于 {day} 之后不再适用。{note}", "“{title}” has not applied since {day}. {note}"
)
SUPERSEDED = Message("《{title}》已被代替（{by}）。{note}", "“{title}” has been replaced by {by}. {note}")


def caution(document: Document, as_of: date | None, documents: Mapping[str, Document]) -> tuple[str, ...]:
    """What a reader must know of a quoted document: whether it is in force, and who wrote the words.

    Args:
        document: the document quoted.
        as_of: the day asked about; None means today.
        documents: by id, to name a successor by its title.
    """
    found: list[str] = []
    validity = document.validity
    status = validity.status(as_of)
    if status is Status.EXPIRED and validity.end is not None:
        found.append(
            EXPIRED.zh.format(title=document.title, day=validity.end.isoformat(), note=validity.note)
        )
    elif status is Status.SUPERSEDED:
        found.append(
            SUPERSEDED.zh.format(
                title=document.title,
                by=_successor(validity.superseded_by, documents),
                note=validity.note,
            )
        )
    elif status is Status.NOT_YET and validity.start is not None:
        found.append(NOT_YET.zh.format(title=document.title, day=validity.start.isoformat()))
    if document.compiled:
        found.append(COMPILED.zh)
    return tuple(found)


def _successor(name: str, documents: Mapping[str, Document]) -> str:
    document = documents.get(name)
    return f"见《{document.title}》" if document else name
