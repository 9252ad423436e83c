"""Reports of a run: JSON (the truth), JUnit XML, a Markdown summary, and one self-contained HTML page."""

from __future__ import annotations

import json
from pathlib import Path

from evals.gate import Gate
from evals.run import Run


def write_report(run: Run, gate: Gate, folder: Path) -> dict[str, Path]:
    """Write every report of a run.

    Args:
        run: the run.
        gate: the decision on it.
        folder: where the files go.

    Returns:
        The files by format.
    """
    from evals.report.html import render_html
    from evals.report.junit import render_junit
    from evals.report.markdown import render_markdown

    folder.mkdir(parents=True, exist_ok=True)
    files = {
        "json": folder / "run.json",
        "junit": folder / "junit.xml",
        "markdown": folder / "summary.md",
        "html": folder / "report.html",
    }
    files["json"].write_text(json.dumps(run.to_dict(), ensure_ascii=False) + "\n", encoding="utf-8")
    files["junit"].write_text(render_junit(run), encoding="utf-8")
    files["markdown"].write_text(render_markdown(run, gate), encoding="utf-8")
    files["html"].write_text(render_html(run, gate), encoding="utf-8")
    return files
