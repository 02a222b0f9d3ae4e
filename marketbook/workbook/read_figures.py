"""Printed figures as figures of one model: in its unit, as fractions, in its years."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from marketbook.markets import Publication
from marketbook.markets.places import Places
from marketbook.markets.printed import Rate, Share, Size, Unit
from marketbook.workbook.market import Figure
from marketbook.workbook.records import Record, Records

_PERCENT = 0.01


@dataclass(frozen=True, slots=True)
class FigureReader:
    """Turns what is published about one market into figures of its model.

    Attributes:
        records: All tables.
        main: What the source says that carries the model; its figures come first.
        unit: The model's unit.
        base_year: Year that undated shares are taken for.
        years: Years of the model.
    """

    records: Records
    main: Publication
    unit: Unit
    base_year: int
    years: tuple[int, ...] = ()

    @property
    def market_id(self) -> str:
        """The market."""
        return self.main.market

    @property
    def whole(self) -> str:
        """The region that the model is of: the world, or one that takes in all others."""
        return self.records.family_of(self.market_id).whole_of(self.market_id)

    @property
    def places(self) -> Places:
        """The regions as parts of that whole."""
        return self.main.places.within(self.whole)

    @property
    def publications(self) -> list[Publication]:
        """All publications about the market, the main one first."""
        every = self.records.publications_of(self.market_id)
        return [self.main, *(one for one in every if one is not self.main)]

    def measures(self, measure: str) -> bool:
        """Whether a figure is of what the model counts, or leaves that open."""
        return measure in ("", self.unit.measure)

    @property
    def sizes(self) -> Iterator[Size]:
        """Sizes of the market's own measure, without slips of the unit."""
        every = (size for one in self.publications for size in one.sizes)
        wrong = self.records.family_of(self.market_id).slips.wrong
        return (s for s in every if s.measure == self.unit.measure and s not in wrong)

    @property
    def shares(self) -> Iterator[Share]:
        """Shares of what the model counts; one that leaves it open is of that."""
        every = (share for one in self.publications for share in one.shares)
        return (share for share in every if self.measures(share.measure))

    def find_rate(self, region: str, segment: str = "") -> Rate | None:
        """Published growth of a region or a segment: the main source's, the latest period."""
        found = [
            rate
            for one in self.publications
            for rate in one.rates
            if rate.subject == (region, segment) and self.measures(rate.measure)
        ]
        rank = {one.source.id: n for n, one in enumerate(self.publications)}
        return min(
            found, key=lambda r: (rank[r.source] > 0, -(r.end_year or 0), r.line), default=None
        )

    def find_growth(self, region: str, segment: str = "") -> Figure | None:
        """The same as a figure."""
        rate = self.find_rate(region, segment)
        return self.read_rate(rate) if rate else None

    def read_size(self, size: Size) -> Figure:
        """A size in the model's unit, moved there by its digits."""
        factor = Decimal(repr(size.unit.factor)) / Decimal(repr(self.unit.factor))
        return Figure(
            value=float(Decimal(repr(size.value)) * factor),
            stated=size.told,
            year=size.year,
            source=size.source,
            place=tell_place(self.records.row_of(size)),
            record=size.cite,
            ends=size.interval.times(1 / self.unit.factor),
            is_corrected=bool(size.misprint),
        )

    def read_rate(self, rate: Rate) -> Figure:
        """A growth rate as a fraction."""
        return Figure(
            value=to_fraction(rate.value),
            stated=f"{rate.stated} percent{rate.mark}",
            year=None,
            source=rate.source,
            place=tell_place(self.records.row_of(rate), f"{rate.label}: " if rate.label else ""),
            record=rate.cite,
            ends=rate.interval.times(_PERCENT),
            period=(rate.start, rate.end),
            is_corrected=bool(rate.misprint),
        )

    def read_share(self, share: Share) -> Figure:
        """A share as a fraction; a year that is missing or outside the model is assumed."""
        year, assumed = self._place_in_time(share.year)
        row = self.records.row_of(share)
        stated = share.stated if share.misprint else row["stated"]
        in_digits = any(character.isdigit() for character in stated)
        return Figure(
            value=to_fraction(share.value),
            stated=f"{stated} percent{share.mark}" if in_digits else stated,
            year=year,
            source=share.source,
            place=f"{assumed}. {tell_place(row)}" if assumed else tell_place(row),
            record=share.cite,
            assumed=assumed,
            ends=share.interval.times(_PERCENT),
            is_corrected=bool(share.misprint),
        )

    def prefer_share(self, shares: Iterable[Share]) -> Share:
        """The main source's, of the base year or nearest to it; undated ones last."""
        return min(
            shares,
            key=lambda share: (
                share.source != self.main.source.id,
                share.year is None,
                abs(share.time - self.base_year),
                share.record,
            ),
        )

    def _place_in_time(self, year: int | None) -> tuple[int, str]:
        if year is None:
            return self.base_year, f"No year is printed; taken as {self.base_year}"
        nearest = min(max(year, self.years[0]), self.years[-1])
        return nearest, "" if nearest == year else f"Printed for {year}; taken as {nearest}"


def to_fraction(percent: float) -> float:
    """A percentage as a fraction, by its digits: 16.4 becomes exactly 0.164."""
    return float(Decimal(repr(percent)).scaleb(-2))


def tell_place(row: Record, period: str = "") -> str:
    """Where a figure is printed, with its note."""
    note = row.get("note")
    text = period + str(row["locator"] or "")
    return f"{text[:1].upper()}{text[1:]}" + (f". {note}" if note else "")
