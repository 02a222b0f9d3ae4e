"""Markets unlike the shipped ones: history, one size, countries only, two currencies, waivers."""

from __future__ import annotations

import re
from collections.abc import Iterator

import polars as pl
import pytest

from marketbook import forecasts
from marketbook.exports.page.lines import list_cuts
from marketbook.workbook.books import set_desk
from marketbook.workbook.evaluate import evaluate_book
from marketbook.workbook.flat import list_published
from marketbook.workbook.grid import Book, Results
from marketbook.workbook.market import MarketModel
from marketbook.workbook.read_market import model_market
from marketbook.workbook.records import gather_records
from marketbook.workbook.sheets import forecast
from marketbook.workbook.sheets.input_lines import STEPS
from marketbook.workbook.sheets.parts import ALL, size_key
from tests.workbook.built import Built, change, finish
from tests.workbook.conftest import read_all
from tests.workbook.expected import expect

MARKET = "telemedicine"
EMPTY = (
    "sizes", "growth_rates", "shares", "claims", "statistics", "scenarios", "axes",
    "source_periods", "waivers", "corrections",
)  # fmt: skip


def tables_with(**rows: list[dict[str, object]]) -> dict[str, pl.DataFrame]:
    """The shipped tables, those of figures emptied and filled with other rows."""
    tables = dict(read_all().tables)
    for name in EMPTY:
        tables[name] = tables[name].clear()
    for name, records in rows.items():
        schema = tables[name].schema
        full = [
            {column: record.get(column) for column in schema} | {"_line": line}
            for line, record in enumerate(records, 2)
        ]
        tables[name] = pl.DataFrame(full, schema=schema)
    return tables


def size(year: int, value: float, region: str = "world", unit: str = "usd-billion", **more: object):
    return {
        "size_id": f"{region}-{year}-{unit}", "source_id": "telemedicine-unnamed",
        "market_id": MARKET, "region_id": region, "year": year, "value": value,
        "stated": f"{value:g}", "unit_id": unit, "status": "actual", "locator": "table", **more,
    }  # fmt: skip


def share(region: str, percent: float, **more: object):
    return {
        "share_id": f"share-{region}", "source_id": "telemedicine-unnamed", "market_id": MARKET,
        "region_id": region, "of_region_id": "world", "year": 2024, "share_percent": percent,
        "stated": f"{percent:g}", "locator": "table", **more,
    }  # fmt: skip


def model(**rows: list[dict[str, object]]) -> MarketModel:
    return model_market(gather_records(tables_with(**rows), {}), MARKET)


def build(**rows: list[dict[str, object]]) -> Built:
    return finish(set_desk(gather_records(tables_with(**rows), {}), MARKET))


def list_words(book: Book, results: Results) -> Iterator[str]:
    """What a reader of a book reads: texts, results, what the charts show in words."""
    for sheet in book.sheets:
        yield from (str(cell.content) for cell in sheet.cells.values() if cell.kind == "text")
        yield from (placed.chart.alt for placed in sheet.charts)
    yield from (str(value) for value in results.values())


def agrees(built: Built) -> bool:
    return all(
        built.value(ref) == pytest.approx(wanted, rel=1e-9, abs=1e-9)
        for ref, wanted in expect(built.desk, None, "base")
    )


def test_one_size_grows_at_nothing_for_ten_years() -> None:
    built = build(sizes=[size(2024, 10)])
    assert built.desk.market.years == tuple(range(2024, 2035))
    assert built.value(built.desk.book.names["master_check"]) == "OK"
    assert agrees(built)


def rate(percent: float, start: int, end: int, **more: object):
    return {
        "growth_rate_id": f"rate-{start}-{end}", "source_id": "telemedicine-unnamed",
        "market_id": MARKET, "region_id": "world", "start_year": start, "end_year": end,
        "rate_percent": percent, "stated": f"{percent:g}", "locator": "table", **more,
    }  # fmt: skip


