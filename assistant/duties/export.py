"""Write tables of duties as Markdown, CSV, XLSX, DOCX or JSON."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Sequence
from typing import Any

from assistant.duties.model import Duty, DutyTable
from assistant.duties.select import Chosen, is_for_all
from index.document import Document, Span
from index.errors import BadInput

COLUMNS = ("责任主体", "要求", "事项", "时限频次", "条件", "报送对象", "原文位置", "原文")
FORMATS = ("md", "csv", "xlsx", "docx", "json")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
# Characters that XML cannot hold; office formats refuse them.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def render(
    tables: DutyTable | Sequence[DutyTable], format: str, *, chosen: Sequence[Chosen] | None = None
) -> bytes:
    """A table, or several one after the other, as a file.

    Args:
        tables: the tables to write.
        format: md, csv, xlsx, docx or json.
        chosen: only these duties, such as those of one subject; all where None.

    Returns:
        The bytes of the file.

    Raises:
        BadInput: for any other format.
    """
    listed = [tables] if isinstance(tables, DutyTable) else list(tables)
    writer = _WRITERS.get(format)
    if writer is None:
        raise BadInput(f"不支持的导出格式：{format}", f"可用：{'、'.join(FORMATS)}")
    parts = [(t, _kept(t, chosen)) for t in listed]
    return writer([p for p in parts if chosen is None or p[1]])


_Part = tuple[DutyTable, tuple[tuple[Duty, bool], ...]]


def _kept(table: DutyTable, chosen: Sequence[Chosen] | None) -> tuple[tuple[Duty, bool], ...]:
    if chosen is None:
        return tuple((d, is_for_all(d)) for d in table.duties)
    return tuple((c.duty, c.common) for c in chosen if c.table is table)


def heading(document: Document) -> str:
    """One line that names a document: title, number, date.

    Args:
        document: the document.
    """
    words = (document.title or document.id, document.number, document.date)
    return "　".join(w for w in words if w)


def row(table: DutyTable, duty: Duty, *, common: bool) -> tuple[str, ...]:
    """A duty as the cells of `COLUMNS`, each in the document's words.

    Args:
        table: the table it belongs to.
        duty: the duty.
        common: whether to mark it as addressed to everyone.
    """
    return (
        _subject(duty, common=common),
        _words(table, duty.modal) if duty.modal else duty.modality.value,
        _what(table, duty),
        _join(table, duty.deadlines),
        _join(table, (*duty.conditions, *duty.exceptions)),
        _join(table, duty.report_to),
        _place(table.document, duty.span),
        _words(table, duty.span),
    )


def _subject(duty: Duty, *, common: bool) -> str:
    subject = duty.subject or duty.party
    if subject is None:
        return "（未写明）"
    marks = [m for m, yes in (("承前", subject.inherited), ("共同", common)) if yes]
    return _flat(subject.text) + (f"（{'、'.join(marks)}）" if marks else "")


def _what(table: DutyTable, duty: Duty) -> str:
    """What is to be done, led by what it is done to where that stands in front (…情况，要及时报告)."""
    thing = duty.object
    shown = thing is not None and not duty.consequence and thing.end <= duty.action.start
    if thing is None or not shown or any(c.overlaps(thing) for c in duty.conditions):
        return _words(table, duty.action)
    return f"{_words(table, thing)}，{_words(table, duty.action)}"


def _place(document: Document, span: Span) -> str:
    path = " > ".join(_flat(h) for h in document.outline.path(span.start))
    return f"{path} [{span.start}, {span.end})" if path else f"[{span.start}, {span.end})"


def _words(table: DutyTable, span: Span) -> str:
    return _flat(table.words(span))


def _flat(words: str) -> str:
    return re.sub(r"\s*\n\s*", " ", words).strip()


def _join(table: DutyTable, spans: Sequence[Span]) -> str:
    return "；".join(dict.fromkeys(_words(table, s) for s in spans))


def _markdown(parts: Sequence[_Part]) -> bytes:
    lines: list[str] = []
    for table, duties in parts:
        lines += [f"## {_md(heading(table.document))}", ""]
        lines += ["| " + " | ".join(COLUMNS) + " |", "|" + " --- |" * len(COLUMNS)]
        lines += ["| " + " | ".join(_md(c) for c in row(table, d, common=c)) + " |" for d, c in duties]
        lines += [""]
    return "\n".join(lines).encode("utf-8")


def _md(cell: str) -> str:
    """Nothing of a document is rendered as markup."""
    return re.sub(r"([\\|`*_\[\]<>#~!])", r"\\\1", cell)


def _csv(parts: Sequence[_Part]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for table, duties in parts:
        writer.writerow([_safe(heading(table.document))])
        writer.writerow(COLUMNS)
        writer.writerows([[_safe(c) for c in row(table, d, common=c)] for d, c in duties])
    # The mark makes office programs read the file as UTF-8.
    return ("\ufeff" + out.getvalue()).encode("utf-8")


def _safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return "'" + cell if cell.startswith(_FORMULA) else cell


def _xlsx(parts: Sequence[_Part]) -> bytes:
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font

    book = Workbook()
    sheet = book.active
    sheet.title = "责任清单"
    for table, duties in parts:
        _append(sheet, [heading(table.document)])
        sheet.cell(row=sheet.max_row, column=1).font = Font(bold=True, size=14)
        _append(sheet, COLUMNS)
        for cell in sheet[sheet.max_row]:
            cell.font = Font(bold=True)
        for duty, common in duties:
            _append(sheet, row(table, duty, common=common))
            for cell in sheet[sheet.max_row]:
                cell.alignment = Alignment(wrap_text=True, vertical="top")
    for letter, width in zip("ABCDEFGH", (24, 10, 48, 16, 28, 22, 30, 60), strict=True):
        sheet.column_dimensions[letter].width = width
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _append(sheet: Any, cells: Sequence[str]) -> None:
    """Append a line of plain text: a cell of type string is never evaluated."""
    sheet.append([_CONTROL.sub("", c) for c in cells])
    for cell in sheet[sheet.max_row]:
        if cell.value is not None:
            cell.data_type = "s"


def _docx(parts: Sequence[_Part]) -> bytes:
    from docx import Document as Word
    from docx.enum.section import WD_ORIENT

    word = Word()
    page = word.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = page.page_height, page.page_width
    for table, duties in parts:
        word.add_heading(_CONTROL.sub("", heading(table.document)), level=1)
        grid = word.add_table(rows=1, cols=len(COLUMNS))
        grid.style = "Table Grid"
        for cell, name in zip(grid.rows[0].cells, COLUMNS, strict=True):
            cell.text = name
        for duty, common in duties:
            words = row(table, duty, common=common)
            for cell, value in zip(grid.add_row().cells, words, strict=True):
                cell.text = _CONTROL.sub("", value)
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def _json(parts: Sequence[_Part]) -> bytes:
    from assistant.duties.codec import table_to_dict

    data = [
        table_to_dict(table, [d for d, _ in duties], complete=len(duties) == len(table.duties))
        for table, duties in parts
    ]
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


_WRITERS = {"md": _markdown, "csv": _csv, "xlsx": _xlsx, "docx": _docx, "json": _json}
