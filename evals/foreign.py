"""Measure the product on other people's documents, questions and claims: `python -m evals.foreign --help`.

The four figures, all in one configuration and one run:
    held@N      share of questions whose first N quoted characters hold the gold answer whole (white space
    ignored) refused     share of unanswerable questions that are refused, beside the share of answerable
    ones wrongly refused own         share of the claims on record that get their verdict when put in
    their own words unknown     share of the claims not on record that get no verdict
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals import adapters
from evals.adapters import Foreign, Row
from evals.metrics.facts import holds_gold, quoted
from evals.product import Json, Local, Product
from evals.statistics import Interval, wilson

LIMITS = (100, 250, 400)
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Share:
    """A proportion with its Wilson interval."""

    name: str
    right: int
    n: int

    @property
    def interval(self) -> Interval:
        """Wilson, 95 %."""
        return wilson(self.right, self.n)

    def to_dict(self) -> Json:
        """As JSON."""
        low, high = self.interval
        value = self.right / self.n if self.n else None
        return {"name": self.name, "right": self.right, "n": self.n, "value": value, "low": low, "high": high}


@dataclass(frozen=True, slots=True)
class Asked:
    """One row with the answer it got."""

    suite: str
    row: Row
    answer: Json
    right: bool
    note: str = ""

    def to_dict(self) -> Json:
        """As JSON, for reading failures."""
        citations = [c["quote"] for c in self.answer["citations"]]
        return {
            "suite": self.suite,
            "right": self.right,
            "note": self.note,
            "question": self.row.get("question") or self.row.get("claim"),
            "gold": self.row.get("answer") or self.row.get("verdict"),
            "docid": self.row.get("docid"),
            "cited": [c["document_id"] for c in self.answer["citations"]],
            "quotes": citations,
            "verdict": self.answer.get("verdict"),
            "claim": (self.answer.get("claim") or {}).get("text"),
            "confidence": self.answer.get("confidence"),
        }


def ask_questions(product: Product, rows: Sequence[Row], tell: Progress) -> list[Asked]:
    """Ask answerable questions; right where the first 250 quoted characters hold the gold answer."""
    out = []
    for n, row in enumerate(rows):
        tell("questions", n, len(rows))
        answer = product.ask(row["question"])
        right = holds_gold(answer["citations"], row["answer"], 250)
        out.append(Asked("questions", row, answer, right, "" if right else _why(answer, row)))
    return out


def _why(answer: Json, row: Row) -> str:
    if answer["refused"]:
        return "refused"
    if holds_gold(answer["citations"], row["answer"], 10**9):
        return "too long"
    if row.get("docid") in {c["document_id"] for c in answer["citations"]}:
        return "right document, wrong span"
    return "wrong document"


def ask_unanswerable(product: Product, rows: Sequence[Row], tell: Progress) -> list[Asked]:
    """Ask what the documents do not answer; right where it is refused."""
    out = []
    for n, row in enumerate(rows):
        tell("unanswerable", n, len(rows))
        answer = product.ask(row["question"])
        out.append(Asked("unanswerable", row, answer, bool(answer["refused"])))
    return out


def ask_claims(product: Product, base: Sequence[Row], other: Sequence[Row], tell: Progress) -> list[Asked]:
    """Put claims on record in their own words, and claims that are not on record."""
    out = []
    for n, row in enumerate([*base, *other]):
        tell("claims", n, len(base) + len(other))
        answer = product.ask(row["claim"])
        verdict = answer.get("verdict")
        if n < len(base):
            out.append(Asked("own", row, answer, verdict == row["verdict"]))
        else:
            out.append(Asked("unknown", row, answer, verdict in (None, "unknown")))
    return out


def summarise(asked: Sequence[Asked]) -> Json:
    """The figures of a run."""
    shares: list[Share] = []
    questions = [a for a in asked if a.suite == "questions"]
    for limit in LIMITS if questions else ():
        right = sum(holds_gold(a.answer["citations"], a.row["answer"], limit) for a in questions)
        shares.append(Share(f"held@{limit}", right, len(questions)))
    if questions:
        shares.append(Share("false refusal", sum(a.note == "refused" for a in questions), len(questions)))
    for suite, name in (("unanswerable", "refused"), ("own", "own verdict"), ("unknown", "unknown")):
        rows = [a for a in asked if a.suite == suite]
        if rows:
            shares.append(Share(name, sum(a.right for a in rows), len(rows)))
    lengths = sorted(quoted(a.answer["citations"]) for a in questions if not a.answer["refused"])
    causes: dict[str, int] = {}
    for a in questions:
        if a.note:
            causes[a.note] = causes.get(a.note, 0) + 1
    times = sorted(float(a.answer["timings_ms"]["total"]) for a in asked)
    return {
        "shares": [s.to_dict() for s in shares],
        "quoted_median": lengths[len(lengths) // 2] if lengths else None,
        "causes": dict(sorted(causes.items())),
        "ms_median": times[len(times) // 2] if times else None,
        "ms_p95": times[int(len(times) * 0.95)] if times else None,
    }


def open_product(
    store: Path, *corpora: Path, embedder: str = "bundled", tell: Progress | None = None
) -> Local:
    """Build (or bring up to date) a store over corpus folders and open the product on it."""
    from assistant.ask import Assistant
    from assistant.settings import Settings
    from index.build import build
    from index.library import open_library

    build(store, corpora, embedder=embedder, progress=tell)
    settings = Settings(store=store, corpora=corpora, embedder=embedder, default_store=False)
    return Local(Assistant.open(open_library(store), settings))


def measure(data: Foreign, work: Path, tell: Progress, limit: int | None = None) -> tuple[Json, list[Asked]]:
    """Index foreign data below `work` and measure the product on it.

    Args:
        data: what was handed in.
        work: folder for corpora and stores; kept, so that the next run only embeds what changed.
        tell: told (stage, done, total).
        limit: at most this many rows of each file.

    Returns:
        The figures and every row with its answer.
    """
    asked: list[Asked] = []
    if data.documents:
        adapters.write_documents(work / "documents", data.documents)
        product = open_product(work / "documents-store", work / "documents", tell=tell)
        asked += ask_questions(product, adapters.sample(data.questions, limit), tell)
        asked += ask_unanswerable(product, adapters.sample(data.unanswerable, limit), tell)
    if data.claims:
        base, other = adapters.halves(data.claims)
        adapters.write_claims(work / "claims", base)
        product = open_product(work / "claims-store", work / "claims", tell=tell)
        asked += ask_claims(product, adapters.sample(base, limit), adapters.sample(other, limit), tell)
    return summarise(asked), asked


def format_lines(summary: Mapping[str, Any]) -> list[str]:
    """The figures as lines for a terminal."""
    lines = []
    for s in summary["shares"]:
        lines.append(
            f"{s['name']:<14} {s['right']:>4}/{s['n']:<4} {s['value']:6.1%}"
            f"  [{s['low']:.1%}, {s['high']:.1%}]"
        )
    lines.append(f"median quoted characters {summary['quoted_median']}; causes {summary['causes']}")
    lines.append(f"ms: median {summary['ms_median']}, p95 {summary['ms_p95']}")
    return lines


def main(arguments: Sequence[str] | None = None) -> int:
    """Run from a terminal.

    Args:
        arguments: as of `sys.argv[1:]`.

    Returns:
        The exit code.
    """
    parser = argparse.ArgumentParser(
        prog="evals.foreign", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    for name in ("documents", "questions", "unanswerable", "claims", "failures"):
        parser.add_argument(f"--{name}", type=Path, default=None)
    parser.add_argument(
        "--work", type=Path, default=Path(".evals/foreign"), help="folder for corpora and stores"
    )
    parser.add_argument("--limit", type=int, default=None, help="at most this many rows of each file")
    chosen = parser.parse_args(arguments)
    data = Foreign(
        adapters.read_rows(chosen.documents, "text"),
        adapters.read_rows(chosen.questions, "question", "answer"),
        adapters.read_rows(chosen.unanswerable, "question"),
        adapters.read_rows(chosen.claims, "claim", "verdict", "rebuttal"),
    )
    begun = time.perf_counter()
    summary, asked = measure(data, chosen.work, _tell, chosen.limit)
    lines = [*format_lines(summary), f"{time.perf_counter() - begun:.0f} s"]
    sys.stdout.write("\n".join(lines) + "\n")
    if chosen.failures:
        write_failures(chosen.failures, asked)
    return 0


def write_failures(path: Path, asked: Iterable[Asked]) -> None:
    """Write the rows that went wrong, one JSON object a line."""
    rows = [json.dumps(a.to_dict(), ensure_ascii=False) for a in asked if not a.right]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")


def _tell(stage: str, done: int, total: int) -> None:
    if done % 50 == 0:
        sys.stderr.write(f"\r{stage} {done}/{total}   ")


if __name__ == "__main__":
    raise SystemExit(main())
