"""A finding is a value: what is wrong, where it stands, what it is worth."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from operator import attrgetter
from typing import Any, Literal

Severity = Literal["error", "note"]


@dataclass(frozen=True, slots=True)
class Place:
    """A record that a finding is also about: ``table:id``, with its file and line."""

    record: str
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Suspicion:
    """A figure that may be the wrong one, with one reading of it that would fit.

    Attributes:
        record: The figure.
        leaves: The least and the most that all others leave for it, in its printed unit; none
            where that is open, both none where they leave nothing.
        unit: That unit, in words.
        repair: What it may have been, one slip from the print; empty where nothing is so near.
        kind: The slip: ``digit``, ``dropped-digit``, ``unit``, …; empty where there is none.
        fits_all: Whether all others fit once it is left out, or read so, apart from those of other
            conflicts.
    """

    record: str
    leaves: tuple[float | None, float | None]
    unit: str
    repair: str
    kind: str
    fits_all: bool

    @classmethod
    def read(cls, values: dict[str, Any]) -> Suspicion:
        """The suspicion of its fields (`dataclasses.asdict`), the range as a list or a tuple."""
        low, high = values["leaves"]
        inner: dict[str, Any] = {"leaves": (low, high)}
        return cls(**(values | inner))


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
        conflict: Figures that cannot all be true, while any of them fewer could.
        suspects: Which of them may be wrong, the likeliest first, and what would fit.
        repeats: Id of the rule that already names one of its figures; empty where none does.
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
    conflict: tuple[Place, ...] = ()
    suspects: tuple[Suspicion, ...] = ()
    repeats: str = ""

    @classmethod
    def read(cls, values: dict[str, Any]) -> Finding:
        """The finding of its fields, those inside it as fields too (`dataclasses.asdict`)."""
        inner: dict[str, Any] = {
            "conflict": tuple(Place(**one) for one in values["conflict"]),
            "suspects": tuple(Suspicion.read(one) for one in values["suspects"]),
        }
        return cls(**(values | inner))

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

    @property
    def is_quiet(self) -> bool:
        """Whether it is shown only where all findings are asked for."""
        return bool(self.settled or self.repeats)

    def waive(self, reason: str) -> Finding:
        """The same finding, accepted for ``reason``."""
        return replace(self, waived=reason)

    def move(self, file: str) -> Finding:
        """The same finding in another file; as many are moved, not by `dataclasses.replace`."""
        return Finding(file, *_list_fields(self)[1:])

    def soften(self) -> Finding:
        """The same finding as a note."""
        file, line, rule, _, *others = _list_fields(self)
        return Finding(file, line, rule, "note", *others)

    def correct(self, reading: str) -> Finding:
        """The same finding, gone with a reading."""
        return replace(self, corrected=reading)


_list_fields = attrgetter(*(each.name for each in fields(Finding)))


def sort_findings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings in their order, by one field after the other, the first of them last.

    A tuple of fields for each of half a million findings would take 60 MB.
    """
    found = list(findings)
    for name in ("message", "field", "record", "line", "worth", "rule", "file"):
        found.sort(key=attrgetter(name), reverse=name == "worth")
    return tuple(found)