@pytest.mark.parametrize("end", [2032, 2033])
def test_the_only_size_at_the_end_of_its_growth_is_led_back_to_the_first_year(end: int) -> None:
    forecast_period = [{
        "source_id": "telemedicine-unnamed", "kind": "forecast", "start_year": 2023,
        "end_year": end, "locator": "table",
    }]  # fmt: skip
    built = build(
        sizes=[size(2032, 13898.6, status="forecast")], growth_rates=[rate(14.91, 2023, end)],
        source_periods=forecast_period,
    )  # fmt: skip
    market = built.desk.market
    assert market.years == tuple(range(2023, end + 1))
    assert [point.year for point in market.published] == [2032]
    assert market.points[0].value == pytest.approx(13898.6 / 1.1491**9)
    assert market.points[0].assumed.startswith("No size of 2023 is printed")
    assert built.value(built.desk.book.names["master_check"]) == "OK"
    assert agrees(built)


@pytest.mark.parametrize("status", ["actual", "forecast"])
def test_one_size_in_the_last_year_of_the_forecast_grows_on(status: str) -> None:
    forecast_period = [{
        "source_id": "telemedicine-unnamed", "kind": "forecast", "start_year": 2023,
        "end_year": 2032, "locator": "table",
    }]  # fmt: skip
    built = build(sizes=[size(2032, 10, status=status)], source_periods=forecast_period)
    assert built.desk.market.years == tuple(range(2032, 2043))
    assert agrees(built)


def test_growth_that_nobody_publishes_is_not_called_published() -> None:
    def tell(finding: str, **rows: list[dict[str, object]]) -> object:
        built = build(**rows)
        return built.value(built.desk.block("Summary", "words").at(("finding", finding), "b"))

    alone, two = [size(2024, 10)], [size(2024, 10), size(2034, 20)]
    assert tell("growth", sizes=alone) == "0.0 % a year assumed, 2024 to 2034"
    assert tell("size", sizes=alone) == ("No growth is published: the size of 2024 is kept to 2034")
    assert tell("growth", sizes=two) == "7.2 % a year implied by the sizes, 2024 to 2034"
    rates = [rate(7.2, 2024, 2034)]
    assert tell("growth", sizes=two, growth_rates=rates) == "7.2 % a year published, 2024 to 2034"


def test_the_summary_counts_what_is_not_settled() -> None:
    def tell(**rows: list[dict[str, object]]) -> str:
        [summary] = [one for one in build(**rows).desk.book.sheets if one.title == "Summary"]
        texts = (str(cell.content) for cell in summary.cells.values())
        return next(text for text in texts if text.startswith("How sure"))

    sizes = [size(2024, 10), size(2034, 20)]
    assert "from 1 source; no known issue." in tell(sizes=sizes)
    told = tell(sizes=sizes, growth_rates=[rate(17.2, 2024, 2034)])
    assert "from 1 source; 1 contradiction to settle, on Checks; no known issue." in told


def test_growth_up_to_a_measured_size_does_not_end_the_model_with_it() -> None:
    found = model(sizes=[size(2021, 15.9)], growth_rates=[rate(6.6, 2020, 2021)])
    assert found.years == tuple(range(2021, 2032))


def test_history_before_the_base_year_is_shown_as_published() -> None:
    periods = [{
        "source_id": "telemedicine-unnamed", "kind": "base", "start_year": 2024,
        "end_year": 2024, "locator": "table",
    }]  # fmt: skip
    built = build(sizes=[size(2020, 5), size(2024, 10), size(2030, 30)], source_periods=periods)
    assert built.desk.market.base_year.value == 2024
    at = built.desk.block("Forecast", "lines").at(forecast.CHOSEN, 2020)
    assert built.value(at) == pytest.approx(5)
    assert agrees(built)


def test_no_rate_printed_takes_what_the_sizes_imply() -> None:
    found = model(sizes=[size(2024, 10), size(2034, 20)])
    assert found.growth.value == pytest.approx(forecasts.imply_rate(10, 20, 10))
    assert "implied" in found.growth.figure.place


def test_countries_stand_for_regions_where_no_region_is_printed() -> None:
    built = build(
        sizes=[size(2024, 10), size(2030, 20), size(2024, 2, "japan")], shares=[share("usa", 40)]
    )
    assert [part.key for part in built.desk.market.regions.parts] == ["usa", "japan"]
    assert built.desk.market.regions.nested == []
    assert agrees(built)


