"""Builds the workbooks of a package, and says which are current."""

from __future__ import annotations

import datetime as dt
import multiprocessing
import os
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import count
from pathlib import Path
from typing import Literal

from marketbook.errors import WorkbookError
from marketbook.package import Package, Structure, write_file
from marketbook.package.contract import refuse_misfits
from marketbook.package.paths import find_twins, make_path, refuse_links
from marketbook.steps import track
from marketbook.workbook.books import BOOKS, BookKind
from marketbook.workbook.chart_room import fit_charts
from marketbook.workbook.compare import find_changed_parts, is_as_built, seal_parts
from marketbook.workbook.evaluate import evaluate_book
from marketbook.workbook.frame import fit_rows, fit_zoom
from marketbook.workbook.grid import Book
from marketbook.workbook.page import fit_page
from marketbook.workbook.portfolio.book import STEM as PORTFOLIO
from marketbook.workbook.read_market import NO_WHOLE
from marketbook.workbook.records import Records, gather_records
from marketbook.workbook.theme import read_theme
from marketbook.workbook.writer.parts import Parts, write_parts, zip_parts
from marketbook.workbook.writer.values import Values
from marketbook.workers import leave_interrupts

FOLDER = "workbooks"
_GONE = "Nothing in the tables makes this workbook any more; delete it."
_NOT_ALIKE = "No two markets have sizes in the same currency or unit for the same region and years."
# Below this many workbooks starting a second process costs more than it saves.
_WORTH_SHARING = 16

