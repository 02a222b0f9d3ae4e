"""Puts the workbook of tables together: cover, tables, dictionary, and what it remembers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from marketbook.errors import WorkbookError
from marketbook.package import Package
from marketbook.workbook.address import Ref
from marketbook.workbook.editing.cover import put_cover
from marketbook.workbook.editing.hints import find_reference, make_offer
from marketbook.workbook.editing.plan import COVER, DICTIONARY, LISTS, TablePlan, plan_tables
from marketbook.workbook.editing.reference import Words, find_long_lists, put_dictionary, put_lists
from marketbook.workbook.editing.table_sheet import put_frame, put_heading, put_list, put_table
from marketbook.workbook.grid import Book, Offer, Sheet
from marketbook.workbook.memory import (
    BASE,
    BASE_COLUMNS,
    STATE,
    STATE_COLUMNS,
    FileState,
    describe_output,
    describe_package,
    list_lines,
)
from marketbook.workbook.records import Records, date_book
from marketbook.workbook.theme import read_theme

STEM = "tables"
_KINDS = {COVER: "cover", DICTIONARY: "record", LISTS: "record", STATE: "check", BASE: "check"}
_PURPOSES = {
    DICTIONARY: "Every column of every table: meaning, type, unit, limits, example.",
    LISTS: "Words that some columns are limited to.",
}

_WIDEST = 120.0
"""Of a column on the sheets that remember what the workbook was built from."""


def list_tables_books(records: Records) -> list[str]:
    """The stem of the workbook of tables; none without the package it is made from."""
    return [STEM] if records.package is not None else []


def make_tables_book(records: Records, stem: str) -> Book:
    """The workbook of all tables, laid out and filled; it holds no formula.

    Raises:
        WorkbookError: A table could not be read, or holds a text that no cell can hold.
        PackageError: The file of a table cannot be read.
    """
    frame = _make_frame(records, stem)
    output = describe_output(frame.book.sheets)
    for plan in frame.plans.values():
        put_table(frame.find(plan.sheet), plan, _list_offers(plan, frame.plans, frame.lists))
    memory = {title: frame.find(title) for title in (STATE, BASE)}
    _put_memory(memory, frame.package, frame.plans, output)
    return frame.book


def make_frame_book(records: Records, stem: str) -> Book:
    """The same without records and memory: what stands around them, to compare a workbook with.

    Raises:
        WorkbookError: A table could not be read.
    """
    return _make_frame(records, stem).book


@dataclass(frozen=True, slots=True)
class _Frame:
    """The workbook without its records, and what they need to be put there."""

    book: Book
    package: Package
    plans: Mapping[str, TablePlan]
    lists: Mapping[Words, Ref]

    def find(self, title: str) -> Sheet:
        return next(sheet for sheet in self.book.sheets if sheet.title == title)


def _make_frame(records: Records, stem: str) -> _Frame:
    package = records.package
    if package is None:
        raise WorkbookError("the workbook of tables needs the package, not only its tables")
    title = str(package.descriptor.get("title") or package.descriptor.get("name") or "Tables")
    subject = "Every table of the package, made for editing."
    book = Book(f"Tables: {title}", subject, read_theme().accent(stem), date_book(records))
    plans = plan_tables(records, package)
    return _Frame(book, package, plans, _put_frames(book, package, plans))


def _put_frames(book: Book, package: Package, plans: Mapping[str, TablePlan]) -> dict[Words, Ref]:
    """Puts all sheets, what explains the tables, and what stands above each."""
    long_lists = find_long_lists(plans.values())
    own = [DICTIONARY, *([LISTS] if long_lists else []), STATE, BASE]
    cover = book.add_sheet(COVER, _KINDS[COVER])
    sheets = {name: book.add_sheet(plan.sheet, "input") for name, plan in plans.items()}
    others = {title: book.add_sheet(title, _KINDS[title]) for title in own}
    explained = put_dictionary(others[DICTIONARY], plans.values())
    for name, plan in plans.items():
        put_frame(sheets[name], plan, explained[name])
    for title in (STATE, BASE):
        others[title].is_hidden = True
    for sheet in (*sheets.values(), *others.values()):
        sheet.is_printed = False  # for the screen: nobody asks for a hundred pages
    shown = [(title, _PURPOSES[title]) for title in own if not others[title].is_hidden]
    put_cover(cover, package, plans.values(), shown)
    return put_lists(others[LISTS], long_lists) if long_lists else {}


def _put_memory(
    sheets: Mapping[str, Sheet],
    package: Package,
    plans: Mapping[str, TablePlan],
    output: Sequence[str],
) -> None:
    states = [plan.state for plan in plans.values()]
    _put_state(sheets[STATE], package, plans.values(), output)
    _put_base(sheets[BASE], plans.values(), states)


def _list_offers(
    plan: TablePlan, plans: Mapping[str, TablePlan], lists: Mapping[Words, Ref]
) -> list[Offer]:
    """What Excel offers in each column of a table."""
    offers: list[Offer] = []
    for field in plan.resource.schema.fields:
        reference = find_reference(plan.resource.schema, field.name)
        # a table that the package does not have offers nothing
        target = plans.get(reference[0].resource) if reference else None
        source = target.locate_column(reference[1]) if target and reference else None
        offers.append(make_offer(field, plan.locate_column(field.name), source, lists))
    return offers


def _put_state(
    sheet: Sheet, package: Package, plans: Iterable[TablePlan], output: Sequence[str]
) -> None:
    """Puts the package, the tables and what is only shown, a row each."""
    subtitle = "Identifies the version of the tables this workbook was built from. Do not edit."
    put_heading(sheet, STATE, subtitle)
    rows = [*describe_package(package, "tables")]
    rows += [
        (
            "table", plan.resource.name, plan.state.checksum, plan.resource.path, plan.sheet,
            plan.table, str(len(plan.rows)),
        )
        for plan in plans
    ]  # fmt: skip
    rows.append(output)
    put_list(sheet, STATE, STATE_COLUMNS, rows, widest=_WIDEST)


def _put_base(sheet: Sheet, plans: Iterable[TablePlan], states: Iterable[FileState]) -> None:
    """Puts every line of every table's file, numbered as in the file."""
    subtitle = "The tables as they were when this workbook was built. Do not edit."
    put_heading(sheet, BASE, subtitle)
    rows: list[Sequence[str]] = []
    for plan, state in zip(plans, states, strict=True):
        rows += list_lines(plan.resource.name, state.text)
    put_list(sheet, BASE, BASE_COLUMNS, rows, widest=_WIDEST)
