"""Our assumptions about the growth of a market."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from marketbook.markets.grouping import group_by

ORDER = ("low", "base", "high")
"""The scenarios that a market has, from the slowest."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """One scenario of a market.

    Attributes:
        market, id: Of which market, and which: ``low``, ``base`` or ``high``.
        method: How its forecast grows.
        growth_factor: What scales the published growth; a lower one makes it lower.
        long_run_rate_percent: The growth, in percent a year, that a fading one comes down to.
        ceiling_multiple: How many times its base a saturating market becomes at most.
        line: Its line in the file of scenarios.
    """

    market: str
    id: str
    method: str
    growth_factor: float
    long_run_rate_percent: float
    ceiling_multiple: float
    line: int

    @property
    def record(self) -> str:
        """The key of its row."""
        return f"{self.market}/{self.id}"

    @property
    def levers(self) -> Mapping[str, float]:
        """What makes it grow faster where it is more, by the columns of the table."""
        found = {"growth_factor": self.growth_factor}
        if self.method == "fading-growth":
            found["long_run_rate_percent"] = self.long_run_rate_percent
        elif self.method == "logistic":
            found["ceiling_multiple"] = self.ceiling_multiple
        return found


def group_scenarios(scenarios: Iterable[Scenario]) -> list[list[Scenario]]:
    """The scenarios of each market, from the slowest."""
    markets = group_by(scenarios, lambda one: one.market)
    return [sorted(found, key=lambda one: ORDER.index(one.id)) for found in markets.values()]
