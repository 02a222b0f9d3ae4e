"""The charts of the page as Vega-Lite specifications."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from marketbook.exports.page.draw import Drawing, Spec, draw
from marketbook.exports.page.lines import BASE, Cut, Scale, Sizes, list_totals
from marketbook.exports.page.words import write_number
from marketbook.text import show_hidden
from marketbook.workbook.market import MarketModel
from marketbook.workbook.theme import fold_text

_WIDE, _NARROW = 640, 310
_HEIGHT = 270
_BAR, _LINE, _MOST_LINES = 26, 13, 3
_UNIT = 6.4  # pixels of one of the units that texts are measured in
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Part:
    """One bar: what is there first, and what comes on top of it."""

    name: str
    begin: float
    end: float


def draw_forecast(model: MarketModel, scale: Scale) -> Drawing:
    """The three scenarios of a market, and the published sizes."""
    totals = list_totals(model)
    names = [scenario.name for scenario in model.scenarios]
    first, last = model.terms.base_year, model.years[-1]
    times = write_number(totals[BASE][last] / totals[BASE][first], 1)
    title = f"{times} times as large in {last} as in {first}, in the base scenario"
    says = (
        f"Lines of the size of {model.name} by year, {scale.unit}, in the scenarios "
        f"{', '.join(names)}, and points for the published sizes. The table below has the numbers."
    )
    wide, narrow = (_draw_forecast(model, scale, totals, width) for width in (_WIDE, _NARROW))
    return Drawing(title, says, wide, narrow, (("dot", "published size"),))


def _draw_forecast(model: MarketModel, scale: Scale, totals: tuple[Sizes, ...], width: int) -> str:
    x = _across(model.years, width)
    lines = list(_list_scenarios(model, scale, totals))
    ends = [{**row, "label": row["scenario"]} for row in lines if row["year"] == model.years[-1]]
    points = [{"year": one.year, "size": one.value * scale.factor} for one in model.points]
    layers = [
        _shade(model, scale, totals, x),
        _draw_lines(lines, x, _amounts(scale.unit)),
        _dot(points, x),
        _label_ends(_spread(ends), x),
    ]
    return draw({"width": width - 110, "height": _HEIGHT, "layer": layers})


def _list_scenarios(model: MarketModel, scale: Scale, totals: tuple[Sizes, ...]) -> Iterator[Row]:
    for n, (scenario, sizes) in enumerate(zip(model.scenarios, totals, strict=True)):
        for year, size in sizes.items():
            name = show_hidden(scenario.name)
            yield {"year": year, "size": size * scale.factor, "scenario": name, "n": n}


def _shade(model: MarketModel, scale: Scale, totals: tuple[Sizes, ...], x: Row) -> Spec:
    """What lies between the low and the high scenario."""
    low, high = totals[0], totals[-1]
    values = [
        {"year": year, "low": low[year] * scale.factor, "high": high[year] * scale.factor}
        for year in model.years
    ]
    return {
        "data": {"values": values},
        "mark": {"type": "area", "color": "var(--accent)", "opacity": 0.08},
        "encoding": {
            "x": x,
            "y": {"field": "low", "type": "quantitative"},
            "y2": {"field": "high"},
        },
    }


def _draw_lines(values: list[Row], x: Row, axis: Row) -> Spec:
    """A line for each scenario: the base in the accent, those beside it dashed."""
    order = {"type": "nominal", "field": "n", "legend": None}
    colours = {"range": ["var(--grey-1)", "var(--accent)", "var(--grey-1)"]}
    return {
        "data": {"values": values},
        "mark": {"type": "line", "strokeWidth": 2},
        "encoding": {
            "x": x,
            "y": {"field": "size", "type": "quantitative", "axis": axis},
            "color": {**order, "scale": colours},
            "strokeDash": {**order, "scale": {"range": [[2, 3], [1, 0], [6, 3]]}},
        },
    }


def _dot(values: Sequence[Row], x: Row) -> Spec:
    mark = {
        "type": "point", "filled": True, "size": 60, "color": "var(--accent)",
        "stroke": "var(--paper)", "strokeWidth": 1.5, "opacity": 1,
    }  # fmt: skip
    y = {"field": "size", "type": "quantitative"}
    return {"data": {"values": values}, "mark": mark, "encoding": {"x": x, "y": y}}


def _label_ends(values: list[Row], x: Row) -> Spec:
    """The names of lines beside their last points."""
    return {
        "data": {"values": values},
        "mark": {"type": "text", "align": "left", "dx": 7, "baseline": "middle"},
        "encoding": {
            "x": x,
            "y": {"field": "at", "type": "quantitative"},
            "text": {"field": "label"},
        },
    }


def _spread(ends: list[dict[str, Any]]) -> list[Row]:
    """Labels moved apart, so that no two of them touch."""
    top = max(end["size"] for end in ends)
    least = top * 1.35 * _SPACE / _HEIGHT
    at = float("-inf")
    placed: list[Row] = []
    for end in sorted(ends, key=lambda one: one["size"]):
        at = max(end["size"], at + least)
        placed.append({**end, "at": at})
    return placed


_SPACE = 14


def _across(years: Iterable[int], width: int) -> Row:
    """The axis of years, each a whole number, as many as fit."""
    every = list(years)
    step = max(1, -(-len(every) * 44 // (width - 110)))
    shown = every[::-1][::step]
    axis = {"title": None, "values": shown, "format": "d", "grid": False, "labelFlush": False}
    domain = {"domain": [every[0], every[-1]], "nice": False, "zero": False}
    return {"field": "year", "type": "quantitative", "axis": axis, "scale": domain}


def _amounts(unit: str) -> Row:
    """The axis of sizes, its unit above it."""
    return {
        "title": show_hidden(unit), "titleAngle": 0, "titleAlign": "left", "titleAnchor": "end",
        "titleY": -12, "titleX": -30, "tickCount": 5, "domain": False, "ticks": False,
        "format": ",~r",
    }  # fmt: skip


def draw_cut(cut: Cut, model: MarketModel, scale: Scale) -> Drawing | None:
    """Size of each part in the base year, and what it adds by the last; none for a single part."""
    years = first, last = model.terms.base_year, model.years[-1]
    parts = [
        Part(line.name, line.sizes[BASE][first] * scale.factor,
             line.sizes[BASE][last] * scale.factor)
        for line in cut.lines
        if not line.is_rest or _is_seen(line.sizes[BASE][last] * scale.factor, scale)
    ]  # fmt: skip
    return draw_bars(parts, years, scale, "below") if len(parts) > 1 else None


def _is_seen(size: float, scale: Scale) -> bool:
    """Whether a size is more than nothing once it is rounded."""
    return write_number(abs(size), scale.digits).strip("0.") != ""


def draw_bars(parts: list[Part], years: tuple[int, int], scale: Scale, where: str) -> Drawing:
    """Size of each part in one year, and what it adds by another.

    Args:
        parts: The parts, their sizes in the unit of ``scale``.
        years: The two years.
        scale: How sizes are shown.
        where: Where on the page the table of the same numbers is, ``above`` or ``below``.
    """
    first, last = years
    title = f"Size in {first} and in {last}, {scale.unit}, base scenario"
    keys = (("grey-3", f"Size in {first}"), ("accent", f"added by {last}"))
    says = (
        f"A bar for each line of the table {where}: its size in {first}, and what it adds by "
        f"{last}."
    )
    wide, narrow = (_draw_bars(parts, scale, width) for width in (_WIDE, _NARROW))
    return Drawing(title, says, wide, narrow, keys)


def _draw_bars(parts: list[Part], scale: Scale, width: int) -> str:
    limit = 200 if width == _WIDE else 120
    names = [fold_text(show_hidden(part.name), limit / _UNIT, _MOST_LINES) for part in parts]
    y, x = _name_bars(names, limit), {"type": "quantitative", "axis": None}
    kinds = {"begin": "var(--grey-3)", "added": "var(--accent)", "lost": "var(--line)"}
    colours = {"domain": [*kinds], "range": [*kinds.values()]}
    bars = {
        "data": {"values": list(_list_bars(parts))},
        "mark": {"type": "bar", "height": 14},
        "encoding": {
            "y": y,
            "x": {**x, "field": "from"},
            "x2": {"field": "to"},
            "color": {"field": "kind", "type": "nominal", "legend": None, "scale": colours},
        },
    }
    ends = [
        {"n": n, "end": part.end, "label": write_number(part.end, scale.digits)}
        for n, part in enumerate(parts)
    ]
    labels = {
        "data": {"values": ends},
        "mark": {"type": "text", "align": "left", "dx": 5, "baseline": "middle"},
        "encoding": {"y": y, "x": {**x, "field": "end"}, "text": {"field": "label"}},
    }
    height = len(parts) * (_BAR + _LINE * (max(map(len, names)) - 1))
    return draw({"width": width - limit - 60, "height": height, "layer": [bars, labels]})


def _name_bars(names: list[list[str]], limit: int) -> Row:
    """The axis of parts by their place, as two of them may have one name; each in its lines."""
    axis = {
        "title": None, "domain": False, "ticks": False, "labelColor": "var(--ink)",
        "labelLimit": limit, "labelExpr": f"{json.dumps(names)}[datum.value]",
    }  # fmt: skip
    return {"field": "n", "type": "nominal", "sort": None, "axis": axis}


def _list_bars(parts: list[Part]) -> Iterator[Row]:
    for n, part in enumerate(parts):
        kind = "added" if part.end >= part.begin else "lost"
        yield {"n": n, "from": 0, "to": min(part.begin, part.end), "kind": "begin"}
        yield {"n": n, "from": part.begin, "to": part.end, "kind": kind}
