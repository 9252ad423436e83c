"""The command line: the top floor, a thin door to the functions below it.

Results go to stdout, progress and errors to stderr. Exit code 0 on success (a refusal is a success), 2 on
wrong usage or bad input, 1 on a fault. Only this package prints and reads the environment.
"""

from __future__ import annotations

import os
import re
import sys

import typer
from typer.exceptions import TyperException

from assistant.cli import answers, checks, documents, evaluate, service
from index.errors import AssistantError

app = typer.Typer(
    name="assistant",
    help="只凭文件原文作答的防控知识助手：不联网、不用大模型、逐字引用、不能支持的不说。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
answers.register(app)
checks.register(app)
documents.register(app)
evaluate.register(app)
service.register(app)


def main(arguments: list[str] | None = None) -> None:
    """Run one command and exit with its code.

    Args:
        arguments: the words after `assistant`; None takes the process's own.
    """
    _quiet_offline()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    words = sys.argv[1:] if arguments is None else arguments
    sys.exit(_run([_as_utf8(word) for word in words]))


def _as_utf8(word: str) -> str:
    """What was typed, whatever the locale took it for; bytes that are no UTF-8 are left out."""
    try:
        return word.encode("utf-8", "surrogateescape").decode("utf-8", "ignore")
    except UnicodeEncodeError:  # a lone surrogate that no terminal can type
        return word


def _run(arguments: list[str]) -> int:
    try:
        result = app(args=arguments, standalone_mode=False)
        sys.stdout.flush()
    except AssistantError as error:
        typer.echo(f"错误：{error}", err=True)
        return error.exit_code
    except TyperException as error:
        return _explain_usage(error)
    except (typer.Abort, KeyboardInterrupt):
        typer.echo("已中断", err=True)
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as fault:
        where = f"：{fault.filename}" if fault.filename else ""
        typer.echo(f"错误：读写失败（{fault.strerror or fault}）{where}", err=True)
        return 1
    except Exception as fault:  # the last door: a person gets one line, never a traceback
        if os.environ.get("ASSISTANT_DEBUG"):
            raise
        what = " ".join(f"{type(fault).__name__}：{fault}".split())[:200]
        typer.echo(f"错误：程序内部故障（{what}）。设 ASSISTANT_DEBUG=1 可看详情", err=True)
        return 1
    return result if isinstance(result, int) else 0


def _explain_usage(error: TyperException) -> int:
    """Say in Chinese what is wrong with the words typed; no words at all get the help."""
    kind = type(error).__name__  # typer keeps these classes to itself
    if kind == "NoArgsIsHelpError":
        typer.echo(error.format_message())
        return 2
    parameter = getattr(error, "param", None)
    hint = parameter.get_error_hint() if parameter is not None else ""
    shown = " ".join(str(error.message).split())[:200]
    says = {
        "NoSuchOption": f"没有这个选项：{getattr(error, 'option_name', '')}",
        "MissingParameter": f"缺少参数：{hint}",
        "BadParameter": f"{hint} 的值不对{_wanted(shown)}",
        "BadOptionUsage": f"选项缺少值：{getattr(error, 'option_name', '')}",
    }.get(kind, shown.replace("No such command ", "没有这个命令：").rstrip("."))
    typer.echo(f"用法有误：{says}（assistant --help 查看用法）", err=True)
    return 2


def _wanted(shown: str) -> str:
    """What a value should have been, from the English that says so; empty where it does not."""
    for words, zh in (("greater than or equal to", "不小于"), ("less than or equal to", "不大于")):
        bound = re.search(rf"{words} (-?\d+)", shown)
        if bound:
            return f"，应{zh} {bound[1]}"
    return "，应为整数" if "valid integer" in shown else ""


def _quiet_offline() -> None:
    """No library may phone home or wait for a hub on its own."""
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    os.environ["ANONYMIZED_TELEMETRY"] = "False"
    os.environ["LANGSMITH_TRACING"] = "false"
    for name in ("GRADIO_SHARE", "GRADIO_ALLOWED_PATHS"):
        os.environ.pop(name, None)
