"""The scenarios that a market has."""

from __future__ import annotations

from collections.abc import Sequence

from marketbook.markets import Markets
from marketbook.markets.scenarios import ORDER, Scenario, group_scenarios
from marketbook.rules.rule import Contradiction, Record, Verdicts, rule
from marketbook.rules.words import listed


@rule("scenarios.complete", reads=("scenarios",))
def complete(markets: Markets) -> Verdicts:
    """A market with scenarios has low, base and high."""
    for scenarios in group_scenarios(markets.scenarios):
        yield _contradict(scenarios) if len(scenarios) < len(ORDER) else None


def _contradict(scenarios: Sequence[Scenario]) -> Contradiction:
    first = min(scenarios, key=lambda one: one.line)
    there = [one.id for one in scenarios]
    missing = [name for name in ORDER if name not in there]
    message = (
        f"the market {first.market} has {listed(there)}, but not {listed(missing)}; enter "
        f"{'them' if len(missing) > 1 else 'it'}"
    )
    at = Record("scenarios", first.record, first.line, first.market)
    return Contradiction(at, message, listed(there), listed(missing), 1.0, "scenario_id")
