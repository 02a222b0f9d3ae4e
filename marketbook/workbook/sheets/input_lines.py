"""What is on Inputs: every assumption and published figure of a market, a line each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from marketbook.figures import FLOAT_NOISE
from marketbook.forecasts import METHODS, scale_growth
from marketbook.markets.beside import ORDER
from marketbook.markets.printed import Unit
from marketbook.workbook.forecast_lines import METHOD_NAMES
from marketbook.workbook.market import REST, Figure, MarketModel, Part, Scenario

_METHOD_NOTES = {
    "constant-growth": "The same growth every year, from the base size.",
    "published-points": "Through every published size, at constant growth between two of them.",
    "fading-growth": "Growth fades in a straight line to the long-run rate.",
    "logistic": "An S-curve (logistic): growth begins as published and levels off at the ceiling.",
}
COLUMNS = ("section", "input", "value", "unit", "year", "printed", "source", "place")
TITLES = {
    "section": "Section", "input": "Input", "value": "Value", "unit": "Unit", "year": "Year",
    "printed": "As printed", "source": "Source", "place": "Place in the document, and notes",
}  # fmt: skip
WIDTHS = {
    "section": 26, "input": 44, "value": 18, "unit": 23, "year": 8, "printed": 23,
    "source": 27, "place": 86,
}  # fmt: skip
SCENARIO_TERMS = (
    ("name", "Scenario name", "name", "general"),
    ("method", "Method", "name", "general"),
    ("factor", "Growth factor", "× published growth", "factor"),
    ("long_run", "Long-run growth", "a year", "percent"),
    ("fade", "Years until growth has faded", "years", "count"),
    ("ceiling", "Ceiling", "× last published size", "factor"),
)
"""What a scenario is made of: key, name of its line before the scenario's id, unit, format."""
_OURS = "Our assumption"
_WINDOW = "The years that the published growth covers; Summary compares over these."

LAST_POINT = ("point", "end")
RIVAL_FACTOR = ("publishers",)
SHOWN = ("shown",)
MIDDLE = ("middle",)
PUBLISHER = ("publisher",)
USED = "used"
"""Lines of the figures that the model starts from, where there are several publishers."""
USED_GROWTH, LAST_USED = (USED, "growth"), (USED, "end")
STEPS = ("Lowest", "Lower", "As published", "Higher", "Highest")
"""Steps of the assumptions on Sensitivity."""
SENSITIVITY = {
    "growth": (0.6, 0.8, 1.0, 1.2, 1.4),
    "long": (-0.04, -0.02, 0.0, 0.02, 0.04),
    "ceiling": (0.5, 0.75, 1.0, 1.25, 1.5),
}
"""Growth and the ceiling times so much; so much more long-run growth, a fraction a year."""
_STEP_NAMES = {
    "growth": ("growth", "× growth of the base scenario", "factor"),
    "long": ("long-run growth", "a year, added", "percent-signed"),
    "ceiling": ("ceiling", "× ceiling of the base scenario", "factor"),
}
LAST_UNIT = ("unit", "end of list")
Kind = Literal["number", "text", "label", "used"]
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of Inputs."""

    key: Key
    section: str
    name: str
    value: float | str
    unit: str
    number: str = "general"
    year: int | None = None
    printed: str = ""
    source: str = _OURS
    place: str = ""
    kind: Kind = "number"


def list_lines(market: MarketModel) -> list[Line]:
    """All inputs of a market in the order of the sheet."""
    return [
        *_size_lines(market),
        *_used_lines(market),
        *_choice_lines(market),
        *_scenario_lines(market),
        *_region_lines(market),
        *_segment_lines(market),
        *_method_lines(),
        *_weight_lines(market),
        *_step_lines(),
        *list_unit_lines(market.units),
        *list_check_lines([market]),
    ]


def grid_pairs(market: MarketModel) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Key and name of each row and column of Grid; both empty where there is nothing to cross."""
    axis = market.main_axis
    if axis is None or not market.regions.parts:
        return [], []
    rows = [(part.key, part.name) for part in market.regions.parts]
    columns = [(part.key, part.name) for part in axis.parts]
    return [*rows, (REST, market.regions.rest_name)], [*columns, (REST, "Other, or not published")]


