"""Other people's data in our own shapes: a corpus folder of documents or claims, and rows to ask.

Formats, one JSON object a line:
    documents      {"docid" or "id", "text"}                     more fields are ignored
    questions      {"question", "answer", "docid"}               `answer` stands word for word in its
    document unanswerable   {"question"} claims         {"claim", "verdict":
    true|false|partly_true|unproven, "rebuttal", "date", "source"}
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.document import Verdict
from index.errors import BadInput

Row = Mapping[str, Any]
SEED = 20200127


@dataclass(frozen=True, slots=True)
class Foreign:
    """What was handed in.

    Attributes:
        documents: `{docid, text}` rows.
        questions: with their gold answers.
        unanswerable: questions that the documents do not answer.
        claims: with their verdicts.
    """

    documents: tuple[Row, ...] = ()
    questions: tuple[Row, ...] = ()
    unanswerable: tuple[Row, ...] = ()
    claims: tuple[Row, ...] = ()


def read_rows(path: Path | None, *fields: str) -> tuple[Row, ...]:
    """The rows of a JSON-lines file.

    Args:
        path: the file; None gives no rows.
        fields: what each row must hold.

    Raises:
        BadInput: the file cannot be read, or a row lacks a field.
    """
    if path is None:
        return ()
    rows = []
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as fault:
        raise BadInput(f"打不开数据文件：{path}", "请检查路径，文件应为 UTF-8 编码的 JSONL") from fault
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            missing = [f for f in fields if not str(row[f]).strip()]
        except (ValueError, KeyError, TypeError) as fault:
            raise BadInput(
                f"{path} 第{number}行缺少字段或不是 JSON：{fault}", "需要字段：" + "、".join(fields)
            ) from fault
        if missing:
            raise BadInput(f"{path} 第{number}行的 {'、'.join(missing)} 是空的")
        rows.append(row)
    return tuple(rows)


def sample(rows: Sequence[Row], limit: int | None, seed: int = SEED) -> tuple[Row, ...]:
    """At most `limit` rows, drawn with a seed, in their own order."""
    if limit is None or limit >= len(rows):
        return tuple(rows)
    chosen = sorted(random.Random(seed).sample(range(len(rows)), limit))
    return tuple(rows[i] for i in chosen)


def halves(claims: Sequence[Row], seed: int = SEED) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """The claims in two halves drawn with a seed: one to be the claim base, one that is not on record."""
    order = list(range(len(claims)))
    random.Random(seed).shuffle(order)
    base = set(order[: len(order) // 2])
    first = tuple(c for i, c in enumerate(claims) if i in base)
    return first, tuple(c for i, c in enumerate(claims) if i not in base)


def write_documents(folder: Path, documents: Iterable[Row]) -> None:
    """Write documents as a corpus folder of one JSON-lines file."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = [
        json.dumps({"id": str(d.get("id") or d["docid"]), "text": d["text"]}, ensure_ascii=False)
        for d in documents
    ]
    _write_if_changed(folder / "documents.jsonl", "\n".join(lines) + "\n")


def write_claims(folder: Path, claims: Iterable[Row]) -> None:
    """Write claims as a corpus folder of rumor records; each claim's only wording is its own.

    Raises:
        BadInput: a verdict is none of the four.
    """
    import yaml

    (folder / "rumors").mkdir(parents=True, exist_ok=True)
    source = {
        "key": "foreign",
        "title": "外部数据",
        "issuer": "外部数据",
        "date": "2020",
        "reading": "second-hand",
    }
    _write_if_changed(folder / "sources.yaml", yaml.safe_dump([source], allow_unicode=True))
    records = [_record(n, claim) for n, claim in enumerate(claims)]
    _write_if_changed(
        folder / "rumors" / "claims.yaml", yaml.safe_dump(records, allow_unicode=True, sort_keys=False)
    )


def _record(n: int, claim: Row) -> dict[str, Any]:
    verdict = str(claim["verdict"])
    if verdict not in {v.value for v in Verdict} - {"unknown"}:
        raise BadInput(f"说法的结论“{verdict}”不在 true、false、partly_true、unproven 之内")
    words = str(claim["claim"]).strip()
    rebuttal = str(claim["rebuttal"]).replace("[@", "[ @").strip()
    return {
        "id": f"rumor-foreign-{n:04d}",
        "claim": words,
        "wordings": [words] * 3,
        "verdict": verdict,
        "rebuttal": f"{rebuttal}[@foreign]",
        "reviewer": str(claim.get("source") or "未注明"),
        "reviewed": str(claim.get("date") or "2020"),
    }


def _write_if_changed(path: Path, text: str) -> None:
    """Write a file unless it already says the same."""
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")
