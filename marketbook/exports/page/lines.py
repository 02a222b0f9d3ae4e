"""Forecast lines of a market by part: the numbers of the workbook, by scenario and year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from marketbook import forecasts
from marketbook.exports.page.words import (
    MISSING,
    Cell,
    Table,
    say,
    tabulate,
    write_number,
    write_percent,
)
from marketbook.figures import divide
from marketbook.workbook.flat import move_inside, move_parts
from marketbook.workbook.market import Group, MarketModel

Sizes = Mapping[int, float]
BASE = 1
"""Place of the base scenario among the three."""


@dataclass(frozen=True, slots=True)
class Line:
    """One part of a market.

    Attributes:
        name: The part.
        sizes: Its size by year for each scenario, in the market's unit.
        is_rest: Whether it is what the named parts leave.
        grows: Whether growth of its own is printed for it, or for a part beside it.
        within: Name of the part that it lies inside; empty for a part of the whole.
    """

    name: str
    sizes: tuple[Sizes, ...]
    is_rest: bool = False
    grows: bool = False
    within: str = ""

    @property
    def full_name(self) -> str:
        """The part with the one around it: ``Japan (Asia Pacific)``."""
        return f"{self.name} ({self.within})" if self.within and not self.is_rest else self.name


@dataclass(frozen=True, slots=True)
class Cut:
    """A market cut one way, largest part first, what they leave last.

    Attributes:
        key, name: Of the axis; ``regions``, ``Regions``.
        lines: Its parts.
        others: Names of parts that no source prints a share of.
        is_places: Whether its parts are places, not segments.
        is_inside: Whether its parts lie inside those of another cut.
    """

    key: str
    name: str
    lines: tuple[Line, ...]
    others: tuple[str, ...] = ()
    is_places: bool = False
    is_inside: bool = False


def list_totals(model: MarketModel) -> tuple[Sizes, ...]:
    """Size of the whole by year, for each scenario."""
    return tuple(forecasts.forecast_market(model.terms, one.terms) for one in model.scenarios)


def list_cuts(model: MarketModel) -> list[Cut]:
    """Regions, then each axis that has a published share; what lies inside after each."""
    totals = list_totals(model)
    cuts: list[Cut] = []
    for group in model.cuts:
        cut = _cut(model, group, totals)
        cuts += [cut, _cut_inside(model, group, cut, totals)]
    return [cut for cut in cuts if cut.lines]


def _cut(model: MarketModel, group: Group, totals: tuple[Sizes, ...]) -> Cut:
    moves = _moves(group)
    lines = [
        Line(name, _size(totals, shares), part is None, part is not None and moves)
        for part, name, shares in move_parts(model, group)
    ]
    first = model.terms.base_year
    lines.sort(key=lambda line: (line.is_rest, -line.sizes[BASE][first]))
    return Cut(group.key, group.name, tuple(lines), group.others, group is model.regions)


def _moves(group: Group) -> bool:
    return any(part.growth is not None for part in group.parts)


def _cut_inside(model: MarketModel, group: Group, around: Cut, totals: tuple[Sizes, ...]) -> Cut:
    """What lies inside the parts of a cut, in their order; inside each as any cut."""
    lines = [
        Line(
            name, _size(totals, shares), part is None,
            part is not None and (part.growth is not None or _moves(group)),
            group.name_container(cut.container),
        )
        for cut, part, name, shares in move_inside(model, group)
    ]  # fmt: skip
    first, order = model.terms.base_year, [line.name for line in around.lines]
    lines.sort(key=lambda line: (line.is_rest, -line.sizes[BASE][first]))
    lines.sort(key=lambda line: order.index(line.within) if line.within in order else len(order))
    key = f"{around.key}/inside"  # no axis has a slash in its id
    return Cut(key, group.inside_title, tuple(lines), is_places=around.is_places, is_inside=True)


def _size(totals: tuple[Sizes, ...], shares: Sizes) -> tuple[Sizes, ...]:
    return tuple({year: share * total[year] for year, share in shares.items()} for total in totals)


@dataclass(frozen=True, slots=True)
class Scale:
    """How sizes of a market are shown.

    Attributes:
        unit: Name of the unit for a reader.
        factor: Times the market's own unit.
        digits: Decimals.
    """

    unit: str
    factor: float
    digits: int

    @classmethod
    def read(cls, model: MarketModel) -> Scale:
        """The scale of a market, as its workbook shows it."""
        own = next(unit for unit in model.units if unit.id == model.unit_id)
        digits = int(model.shown_number.rpartition("-")[2])
        return cls(model.shown.name, own.factor / model.shown.factor, digits)

    def write(self, size: float) -> str:
        """A size in the market's own unit, as shown."""
        return write_number(size * self.factor, self.digits)

    def tell(self, size: float) -> str:
        """The same with the unit."""
        return f"{self.write(size)} {self.unit}"


def tabulate_years(caption: str, lines: tuple[Line, ...], years: tuple[int, ...], scale: Scale,
                   total: Sizes) -> Table:  # fmt: skip
    """Sizes of the parts and of the whole by year, in the base scenario."""
    heads = [str(year) for year in years]
    rows = [
        [say(line.full_name), *(say(scale.write(line.sizes[BASE][year])) for year in years)]
        for line in lines
    ]
    rows.append([say("Whole market"), *(say(scale.write(total[year])) for year in years)])
    return tabulate(caption, ["Part", *heads], rows, heads)


def tabulate_growth(cut: Cut, model: MarketModel, scale: Scale) -> Table:
    """What each part adds from the base year to the last, in the base scenario.

    The arithmetic of the sheet Opportunity.
    """
    first, last = model.terms.base_year, model.years[-1]
    whole = list_totals(model)[BASE]
    heads = (
        str(first), str(last), "Added", "Of all growth", "Growth a year",
        f"Share {first}", f"Share {last}",
    )  # fmt: skip
    rows = [
        [say(line.full_name), *_compare(line, scale, whole, (first, last))] for line in cut.lines
    ]
    caption = f"{cut.name}: what each part adds from {first} to {last}, {scale.unit}, base scenario"
    return tabulate(caption, ["Part", *heads], rows, heads)


def _compare(line: Line, scale: Scale, whole: Sizes, years: tuple[int, int]) -> Iterator[Cell]:
    first, last = years
    begin, end = (line.sizes[BASE][year] for year in years)
    added, all_added, span = end - begin, whole[last] - whole[first], last - first
    grows = line.grows and min(begin, end, span) > 0
    yield say(scale.write(begin))
    yield say(scale.write(end))
    yield say(scale.write(added))
    yield say(write_percent(divide(added, all_added)))
    yield say(write_percent(forecasts.imply_rate(begin, end, span)) if grows else MISSING)
    yield say(write_percent(divide(begin, whole[first])))
    yield say(write_percent(divide(end, whole[last])))
