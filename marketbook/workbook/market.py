"""One market as its workbook models it: figures with their sources, parts, scenarios."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from marketbook import forecasts
from marketbook.figures import Interval
from marketbook.markets.places import WORLD
from marketbook.markets.printed import Unit
from marketbook.text import cut_name

REST = "(rest)"
_DUST = 1e-9  # noise of floats
ASSUMED = "Our assumption"


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of the model and where it comes from.

    Attributes:
        value: In the market's unit, or a fraction for rates and shares.
        stated: As printed, with its unit, or as a correction reads it, with what is printed;
            empty for what is not printed.
        year: Year it is of; for undated figures the base year, which ``assumed`` says.
        source: Source id, or who assumed it.
        place: Where in the source, and what to know about it.
        record: ``table:id``, or empty.
        assumed: What we assume of it; empty where it is as printed.
        ends: All that it can be as printed, in the unit of ``value``; none where it is assumed.
        period: First and last year of a rate.
        is_corrected: Whether a correction reads it otherwise than printed.
    """

    value: float
    stated: str
    year: int | None
    source: str
    place: str
    record: str = ""
    assumed: str = ""
    ends: Interval | None = None
    period: tuple[int | None, int | None] = (None, None)
    is_corrected: bool = False


@dataclass(frozen=True, slots=True)
class Growth:
    """Growth of the whole market a year, and the years of the model that it is about."""

    figure: Figure
    begin: int
    end: int

    @property
    def value(self) -> float:
        """The rate, a fraction."""
        return self.figure.value

    @property
    def origin(self) -> str:
        """Where it is from, in words: a rate that nobody prints is implied or assumed."""
        if self.figure.source == ASSUMED:
            return "assumed"
        return "implied by the sizes" if self.figure.assumed else "published"


@dataclass(frozen=True, slots=True)
class Part:
    """A region or segment with a published share or size, and its own growth if printed.

    ``group`` is ``regions`` or the axis; ``container`` the modelled part around it: empty for one
    that cuts the whole, and inside what the parts of the whole leave of it.
    """

    key: str
    name: str
    figure: Figure
    is_size: bool
    growth: Figure | None
    group: str = "regions"
    container: str = ""

    @property
    def place(self) -> tuple[str, str]:
        """Its group and its key: unique in a market."""
        return self.group, self.key


