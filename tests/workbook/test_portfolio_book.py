"""portfolio.xlsx: what it shows is what ``forecasts.py`` computes, in two engines; and it is a good
model: the rules for market workbooks hold here too."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import cycle
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import openpyxl
import polars as pl
import pytest

from marketbook import forecasts
from marketbook.errors import WorkbookError
from marketbook.forecasts import METHODS, Method
from marketbook.package import read_package
from marketbook.workbook import build_workbooks
from marketbook.workbook.address import Ref, write_r1c1
from marketbook.workbook.build import write_book
from marketbook.workbook.evaluate import evaluate_book
from marketbook.workbook.issues import first_sentence
from marketbook.workbook.market import MarketModel
from marketbook.workbook.portfolio import list_portfolio_books, set_portfolio_desk
from marketbook.workbook.portfolio.desk import PortfolioDesk
from marketbook.workbook.portfolio.growth import list_rates
from marketbook.workbook.portfolio.inputs import SCENARIOS
from marketbook.workbook.portfolio.markets import size_key, step_key, times_key
from marketbook.workbook.portfolio.nesting import share_key, together_key
from marketbook.workbook.portfolio.regions import list_places, region_key
from marketbook.workbook.records import Records, gather_records
from marketbook.workbook.sheets.input_lines import METHOD_NAMES
from tests.workbook import test_accessibility as accessibility
from tests.workbook import test_golden as golden
from tests.workbook import test_modelling_rules as modelling
from tests.workbook import test_repair as repair
from tests.workbook import test_tables_book
from tests.workbook.built import Built, Opened, change, with_changes
from tests.workbook.conftest import ROOT, read_all, shipped_records
from tests.workbook.libreoffice import SOFFICE, compute
from tests.workbook.xlsx_values import read_values

SERIES = ("Markets", "Nesting", "Forecast")
Expectation = tuple[Ref, float]


class PortfolioBuilt(Built):
    """The portfolio as the tests of market workbooks look at a workbook."""

    name = "portfolio"


def finish(desk: PortfolioDesk) -> PortfolioBuilt:
    seen: Any = desk
    return PortfolioBuilt(seen, evaluate_book(desk.book))


@cache
def built() -> PortfolioBuilt:
    return finish(set_portfolio_desk(shipped_records()))


def as_market(book: PortfolioBuilt) -> Any:
    """The same with a desk that has the years where a market's desk has them."""
    desk = book.desk
    own: Any = SimpleNamespace(
        book=desk.book, block=desk.block, blocks=desk.blocks, records=desk.records,
        market=SimpleNamespace(years=desk.years, market_id="portfolio"),
    )  # fmt: skip
    seen = PortfolioBuilt(own, book.results)
    seen.parts = book.parts
    return seen


def close(value: object, wanted: float) -> bool:
    return isinstance(value, (int, float)) and abs(value - wanted) <= 1e-9 * max(1, abs(wanted))


# What it has to show.


def factor(desk: PortfolioDesk, market: MarketModel) -> float:
    units = desk.records.by_key("units", "unit_id")
    return units[market.unit_id]["factor"] / desk.portfolio.unit.factor


def run(
    desk: PortfolioDesk, market: MarketModel, scenario: str, method: Method | None
) -> dict[int, float]:
    """Sizes of a market in the portfolio's unit; nothing outside its own years."""
    terms = next(s.terms for s in market.scenarios if s.key == scenario)
    terms = terms if method is None else replace(terms, method=method)
    sizes = forecasts.forecast_market(market.terms, terms)
    times = factor(desk, market)
    return {year: sizes[year] * times if year in sizes else 0.0 for year in desk.years}


