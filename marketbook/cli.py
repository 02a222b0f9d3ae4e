"""The command line: a thin skin over the library. Heavy imports happen inside the commands."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from marketbook.errors import MarketbookError

if TYPE_CHECKING:
    from marketbook.audit import Report
    from marketbook.package import Package, Structure
    from marketbook.pulls.merge.result import Side
    from marketbook.workbook import BuildResult

FORMATS = ("text", "json", "github", "junit", "sarif")
EXPORTS = (
    "parquet",
    "sqlite",
    "duckdb",
    "postgresql",
    "json",
    "zip",
    "schema-org",
    "dcat",
    "croissant",
)

DIFF_FORMATS = ("text", "json", "markdown")

_BAR = 30
"""Width of the bar that shows progress, in characters."""

PACKAGE = click.argument("package", default=".", type=click.Path(path_type=Path))


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 96})
@click.version_option(package_name="marketbook", prog_name="marketbook")
def commands() -> None:
    """Published market figures: tables with sources, an audit, workbooks with live forecasts."""


@commands.command()
@PACKAGE
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="text", help="How findings are shown."
)
@click.option(
    "--all",
    "all_findings",
    is_flag=True,
    help="Show waived findings too, and name the rules that looked at nothing.",
)
@click.option(
    "--documents",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of the sources' documents: every printed figure must stand in its document.",
)
def check(package: Path, form: str, all_findings: bool, documents: Path | None) -> None:
    """Audit PACKAGE (a folder with a datapackage.json).

    Exit codes: 0 clean, 1 findings that are neither mended nor waived, 2 could not check.
    """
    from marketbook.audit import check_package
    from marketbook.audit.formats import FORMATS as RENDERERS
    from marketbook.audit.formats import place_findings
    from marketbook.package import read_package

    book = read_package(package)
    folder = package if package.is_dir() else package.parent
    report = place_findings(check_package(book, documents=documents), folder.as_posix())
    colour = form == "text" and sys.stdout.isatty() and "NO_COLOR" not in os.environ
    click.echo(RENDERERS[form](report, all_findings=all_findings, colour=colour), nl=False)
    _write_job_summary(report)
    sys.exit(report.exit_code)


def _write_job_summary(report: Report) -> None:
    from marketbook.audit.formats import render_summary

    target = os.environ.get("GITHUB_STEP_SUMMARY")
    if target:
        with Path(target).open("a", encoding="utf-8") as summary:
            summary.write(render_summary(report))


@commands.command()
@PACKAGE
@click.option("--market", multiple=True, metavar="ID", help="Only this market; may be repeated.")
@click.option("--check", "only_check", is_flag=True, help="Write nothing; fail if stale.")
@click.option("--force", is_flag=True, help="Write over unpulled edits; a copy of them is kept.")
def build(package: Path, market: Sequence[str], only_check: bool, force: bool) -> None:
    """Build the workbooks of PACKAGE, and bring the hashes in datapackage.json up to date.

    A workbook with edits that were not pulled is left alone.

    Exit codes: 0 all current, 1 stale (with --check), unpulled edits or a table out of order,
    2 could not build.
    """
    from functools import partial

    from marketbook.package import lock_package, read_package, read_structure, refresh_descriptor
    from marketbook.workbook import build_workbooks

    if not only_check:
        click.get_current_context().with_resource(lock_package(package))
    book = read_package(package)
    if not only_check and refresh_descriptor(book):
        click.echo("updated datapackage.json: hashes and sizes of the tables")
        book = read_package(package)
    structure = read_structure(book)
    _stop_at_faults(structure)
    # guarding edits takes the modules of pull, and only an edited workbook needs them
    guard = partial(_list_unpulled, book)
    results = build_workbooks(
        book,
        structure,
        markets=market,
        check=only_check,
        progress=_show_progress if sys.stderr.isatty() else None,
        guard=guard,
        force=force,
    )
    for result in results:
        click.echo(f"{result.state:<9} {result.path}")
        if result.copy:
            click.echo(f"{'copied':<9} {result.copy}: what {result.path} held")
    _tell_kept(results)
    if any(result.state == "stale" for result in results):
        click.echo("run 'marketbook build' to bring them up to date", err=True)
    sys.exit(1 if any(result.state in ("stale", "kept") for result in results) else 0)


def _show_progress(done: int, of: int, what: str = "workbooks") -> None:
    """A bar that is drawn over itself, and taken away at the end."""
    bar = "#" * (done * _BAR // of)
    line = f"[{bar:.<{_BAR}}] {done:,} of {of:,} {what}"
    click.echo(f"\r{line}" if done < of else f"\r{'':<{len(line)}}\r", err=True, nl=False)


def _list_unpulled(package: Package, path: Path) -> tuple[str, ...]:
    from marketbook.pulls.guard import list_unpulled

    return list_unpulled(package, path)


def _tell_kept(results: Sequence[BuildResult]) -> None:
    kept = [result for result in results if result.state == "kept"]
    for result in kept:
        click.echo(f"{result.path} was left alone:", err=True)
        for held in result.held:
            click.echo(f"  {held}", err=True)
    if kept:
        click.echo(
            "bring edits into the tables with 'marketbook pull WORKBOOK', or give them up with "
            "'marketbook build --force', which keeps a copy",
            err=True,
        )


@commands.command()
@click.argument("workbook", type=click.Path(path_type=Path))
@PACKAGE
@click.option("--apply", is_flag=True, help="Write the tables and the hashes: all, or none.")
@click.option(
    "--prefer",
    type=click.Choice(("workbook", "tables")),
    help="Whose values count where both changed the same; without it that is a conflict.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json")),
    default="text",
    help="How the result is shown.",
)
def pull(workbook: Path, package: Path, apply: bool, prefer: Side | None, form: str) -> None:
    """Bring the edits of WORKBOOK into the tables of PACKAGE; without --apply only show them.

    Every table comes from tables.xlsx, the scenarios of a market also from its own workbook. What
    changed on both sides since WORKBOOK was built is a conflict, and nothing is pulled then, unless
    --prefer says which side counts.

    Exit codes: 0 nothing to pull, or pulled and clean; 1 refused, a conflict, or findings that
    fail the check; 2 could not read.
    """
    from marketbook.pulls.pull import pull_workbook

    result = pull_workbook(workbook, package, apply=apply, prefer=prefer)
    if form == "json":
        from marketbook.pulls.tell.render_json import render_json as render
    else:
        from marketbook.pulls.tell.render_text import render_text as render
    click.echo(render(result), nl=False)
    if result.outcome == "applied" and form == "text":
        click.echo("run 'marketbook build' to bring the workbooks up to date")
    sys.exit(result.exit_code)


@commands.command()
@click.argument("documents", nargs=-1, required=True, metavar="DOCUMENT…")
@click.option(
    "--into",
    type=click.Path(path_type=Path),
    metavar="PACKAGE",
    help="Also write a sheet of facts to review into the folder drafts of PACKAGE.",
)
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="text", help="How it is shown."
)
@click.option("--all", "everything", is_flag=True, help="Show every note and unplaced number too.")
def read(documents: Sequence[str], into: Path | None, form: str, everything: bool) -> None:
    """Read figures out of each DOCUMENT (a page, text, Markdown, PDF or Word file), and audit them.

    Nothing is fetched, and no package is needed; - stands for standard input. What is not sure says
    so, and numbers that are none of the market's are shown with the reason.

    Exit codes: 0 read and clean, 1 findings, 2 a document could not be read.
    """
    from marketbook.reading.read_many import read_documents
    from marketbook.reading.show import show_readings

    progress = _show_reading if sys.stderr.isatty() else None
    result = read_documents(documents, progress)
    for problem in result.problems:
        click.echo(f"error: {problem}", err=True)
    text, failed = show_readings(result.readings, form, everything=everything)
    click.echo(text, nl=False)
    if into is not None:
        from marketbook.reading.sheet import write_draft

        for reading in result.readings:
            click.echo(f"written: {write_draft(reading, into)}", err=form != "text")
    sys.exit(2 if result.problems else 1 if failed else 0)


def _show_reading(done: int, of: int) -> None:
    _show_progress(done, of, "read")


@commands.command()
@click.argument("sheet", required=False, type=click.Path(path_type=Path))
@PACKAGE
@click.option("--apply", is_flag=True, help="Write the tables and the hashes: all, or none.")
@click.option(
    "--template",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write an empty sheet with examples to FILE, and do nothing else.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json")),
    default="text",
    help="How the result is shown.",
)
def add(sheet: Path | None, package: Path, apply: bool, template: Path | None, form: str) -> None:
    """Turn SHEET, one row for each fact, into records of PACKAGE; without --apply only show them.

    SHEET is an .xlsx, .ods or .csv file, filled in by hand or by 'marketbook read --into'. Ids,
    values, places, segments and players are derived; what is recorded already stays as it is.

    Exit codes: 0 nothing to add, or added and clean; 1 refused, or findings that fail the check;
    2 could not read.
    """
    if template is not None:
        from marketbook.reading.sheet import write_template

        write_template(template)
        click.echo(f"written: {template}")
        return
    if sheet is None:
        raise click.UsageError("name a SHEET, or --template FILE for an empty one")
    from marketbook.reading.add import add_sheet

    result = add_sheet(sheet, package, apply=apply)
    if form == "json":
        from marketbook.pulls.tell.render_json import render_json as render
    else:
        from marketbook.pulls.tell.render_text import render_text as render
    click.echo(render(result), nl=False)
    if result.outcome == "applied" and form == "text":
        click.echo("run 'marketbook build' to bring the workbooks up to date")
    sys.exit(result.exit_code)


def _stop_at_faults(structure: Structure, done: str = "built") -> None:
    faults = [finding for finding in structure.findings if finding.fails]
    for finding in faults:
        click.echo(str(finding))
    if faults:
        click.echo(f"nothing was {done}: mend the tables first ('marketbook check')", err=True)
        sys.exit(1)


@commands.command()
@click.argument("form", type=click.Choice(EXPORTS), metavar="FORM")
@click.argument("destination", type=click.Path(path_type=Path))
@PACKAGE
@click.option("--force", is_flag=True, help="Replace what is not an earlier export.")
def export(form: str, destination: Path, package: Path, force: bool) -> None:
    """Write PACKAGE to DESTINATION in a FORM that other tools load, with ready-made views.

    \b
    parquet     a folder with one file per table
    sqlite      a SQLite database
    duckdb      a DuckDB database; needs pip install 'marketbook[duckdb]'
    postgresql  a script that psql runs
    json        one document for a page or a program
    zip         the package itself, in one file
    schema-org  JSON-LD for a page about the package
    dcat        JSON-LD for catalogues of public data
    croissant   JSON-LD for loaders of machine learning

    Exit codes: 0 written, 1 a table is out of order, 2 could not export.
    """
    from marketbook.exports import export_package
    from marketbook.package import read_package, read_structure

    book = read_package(package)
    structure = read_structure(book)
    _stop_at_faults(structure, "exported")
    result = export_package(book, structure, form, destination, force=force)
    for sentence in result.left_out:
        click.echo(f"left out  {sentence}")
    counts = f"{len(result.tables)} tables, {len(result.views)} views"
    click.echo(f"written   {result.path} ({counts})")


@commands.command()
@click.argument("rule_id", required=False, metavar="[ID]")
@click.option("--markdown", is_flag=True, help="The whole catalogue as Markdown (docs/rules.md).")
def rules(rule_id: str | None, markdown: bool) -> None:
    """Print the rules of the audit, or all about one of them."""
    from marketbook.audit.catalogue import describe_rule, list_rules, render_rules

    if rule_id is not None:
        click.echo(describe_rule(rule_id))
    else:
        click.echo(render_rules() if markdown else list_rules(), nl=False)


@commands.command()
@click.argument("old")
@click.argument("new", default=".")
@click.argument("package", required=False, type=click.Path(path_type=Path))
@click.option(
    "--format", "form", type=click.Choice(DIFF_FORMATS), default="text", help="How it is shown."
)
@click.option("--exit-code", is_flag=True, help="End with 1 where something differs.")
def diff(old: str, new: str, package: Path | None, form: str, exit_code: bool) -> None:
    """Show what differs between OLD and NEW: figures, findings, forecasts, and the version.

    OLD and NEW are folders of packages, or revisions of one package in git (HEAD~1, v1.0): the one
    in PACKAGE, else in the folder that is named, else here. Without NEW, OLD is compared with the
    package here.

    Exit codes: 0 compared, 1 something differs (with --exit-code), 2 could not compare.
    """
    from marketbook.revisions import compare_revisions
    from marketbook.revisions.formats import FORMATS as RENDERERS

    comparison = compare_revisions(old, new, package=package)
    click.echo(RENDERERS[form](comparison), nl=False)
    sys.exit(1 if exit_code and comparison.differs else 0)


@commands.command()
@click.argument("directory", type=click.Path(path_type=Path))
@click.option("--name", help="Name of the package; otherwise made of the folder's name.")
@click.option(
    "--table", "tables", multiple=True, metavar="TABLE", help="A further table; may be repeated."
)
@click.option(
    "--empty", is_flag=True, help="Without the example; all tables, and places and units in them."
)
def new(directory: Path, name: str | None, tables: Sequence[str], empty: bool) -> None:
    """Start a package of one's own in DIRECTORY, which must be new or empty.

    It holds one invented market that checks and builds at once, a README, and the set-up for git,
    GitHub and pre-commit. A table that --table names (players, claims, …) is there too, empty, with
    those that it refers to.
    """
    from marketbook.starter import start_package

    written = start_package(directory, name=name, tables=tables, empty=empty)
    click.echo(f"written: {len(written)} files in {directory}")
    click.echo(f"next: marketbook check {directory}, marketbook build {directory}")


def main() -> None:
    """Run the command line; what stops the work ends with exit code 2 and its reason."""
    try:
        commands(prog_name="marketbook")
    except MarketbookError as error:
        click.echo(f"error: {error}", err=True)
        sys.exit(2)
