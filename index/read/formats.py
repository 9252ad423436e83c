"""Which reader a file needs, by its extension and its content."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from index.document import Document, Source
from index.errors import BadDocument
from index.outline import read_outline
from index.read.bare import bare_document
from index.read.markdown import front_matter, load_yaml, plain_markdown, read_guidance
from index.read.rumors import read_rumors
from index.read.text import MAX_BYTES, canonical, read_text
from index.schema import MetaModel, check_model

SUPPORTED = frozenset(
    {".txt", ".md", ".markdown", ".docx", ".pdf", ".html", ".htm", ".jsonl", ".csv", ".yaml", ".yml"}
)
MARKDOWN = frozenset({".md", ".markdown"})
YAML_FILES = frozenset({".yaml", ".yml"})
TABLES = frozenset({".jsonl", ".csv"})


def is_own_format(path: Path) -> bool:
    """Whether a file is one of this project's formats, where a fault must stop the build."""
    suffix = path.suffix.lower()
    if suffix in YAML_FILES or meta_path(path).is_file():
        return True
    return suffix in MARKDOWN and path.read_bytes()[:8].lstrip(b"\xef\xbb\xbf").startswith(b"---")


def read_file(path: Path, name: str, sources: Mapping[str, Source]) -> list[Document]:
    """The documents of one file.

    Args:
        path: the file.
        name: its path within the corpus, for errors and `Document.path`.
        sources: the sources of its corpus by key.

    Raises:
        BadDocument: where it cannot be read.
    """
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= MAX_BYTES else b""
    except OSError:
        raise BadDocument(name, "", "文件打不开", "检查文件是否存在、是否有读取权限") from None
    if size > MAX_BYTES:
        raise BadDocument(name, "", "文件超过 50 MB", "拆成几个文件")
    if not data:
        raise BadDocument(name, "", "文件是空的", "补上内容，或删去这个文件")
    return _read(path, data, name, sources)


def _read(path: Path, data: bytes, name: str, sources: Mapping[str, Source]) -> list[Document]:
    suffix = path.suffix.lower()
    if suffix in YAML_FILES:
        return read_rumors(load_yaml(read_text(data, name), name), name, sources)
    if suffix in TABLES:
        from index.read.table import read_table

        return read_table(read_text(data, name), suffix, name, path.stem)
    text = _text(suffix, data, name)
    if suffix in MARKDOWN and front_matter(text):
        return [read_guidance(text, name, sources)]
    if meta_path(path).is_file():
        return [_with_metadata(path, text, name)]
    return [bare_document(path.stem, text, name, path.stem)]


def _text(suffix: str, data: bytes, name: str) -> str:
    if suffix == ".docx":
        from index.read.docx import read_docx

        text = canonical(read_docx(data, name))
    elif suffix == ".pdf":
        from index.read.pdf import read_pdf

        text = canonical(read_pdf(data, name))
    elif suffix in (".html", ".htm"):
        from index.read.html import read_html

        text = canonical(read_html(read_text(data, name)))
    else:
        text = read_text(data, name)
        if suffix in MARKDOWN and not front_matter(text):
            text = plain_markdown(text)
    if not text.strip():
        raise BadDocument(name, "", "文件里没有文字", "补上内容，或删去这个文件")
    return text


def meta_path(path: Path) -> Path:
    """Where the metadata of a notice lies: beside it."""
    return path.with_name(path.stem + ".meta.yaml")


def _with_metadata(path: Path, text: str, name: str) -> Document:
    beside = meta_path(path)
    meta_name = name[: len(name) - len(path.name)] + beside.name
    data = load_yaml(read_text(beside.read_bytes(), meta_name), meta_name)
    meta = check_model(MetaModel, data, meta_name)
    return Document(text=text, outline=read_outline(text), path=name, **meta.fields())