def expect(desk: PortfolioDesk, chosen: str, method: Method | None) -> Iterator[Expectation]:
    """Cells and their values, all scenarios set to one method (or left), one of them chosen."""
    lines, forecast = desk.block("Markets", "lines"), desk.block("Forecast", "lines")
    sizes: dict[tuple[str, str], dict[int, float]] = {}
    for market in desk.portfolio.markets:
        for scenario in SCENARIOS:
            found = sizes[market.market_id, scenario] = run(desk, market, scenario, method)
            for year, size in found.items():
                yield lines.at(size_key(market, scenario), year), size
                yield forecast.at(("result", market.market_id, scenario), year), size
        sizes[market.market_id, "chosen"] = sizes[market.market_id, chosen]
        yield from expect_compared(desk, market, sizes[market.market_id, "chosen"])
    yield from expect_nesting(desk, sizes)


def expect_compared(
    desk: PortfolioDesk, market: MarketModel, sizes: dict[int, float]
) -> Iterator[Expectation]:
    lines, (first, last) = desk.block("Markets", "lines"), desk.portfolio.common
    for year, size in sizes.items():
        yield lines.at(size_key(market), year), size
        yield lines.at(times_key(market), year), size / sizes[first]
        grown = size / sizes[year - 1] - 1 if size and sizes.get(year - 1) else 0.0
        yield lines.at(step_key(market), year), grown
    rate = forecasts.imply_rate(sizes[first], sizes[last], last - first)
    yield lines.at(size_key(market), "growth"), rate
    yield lines.at(size_key(market), "second"), sizes[last] / sizes[first]


def expect_nesting(
    desk: PortfolioDesk, sizes: dict[tuple[str, str], dict[int, float]]
) -> Iterator[Expectation]:
    lines = desk.block("Nesting", "lines")
    together: dict[str, dict[int, list[float]]] = {}
    for nesting in desk.portfolio.nestings:
        for scenario in ("chosen", *SCENARIOS):
            inner = sizes[nesting.child.market_id, scenario]
            outer = sizes[nesting.parent.market_id, scenario]
            for year in desk.years:
                both = min(inner[year], outer[year]) > 0
                share = inner[year] / outer[year] if both else 0.0
                yield lines.at(share_key(nesting, scenario), year), share
                if scenario == "chosen":
                    years = together.setdefault(nesting.parent.market_id, {})
                    years.setdefault(year, []).append(share)
    for parent in desk.portfolio.parents:
        for year, shares in together[parent.market_id].items():
            if len(shares) > 1:
                yield lines.at(together_key(parent), year), sum(shares) if min(shares) else 0.0


def list_entries(desk: PortfolioDesk, scenario: str, method: Method) -> Iterator[tuple[Ref, str]]:
    """What to enter to have every scenario of every market on one method, and one chosen."""
    inputs: Any = desk.block("Inputs", "inputs")
    for market in desk.portfolio.markets:
        for key in SCENARIOS:
            at = inputs.at((market.market_id, "scenario", "method", key), "value")
            yield at, METHOD_NAMES[method]
    yield desk.book.names["scenario"], scenario.title()


@cache
def opened() -> tuple[PortfolioDesk, Opened]:
    desk = set_portfolio_desk(shipped_records())
    return desk, Opened(desk.book)


def portfolio(book: PortfolioBuilt) -> PortfolioDesk:
    desk: Any = book.desk
    return desk


def test_as_shipped() -> None:
    desk = portfolio(built())
    expected = list(expect(desk, "base", None))
    wrong = [
        (r.absolute, built().value(r), w) for r, w in expected if not close(built().value(r), w)
    ]
    assert wrong == []
    assert len(expected) > 400


def test_the_markets_and_their_years() -> None:
    shown = portfolio(built()).portfolio
    assert [m.market_id for m in shown.markets] == [
        "smart-healthcare", "iomt", "telemedicine", "teleradiology",
    ]  # fmt: skip
    assert (shown.unit.id, shown.common, shown.years) == (
        "usd-billion", (2025, 2032), tuple(range(2024, 2035)),
    )  # fmt: skip
    assert [(n.child.market_id, n.parent.market_id) for n in shown.nestings] == [
        ("iomt", "smart-healthcare"), ("telemedicine", "smart-healthcare"),
        ("teleradiology", "telemedicine"),
    ]  # fmt: skip


