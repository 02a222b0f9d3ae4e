"""A finding is a value: what is wrong, where it stands, what it is worth."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

Severity = Literal["error", "note"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong in the data, or one thing a reader should know.

    Attributes:
        file: Path inside the package, with forward slashes.
        line: Line in that file; the header is line 1, 0 stands for the whole file.
        rule: Id of the rule, ``<table>.<what-must-hold>``, or ``structure.<what>``.
        severity: ``error`` must be fixed or waived, ``note`` never fails.
        message: What is stated, what is implied, the arithmetic, how to settle it.
        table: Name of the table; empty for the descriptor.
        field: Column, where one column is at fault.
        record: ``table:id`` of the record; empty where no record can be named.
        market, region, segment, year: What the figure is about, where it is a figure.
        stated: The figure as printed.
        implied: What follows from the other figures.
        worth: Relative size of the contradiction (0.05 is 5 percent); sorts findings of a rule.
        waived: Reason of the waiver that accepts the finding; empty where none does.
        corrected: The reading with which the finding is gone; empty where it is there.
    """

    file: str
    line: int
    rule: str
    severity: Severity
    message: str
    table: str = ""
    field: str = ""
    record: str = ""
    market: str = ""
    region: str = ""
    segment: str = ""
    year: int | None = None
    stated: str = ""
    implied: str = ""
    worth: float = 0.0
    waived: str = ""
    corrected: str = ""

    @property
    def sort_key(self) -> tuple[str, str, float, int, str, str, str]:
        """By file and rule, the largest contradiction first, then by place."""
        return (
            self.file,
            self.rule,
            -self.worth,
            self.line,
            self.record,
            self.field,
            self.message,
        )

    def __lt__(self, other: Finding) -> bool:
        return self.sort_key < other.sort_key

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.rule}: {self.message}"

    @property
    def fails(self) -> bool:
        """Whether the finding makes the check end with exit code 1."""
        return self.severity == "error" and not self.settled

    @property
    def settled(self) -> Literal["", "waived", "corrected"]:
        """How it was settled: accepted by a waiver, or gone with a correction; empty if open."""
        if self.corrected:
            return "corrected"
        return "waived" if self.waived else ""

    @property
    def reason(self) -> str:
        """Why it is settled: of its waiver or correction."""
        return self.corrected or self.waived

    def waive(self, reason: str) -> Finding:
        """The same finding, accepted for ``reason``."""
        return replace(self, waived=reason)

    def correct(self, reading: str) -> Finding:
        """The same finding, gone with a reading."""
        return replace(self, corrected=reading)
