"""What the charts of the portfolio say: a sentence that stays true, and a chart."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from marketbook.workbook.address import Ref
from marketbook.workbook.board import Finding
from marketbook.workbook.charts import Chart, Series
from marketbook.workbook.grid import Block
from marketbook.workbook.headlines import can_rank
from marketbook.workbook.market import MarketModel
from marketbook.workbook.portfolio import growth
from marketbook.workbook.portfolio.desk import PortfolioDesk
from marketbook.workbook.portfolio.markets import size_key, times_key
from marketbook.workbook.portfolio.model import Nesting
from marketbook.workbook.portfolio.nesting import list_several, share_key, together_key
from marketbook.workbook.series_charts import LOOKS, MOST_LINES, MOST_PARTS, draw_bars, tell_shown
from marketbook.workbook.tell import percent, tell_number

_MOST_NAMED = 3
# Excel takes a text of 255 characters in a formula, and no longer one.
_LONGEST_TEXT = 240


def list_findings(desk: PortfolioDesk) -> list[Finding]:
    """The findings that there are figures for."""
    found = [_sizes(desk), _times(desk), _nesting(desk), _growth(desk)]
    drawn = [finding for finding in found if finding is not None]
    return [*drawn, *(_together(desk, parent) for parent in list_several(desk))]


def quote(text: str) -> str:
    """A text as a formula holds it."""
    doubled = text[:_LONGEST_TEXT].replace('"', '""')
    return f'"{doubled}"'


def largest(desk: PortfolioDesk) -> tuple[str, str, Ref]:
    """Formulas of the largest size in the last common year and of its market, and the sizes."""
    block = desk.block("Markets", "lines")
    return _most(block, [size_key(market) for market in desk.portfolio.markets], "first")


def fastest(desk: PortfolioDesk) -> tuple[str, str, Ref]:
    """Formulas of the fastest growth over the common years and of its market."""
    block = desk.block("Markets", "lines")
    return _most(block, [size_key(market) for market in desk.portfolio.markets], "growth")


def tightest(desk: PortfolioDesk) -> tuple[str, str, str]:
    """Formulas of the highest share of a parent in any year, of its market, and of the year."""
    block = desk.block("Nesting", "lines")
    keys = [share_key(nesting) for nesting in desk.portfolio.nestings]
    most, name, cells = _most(block, keys, "first")
    years = block.down("second", keys[0], keys[-1])
    year = str(years) if len(keys) == 1 else f"INDEX({years},MATCH({most},{cells},0),1)"
    return most, name, year


def _most(block: Block, keys: list[tuple[str, str, str]], column: Hashable) -> tuple[str, str, Ref]:
    """Formulas of the highest value of lines that stand together and of its name; the cells."""
    cells = block.down(column, keys[0], keys[-1])
    names = block.down("line", keys[0], keys[-1])
    most = f"MAX({cells})"
    # a range of one cell is no list to search: the engines differ on it
    name = str(names) if len(keys) == 1 else f"INDEX({names},MATCH({most},{cells},0),1)"
    return most, name, cells


def _sizes(desk: PortfolioDesk) -> Finding:
    block, (first, last) = desk.block("Markets", "lines"), desk.portfolio.common
    unit, number = desk.portfolio.unit.name, desk.portfolio.size_number
    keys = [size_key(market) for market in desk.portfolio.markets][:MOST_PARTS]

    def draw(title: Ref) -> Chart:
        years, shades = _shade(first, last)
        return draw_bars(
            block, years, (keys[0], keys[-1]), title, f"Size, {unit}{shades}", number,
            f"Bars of the size of each market in {first} and {last} in {unit}, by the chosen "
            "scenario. The figures are on Markets.",
        )  # fmt: skip

    return Finding(
        "sizes", "Sizes side by side",
        tell_shown(_tell_largest(desk), MOST_PARTS, len(desk.portfolio.markets)),
        "Markets", draw,
    )  # fmt: skip


def _shade(first: int, last: int) -> tuple[tuple[int, ...], str]:
    """The years to compare, and how bars of each are told apart."""
    if first < last:
        return (first, last), f"; grey {first}, dark {last}"
    return (last,), f", {last}"


def are_alike(markets: Sequence[MarketModel]) -> bool:
    """Whether one source prints all of several markets, so that their sizes compare."""
    return len({market.points[0].source for market in markets}) == 1


def _tell_largest(desk: PortfolioDesk) -> str:
    """Which market is largest, where one source prints them all; else a plain title."""
    if not are_alike(desk.portfolio.markets):
        return '="Size by market, "&common_first&" and "&common_last'
    most, name, _ = largest(desk)
    code, unit = desk.theme.number("size-0").split(";")[0], desk.portfolio.unit.name
    return f'={name}&" is largest: "&{tell_number(most, code)}&{quote(f" {unit} in ")}&common_last'


def _times(desk: PortfolioDesk) -> Finding:
    block, (first, last) = desk.block("Markets", "lines"), desk.portfolio.common
    markets = desk.portfolio.markets[:MOST_LINES]
    most, name, _ = fastest(desk)

    def draw(title: Ref) -> Chart:
        years = block.across("header", first, last)
        series = tuple(
            Series(
                block.at(times_key(market), "line"), years,
                block.across(times_key(market), first, last), colour, dash, marker,
            )
            for market, (colour, dash, marker) in zip(markets, LOOKS, strict=False)
        )  # fmt: skip
        return Chart(
            "lines", title, series, "", "times", "decimal",
            f"Lines of the size of each market from {first} to {last}, as a multiple of its size "
            f"in {first}, by the chosen scenario. The figures are on Markets.",
            first_across=first, last_across=last,
        )  # fmt: skip

    return Finding(
        "times", "Growth compared",
        tell_shown(_tell_fastest(desk, name, most), MOST_LINES, len(desk.portfolio.markets)),
        "Markets", draw,
    )  # fmt: skip


def _tell_fastest(desk: PortfolioDesk, name: str, most: str) -> str:
    """Which market grows fastest, where one source says so of one period, beyond rounding."""
    years = '"&common_first&" to "&common_last'
    figures = [market.growth.figure for market in desk.portfolio.markets]
    known = [figure.ends for figure in figures if figure.ends is not None]
    alike = len({(figure.source, figure.period) for figure in figures}) == 1
    if not alike or len(known) < len(figures) or not can_rank(known):
        return f'="Size, times that of the first year, {years}'
    return f'={name}&" grows fastest: "&{percent(most)}&" a year, {years}'


def _nesting(desk: PortfolioDesk) -> Finding | None:
    nestings = desk.portfolio.nestings
    if not nestings:
        return None
    block, (first, last) = desk.block("Nesting", "lines"), desk.portfolio.common
    most, name, year = tightest(desk)
    top, bottom = share_key(nestings[0]), share_key(nestings[:MOST_PARTS][-1])

    def draw(title: Ref) -> Chart:
        years, shades = _shade(first, last)
        return draw_bars(
            block, years, (top, bottom), title, f"Of the parent market, percent{shades}",
            "percent-0",
            "Bars of the share that each nested market is of the market it is part of, in "
            f"{first} and {last}. The figures are on Nesting.",
        )  # fmt: skip

    return Finding(
        "nesting", "Markets inside markets",
        tell_shown(
            _tell_tightest(nestings, most, name, year), MOST_PARTS, len(nestings), ranked=False
        ),
        "Nesting", draw,
    )  # fmt: skip


def _tell_tightest(nestings: Sequence[Nesting], most: str, name: str, year: str) -> str:
    """The highest share of a parent, where one source prints both; else a plain title."""
    if not all(are_alike([nesting.child, nesting.parent]) for nesting in nestings):
        return '="Size against that of the parent market, by different publishers"'
    return f'={name}&": "&{percent(most, "0")}&" of it in "&{year}'


def _growth(desk: PortfolioDesk) -> Finding | None:
    whole = desk.portfolio.region_id
    rates = [rate for rate in growth.comparable(desk) if rate.region == whole]
    if not rates:
        return None
    block = desk.block("Growth", "rates")
    top, bottom = rates[0].cite, rates[:MOST_PARTS][-1].cite
    results = block.down("result", top, rates[-1].cite)
    told = (
        f'="Stated growth agrees with the sizes in "&COUNTIF({results},"OK")&" of "'
        f'&ROWS({results})&" markets"'
    )

    def draw(title: Ref) -> Chart:
        return draw_bars(
            block, ("stated", "implied"), (top, bottom), title,
            "Growth a year; grey stated, dark implied", "percent",
            "Bars of the growth that each source states for its market beside the growth that "
            "its printed sizes imply. The figures are on Growth.", "market",
        )  # fmt: skip

    return Finding(
        "growth", "Growth stated and implied",
        tell_shown(told, MOST_PARTS, len(rates), ranked=False),
        "Growth", draw,
    )  # fmt: skip


def _together(desk: PortfolioDesk, parent: MarketModel) -> Finding:
    block, key = desk.block("Nesting", "lines"), together_key(parent)
    inside = [nesting.child.name for nesting in desk.portfolio.nest(parent)]
    names = " and ".join(inside) if len(inside) <= _MOST_NAMED else f"{len(inside)} markets"
    highest, year = block.at(key, "first"), block.at(key, "second")
    inner, outer = quote(f"{names} together come to "), quote(f" of {parent.name} in ")
    told = f"={inner}&{percent(highest, '0')}&{outer}&{year}"
    overlap = f'IF({highest}>1+tolerance,": they must overlap","")'
    return Finding(
        f"together:{parent.market_id}", f"Inside {parent.name}", f"{told}&{overlap}",
        "Nesting", None,
    )  # fmt: skip
