"""What became of a command, for a person to read."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from marketbook.terminal.console import console, is_terminal
from marketbook.terminal.places import tell_command

if TYPE_CHECKING:
    from marketbook.audit import Report
    from marketbook.package import Package, Structure
    from marketbook.pulls.merge.result import PullResult
    from marketbook.reading.read_many import ReadDocuments
    from marketbook.workbook import BuildResult


def show_report(report: Report, form: str, *, all_findings: bool) -> None:
    """Print a report in one of the formats; a clean one not where only faults are wanted."""
    from marketbook.audit.formats import FORMATS
    from marketbook.audit.formats.render_text import list_lines

    if form != "text":
        console.hand_over(FORMATS[form](report, all_findings=all_findings))
    elif report.exit_code or not console.quiet:
        colour = is_terminal(sys.stdout) and "NO_COLOR" not in os.environ
        console.show_lines(list_lines(report, all_findings, colour=colour), painted=colour)


def write_job_summary(report: Report) -> None:
    """Add the report to the summary of a GitHub job, where the environment names one."""
    from marketbook.audit.formats.render_summary import render_summary

    target = os.environ.get("GITHUB_STEP_SUMMARY")
    if not target:
        return
    try:
        with Path(target).open("a", encoding="utf-8") as summary:
            summary.write(render_summary(report))
    except OSError as error:
        # the findings were printed, and the exit code is about them
        console.warn(f"the job summary could not be written ({error.strerror or error})")


def show_pulled(result: PullResult, form: str, package: Path) -> None:
    """Print what became of records on their way into the tables."""
    if form == "json":
        from marketbook.pulls.tell.render_json import render_json

        console.hand_over(render_json(result))
        return
    from marketbook.pulls.tell.render_text import render_text

    if result.exit_code or not console.quiet:
        console.show(render_text(result))
    if result.outcome == "applied":
        tell_stale(package)


def tell_stale(package: Path) -> None:
    """Say how to bring the workbooks up to date after the tables of a package were changed."""
    console.tell(f"next: run {tell_command('build', package)} to update the workbooks")


def show_read(result: ReadDocuments, form: str, *, everything: bool) -> bool:
    """Print what documents state and what the audit says of it; whether it finds a fault."""
    from marketbook.reading.show.readings import show_readings

    console.warn(*(f"error: {problem}" for problem in result.problems))
    if form == "text" and not result.readings:
        return False
    text, failed = show_readings(result.readings, form, everything=everything)
    (console.show if form == "text" else console.hand_over)(text)
    return failed


def write_drafts(result: ReadDocuments, package: Path, form: str) -> None:
    """Write a sheet of facts for each document that was read, and say where."""
    from marketbook.reading.sheet import write_draft

    say = console.tell if form == "text" else console.warn
    files = [write_draft(reading, package) for reading in result.readings]
    for file in files:
        say(f"written: {file}")
    if files:
        sheet = "the sheet" if len(files) == 1 else "each sheet"
        say(f"next: open {sheet}, correct it, and add it: {tell_command('add', files[0])}")


def show_built(results: Sequence[BuildResult], package: Path) -> None:
    """Print what became of each workbook, and what to do where one was left alone."""
    for result in results:
        quiet = result.state in ("current", "written", "left out")
        why = f": {result.why}" if result.why else ""
        (console.tell if quiet else console.say)(f"{result.state:<9} {result.path}{why}")
        if result.copy:
            console.show(f"{'copied':<9} {result.copy}: {result.path} as it was")
    _tell_kept(results, package)
    if any(result.state == "stale" for result in results):
        console.warn(f"run {tell_command('build', package)} to update them")


def list_unpulled_late(package: Package, path: Path) -> tuple[str, ...]:
    """What would be lost if a workbook were written anew; its modules are fetched when asked."""
    from marketbook.pulls.guard import list_unpulled

    return list_unpulled(package, path)


def _tell_kept(results: Sequence[BuildResult], package: Path) -> None:
    kept = [result for result in results if result.state == "kept"]
    for result in kept:
        console.warn(f"{result.path} was left alone:")
        console.warn(*(f"  {line}" for held in result.held for line in held.split("\n")))
    if kept:
        console.warn(
            "bring the edits into the tables with 'marketbook pull WORKBOOK', or discard them with "
            f"{tell_command('build --force', package)}, which keeps a copy"
        )


def is_sound(package: Package, structure: Structure, done: str) -> bool:
    """Whether the tables are as their schemas say; what is wrong with them is printed."""
    from marketbook.package.gather import gather_findings

    faults = [finding for finding in structure.findings if finding.fails]
    for finding in gather_findings(faults, package):
        console.say(str(finding))
    if faults:
        how = tell_command("check", package.root)
        console.warn(f"nothing was {done}: correct the tables first ({how})")
    return not faults
