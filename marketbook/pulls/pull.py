"""From an edited workbook to the tables: read, merge, check, then write all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import nullcontext
from dataclasses import replace
from functools import partial
from pathlib import Path

from marketbook.package import Package, lock_package, read_package
from marketbook.pulls.merge.book import MergedBook, find_renames, merge_book
from marketbook.pulls.merge.check import check_would_be
from marketbook.pulls.merge.current import refuse_unreadable
from marketbook.pulls.merge.result import PulledFinding, PullResult, Side
from marketbook.pulls.read.book import read_book
from marketbook.pulls.read.edited import EditedBook
from marketbook.pulls.write import measure, write_tables
from marketbook.steps import step


def pull_workbook(
    workbook: Path, package: Path, *, apply: bool = False, prefer: Side | None = None
) -> PullResult:
    """Bring the edits of a workbook into the tables of a package, or say what they would change.

    Raises:
        WorkbookError: The workbook could not be read.
        PackageError: The package, or one of its tables, could not be read or written.
        RuleError: A rule of the audit failed itself.
    """
    return pull_into(package, partial(read_book, workbook), apply=apply, prefer=prefer)


def pull_into(
    package: Path,
    read: Callable[[Package], EditedBook],
    *,
    apply: bool,
    prefer: Side | None = None,
) -> PullResult:
    """The same for records that are read in some other way.

    Args:
        package: The package's folder, or its descriptor.
        read: Reads them, once the package is locked and read itself.
        apply: Whether to write.
        prefer: The side that counts where both changed the same.
    """
    with lock_package(package) if apply else nullcontext():
        held = read_package(package)
        refuse_unreadable(held)
        # before anything is read: what is another file by the time of writing is noticed
        descriptor = measure(held.root / held.file)
        return pull_book(read(held), held, descriptor, apply=apply, prefer=prefer)


def pull_book(
    book: EditedBook,
    package: Package,
    descriptor: str,
    *,
    apply: bool,
    prefer: Side | None = None,
) -> PullResult:
    """The same for a workbook that was read.

    Args:
        book: The workbook.
        package: The package.
        descriptor: SHA-256 of its descriptor, in hexadecimal.
        apply: Whether to write.
        prefer: The side that counts where both changed the same.
    """
    merged = merge_book(book, package, prefer)
    result = _describe(book, package, merged)
    if not merged.changes:
        return result
    tables = merged.compose(package)
    with step("check the tables as they would be"):
        checked = check_would_be(package, tables, merged.places)
    stopped = result.outcome != "would-apply"
    if checked.breaks and not stopped:
        result = replace(result, outcome="broken")
    result = replace(
        result,
        findings=_leave_out(checked.findings, merged) if stopped else checked.findings,
        fixed=checked.fixed,
    )
    if not apply or stopped or checked.breaks:
        return result
    written = write_tables(package, tables, merged.current, checked.descriptor, descriptor)
    return replace(result, outcome="applied", written=written)


def _leave_out(findings: Iterable[PulledFinding], merged: MergedBook) -> tuple[PulledFinding, ...]:
    """The findings without those about a cell that is refused."""
    refused = {remark.place for remark in merged.remarks if remark.refuses}
    return tuple(each for each in findings if each.place not in refused)


def _describe(book: EditedBook, package: Package, merged: MergedBook) -> PullResult:
    """The result as far as merging tells it."""
    changes = () if merged.refuses else merged.changes
    result = PullResult(
        workbook=str(book.path),
        kind=book.kind,
        market=book.market,
        package=package.name,
        version=package.version,
        built_from=book.version,
        outcome="would-apply" if changes else "unchanged",
        changes=changes,
        places=merged.places,
        conflicts=merged.conflicts,
        remarks=tuple(merged.remarks),
        renames=tuple(find_renames(changes, merged.current)),
    )
    if merged.refuses:
        return replace(result, outcome="refused")
    return replace(result, outcome="conflict") if merged.conflicts else result
