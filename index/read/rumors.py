"""Rumor records: the canonical text is built from the record, one line a part."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from index.document import Claim, Document, Kind, Outline, Part, Section, Source, Span, Verdict
from index.errors import BadDocument
from index.read.marks import Cited, attribute, take_marks
from index.schema import RumorModel, check_model

VERDICTS = {
    Verdict.TRUE: "属实",
    Verdict.FALSE: "不实",
    Verdict.PARTLY_TRUE: "部分属实",
    Verdict.UNPROVEN: "尚无定论",
}


def read_rumors(data: Any, file: str, sources: Mapping[str, Source]) -> list[Document]:
    """Every record of a rumors file.

    Raises:
        BadDocument: naming the record and the field.
    """
    if not isinstance(data, list) or not data:
        raise BadDocument(file, "", "应当是一列记录", "每条记录以“- id:”开头")
    found = []
    for n, record in enumerate(data):
        place = f"[{n}]"
        model = check_model(RumorModel, record, file, place)
        cited = take_marks(one_line(model.rebuttal), file, f"{place}.rebuttal")
        found.append(rumor_document(model, cited, file, sources, f"{place}.rebuttal"))
    return found


def rumor_document(
    model: RumorModel, cited: Cited, file: str, sources: Mapping[str, Source], field: str = ""
) -> Document:
    """The document of one record."""
    said = one_line(model.claim)
    before = f"网传说法：{said}\n核查结论：{VERDICTS[model.judged]}。\n核查说明："
    start = len(before)
    text = f"{before}{cited.text}\n核查单位：{model.reviewer}　核查时间：{model.reviewed}"
    claim = Claim(
        claim=said,
        verdict=model.judged,
        rebuttal=Span(start, start + len(cited.text)),
        wordings=tuple(model.wordings),
        opposites=tuple(model.opposites),
        unlike=tuple(model.unlike),
        reviewer=model.reviewer,
        reviewed=model.reviewed,
        place=model.place,
        period=model.period,
        topic=model.topic,
    )
    return Document(
        id=model.id,
        title=said,
        text=text,
        kind=Kind.RUMOR,
        issuer=model.reviewer,
        date=model.reviewed,
        area=model.place,
        compiled=True,
        outline=Outline((Section(Part.SECTION, 1, "", "", Span(0, len(text)), 0),)),
        attributions=attribute(cited, sources, file, field, shift=start),
        claim=claim,
        path=file,
    )


def one_line(words: str) -> str:
    """Words of a YAML block as one line: Chinese needs no blank where a line was wrapped."""
    joined = ""
    for line in (part.strip() for part in words.splitlines()):
        gap = " " if joined and line and joined[-1].isascii() and line[0].isascii() and line[0] != "[" else ""
        joined += gap + line
    return joined
