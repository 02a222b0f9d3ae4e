"""One market on the page: headline figures, forecast, parts, contradictions, what is said of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from marketbook.exports.page import charts
from marketbook.exports.page.draw import Drawing
from marketbook.exports.page.lines import (
    BASE,
    Cut,
    Scale,
    list_cuts,
    list_totals,
    tabulate_growth,
    tabulate_years,
)
from marketbook.exports.page.links import Links, make_href
from marketbook.exports.page.lists import list_tables
from marketbook.exports.page.problems import Problem
from marketbook.exports.page.words import MISSING, Cell, Piece, Table, say, tabulate, write_percent
from marketbook.markets.printed import Rate, Size
from marketbook.workbook.market import Figure, MarketModel
from marketbook.workbook.records import Record, Records
from marketbook.workbook.tell import name_source

_FEWEST_PUBLISHERS = 2


@dataclass(frozen=True, slots=True)
class Card:
    """A headline figure: what it is, the number, what to know about it."""

    label: str
    number: str
    note: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class CutView:
    """A market cut one way: a chart, growth by part, sizes by year.

    Attributes:
        cut: Its lines.
        name: Its place on the page.
        drawing: Its chart; none where it is not drawn.
        growth, years: Its tables.
    """

    cut: Cut
    name: str
    drawing: Drawing | None
    growth: Table
    years: Table


@dataclass(frozen=True, slots=True)
class MarketView:
    """One market.

    Attributes:
        market_id, name, short, definition, note: As in the tables.
        part_of: Name of the market that it is part of, and its address.
        model: Its model; none where no size of the whole is published.
        cards: Headline figures.
        forecast: Its chart and its table.
        cuts: Regions, then each axis.
        publishers: What each publisher prints of the whole; none where there is only one.
        inside: What is published of places inside the regions.
        problems: What the audit finds of it.
        lists: Players, developments and the like, by section.
    """

    market_id: str
    name: str
    short: str
    definition: str
    note: str
    part_of: Cell | None
    model: MarketModel | None
    cards: tuple[Card, ...]
    drawing: Drawing | None
    forecast: Table | None
    unit: str
    cuts: tuple[CutView, ...]
    publishers: Table | None
    inside: Table | None
    problems: tuple[Problem, ...]
    lists: Mapping[str, Table]

    @property
    def place(self) -> str:
        """Its place on the page."""
        return f"market/{self.market_id}"

    @property
    def href(self) -> str:
        """Its address on the page."""
        return make_href(self.place)


def view_market(
    records: Records,
    links: Links,
    row: Record,
    model: MarketModel | None,
    problems: Sequence[Problem],
    *,
    is_drawn: bool,
) -> MarketView:
    """One market as the page shows it; ``is_drawn`` tells whether it has charts."""
    scale = Scale.read(model) if model else None
    parent = records.by_key("markets", "market_id").get(row["parent_id"] or "")
    return MarketView(
        market_id=row["market_id"],
        name=row["name"],
        short=row["abbreviation"] or row["name"],
        definition=row["definition"] or "",
        note=row["note"] or "",
        part_of=say(parent["name"], make_href(f"market/{parent['market_id']}")) if parent else None,
        model=model,
        cards=_list_cards(links, model, scale) if model and scale else (),
        drawing=charts.draw_forecast(model, scale) if model and scale and is_drawn else None,
        forecast=_tabulate_forecast(model, scale) if model and scale else None,
        unit=scale.unit if scale else "",
        cuts=_view_cuts(model, scale, is_drawn=is_drawn) if model and scale else (),
        publishers=_tabulate_publishers(records, links, row["market_id"]),
        inside=_tabulate_inside(records, links, model) if model and model.regions.nested else None,
        problems=tuple(problems),
        lists=list_tables(records, row["market_id"]),
    )


def _list_cards(links: Links, model: MarketModel, scale: Scale) -> tuple[Card, ...]:
    """The headline figures of the workbook's Summary, in the base scenario."""
    totals, terms = list_totals(model), model.terms
    first, last = terms.base_year, model.years[-1]
    base = next(point for point in model.points if point.year == first)
    growth, low, high = model.growth, totals[0][last], totals[-1][last]
    implied = bool(growth.figure.assumed) or not growth.figure.record
    return (
        Card(f"Size in {first}", scale.write(base.value), f"{scale.unit}, published",
             links.figure(base.record)),
        Card(f"Size in {last}", scale.write(totals[BASE][last]), f"{scale.unit}, base scenario"),
        Card(f"Growth a year, {growth.begin} to {growth.end}", write_percent(growth.value),
             "implied by the sizes" if implied else "published",
             links.figure(growth.figure.record)),
        Card(f"Range in {last}", f"{scale.write(low)} to {scale.write(high)}",
             f"{scale.unit}, low to high: our assumption"),
    )  # fmt: skip


