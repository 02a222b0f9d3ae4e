"""The values of a comparison: one small record per kind of difference."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from marketbook.changes import RecordChange
from marketbook.findings import Finding

WAIVERS = "waivers"
"""The table of waivers, which has a section of its own."""

Level = Literal["none", "patch", "minor", "major"]
LEVELS: tuple[Level, ...] = ("none", "patch", "minor", "major")
"""Parts of a version from the least to the most, as they rise."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two states.

    Attributes:
        label: What it was called: a folder, or a revision.
        commit: The commit of a revision; empty for a folder.
        package: Name of the package.
        version: Its version; empty where it states none.
    """

    label: str
    commit: str
    package: str
    version: str


@dataclass(frozen=True, slots=True)
class SchemaChange:
    """One thing about a table's columns or keys that differs.

    Attributes:
        table: The table.
        field: The column; empty where a key or the table itself is meant.
        what: The property that differs (``type``, ``pattern``, ``primaryKey``), or ``added``,
            ``removed``, ``order``.
        old: What it was, as text; empty where it was not there.
        new: What it is.
        level: What the change does to whoever reads the table.
    """

    table: str
    field: str
    what: str
    old: str
    new: str
    level: Level


@dataclass(frozen=True, slots=True)
class FindingChange:
    """A finding that came or went, reads differently, is settled or is open again.

    Attributes:
        change: ``came``, ``went``, ``changed``, ``waived``, ``corrected``, ``reopened``, or
            ``unchecked`` where its rule could not run on the new side, so that nobody knows
            whether it went.
        finding: The finding as it is, or as it was where it went.
        before: The finding as it was; None where it came or went.
    """

    change: Literal["came", "went", "changed", "waived", "corrected", "reopened", "unchecked"]
    finding: Finding
    before: Finding | None = None


@dataclass(frozen=True, slots=True)
class WaiverChange:
    """A waiver that was added, removed or changed; ``fields`` names the columns that differ."""

    change: Literal["added", "removed", "changed"]
    rule: str
    record: str
    reason: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class YearMove:
    """A market's size in one year, before and after, in one unit; ``relative`` is new / old - 1."""

    year: int
    old: float
    new: float

    @property
    def relative(self) -> float:
        """0.05 where the new size is 5 percent above the old one."""
        return self.new / self.old - 1 if self.old else float("inf") if self.new else 0.0


@dataclass(frozen=True, slots=True)
class ForecastMove:
    """What became of one market's forecast under one scenario.

    Attributes:
        market: Id of the market.
        scenario: ``low``, ``base`` or ``high``.
        change: ``added`` or ``removed`` (it could be forecast on one side only), ``moved``, or
            ``unit`` or ``region`` where the two sides are in units that cannot be compared, or of
            two regions.
        unit: Name of the unit of the sizes: the new one, or the old one where it was removed.
        years: Every year that both sides have, whether it moved or not; empty unless ``moved``.
        old_horizon: Last year and its size before; None where there was none.
        new_horizon: Last year and its size now; None where there is none.
    """

    market: str
    scenario: str
    change: Literal["added", "removed", "moved", "unit", "region"]
    unit: str
    years: tuple[YearMove, ...]
    old_horizon: tuple[int, float] | None
    new_horizon: tuple[int, float] | None

    @property
    def largest(self) -> YearMove | None:
        """The year that moved most in proportion; the earliest of several."""
        return max(self.years, key=lambda move: abs(move.relative), default=None)


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that asks for a rise of the version."""

    level: Level
    what: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """The version that the differences ask for, by the Data Package recipe.

    Attributes:
        level: The part of the version that rises.
        old: Version of the old side.
        stated: Version of the new side.
        proposed: The least version that fits; empty where the old one is not ``x.y.z``.
        fits: Whether the stated version is at least that; None where it cannot be told.
        reasons: What asks for it, the weightiest first.
    """

    level: Level
    old: str
    stated: str
    proposed: str
    fits: bool | None
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that differs between two states of a package.

    Attributes:
        old: The state before.
        new: The state after.
        tables_added: Tables that only the new side has.
        tables_removed: Tables that only the old side has.
        descriptor: Properties of the descriptor that differ, by dotted name, hashes, sizes,
            schemas and the version apart.
        schemas: What differs in columns and keys of the tables that both have.
        records: Records that differ, by table; those of added and removed tables included.
        uncompared: Tables whose records could not be compared, with the reason.
        findings: What came, went and changed.
        waivers: Waivers that differ.
        forecasts: Forecasts that moved.
        unforecast: Why forecasts could not be compared; empty where they could.
        proposal: The version that all this asks for.
    """

    old: Side
    new: Side
    tables_added: tuple[str, ...]
    tables_removed: tuple[str, ...]
    descriptor: tuple[str, ...]
    schemas: tuple[SchemaChange, ...]
    records: Mapping[str, tuple[RecordChange, ...]]
    uncompared: Mapping[str, str]
    findings: tuple[FindingChange, ...]
    waivers: tuple[WaiverChange, ...]
    forecasts: tuple[ForecastMove, ...]
    unforecast: str
    proposal: Proposal

    @property
    def differs(self) -> bool:
        """Whether anything differs, the version alone included."""
        return bool(
            self.old.version != self.new.version
            or self.old.package != self.new.package
            or self.tables_added
            or self.tables_removed
            or self.descriptor
            or self.schemas
            or any(self.records.values())
            or self.uncompared
            or self.findings
            or self.forecasts
        )
