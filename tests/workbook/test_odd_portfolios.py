"""Portfolios unlike the shipped one: years that do not meet, one stated rate, one region."""

from __future__ import annotations

from marketbook.workbook.evaluate import evaluate_book
from marketbook.workbook.portfolio import list_portfolio_books
from marketbook.workbook.portfolio.book import set_portfolio_desk
from marketbook.workbook.portfolio.model import Portfolio, model_portfolio
from marketbook.workbook.records import Records, gather_records
from tests.workbook.test_odd_markets import list_words, model, size, tables_with


def sizes(market: str, *years: int, region: str = "world") -> list[dict[str, object]]:
    return [
        {**size(year, year - 2000, region, market_id=market), "size_id": f"{market}-{year}"}
        for year in years
    ]


def gather(*found: list[dict[str, object]], **rows: list[dict[str, object]]) -> Records:
    every = [row for some in found for row in some]
    return gather_records(tables_with(sizes=every, region_listings=[], **rows), {})


def tell(portfolio: Portfolio) -> tuple[list[str], dict[str, str]]:
    return (
        [market.market_id for market in portfolio.markets],
        {one.name: one.reason for one in portfolio.apart if "whole market" not in one.reason},
    )


def test_markets_that_share_no_years_stand_apart() -> None:
    records = gather(
        sizes("iomt", 2010, 2015),
        sizes("telemedicine", 2024, 2030),
        sizes("teleradiology", 2026, 2032),
    )
    shown = model_portfolio(records)
    assert shown.common == (2026, 2030)
    names, apart = tell(shown)
    assert names == ["teleradiology", "telemedicine"]
    reason = apart["Internet of Medical Things"]
    assert reason == "Its years are 2010 to 2015, those that all here have 2026 to 2030."


def test_one_year_in_common_is_not_enough() -> None:
    records = gather(sizes("iomt", 2010, 2015), sizes("telemedicine", 2015, 2030))
    assert list_portfolio_books(records) == []
    assert tell(model_portfolio(records))[0] == ["telemedicine"]


def test_one_stated_rate_among_several_markets() -> None:
    rate = {
        "growth_rate_id": "iomt-2024-2030", "source_id": "telemedicine-unnamed",
        "market_id": "iomt", "region_id": "world", "start_year": 2024, "end_year": 2030,
        "rate_percent": 3.8, "stated": "3.8", "locator": "table",
    }  # fmt: skip
    records = gather(
        sizes("iomt", 2024, 2030), sizes("telemedicine", 2024, 2030), growth_rates=[rate]
    )
    results = evaluate_book(set_portfolio_desk(records).book)
    assert "Stated growth agrees with the sizes in 1 of 1 markets" in results.values()


def test_a_portfolio_of_one_region_names_it() -> None:
    records = gather(
        sizes("iomt", 2024, 2030, region="europe"),
        sizes("telemedicine", 2024, 2030, region="europe"),
        sizes("teleradiology", 2024, 2030),
    )
    shown = model_portfolio(records)
    assert shown.where == " of Europe"
    assert tell(shown)[1] == {"Teleradiology": "Its sizes are of the world, those here of Europe."}


def test_words_fit_what_the_markets_are_measured_in() -> None:
    def gather_in(unit: str) -> Records:
        found = [sizes(name, 2024, 2030) for name in ("iomt", "telemedicine")]
        counted = [[{**row, "unit_id": unit} for row in rows] for rows in found]
        return gather(*counted, sizes("teleradiology", 2024, 2030))

    records = gather_in("million")
    assert tell(model_portfolio(records))[1] == {
        "Teleradiology": "Its sizes are printed in USD billion, those here in million."
    }
    for unit, called in (("million", "volume"), ("usd-million", "money")):
        book = set_portfolio_desk(gather_in(unit)).book
        told = " ".join(list_words(book, evaluate_book(book)))
        assert f"count the same {called} twice" in told
        assert ("money" in told) == (called == "money")


def test_a_forecast_that_ends_with_the_only_size_goes_on_for_ten_years() -> None:
    period = {
        "source_id": "telemedicine-unnamed", "kind": "forecast", "start_year": 2020,
        "end_year": 2024, "locator": "table",
    }  # fmt: skip
    one = model(sizes=[size(2024, 10)], source_periods=[period])
    assert one.years == tuple(range(2024, 2035))