def test_overlapping_regions_are_modelled_once() -> None:
    found = model(
        sizes=[size(2024, 10), size(2030, 20)],
        shares=[share("lamea", 20), share("latin-america", 12), share("brazil", 5)],
    )
    assert [part.key for part in found.regions.parts] == ["lamea"]
    assert {part.key: part.container for part in found.regions.nested} == {
        "latin-america": "lamea",
        "brazil": "lamea",
    } or {part.key for part in found.regions.nested} == {"latin-america", "brazil"}


def test_sizes_in_another_currency_stay_in_evidence() -> None:
    built = build(sizes=[size(2020, 800, unit="inr-crore"), size(2024, 10), size(2030, 20)])
    assert built.desk.market.unit_id in ("usd-billion", "inr-crore")
    assert len(built.desk.market.points) in (1, 2)
    assert ("Evidence", "figures") in built.desk.blocks
    assert agrees(built)


def test_another_unit_of_the_same_currency_is_moved_by_its_digits() -> None:
    found = model(sizes=[size(2024, 10), size(2030, 23_500, unit="usd-million")])
    assert [point.value for point in found.points] == [10, 23.5]
    assert found.points[1].stated == "23500 USD million"


def test_shares_beyond_the_whole_turn_the_master_check_red() -> None:
    built = build(
        sizes=[size(2024, 10), size(2030, 20)],
        shares=[share("europe", 70), share("north-america", 50)],
    )
    assert built.value(built.desk.book.names["master_check"]) == "CHECK"
    assert agrees(built)


def test_a_waiver_makes_a_check_known_and_stands_on_the_summary() -> None:
    rows = {"sizes": [size(2024, 10), size(2030, 20)]}
    rows["shares"] = [share("europe", 70), share("north-america", 50)]
    red = build(**rows)
    assert red.value(red.desk.book.names["master_check"]) == "CHECK"
    waiver = {
        "rule": "shares.sum-to-whole", "record": "shares:share-europe",
        "reason": "Printed so.", "evidence": "70 and 50.",
    }  # fmt: skip
    known = build(**rows, waivers=[waiver])
    assert known.value(known.desk.book.names["master_check"]) == "OK"
    assert "KNOWN" in known.results.values()
    assert "Printed so." in known.strings
    assert "70 and 50." in known.strings


def test_equal_names_on_two_axes_do_not_clash() -> None:
    axes = [
        {"axis_id": f"telemedicine-{name}", "market_id": MARKET, "name": name, "complete": True}
        for name in ("type", "application")
    ]
    shares = [
        share("world", 30, share_id=f"s-{key}", segment_id=key)
        for key in ("telemedicine-type-software", "telemedicine-application-others")
    ]
    assert agrees(build(sizes=[size(2024, 10), size(2030, 20)], axes=axes, shares=shares))


def test_the_commonest_layout_makes_a_green_workbook() -> None:
    """Base 2022, estimate 2023, forecast to 2030, the rate printed for 2023 to 2030."""
    source = {"source_id": "telemedicine-unnamed", "locator": "table"}
    years = (("base", 2022, 2022), ("estimate", 2023, 2023), ("forecast", 2023, 2030))
    periods = [
        {**source, "kind": kind, "start_year": start, "end_year": end} for kind, start, end in years
    ]
    rate = {
        **source, "growth_rate_id": "world", "market_id": MARKET, "region_id": "world",
        "start_year": 2023, "end_year": 2030, "rate_percent": 12.5, "stated": "12.5",
    }  # fmt: skip
    built = build(
        sizes=[
            size(2022, 12.0, stated="12.0"),
            size(2023, 14.0, stated="14.0"),
            size(2030, 31.9, status="forecast"),
        ],
        growth_rates=[rate],
        source_periods=periods,
    )
    assert not [one for one in built.desk.records.findings if one.market == MARKET]
    assert built.value(built.desk.book.names["master_check"]) == "OK"
    assert (built.desk.market.growth.begin, built.desk.market.growth.end) == (2023, 2030)
    assert "Growth a year, 2023 to 2030" in built.results.values()
    cards = [value for value in built.results.values() if isinstance(value, float)]
    assert any(value == pytest.approx((31.9 / 14) ** (1 / 7) - 1) for value in cards)
    assert agrees(built)