State = Literal["written", "current", "stale", "kept", "left out", "left over"]
Guard = Callable[[Path], Sequence[str]]
"""Says what a workbook holds that would be lost if it were written anew, a sentence each."""


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What became of one workbook.

    Attributes:
        path: Its file inside the package, with forward slashes.
        state: ``written`` anew, ``current`` and left alone, ``stale`` and only looked at, or
            ``kept``: not as it would be built, and left alone because of what it holds; ``left
            out``: there is nothing to model its market by, or no two markets to compare; ``left
            over``: as some build wrote it, of a market that is there no more.
        changed: Parts that differ from the file; empty where it is current.
        held: What it holds that would be lost; of a workbook that was kept.
        copy: The copy of what was there, inside the package; empty where none was made.
        why: Why it was left out.
    """

    path: str
    state: State
    changed: tuple[str, ...] = ()
    held: tuple[str, ...] = ()
    copy: str = ""
    why: str = ""


def build_workbooks(
    package: Package,
    structure: Structure,
    markets: Sequence[str] = (),
    check: bool = False,
    guard: Guard | None = None,
    force: bool = False,
) -> tuple[BuildResult, ...]:
    """Builds the workbooks of a package under ``workbooks/``; what is current stays untouched.

    The guard is asked before a workbook that somebody edited is written over; where it finds
    something, the workbook is kept. Without one everything is written over. Other processes must be
    able to receive it.

    Returns:
        One result for each workbook, in the order of their names, then one for each that there
        cannot be, and one for each of an earlier build that nothing makes any more.

    Raises:
        WorkbookError: A market is unknown, or a workbook cannot be computed.
        PackageError: A table lacks what Marketbook's of that name must have, or a file cannot be
            written; the old one is still there.
    """
    refuse_misfits(structure.tables)
    records = gather_records(structure.tables, package.descriptor, package)
    jobs = _list_jobs(records, markets)
    folder = package.root / FOLDER
    for _, stem in jobs:
        refuse_links(make_path(folder, stem, ".xlsx", "the market"), package.root)
    order = _Order(records, folder, check, guard, force)
    built = track("build the workbooks", _run(jobs, order), len(jobs))
    if markets:
        return tuple(built)
    return (*built, *_left_out(records, jobs), *_left_over(folder, {stem for _, stem in jobs}))


def _left_out(records: Records, jobs: Sequence[tuple[int, str]]) -> Iterator[BuildResult]:
    """The workbooks that there are not, each with the reason."""
    built = {stem for kind, stem in jobs if kind == 0}
    if len(built) > 1 and PORTFOLIO not in {stem for _, stem in jobs}:
        yield BuildResult(f"{FOLDER}/{PORTFOLIO}.xlsx", "left out", why=_NOT_ALIKE)
    for row in records.all("markets"):
        if row["market_id"] not in built:
            path = f"{FOLDER}/{row['market_id']}.xlsx"
            yield BuildResult(path, "left out", why=NO_WHOLE)


def _left_over(folder: Path, stems: Collection[str]) -> Iterator[BuildResult]:
    """The workbooks of some earlier build that nothing makes any more."""
    for path in sorted(folder.glob("*.xlsx")):
        if path.stem not in stems and is_as_built(path):
            yield BuildResult(f"{FOLDER}/{path.name}", "left over", why=_GONE)


def write_book(book: Book) -> Parts:
    """Computes a book and writes its parts."""
    theme, results = read_theme(), evaluate_book(book)
    fit_charts(book, Values({sheet.title: sheet for sheet in book.sheets}, results))
    for sheet in book.sheets:
        fit_page(sheet, theme)
        fit_zoom(sheet)
    for sheet in book.sheets:
        fit_rows(sheet, theme, results)
    return seal_parts(write_parts(book, theme, results))


def _list_jobs(records: Records, markets: Sequence[str]) -> list[tuple[int, str]]:
    """Kind and name of each workbook."""
    jobs = [(n, stem) for n, kind in enumerate(BOOKS) for stem in kind.list_stems(records)]
    _refuse_twins([stem for _, stem in jobs])
    if not markets:
        return sorted(jobs, key=lambda job: job[1])
    known = set(BOOKS[0].list_stems(records))
    for market in markets:
        if market in records.by_key("markets", "market_id") and market not in known:
            raise WorkbookError(
                f"there is no workbook for the market '{market}'",
                "a size of the whole market, worldwide or for a region that holds all others",
            )
        if market not in known:
            near = get_close_matches(market, sorted(known), 1)
            raise WorkbookError(
                f"there is no workbook for the market '{market}'",
                f"one of {', '.join(sorted(known))}",
                f"did you mean '{near[0]}'?" if near else "",
            )
    return [(0, market) for market in dict.fromkeys(markets)]


def _refuse_twins(stems: list[str]) -> None:
    twins = find_twins(stems)
    if twins:
        raise WorkbookError(
            f"two workbooks would be called {' and '.join(dict.fromkeys(twins))}",
            "ids of markets that differ by more than case, and are not portfolio or tables, the "
            "names of the workbooks about all markets",
        )


@dataclass(frozen=True, slots=True)
class _Order:
    """What every workbook of a run is built from, and how."""

    records: Records
    folder: Path
    check: bool
    guard: Guard | None
    force: bool


def _run(jobs: list[tuple[int, str]], order: _Order) -> Iterator[BuildResult]:
    workers = min(os.cpu_count() or 1, len(jobs))
    if len(jobs) < _WORTH_SHARING or workers < 2:
        yield from (_build_one(BOOKS[n], stem, order) for n, stem in jobs)
        return
    # "spawn" is the one way that is safe beside the threads of the table library, everywhere.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, context, _start, (order,)) as pool:
        yield from pool.map(_build_shared, jobs, chunksize=4)


_shared: _Order | None = None


def _start(order: _Order) -> None:
    global _shared
    _shared = order
    leave_interrupts()


def _build_shared(job: tuple[int, str]) -> BuildResult:
    if _shared is None:
        raise WorkbookError("a worker was not started as it should")
    return _build_one(BOOKS[job[0]], job[1], _shared)


def _build_one(kind: BookKind, stem: str, order: _Order) -> BuildResult:
    parts = write_book(kind.make(order.records, stem))
    target = order.folder / f"{stem}.xlsx"
    name = f"{FOLDER}/{stem}.xlsx"
    changed = find_changed_parts(target, parts)
    if not changed:
        return BuildResult(name, "current")
    if order.check:
        return BuildResult(name, "stale", changed)
    held = _find_held(target, parts, order.guard)
    if held and not order.force:
        return BuildResult(name, "kept", changed, held)
    copy = f"{FOLDER}/{_keep_copy(target).name}" if held else ""
    write_file(target, zip_parts(parts), inside=order.folder.parent)
    return BuildResult(name, "written", changed, held, copy)


def _find_held(target: Path, parts: Parts, guard: Guard | None) -> tuple[str, ...]:
    """What a file holds that would be lost; nothing for one that is as some build left it."""
    if guard is None or not target.exists() or is_as_built(target, parts):
        return ()
    return tuple(guard(target))


def _keep_copy(target: Path) -> Path:
    """A copy beside a file, dated; numbered where there is one of the day already."""
    today = dt.date.today().isoformat()
    names = (f"{target.stem}.edited-{today}{end}.xlsx" for end in _list_ends())
    copy = next(path for path in map(target.with_name, names) if not path.exists())
    try:
        content = target.read_bytes()
    except OSError as error:
        raise WorkbookError(
            f"{target} cannot be copied ({error.strerror or error})",
            remedy="nothing was overwritten; close programs that have the file open, or move it",
        ) from error
    write_file(copy, content, inside=copy.parent.parent)
    return copy


def _list_ends() -> Iterator[str]:
    yield ""
    yield from (f"-{number}" for number in count(2))