def _size_lines(market: MarketModel) -> Iterator[Line]:
    section = "Market size"
    yield _line(("base_year",), section, "Base year", market.base_year, "year", "year")
    for point in market.points:
        name = f"Size of the whole market, {point.year}"
        key = ("point", str(point.year))
        yield _line(key, section, name, point, market.unit, "exact")
    # One cell is no list to every engine; and rows put in above this line join the list.
    yield Line(
        LAST_POINT, section, "End of the published sizes", "–", market.unit, source="Marketbook",
        place="To add a size, insert a row above this line." if market.publishers < 2
        else "Sizes of other publishers are on Publishers.", kind="label",
    )  # fmt: skip
    growth = market.growth
    name = "Growth of the whole market"
    yield _line(("growth",), section, name, growth.figure, "a year", "percent-2")
    for key, which, year in (("begin", "First", growth.begin), ("end", "Last", growth.end)):
        yield Line(
            ("growth", key), section, f"{which} year of that growth", year, "year", "year",
            source=growth.figure.source, place=_WINDOW,
        )  # fmt: skip


def point_key(market: MarketModel, point: Figure) -> Key:
    """Line of a size that the model starts from."""
    return (USED if market.publishers > 1 else "point", str(point.year))


def _used_lines(market: MarketModel) -> Iterator[Line]:
    """Sizes and growth of the publisher chosen here; as printed, of the one chosen at first."""
    if market.publishers < 2:
        return
    section, growth = "Chosen publisher", market.growth.figure
    yield Line(
        PUBLISHER, section, "Publisher that the model starts from", market.publisher, "name",
        place="Choose from Publishers, which also gives the audit's verdict on each.", kind="text",
    )  # fmt: skip
    how = "As published, or moved to that year by the growth of the chosen publisher."
    for point in market.points:
        yield Line(
            point_key(market, point), section, f"Size of the whole market, {point.year}",
            point.value, market.unit, "exact", point.year, source="Publishers", place=how,
            kind="used",
        )  # fmt: skip
    yield Line(
        LAST_USED, section, "End of the chosen sizes", "–", market.unit, source="Marketbook",
        place="Marks the end of the list.", kind="label",
    )  # fmt: skip
    yield Line(
        USED_GROWTH, section, "Growth of the whole market, chosen", growth.value, "a year",
        "percent-2", source="Publishers", place="Published by the chosen publisher, or implied.",
        kind="used",
    )  # fmt: skip


def _method_lines() -> Iterator[Line]:
    for method in METHODS:
        yield Line(
            ("method", method), "Methods", METHOD_NAMES[method], METHOD_NAMES[method],
            "name", source="Marketbook", place=_METHOD_NOTES[method], kind="label",
        )  # fmt: skip


def _scenario_lines(market: MarketModel) -> Iterator[Line]:
    for term, name, unit, number in SCENARIO_TERMS:
        for scenario in market.scenarios:
            yield _scenario_line(scenario, term, name, unit, number)


def _scenario_line(scenario: Scenario, term: str, name: str, unit: str, number: str) -> Line:
    terms = scenario.terms
    value: float | str = {
        "name": scenario.name,
        "method": METHOD_NAMES[terms.method],
        "factor": terms.growth_factor,
        "long_run": terms.long_run_rate,
        "fade": terms.fade_years,
        "ceiling": terms.ceiling_multiple,
    }[term]
    notes = {
        "name": scenario.rationale,
        "method": "One of the four methods below.",
        "factor": "1 keeps the published growth, 0.8 takes a fifth of it away: 5 % becomes 4 %, "
        "and −5 % becomes −6 %. Used by every method.",
        "long_run": "Used by fading growth only.",
        "fade": "Used by fading growth only.",
        "ceiling": "Used by saturating growth only; × the base size where the market falls.",
    }
    return Line(
        ("scenario", term, scenario.key), "Scenarios", f"{name}, {scenario.key}", value, unit,
        number, place=notes[term], kind="text" if isinstance(value, str) else "number",
    )  # fmt: skip


def _region_lines(market: MarketModel) -> Iterator[Line]:
    for part in market.places:
        yield from _part_lines(part, "Regions", market.unit)


def _segment_lines(market: MarketModel) -> Iterator[Line]:
    for axis in market.axes:
        for part in (*axis.parts, *axis.nested):
            yield from _part_lines(part, f"Segments: {axis.name}", market.unit)


def _part_lines(part: Part, section: str, unit: str) -> Iterator[Line]:
    figure = part.figure
    if part.is_size:
        yield _line(("size", *part.place), section, f"Size of {part.name}", figure, unit, "exact")
    else:
        name = f"Share of {part.name}"
        yield _line(("share", *part.place), section, name, figure, "of the whole market", "percent")
    if part.growth is not None:
        name = f"Growth of {part.name}"
        yield _line(("rate", *part.place), section, name, part.growth, "a year", "percent-2")