@pytest.mark.parametrize("scenario", SCENARIOS)
@pytest.mark.parametrize("method", METHODS)
def test_every_method_and_scenario_in_ironcalc(scenario: str, method: Method) -> None:
    desk, book = opened()
    book.enter(list_entries(desk, scenario, method))
    wrong = [
        (ref.absolute, book.value(ref), wanted)
        for ref, wanted in expect(desk, scenario, method)
        if not close(book.value(ref), wanted)
    ]
    assert wrong == []


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")
def test_every_method_in_libreoffice(tmp_path: Path) -> None:
    desk, _ = opened()
    variants = [*zip(cycle(SCENARIOS), METHODS, strict=False)]
    books = [with_changes(desk.book, list_entries(desk, *variant)) for variant in variants]
    computed = compute(books, tmp_path)
    wrong = [
        (variant, ref.absolute, wanted)
        for values, variant in zip(computed, variants, strict=True)
        for ref, wanted in expect(desk, *variant)
        if not close(values.get((ref.sheet, ref.top, ref.left)), wanted)
    ]
    assert wrong == []


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")
def test_libreoffice_agrees_on_every_formula_and_loses_nothing(saved: Path) -> None:
    file = saved / "xlsx" / "portfolio.xlsx"
    values = read_values(file)
    wrong = []
    for (sheet, row, column), value in built().results.items():
        found = values.get((sheet, row, column))
        if not (close(found, value) if isinstance(value, float) else found == value):
            wrong.append((sheet, row, column, value, found))
    assert wrong == []
    again = openpyxl.load_workbook(file)
    for sheet in portfolio(built()).book.sheets:
        found = again[sheet.title]
        assert set(found.tables) == {table.name for table in sheet.tables}
        assert len(found._charts) == len(sheet.charts)
        kept = {str(rule.sqref) for rule in found.data_validations.dataValidation}
        assert {offer.area.plain for offer in sheet.offers} <= kept
    assert portfolio(built()).book.names.keys() <= again.defined_names.keys()


# Units, growth, regions, players, issues.


def test_sizes_are_moved_by_the_factors_of_their_units() -> None:
    """Every size of Figures: as printed, its unit's factor, and the two together."""
    desk = portfolio(built())
    rows = desk.records.by_key("sizes", "size_id")
    units = desk.records.by_key("units", "unit_id")
    block = desk.block("Figures", "figures")
    for market in desk.portfolio.markets:
        for point in market.points:
            key = ("point", market.market_id, str(point.year))
            row = rows[point.record.removeprefix("sizes:")]
            own = units[row["unit_id"]]["factor"]
            assert built().value(block.at(key, "value")) == row["value"]
            assert built().value(block.at(key, "factor")) == own
            size = built().value(block.at(key, "size"))
            assert close(size, row["value"] * own / desk.portfolio.unit.factor)
    smart = ("point", "smart-healthcare", "2024")
    assert built().value(block.at(smart, "unit")) == "USD million"
    assert close(built().value(block.at(smart, "size")), 288.48762)


def test_growth_stated_and_implied_with_its_interval() -> None:
    desk = portfolio(built())
    block = desk.block("Growth", "rates")
    rates = [(rate, bridge) for rate, bridge in list_rates(desk) if bridge is not None]
    assert len(rates) >= 5
    for rate, bridge in rates:
        half = rate.step / 2
        for column, value in (
            ("low", bridge.implied.low - half),
            ("high", bridge.implied.high + half),
            ("stated", rate.value),
        ):
            assert close(built().value(block.at(rate.cite, column)), value / 100)
        meets = bridge.implied.meets(rate.interval)
        assert built().value(block.at(rate.cite, "result")) == ("OK" if meets else "CHECK")


