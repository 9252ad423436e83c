"""Measure a product and record everything in one Run, the truth that every report is made from."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evals.case import Case
from evals.execute import run_cases
from evals.figures import summarise
from evals.item import Item, item_from_dict
from evals.metrics.latency import peak_memory_mb
from evals.network import watch_network
from evals.product import Product
from evals.scoring import Truth
from evals.totals import Total
from index.errors import BadInput

SCHEMA = 1
REPEATED = 20
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Run:
    """One run: what was measured, in which configuration, and what came of it.

    Attributes:
        items: one a case.
        totals: the figures.
        config: index digest, embedder, composer and the like.
        cases_sha: digest of all cases.
        machine: what the times may be compared with.
        suites: which suites ran.
        partial: whether only some cases were run.
        seconds: how long it took.
        texts: the documents that are cited or should be, for the report.
        documents: a short digest of every document, so that the next run knows what changed.
        schema: version of this layout.
    """

    items: tuple[Item, ...]
    totals: tuple[Total, ...]
    config: Mapping[str, str]
    cases_sha: str
    machine: str
    suites: tuple[str, ...]
    partial: bool = False
    seconds: float = 0.0
    texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    documents: Mapping[str, str] = field(default_factory=dict)
    schema: int = SCHEMA

    def total(self, name: str) -> Total | None:
        """A figure by name."""
        return next((t for t in self.totals if t.name == name), None)

    def to_dict(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "schema": self.schema,
            "config": dict(self.config),
            "cases_sha": self.cases_sha,
            "machine": self.machine,
            "suites": list(self.suites),
            "partial": self.partial,
            "seconds": round(self.seconds, 1),
            "totals": [t.to_dict() for t in self.totals],
            "items": [i.to_dict() for i in self.items],
            "texts": {k: dict(v) for k, v in sorted(self.texts.items())},
            "documents": dict(self.documents),
        }


def run_from_dict(data: Mapping[str, Any]) -> Run:
    """A run from its JSON.

    Raises:
        BadInput: it is of another version or damaged.
    """
    if data.get("schema") != SCHEMA:
        raise BadInput(
            f"评测结果是第{data.get('schema')}版格式，本程序需要第{SCHEMA}版", "请重新运行 assistant eval"
        )
    try:
        figures = tuple(Total(**{k: v for k, v in t.items() if k != "holds"}) for t in data["totals"])
        return Run(
            tuple(item_from_dict(i) for i in data["items"]),
            figures,
            data["config"],
            data["cases_sha"],
            data["machine"],
            tuple(data["suites"]),
            data["partial"],
            data["seconds"],
            data["texts"],
            data["documents"],
        )
    except (KeyError, TypeError) as fault:
        raise BadInput(f"评测结果文件已损坏：{fault}", "请重新运行 assistant eval") from fault


def read_run(path: Path) -> Run:
    """A run from a file.

    Raises:
        BadInput: it cannot be read.
    """
    try:
        return run_from_dict(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError) as fault:
        raise BadInput(f"读不了评测结果：{path}", "请检查路径，或重新运行 assistant eval") from fault


def machine_class() -> str:
    """What times may be compared with: processor kind and number of cores."""
    return f"{platform.machine()} {os.cpu_count()} cores"


def measure(
    product: Product,
    suites: Mapping[str, Sequence[Case]],
    truth: Truth,
    tell: Progress,
    *,
    partial: bool = False,
    facts: Mapping[str, Mapping[str, str]] | None = None,
) -> Run:
    """Put all cases to a product and work out the figures.

    Args:
        product: what is measured.
        suites: cases by suite.
        truth: the documents, read from their files.
        tell: told (suite, done, total).
        partial: whether these are only some of the cases.
        facts: title and the like by document id, for the report.
    """
    from evals.select import document_digests

    begun = time.perf_counter()
    with watch_network() as reached:
        cold = first_answer(product, suites)
        items = run_cases(product, suites, truth, tell)
        different, repeated = repeat(product, items)
    extra = {
        "cold": cold,
        "network": float(len(reached)),
        "determinism": float(different),
        "determinism_n": float(repeated),
        "memory_mb": round(peak_memory_mb(), 1),
    }
    return Run(
        tuple(items),
        tuple(summarise(items, extra)),
        dict(product.config),
        cases_digest(items),
        machine_class(),
        tuple(suites),
        partial,
        time.perf_counter() - begun,
        _shown_texts(items, truth, facts or {}),
        document_digests(truth.texts),
    )


def first_answer(product: Product, suites: Mapping[str, Sequence[Case]]) -> float:
    """Milliseconds of the very first answer, which loads what later ones share; the cases are timed warm."""
    question = next((c.question for cases in suites.values() for c in cases), "")
    begun = time.perf_counter()
    with suppress(Exception):  # a question that makes the product fail is counted where it is scored
        product.ask(question)
    return round((time.perf_counter() - begun) * 1000, 1)


def repeat(product: Product, items: Sequence[Item], count: int = REPEATED) -> tuple[int, int]:
    """Ask some questions once more; how many answers differ in any byte but the times, of how many."""
    alone = [i for i in items if not i.before and i.cause != "fault"]
    chosen = alone[:: max(1, len(alone) // count)][:count]
    different = sum(frozen(product.ask(i.question)) != frozen(i.answer) for i in chosen)
    return different, len(chosen)


def frozen(answer: Mapping[str, Any]) -> str:
    """An answer without its times, as one string."""
    return json.dumps(
        {k: v for k, v in answer.items() if k != "timings_ms"}, ensure_ascii=False, sort_keys=True
    )


def cases_digest(items: Sequence[Item]) -> str:
    """Digest of every case of a run."""
    return hashlib.sha256(
        "\n".join(sorted(f"{i.id} {i.case_sha}" for i in items)).encode("utf-8")
    ).hexdigest()


def _shown_texts(
    items: Sequence[Item], truth: Truth, facts: Mapping[str, Mapping[str, str]]
) -> dict[str, dict[str, str]]:
    """The documents a reader of the report will want: cited, wanted, or found where nothing was right."""
    shown = {str(c["document_id"]) for i in items for c in i.answer["citations"]}
    shown |= {str(g["document"]) for i in items for g in i.gold}
    shown |= {str(h["document_id"]) for i in items if not i.right for h in i.hits[:5]}
    return {k: {"text": truth.texts[k], **facts.get(k, {})} for k in sorted(shown) if k in truth.texts}