def _weight_lines(market: MarketModel) -> Iterator[Line]:
    rows, columns = grid_pairs(market)
    for row, row_name in rows:
        for column, column_name in columns:
            yield Line(
                ("weight", row, column), "Grid weights", f"{row_name} × {column_name}", 1.0,
                "relative weight", "factor",
                place="1 everywhere means no information beyond the totals.",
            )  # fmt: skip


def step_key(name: str, step: str) -> Key:
    """Line of a step of an assumption on Sensitivity."""
    return ("step", name, step)


def _step_lines() -> Iterator[Line]:
    for key, (name, unit, number) in _STEP_NAMES.items():
        for step, value in zip(STEPS, SENSITIVITY[key], strict=True):
            yield Line(
                step_key(key, step), "Sensitivity", f"{step}: {name}", value, unit, number,
                place="A step on Sensitivity.",
            )  # fmt: skip


def list_unit_lines(units: Sequence[Unit]) -> Iterator[Line]:
    """The units of one measure, so that sizes can be moved from one to another."""
    for unit in units:
        yield Line(
            ("unit", unit.id), "Units", unit.name, unit.factor, "base units", "exact",
            source="Marketbook", place="Converts sizes from one unit to another.",
        )  # fmt: skip
    yield Line(
        LAST_UNIT, "Units", "End of the units", "–", "base units", source="Marketbook",
        place="Marks the end of the list.", kind="label",
    )  # fmt: skip


def _choice_lines(market: MarketModel) -> Iterator[Line]:
    base, last = int(market.base_year.value), market.years[-1]
    yield Line(
        MIDDLE, "Choices", "Last year of the first half", (base + last) // 2, "year", "year",
        place="Opportunity shows growth a year up to it and after it.",
    )  # fmt: skip
    yield Line(
        SHOWN, "Choices", "Unit of Summary and Opportunity", market.shown.name, "name",
        place="One of the units below; the other sheets are in the unit of the source.",
        kind="text",
    )  # fmt: skip


def list_check_lines(markets: Sequence[MarketModel]) -> Iterator[Line]:
    """What the checks allow; growth as fast as it is published is never refused."""
    yield Line(
        ("tolerance",), "Checks", "Tolerance of the model", 0.000001, "of the whole", "exact",
        place="Largest difference allowed between totals of the model; Grid is fitted in steps.",
    )  # fmt: skip
    yield Line(
        ("noise",), "Checks", "Tolerance of printed figures", FLOAT_NOISE, "of the value", "exact",
        place="Smaller differences are rounding noise of the computer.",
    )  # fmt: skip
    yield Line(
        ("percent",), "Checks", "One percent", 0.01, "of one", "exact", source="Marketbook",
        place="Turns a percentage as printed on Evidence into a fraction.",
    )  # fmt: skip
    yield Line(
        ("fastest",), "Checks", "Fastest plausible growth", _find_fastest(markets), "a year",
        "percent",
        place="Faster growth is more likely an error than a forecast: doubling every year, or "
        "twice the fastest rate here.",
    )  # fmt: skip

    yield Line(
        ("most",), "Checks", "Shares of one cut, at most", _find_most(markets), "of the whole",
        "bounds",
        place="The whole, or more where published shares add up to more (rounding, several years).",
    )  # fmt: skip
    yield Line(
        RIVAL_FACTOR, "Checks", "Publishers agree within a factor of", ORDER, "times",
        "factor", place="Half an order of magnitude, √10.",
    )  # fmt: skip


def _find_most(markets: Sequence[MarketModel]) -> float:
    """What the shares of a cut add up to at most: the whole, or more where so published."""
    sums = [
        sum(market.share_of(part).share for part in group.parts)
        for market in markets
        for group in market.cuts
    ]
    return max([1.0, *(round(total, 6) for total in sums)])


def _find_fastest(markets: Sequence[MarketModel]) -> float:
    """Twice the fastest growth of any scenario or part; at least that of doubling every year."""
    rates = [
        scale_growth(market.growth.value, scenario.terms.growth_factor)
        for market in markets
        for scenario in market.scenarios
    ]
    rates += [
        part.growth.value
        for market in markets
        for part in market.list_parts()
        if part.growth is not None
    ]
    return max(1.0, round(2 * max(rates), 2))


def _line(key: Key, section: str, name: str, figure: Figure, unit: str, number: str) -> Line:
    return Line(
        key, section, name, figure.value, unit, number,
        year=figure.year, printed=figure.stated, source=figure.source, place=figure.place,
    )  # fmt: skip
