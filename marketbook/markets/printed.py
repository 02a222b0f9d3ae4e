"""Figures as a source prints them, each with the interval it stands for.

Money is in base units of its currency. What is not money, such as tonnes, goes by what it counts
instead of a currency: only like compares.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field

from marketbook.figures import CUT, Interval, Ranged, interval_of

_SCALES = re.compile(r"\b(number|hundred|thousand|million|billion|trillion)s?\b|\bof\b")
_MONEY = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of the table ``units``.

    Attributes:
        id, name: Its id and its name.
        factor: Base units in one of it.
        measure: The currency, or what it counts: the name without its scale, in small letters.
            Thousand tonnes and million tonnes count the same, tonnes and litres do not; a scale
            alone counts numbers.
    """

    id: str
    name: str
    factor: float
    measure: str

    @classmethod
    def read(cls, id: str, name: str, currency: str | None, factor: float) -> Unit:  # noqa: A002
        """The unit of one row."""
        counted = _SCALES.sub("", name.lower()).strip()
        return cls(id, name, factor, currency or counted or "number")

    @property
    def is_money(self) -> bool:
        """Whether it is a unit of a currency (ISO 4217)."""
        return is_money(self.measure)

    @property
    def called(self) -> str:
        """What a sentence calls that which it measures: ``money``, or ``volume`` of all else."""
        return "money" if self.is_money else "volume"


def is_money(measure: str) -> bool:
    """Whether a measure is a currency; an ISO 4217 code is in capital letters."""
    return _MONEY.match(measure) is not None


def tell_years(start: int | None, end: int | None) -> str:
    """``2025 to 2034``, ``from 2025``, ``up to 2034``; empty where neither year is known."""
    if start is None:
        return f"up to {end}" if end else ""
    return f"{start} to {end}" if end else f"from {start}"


def may_be_money(measure: str) -> bool:
    """Whether a rate, share or rank is one of money, or leaves open of what."""
    return not measure or is_money(measure)


@dataclass(frozen=True, slots=True, eq=False)
class Figure:
    """What every printed figure has.

    Attributes:
        table, record, line: Its table, its id there, its line in the file.
        source, market, region, segment: What it is about; an empty segment is the whole market.
        stated: Its digits as printed.
        qualifier: ``about``, ``over``, …; empty where it has none.
        locator: Where in the document it is.
        year: Its year.
        misprint: What is printed, where a correction reads the figure otherwise; empty where the
            figure is as printed.
    """

    table: str
    record: str
    line: int
    source: str
    market: str
    region: str
    segment: str
    stated: str
    qualifier: str = ""
    locator: str = ""
    year: int | None = None
    misprint: str = ""

    @property
    def cite(self) -> str:
        """The record of a figure: ``sizes:iomt-2025-usa``."""
        return f"{self.table}:{self.record}"

    @property
    def subject(self) -> tuple[str, str]:
        """Region and segment."""
        return self.region, self.segment

    @property
    def time(self) -> int:
        """Its year, 0 where none is printed."""
        return self.year or 0

    @property
    def qualified(self) -> str:
        """The printed digits with the word before them: ``over 50``."""
        return f"{self.qualifier.replace('-', ' ')} {self.stated}".strip()

    @property
    def mark(self) -> str:
        """What to put behind a figure that is read otherwise than printed, else nothing."""
        return f" (printed {self.misprint})" if self.misprint else ""


@dataclass(frozen=True, slots=True, eq=False)
class Share(Figure, Ranged):
    """A share of a whole, in percent.

    Attributes:
        of_region: The region that it is a share of, as entered; empty where that is left open.
        whole: The same, where a region that lies directly in the world can only be a share of
            the world; empty where it is open.
        measure: What it is a share of: a currency or what is counted; empty where it is open.
        value: The printed share.
        low, high: Its ends, never below 0 or above 100; one printed as over, at least or up to so
            much is a bound, and open on its other side.
        is_open: Whether nothing bounds it above.
    """

    of_region: str = ""
    whole: str = ""
    measure: str = ""
    value: float = 0.0
    low: float = 0.0
    high: float = 100.0
    is_open: bool = False

    @property
    def is_money(self) -> bool:
        """Whether it is a share of money, or leaves open of what."""
        return may_be_money(self.measure)

    @property
    def cuts_one_way(self) -> bool:
        """Whether it divides its whole by one thing: a region itself by segments, else by regions.

        A region's share of a segment may be of that segment or of all.
        """
        return bool(self.segment) == (self.region == self.whole)


