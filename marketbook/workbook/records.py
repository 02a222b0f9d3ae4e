"""Tables as plain records, grouped by market: what the sheets are written from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from marketbook.package import Package
from marketbook.package.contract import complete_tables
from marketbook.workbook.stand_in import fill_in

Record = Mapping[str, Any]
# A package without a date of its own gets the first one a zip can hold.
_NO_DATE = "1980-01-01T00:00:00Z"


@dataclass(frozen=True, slots=True)
class Records:
    """Rows of every table as mappings, in the order of the files.

    Attributes:
        tables: All rows by table; of tables that only name ids, a stand-in where they are absent.
        markets: The rows of one market, by table and market id.
        descriptor: The package's descriptor.
        package: The package itself, for what is written of its schemas and files.
        indexes: Rows by key, kept once they were asked for.
    """

    tables: Mapping[str, tuple[Record, ...]]
    markets: Mapping[str, Mapping[str, tuple[Record, ...]]]
    descriptor: Mapping[str, Any]
    package: Package | None = None
    indexes: dict[tuple[str, str], Mapping[str, Record]] = field(default_factory=dict)

    def all(self, table: str) -> tuple[Record, ...]:
        """Every row of a table; none where the package lacks it."""
        return self.tables.get(table, ())

    def of(self, table: str, market_id: str) -> tuple[Record, ...]:
        """The rows of a table that are about one market."""
        return self.markets.get(table, {}).get(market_id, ())

    def by_key(self, table: str, key: str) -> Mapping[str, Record]:
        """The rows of a table by the value of one column."""
        found = self.indexes.get((table, key))
        if found is None:
            found = self.indexes[table, key] = {row[key]: row for row in self.all(table)}
        return found


def gather_records(
    tables: Mapping[str, pl.DataFrame],
    descriptor: Mapping[str, Any],
    package: Package | None = None,
) -> Records:
    """All tables of a package as records; without the package there is no workbook of tables."""
    complete = complete_tables(tables)
    rows = fill_in({name: tuple(frame.to_dicts()) for name, frame in complete.items()})
    markets = {name: _group(found) for name, found in rows.items()}
    return Records(rows, markets, descriptor, package)


def list_rate_sizes(records: Records, rate: Record) -> list[Record]:
    """The sizes of a rate's subject and source that it is the growth of, in the order of years.

    These are the ones in its own unit; without one those in money, if there are any.
    """
    units = records.by_key("units", "unit_id")
    same = ("source_id", "region_id", "segment_id")
    sizes = [
        row
        for row in records.of("sizes", rate["market_id"])
        if all(row[key] == rate[key] for key in same)
        and (rate["end_year"] is None or row["year"] <= rate["end_year"])
    ]
    own = units.get(rate["unit_id"] or "")
    if own is not None:
        measure = own["kind"], own["currency"]
        sizes = [row for row in sizes if measure == _measure(units[row["unit_id"]])]
    else:
        sizes = [row for row in sizes if units[row["unit_id"]]["kind"] == "money"] or sizes
    return sorted(sizes, key=lambda row: (row["year"], row["size_id"]))


def list_claims(records: Records, market_id: str, unit_id: str) -> list[Record]:
    """A market's claims of rank by what the unit measures, or by what is left open."""
    units = records.by_key("units", "unit_id")
    own = _measure(units[unit_id])
    return [
        claim
        for claim in records.of("claims", market_id)
        if claim["unit_id"] is None or _measure(units[claim["unit_id"]]) == own
    ]


def _measure(unit: Record) -> tuple[str, str | None]:
    return unit["kind"], unit["currency"]


def date_book(records: Records) -> str:
    """The date of a package's workbooks: when the package was made, never when they are built."""
    created = records.descriptor.get("created")
    return created if isinstance(created, str) and created else _NO_DATE


def _group(rows: tuple[Record, ...]) -> dict[str, tuple[Record, ...]]:
    groups: dict[str, list[Record]] = {}
    for row in rows:
        market = row.get("market_id")
        if isinstance(market, str):
            groups.setdefault(market, []).append(row)
    return {market: tuple(found) for market, found in groups.items()}
