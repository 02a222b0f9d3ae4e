"""Sources, and the periods that they state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from marketbook.markets.grouping import group_by


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

    @property
    def table(self) -> str:
        """Its table."""
        return "source_periods"

    @property
    def label(self) -> str:
        """``2025 to 2034``."""
        return f"{self.start} to {self.end}"


@dataclass(frozen=True)
class Source:
    """One edition of one report, with the periods that it states, in the order of their lines."""

    id: str
    title: str = ""
    publisher: str = ""
    edition: str = ""
    periods: tuple[Period, ...] = ()

    @cached_property
    def _by_kind(self) -> Mapping[str, list[Period]]:
        return group_by(self.periods, lambda period: period.kind)

    @cached_property
    def _ends(self) -> Mapping[str, tuple[int, int]]:
        """The earliest first year and the latest last year of each kind."""
        return {
            kind: (min(one.start for one in found), max(one.end for one in found))
            for kind, found in self._by_kind.items()
        }

    def of_kind(self, kind: str) -> Sequence[Period]:
        """Its periods of one kind."""
        return self._by_kind.get(kind, ())

    def first(self, *kinds: str) -> int | None:
        """The earliest first year of its periods of some kinds."""
        return min((self._ends[kind][0] for kind in kinds if kind in self._ends), default=None)

    def last(self, *kinds: str) -> int | None:
        """The latest last year of its periods of some kinds."""
        return max((self._ends[kind][1] for kind in kinds if kind in self._ends), default=None)

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

    @cached_property
    def latest_start(self) -> int | None:
        """The latest first year of its forecasts."""
        return max((period.start for period in self.of_kind("forecast")), default=None)

    @property
    def history_end(self) -> int | None:
        """The last year that may be history: of its base or estimate, or before its forecast.

        A forecast without either may count from its first year. None where none of the three is
        printed.
        """
        known, first = self.last("base", "estimate"), self.forecast_start
        if known is None or first is None:
            return first if known is None else known
        return max(known, first - 1)

    @property
    def present(self) -> int | None:
        """The last year that it has measured or estimated."""
        return self.last("base", "estimate", "history")