def test_money_is_modelled_before_tonnes() -> None:
    tonnes = [
        {**size(year, 500, unit="count"), "size_id": f"a-{year}"} for year in range(2024, 2028)
    ]
    one = model(sizes=[*tonnes, size(2024, 10), size(2030, 20)])
    assert one.unit == "USD billion"
    assert [point.year for point in one.points] == [2024, 2030]


@pytest.mark.parametrize(("unit", "called"), [("usd-billion", "money"), ("million", "volume")])
def test_words_fit_what_a_market_is_measured_in(unit: str, called: str) -> None:
    built = build(
        sizes=[size(2024, 10, unit=unit), size(2030, 20, unit=unit)],
        shares=[share("europe", 60), share("north-america", 30)], insights=[],
    )  # fmt: skip
    told = " ".join(list_words(built.desk.book, built.results))
    assert f"Growth in {called}" in told
    assert f"Europe adds most {called}, 2024 to 2030" in told
    assert ("money" in told) == (called == "money")


def test_a_market_of_one_region_is_called_by_it() -> None:
    sizes = [size(2024, 10, "europe"), size(2030, 20, "europe")]
    one = model(sizes=sizes, shares=[share("germany", 30, of_region_id=None)], region_listings=[])
    assert (one.region_id, one.whole_name, one.is_worldwide) == ("europe", "Europe", False)
    assert [part.name for part in one.regions.parts] == ["Germany"]
    assert one.regions.rest_name == "Rest of Europe"


def test_a_growth_rate_says_what_it_counts() -> None:
    rates = [{
        "growth_rate_id": unit or "open", "source_id": "telemedicine-unnamed", "market_id": MARKET,
        "region_id": "world", "start_year": 2024, "end_year": 2030, "rate_percent": 10.0,
        "stated": "10.0", "unit_id": unit, "locator": "table",
    } for unit in (None, "usd-billion")]  # fmt: skip
    tables = tables_with(sizes=[size(2024, 10), size(2030, 20)], growth_rates=rates)
    flat = list_published(gather_records(tables, {}), MARKET)
    units = [row.unit for row in flat if row.kind == "Growth rate"]
    assert units == ["percent a year", "percent a year of USD billion"]


def build_nested(
    parents: dict[str, str], percents: dict[str, float], grown: dict[str, float]
) -> Built:
    """A market of one axis whose segments may lie in each other, some with growth of their own."""
    axis = {"axis_id": "type", "market_id": MARKET, "name": "Type", "complete": True}
    segments: list[dict[str, object]] = [
        {"segment_id": n, "axis_id": "type", "name": n, "parent_id": p or None, "position": k}
        for k, (n, p) in enumerate(parents.items(), 1)
    ]
    whole = rate(12.2, 2024, 2030)
    own = [
        rate(percent, 2024, 2030, segment_id=key, growth_rate_id=key)
        for key, percent in grown.items()
    ]
    return build(
        sizes=[size(2024, 10), size(2030, 20)],
        growth_rates=[whole, *own],
        axes=[axis],
        segments=segments,
        shares=[share("world", p, segment_id=n, share_id=n) for n, p in percents.items()],
        segment_listings=[],
    )


NESTED = {"a": "", "b": "", "a-small": "a", "a-large": "a", "a-small-new": "a-small"}


def line_of(built: Built, key: tuple[str, ...]) -> list[float]:
    block = built.desk.block("Segments", "lines")
    return [float(str(built.value(block.at(key, year)))) for year in built.desk.years]


def test_segments_inside_a_segment_keep_their_part_of_it() -> None:
    percents = dict(zip(NESTED, (60, 40, 20, 40, 5), strict=True))
    built = build_nested(NESTED, percents, {"a": 18.0, "b": 0.5})
    [axis] = built.desk.market.axes
    assert [part.key for part in axis.parts] == ["a", "b"]
    told = {cut.name: ([part.key for part in cut.parts], cut.rest_name) for cut in axis.inside}
    assert told == {
        "Type within a": (["a-small", "a-large"], "Other parts of a"),
        "Type within a-small": (["a-small-new"], "Other parts of a-small"),
    }
    whole, small, large, new = (
        line_of(built, ("size", "type", key)) for key in ("a", "a-small", "a-large", "a-small-new")
    )
    assert whole[-1] > 2.2 * whole[0]
    assert [s + g for s, g in zip(small, large, strict=True)] == pytest.approx(whole)
    assert [n * 4 for n in new] == pytest.approx(small)
    cuts = [(cut.name, cut.is_places, cut.is_inside) for cut in list_cuts(built.desk.market)]
    assert cuts == [("Type", False, False), ("Type, inside", False, True)]
    assert line_of(built, ("rest-of", "type", "a")) == pytest.approx([0] * len(whole), abs=1e-9)
    assert agrees(built)