def test_regional_shares_stay_with_their_publisher() -> None:
    desk = portfolio(built())
    block = desk.block("Regions", "map")
    places = {place.name: place for place in list_places(desk)}
    shown = {
        (market.market_id, name): built().value(block.at(market.market_id, region_key(place)))
        for market in desk.portfolio.markets
        for name, place in places.items()
    }
    assert shown["telemedicine", "Latin America, Middle East and Africa"] == pytest.approx(0.1)
    assert shown["smart-healthcare", "Latin America, Middle East and Africa"] == 0
    assert shown["smart-healthcare", "South America"] == pytest.approx(0.06)
    assert shown["iomt", "Europe"] == pytest.approx(65.7 / 274.1)
    assert shown["iomt", "United States"] == pytest.approx(78.4 / 274.1)
    assert shown["iomt", "Japan"] == pytest.approx(13.7 / 274.1), "as it is read"
    assert shown["iomt", "Not published"] == pytest.approx(1 - 0.34 - 65.7 / 274.1)
    assert places["North America"].group == "shared"
    assert places["South America"].group == "single"
    assert places["China"].group == "inside"
    assert "not comparable" in str(cells(built())["Regions", 2, 1])


def test_players_by_market() -> None:
    rows = [row for row in table(built(), "Players") if row[0] == "GE HealthCare"]
    assert rows[0][4:6] == [3.0, 10.0]


def cells(book: PortfolioBuilt) -> dict[tuple[str, int, int], Any]:
    return {
        (sheet.title, *place): book.results.get((sheet.title, *place), cell.content)
        for sheet in book.desk.book.sheets
        for place, cell in sheet.cells.items()
    }


def table(book: PortfolioBuilt, sheet: str) -> list[list[Any]]:
    """Rows of the one table of a sheet, the header first."""
    found = cells(book)
    area = next(s for s in book.desk.book.sheets if s.title == sheet).tables[0].area
    return [
        [found[sheet, row, column] for column in range(area.left, area.right + 1)]
        for row in range(area.top, area.bottom + 1)
    ]


WAIVERS = [
    {
        "rule": "sizes.unit-slip", "record": "sizes:iomt-2025-japan",
        "reason": "Printed in million where it must be billion.", "evidence": "13.7 ÷ 274,100",
    },
    {
        "rule": "markets.nested", "record": "markets:iomt", "reason": "Other boundaries.",
        "evidence": "886 ÷ 800",
    },
]  # fmt: skip


def with_waivers() -> Records:
    tables = dict(read_all().tables)
    waivers = tables["waivers"]
    fixed = pl.DataFrame(WAIVERS, schema_overrides=dict.fromkeys(WAIVERS[0], pl.String))
    empty = [c for c in waivers.columns if c not in fixed.columns]
    fixed = fixed.with_columns(pl.lit(None, dtype=waivers.schema[c]).alias(c) for c in empty)
    tables["waivers"] = fixed.select(waivers.columns)
    tables["corrections"] = tables["corrections"].clear()
    return gather_records(tables, shipped_records().descriptor)


def test_known_issues_in_a_sentence_each_and_known_to_the_checks() -> None:
    book = finish(set_portfolio_desk(with_waivers()))
    header, *rows = table(book, "Issues")
    assert header == ["Markets", "Known issue", "Amount", "Arithmetic", "Figure"]
    assert sorted((row[1], row[3]) for row in rows) == sorted(
        (first_sentence(one["reason"]), one["evidence"]) for one in WAIVERS
    )
    assert {row[0] for row in rows} == {"Internet of Medical Things"}
    assert rows[0][2] == "13.7 USD billion"
    words = [row[1] for row in table(book, "Summary")]
    assert "2 on record, a sentence each." in words
    results = {row[1]: row[7] for row in table(book, "Checks")[1:]}
    (japan,) = [result for subject, result in results.items() if "Japan, 2025: A size" in subject]
    assert japan == "KNOWN"


def test_without_issues_it_says_so() -> None:
    every = read_all().tables
    tables = {**every, **{name: every[name].clear() for name in ("waivers", "corrections")}}
    book = finish(set_portfolio_desk(gather_records(tables, {})))
    assert "Issues" not in book.sheet_parts
    told = {row[1]: row[2] for row in table(book, "Summary")}
    assert told["None on record."] == "–"


