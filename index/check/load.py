"""Load a corpus for checking: whatever can be read, and a fault for whatever cannot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from index.check.fault import Fault
from index.corpus import corpus_files
from index.document import Source
from index.errors import BadDocument
from index.read.formats import MARKDOWN, TABLES, YAML_FILES, meta_path, read_file
from index.read.markdown import front_matter, load_yaml
from index.read.marks import Cited, take_marks
from index.read.rumors import one_line
from index.read.text import read_text
from index.schema import MetaModel, RumorModel, SourceModel, try_model

Model = TypeVar("Model", bound=BaseModel)
_DATES = ("date", "reviewed", "start", "end", "superseded_on")


@dataclass(frozen=True, slots=True)
class Guidance:
    """A guidance file: its metadata, and its text with marks taken out."""

    file: str
    meta: MetaModel
    cited: Cited


@dataclass(frozen=True, slots=True)
class Rumor:
    """A rumor record, the place it stands at, and its rebuttal with marks taken out."""

    file: str
    place: str
    model: RumorModel
    cited: Cited


@dataclass(slots=True)
class Loaded:
    """What could be read of a corpus."""

    sources: dict[str, Source] = field(default_factory=dict)
    guidance: list[Guidance] = field(default_factory=list)
    rumors: list[Rumor] = field(default_factory=list)
    notices: list[tuple[str, MetaModel]] = field(default_factory=list)
    bare: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def documents(self) -> Iterator[tuple[str, MetaModel]]:
        """Every document with metadata, with its file."""
        yield from self.notices
        yield from ((g.file, g.meta) for g in self.guidance)


def load(folder: Path) -> Loaded:
    """Read every file of a corpus, keeping on after faults."""
    loaded = Loaded()
    _load_sources(folder, loaded)
    for path in corpus_files(folder):
        name = path.relative_to(folder).as_posix()
        try:
            _load_file(path, name, loaded)
        except BadDocument as error:
            loaded.faults.append(Fault.of(error, "unreadable" if "YAML" not in error.problem else "yaml"))
    return loaded


def _load_sources(folder: Path, loaded: Loaded) -> None:
    path = folder / "sources.yaml"
    if not path.is_file():
        return
    name = path.name
    try:
        data = load_yaml(read_text(path.read_bytes(), name), name)
    except BadDocument as error:
        loaded.faults.append(Fault.of(error, "yaml"))
        return
    for n, entry in enumerate(data if isinstance(data, list) else [data]):
        model = _checked(SourceModel, entry, name, f"[{n}]", loaded)
        if model is None:
            continue
        if model.key in loaded.sources:
            fix = "改成另一个 key，或删去一条"
            loaded.faults.append(Fault(name, f"[{n}].key", "duplicate_source", f"key “{model.key}”重复", fix))
        loaded.sources[model.key] = model.build()


def _load_file(path: Path, name: str, loaded: Loaded) -> None:
    suffix = path.suffix.lower()
    if suffix in YAML_FILES:
        _load_rumors(read_text(path.read_bytes(), name), name, loaded)
    elif suffix in MARKDOWN and (found := front_matter(read_text(path.read_bytes(), name))):
        meta = _checked(MetaModel, load_yaml(found.meta, name), name, "", loaded)
        cited = take_marks(found.text, name)
        if not cited.text.strip():
            loaded.faults.append(Fault(name, "", "empty", "只有元数据，没有正文", "补上正文"))
        elif meta is not None:
            loaded.guidance.append(Guidance(name, meta, cited))
    elif meta_path(path).is_file():
        meta_name = name[: len(name) - len(path.name)] + meta_path(path).name
        data = load_yaml(read_text(meta_path(path).read_bytes(), meta_name), meta_name)
        meta = _checked(MetaModel, data, meta_name, "", loaded)
        read_text(path.read_bytes(), name)
        if meta is not None:
            loaded.notices.append((meta_name, meta))
    else:
        loaded.bare.append(name)
        if suffix in TABLES or suffix in MARKDOWN or suffix:
            read_file(path, name, {})


def _load_rumors(text: str, name: str, loaded: Loaded) -> None:
    data = load_yaml(text, name)
    if not isinstance(data, list) or not data:
        loaded.faults.append(Fault(name, "", "schema", "应当是一列记录", "每条记录以“- id:”开头"))
        return
    for n, record in enumerate(data):
        model = _checked(RumorModel, record, name, f"[{n}]", loaded)
        if model is None:
            continue
        try:
            cited = take_marks(one_line(model.rebuttal), name, f"[{n}].rebuttal")
        except BadDocument as error:
            loaded.faults.append(Fault.of(error, "mark"))
            continue
        loaded.rumors.append(Rumor(name, f"[{n}]", model, cited))


def _checked(model: type[Model], data: Any, file: str, place: str, loaded: Loaded) -> Model | None:
    checked = try_model(model, data, file, place)
    if isinstance(checked, list):
        loaded.faults.extend(Fault.of(error, _code(error)) for error in checked)
        return None
    return checked


def _code(error: BadDocument) -> str:
    name = error.field.rsplit(".", 1)[-1]
    missing = error.problem.startswith("缺少")
    if name in _DATES:
        return "missing_date" if missing else "bad_date"
    if name.startswith("validity"):
        return "validity"
    if name == "rebuttal":
        return "empty_rebuttal"
    if name.startswith("wordings"):
        return "few_wordings"
    return "schema"
