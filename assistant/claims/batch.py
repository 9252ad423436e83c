"""A table of claims in, the same table with verdicts out, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator

from assistant.claims.base import Judgement
from assistant.claims.labels import LABELS
from assistant.claims.sheet import Sheet, make_sheet, name_source
from index.errors import BadInput

COLUMNS = ("结论代码", "结论", "在案说法", "依据", "出处", "日期", "说明", "相近说法")
_NAMES = ("说法", "待核说法", "claim", "text", "statement", "内容", "question")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_LARGEST_CELL = 32_767  # what a spreadsheet can hold


def decode(data: bytes) -> str:
    """The text of a table as spreadsheets write it: UTF-8 with or without a mark, UTF-16, or GB 18030.

    Args:
        data: the file's bytes.

    Raises:
        BadInput: where it is none of these.
    """
    encodings = ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadInput("读不出表格的文字", "请另存为 UTF-8 编码的 CSV")


def check_csv(text: str, judge: Callable[[str], Judgement]) -> str:
    """Judge every claim of a table.

    Args:
        text: a CSV table; its claims stand in a column named 说法, claim or text, else in the first one.
        judge: what the records say of a statement, such as `ClaimBase.judge`.

    Returns:
        The table with the verdict columns added, rows in the same order.

    Raises:
        BadInput: where there is no row.
    """
    header, rows, column = _read(text)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*map(guard, header), *COLUMNS])
    for row in rows:
        statement = row[column].strip() if column < len(row) else ""
        padded = [*row, *[""] * (len(header) - len(row))]
        added = verdict_cells(make_sheet(statement, judge(statement))) if statement else ("",) * len(COLUMNS)
        writer.writerow([*map(guard, padded), *map(guard, added)])
    return out.getvalue()


def _read(text: str) -> tuple[list[str], Iterator[list[str]], int]:
    """The header, the rows, and where the claims stand."""
    lines = text.lstrip("\ufeff")
    first = lines.partition("\n")[0]
    delimiter = max(",\t;", key=first.count) if any(d in first for d in ",\t;") else ","
    csv.field_size_limit(10_000_000)
    try:
        table = [
            row for row in csv.reader(io.StringIO(lines), delimiter=delimiter) if any(c.strip() for c in row)
        ]
    except csv.Error as error:
        raise BadInput("表格格式不对", "请另存为 CSV 再试") from error
    if not table:
        raise BadInput("表格里没有说法", "每行写一条说法，第一行可以写列名“说法”")
    names = [cell.strip().lower() for cell in table[0]]
    column = next((names.index(name) for name in _NAMES if name in names), None)
    if column is not None:
        return table[0], iter(table[1:]), column
    width = max(map(len, table))
    return ["说法", *(f"列{n}" for n in range(2, width + 1))], iter(table), 0


def verdict_cells(sheet: Sheet) -> tuple[str, ...]:
    """The cells of COLUMNS for one claim.

    Args:
        sheet: what is published of it.
    """
    quote = sheet.rebuttal.quote.strip() if sheet.rebuttal else ""
    sources = "；".join(map(name_source, sheet.sources)) or sheet.reviewer
    nearest = "；".join(sheet.nearest)
    return (
        sheet.verdict.value,
        LABELS[sheet.verdict],
        sheet.recorded,
        quote,
        sources,
        sheet.reviewed,
        sheet.reason,
        nearest,
    )


def guard(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula.

    Args:
        cell: any text.
    """
    plain = cell.replace("\x00", "")[:_LARGEST_CELL]
    return f"'{plain}" if plain.lstrip(" ").startswith(_FORMULA) else plain
