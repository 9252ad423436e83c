"""Markdown files: guidance with YAML front matter, or bare text with headings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

import yaml

from index.document import Document, Source
from index.errors import BadDocument
from index.outline import read_outline
from index.read.marks import attribute, take_marks
from index.schema import MetaModel, check_model

_FRONT = re.compile(r"\A---[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->[ \t]*\n?", re.DOTALL)


class _Loader(yaml.SafeLoader):
    """YAML of plain values; dates stay text, so that the schema can say what is wrong with one."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def load_yaml(text: str, file: str, field: str = "") -> Any:
    """Parse YAML without building objects.

    Raises:
        BadDocument: naming the line where it breaks.
    """
    try:
        return yaml.load(text, Loader=_Loader)
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f"第 {mark.line + 1} 行" if mark is not None else "内容"
        raise BadDocument(file, field, f"YAML {where}有语法错误", "检查缩进、冒号和引号") from None


class FrontMatter(NamedTuple):
    """A Markdown file's metadata as YAML, and the text below it."""

    meta: str
    text: str


def front_matter(text: str) -> FrontMatter | None:
    """The YAML between two lines of three hyphens at the head of a Markdown text, where there is one."""
    found = _FRONT.match(text)
    return FrontMatter(found[1], text[found.end() :].strip("\n")) if found else None


def read_guidance(text: str, file: str, sources: Mapping[str, Source]) -> Document:
    """A guidance file: front matter, then text whose facts carry marks.

    Raises:
        BadDocument: where it breaks the schema or cites an unknown source.
    """
    front = front_matter(text)
    if front is None:
        raise BadDocument(file, "", "开头缺少 --- 之间的元数据", "按 corpus/README.md 写 front matter")
    meta = check_model(MetaModel, load_yaml(front.meta, file), file)
    cited = take_marks(front.text, file)
    if not cited.text.strip():
        raise BadDocument(file, "", "只有元数据，没有正文", "补上正文")
    return Document(
        text=cited.text,
        compiled=bool(cited.marks),
        outline=read_outline(cited.text),
        attributions=attribute(cited, sources, file),
        path=file,
        **meta.fields(),
    )


def plain_markdown(text: str) -> str:
    """A bare Markdown text without comments, which no reader of the page would see."""
    return _COMMENT.sub("", text)
