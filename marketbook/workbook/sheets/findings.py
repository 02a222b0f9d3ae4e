"""What the charts of Summary say: a sentence that stays true when an input changes, and a chart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from marketbook.workbook.address import Ref
from marketbook.workbook.charts import Chart, Dash, Series
from marketbook.workbook.desk import Desk
from marketbook.workbook.grid import Block
from marketbook.workbook.market import REST, Group
from marketbook.workbook.sheets import evidence, forecast
from marketbook.workbook.sheets.parts import has_moving, share_key, size_key
from marketbook.workbook.tell import percent

_OURS = "low and high scenarios are our assumption"
_MOST_BARS = 12


@dataclass(frozen=True, slots=True)
class Finding:
    """One chart with its sentence.

    Attributes:
        key: Its row among the words of Summary.
        name: What it is about.
        sentence: Formula of the sentence, which is the chart's title too.
        where: Where its figures stand in the workbook.
        source: Where they come from.
        draw: Makes the chart, given the cell of the sentence.
    """

    key: tuple[str, str]
    name: str
    sentence: str
    where: str
    source: str
    draw: Callable[[Ref], Chart]


def list_findings(desk: Desk) -> list[Finding]:
    """The findings a market has figures for."""
    found = [_growing(desk), _rates(desk)]
    market = desk.market
    if market.regions.parts:
        found.append(_shares(desk, market.regions, "Regions"))
    axis = market.main_axis
    if axis is not None:
        found.append(_shares(desk, axis, "Segments"))
    elif market.regions.parts:
        found.append(_stacked(desk, market.regions))
    return [finding for finding in found if finding is not None]


def _sources(*figures: str) -> str:
    return ", ".join(sorted({source for source in figures if not source.startswith("Our")}))


def _growing(desk: Desk) -> Finding:
    market = desk.market
    lines = desk.block("Forecast", "lines")
    times = lines.at(forecast.CHOSEN, "second")
    source = _sources(*(point.source for point in market.points))

    def draw(title: Ref) -> Chart:
        first, last = market.years[0], market.years[-1]
        return Chart(
            "lines", title, _scenario_series(desk, lines), "Year", market.unit,
            market.size_number.replace("size-1", "size-0"),
            f"Lines of the size of the whole market from {first} to {last} in {market.unit} under "
            "the low, base and high scenario, with the published sizes as diamonds. The figures "
            "are on Forecast.",
            first_across=first, last_across=last,
        )  # fmt: skip

    return Finding(
        ("finding", "size"), "Size of the market",
        f'=IF({times}<1,"Shrinks to ","Grows ")&TEXT({times},"0.0")&" times in "'
        '&(last_year-base_year)&" years, "&scenario&" scenario"',
        "Forecast, section Result", f"{source}; {_OURS}", draw,
    )  # fmt: skip


def _scenario_series(desk: Desk, lines: Block) -> tuple[Series, ...]:
    first, last = desk.market.years[0], desk.market.years[-1]
    years = lines.across("header", first, last)
    looks: dict[str, tuple[str, Dash]] = {
        "low": ("grey-2", "dot"),
        "base": ("accent", "solid"),
        "high": ("grey-1", "dash"),
    }
    series: list[Series] = []
    for scenario in desk.market.scenarios:
        row = forecast.result_key(scenario.key)
        colour, dash = looks[scenario.key]
        values = lines.across(row, first, last)
        wide = 3.0 if scenario.key == "base" else 2.0
        name = lines.at(row, "line")
        series.append(Series(name, years, values, colour, dash, width=wide))
    points = desk.market.points
    top, end = ("point", str(points[0].year)), ("point", str(points[-1].year))
    years, sizes = (desk.block("Inputs", "inputs").down(k, top, end) for k in ("year", "value"))
    label = lines.at(forecast.SIZE, "line")
    series.append(Series(label, years, sizes, "ink", "none", marker="diamond"))
    return tuple(series)


def _rates(desk: Desk) -> Finding | None:
    """Published growth of the whole and of regions."""
    rows = [
        str(row["record"])
        for row in evidence.list_figures(desk)
        if row["figure"] == "Growth" and not row["segment"]
    ][:_MOST_BARS]
    if not rows:
        return None
    block = desk.block("Evidence", "figures")
    names = block.down("region", rows[0], rows[-1])
    values = block.down("value", rows[0], rows[-1])
    most = f"MAX({values})"
    if len(rows) == 1:
        return _rates_of_scenarios(desk)
    sentence = (
        f'=INDEX({names},MATCH({most},{values},0))&" grows fastest: "&TEXT({most},"0.0")'
        '&" percent a year"'
    )
    sources = _sources(*(str(r["source"]) for r in evidence.list_figures(desk)))

    def draw(title: Ref) -> Chart:
        title_of = block.at("header", "value")
        series = Series(title_of, names, values, "accent", labelled=True)
        return Chart(
            "bars", title, (series,), "", "Published growth, percent a year", "decimal",
            "Bars of the published growth of the whole market and of each region or country that "
            "has one. The figures are on Evidence.",
            legend=False,
        )  # fmt: skip

    return Finding(
        ("finding", "growth"), "Published growth by region", sentence,
        "Evidence, figure Growth", sources, draw,
    )  # fmt: skip


def _rates_of_scenarios(desk: Desk) -> Finding:
    """Growth of the whole by scenario, where no source prints one for a part."""
    lines = desk.block("Forecast", "lines")
    keys = [forecast.result_key(scenario.key) for scenario in desk.market.scenarios]
    names = lines.down("line", keys[0], keys[-1])
    values = lines.down("growth", keys[0], keys[-1])

    def draw(title: Ref) -> Chart:
        series = Series(lines.at("header", "growth"), names, values, "accent", labelled=True)
        return Chart(
            "bars", title, (series,), "", "Growth of the whole market a year, percent", "percent",
            "Bars of the growth a year of the whole market under the low, base and high scenario. "
            "The figures are on Forecast.",
            legend=False,
        )  # fmt: skip

    source = desk.market.growth.figure.source
    return Finding(
        ("finding", "growth"), "Growth by scenario",
        f'={percent("published_growth")}&" a year, published for the whole only"',
        "Forecast, section Result", f"{source}; {_OURS}", draw,
    )  # fmt: skip


def _shares(desk: Desk, group: Group, sheet: str) -> Finding:
    """Shares of a group in the base year, and in the last year where they move."""
    block = desk.block(sheet, "lines")
    base = int(desk.market.base_year.value)
    years = (base, desk.market.years[-1]) if has_moving(group) else (base,)
    keys = [part.key for part in group.parts][:_MOST_BARS]
    top, end = share_key(group.key, keys[0]), share_key(group.key, keys[-1])
    named, values = block.down("line", top, end), block.down(base, top, end)
    most = f"MAX({values})"
    # a range of one cell is no list to search: the engines differ on it
    leader = f"{named}" if len(keys) == 1 else f"INDEX({named},MATCH({most},{values},0))"
    what = "regions" if sheet == "Regions" else f"segments by {group.name.lower()}"
    return Finding(
        ("finding", group.key), f"Shares of the {what}",
        f'={leader}&" leads with "&{percent(most, _choose_digits(group)[1])}&" in "&base_year',
        f"{sheet}, section {group.name}: share",
        _sources(*(part.figure.source for part in group.parts)),
        lambda title: _draw_shares(title, block, group, years, what),
    )  # fmt: skip


def _draw_shares(
    title: Ref, block: Block, group: Group, years: tuple[int, ...], what: str
) -> Chart:
    keys = [part.key for part in group.parts][:_MOST_BARS]
    cut = _is_whole(group) or len(keys) < len(group.parts)
    top = share_key(group.key, keys[0])
    end = share_key(group.key, keys[-1] if cut else REST)
    colours = ("grey-3", "accent") if len(years) > 1 else ("accent",)
    names = block.down("line", top, end)
    series = tuple(
        Series(block.at("header", year), names, block.down(year, top, end), colour, labelled=True)
        for year, colour in zip(years, colours, strict=True)
    )
    told = " and ".join(map(str, years))
    return Chart(
        "bars", title, series, "", f"Share of the market, percent, {told}",
        _choose_digits(group)[0],
        f"Bars of the shares of the {what} in {told}, with what is not published. The figures "
        f"are on {block.sheet}.",
        legend=len(years) > 1,
    )  # fmt: skip


def _stacked(desk: Desk, group: Group) -> Finding:
    """Sizes of the regions by year, where no segment has a published share."""
    block = desk.block("Regions", "lines")
    first, last = desk.market.years[0], desk.market.years[-1]
    keys = [part.key for part in group.parts][:5]
    row = size_key(group.key, keys[0])
    times = f"{block.at(row, last)}/{block.at(row, first)}"

    def draw(title: Ref) -> Chart:
        shades = ("accent", "accent-70", "accent-50", "grey-2", "grey-1")
        series = tuple(
            Series(
                block.at(size_key(group.key, key), "line"),
                block.across("header", first, last),
                block.across(size_key(group.key, key), first, last),
                shades[n],
            )
            for n, key in enumerate(keys)
        )
        return Chart(
            "stacked-columns", title, series, "Year", desk.market.unit, "size-0",
            f"Stacked columns of the size of each region from {first} to {last}. The figures are "
            "on Regions.",
        )  # fmt: skip

    return Finding(
        ("finding", "stacked"), "Sizes of the regions",
        f'={block.at(row, "line")}&" grows "&TEXT({times},"0.0")&" times by "&last_year',
        "Regions, section Regions: size",
        f"{_sources(*(part.figure.source for part in group.parts))}; by the chosen scenario",
        draw,
    )  # fmt: skip


def _choose_digits(group: Group) -> tuple[str, str]:
    """Number format of shares, and its code: with the decimals that the sources print."""
    decimals = any("." in part.figure.stated.split(" ")[0] for part in group.parts)
    return ("percent", "0.0") if decimals or has_moving(group) else ("percent-0", "0")


def _is_whole(group: Group) -> bool:
    """Whether the published shares make the whole, so that there is no remainder to draw."""
    return abs(1 - sum(part.figure.value for part in group.parts)) < 1e-9  # noise of floats
