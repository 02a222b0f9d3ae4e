"""The tables of a package for the sheets: typed markets, and plain rows for what is only listed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import polars as pl

from marketbook.findings import Finding
from marketbook.markets import Family, Markets, Publication, read_markets
from marketbook.markets.grouping import group_by
from marketbook.markets.printed import Figure, Size
from marketbook.package import Package
from marketbook.package.contract import complete_tables
from marketbook.rules import RULES
from marketbook.rules.proof import prove
from marketbook.rules.run import run_rules
from marketbook.together.ranges import Range, list_tight_ranges

Record = Mapping[str, Any]
# A package without a date of its own gets the first one a zip can hold.
_NO_DATE = "1980-01-01T00:00:00Z"

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Records:
    """The tables as typed markets and as rows, in the order of the files.

    Attributes:
        tables: All rows by table; of tables that only name ids, a stand-in where they are absent.
        markets: The rows of one market, by table and market id.
        descriptor: The package's descriptor.
        package: The package itself, for what is written of its schemas and files.
        frames: The tables, complete, with their lines.
        indexes: Rows by key, kept once they were asked for.
        ranges: Narrow ranges by market, kept likewise.
    """

    tables: Mapping[str, tuple[Record, ...]]
    markets: Mapping[str, Mapping[str, tuple[Record, ...]]]
    descriptor: Mapping[str, Any]
    package: Package | None = None
    frames: Mapping[str, pl.DataFrame] = field(default_factory=dict)
    indexes: dict[tuple[str, str], Mapping[str, Record]] = field(default_factory=dict)
    ranges: dict[str, list[Range]] = field(default_factory=dict)

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

    def find(self, record: str) -> Record:
        """The row of ``table:id``, whose key is called after the table; empty where it is none."""
        table, _, key = record.partition(":")
        return self.by_key(table, f"{table.removesuffix('s')}_id").get(key, {})

    def row_of(self, figure: Figure) -> Record:
        """The row of a figure, with its note."""
        return self.find(figure.cite)

    @cached_property
    def typed(self) -> Markets:
        """The same as typed markets: what the figures mean."""
        return read_markets(self.frames)

    @cached_property
    def sizes(self) -> Mapping[str, Size]:
        """The sizes by ``table:id``."""
        return {size.cite: size for one in self.typed.publications for size in one.sizes}

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What the audit finds, each thing once, and what corrections settle.

        A waiver accepts its finding on whatever day this is asked: a workbook is the same whenever
        it is built.
        """
        files = {name: f"tables/{name}.csv" for name in self.frames}
        resources = self.package.resources if self.package else {}
        keys = {name: resource.schema.primary_key for name, resource in resources.items()}
        reasons = {(row["rule"], row["record"]): row["reason"] for row in self.all("waivers")}
        found = run_rules(self.frames, RULES, files, keys).findings
        waived = (
            one.waive(reason) if (reason := reasons.get((one.rule, one.record))) else one
            for one in found
            if not one.repeats
        )
        return tuple(sorted([*waived, *prove(self.frames, files).findings]))

    @cached_property
    def _families(self) -> Mapping[str, Family]:
        return {
            publication.market: family
            for family in self.typed.families
            for publication in family.publications
        }

    def family_of(self, market_id: str) -> Family:
        """A market with those that it is part of, or that are part of it."""
        return self._families.get(market_id) or Family((), self.typed.codes)

    def list_tight_ranges(self, market_id: str) -> list[Range]:
        """What the printed figures of a market leave for its other sizes, where that is little.

        Raises:
            SolverError: The solver gave up.
        """
        if market_id not in self.ranges:
            self.ranges[market_id] = list_tight_ranges(self.typed, market_id)
        return self.ranges[market_id]

    def publications_of(self, market_id: str) -> list[Publication]:
        """What each source publishes about a market, by source."""
        found = self.family_of(market_id).publications
        return [publication for publication in found if publication.market == market_id]


def gather_records(
    tables: Mapping[str, pl.DataFrame],
    descriptor: Mapping[str, Any],
    package: Package | None = None,
) -> Records:
    """All tables of a package as records; without the package there is no workbook of tables."""
    frames = {name: _number_lines(frame) for name, frame in complete_tables(tables).items()}
    rows = _fill_in({name: tuple(frame.to_dicts()) for name, frame in frames.items()})
    markets = {name: _group(found) for name, found in rows.items()}
    return Records(rows, markets, descriptor, package, frames)


def _number_lines(frame: pl.DataFrame) -> pl.DataFrame:
    """A frame with its lines, as if it were a file."""
    if "_line" in frame.columns:
        return frame
    lines = pl.int_range(2, pl.len() + 2, dtype=pl.Int64).alias("_line")
    return frame.select(lines, pl.all())


def date_book(records: Records) -> str:
    """The date of a package's workbooks: when the package was made, never when they are built."""
    created = records.descriptor.get("created")
    return created if isinstance(created, str) and created else _NO_DATE


def _group(rows: tuple[Record, ...]) -> dict[str, tuple[Record, ...]]:
    groups = group_by(rows, lambda row: row.get("market_id"))
    return {key: tuple(found) for key, found in groups.items() if isinstance(key, str)}


@dataclass(frozen=True, slots=True)
class _StandIn:
    """How the rows of an absent table are made: its key, who refers to it, its other columns."""

    key: str
    columns: tuple[str, ...]
    others: Mapping[str, str | None]


_STAND_INS = {
    "markets": _StandIn(
        "market_id",
        ("market_id",),
        {"abbreviation": None, "parent_id": None, "definition": "", "note": None},
    ),
    "players": _StandIn(
        "player_id",
        ("player_id",),
        {"kind": None, "country_id": None, "parent_id": None, "note": None},
    ),
    "regions": _StandIn(
        "region_id",
        ("region_id", "of_region_id", "part_id", "country_id"),
        {"kind": "region", "parent_id": None, "iso_alpha3": None, "m49": None, "note": None},
    ),
}
"""A small package may leave out tables that only give names to ids: an id is its own name then."""


def _fill_in(tables: Mapping[str, tuple[Row, ...]]) -> dict[str, tuple[Row, ...]]:
    """The tables, and a stand-in for each that is absent and referred to."""
    filled = dict(tables)
    for name, stand_in in _STAND_INS.items():
        if name not in tables:
            ids = sorted(_list_ids(tables.values(), stand_in.columns))
            rows = ({stand_in.key: one, "name": one, **stand_in.others} for one in ids)
            filled[name] = tuple(rows)
    return filled


def _list_ids(tables: Iterable[tuple[Row, ...]], columns: tuple[str, ...]) -> set[str]:
    found: set[str] = set()
    for rows in tables:
        present = [column for column in columns if rows and column in rows[0]]
        # a column of that name in a table of one's own may hold anything
        cells = (row[column] for row in rows for column in present)
        found.update(cell for cell in cells if isinstance(cell, str))
    return found
