"""Sources, and the periods that they state."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Period:
    """A period that a source states: ``base``, ``estimate``, ``history``, ``forecast``, …."""

    source: str
    kind: str
    start: int
    end: int
    locator: str
    line: int

    @property
    def record(self) -> str:
        """The key of its row."""
        return f"{self.source}/{self.kind}/{self.start}/{self.end}"


@dataclass(frozen=True, slots=True)
class Source:
    """One edition of one report, with the periods that it states, in the order of their lines."""

    id: str
    title: str = ""
    publisher: str = ""
    edition: str = ""
    periods: tuple[Period, ...] = ()

    def of_kind(self, *kinds: str) -> list[Period]:
        """Its periods of some kinds."""
        return [period for period in self.periods if period.kind in kinds]

    def first(self, *kinds: str) -> int | None:
        """The earliest first year of its periods of some kinds."""
        return min((period.start for period in self.of_kind(*kinds)), default=None)

    def last(self, *kinds: str) -> int | None:
        """The latest last year of its periods of some kinds."""
        return max((period.end for period in self.of_kind(*kinds)), default=None)

    @property
    def base_year(self) -> int | None:
        """Its base year; of several the earliest."""
        return self.first("base")

    @property
    def forecast_start(self) -> int | None:
        """First year of its widest forecast."""
        return self.first("forecast")

    @property
    def forecast_end(self) -> int | None:
        """Last year of its widest forecast."""
        return self.last("forecast")

    @property
    def present(self) -> int | None:
        """The last year that it has measured or estimated."""
        return self.last("base", "estimate", "history")