def _tabulate_forecast(model: MarketModel, scale: Scale) -> Table:
    """Scenarios and published sizes by year."""
    heads = [str(year) for year in model.years]
    totals, points = list_totals(model), model.terms.points
    rows = [
        [say(scenario.name), *(say(scale.write(sizes[year])) for year in model.years)]
        for scenario, sizes in zip(model.scenarios, totals, strict=True)
    ]
    printed = [scale.write(points[year]) if year in points else MISSING for year in model.years]
    rows.append([say("Published"), *map(say, printed)])
    return tabulate(f"Size by scenario, {scale.unit}", ["Scenario", *heads], rows, heads)


def _tabulate_publishers(records: Records, links: Links, market_id: str) -> Table | None:
    """What each publisher prints for the whole market; none where there is only one."""
    whole = (records.family_of(market_id).whole_of(market_id), "")
    rows = [
        [
            say(name_source(records, one.source.id)),
            _list_cells(links, [size for size in one.sizes if size.subject == whole]),
            _list_cells(links, [rate for rate in one.rates if rate.subject == whole]),
        ]
        for one in records.publications_of(market_id)
    ]
    rows = [row for row in rows if row[1].text != MISSING or row[2].text != MISSING]
    if len(rows) < _FEWEST_PUBLISHERS:
        return None
    heads = ("Publisher", "Sizes, as printed", "Growth a year, as printed")
    return tabulate("What each publisher prints for the whole market", heads, rows)


def _list_cells(links: Links, figures: Sequence[Size | Rate]) -> Cell:
    """Figures as printed with their years, one after another."""
    pieces: list[Piece] = []
    for figure in figures:
        when = str(figure.year or "") if isinstance(figure, Size) else figure.label
        told = figure.told if isinstance(figure, Size) else f"{figure.told} %"
        pieces += [Piece("; " if pieces else ""), Piece(told, links.figure(figure.cite))]
        pieces.append(Piece(f", {when}" if when else ""))
    return Cell(tuple(pieces)) if pieces else say(None)


def _view_cuts(model: MarketModel, scale: Scale, *, is_drawn: bool) -> tuple[CutView, ...]:
    return tuple(
        CutView(
            cut,
            f"market/{model.market_id}/{cut.key}",
            charts.draw_cut(cut, model, scale) if is_drawn and not cut.is_inside else None,
            tabulate_growth(cut, model, scale),
            _tabulate_cut(cut, model, scale),
        )
        for cut in list_cuts(model)
    )


def _tabulate_cut(cut: Cut, model: MarketModel, scale: Scale) -> Table:
    caption = f"{cut.name} by year, {scale.unit}, base scenario"
    return tabulate_years(caption, cut.lines, model.years, scale, list_totals(model)[BASE])


def _tabulate_inside(records: Records, links: Links, model: MarketModel) -> Table:
    """Places inside the regions, as printed."""
    rows = [
        [
            say(part.name),
            say(model.regions.name_container(part.container)),
            _cite(links, part.figure),
            say(part.figure.year),
            _cite(links, part.growth) if part.growth else say(None),
            say(name_source(records, part.figure.source)),
        ]
        for part in sorted(model.regions.nested, key=lambda part: (part.container, part.name))
    ]
    heads = ("Place", "In", "Size or share", "Year", "Growth a year", "Source")
    return tabulate("Places inside the regions, as printed", heads, rows, ["Year"])


def _cite(links: Links, figure: Figure) -> Cell:
    return say(figure.stated.replace(" percent", " %"), links.figure(figure.record))
