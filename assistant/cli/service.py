"""The commands that serve and that look after the installation: serve, doctor."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import platform
import shutil
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.cli.common import JsonOption, RerankerOption, StoreOption, open_store, print_json, settings
from index.errors import AssistantError, BadInput

_PARTS = (
    ("chromadb", "向量库", True),
    ("langchain_core", "LangChain 接口", True),
    ("sentence_transformers", "更换向量模型", True),
    ("gradio", "网页", True),
    ("pypdfium2", "PDF 文件", True),
    ("docx", "Word 文件", True),
    ("openpyxl", "导出 Excel", True),
    ("langchain_openai", "可选的大模型润色", False),
)


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command("serve", help="打开网页问答")(serve_command)
    app.command("doctor", help="检查安装：哪些可用、缺什么、怎么补")(doctor_command)


def serve_command(
    host: Annotated[str, typer.Option("--host", help="监听地址")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="端口")] = 7860,
    auth: Annotated[str | None, typer.Option("--auth", help="用户名:密码；对外开放时必须设")] = None,
    store: StoreOption = None,
    reranker: RerankerOption = None,
) -> None:
    """Serve the chat page and the API."""
    from assistant.ask import Assistant
    from assistant.web.app import check_host, serve

    if auth is not None and (":" not in auth or auth.startswith(":") or auth.endswith(":")):
        raise BadInput("--auth 的写法是 用户名:密码")
    check_host(host, auth)
    chosen = settings(store, reranker=reranker)
    assistant = Assistant.open(open_store(chosen), chosen)
    typer.echo(f"正在打开：http://{host}:{port}  （按 Ctrl+C 结束）", err=True)
    votes = chosen.store / "feedback.jsonl" if os.access(chosen.store, os.W_OK) else None
    if votes is None:
        typer.echo("索引文件夹只读，网页不收集反馈", err=True)
    serve(assistant, host=host, port=port, auth=auth, feedback=votes)


def doctor_command(store: StoreOption = None, json_output: JsonOption = False) -> None:
    """Say what works, what is missing and how to get it; exit code 1 where a needed part fails."""
    chosen = settings(store)
    rows = [
        _python(),
        *[_part(*part) for part in _PARTS],
        _neighbours(),
        _model(chosen.embedder),
        *([_reranker(chosen.reranker)] if chosen.reranker else []),
        _index(chosen.store),
        _browser(),
    ]
    if json_output:
        print_json(rows)
    else:
        for row in rows:
            mark = "✓" if row["ok"] else ("✗" if row["needed"] else "–")
            typer.echo(
                f"{mark} {row['part']}：{row['state']}" + (f" → {row['remedy']}" if row["remedy"] else "")
            )
    if any(row["needed"] and not row["ok"] for row in rows):
        raise typer.Exit(1)


def _row(part: str, ok: bool, state: str, remedy: str = "", *, needed: bool = True) -> dict[str, Any]:
    return {"part": part, "ok": ok, "state": state, "remedy": remedy, "needed": needed}


def _python() -> dict[str, Any]:
    return _row("Python", True, f"{platform.python_version()} {platform.machine()}，{os.cpu_count()} 核")


def _part(module: str, purpose: str, needed: bool) -> dict[str, Any]:
    if importlib.util.find_spec(module) is None:
        return _row(module, False, f"未安装（{purpose}）", "pip install -e .", needed=needed)
    name = {
        "langchain_core": "langchain-core",
        "docx": "python-docx",
        "langchain_openai": "langchain-openai",
    }.get(module, module)
    return _row(
        module, True, f"{importlib.metadata.version(name.replace('_', '-'))}（{purpose}）", needed=needed
    )


def _neighbours() -> dict[str, Any]:
    """Whether `index` and `evals` are ours: another package of that name would hide them."""
    import assistant
    import evals
    import index

    home = Path(assistant.__file__).resolve().parents[1]
    strangers = [m.__name__ for m in (index, evals) if Path(str(m.__file__)).resolve().parents[1] != home]
    remedy = "请装在单独的虚拟环境里" if strangers else ""
    return _row(
        "程序包",
        not strangers,
        "完整" if not strangers else "被其他程序包遮住：" + "、".join(strangers),
        remedy,
    )


def _model(spec: str) -> dict[str, Any]:
    from index.embed import load_embedder

    try:
        embedder = load_embedder(spec)
    except AssistantError as error:
        return _row("向量模型", False, error.message, error.remedy)
    return _row("向量模型", True, f"{embedder.name}，{embedder.dimension} 维")


def _reranker(spec: str) -> dict[str, Any]:
    from index.rerank import load_reranker

    try:
        load_reranker(spec)
    except AssistantError as error:
        return _row("重排模型", False, error.message, error.remedy)
    return _row("重排模型", True, spec)


def _index(store: Path) -> dict[str, Any]:
    from index.library import open_library

    try:
        library = open_library(store)
    except AssistantError as error:
        return _row("索引", False, error.message, error.remedy or "assistant index", needed=False)
    return _row("索引", True, f"{len(library.documents)} 份文档，{len(library.passages)} 段，在 {store}")


def _browser() -> dict[str, Any]:
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    return _row(
        "浏览器测试",
        bool(found),
        found or "未找到 Chromium（只有测试用到）",
        "" if found else "apt-get install chromium",
        needed=False,
    )
