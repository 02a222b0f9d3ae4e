"""The program that holds the commands: how it is started, and how it is asked for completions."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import click
from click.shell_completion import shell_complete

from marketbook.steps import listen
from marketbook.terminal.console import console, set_up
from marketbook.terminal.exits import end_well
from marketbook.terminal.options import Commands
from marketbook.terminal.places import choose_package

PROGRAM = "marketbook"
COMPLETE = "_MARKETBOOK_COMPLETE"
"""What a shell asks for completions through."""

PACKAGE = click.argument(
    "package", default=".", type=click.Path(path_type=Path), callback=choose_package
)


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 96},
)
@click.version_option(package_name="marketbook", prog_name=PROGRAM)
def commands() -> None:
    """Published market figures: tables with sources, an audit, workbooks with live forecasts.

    Start with a saved page of a report: marketbook read page.html
    """


@commands.result_callback()
def exit_with(code: int | None, **_: object) -> None:
    """What a command returns is its exit code."""
    click.get_current_context().exit(code or 0)


def run(arguments: Sequence[str]) -> int:
    """Run a command; whatever stops it becomes one line and exit code 2.

    Args:
        arguments: What was typed after the name of the program.

    Returns:
        The exit code.
    """
    console.reset()
    set_up()
    return end_well(partial(_invoke, list(arguments) or ["--help"]))


def _invoke(arguments: list[str]) -> object:
    # not by main() of click, which ends with 1 where nobody reads on, and 1 means findings
    if asked := os.environ.get(COMPLETE):
        return shell_complete(commands, {}, PROGRAM, COMPLETE, asked)
    with commands.make_context(PROGRAM, arguments) as context, listen(console):
        return commands.invoke(context)
