"""``marketbook correct`` and ``marketbook waive``: what becomes of a finding that was looked at."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from marketbook.steps import step
from marketbook.terminal.completion import complete_rules
from marketbook.terminal.console import console
from marketbook.terminal.program import PACKAGE, commands
from marketbook.terminal.results import tell_stale
from marketbook.text import show_line

if TYPE_CHECKING:
    from marketbook.pulls.correct import CorrectResult
    from marketbook.pulls.waive import WaiveResult

RECORD = click.argument("record")


@commands.command()
@RECORD
@PACKAGE
@click.option("--as", "value", required=True, metavar="VALUE", help="What it should read.")
@click.option("--unit", default="", metavar="ID", help="Its unit, if not the printed one.")
@click.option("--because", required=True, metavar="TEXT", help="Why it is a misprint.")
def correct(record: str, package: Path, value: str, unit: str, because: str) -> int:
    """Record how a misprinted figure is read, if the audit agrees.

    RECORD names the figure: sizes:iomt-2025-japan, or its place as check prints it, such as
    tables/sizes.csv:3. A reading that removes an error and causes none is written at once, with
    the arithmetic; any other is refused. The printed figure stays in its table. Waivers that are
    no longer needed are deleted.

    Exit codes: 0 written, 1 refused, 2 could not read.
    """
    from marketbook.pulls.correct import Misprint, correct_figure, tell_result

    with step("prove the correction"):
        result = correct_figure(Misprint(record, value, unit, because), package)
    _show(result, tell_result(result), package)
    return result.exit_code


@commands.command()
@RECORD
@click.argument("rule", shell_complete=complete_rules)
@PACKAGE
@click.option("--because", required=True, metavar="TEXT", help="Why it is accepted.")
def waive(record: str, rule: str, package: Path, because: str) -> int:
    """Accept a finding of RULE, because the source prints it so.

    RECORD and RULE are copied from the start of the line that check prints: tables/shares.csv:13
    shares.leaves-plausible-rest. The waiver is written with the arithmetic, and holds for a year;
    the same command renews it.

    Exit codes: 0 written, 1 refused, 2 there is no such finding, or it cannot be waived.
    """
    from marketbook.pulls.waive import tell_result, waive_finding

    with step("look for the finding"):
        result = waive_finding(record, rule, because, package)
    _show(result, tell_result(result), package)
    return result.exit_code


def _show(result: CorrectResult | WaiveResult, lines: Iterable[str], package: Path) -> None:
    say = console.say if result.exit_code else console.tell
    for line in lines:
        say(show_line(line))
    if result.outcome == "written":
        tell_stale(package)
