"""Market rules over the typed markets of some tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from marketbook.errors import RuleError
from marketbook.findings import Finding, Place
from marketbook.markets import Markets, read_markets
from marketbook.rules.rule import Contradiction, MarketRule, Rule
from marketbook.steps import track, without_pauses

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True, slots=True)
class Judged:
    """What rules found.

    Attributes:
        findings: The findings.
        rows: How many things each rule looked at.
    """

    findings: tuple[Finding, ...]
    rows: Mapping[str, int]


def judge_markets(
    tables: Mapping[str, pl.DataFrame], rules: Sequence[MarketRule], files: Mapping[str, str]
) -> Judged:
    """Run market rules over all that some tables hold.

    Args:
        tables: Typed tables, whole families of markets with the code lists.
        rules: The rules.
        files: Path of each table's file inside the package.

    Raises:
        RuleError: A rule failed itself instead of judging the data.
    """
    with without_pauses():
        markets = read_markets(tables)
        tracked = track("check the figures, rule by rule", rules, len(rules))
        found = {rule: _judge(rule, markets) for rule in tracked}
    findings = (
        describe(rule, item, files)
        for rule, items in found.items()
        for item in items
        if item is not None
    )
    return Judged(tuple(findings), {rule.id: len(items) for rule, items in found.items()})


def _judge(rule: MarketRule, markets: Markets) -> list[Contradiction | None]:
    try:
        return [item for scope in _scopes(rule, markets) for item in rule.judge(scope)]
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        raise RuleError(
            f"rule {rule.id} is broken: {type(error).__name__}: {error}",
            remedy="this is a fault of the rule, not of the data; please report it",
        ) from error


def _scopes(rule: MarketRule, markets: Markets) -> Iterator[Any]:
    if rule.scope == "Markets":
        yield markets
    elif rule.scope == "Family":
        yield from markets.families
    else:
        yield from markets.publications


def describe(rule: Rule, found: Contradiction, files: Mapping[str, str]) -> Finding:
    """The finding for a contradiction."""
    at = found.at
    return Finding(
        file=files[at.table],
        line=at.line,
        rule=rule.id,
        severity=rule.severity,
        message=found.message,
        table=at.table,
        field=found.field,
        record=f"{at.table}:{at.record}",
        market=getattr(at, "market", ""),
        region=getattr(at, "region", ""),
        segment=getattr(at, "segment", ""),
        year=getattr(at, "year", None),
        stated=found.stated,
        implied=found.implied,
        worth=found.worth,
        conflict=tuple(
            Place(f"{one.table}:{one.record}", files[one.table], one.line) for one in found.conflict
        ),
        suspects=found.suspects,
    )
