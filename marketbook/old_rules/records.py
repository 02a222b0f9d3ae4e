"""Facts across tables: segments of the right market, whole sets of scenarios, fitting roles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import narwhals.stable.v1 as nw

from marketbook.old_rules.plain import Checked, view_checked
from marketbook.old_rules.rule import Row, Rule, Saying, Tables, View, rule
from marketbook.old_rules.words import listed


def _segment_of_its_market(table: str, *key: str) -> Rule:
    """A rule that compares a row's market with the market of its segment's axis.

    Args:
        table: Table with ``market_id`` and ``segment_id``.
        key: Its key columns.
    """

    def view(tables: Tables) -> View:
        axes = tables["axes"].select("axis_id", nw.col("market_id").alias("axis_market"))
        segments = tables["segments"].select("segment_id", "axis_id")
        segments = segments.join(axes, on="axis_id", how="inner")
        named = nw.concat_str(*[nw.col(name).cast(nw.String) for name in key], separator="/")
        rows = (
            tables[table]
            .filter(~nw.col("segment_id").is_null())
            .select(*dict.fromkeys([*key, "_line", "market_id", "segment_id"]))
            .with_columns(table=nw.lit(table), record=named)
        )
        joined = rows.join(segments, on="segment_id", how="inner")
        return View(joined, nw.col("market_id") == nw.col("axis_market"), _say_market)

    return Rule(
        id=f"{table}.segment-of-its-market",
        reads=(table, "segments", "axes"),
        view=view,
        says=f"The segment of a row in {table} is one of the row's own market.",
        why="A figure for another market's segment is added up with the wrong whole.",
        example="is about the market iomt, but the axis teleradiology-type of its segment "
        "teleradiology-type-software cuts the market teleradiology",
    )


def _say_market(row: Row) -> Saying:
    message = (
        f"is about the market {row['market_id']}, but the axis {row['axis_id']} of its segment "
        f"{row['segment_id']} cuts the market {row['axis_market']}; correct the market or the "
        "segment"
    )
    return Saying(message, row["market_id"], row["axis_market"], 1.0, "segment_id")


sizes_segment_of_its_market = _segment_of_its_market("sizes", "size_id")
growth_rates_segment_of_its_market = _segment_of_its_market("growth_rates", "growth_rate_id")
shares_segment_of_its_market = _segment_of_its_market("shares", "share_id")
claims_segment_of_its_market = _segment_of_its_market("claims", "claim_id")
insights_segment_of_its_market = _segment_of_its_market("insights", "insight_id")
segment_listings_segment_of_its_market = _segment_of_its_market(
    "segment_listings", "source_id", "market_id", "list", "position"
)


_SCENARIOS = ("low", "base", "high")
# what else makes a scenario grow faster, beside its growth factor, by method
_LEVERS = {"fading-growth": "long_run_rate_percent", "logistic": "ceiling_multiple"}


@dataclass(frozen=True, slots=True)
class Scenario:
    """One row of the scenarios; its levers are numbers of which more means faster growth."""

    market: str
    scenario: str
    method: str
    levers: Mapping[str, float]
    line: int

    @property
    def record(self) -> str:
        """The key of the row."""
        return f"{self.market}/{self.scenario}"


def _read_scenarios(tables: Tables) -> dict[str, dict[str, Scenario]]:
    """Scenarios by market and id."""
    columns = ("market_id", "scenario_id", "method", "growth_factor", "long_run_rate_percent")
    rows = tables["scenarios"].select(*columns, "ceiling_multiple", "_line").collect()
    found: dict[str, dict[str, Scenario]] = defaultdict(dict)
    for row in rows.iter_rows(named=True):
        names = ("growth_factor", _LEVERS.get(row["method"], "growth_factor"))
        levers = {name: row[name] for name in names if row[name] is not None}
        market, scenario = row["market_id"], row["scenario_id"]
        found[market][scenario] = Scenario(market, scenario, row["method"], levers, row["_line"])
    return found


@rule(
    "scenarios.complete",
    reads=("scenarios",),
    why="The drop-down of a workbook offers low, base and high; one that is missing leaves its "
    "forecast empty.",
    example="the market iomt has low and base, but no high; enter it",
)
def scenarios_complete(tables: Tables) -> View:
    """A market that has scenarios has low, base and high."""
    checked: list[Checked] = []
    for market, held in _read_scenarios(tables).items():
        first = min(held.values(), key=lambda one: one.line)
        missing = [name for name in _SCENARIOS if name not in held]
        there = [name for name in _SCENARIOS if name in held]
        fault = None
        if missing:
            message = (
                f"the market {market} has {listed(there)}, but no {listed(missing)}; enter "
                f"{'them' if len(missing) > 1 else 'it'}"
            )
            fault = Saying(message, listed(there), listed(missing), 1.0, "scenario_id")
        checked.append(Checked("scenarios", first.record, first.line, fault, market))
    return view_checked(checked)


@rule(
    "scenarios.in-order",
    reads=("scenarios",),
    why="A low scenario above the base misleads whoever plans for the worse case.",
    example="low grows faster than base by the same method: growth_factor is 1.2 against 1",
)
def scenarios_in_order(tables: Tables) -> View:
    """By the same method low grows no faster than base, and base no faster than high."""
    checked: list[Checked] = []
    for market, held in _read_scenarios(tables).items():
        row = [held[name] for name in _SCENARIOS if name in held]
        for place, slow in enumerate(row):
            faster = [fast for fast in row[place + 1 :] if _is_above(slow, fast)]
            fault = _say_order(slow, faster[0]) if faster else None
            checked.append(Checked("scenarios", slow.record, slow.line, fault, market))
    return view_checked(checked)


def _is_above(slow: Scenario, fast: Scenario) -> bool:
    """Whether no lever of ``slow`` is below that of ``fast`` and one is above it."""
    if slow.method != fast.method or slow.levers.keys() != fast.levers.keys():
        return False
    gaps = [value - fast.levers[name] for name, value in slow.levers.items()]
    return min(gaps, default=0.0) >= 0 and max(gaps, default=0.0) > 0


def _say_order(slow: Scenario, fast: Scenario) -> Saying:
    apart = [
        f"{name} is {value:g} against {fast.levers[name]:g}"
        for name, value in slow.levers.items()
        if value != fast.levers[name]
    ]
    message = (
        f"{slow.scenario} grows faster than {fast.scenario} by the same method: {listed(apart)}; "
        "correct the one or the other"
    )
    return Saying(message, slow.scenario, fast.scenario, 1.0, next(iter(slow.levers)))


# roles that say themselves what kind of development they belong to
_KINDS_OF_ROLES = {
    "acquirer": ("acquisition",),
    "target": ("acquisition",),
    "seller": ("acquisition",),
    "funder": ("funding",),
    "investor": ("funding", "acquisition"),
    "recipient": ("funding",),
    "reporter": ("report",),
}


@rule(
    "development_players.role-fits-kind",
    reads=("development_players", "developments"),
    why="Who bought whom is read off the roles; an acquirer in a launch is a slip in one of two "
    "cells.",
    example="has the role acquirer in a launch, but an acquirer belongs to an acquisition",
)
def role_fits_kind(tables: Tables) -> View:
    """The role of a player fits the kind of the development."""
    kinds = tables["developments"].select("development_id", "market_id", "kind")
    rows = tables["development_players"].select(
        nw.lit("development_players").alias("table"),
        nw.concat_str("development_id", "player_id", separator="/").alias("record"),
        "_line",
        "development_id",
        "role",
    )
    joined = rows.join(kinds, on="development_id", how="inner")
    fits = nw.lit(value=True)
    for role, allowed in _KINDS_OF_ROLES.items():
        fits = fits & ((nw.col("role") != role) | nw.col("kind").is_in(allowed))
    return View(joined, fits, _say_role)


def _say_role(row: Row) -> Saying:
    allowed = _KINDS_OF_ROLES[row["role"]]
    message = (
        f"has the role {row['role']} in a development of kind {row['kind']}, but that role belongs "
        f"to {' or '.join(allowed)}; correct the role or the kind"
    )
    return Saying(message, row["role"], allowed[0], 1.0, "role")
