"""The command line: a thin skin over the library. Heavy imports happen inside the commands."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from marketbook.steps import step, without_pauses
from marketbook.terminal.checks import check_here, check_on_spark
from marketbook.terminal.completion import complete_markets, complete_rules, complete_tables
from marketbook.terminal.console import console
from marketbook.terminal.options import Names
from marketbook.terminal.places import part_package, refuse_absent, tell_command
from marketbook.terminal.program import PACKAGE, commands, run
from marketbook.terminal.ranges import ranges
from marketbook.terminal.results import (
    is_sound,
    list_unpulled_late,
    show_built,
    show_pulled,
    show_read,
    show_report,
    write_drafts,
    write_job_summary,
)
from marketbook.terminal.settle import correct, waive
from marketbook.terminal.setup import completion, doctor
from marketbook.text import count

if TYPE_CHECKING:
    from marketbook.pulls.merge.result import Side

__all__ = ["commands", "completion", "correct", "doctor", "ranges", "run", "waive"]

REPORTS = Names("marketbook.audit.formats")
APPLY = click.option("--apply", is_flag=True, help="Write the tables and hashes, all or nothing.")
PULL_FORM = click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json")),
    default="text",
    help="Output format.",
)


@commands.command()
@PACKAGE
@click.option(
    "--format",
    "form",
    type=REPORTS,
    default="text",
    help="Output format.",
)
@click.option(
    "--all",
    "all_findings",
    is_flag=True,
    help="Also show waived, corrected and repeated findings, and rules that saw no rows.",
)
@click.option(
    "--documents",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder with the sources' documents (pages, PDF, Word files, text); also check that "
    "every printed figure is in its document.",
)
@click.option(
    "--engine",
    type=click.Choice(["local", "spark"]),
    default="local",
    help="Run on this machine, or on the cluster that SPARK_REMOTE names.",
)
@without_pauses()
def check(package: Path, form: str, all_findings: bool, documents: Path | None, engine: str) -> int:
    """Check the figures of PACKAGE against each other.

    Exit codes: 0 clean, 1 findings that are not settled, 2 could not check.
    """
    if engine == "spark" and documents:
        raise click.UsageError("--documents reads files of this machine; leave out --engine spark")
    with step("load"):
        from marketbook.audit.formats.place import place_findings
        from marketbook.package import read_package

    book = read_package(package)
    folder = package if package.is_dir() else package.parent
    report = check_on_spark(book) if engine == "spark" else check_here(book, documents)
    report = place_findings(report, folder.as_posix())
    show_report(report, form, all_findings=all_findings)
    write_job_summary(report)
    return report.exit_code


@commands.command()
@PACKAGE
@click.option(
    "--market",
    multiple=True,
    metavar="ID",
    shell_complete=complete_markets,
    help="Only this market; may be repeated.",
)
@click.option(
    "--check", "only_check", is_flag=True, help="Write nothing; fail if a workbook is out of date."
)
@click.option("--force", is_flag=True, help="Overwrite edits that were not pulled; a copy is kept.")
@click.option("--pdf", is_flag=True, help="Also write each Summary as a PDF; needs LibreOffice.")
def build(package: Path, market: Sequence[str], only_check: bool, force: bool, pdf: bool) -> int:
    """Build the workbooks of PACKAGE.

    The hashes in datapackage.json are updated as well. A workbook with edits that were not pulled
    is left alone.

    Exit codes: 0 up to date, 1 out of date or left over from a removed market (with --check),
    unpulled edits, or a broken table, 2 could not build.
    """
    from marketbook.package import lock_package, read_package, refresh_descriptor

    if not only_check:
        click.get_current_context().with_resource(lock_package(package))
    with step("read the package"):
        book = read_package(package)
        from marketbook.package import read_structure
        from marketbook.workbook import build_workbooks

        if not only_check and refresh_descriptor(book):
            console.tell("updated datapackage.json: hashes and sizes of the tables")
            book = read_package(package)
        structure = read_structure(book)
    if not is_sound(book, structure, "built"):
        return 1
    # guarding edits takes the modules of pull, and only an edited workbook needs them
    guard = partial(list_unpulled_late, book)
    results = build_workbooks(
        book, structure, markets=market, check=only_check, guard=guard, force=force
    )
    show_built(results, package)
    if pdf and not only_check:
        from marketbook.workbook.paper import print_board_pages

        for path in print_board_pages(book, structure, market):
            console.tell(f"written   {path}")
    bad = ("stale", "left over", "kept") if only_check else ("kept",)
    return 1 if any(result.state in bad for result in results) else 0


@commands.command()
@click.argument("workbook", type=click.Path(path_type=Path))
@PACKAGE
@APPLY
@click.option(
    "--prefer",
    type=click.Choice(("workbook", "tables")),
    help="Which side wins where both changed the same cell; without it, that is a conflict.",
)
@PULL_FORM
def pull(workbook: Path, package: Path, apply: bool, prefer: Side | None, form: str) -> int:
    """Bring the edits of WORKBOOK into the tables of PACKAGE.

    Without --apply it only shows what would change, and what the check would then find. Without
    PACKAGE, the package around WORKBOOK is used, or else the one here.

    All tables are read from tables.xlsx; scenarios also from a market's own workbook. A cell that
    changed on both sides since WORKBOOK was built is a conflict: nothing is pulled until it is
    settled, or --prefer says which side wins.

    Exit codes: 0 nothing to pull, or pulled and clean; 1 refused, a conflict, or findings that
    fail the check; 2 could not read.
    """
    refuse_absent([workbook])
    from marketbook.pulls.pull import pull_workbook

    with step("compare the workbook with the tables"):
        result = pull_workbook(workbook, package, apply=apply, prefer=prefer)
    show_pulled(result, form, package)
    return result.exit_code


@commands.command()
@click.argument("documents", nargs=-1, required=True, metavar="DOCUMENT…")
@click.option(
    "--into",
    type=click.Path(path_type=Path),
    metavar="PACKAGE",
    help="Also write a sheet of facts to review, in the folder drafts of PACKAGE.",
)
@click.option("--format", "form", type=REPORTS, default="text", help="Output format.")
@click.option(
    "--all", "everything", is_flag=True, help="Also show all notes and all numbers left out."
)
def read(documents: Sequence[str], into: Path | None, form: str, everything: bool) -> int:
    """Find the figures in each DOCUMENT, and check them.

    A DOCUMENT is a saved page, text, Markdown, PDF or Word file; - stands for standard input.
    Nothing is fetched, and no package is needed. Uncertain figures are marked with ?, and numbers
    left out are listed with the reason.

    To keep the figures, start a package ('marketbook new figures --empty'), read the documents
    --into it, and 'marketbook add' the sheets.

    Exit codes: 0 read and clean, 1 findings, 2 a document could not be read.
    """
    refuse_absent(documents)
    if into is not None:  # a wrong folder is answered before the work, not after it
        from marketbook.package import read_package

        read_package(into)
    from marketbook.reading.read_many import read_documents

    with step("read the documents"):
        result = read_documents(documents)
    failed = show_read(result, form, everything=everything)
    if into is not None:
        write_drafts(result, into, form)
    return 2 if result.problems else int(failed)


@commands.command()
@click.argument("paths", nargs=-1, metavar="SHEET… [PACKAGE]", type=click.Path(path_type=Path))
@APPLY
@click.option("--replace", is_flag=True, help="First remove what the same document added before.")
@click.option(
    "--template",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Only write an empty sheet with examples to FILE.",
)
@PULL_FORM
def add(
    paths: tuple[Path, ...], apply: bool, replace: bool, template: Path | None, form: str
) -> int:
    """Turn each SHEET of facts into records of PACKAGE.

    Without --apply it only shows what would change, and what the check would then find. A SHEET is
    an .xlsx, .ods or .csv file with a row for each fact, filled in by hand or by
    'marketbook read --into'. Ids, values, places, segments and players are derived; existing
    records stay as they are. Without PACKAGE, the package around the first SHEET is used, or else
    the one here.

    Exit codes: 0 nothing to add, or added and clean; 1 refused, or its facts fail the check;
    2 could not read.
    """
    if template is not None:
        from marketbook.reading.sheet import write_template

        write_template(template)
        console.tell(f"written: {template}")
        return 0
    if not paths:
        raise click.UsageError("name a SHEET, or --template FILE for an empty one")
    sheets, package = part_package(paths)
    if form == "json" and len(sheets) > 1:
        raise click.UsageError("--format json takes one SHEET; add them one by one")
    refuse_absent(sheets)
    from marketbook.reading.add import add_sheet

    failed = 0
    for sheet in sheets:
        with step("compare the sheet with the tables"):
            result = add_sheet(sheet, package, apply=apply, replace=replace)
        show_pulled(result, form, package)
        failed = max(failed, result.exit_code)
    return failed


@commands.command()
@click.argument("form", type=Names("marketbook.exports", "FORMS", metavar="FORM"))
@click.argument("destination", type=click.Path(path_type=Path))
@PACKAGE
@click.option("--force", is_flag=True, help="Replace a destination that is not an earlier export.")
def export(form: str, destination: Path, package: Path, force: bool) -> int:
    """Write PACKAGE in a FORM that other tools load.

    Databases and files of tables also get ready-made views.

    Exit codes: 0 written, 1 a table is broken, 2 could not export.
    """
    from marketbook.package import read_package

    with step("read the package"):
        book = read_package(package)
        from marketbook.exports import export_package
        from marketbook.package import read_structure

        structure = read_structure(book)
    if not is_sound(book, structure, "exported"):
        return 1
    with step(f"write {form}"):
        result = export_package(book, structure, form, destination, force=force)
    for sentence in result.left_out:
        console.say(f"left out  {sentence}")
    views = f", {count(len(result.views), 'view')}" if result.views else ""
    console.tell(f"written   {result.path} ({count(len(result.tables), 'table')}{views})")
    return 0


@commands.command()
@click.argument("rule_id", required=False, metavar="[ID]", shell_complete=complete_rules)
@click.option(
    "--markdown", is_flag=True, help="Print the whole catalogue as Markdown (docs/rules.md)."
)
def rules(rule_id: str | None, markdown: bool) -> None:
    """List the rules of the check, or explain one with examples."""
    from marketbook.audit.catalogue import describe_rule, list_rules, render_rules

    if rule_id is not None:
        console.show(describe_rule(rule_id))
    elif markdown:
        console.hand_over(render_rules())
    else:
        console.show(list_rules())


@commands.command()
@click.argument("old")
@click.argument("new", default=".")
@click.argument("package", required=False, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=Names("marketbook.revisions.formats"),
    default="text",
    help="Output format.",
)
@click.option("--exit-code", is_flag=True, help="Exit with 1 if anything differs.")
def diff(old: str, new: str, package: Path | None, form: str, exit_code: bool) -> int:
    """Show what changed between two versions of a package.

    That is figures, findings and forecasts, and the version number that the changes call for.

    OLD and NEW are folders of packages, or git revisions (HEAD~1, v1.0) of the package in PACKAGE,
    in the folder that is named, or here. Without NEW, OLD is compared with the package here.

    Exit codes: 0 compared, 1 something differs (with --exit-code), 2 could not compare.
    """
    from marketbook.revisions import compare_revisions
    from marketbook.revisions.formats import FORMATS

    with step("compare"):
        comparison = compare_revisions(old, new, package=package)
    text = FORMATS[form](comparison)
    if form == "text":
        console.show(text)
    else:
        console.hand_over(text)
    return 1 if exit_code and comparison.differs else 0


@commands.command()
@click.argument("directory", type=click.Path(path_type=Path))
@click.option("--name", help="Name of the package; by default from the folder's name.")
@click.option(
    "--table",
    "tables",
    multiple=True,
    metavar="TABLE",
    shell_complete=complete_tables,
    help="Another table; may be repeated.",
)
@click.option("--empty", is_flag=True, help="All tables, with places and units but no figures.")
@click.option(
    "--example",
    type=click.Choice(["publishers"]),
    help="Another example: publishers has five sources of one market.",
)
def new(
    directory: Path, name: str | None, tables: Sequence[str], empty: bool, example: str | None
) -> None:
    """Start a package of your own in DIRECTORY.

    DIRECTORY must be new or empty. It gets one invented market that checks and builds at once, a
    README, and the set-up for git, GitHub and pre-commit. Tables named with --table (players,
    claims, …) are added empty, with the tables they refer to.

    To keep figures of reports, use --empty, then 'marketbook read --into DIRECTORY'.
    """
    from marketbook.starter import start_package

    written = start_package(directory, name=name, tables=tables, empty=empty, example=example or "")
    console.tell(f"written: {count(len(written), 'file')} in {directory}")
    if empty:
        console.tell(f"next: read a report with {tell_command('read page.html --into', directory)}")
    else:
        check_it, build_it = (tell_command(name, directory) for name in ("check", "build"))
        console.tell(f"next: run {check_it} and {build_it}")
