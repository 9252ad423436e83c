"""Word documents: paragraphs and tables in reading order."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from index.errors import BadDocument

MAX_UNPACKED = 200 * 1024 * 1024
MAX_ENTRIES = 5000
MAX_RATIO = 200
_OLE = b"\xd0\xcf\x11\xe0"


def read_docx(data: bytes, file: str) -> str:
    """The words of a .docx file, one paragraph or table row a line.

    Raises:
        BadDocument: where it is no .docx, is locked, or unpacks to more than a document would.
    """
    if data.startswith(_OLE):
        raise BadDocument(file, "", "是旧格式 .doc，或者加了密码", "用 Word 去掉密码，另存为 .docx")
    _guard(data, file)
    from docx import Document as open_docx

    try:
        lines = list(_lines(open_docx(io.BytesIO(data))))
    except Exception as error:  # python-docx raises whatever its XML and zip parts raise
        raise BadDocument(
            file, "", f"Word 文件已损坏（{type(error).__name__}）", "用 Word 打开后另存为 .docx"
        ) from None
    text = "\n".join(lines).strip("\n")
    if not text.strip():
        raise BadDocument(file, "", "Word 文件里没有文字", "如果内容是图片，请先转成文字")
    return text


def _guard(data: bytes, file: str) -> None:
    """Refuse an archive that declares more than a document would hold, before unpacking anything."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise BadDocument(file, "", "不是 Word 文件，或者文件不完整", "用 Word 打开后另存为 .docx") from None
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED or unpacked > MAX_RATIO * max(packed, 64 * 1024):
        raise BadDocument(file, "", "解压后过大，可能是恶意文件", "确认来源，或另存为文本文件")
    if any(entry.flag_bits & 1 for entry in entries):
        raise BadDocument(file, "", "Word 文件加了密码", "去掉密码后再导入")


def _lines(container: Any) -> Iterator[str]:
    for item in container.iter_inner_content():
        if hasattr(item, "rows"):
            for row in item.rows:
                yield "\t".join(_cells(row))
        else:
            yield from str(item.text).split("\n")


def _cells(row: Any) -> Iterator[str]:
    """The words of each cell; a merged cell is listed once."""
    seen: set[int] = set()
    for cell in row.cells:
        if id(cell._tc) in seen:
            continue
        seen.add(id(cell._tc))
        yield " ".join(line.strip() for line in _lines(cell) if line.strip())
