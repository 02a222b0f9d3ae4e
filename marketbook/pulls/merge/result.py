"""What a pull found, what it would change or has changed, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from marketbook.changes import Key, TableChanges
from marketbook.findings import Finding
from marketbook.pulls.read.edited import Place, Remark

Side = Literal["workbook", "tables"]
"""Whose values count where both sides changed the same."""

ConflictKind = Literal["changed-both", "added-both", "removed-in-workbook", "removed-in-tables"]
State = Literal["new", "still"]
Outcome = Literal["unchanged", "applied", "would-apply", "refused", "conflict", "broken"]


@dataclass(frozen=True, slots=True)
class FieldConflict:
    """One cell that the workbook and the tables changed differently.

    Attributes:
        field: The column.
        base: Its text when the workbook was built; empty for a record that was not there.
        workbook: Its text in the workbook; empty for a record that was removed there.
        tables: Its text in the tables now; empty for a record that was removed there.
        place: Where it stands in the workbook; none where the record was removed.
    """

    field: str
    base: str
    workbook: str
    tables: str
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """One record that the workbook and the tables changed differently, with the cells at stake."""

    table: str
    key: Key
    kind: ConflictKind
    fields: tuple[FieldConflict, ...]

    @property
    def record(self) -> str:
        """``table:id``, as findings and waivers name it."""
        return f"{self.table}:{'/'.join(self.key)}"


@dataclass(frozen=True, slots=True)
class Rename:
    """A record that was removed and one that was added, alike in everything but the key."""

    table: str
    old: Key
    new: Key


@dataclass(frozen=True, slots=True)
class PulledFinding:
    """A finding of the package as it would be.

    Attributes:
        finding: The finding; its line is the one that the record would have.
        place: Where the workbook holds the cell, or the record; none where it does not.
        state: ``new`` with this pull, or ``still`` there.
    """

    finding: Finding
    place: Place | None
    state: State


@dataclass(frozen=True, slots=True)
class PullResult:
    """What became of a pull.

    Attributes:
        workbook: The workbook, as it was named.
        kind: ``tables``, ``market`` or ``facts``.
        market: Id of the market of a market's workbook, else empty.
        package: Name of the package.
        version: Its version; empty where it states none.
        built_from: Version of the package that the workbook was built from.
        outcome: ``unchanged``: there is nothing to pull. ``applied``, or ``would-apply`` where it
            was not asked to write. ``refused``: something in the workbook must be corrected first.
            ``conflict``: both sides changed the same. ``broken``: the tables would not be as their
            schemas say.
        changes: What differs between the tables now and the tables as they would be.
        places: Where the workbook holds a record, by table and key.
        conflicts: What both sides changed differently.
        remarks: What was refused, and what is only pointed out.
        renames: Records that look renamed.
        findings: What the check says of the tables as they would be, without what is settled.
        fixed: Findings of the tables now that would be gone.
        written: Files that were written, inside the package.
    """

    workbook: str
    kind: Literal["tables", "market", "facts"]
    market: str
    package: str
    version: str
    built_from: str
    outcome: Outcome
    changes: tuple[TableChanges, ...] = ()
    places: Mapping[tuple[str, Key], Mapping[str, Place]] = field(default_factory=dict)
    conflicts: tuple[Conflict, ...] = ()
    remarks: tuple[Remark, ...] = ()
    renames: tuple[Rename, ...] = ()
    findings: tuple[PulledFinding, ...] = ()
    fixed: tuple[Finding, ...] = ()
    written: tuple[str, ...] = ()

    @property
    def exit_code(self) -> int:
        """0 where nothing stands against it; 1 where something stops it or fails the check.

        A sheet of facts answers for what it brings, not for what was wrong before.
        """
        stopped = self.outcome in ("refused", "conflict", "broken")
        own = (one for one in self.findings
               if self.kind != "facts" or one.state == "new" or one.place)  # fmt: skip
        return int(stopped or any(each.finding.fails for each in own))

    def count(self, state: State) -> int:
        """Number of findings that are new, or still there."""
        return sum(each.state == state for each in self.findings)
