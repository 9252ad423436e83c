"""Rows of JSON Lines and CSV: documents, or claims with a verdict."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from typing import Any

from index.document import Document
from index.errors import BadDocument
from index.read.bare import bare_document
from index.read.marks import Cited
from index.read.rumors import rumor_document
from index.read.text import canonical
from index.schema import loose_date, rumor_row

_ID = ("id", "docid", "document_id", "doc_id")
_KNOWN = ("title", "number", "issuer", "date", "level", "area")
Row = tuple[str, Mapping[str, Any]]


def read_table(text: str, suffix: str, file: str, stem: str) -> list[Document]:
    """Every row of a table as a document.

    A row with `text` is a document; a row with `claim`, `verdict` and `rebuttal` is a claim (`date`,
    `source` and `wordings` may be given). Any other row is an error.

    Args:
        text: the file's text.
        suffix: `.jsonl` or `.csv`.
        file: its name, for errors.
        stem: what the ids of rows without an id begin with.

    Raises:
        BadDocument: naming the row.
    """
    rows = _json_rows(text, file) if suffix == ".jsonl" else _csv_rows(text, file)
    found: list[Document] = []
    seen: set[str] = set()
    for n, (place, row) in enumerate(rows):
        document = _document(row, file, place, f"{stem}-{n + 1}")
        if document.id in seen:
            raise BadDocument(file, place, f"id “{document.id}”重复", "每行用不同的 id")
        seen.add(document.id)
        found.append(document)
    if not found:
        raise BadDocument(file, "", "表里没有数据行", "补上内容，或删去这个文件")
    return found


def _json_rows(text: str, file: str) -> Iterator[Row]:
    # Only \n ends a line of JSON Lines; str.splitlines would also cut at U+2028 inside a string.
    for n, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            raise BadDocument(file, f"第 {n} 行", "不是合法的 JSON", "每行写一个 JSON 对象") from None
        if not isinstance(row, dict):
            raise BadDocument(file, f"第 {n} 行", "不是 JSON 对象", "每行写一个 {…} 对象")
        yield f"第 {n} 行", row


def _csv_rows(text: str, file: str) -> Iterator[Row]:
    reader = csv.DictReader(io.StringIO(text), strict=True)
    previous = csv.field_size_limit(len(text) + 1)
    try:
        for row in reader:
            yield f"第 {reader.line_num} 行", {k.strip().lower(): v or "" for k, v in row.items() if k}
    except csv.Error:
        raise BadDocument(file, f"第 {reader.line_num} 行", "CSV 格式有误", "检查引号和逗号") from None
    finally:
        csv.field_size_limit(previous)


def _document(row: Mapping[str, Any], file: str, place: str, fallback: str) -> Document:
    id_ = next((str(row[k]).strip() for k in _ID if str(row.get(k) or "").strip()), fallback)
    if str(row.get("claim") or "").strip():
        return _claim(row, id_, file, place)
    text = canonical(str(row.get("text") or row.get("content") or ""))
    if not text.strip():
        raise BadDocument(
            file, place, "既没有 text，也没有 claim", "表头写 text（文件），或 claim 和 verdict（说法）"
        )
    known = {k: _flat(row.get(k)) for k in _KNOWN}
    known["date"] = _date(known["date"])
    return bare_document(id_, text, file, fallback, **known)


def _claim(row: Mapping[str, Any], id_: str, file: str, place: str) -> Document:
    record = {
        "id": id_,
        "claim": canonical(_flat(row["claim"])),
        "wordings": _wordings(row.get("wordings")),
        "verdict": row.get("verdict") if isinstance(row.get("verdict"), bool) else _flat(row.get("verdict")),
        "rebuttal": canonical(_flat(row.get("rebuttal") or row.get("text"))),
        "reviewer": _flat(row.get("reviewer") or row.get("source")),
        "reviewed": _date(_flat(row.get("reviewed") or row.get("date"))),
        **{k: _flat(row.get(k)) for k in ("place", "period", "topic")},
    }
    model = rumor_row(record, file, place)
    return rumor_document(model, Cited(model.rebuttal, ()), file, {})


def _wordings(value: Any) -> list[str]:
    parts = (
        value if isinstance(value, list) else str(value or "").replace("；", ";").replace("|", ";").split(";")
    )
    return [w for part in parts if (w := _flat(part))]


def _flat(value: Any) -> str:
    return " ".join(str(value).split()) if value is not None else ""


def _date(written: str) -> str:
    """A date in whatever common form, as ISO 8601; empty where it is none."""
    plain = (
        written.replace("年", "-").replace("月", "-").replace("日", "").replace("/", "-").replace(".", "-")
    )
    parts = [p.zfill(2) for p in plain.split()[0].strip("-").split("-")] if plain.split() else []
    try:
        return loose_date("-".join(parts))
    except ValueError:
        return ""