@dataclass(frozen=True, slots=True, eq=False)
class Size(Figure, Ranged):
    """A size, printed or following from a dated share and the printed total of its year.

    Attributes:
        status: ``actual``, ``estimate`` or ``forecast``.
        value: The number in its unit.
        unit: Its unit.
        low, high, money: Its ends, and itself, in base units.
        share: The share that it follows from; none where it is printed. Then ``table``, ``record``
            and ``line`` are those of the share, ``stated`` and ``unit`` those of the total.
        total: The size that the share is of.
    """

    status: str = ""
    value: float = 0.0
    unit: Unit = field(default_factory=lambda: Unit("", "", 1.0, ""))
    low: float = 0.0
    high: float = 0.0
    money: float = 0.0
    share: Share | None = None
    total: Size | None = None

    @property
    def is_printed(self) -> bool:
        """Whether it is printed itself, and does not follow from a share."""
        return self.share is None

    @property
    def origin(self) -> Size:
        """The printed size that it comes from: itself, or the total of its share."""
        return self.total or self

    @property
    def order(self) -> int:
        """Its place among others: by line, sizes that follow from shares before all others."""
        return self.line if self.is_printed else -self.line

    @property
    def at(self) -> int:
        """Its year."""
        return self.year or 0

    @property
    def measure(self) -> str:
        """Its currency, or what it counts."""
        return self.unit.measure

    @property
    def printed(self) -> str:
        """Its digits, without the unit: ``78.4``, or ``34.0 % of 274.1``."""
        return f"{self.share.stated} % of {self.stated}" if self.share else self.stated

    @property
    def told(self) -> str:
        """As printed: ``78.4 USD billion``, or ``34.0 % of 274.1 USD billion``."""
        return f"{self.printed} {self.unit.name}{self.mark}"


@dataclass(frozen=True, slots=True, eq=False)
class Rate(Figure, Ranged):
    """A compound annual growth rate in percent, with the years that it is about.

    Attributes:
        measure: The currency, or what is counted, of the sizes whose growth it is; empty where
            that is left open.
        start_year, end_year: The printed label.
        value: The printed rate.
        step: The unit of its last digit.
        low, high: Its ends; one printed as over, at least or up to so much is a bound, and open on
            its other side.
        start, end: The years of its window: the label, else the widest forecast of its source.
        from_year: The first year that it may be counted from: its start, or the base year, which
            often is the year before it. Where the source prints the whole market both for a year
            before the window and for its start, that year is known to have grown by itself.
        still_year: From this year on the subject did not shrink, as far as the source says.
        first: Growth of the wholes up to the window, in percent a year, where that is printed.
        is_apart: Whether ``first`` is that of other subjects, and open of this one.
    """

    measure: str = ""
    start_year: int | None = None
    end_year: int | None = None
    value: float = 0.0
    step: float = 0.0
    low: float = 0.0
    high: float = 0.0
    start: int | None = None
    end: int | None = None
    base_year: int | None = None
    from_year: int | None = None
    still_year: int | None = None
    first: Interval | None = None
    is_apart: bool = False

    @property
    def is_money(self) -> bool:
        """Whether it is a rate of money, or leaves open of what."""
        return may_be_money(self.measure)

    @property
    def told(self) -> str:
        """As printed, with the word that makes it a bound: ``over 12``."""
        return self.qualified if self.is_bound else self.stated

    @property
    def is_bound(self) -> bool:
        """Whether it is printed as over, at least or up to so much."""
        return self.qualifier in (*CUT, "up-to")

    @property
    def label(self) -> str:
        """The printed period: ``2025 to 2034``; empty where none is printed."""
        return tell_years(self.start_year, self.end_year)


@dataclass(frozen=True, slots=True, eq=False)
class Claim(Figure):
    """A statement of rank without a number: ``largest`` or ``fastest-growing``.

    Attributes:
        kind: Which rank.
        scope: The region whose parts are ranked, or in which the segment is.
        axis: The axis that a segment is ranked on; empty for a region.
        measure: What the rank is by; empty where it is open.
        of_region: The region that its own region is a part of, as entered; empty where either is
            left open.
    """

    kind: str = ""
    scope: str = ""
    axis: str = ""
    measure: str = ""
    of_region: str = ""

    def may_be_of(self, time: int) -> bool:
        """Whether it may be about a figure of a year; 0 is one without a year."""
        return not self.time or time in (0, self.time)


@dataclass(frozen=True, slots=True, eq=False)
class Statistic(Figure):
    """Any other number of a source, such as an increment or a multiple over a period.

    Attributes:
        kind: ``increment``, ``multiple``, ``price``, ``units-sold`` or empty.
        period: As entered, such as ``2025/2030``.
        value: The number; none where only words are stated.
        unit: Its unit, if it has one.
        step: The unit of its last digit.
    """

    kind: str = ""
    period: str = ""
    value: float | None = None
    unit: Unit | None = None
    step: float = 0.0

    @property
    def interval(self) -> Interval:
        """All that it can be, in its unit; over or up to so much is open on one side."""
        value = self.value or 0.0
        ends = interval_of(value, self.step, self.qualifier)
        low = 0.0 if self.qualifier == "up-to" else ends.low
        return Interval(low, math.inf if self.qualifier in CUT else ends.high)

    @property
    def told(self) -> str:
        """As printed: ``over 50 USD billion``."""
        unit = self.unit.name if self.unit else ""
        return f"{self.qualified} {unit}".strip() + self.mark


@dataclass(frozen=True, slots=True)
class Listing:
    """One printed name of one list of a document.

    Attributes:
        table: The table of listings.
        source, market, list: Which list of which document.
        position: Its place in the list, from 1.
        name: The name as printed.
        member: The record that the name leads to.
        line: Its line in the table's file.
    """

    table: str
    source: str
    market: str
    list: str
    position: int
    name: str
    member: str
    line: int

    @property
    def record(self) -> str:
        """The key of its row."""
        return f"{self.source}/{self.market}/{self.list}/{self.position}"

    @property
    def is_prose(self) -> bool:
        """Whether the list is a mention in running text, which need not be complete."""
        return self.list.startswith("prose")
