"""``marketbook ranges``: what printed figures leave for sizes that no source prints."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from marketbook.steps import step
from marketbook.terminal.completion import complete_markets
from marketbook.terminal.console import console
from marketbook.terminal.program import PACKAGE, commands
from marketbook.terminal.results import is_sound


def _only(what: str) -> str:
    return f"Only this {what}; may be repeated."


@commands.command()
@click.argument("market", shell_complete=complete_markets)
@PACKAGE
@click.option("--region", multiple=True, metavar="ID", help=_only("region"))
@click.option("--segment", multiple=True, metavar="ID", help=_only("segment"))
@click.option("--year", multiple=True, type=int, metavar="YEAR", help=_only("year"))
@click.option("--all-sources", is_flag=True, help="Combine the figures of all publishers.")
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json")),
    default="text",
    help="Output format.",
)
def ranges(
    market: str,
    package: Path,
    region: Sequence[str],
    segment: Sequence[str],
    year: Sequence[int],
    all_sources: bool,
    form: str,
) -> int:
    """Show the range in which each unpublished size must lie.

    For each size: the least and the most that it can be, and the figures that set these limits.
    Figures of different publishers are kept apart. Sizes without both limits are only counted.

    Exit codes: 0 shown, 1 a table is broken, 2 could not be decided.
    """
    with step("read the package"):
        from marketbook.markets import read_markets
        from marketbook.package import read_package, read_structure
        from marketbook.package.contract import complete_tables
        from marketbook.terminal.show_ranges import render_ranges, render_ranges_json
        from marketbook.together.ranges import Asked, find_market_ranges

        book = read_package(package)
        structure = read_structure(book)
    if not is_sound(book, structure, "shown"):
        return 1
    markets = read_markets(complete_tables(structure.tables))
    asked = Asked(market, frozenset(region), frozenset(segment), frozenset(year))
    with step("solve"):
        found = find_market_ranges(markets, asked, all_sources=all_sources)
    if form == "json":
        console.hand_over(render_ranges_json(found))
    else:
        console.show(render_ranges(found))
    return 0
