"""A small book with everything that the model of a workbook can say."""

from __future__ import annotations

from datetime import date

from marketbook.workbook.address import Ref
from marketbook.workbook.charts import Chart, Series
from marketbook.workbook.grid import (
    Block,
    Book,
    Flag,
    Link,
    Offer,
    PlacedChart,
    Result,
    Scale,
    Sheet,
    Signal,
)

YEARS = (2024, 2025, 2026, 2027)
NAMES = ("Alpha & <Co>", 'The "second"', "Third")
CREATED = "2026-11-01T08:30:00Z"
Results = dict[tuple[str, int, int], Result]


def make_book() -> tuple[Book, Results]:
    """The book, and the value of each of its formulas."""
    book = Book("Sample <book>", "Everything & more", "0B5D7A", CREATED)
    results: Results = {}
    data = book.add_sheet("R&D data", "input")
    block = _fill_data(book, data, results)
    charts = book.add_sheet("Charts", "output")
    _fill_charts(charts, block)
    _fill_odd(book.add_sheet("Odd", "check"), results)
    return book, results


def _fill_data(book: Book, sheet: Sheet, results: Results) -> Block:
    block = sheet.lay_out(["header", *NAMES, "total"], ["name", *YEARS], top=5, left=2)
    book.define_name("all_sizes", block.area)
    head = sheet.lay_out(["title", "status"], ["a", "b"], top=1, left=1)
    sheet.put_text(head.at("title", "a"), "Sizes", "title")
    sheet.put_formula(head.at("status", "b"), '="Checks: "&"OK"', "check-line")
    results[sheet.title, 2, 2] = "Checks: OK"
    years = sheet.lay_out(["years"], YEARS, top=3, left=3)
    for year in YEARS:
        sheet.put_number(years.at("years", year), year, "year-source")
    sheet.put_text(block.at("header", "name"), "Name", "column-heading")
    for year in YEARS:
        sheet.put_text(block.at("header", year), str(year), "column-heading-right")
    for n, name in enumerate(NAMES, 1):
        sheet.put_text(block.at(name, "name"), name, "row-heading")
        for year in YEARS:
            sheet.put_number(block.at(name, year), n * (year - 2020) / 3, "input", "size-1")
    sheet.put_text(block.at("total", "name"), "Total", "row-total")
    for n, year in enumerate(YEARS):
        cells = block.down(year, NAMES[0], NAMES[-1])
        sheet.put_formula(block.at("total", year), f"=SUM({cells})", "total", "size-1")
        results[sheet.title, 9, 3 + n] = float(6 * (year - 2020) / 3)
    _dress_data(sheet, block, head)
    return block


def _dress_data(sheet: Sheet, block: Block, head: Block) -> None:
    sheet.mark_table("Sizes", block, ["Name", *map(str, YEARS)], headed=True)
    sheet.widen(block, {"name": 24.0, **dict.fromkeys(YEARS, 10.5)})
    sheet.heights.update({1: 30.0, 12: 20.0})
    sheet.column_styles[8] = ("input", "size-1")
    sheet.widths[8] = 9.0
    sheet.frozen_at = block.at(NAMES[0], YEARS[0])
    sheet.repeated_rows, sheet.zoom, sheet.portrait = (5, 5), 90, True
    sheet.printed_columns = 6
    status = head.at("status", "b")
    sheet.flags.append(Signal(status, {"LEN(B2)>0": "ok-line", "LEN(B2)=0": "bad-line"}))
    sheet.flags.append(Flag(block.at("total", YEARS[0]), {"OK": "ok", 'Say "no"': "bad"}))
    sheet.flags.append(Scale(block.across(NAMES[0], YEARS[0], YEARS[-1])))
    first, last = block.at(NAMES[0], YEARS[0]), block.at(NAMES[1], YEARS[-1])
    sheet.offers.append(Offer(first, "decimal", low=0.0, high=1.5, title="Size", hint="A & b"))
    sheet.offers.append(Offer(last, "whole", low=1.0, above=True, strict=False))
    names = block.down("name", NAMES[0], NAMES[-1])
    sheet.offers.append(Offer(block.at("total", "name"), "list", names, title="Name"))
    sheet.offers.append(Offer(block.at(NAMES[2], "name"), "list", ("Low", "High")))
    sheet.offers.append(Offer(block.at(NAMES[2], YEARS[0]), "any", title="Note", hint="Only that"))


