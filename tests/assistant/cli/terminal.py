"""What the tests of the command line share: paths, the contract's form, and helpers."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
SCRIPT = Path(sys.executable).parent / "assistant"
REPORT = "村两委成员被感染了要向谁报告"
REFUSED = "今天天气怎么样"
ANSWER = {
    "id": (str, int, type(None)),
    "question": str,
    "kind": str,
    "refused": bool,
    "text": str,
    "statements": list,
    "citations": list,
    "verdict": (str, type(None)),
    "claim": (dict, type(None)),
    "confidence": float,
    "cautions": list,
    "related": list,
    "composer": str,
    "timings_ms": dict,
}
CITATION = {
    "n": int,
    "document_id": str,
    "title": str,
    "number": str,
    "issuer": str,
    "date": str,
    "outline": list,
    "start": int,
    "end": int,
    "quote": str,
}


def tree(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Every file of ours with its time and bytes; Chroma rewrites files of its own on reading."""
    return {
        p.relative_to(folder).as_posix(): (p.stat().st_mtime_ns, p.read_bytes())
        for p in sorted(folder.rglob("*"))
        if p.is_file() and "chroma" not in p.relative_to(folder).parts
    }


def has_shape(data, shape):
    for field, kind in shape.items():
        assert field in data, field
        assert isinstance(data[field], kind), (field, data[field])


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


def script(*words, **options):
    environment = {k: v for k, v in os.environ.items() if not k.startswith("ASSISTANT_")}
    options["env"] = environment | options.pop("env", {})
    command = [str(SCRIPT), *map(str, words)]
    return subprocess.run(command, capture_output=True, timeout=200, check=False, **options)
