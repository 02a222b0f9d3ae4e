"""One HTML file with every market, figure and finding: what anyone can open, without a network."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from marketbook.exports.content import Content
from marketbook.exports.dictionary import list_licences
from marketbook.exports.page.data import gather_data
from marketbook.exports.page.links import Links, link_up
from marketbook.exports.page.lists import list_dictionary, tabulate_errata, tabulate_sources
from marketbook.exports.page.market import MarketView, view_market
from marketbook.exports.page.overview import view_overview
from marketbook.exports.page.problems import Problem, group_by_market, list_problems
from marketbook.exports.page.render import MARK, render_page
from marketbook.steps import track
from marketbook.workbook.market import MarketModel
from marketbook.workbook.read_market import list_markets, model_market
from marketbook.workbook.records import Records, gather_records

MOST_TOLD = 40
"""Findings of a market that stand in its own section; the script lists them all."""
MOST_DRAWN = 40
"""Markets with charts; a page of more has tables alone for those that come later."""


def write_page(content: Content, path: Path) -> tuple[str, ...]:
    """Write the page, always the same bytes of the same tables.

    Args:
        content: What is exported.
        path: A file that does not exist.

    Returns:
        What is left out: the charts of some markets where there are very many.

    Raises:
        MarketbookError: A market's figures or scenarios make no forecast.
    """
    tables = {table.name: table.frame for table in content.tables if table.kind == "published"}
    records = gather_records(tables, content.package.descriptor, content.package)
    links = link_up(records, records.findings)
    problems = list_problems(records, links)
    models = {market: model_market(records, market) for market in list_markets(records)}
    markets = _view_markets(records, links, models, problems)
    view = {
        "most": MOST_TOLD,
        "placed": {found.name for one in markets for found in one.problems[:MOST_TOLD]},
        "about": _describe(content),
        "overview": view_overview(records, problems, is_drawn=True),
        "markets": markets,
        "problems": problems,
        "sources": tabulate_sources(records),
        "errata": tabulate_errata(records, links),
        "dictionary": list(list_dictionary(content)),
        "figures": sum(len(records.all(name)) for name in ("sizes", "growth_rates", "shares")),
    }
    page = render_page(view, gather_data(records, models.values(), problems))
    path.write_bytes(page.encode("utf-8", "backslashreplace"))
    return _tell_undrawn(len(models) - MOST_DRAWN)


def _view_markets(
    records: Records,
    links: Links,
    models: Mapping[str, MarketModel],
    problems: Sequence[Problem],
) -> list[MarketView]:
    found, drawn = group_by_market(problems), list(models)[:MOST_DRAWN]
    rows = records.all("markets")
    return [
        view_market(
            records,
            links,
            row,
            models.get(row["market_id"]),
            found.get(row["market_id"], ()),
            is_drawn=row["market_id"] in drawn,
        )
        for row in track("draw the markets", rows, len(rows))
    ]


def _describe(content: Content) -> Mapping[str, Any]:
    descriptor = content.package.descriptor
    names = ("name", "title", "description", "version", "created", "homepage")
    about = {name: str(descriptor.get(name) or "") for name in names}
    about["title"] = about["title"] or about["name"]
    about["created"] = about["created"][:10]
    return about | {"licences": ", ".join(list_licences(content))}


def _tell_undrawn(number: int) -> tuple[str, ...]:
    if number <= 0:
        return ()
    return (f"charts of {number:,} markets after the first {MOST_DRAWN}: their tables are there",)


def is_page_export(path: Path) -> bool:
    """Whether a file is one that this module wrote."""
    with path.open("rb") as file:
        return file.read(len(MARK)) == MARK.encode()