# Nonsense turns red.


def at(*key: str) -> Any:
    return lambda desk: desk.block("Inputs", "inputs").at(key, "value")


NONSENSE = {
    "a negative size": (at("iomt", "point", "2025"), -274.1),
    "growth of 1640 percent": (at("telemedicine", "growth"), 16.4),
    "a base year nobody publishes": (at("teleradiology", "base_year"), 1999.0),
    "a share of 350 percent": (at("smart-healthcare", "part", "north-america"), 3.5),
    "a method there is not": (at("iomt", "scenario", "method", "low"), "Guess"),
    "a market that ends before it begins": (at("iomt", "last"), 2020.0),
}


@pytest.mark.parametrize("name", NONSENSE)
def test_nonsense_turns_red(name: str) -> None:
    desk, book = opened()
    find, content = NONSENSE[name]
    book.enter([(find(desk), content)])
    assert book.value(desk.book.names["master_check"]) == "CHECK"
    book.restore(find(desk))
    assert book.value(desk.book.names["master_check"]) == "OK"


def test_a_nested_market_above_its_parent_is_flagged() -> None:
    desk = set_portfolio_desk(shipped_records())
    seen: Any = desk
    change(seen, at("telemedicine", "point", "2034")(desk), 99_999.0)
    book = finish(desk)
    assert book.value(desk.book.names["master_check"]) == "OK", "it can be, and is a note"
    nesting = next(n for n in desk.portfolio.nestings if n.key == "telemedicine")
    block = desk.block("Nesting", "lines")
    assert book.value(block.at(share_key(nesting), "growth")) == "NOTE"
    assert book.value(block.at(share_key(nesting), 2032)) > 1


def test_markets_that_must_overlap_are_named() -> None:
    desk = portfolio(built())
    parent = desk.portfolio.parents[0]
    block = desk.block("Nesting", "lines")
    assert built().value(block.at(together_key(parent), "growth")) == "OVERLAP"
    sentences = [row[1] for row in table(built(), "Summary")]
    assert any("together come to 102 % of Smart healthcare in 2032: they must overlap" in str(s)
               for s in sentences)  # fmt: skip


# The rules for market workbooks.


@pytest.mark.parametrize(
    "rule",
    [
        "test_no_number_but_0_and_1_in_a_formula",
        "test_only_functions_that_every_engine_computes_alike",
        "test_no_link_to_another_file",
        "test_inputs_calculations_and_outputs_apart",
        "test_every_input_is_named_with_its_source",
        "test_no_errors_and_no_formula_without_a_value",
        "test_no_text_is_a_formula_by_accident",
        "test_names_and_tables_resolve",
        "test_every_name_is_used",
        "test_the_master_check_stands_on_every_sheet",
    ],
)
def test_modelling_rules(rule: str) -> None:
    getattr(modelling, rule)(as_market(built()))


def test_one_formula_per_row() -> None:
    first = built().desk.block("Inputs", "years").columns[portfolio(built()).years[0]]
    found: dict[tuple[str, int], set[str]] = {}
    for cell in built().cells:
        if cell.formula is not None and cell.sheet in (*SERIES, "Inputs") and cell.column >= first:
            text = write_r1c1(cell.formula, cell.row, cell.column)
            found.setdefault((cell.sheet, cell.row), set()).add(text)
    assert {key: texts for key, texts in found.items() if len(texts) > 1} == {}
    assert len(found) > 140


def test_one_formula_per_column_of_a_list_and_per_row_of_the_map() -> None:
    own = re.compile(r"(Inputs|Forecast|Evidence|Markets)!R\S*?C[^,:)*]*(:R\S*?C[^,:)*]*)?")
    found: dict[tuple[str, int], set[str]] = {}
    for cell in built().cells:
        if cell.formula is None or cell.row <= 5:
            continue
        text = own.sub("elsewhere", write_r1c1(cell.formula, cell.row, cell.column))
        if cell.sheet == "Figures":
            found.setdefault((cell.sheet, cell.column), set()).add(text)
        if cell.sheet == "Regions" and "SUMIFS" in text:
            found.setdefault((cell.sheet, cell.row), set()).add(text)
    assert {key: texts for key, texts in found.items() if len(texts) > 1} == {}