def _fill_charts(sheet: Sheet, block: Block) -> None:
    places = sheet.lay_out(["title", *range(4)], ["a"], top=1, left=2)
    sheet.put_text(places.at("title", "a"), "Grows <3> times & more", "heading")
    title = places.at("title", "a")
    for n, kind in enumerate(("lines", "bars", "columns", "stacked-columns")):
        chart = Chart(
            kind,
            title,
            _series(kind, block),
            across_title="Year" if kind == "lines" else "",
            values_title="USD billion",
            number="size-1",
            alt=f"Chart {n} <shows> & tells",
            first_across=2024 if kind == "lines" else None,
            last_across=2027 if kind == "lines" else None,
            legend=kind != "bars",
        )
        at = sheet.lay_out(["x"], ["x"], top=3 + 20 * (n // 2), left=2 + 9 * (n % 2)).at("x", "x")
        sheet.charts.append(PlacedChart(chart, at, 536, 320))
    sheet.one_page, sheet.printed_columns = True, 18


def _series(kind: str, block: Block) -> tuple[Series, ...]:
    header = block.across("header", YEARS[0], YEARS[-1])
    years = Ref(header.sheet, 3, header.left, 3, header.right)
    across = years if kind == "lines" else header
    looks = (
        {"colour": "accent", "labelled": True},
        {"colour": "grey-1", "dash": "dash", "marker": "diamond"},
        {"colour": "grey-2", "dash": "none", "marker": "circle", "width": 1.0},
    )
    if kind == "bars":
        names = block.down("name", NAMES[0], NAMES[-1])
        values = block.down(YEARS[-1], NAMES[0], NAMES[-1])
        return (Series(block.at("header", YEARS[-1]), names, values, "accent", labelled=True),)
    return tuple(
        Series(block.at(name, "name"), across, block.across(name, YEARS[0], YEARS[-1]), **look)
        for name, look in zip(NAMES, looks, strict=True)
    )


def _fill_odd(sheet: Sheet, results: Results) -> None:
    """Texts and numbers that a careless writer breaks."""
    block = sheet.lay_out(range(14), ["a", "b"], top=1, left=1)
    for n, text in enumerate(ODD_TEXTS):
        sheet.put_text(block.at(n, "a"), text)
    for n, number in enumerate(ODD_NUMBERS):
        sheet.put_number(block.at(n, "b"), number)
    sheet.put_date(block.at(12, "b"), date(2026, 11, 21))
    odd_results = (True, False, 'She said "1 < 2 & 3"', "", -0.1)
    for n, value in enumerate(odd_results):
        at = sheet.lay_out(["x"], ["x"], top=n + 1, left=4).at("x", "x")
        sheet.put_formula(at, '=IF("<&>"="",1,2)', "calculation")
        results[sheet.title, n + 1, 4] = value
    sheet.links.append(Link(block.at(0, "a"), block.at(5, "b"), "Go & see"))
    sheet.mark_table("Odd", sheet.lay_out([12, 13], ["a", "b"], top=13, left=1), ["A", "B"], False)


ODD_TEXTS = (
    "=1+1", "+1", "-1", "@x", "#N/A", "TRUE", "007", " edges ", "two  gaps", "line\nbreak",
    "ünïcödé – “quotes” × 漢字 😀", "<b>&amp;</b>", "",
)  # fmt: skip
ODD_NUMBERS = (
    0.1, 1 / 3, 1e-300, 1.7976931348623157e308, -0.0, 123456789012345680.0, 2**53 + 0.0,
    5e-324, 1e15, -1234567.875, 0.30000000000000004, 1.0,
)  # fmt: skip
