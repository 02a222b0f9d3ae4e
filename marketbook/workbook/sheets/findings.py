"""What the charts of Summary say: a sentence that stays true when an input changes, and a chart."""

from __future__ import annotations

from marketbook.workbook.address import Ref
from marketbook.workbook.board import Finding
from marketbook.workbook.charts import Chart, Dash, Series
from marketbook.workbook.desk import Desk
from marketbook.workbook.grid import Block
from marketbook.workbook.headlines import find_fastest, find_leader
from marketbook.workbook.market import REST, Figure, Group
from marketbook.workbook.series_charts import draw_bars
from marketbook.workbook.sheets import forecast, opportunity
from marketbook.workbook.sheets.parts import has_moving, share_key, size_key
from marketbook.workbook.tell import name_source, percent, tell_number

_OURS = "low and high are ours"


def list_findings(desk: Desk) -> list[Finding]:
    """The findings a market has figures for."""
    market = desk.market
    several = len(market.regions.parts) > 1
    found = [_growing(desk)]
    found.append(_added(desk, market.regions) if several else _rates_of_scenarios(desk))
    if market.regions.parts:
        found.append(_shares(desk, market.regions, "Regions"))
    axis = market.main_axis
    if axis is not None:
        found.append(_shares(desk, axis, "Segments"))
    elif market.regions.parts:
        found.append(_ranked(desk, market.regions))
    fastest = _fastest(desk)
    return [*found, fastest] if fastest else found


def _sources(desk: Desk, *figures: str) -> str:
    named = {name_source(desk.records, one) for one in figures if not one.startswith("Our")}
    return "; ".join(sorted(named))


def _growing(desk: Desk) -> Finding:
    market = desk.market
    lines = desk.block("Forecast", "lines")
    source = _sources(desk, *(point.source for point in market.points))

    def draw(title: Ref) -> Chart:
        first, last = market.years[0], market.years[-1]
        return Chart(
            "lines", title, _scenario_series(desk, lines), "Year",
            lines.at(forecast.shown_key("base"), "unit"), market.shown_number,
            f"Lines of the size of the whole market from {first} to {last} in "
            f"{market.shown.name} under the low, base and high scenario, with the published sizes "
            "as diamonds. The figures are on Forecast.",
            first_across=first, last_across=last,
        )  # fmt: skip

    return Finding(
        ("finding", "size"), "Size of the market", _tell_size(desk),
        "Forecast, Opportunity", draw, f"{source}; {_OURS}",
    )  # fmt: skip


def _tell_size(desk: Desk) -> str:
    """What the chosen scenario adds, over which years, and how many times larger that is."""
    lines, parts = (desk.block(sheet, "lines") for sheet in ("Forecast", "Opportunity"))
    times = lines.at(forecast.CHOSEN, "second")
    added, code = parts.at(opportunity.WHOLE, "added"), _code(desk)
    amount = f'{tell_number(f"ABS({added})", code)}&" "&shown_unit&", "'
    told = (
        f'IF({times}<1,"Loses ","Adds ")&{amount}&base_year&" to "&last_year&": "'
        f'&{tell_number(times, "0.0")}&" times ("&scenario&")"'
    )
    if desk.market.growth.origin != "assumed":
        return f"={told}"
    kept = '"No growth is published: the size of "&base_year&" is kept to "&last_year'
    return f"=IF(ROUND({times},4)=1,{kept},{told})"


def _code(desk: Desk) -> str:
    """Format code of sizes inside a sentence."""
    return desk.theme.number(desk.market.shown_number).split(";")[0]


def point_key(point: Figure) -> tuple[str, int]:
    """Row of a published size among the words of Summary."""
    return ("point", point.year or 0)


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
        row = forecast.shown_key(scenario.key)
        colour, dash = looks[scenario.key]
        values = lines.across(row, first, last)
        wide = 3.0 if scenario.key == "base" else 2.0
        name = lines.at(row, "line")
        series.append(Series(name, years, values, colour, dash, width=wide))
    words, points = desk.block("Summary", "words"), desk.market.published
    years, sizes = (
        words.down(column, point_key(points[0]), point_key(points[-1])) for column in ("b", "c")
    )
    label = words.at(point_key(points[0]), "a")
    series.append(Series(label, years, sizes, "ink", "none", marker="diamond"))
    return tuple(series)


def _added(desk: Desk, group: Group) -> Finding:
    """What each part of a group adds."""
    block, names = desk.block("Opportunity", "lines"), opportunity.span_of(desk, group, "line")
    added, leader = opportunity.span_of(desk, group, "added"), find_leader(group)
    told = f"Growth in {desk.market.shown.called} by {group.cut}"
    plain = f'"{told}, "&base_year&" to "&last_year'
    sentence = f"={plain}"
    if leader is not None:
        rest = block.at(size_key(group.key, REST), "added")
        most = f"MAX({added})"
        claim = (
            f'INDEX({names},MATCH({most},{added},0),1)&" adds most {desk.market.shown.called}, "'
            '&base_year&" to "&last_year'
        )
        sentence = f"=IF({most}>MAX({rest},0),{claim},{plain})"
    sentence = opportunity.tell_bars(group, sentence)
    return Finding(
        ("finding", "added"), told, sentence,
        "Opportunity", lambda title: opportunity.draw_added(desk, group, title),
        _name_sources(desk, group),
    )  # fmt: skip


