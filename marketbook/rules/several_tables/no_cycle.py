"""Chains of parents that never end, or go on for too long."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from marketbook.markets import Markets
from marketbook.markets.codes import Codes, Market, Segment
from marketbook.markets.places import Region
from marketbook.markets.players import Player
from marketbook.markets.trees import DEEPEST
from marketbook.rules.rule import Contradiction, MarketRule, Record, Verdicts, rule

_Child = Market | Segment | Region | Player

_SHOWN = 10
"""Records of a chain that a sentence names at either end."""


def _make(name: str, find: Callable[[Codes], Mapping[str, _Child]]) -> MarketRule:
    table = name.partition(".")[0]

    @rule(name, table, says=f"Every chain of parents in {table} comes to an end.")
    def no_cycle(markets: Markets) -> Verdicts:
        return _judge(table, find(markets.codes))

    return no_cycle


def _judge(table: str, records: Mapping[str, _Child]) -> Verdicts:
    """One item per record: a chain that comes back to its start, or that is too deep, once each."""
    depths, found = _climb(records)
    circles = {min(circle, key=lambda one: records[one].line): circle for circle in found}
    deep = [record for record, steps in depths.items() if steps > DEEPEST]
    for record in records.values():
        at = Record(table, record.id, record.line)
        if record.id in circles:
            yield _tell_circle(at, circles[record.id])
        else:
            yield _tell_depth(at, records, len(deep)) if [record.id] == deep[:1] else None


def _climb(records: Mapping[str, _Child]) -> tuple[dict[str, int], list[list[str]]]:
    """Steps from each record to its widest whole, or to a circle; and every circle once."""
    depths: dict[str, int] = {}
    circles: list[list[str]] = []
    for start in records:
        chain: dict[str, int] = {}
        step = start
        while step in records and step not in depths and step not in chain:
            chain[step] = len(chain)
            step = records[step].parent
        up = list(chain)
        if step in chain:
            circles.append(up[chain[step] :])
            depths |= dict.fromkeys(circles[-1], 0)
            up = up[: chain[step]]
        first = depths.get(step, -1) + 1
        depths |= {record: first + n for n, record in enumerate(reversed(up))}
    return depths, circles


def _tell_circle(at: Record, circle: Sequence[str]) -> Contradiction:
    chain = _show([*circle, circle[0]])
    message = f"its parents lead back to itself: {chain}; correct one parent_id"
    return Contradiction(at, message, stated=circle[0], worth=1.0, field="parent_id")


def _tell_depth(at: Record, records: Mapping[str, _Child], count: int) -> Contradiction:
    chain = [at.record]
    while records[chain[-1]].parent in records and len(chain) <= 2 * DEEPEST:
        chain.append(records[chain[-1]].parent)
    others = f", as do {count - 1:,} others" if count > 1 else ""
    message = (
        f"lies more than {DEEPEST} levels deep{others}: {_show(chain)}; anything deeper is not "
        "compared; correct parent_id"
    )
    return Contradiction(at, message, stated=at.record, worth=1.0, field="parent_id")


def _show(chain: Sequence[str]) -> str:
    if len(chain) <= 2 * _SHOWN:
        return " → ".join(chain)
    left_out = f"… ({len(chain) - 2 * _SHOWN:,} more)"
    return " → ".join([*chain[:_SHOWN], left_out, *chain[-_SHOWN:]])


RULES = [
    _make("markets.no-cycle", lambda codes: codes.markets),
    _make("players.no-cycle", lambda codes: codes.players.records),
    _make("regions.no-cycle", lambda codes: codes.places.regions),
    _make("segments.no-cycle", lambda codes: codes.segments),
]
