"""The commands that measure answers: eval, and eval compare, accept, explain, add."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.common import StoreOption, open_store, settings
from index.errors import BadInput

_REPORT = Path(".evals")
ReportOption = Annotated[Path, typer.Option("--report", help="报告文件夹")]


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    group = typer.Typer(
        help="测评：引用有没有错，哪些回答变了", rich_markup_mode=None, invoke_without_command=True
    )
    group.callback()(eval_command)
    group.command("compare", help="与认可的基线比较")(compare_command)
    group.command("accept", help="把最近一次完整测评定为新基线")(accept_command)
    group.command("explain", help="一个用例：找到什么、引了什么、要的是什么")(explain_command)
    group.command("add", help="把用户反馈变成用例")(add_command)
    app.add_typer(group, name="eval")


def eval_command(
    context: typer.Context,
    suite: Annotated[list[str] | None, typer.Option("--suite", help="只跑这些测评集")] = None,
    case: Annotated[list[str] | None, typer.Option("--case", help="只跑这些用例")] = None,
    quick: Annotated[bool, typer.Option("--quick", help="只跑每次提交都要过的一部分")] = False,
    changed: Annotated[bool, typer.Option("--changed", help="只跑改动可能影响的")] = False,
    baseline: Annotated[Path | None, typer.Option("--baseline", help="基线文件")] = None,
    report: ReportOption = _REPORT,
    store: StoreOption = None,
) -> None:
    """Run the suites, write the report, decide: exit code 0 may publish, 1 may not, 2 cannot be compared."""
    if context.invoked_subcommand is not None:
        return
    from assistant.ask import Assistant
    from assistant.cli.common import progress
    from evals.baseline import BASELINE, read_baseline
    from evals.gate import judge
    from evals.report import write_report
    from evals.report.lines import terminal_lines
    from evals.suites import Selection, run_suites

    accepted = read_baseline(baseline or BASELINE)
    chosen = settings(store)
    assistant = Assistant.open(open_store(chosen), chosen)
    selection = Selection(
        tuple(suite or ()), tuple(case or ()), quick=quick, since=accepted if changed else None
    )
    with progress() as tell:
        run = run_suites(assistant, selection, tell=tell)
    gate = judge(run, accepted)
    files = write_report(run, gate, report)
    for line in terminal_lines(run, gate):
        typer.echo(line)
    typer.echo(f"报告：{files['html']}")
    raise typer.Exit(gate.exit_code)


def compare_command(
    report: ReportOption = _REPORT,
    baseline: Annotated[Path | None, typer.Option("--baseline", help="基线文件")] = None,
) -> None:
    """Compare the last run with the baseline."""
    from evals.baseline import BASELINE, read_baseline
    from evals.gate import judge
    from evals.run import read_run

    accepted = read_baseline(baseline or BASELINE)
    if accepted is None:
        raise BadInput("还没有基线", 'assistant eval accept --reason "第一次"')
    gate = judge(read_run(report / "run.json"), accepted)
    for line in gate.lines:
        typer.echo(line)
    raise typer.Exit(gate.exit_code)


def accept_command(
    reason: Annotated[str, typer.Option("--reason", help="理由，审核人会看")], report: ReportOption = _REPORT
) -> None:
    """Make the last whole run the baseline."""
    from evals.baseline import accept
    from evals.run import read_run

    typer.echo(accept(read_run(report / "run.json"), reason))


def explain_command(
    case: Annotated[str, typer.Argument(help="用例编号")], report: ReportOption = _REPORT
) -> None:
    """Say of one case what was found, cited and wanted."""
    from evals.explain import explain
    from evals.run import read_run

    for line in explain(read_run(report / "run.json"), case):
        typer.echo(line)


def add_command(
    feedback: Annotated[str, typer.Option("--from-feedback", help="反馈编号")],
    gold: Annotated[list[str] | None, typer.Option("--gold", help="文档编号:应引的原文")] = None,
    verdict: Annotated[str, typer.Option("--verdict", help="正确的结论")] = "",
    refuse: Annotated[bool, typer.Option("--refuse", help="应当拒答")] = False,
    must_say: Annotated[list[str] | None, typer.Option("--must-say", help="引文里必须有的词")] = None,
    store: StoreOption = None,
) -> None:
    """Turn a user's thumbs-down into a case."""
    from evals.case import Gold
    from evals.feedback import add_from_feedback

    wanted = []
    for pair in gold or ():
        document, mark, words = pair.partition(":")
        if not mark or not words:
            raise BadInput(f"--gold 的写法不对：{pair}", "写成 文档编号:原文")
        wanted.append(Gold(document, words))
    path = settings(store).store / "feedback.jsonl"
    case = add_from_feedback(
        path, feedback, gold=wanted, verdict=verdict, refuse=refuse, must_say=[[w] for w in must_say or ()]
    )
    typer.echo(f"已加入用例 {case.id}")
