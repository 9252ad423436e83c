"""Fit the models that choose and refuse, report what they do held out, and write them.

    python -m evals.fit --documents F --questions F --unanswerable F --corpus DIR --encoders A B --strangers F
        --cuts OFFICIAL COMPILED

Folds are by question; the printed figures are of questions that the models were not fitted on.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from assistant.compose import trees
from assistant.compose.alike import ALIKE_FEATURES
from assistant.compose.evidence import ANSWER_FEATURES
from assistant.compose.features import UNIT_FEATURES
from evals.fit.examples import foreign_examples, own_examples, read_strangers, stranger_examples
from evals.fit.learn import Found, fit, fit_alike
from evals.fit.pairs import pairs
from evals.fit.plain import plain_line, plain_trees

_CUTS = (0.3, 0.4, 0.5, 0.6, 0.7)


def main() -> None:
    """Fit, report on held-out folds, and write the models."""
    parser = argparse.ArgumentParser(
        prog="evals.fit", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--documents", type=Path, required=True, help="JSON lines: docid, text")
    parser.add_argument("--questions", type=Path, required=True, help="JSON lines: question, docid, answer")
    parser.add_argument("--unanswerable", type=Path, required=True, help="JSON lines: question")
    parser.add_argument("--corpus", type=Path, required=True, help="our own corpus, with its wordings")
    parser.add_argument(
        "--encoders",
        nargs=2,
        type=Path,
        required=True,
        help="trained without half 0 and half 1 of the wordings",
    )
    parser.add_argument("--strangers", type=Path, required=True, help="gzipped JSON lines: query, source")
    parser.add_argument(
        "--cuts",
        nargs=2,
        type=float,
        required=True,
        help="probabilities below which answers of official and of compiled texts are refused",
    )
    parser.add_argument("--out", type=Path, default=Path(trees.__file__).with_name("models.json"))
    given = parser.parse_args()
    compared, asked = read_strangers(given.strangers)
    alike = fit_alike(pairs(given.corpus, given.encoders, compared))
    examples = [
        *foreign_examples(given.documents, given.questions, given.unanswerable, alike),
        *own_examples(given.corpus, given.encoders, alike),
        *stranger_examples(given.corpus, asked, alike),
    ]
    models, found = fit(examples, alike)
    sys.stdout.write("\n".join(report(found)) + "\n")
    write(models, given.cuts, given.out)


def report(found: Sequence[Found]) -> list[str]:
    """Figures of each kind of example at several cuts, as lines."""
    import numpy as np

    lines = []
    for kind in sorted({f.example.kind for f in found}):
        own = [f for f in found if f.example.kind == kind]
        there = [f for f in own if f.example.document_id]
        absent = [f for f in own if not f.example.document_id]
        lines.append(f"{kind}: {len(there)} answerable, {len(absent)} not")
        if there:
            lines.append(f"  right answer chosen {np.mean([f.right for f in there]):.3f}")
        for cut in _CUTS:
            line = f"  cut {cut}:"
            if there:
                answered = np.mean([f.probability >= cut for f in there])
                right = np.mean([f.right and f.probability >= cut for f in there])
                line += f" answered {answered:.3f}, answered right {right:.3f}"
            if absent:
                line += f" refused {np.mean([f.probability < cut for f in absent]):.3f}"
            lines.append(line)
    return lines


def write(models: trees.Models, cuts: Sequence[float], out: Path) -> None:
    """Write all models as JSON, with the cuts of official and of compiled texts."""
    data = {
        "unit_features": list(UNIT_FEATURES),
        "answer_features": list(ANSWER_FEATURES),
        "official": _judge(models.official, cuts[0]),
        "compiled": _judge(models.compiled, cuts[1]),
        "alike_features": list(ALIKE_FEATURES),
        "alike": plain_trees(models.alike.pair),
        "lead": plain_trees(models.alike.lead),
    }
    out.write_text(json.dumps(data, separators=(",", ":")) + "\n", encoding="utf-8")


def _judge(judge: trees.Judge, cut: float) -> dict[str, object]:
    return {
        "unit": plain_trees(judge.unit),
        "leaning": plain_line(judge.leaning),
        "answer": plain_trees(judge.answer),
        "cut": cut,
    }


if __name__ == "__main__":
    main()