def test_same_column_same_year_on_every_sheet() -> None:
    desk = portfolio(built())
    years = desk.block("Inputs", "years")
    for sheet in SERIES:
        block = desk.block(sheet, "lines")
        for year in desk.years:
            assert block.columns[year] == years.columns[year]
            assert built().value(block.at("header", year)) == year


@pytest.mark.parametrize(
    "rule",
    [
        "test_title_in_a1",
        "test_no_merged_cells",
        "test_one_marked_up_table_per_sheet_with_a_telling_name",
        "test_tables_stand_at_one_corner",
        "test_no_blank_rows_or_cells_inside_tables",
        "test_charts_have_alt_text_titles_and_units",
        "test_every_table_sheet_repeats_its_header_and_freezes",
        "test_checks_say_a_word_beside_the_colour",
        "test_nothing_is_clipped",
        "test_numbers_fit_their_columns",
        "test_no_text_is_printed_below_seven_points",
        "test_charts_stay_within_the_page_and_apart",
    ],
)
def test_accessible(rule: str) -> None:
    getattr(accessibility, rule)(built())


@pytest.mark.parametrize("cause", [name for name in dir(repair) if name.startswith("test_")])
def test_nothing_to_repair(cause: str, tmp_path: Path) -> None:
    test = getattr(repair, cause)
    test(built(), tmp_path) if "tmp_path" in test.__annotations__ else test(built())


def test_every_sheet_is_as_recorded() -> None:
    """Refreshed as those of the markets are: see ``test_golden.py``."""
    sheets = portfolio(built()).book.sheets
    golden.compare("portfolio", {sheet.title: golden.dump(built(), sheet) for sheet in sheets})


# Other packages.


def test_same_tables_same_parts() -> None:
    assert finish(set_portfolio_desk(shipped_records())).parts == built().parts


def test_same_bytes_in_another_process() -> None:
    """Whatever the order of sets, the locale, the zone: both workbooks are the same."""
    code = (
        "import hashlib\n"
        "from tests.workbook import test_portfolio_book, test_tables_book\n"
        "for book in (test_portfolio_book, test_tables_book):\n"
        "    print(hashlib.sha256(book.built().content).hexdigest())\n"
    )
    env = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LC_ALL": "C"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=env, capture_output=True, check=True, text=True
    )
    books = (built(), test_tables_book.built())
    assert done.stdout.split() == [hashlib.sha256(book.content).hexdigest() for book in books]


def other(**changes: pl.DataFrame) -> Records:
    return gather_records({**read_all().tables, **changes}, shipped_records().descriptor)


def test_another_currency_stands_apart() -> None:
    tables = read_all().tables
    rupees = pl.when(pl.col("market_id") == "teleradiology").then(pl.lit("inr-crore"))
    sizes = tables["sizes"].with_columns(rupees.otherwise(pl.col("unit_id")).alias("unit_id"))
    book = finish(set_portfolio_desk(other(sizes=sizes)))
    desk = portfolio(book)
    assert [m.market_id for m in desk.portfolio.markets][-1] == "telemedicine"
    assert [(a.name, "INR crore" in a.reason) for a in desk.portfolio.apart] == [
        ("Teleradiology", True)
    ]
    told = [str(row[0]) for row in table(book, "Summary")]
    assert "Apart: Teleradiology" in told


def test_a_market_without_a_size_stands_apart() -> None:
    sizes = read_all().tables["sizes"].filter(pl.col("market_id") != "iomt")
    desk = set_portfolio_desk(other(sizes=sizes))
    assert [market.name for market in desk.portfolio.apart] == ["Internet of Medical Things"]


