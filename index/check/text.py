"""Faults of single texts: unknown or unused sources, sentences without a mark, files out of place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from index.check.fault import Fault
from index.check.load import Loaded
from index.clauses import sentences
from index.document import Part, Span
from index.outline import blocks, read_outline
from index.read.marks import Cited

# A sentence about the text itself, or one that only leads to a list, states no fact that needs a source.
_NO_FACT = re.compile(r"^(?:本文|本库|本项目|本资料|本记录|注[:：])|[：:]$|^[^\u4e00-\u9fffA-Za-z0-9]*$")


def text_faults(loaded: Loaded) -> Iterator[Fault]:
    """Faults that show in one text and the list of sources."""
    yield from _source_faults(loaded)
    yield from _mark_faults(loaded)
    yield from _place_faults(loaded)


def _source_faults(loaded: Loaded) -> Iterator[Fault]:
    used: set[str] = set()
    texts = [(g.file, "", g.cited) for g in loaded.guidance]
    texts += [(r.file, f"{r.place}.rebuttal", r.cited) for r in loaded.rumors]
    for file, place, cited in texts:
        keys = sorted({key for _, keys in cited.marks for key in keys})
        used.update(keys)
        for key in keys:
            if key not in loaded.sources:
                yield Fault(
                    file,
                    place,
                    "unknown_source",
                    f"来源“{key}”不在 sources.yaml 里",
                    "补上这条来源，或改正标记",
                )
    for key in sorted(loaded.sources):
        if key not in used:
            yield Fault(
                "sources.yaml", key, "orphan_source", f"来源“{key}”没有被引用过", "引用它，或删去这条"
            )


def _mark_faults(loaded: Loaded) -> Iterator[Fault]:
    for guidance in loaded.guidance:
        for words in _unmarked(guidance.cited):
            yield Fault(guidance.file, "", "unmarked", f"“{words}”没有来源标记", "在句末加上 [@来源]")
    for rumor in loaded.rumors:
        place = f"{rumor.place}.rebuttal"
        for words in _unmarked(rumor.cited):
            yield Fault(rumor.file, place, "unmarked", f"“{words}”没有来源标记", "在句末加上 [@来源]")


def _unmarked(cited: Cited) -> Iterator[str]:
    """Sentences of the text that no mark carries, cut short for the message."""
    text = cited.text
    for block in blocks(text, read_outline(text)):
        if block.part in (Part.TITLE, Part.HEADER) or block.body >= block.span.end:
            continue
        for sentence in sentences(text, block.body, block.span.end):
            words = text[sentence.start : sentence.end]
            if not _NO_FACT.search(words) and not _is_carried(sentence, cited):
                yield words if len(words) <= 24 else words[:24] + "…"


def _is_carried(sentence: Span, cited: Cited) -> bool:
    return any(span.start < sentence.end and sentence.end <= span.end + 1 for span, _ in cited.marks)


def _place_faults(loaded: Loaded) -> Iterator[Fault]:
    for file, meta in loaded.documents():
        path = PurePosixPath(file)
        folder = path.parts[0] if len(path.parts) > 1 else ""
        if folder in ("notice", "guidance") and meta.kind != folder:
            yield Fault(
                file,
                "kind",
                "wrong_folder",
                f"kind 是 {meta.kind}，却放在 {folder}/ 里",
                f"写成 {folder}，或移走文件",
            )
        if meta.id != path.name.removesuffix(".meta.yaml").removesuffix(path.suffix):
            yield Fault(file, "id", "wrong_name", f"id “{meta.id}”与文件名不同", "让两者一致")
    for rumor in loaded.rumors:
        parts = PurePosixPath(rumor.file).parts
        if len(parts) > 1 and parts[0] != "rumors":
            yield Fault(
                rumor.file, rumor.place, "wrong_folder", f"说法记录放在了 {parts[0]}/ 里", "移到 rumors/"
            )
