"""How fast workbooks are written, beside XlsxWriter writing the same cells in the same styles.

The market workbooks of the package, each written many times over. XlsxWriter is given the values
of the formulas and writes cells and styles alone; Marketbook writes them alone as well, and then
whole workbooks, with tables, charts, drop-downs, rules, links and print set-up, and with the
formulas computed on top. The contenders take turns, so that a busy machine is busy for all.

    python -m benchmarks.workbook_speed [workbooks]
"""

from __future__ import annotations

import argparse
import dataclasses
import io
import multiprocessing
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path

import xlsxwriter

from marketbook.package import read_package, read_structure
from marketbook.workbook.books import BOOKS
from marketbook.workbook.evaluate import evaluate_book
from marketbook.workbook.frame import fit_rows
from marketbook.workbook.grid import Book, Results, Sheet
from marketbook.workbook.records import gather_records
from marketbook.workbook.theme import Theme, read_theme
from marketbook.workbook.writer.parts import write_parts, zip_parts

ROOT = Path(__file__).parent.parent
ROUNDS = 10
SIDES = ("left", "right", "top", "bottom")
LINES = {"thin": 1, "medium": 2, "hair": 7}
NOT_ALONE = ("tables", "offers", "flags", "links", "charts")


@cache
def make_books() -> tuple[tuple[Book, Results], ...]:
    """The market workbooks of the package, with the values of their formulas."""
    package = read_package(ROOT)
    records = gather_records(read_structure(package).tables, package.descriptor, package)
    kind = BOOKS[0]
    return tuple(_compute(kind.make(records, stem)) for stem in kind.list_stems(records))


def _compute(book: Book) -> tuple[Book, Results]:
    results = evaluate_book(book)
    for sheet in book.sheets:
        fit_rows(sheet, read_theme(), results)
    return book, results


@cache
def make_bare_books() -> tuple[tuple[Book, Results], ...]:
    """The same workbooks, but for all that is neither cell nor style."""
    return tuple((_strip(book), results) for book, results in make_books())


def _strip(book: Book) -> Book:
    nothing = {name: [] for name in NOT_ALONE}
    sheets = [dataclasses.replace(sheet, **nothing) for sheet in book.sheets]
    return dataclasses.replace(book, sheets=sheets)


def write_with_xlsxwriter(n: int) -> bytes:
    """Cells and styles alone, by XlsxWriter."""
    book, results = make_bare_books()[n % len(make_bare_books())]
    stream = io.BytesIO()
    workbook = xlsxwriter.Workbook(stream, {"in_memory": True})
    formats: dict[tuple[str, str], object] = {}
    for sheet in book.sheets:
        made = workbook.add_worksheet(sheet.title)
        for column, width in sheet.widths.items():
            made.set_column(column - 1, column - 1, width)
        for row, height in sheet.heights.items():
            made.set_row(row - 1, height)
        _write_cells(workbook, made, sheet, formats, results, book.accent)
    workbook.close()
    return stream.getvalue()


def _write_cells(workbook, made, sheet: Sheet, formats, results: Results, accent: str) -> None:  # noqa: ANN001
    theme = read_theme()
    for (row, column), cell in sorted(sheet.cells.items()):
        key = (cell.style, cell.number)
        if key not in formats:
            formats[key] = workbook.add_format(_describe(theme, *key, accent))
        place, look = (row - 1, column - 1), formats[key]
        if cell.kind == "number":
            made.write_number(*place, cell.content, look)
        elif cell.kind == "formula":
            value = results[sheet.title, row, column]
            made.write_formula(*place, f"={cell.content}", look, value)
        elif cell.content:
            made.write_string(*place, cell.content, look)
        else:
            made.write_blank(*place, None, look)