def _fastest(desk: Desk) -> Finding | None:
    """Which region, or segment of an axis, grows fastest by published rates; in words only."""
    market = desk.market
    places = desk.records.typed.codes.places.within(market.region_id)
    parts = market.places
    found = [find_fastest(parts, [places.is_wide(part.key) for part in parts])]
    cuts = [cut for axis in market.axes for cut in (axis, *axis.inside)]
    found += [find_fastest(cut.parts, [True] * len(cut.parts)) for cut in cuts]
    known = [one for one in found if one is not None]
    if not known:
        return None
    best = max(known, key=lambda one: len(one.among))
    inputs = desk.block("Inputs", "inputs")
    rates = [inputs.at(("rate", *part.place), "value") for part in best.among]
    own = inputs.at(("rate", *best.part.place), "value")
    years = f"{best.period[0]} to {best.period[1]}"
    claim = f'"{best.part.name} grows fastest of {len(best.among)} with published growth: "'
    others = ",".join(str(rate) for rate in rates)
    return Finding(
        ("finding", "fastest"), "Published growth",
        f'=IF({own}>=MAX({others}),{claim}&{percent(own)}&" a year, {years}",'
        f'"Published growth, {years}, is on Inputs")',
        "Inputs; as printed on Evidence", None,
        name_source(desk.records, best.part.growth.source if best.part.growth else ""),
    )  # fmt: skip


def _rates_of_scenarios(desk: Desk) -> Finding:
    """Growth of the whole by scenario, where there are no parts to compare."""
    lines = desk.block("Forecast", "lines")
    keys = [forecast.result_key(scenario.key) for scenario in desk.market.scenarios]

    def draw(title: Ref) -> Chart:
        return draw_bars(
            lines, ("growth",), (keys[0], keys[-1]), title,
            "Growth of the whole market a year, percent", "percent",
            "Bars of the growth a year of the whole market under the low, base and high scenario. "
            "The figures are on Forecast.",
        )  # fmt: skip

    source = name_source(desk.records, desk.market.growth.figure.source)
    draws = draw if desk.market.growth.value else None  # bars of nothing show nothing
    return Finding(
        ("finding", "growth"), "Growth by scenario",
        f'={percent("published_growth")}&" a year {desk.market.growth.origin}, "&growth_begin&" to '
        '"&growth_end',
        "Forecast", draws, f"{source}; {_OURS}",
    )  # fmt: skip


def _shares(desk: Desk, group: Group, sheet: str) -> Finding:
    """Shares of a group in the base year, and in the last year where they move."""
    block = desk.block(sheet, "lines")
    base = int(desk.market.base_year.value)
    years = (base, desk.market.years[-1]) if has_moving(group) else (base,)
    top, end = (share_key(group.key, group.parts[n].key) for n in (0, -1))
    named, values = block.down("line", top, end), block.down(base, top, end)
    what = "regions" if sheet == "Regions" else f"segments by {group.cut}"
    later = '&" and "&last_year' if len(years) > 1 else ""
    plain, sentence = f'"Shares of the {what}, "&base_year{later}', ""
    if find_leader(group) is not None:
        most, rest = f"MAX({values})", block.at(share_key(group.key, REST), base)
        claim = (
            f'INDEX({named},MATCH({most},{values},0),1)&" leads with "'
            f'&{percent(most, _choose_digits(group)[1])}&" in "&base_year'
        )
        sentence = f"IF({most}>{rest},{claim},{plain})"
    return Finding(
        ("finding", group.key), f"Shares of the {what}",
        opportunity.tell_bars(group, f"={sentence or plain}"),
        sheet, lambda title: _draw_shares(desk, title, group, years, what),
        _name_sources(desk, group),
    )  # fmt: skip


def _name_sources(desk: Desk, group: Group) -> str:
    return _sources(desk, *(part.figure.source for part in group.parts))


def _draw_shares(desk: Desk, title: Ref, group: Group, years: tuple[int, ...], what: str) -> Chart:
    block, columns = desk.block("Opportunity", "lines"), ("first", "last")[: len(years)]
    told = " and ".join(map(str, years))
    shades = f"grey {years[0]}, dark {years[-1]}" if len(years) > 1 else told
    return draw_bars(
        block, columns, opportunity.ends_of(desk, group, with_rest=True), title,
        f"Share of the market, percent; {shades}", _choose_digits(group)[0],
        f"Bars of the shares of the {what} in {told}, largest first. The figures are on "
        f"{block.sheet}.",
    )  # fmt: skip


def _ranked(desk: Desk, group: Group) -> Finding:
    """Sizes of the regions in two years, where no segment has a published share."""
    block = desk.block("Opportunity", "lines")

    def draw(title: Ref) -> Chart:
        return draw_bars(
            block, ("begin", "end"), opportunity.ends_of(desk, group), title,
            f"{desk.market.shown.name}; grey base year, dark last year", desk.market.shown_number,
            "Bars of the size of each region in the base year and in the last year, by the chosen "
            "scenario. The figures are on Opportunity.",
        )  # fmt: skip

    return Finding(
        ("finding", "ranked"), "Sizes of the regions",
        opportunity.tell_bars(group, '="Size by region, "&base_year&" and "&last_year'),
        "Opportunity", draw, _name_sources(desk, group),
    )  # fmt: skip


def _choose_digits(group: Group) -> tuple[str, str]:
    """Number format of shares, and its code: with the decimals that the sources print."""
    decimals = any("." in part.figure.stated.split(" ")[0] for part in group.parts)
    return ("percent", "0.0") if decimals or has_moving(group) else ("percent-0", "0")
