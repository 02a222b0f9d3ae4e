"""Rows of the tables as figures of one market: its unit, its fractions, its years."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from marketbook.workbook.market import WORLD, Figure
from marketbook.workbook.records import Record, Records


def pair_sizes(records: Records, market_id: str) -> Iterator[tuple[Record, Record]]:
    """Sizes of one subject, year and unit of a market, each pair once."""
    same = ("region_id", "segment_id", "year", "unit_id")
    for one, other in combinations(records.of("sizes", market_id), 2):
        if all(one[key] == other[key] for key in same):
            yield one, other


@dataclass(frozen=True, slots=True)
class FigureReader:
    """Turns rows of one market into figures.

    Attributes:
        records: All tables.
        market_id: The market.
        source: The source that carries the model; its figures come first.
        unit_id: The market's unit.
        base_year: Year that undated shares are taken for.
        years: Years of the model.
    """

    records: Records
    market_id: str
    source: str
    unit_id: str
    base_year: int
    years: tuple[int, ...]

    def is_same_kind(self, unit_id: str) -> bool:
        """Whether a unit measures what the market's unit does, in the same currency."""
        units = self.records.by_key("units", "unit_id")
        unit, own = units[unit_id], units[self.unit_id]
        return (unit["kind"], unit["currency"]) == (own["kind"], own["currency"])

    def read_size(self, row: Record) -> Figure:
        """A size in the market's unit, moved there by its digits."""
        units = self.records.by_key("units", "unit_id")
        unit, own = units[row["unit_id"]], units[self.unit_id]
        factor = Decimal(repr(unit["factor"])) / Decimal(repr(own["factor"]))
        return Figure(
            value=float(Decimal(repr(row["value"])) * factor),
            stated=f"{row['stated']} {unit['name']}",
            year=row["year"],
            source=row["source_id"],
            place=tell_place(row),
            record=f"sizes:{row['size_id']}",
        )

    def read_rate(self, row: Record) -> Figure:
        """A growth rate as a fraction."""
        period = ""
        if row["start_year"] is not None:
            period = f"{row['start_year']} to {row['end_year']}: "
        return Figure(
            value=to_fraction(row["rate_percent"]),
            stated=f"{row['stated']} percent",
            year=None,
            source=row["source_id"],
            place=tell_place(row, period),
            record=f"growth_rates:{row['growth_rate_id']}",
        )

    def read_share(self, row: Record) -> Figure:
        """A share as a fraction; a year that is missing or outside the model is assumed."""
        year, assumed = self._place_in_time(row["year"])
        in_digits = any(character.isdigit() for character in row["stated"])
        return Figure(
            value=to_fraction(row["share_percent"]),
            stated=f"{row['stated']} percent" if in_digits else row["stated"],
            year=year,
            source=row["source_id"],
            place=f"{assumed}. {tell_place(row)}" if assumed else tell_place(row),
            record=f"shares:{row['share_id']}",
            assumed=assumed,
        )

    def find_growth(self, region: str, segment: str | None) -> Figure | None:
        """Published growth of a region or a segment: the main source's, the latest period."""
        rows = [
            row
            for row in self.records.of("growth_rates", self.market_id)
            if row["region_id"] == region
            and row["segment_id"] == segment
            and (row["unit_id"] is None or self.is_same_kind(row["unit_id"]))
        ]
        rows.sort(key=lambda row: (row["source_id"] != self.source, -(row["end_year"] or 0)))
        return self.read_rate(rows[0]) if rows else None

    def prefer_share(self, rows: Sequence[Record]) -> Record:
        """The main source's, of the base year or nearest to it; undated ones last."""
        return min(
            rows,
            key=lambda row: (
                row["source_id"] != self.source,
                row["year"] is None,
                abs((row["year"] or 0) - self.base_year),
                row["share_id"],
            ),
        )

    def list_whole_sizes(self) -> list[Record]:
        """Sizes of the whole market by the main source."""
        return list_whole_sizes(self.records, self.market_id, self.source)

    def _place_in_time(self, year: int | None) -> tuple[int, str]:
        if year is None:
            return self.base_year, f"No year is printed; taken as {self.base_year}"
        nearest = min(max(year, self.years[0]), self.years[-1])
        return nearest, "" if nearest == year else f"Printed for {year}; taken as {nearest}"


def list_whole_sizes(records: Records, market_id: str, source: str | None = None) -> list[Record]:
    """Sizes of a whole market, worldwide, of one source or of all."""
    return [
        row
        for row in records.of("sizes", market_id)
        if row["region_id"] == WORLD
        and row["segment_id"] is None
        and (source is None or row["source_id"] == source)
    ]


def to_fraction(percent: float) -> float:
    """A percentage as a fraction, by its digits: 16.4 becomes exactly 0.164."""
    return float(Decimal(repr(percent)).scaleb(-2))


def tell_place(row: Record, period: str = "") -> str:
    """Where a figure stands, with its note."""
    note = row.get("note")
    text = period + str(row["locator"])
    return f"{text[:1].upper()}{text[1:]}" + (f". {note}" if note else "")