def _describe(theme: Theme, name: str, number: str, accent: str) -> dict[str, object]:
    """A style of the theme in XlsxWriter's words."""
    style = theme.style(name)

    def colour(role: str) -> str:
        return "#" + theme.colour(role, accent)

    described: dict[str, object] = {
        "font_name": theme.font,
        "font_size": theme.sizes[style.size],
        "font_color": colour(style.colour),
        "num_format": theme.number(number or style.number),
        "bold": style.bold,
        "italic": style.italic,
        "underline": int(style.underline),
        "text_wrap": style.wrap,
        "indent": style.indent,
    }
    if style.fill:
        described["bg_color"] = colour(style.fill)
    if style.halign:
        described["align"] = style.halign
    if style.valign:
        described["valign"] = style.valign
    for side in SIDES:
        line, role = getattr(style, side)
        if line:
            described |= {side: LINES[line], f"{side}_color": colour(role)}
    return described


def write_alone(n: int) -> bytes:
    """Cells and styles alone, by Marketbook."""
    book, results = make_bare_books()[n % len(make_bare_books())]
    return zip_parts(write_parts(book, read_theme(), results))


def write_whole(n: int) -> bytes:
    """Whole workbooks, by Marketbook."""
    book, results = make_books()[n % len(make_books())]
    return zip_parts(write_parts(book, read_theme(), results))


def compute_and_write(n: int) -> bytes:
    """Whole workbooks with their formulas computed, by Marketbook."""
    book, _ = make_books()[n % len(make_books())]
    return zip_parts(write_parts(book, read_theme(), evaluate_book(book)))


CONTENDERS: dict[str, Callable[[int], bytes]] = {
    "XlsxWriter, cells and styles alone": write_with_xlsxwriter,
    "Marketbook, cells and styles alone": write_alone,
    "Marketbook, whole workbooks": write_whole,
    "Marketbook, whole and computed": compute_and_write,
}


def time_one_core(workbooks: int) -> dict[str, float]:
    """Seconds of one core for each contender."""
    seconds = dict.fromkeys(CONTENDERS, 0.0)
    for write in CONTENDERS.values():
        write(0)
    for turn in range(ROUNDS):
        for name, write in CONTENDERS.items():
            start = time.process_time()
            for n in range(turn, workbooks, ROUNDS):
                write(n)
            seconds[name] += time.process_time() - start
    return seconds


def time_two_cores(workbooks: int) -> dict[str, float]:
    """Seconds of two cores for each contender, halved: two processes that run already share them.

    Processor time of the workers while both work, so that whatever else the machine does counts
    for nothing, and what the two take from each other (memory, caches) counts.
    """
    seconds = dict.fromkeys(CONTENDERS, 0.0)
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(2, context) as pool:
        for name in CONTENDERS:
            list(pool.map(_write_one, [(name, n) for n in range(8)]))
        for turn in range(ROUNDS):
            for name in CONTENDERS:
                jobs = [(name, n) for n in range(turn, workbooks, ROUNDS)]
                seconds[name] += sum(pool.map(_write_one, jobs)) / 2
    return seconds


def _write_one(job: tuple[str, int]) -> float:
    start = time.process_time()
    CONTENDERS[job[0]](job[1])
    return time.process_time() - start


def main() -> None:
    """Run all contenders and print a table."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("workbooks", type=int, nargs="?", default=200)
    workbooks = parser.parse_args().workbooks
    sizes = [sum(len(sheet.cells) for sheet in book.sheets) for book, _ in make_books()]
    cells = sum(sizes[n % len(sizes)] for n in range(workbooks))
    print(f"{workbooks} workbooks, {cells:,} cells\n")
    for title, timed in (("one core", time_one_core), ("two cores", time_two_cores)):
        seconds = timed(workbooks)
        base = next(iter(seconds.values()))
        print(f"{title:<36}{'seconds':>9}{'cells/s':>11}{'speed':>8}")
        for name, spent in seconds.items():
            print(f"{name:<36}{spent:>9.2f}{cells / spent:>11,.0f}{base / spent:>7.2f}x")
        print()


if __name__ == "__main__":
    main()