def test_one_market_alone_is_no_portfolio() -> None:
    sizes = read_all().tables["sizes"].filter(pl.col("market_id") == "iomt")
    assert list_portfolio_books(other(sizes=sizes)) == []
    assert list_portfolio_books(gather_records({}, {})) == []
    assert list_portfolio_books(shipped_records()) == ["portfolio"]


def test_a_market_cannot_take_the_name_of_another_workbook(tmp_path: Path) -> None:
    tables = dict(read_all().tables)
    for name in ("markets", "sizes"):
        renamed = pl.col("market_id").replace("iomt", "portfolio")
        tables[name] = tables[name].with_columns(renamed)
    structure = replace(read_all(), tables=tables)
    with pytest.raises(WorkbookError, match="two workbooks would be called portfolio"):
        build_workbooks(replace(read_package(ROOT), root=tmp_path), structure, check=True)


def test_a_market_that_shares_no_year_with_the_others() -> None:
    """It stands apart, and the others are compared."""
    tables = read_all().tables
    own = pl.when(pl.col("market_id") == "teleradiology")
    of_source = pl.when(pl.col("source_id").str.starts_with("teleradiology"))
    moved = {
        "sizes": [own.then(pl.col("year") - 50).otherwise(pl.col("year")).alias("year")],
        "growth_rates": [
            own.then(pl.col(name) - 50).otherwise(pl.col(name)).alias(name)
            for name in ("start_year", "end_year")
        ],
        "source_periods": [
            of_source.then(pl.col(name) - 50).otherwise(pl.col(name)).alias(name)
            for name in ("start_year", "end_year")
        ],
    }
    changed = {name: tables[name].with_columns(columns) for name, columns in moved.items()}
    book = finish(set_portfolio_desk(other(**changed)))
    assert [one.name for one in portfolio(book).portfolio.apart] == ["Teleradiology"]
    assert book.value(book.desk.book.names["master_check"]) == "OK"


def test_sparse_packages(tmp_path: Path) -> None:
    """No growth, no shares, no scenarios, no lists, no parents, one size each."""
    tables = dict(read_all().tables)
    for name in ("growth_rates", "shares", "scenarios", "player_listings", "region_listings"):
        tables[name] = tables[name].clear()
    tables["sizes"] = tables["sizes"].filter(
        pl.col("size_id").is_in(["iomt-2025-world", "teleradiology-2024-world"])
    )
    parents = pl.lit(None, dtype=pl.String).alias("parent_id")
    tables["markets"] = tables["markets"].with_columns(parents)
    book = finish(set_portfolio_desk(gather_records(tables, {})))
    assert "Nesting" not in book.sheet_parts
    assert "Regions" not in book.sheet_parts


def test_names_with_quotes_and_short_names_alike() -> None:
    markets = (
        read_all()
        .tables["markets"]
        .with_columns(pl.lit('A "B" & C\'s').alias("name"), pl.lit("same").alias("abbreviation"))
    )
    book = finish(set_portfolio_desk(other(markets=markets)))
    names = [market.name for market in portfolio(book).portfolio.markets]
    assert len(set(names)) == 4


def grow(count: int) -> Records:
    """The shipped package with copies of one market under other ids and names."""
    tables = dict(read_all().tables)
    for name in ("markets", "sizes", "growth_rates", "shares", "region_listings"):
        frame = tables[name]
        own = frame.filter(pl.col("market_id") == "telemedicine")
        keys = [c for c in ("size_id", "growth_rate_id", "share_id", "name") if c in frame.columns]
        copies = [
            own.with_columns(
                pl.lit(f"copy-{n:03}").alias("market_id"),
                *((pl.col(key) + f" {n:03}").alias(key) for key in keys),
            )
            for n in range(count)
        ]
        tables[name] = pl.concat([frame, *copies])
    return gather_records(tables, shipped_records().descriptor)


def test_a_package_of_many_markets() -> None:
    """60 markets beside the four."""
    records = grow(60)
    assert sum(len(rows) for rows in records.tables.values()) > 2500
    desk = set_portfolio_desk(records)
    parts = write_book(desk.book)
    assert len(desk.portfolio.markets) == 64
    assert parts
