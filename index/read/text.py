"""Bytes to canonical text: decoding, one newline form, NFC, and no invisible characters."""

from __future__ import annotations

import codecs
import re
import unicodedata

from index.errors import BadDocument

MAX_BYTES = 50 * 1024 * 1024
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Zero-width, soft hyphen, direction controls, variation selectors, tags: they show nothing, break matching.
_INVISIBLE = re.compile(
    "[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e01ef]"
)
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\x80-\x84\x86-\x9f]")
_NEWLINES = re.compile("\r\n?|\x0b|\x0c|\x85|\u2028|\u2029")
# The first plane of each code page holds its punctuation and the characters in daily use.
_DAILY = {"gb18030": ("gb2312", 0xD7), "big5hkscs": ("big5", 0xC6)}


def decode(data: bytes, file: str) -> str:
    """The text of a file's bytes: UTF-8, UTF-16, GB18030 or Big5, whichever they are.

    Args:
        data: the bytes.
        file: the file's name, for the error.

    Raises:
        BadDocument: where the bytes are no text.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _decoded(data, encoding, file)
    if (wide := _utf16_without_bom(data)) is not None:
        return _decoded(data, wide, file)
    if b"\x00" in data[:4096]:
        raise BadDocument(file, "", "不是文字文件", "确认扩展名，或另存为 UTF-8 文本")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _best_code_page(data, file)


def _decoded(data: bytes, encoding: str, file: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise BadDocument(file, "", "文字编码损坏", "用编辑器另存为 UTF-8") from None


def _utf16_without_bom(data: bytes) -> str | None:
    """UTF-16 of Chinese text shows in its newlines and figures: a zero byte at every other place."""
    if len(data) < 4 or len(data) % 2 or b"\x00" not in data[:4096]:
        return None
    head = data[:4096]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    readable = sum(1 for c in text[:2000] if c.isprintable() or c in "\r\n\t")
    return encoding if readable >= 0.98 * len(text[:2000]) and "\x00" not in text else None


def _best_code_page(data: bytes, file: str) -> str:
    readings = []
    for encoding in _DAILY:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        readings.append((_daily_share(text, encoding), text))
    share, best = max(readings, key=lambda r: r[0], default=(0.0, ""))
    if share < 0.8:
        raise BadDocument(file, "", "文字编码无法识别", "用编辑器另存为 UTF-8")
    return best


def _daily_share(text: str, encoding: str) -> float:
    narrow, last = _DAILY[encoding]
    beyond = [c for c in text[:20000] if not c.isascii()]
    first_bytes = (c.encode(narrow, "replace")[0] for c in beyond)
    return sum(0xA1 <= b <= last for b in first_bytes) / max(len(beyond), 1)


def canonical(text: str) -> str:
    """The text that offsets count in: one form of newline, NFC, nothing invisible; otherwise untouched."""
    plain = _NEWLINES.sub("\n", text)
    return unicodedata.normalize("NFC", _CONTROL.sub("", _INVISIBLE.sub("", plain)))


def read_text(data: bytes, file: str) -> str:
    """Decode a text file and bring it into canonical form.

    Raises:
        BadDocument: where the file is empty, too large or no text.
    """
    if len(data) > MAX_BYTES:
        raise BadDocument(file, "", "文件超过 50 MB", "拆成几个文件")
    text = canonical(decode(data, file))
    if not text.strip():
        raise BadDocument(file, "", "文件里没有文字", "补上内容，或删去这个文件")
    return text
