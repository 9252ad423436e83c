"""Imports run one way: cli > evals > doors > ask > routes > compose > verify > answer > index."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[1]

# from the top floor down; a module may import its own floor and those below
FLOORS = (
    ("assistant.cli", "assistant.__main__"),
    ("evals",),
    ("assistant.web", "assistant.api"),
    ("assistant.chain", "assistant.ask", "assistant.export"),
    ("assistant.routes",),
    ("assistant.compose", "assistant.claims", "assistant.duties", "assistant.converse"),
    ("assistant.verify",),
    (
        "assistant.answer",
        "assistant.inputs",
        "assistant.settings",
        "assistant.messages",
        "assistant.shown",
        "assistant",
    ),
    ("index",),
)


def floor(module: str) -> int:
    best = max(
        (name for names in FLOORS for name in names if module == name or module.startswith(name + ".")),
        key=len,
    )
    return next(n for n, names in enumerate(FLOORS) if best in names)


def imported(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return {m for m in found if m.split(".")[0] in ("assistant", "index", "evals")}


def test_every_import_goes_down():
    wrong = []
    for package in ("index", "assistant", "evals"):
        for path in sorted((ROOT / package).rglob("*.py")):
            module = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
            wrong += [f"{module} -> {m}" for m in sorted(imported(path)) if floor(m) < floor(module)]
    assert not wrong, wrong


def test_a_wrong_import_would_be_found(tmp_path):
    path = tmp_path / "x.py"
    path.write_text("def f():\n    from assistant.cli import common\n", encoding="utf-8")
    assert any(floor(m) < floor("index.words") for m in imported(path))
