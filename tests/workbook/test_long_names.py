"""Names of eighty characters are read whole on every sheet that is printed."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from marketbook.workbook.books import set_desk
from marketbook.workbook.build import write_book
from marketbook.workbook.evaluate import evaluate_book
from marketbook.workbook.grid import Book, Results, Sheet
from marketbook.workbook.portfolio.book import set_portfolio_desk
from marketbook.workbook.records import gather_records
from marketbook.workbook.theme import fold_text, measure_text, read_theme
from tests.workbook.conftest import read_all
from tests.workbook.test_odd_markets import MARKET, rate, share, size, tables_with

NAMES = {
    "market": "Integrated telemedicine information systems and remote patient monitoring at home",
    "publisher": "The International Institute for Research into Digital Health Markets and Devices",
    "region": "Europe with the neighbouring countries of the eastern partnership, and Türkiye too",
    "axis": "Component and service type of the offered solution, including accessories and all",
}


def long_names() -> dict[str, pl.DataFrame]:
    axis = {"axis_id": "type", "market_id": MARKET, "name": NAMES["axis"], "complete": True}
    segments: list[dict[str, object]] = [
        {"segment_id": f"s{n}", "axis_id": "type", "position": n,
         "parent_id": "s1" if n > 3 else None,
         "name": f"{n} Hardware, consumables and peripheral devices for clinics and home care, all"}
        for n in range(1, 6)
    ]  # fmt: skip
    percents = (50, 30, 10, 20, 10)
    tables = tables_with(
        sizes=[size(2024, 10), size(2030, 20, status="forecast")],
        growth_rates=[rate(12.2, 2024, 2030), rate(15, 2024, 2030, segment_id="s1",
                                                   growth_rate_id="s1")],
        shares=[
            *(share(key, percent) for key, percent in (("europe", 30), ("north-america", 40))),
            share("germany", 9),
            *(share("world", p, segment_id=f"s{n}", share_id=f"s{n}")
              for n, p in enumerate(percents, 1)),
        ],
        axes=[axis], segments=segments, segment_listings=[],
    )  # fmt: skip
    for table, key, one, column, name in (
        ("markets", "market_id", MARKET, "name", NAMES["market"]),
        ("markets", "market_id", MARKET, "abbreviation", None),
        ("regions", "region_id", "europe", "name", NAMES["region"]),
        ("sources", "source_id", "telemedicine-unnamed", "publisher", NAMES["publisher"]),
    ):
        renamed = pl.when(pl.col(key) == one).then(pl.lit(name)).otherwise(pl.col(column))
        tables[table] = tables[table].with_columns(renamed.alias(column))
    return tables


def list_clipped(sheet: Sheet, results: Results) -> Iterator[str]:
    """Texts that are not wrapped and need more room than there is up to the next cell."""
    theme, edge = read_theme(), sheet.printed_columns or sheet.size()[1]
    for (row, column), cell in sheet.cells.items():
        style = theme.style(cell.style)
        text = cell.content
        if cell.kind == "formula":
            text = results[sheet.title, row, column]
        if (
            column > edge
            or style.wrap
            or not isinstance(text, str)
            or style.halign in ("right", "fill")
        ):
            continue
        others = (c for r, c in sheet.cells if r == row and c > column)
        end = min(min(others, default=edge + 1), edge + 1)
        room = sum(sheet.widths.get(one, 8.43) for one in range(column, end))
        scale = theme.sizes[style.size] / theme.sizes["base"]
        needed = measure_text(text, bold=style.bold, scale=scale) + 1.3 * style.indent
        if needed > room:
            yield f"{sheet.title} row {row}, {needed:.0f} of {room:.0f}: {text}"


def list_all_clipped(book: Book) -> list[str]:
    results = evaluate_book(book)
    assert write_book(book)  # fits every sheet to its page
    kinds = [sheet for sheet in book.sheets if sheet.title not in ("State", "Base")]
    return [text for sheet in kinds for text in list_clipped(sheet, results)]


def test_nothing_is_clipped_in_a_market() -> None:
    assert list_all_clipped(set_desk(gather_records(long_names(), {}), MARKET).book) == []


def test_nothing_is_clipped_in_the_portfolio() -> None:
    tables = dict(read_all().tables)
    for table, more in (("markets", " and all that belongs to them at home"), ("sources", "")):
        column = "name" if more else "publisher"
        long = pl.col("name") + pl.lit(more) if more else pl.lit(NAMES["publisher"])
        tables[table] = tables[table].with_columns(long.alias(column))
    assert list_all_clipped(set_portfolio_desk(gather_records(tables, {})).book) == []


def test_a_text_is_folded_at_words_and_cut_where_no_line_is_left() -> None:
    text = "one two three four five six seven eight nine ten"
    assert fold_text(text, 100, 2) == [text]
    first, second = fold_text(text, 15, 2)
    assert text.startswith(f"{first} {second[:-1]}")
    assert second.endswith("…")
    assert max(measure_text(line) for line in (first, second)) <= 15
