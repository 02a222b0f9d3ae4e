"""The library in a few verbs. Heavy imports happen inside, so that importing it costs nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl
    from pandera.polars import DataFrameSchema

    from marketbook.audit import Report
    from marketbook.exports import ExportResult
    from marketbook.package import Package
    from marketbook.pulls.correct import CorrectResult
    from marketbook.pulls.merge.result import PullResult, Side
    from marketbook.pulls.waive import WaiveResult
    from marketbook.reading.facts import Reading
    from marketbook.revisions import Comparison
    from marketbook.together.ranges import Ranges
    from marketbook.workbook import BuildResult


def read_package(path: str | Path = ".") -> Package:
    """Read a package: its descriptor and the schemas of its tables, not yet its data.

    Args:
        path: The folder that holds a ``datapackage.json``, or that file.

    Raises:
        PackageError: There is no package, or its descriptor breaks the standard.
        SchemaError: A schema asks for something that is not covered.
    """
    from marketbook.package import read_package as read

    return read(Path(path))


def read_tables(path: str | Path = ".") -> dict[str, pl.DataFrame]:
    """The typed tables of a package by name, as Polars frames without line numbers.

    Raises:
        PackageError: A table is not as its schema says; all that is wrong with it is named.
    """
    from marketbook.package import read_sound

    structure = read_sound(read_package(path))
    return {name: table.drop("_line") for name, table in structure.tables.items()}


def schemas(
    path: str | Path = ".", tables: Mapping[str, pl.DataFrame] | None = None
) -> dict[str, DataFrameSchema]:
    """The tables of a package as pandera schemas, to validate a frame before it is written.

    These are the checks that ``check`` runs on the structure of each table, under the same names.
    A frame has the columns of its table, typed as ``read_tables`` types them; empty cells are null.

    Example:
        ``marketbook.schemas("my-package")["sizes"].validate(frame, lazy=True)`` returns the frame,
        or raises ``pandera.errors.SchemaErrors`` with every failing cell in ``failure_cases``.

    Args:
        path: The package.
        tables: Tables by name in which foreign keys are looked up, such as those of
            ``read_tables``; a key into a table that is not among them is not judged.

    Raises:
        PackageError: There is no package, or its descriptor breaks the standard.
        SchemaError: A schema asks for something that is not covered.
    """
    from marketbook.schema.compile import compile_schema

    resources = read_package(path).resources
    return {name: compile_schema(each.schema, tables) for name, each in resources.items()}


def check(path: str | Path = ".", *, documents: str | Path | None = None) -> Report:
    """Audit a package: structure, rules, waivers.

    Args:
        path: The package.
        documents: Folder of the sources' documents; every printed figure must stand in its own.

    Raises:
        PackageError: The package, or a table, could not be read.
        RuleError: A rule failed itself.
    """
    from marketbook.audit import check_package

    if documents is None:
        return check_package(read_package(path))
    from marketbook.reading.documents.open import read_words

    return check_package(read_package(path), documents=Path(documents), read_text=read_words)


def build(
    path: str | Path = ".",
    *,
    markets: Sequence[str] = (),
    check_only: bool = False,
    force: bool = False,
) -> tuple[BuildResult, ...]:
    """Build the workbooks of a package, or say which are stale.

    Hashes and sizes of the tables in ``datapackage.json`` are brought up to date first.
    A workbook that holds edits which were not pulled is kept, and its result says so.

    Args:
        path: The package.
        markets: Ids of the markets to build; none means all.
        check_only: Write nothing.
        force: Write over workbooks with such edits too, and keep a copy of each beside it.

    Returns:
        One result for each workbook, and one in the state ``left out`` for each market without a
        size of its whole.

    Raises:
        PackageError: A table is not as its schema says, or a file could not be written.
        WorkbookError: A market is unknown, or a workbook cannot be computed.
    """
    from contextlib import nullcontext
    from functools import partial

    from marketbook.package import lock_package, read_sound, refresh_descriptor
    from marketbook.pulls.guard import list_unpulled
    from marketbook.workbook import build_workbooks

    with nullcontext() if check_only else lock_package(Path(path)):
        package = read_package(path)
        if not check_only and refresh_descriptor(package):
            package = read_package(path)
        return build_workbooks(
            package,
            read_sound(package),
            markets=markets,
            check=check_only,
            guard=partial(list_unpulled, package),
            force=force,
        )


def pull(
    workbook: str | Path,
    package: str | Path = ".",
    *,
    apply: bool = False,
    prefer: Side | None = None,
) -> PullResult:
    """Bring the edits of a workbook into the tables of a package, or say what they would change.

    Args:
        workbook: A workbook built from the package: ``tables.xlsx`` for every table, a market's
            workbook for its scenarios.
        package: The package.
        apply: Write the tables and the hashes in the descriptor, all of them or none, where
            nothing is refused, nothing conflicts, and every table stays as its schema says.
        prefer: ``workbook`` or ``tables``: whose values count where both changed the same since
            the workbook was built; none leaves that a conflict.

    Raises:
        WorkbookError: The workbook could not be read.
        PackageError: The package, or one of its tables, could not be read or written.
        RuleError: A rule failed itself.
    """
    from marketbook.pulls.pull import pull_workbook

    return pull_workbook(Path(workbook), Path(package), apply=apply, prefer=prefer)


def read(*documents: str | Path) -> tuple[Reading, ...]:
    """Read figures out of documents: pages (HTML), texts, Markdown, PDF and Word files.

    Args:
        documents: Their paths.

    Returns:
        One reading for each, in order: facts with their places, and numbers not placed.

    Raises:
        MarketbookError: One of them cannot be read.
    """
    from marketbook.errors import MarketbookError
    from marketbook.reading.read_many import read_documents

    result = read_documents(documents)
    if result.problems:
        raise MarketbookError("\n".join(result.problems))
    return result.readings


def add(
    sheet: str | Path, package: str | Path = ".", *, apply: bool = False, replace: bool = False
) -> PullResult:
    """Turn a sheet of facts into records of a package, or say what it would change.

    What is recorded already stays as it is: the same sheet a second time changes nothing.

    Args:
        sheet: An xlsx, ods or CSV file with one row for each fact.
        package: The package.
        apply: Write the tables and the hashes in the descriptor, all of them or none, where
            nothing is refused and every table stays as its schema says.
        replace: Take out first what was entered from the same document, so that a corrected sheet
            counts alone.

    Raises:
        WorkbookError: The sheet could not be read.
        PackageError: The package, or one of its tables, could not be read or written.
        RuleError: A rule failed itself.
    """
    from marketbook.reading.add import add_sheet

    return add_sheet(Path(sheet), Path(package), apply=apply, replace=replace)


def correct(
    record: str,
    value: str | float,
    because: str,
    package: str | Path = ".",
    *,
    unit: str = "",
) -> CorrectResult:
    """Read a misprinted figure as what the audit proves, and write that down.

    Written where an error goes with this reading and none comes; the printed figure stays in its
    table, and a waiver of what is settled is deleted.

    Args:
        record: The figure as ``table:id``, of ``sizes``, ``growth_rates``, ``shares`` or
            ``statistics``; or its place as a finding prints it.
        value: The number that it is read as, in ``unit``; percent for growth rates and shares.
        because: Why it is a misprint.
        package: The package.
        unit: Id of the unit that it is read in; none means the printed one.

    Raises:
        PackageError: There is no such figure or unit, the value is none, or the package, or one of
            its tables, could not be read or written.
        RuleError: A rule failed itself.
    """
    from marketbook.pulls.correct import Misprint, correct_figure

    return correct_figure(Misprint(record, str(value), unit, because), Path(package))


def waive(record: str, rule: str, because: str, package: str | Path = ".") -> WaiveResult:
    """Accept a finding, and write that down with its arithmetic; it holds for a year.

    Args:
        record: The record of the finding as ``table:id``, or its place as printed.
        rule: Its rule.
        because: Why the figure is left as it is.
        package: The package.

    Raises:
        PackageError: There is no such finding, it cannot be waived, or the package, or one of its
            tables, could not be read or written.
        RuleError: A rule failed itself.
    """
    from marketbook.pulls.waive import waive_finding

    return waive_finding(record, rule, because, Path(package))


def forecast(path: str | Path, market: str, scenario: str = "base") -> dict[int, float]:
    """Size of a market by year, in the unit its source prints, under one scenario.

    Args:
        path: The package.
        market: Id of the market.
        scenario: ``low``, ``base`` or ``high``, as the scenarios table defines them.

    Raises:
        PackageError: A table is not as its schema says.
        WorkbookError: The market or the scenario is unknown.
    """
    from marketbook.package import read_sound
    from marketbook.workbook import forecast_scenario

    return forecast_scenario(read_sound(read_package(path)).tables, market, scenario)


def ranges(
    path: str | Path,
    market: str,
    *,
    regions: Sequence[str] = (),
    segments: Sequence[str] = (),
    years: Sequence[int] = (),
    all_sources: bool = False,
) -> Ranges:
    """What the printed figures of a market leave for the sizes that no source prints.

    Args:
        path: The package.
        market: Id of the market.
        regions: Only these; all where there are none.
        segments: Only these; all where there are none. An empty one is the whole market.
        years: Only these; all where there are none.
        all_sources: Let figures of several publishers count together.

    Raises:
        PackageError: A table is not as its schema says, or an id is unknown.
        SolverError: The solver gave up.
    """
    from marketbook.markets import read_markets
    from marketbook.package import read_sound
    from marketbook.package.contract import complete_tables
    from marketbook.together.ranges import Asked, find_market_ranges

    markets = read_markets(complete_tables(read_sound(read_package(path)).tables))
    asked = Asked(market, frozenset(regions), frozenset(segments), frozenset(years))
    return find_market_ranges(markets, asked, all_sources=all_sources)


def export(
    form: str, destination: str | Path, package: str | Path = ".", *, force: bool = False
) -> ExportResult:
    """Write a package in a form that other tools load, with ready-made views.

    Args:
        form: ``parquet``, ``sqlite``, ``duckdb``, ``postgresql``, ``json``, ``zip``, ``csv``,
            ``page``, or a description for catalogues: ``schema-org``, ``dcat``, ``croissant``.
        destination: The file to write; for ``parquet`` a folder. It is replaced in one step, and
            only where it is an earlier export of the same form.
        package: The package.
        force: Replace whatever stands at the destination.

    Raises:
        PackageError: A table is not as its schema says; all that is wrong with it is named.
        ExportError: The destination is refused, or the form cannot hold something.
    """
    from marketbook.exports import export_package
    from marketbook.package import read_sound

    book = read_package(package)
    return export_package(book, read_sound(book), form, Path(destination), force=force)


def diff(
    old: str | Path, new: str | Path = ".", *, package: str | Path | None = None
) -> Comparison:
    """Compare two packages, or two revisions of one: figures, findings, forecasts, version.

    Args:
        old: A folder that holds a package, or a commit, tag or branch as git names it.
        new: The same.
        package: Where the package is whose revisions are meant; none means the folder among
            the two or, without one, the current folder.

    Raises:
        RevisionError: There is no such folder or revision, or git is missing.
        PackageError: A side, or one of its tables, could not be read.
        RuleError: A rule failed itself.
    """
    from marketbook.revisions import compare_revisions

    return compare_revisions(old, new, package=package)


def new(
    directory: str | Path,
    *,
    name: str | None = None,
    tables: Sequence[str] = (),
    empty: bool = False,
    example: str = "",
) -> tuple[str, ...]:
    """Start a package of one's own: one invented market that checks and builds at once.

    Args:
        directory: A folder that is not there yet, or an empty one.
        name: Name of the package; none means one made of the folder's name.
        tables: Tables of Marketbook to have as well, empty; with them come those they refer to.
        empty: Leave the example out, and have all tables, with Marketbook's places and units.
        example: A further example: ``publishers`` has five sources of one market.

    Returns:
        The files that were written, relative to the folder.

    Raises:
        PackageError: The folder holds something or cannot be written, or a table is unknown;
            nothing was written then.
    """
    from marketbook.starter import start_package

    return start_package(Path(directory), name=name, tables=tables, empty=empty, example=example)