def test_a_segment_that_outgrows_the_one_around_it_is_noted() -> None:
    percents = dict(zip(NESTED, (60, 40, 20, 40, 5), strict=True))
    built = build_nested(NESTED, percents, {"a-large": 30.0})
    rest = line_of(built, ("rest-of", "type", "a"))
    assert rest[0] == pytest.approx(0, abs=1e-9)
    assert rest[-1] < -3
    results = [str(value) for value in built.results.values()]
    assert "NOTE" in results
    assert agrees(built)


def test_segments_inside_one_without_a_share_lie_in_what_the_others_leave() -> None:
    percents: dict[str, float] = {"b": 40, "a-small": 20, "a-large": 30}
    built = build_nested(NESTED, percents, {"b": 20.0})
    [axis, new] = built.desk.market.axes
    assert [cut.rest_name for cut in axis.inside] == ["Other, or not published"]
    assert (new.name, new.parts) == ("Type within a-small", ())
    around = line_of(built, ("size", "type", "(rest)"))
    small = line_of(built, ("size", "type", "a-small"))
    assert [s / a for s, a in zip(small, around, strict=True)] == pytest.approx([1 / 3] * 7)
    assert agrees(built)


def test_segments_inside_segments_of_which_none_has_a_share_cut_the_market() -> None:
    built = build_nested(NESTED, {"a-small": 20, "a-large": 30, "a-small-new": 5}, {})
    shown = [axis for axis in built.desk.market.axes if axis.parts]
    assert [(axis.name, axis.rest_name) for axis in shown] == [
        ("Type within a", "Other, or not published")
    ]
    assert [cut.name for cut in shown[0].inside] == ["Type within a-small"]
    assert built.value(built.desk.book.names["master_check"]) == "OK"
    assert agrees(built)


def test_history_goes_on_to_the_end_of_the_published_growth() -> None:
    base = {
        "source_id": "telemedicine-unnamed", "kind": "base", "start_year": 2024,
        "end_year": 2024, "locator": "table",
    }  # fmt: skip
    sizes = [size(year, year - 2010) for year in range(2020, 2025)]
    built = build(sizes=sizes, growth_rates=[rate(6.0, 2025, 2032)], source_periods=[base])
    assert built.desk.years == tuple(range(2020, 2033))
    assert agrees(built)
    assert model(sizes=sizes, source_periods=[base]).years == tuple(range(2020, 2035))


def count_axes_from_zero(built: Built) -> int:
    charts = [text for name, text in built.parts.items() if "/charts/chart" in name]
    axes = (found for text in charts for found in re.findall(r"<c:valAx>.*?</c:scaling>", text))
    return sum('<c:min val="0"/>' in axis for axis in axes)


def test_bars_below_zero_are_drawn() -> None:
    up = build(sizes=[size(2024, 10), size(2030, 20)], growth_rates=[rate(12.2, 2024, 2030)])
    down = build(sizes=[size(2024, 20), size(2030, 10)], growth_rates=[rate(-10.9, 2024, 2030)])
    assert count_axes_from_zero(up) > count_axes_from_zero(down) > 0


def scenarios(method: forecasts.Method, factors: tuple[float, float, float] = (0.8, 1.0, 1.2)):
    return [
        {
            "market_id": MARKET, "scenario_id": key, "name": key.title(), "method": method,
            "growth_factor": factor, "long_run_rate_percent": -2.0, "fade_years": 5,
            "ceiling_multiple": 1.5, "rationale": "Ours.",
        }
        for key, factor in zip(("low", "base", "high"), factors, strict=True)
    ]  # fmt: skip