@dataclass(frozen=True, slots=True)
class Group:
    """Parts of one whole: the regions, or the segments of one axis.

    ``inside`` holds what lies inside each of them, or inside what they leave: groups of the same
    key, whose whole is the part that ``container`` names.
    """

    key: str
    name: str
    parts: tuple[Part, ...]
    rest_name: str
    complete: bool
    members: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    container: str = ""
    inside: tuple[Group, ...] = ()

    @property
    def cut(self) -> str:
        """What the whole is cut by, inside a sentence: ``region``, ``end user``."""
        return "region" if self.key == "regions" else cut_name(self.name.lower())

    @property
    def nested(self) -> list[Part]:
        """What lies inside its parts, at any depth."""
        return [part for group in self.inside for part in group.parts]

    @property
    def inside_title(self) -> str:
        """What the parts inside its parts are called in a heading."""
        return "Inside the regions" if self.key == "regions" else f"{self.name}, inside"

    def name_container(self, key: str) -> str:
        """Name of what lies around a part."""
        named = {part.key: part.name for part in (*self.parts, *self.nested)}
        return named.get(key, self.rest_name)

    def count_assumed(self) -> int:
        """How many of its figures have a year that is our assumption."""
        return sum(bool(part.figure.assumed) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Scenario:
    """A scenario with its id, its name, and why it assumes what it assumes."""

    key: str
    name: str
    rationale: str
    terms: forecasts.Scenario


@dataclass(frozen=True, slots=True)
class MarketModel:
    """One market as its workbook models it.

    ``region_id`` and ``region`` are what it is the whole of, mostly the world, and ``whole_name``
    what a sentence calls that; ``years`` rise one by one; ``units`` are all that measure the same,
    and ``shown`` is the one for a reader;
    ``publishers`` says how many sources print a size of the whole, ``publisher`` which of them the
    model starts from.
    """

    market_id: str
    region_id: str
    region: str
    whole_name: str
    name: str
    short: str
    definition: str
    note: str
    unit: str
    unit_id: str
    size_number: str
    base_year: Figure
    points: tuple[Figure, ...]
    growth: Growth
    years: tuple[int, ...]
    scenarios: tuple[Scenario, ...]
    regions: Group
    axes: tuple[Group, ...]
    units: tuple[Unit, ...]
    shown: Unit
    publishers: int = 1
    publisher: str = ""

    @property
    def brief(self) -> str:
        """Its name in the line under the title of a sheet; Cover and Summary have all of it."""
        return cut_name(self.name)

    @property
    def is_worldwide(self) -> bool:
        """Whether it is the whole of the world, and not of one region."""
        return self.whole_name == WORLD

    @property
    def published(self) -> tuple[Figure, ...]:
        """The points that a source prints."""
        return tuple(point for point in self.points if not point.assumed)

    @property
    def terms(self) -> forecasts.Market:
        """The same market for ``forecasts.py``."""
        sizes = {point.year: point.value for point in self.points if point.year is not None}
        base = int(self.base_year.value)
        return forecasts.Market(sizes, self.growth.value, base, self.years)

    def share_of(self, part: Part) -> forecasts.Share:
        """A part's share of the whole in the year of its figure."""
        value, year = part.figure.value, part.figure.year or 0
        if part.is_size:
            value /= forecasts.trace_points(self.terms.points, year, self.growth.value)
        return forecasts.Share(value, year, part.growth.value if part.growth else None)

    def is_whole(self, group: Group) -> bool:
        """Whether the published shares of a group make the whole, so that nothing is left."""
        return abs(1 - sum(self.share_of(part).share for part in group.parts)) < _DUST

    @property
    def cuts(self) -> tuple[Group, ...]:
        """The regions, and the segments of every axis."""
        return (self.regions, *self.axes)

    @property
    def places(self) -> list[Part]:
        """Regions, and what lies inside them."""
        return [*self.regions.parts, *self.regions.nested]

    def list_parts(self) -> list[Part]:
        """Regions, what lies inside them, and the segments of every axis."""
        return [part for group in self.cuts for part in (*group.parts, *group.nested)]

    @property
    def shown_number(self) -> str:
        """Number format of sizes in the unit for a reader: one decimal at most from 20 on."""
        own = next(unit for unit in self.units if unit.id == self.unit_id)
        return choose_number([self.terms.base * own.factor / self.shown.factor])

    @property
    def largest_size(self) -> float:
        """The largest size of any scenario and year."""
        return max(
            max(forecasts.forecast_market(self.terms, one.terms).values()) for one in self.scenarios
        )

    @property
    def main_axis(self) -> Group | None:
        """The axis with the most published shares, dated ones before undated; else the first."""
        shown = [axis for axis in self.axes if axis.parts]
        return max(shown, key=lambda a: (len(a.parts), -a.count_assumed()), default=None)


def choose_number(sizes: Sequence[float]) -> str:
    """Number format that shows about four digits of the smallest size."""
    smallest = min(sizes)
    for limit, name in ((1000, "size-0"), (20, "size-1"), (0.5, "size-2")):
        if smallest >= limit:
            return name
    return "size-4"


def choose_unit(units: Sequence[Unit], base: float) -> Unit:
    """The largest unit in which a size is one or more.

    Args:
        units: Units of one measure, by size.
        base: The size, in base units.
    """
    fitting = [unit for unit in units if base >= unit.factor]
    return fitting[-1] if fitting else units[0]
