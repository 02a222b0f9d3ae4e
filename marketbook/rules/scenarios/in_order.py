"""The scenarios of a market beside each other."""

from __future__ import annotations

from collections.abc import Sequence

from marketbook.markets import Markets
from marketbook.markets.scenarios import ORDER, Scenario, group_scenarios
from marketbook.rules.rule import Contradiction, Record, Verdicts, rule
from marketbook.rules.words import listed


@rule("scenarios.in-order", "scenarios")
def in_order(markets: Markets) -> Verdicts:
    """With the same method, low grows no faster than base, and base no faster than high."""
    for scenarios in group_scenarios(markets.scenarios):
        for place, slow in enumerate(scenarios):
            faster = (fast for fast in scenarios[place + 1 :] if _is_above(slow, fast))
            fast = next(faster, None)
            yield _tell_order(slow, fast) if fast else None


def _is_above(slow: Scenario, fast: Scenario) -> bool:
    """Whether no lever of ``slow`` is below that of ``fast`` and one is above it."""
    if slow.method != fast.method:
        return False
    gaps = [value - fast.levers[name] for name, value in slow.levers.items()]
    return min(gaps) >= 0 and max(gaps) > 0


def _tell_order(slow: Scenario, fast: Scenario) -> Contradiction:
    apart = [
        f"{name} is {value:g} against {fast.levers[name]:g}"
        for name, value in slow.levers.items()
        if value != fast.levers[name]
    ]
    message = (
        f"{slow.id} grows faster than {fast.id} with the same method: {listed(apart)}; correct one "
        "of them"
    )
    at = Record("scenarios", slow.record, slow.line, slow.market)
    return Contradiction(at, message, slow.id, fast.id, 1.0, next(iter(slow.levers)))


@rule("scenarios.complete", "scenarios")
def complete(markets: Markets) -> Verdicts:
    """A market with scenarios has low, base and high."""
    for scenarios in group_scenarios(markets.scenarios):
        yield _tell_missing(scenarios) if len(scenarios) < len(ORDER) else None


def _tell_missing(scenarios: Sequence[Scenario]) -> Contradiction:
    first = min(scenarios, key=lambda one: one.line)
    there = [one.id for one in scenarios]
    missing = [name for name in ORDER if name not in there]
    message = (
        f"the market {first.market} has {listed(there)}, but not {listed(missing)}; enter "
        f"{'them' if len(missing) > 1 else 'it'}"
    )
    at = Record("scenarios", first.record, first.line, first.market)
    return Contradiction(at, message, listed(there), listed(missing), 1.0, "scenario_id")