@pytest.mark.parametrize("method", forecasts.METHODS)
def test_low_lies_below_high_where_a_market_falls(method: forecasts.Method) -> None:
    built = build(
        sizes=[size(2024, 20), size(2030, 12)], growth_rates=[rate(-8.2, 2024, 2030)],
        scenarios=scenarios(method), shares=[share("europe", 30)],
    )  # fmt: skip
    block = built.desk.block("Forecast", "lines")
    for year in built.desk.years[1:]:
        low, base, high = (
            float(str(built.value(block.at(forecast.result_key(key), year))))
            for key in ("low", "base", "high")
        )
        assert 0 < low < base < high < 20
    assert built.value(built.desk.book.names["master_check"]) == "OK"
    assert agrees(built)


def test_no_market_is_left_with_nothing() -> None:
    built = build(
        sizes=[size(2024, 20), size(2026, 0.2)], growth_rates=[rate(-90, 2024, 2026)],
        scenarios=scenarios("constant-growth", (0.5, 1.0, 1.2)),
    )  # fmt: skip
    at = built.desk.block("Forecast", "lines").at(forecast.result_key("low"), 2025)
    assert built.value(at) == pytest.approx(0.2)
    assert agrees(built)
    change(built.desk, built.desk.book.names["scenario"], "Low")
    assert evaluate_book(built.desk.book)


def test_the_largest_of_many_segments_leads_wherever_it_is_listed() -> None:
    keys = [f"s{n:02}" for n in range(20)]
    percents: dict[str, float] = dict.fromkeys(keys, 2.0) | {keys[15]: 60.0}
    built = build_nested(dict.fromkeys(keys, ""), percents, {})
    told = built.value(built.desk.block("Summary", "words").at(("finding", "type"), "b"))
    assert told == "s15 leads with 60 % in 2024; shown: the 8 largest of 20"


def test_charts_of_many_parts_show_the_largest_and_say_so() -> None:
    percents = {f"s{n:02}": 1 + n * 7 % 20 / 4 for n in range(20)}
    built = build_nested(dict.fromkeys(percents, ""), percents, {"s03": 30.0, "s05": -20.0})
    titles = {chart.kind: (str(built.value(chart.title)), chart)
              for sheet in built.desk.book.sheets for chart in (p.chart for p in sheet.charts)
              if sheet.title in ("Opportunity", "Segments")}  # fmt: skip
    told, bars = titles["bars"]
    assert told == "By type, 2024 to 2030; shown: the 8 largest of 20"
    lines = built.desk.block("Opportunity", "lines")
    ends = sorted(
        (float(str(built.value(lines.at(size_key("type", key), "end")))) for key in percents),
        reverse=True,
    )
    top = bars.series[0].values.top
    rows = [key for key, n in lines.rows.items() if top <= n < top + 8]
    assert [built.value(lines.at(row, "end")) for row in rows] == ends[:8]
    assert bars.series[0].values.bottom == top + 7
    assert titles["bubbles"][0] == "Growth against size, 2030; shown: the 8 largest of 20"
    areas = titles["areas"][1]
    assert len(areas.series) == 8
    block = built.desk.block("Segments", "lines")
    rows = [next(k for k, n in block.rows.items() if n == one.values.top) for one in areas.series]
    drawn = sum(line_of(built, row)[-1] for row in rows)
    assert drawn == pytest.approx(line_of(built, size_key("type", ALL))[-1])


def test_bars_of_no_growth_are_not_drawn() -> None:
    def count_charts(built: Built) -> int:
        [summary] = [sheet for sheet in built.desk.book.sheets if sheet.title == "Summary"]
        return len(summary.charts)

    assert count_charts(build(sizes=[size(2024, 10)])) == 1
    assert count_charts(build(sizes=[size(2024, 10), size(2030, 20)])) == 2


def test_a_year_later_is_the_lower_size_where_a_market_falls() -> None:
    falling = build(sizes=[size(2024, 20), size(2030, 10)], growth_rates=[rate(-10.9, 2024, 2030)])
    block = falling.desk.block("Sensitivity", "grid")
    low, high = (float(str(falling.value(block.at(("swing", "span"), s)))) for s in STEPS[:2])
    assert low < 10 < high
