"""Faults of time: dates that cannot be, successors that replace each other in a circle."""

from __future__ import annotations

from collections.abc import Iterator

from index.check.fault import Fault
from index.check.load import Loaded

_FIRST_YEAR, _LAST_YEAR = "1949", "2100"


def time_faults(loaded: Loaded) -> Iterator[Fault]:
    """Faults of dates and validity."""
    yield from _circles(loaded)
    for file, meta in loaded.documents():
        yield from _impossible(file, "date", meta.date)
        if meta.validity.superseded_on and not meta.validity.superseded_by:
            yield Fault(
                file, "validity", "validity", "写了被替代的日期，没写被什么替代", "补上 superseded_by"
            )
    for rumor in loaded.rumors:
        yield from _impossible(rumor.file, f"{rumor.place}.reviewed", rumor.model.reviewed)


def _impossible(file: str, place: str, written: str) -> Iterator[Fault]:
    if not _FIRST_YEAR <= written[:4] <= _LAST_YEAR:
        yield Fault(file, place, "bad_date", f"年份 {written[:4]} 不可能", "核对日期")


def _circles(loaded: Loaded) -> Iterator[Fault]:
    following = {meta.id: meta.validity.superseded_by for _, meta in loaded.documents()}
    for file, meta in loaded.documents():
        at, seen = meta.id, set()
        while at in following and at not in seen:
            seen.add(at)
            at = following[at]
        if at == meta.id and following[meta.id]:
            message = "替代关系成了一个圈：" + " → ".join([*sorted(seen), at])
            yield Fault(file, "validity.superseded_by", "supersede_cycle", message, "核对谁替代了谁")
