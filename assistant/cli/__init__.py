"""The command line: the top floor, a thin door to the functions below it.

Results go to stdout, progress and errors to stderr. Exit code 0 on success (a refusal is a success), 2 on
wrong usage or bad input, 1 on a fault. Only this package prints and reads the environment.
"""

from __future__ import annotations

import os
import sys

import typer

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
    sys.exit(_run(arguments))


def _run(arguments: list[str] | None) -> int:
    import click

    try:
        result = app(args=arguments, standalone_mode=False)
    except AssistantError as error:
        typer.echo(f"错误：{error}", err=True)
        return error.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        typer.echo(error.format_message())
        return 2
    except click.ClickException as error:
        typer.echo(f"用法有误：{error.format_message()}（assistant --help 查看用法）", err=True)
        return 2
    except (click.Abort, KeyboardInterrupt):
        typer.echo("已中断", err=True)
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as fault:  # the last door: a person gets one line, never a traceback
        if os.environ.get("ASSISTANT_DEBUG"):
            raise
        what = " ".join(f"{type(fault).__name__}：{fault}".split())[:200]
        typer.echo(f"错误：程序内部故障（{what}）。设 ASSISTANT_DEBUG=1 可看详情", err=True)
        return 1
    return result if isinstance(result, int) else 0


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
