"""Known issues: waivers and corrections, each led to the market its record is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from marketbook.findings import Finding
from marketbook.workbook.market import MarketModel, choose_unit
from marketbook.workbook.records import Record, Records
from marketbook.workbook.tell import tell_reading

_AMOUNT = re.compile(r"(\d[\d,]*(?:\.\d+)?) (.+)")
NO_MONEY = "No amount"
"""What is said of an issue that moves no money."""
_SENTENCE = re.compile(r"(?<=[^.]\.)\s")


@dataclass(frozen=True, slots=True)
class Issue:
    """A contradiction in print that was looked at: accepted as it is, or read otherwise."""

    rule: str
    record: str
    reason: str
    evidence: str
    markets: tuple[str, ...]
    amount: float = 0.0
    money: str = ""

    @property
    def sentence(self) -> str:
        """What is wrong, without what was done about it."""
        return first_sentence(self.reason)


def first_sentence(text: str) -> str:
    """The first sentence of a text."""
    return _SENTENCE.split(text, maxsplit=1)[0]


def list_issues(records: Records, models: Iterable[MarketModel]) -> tuple[Issue, ...]:
    """Corrections and waivers of some markets, and of none; those that move most money first."""
    known = {model.market_id: model for model in models}
    found = [
        *(_tell_correction(records, row, known) for row in records.all("corrections")),
        *(_read_issue(records, row, known) for row in records.all("waivers")),
    ]
    kept = [issue for issue in found if not issue.markets or known.keys() & set(issue.markets)]
    return tuple(sorted(kept, key=lambda issue: -issue.amount))


def _read_issue(records: Records, row: Record, models: dict[str, MarketModel]) -> Issue:
    rule, record = row["rule"], row["record"]
    markets = tuple(sorted(find_markets(records, record)))
    found = [one for one in records.findings if (one.rule, one.record) == (rule, record)]
    model = next((models[market] for market in markets if market in models), None)
    amount = _measure(records, found[0], model) if found and model else 0.0
    money = _tell_amount(amount, model) if amount and model else ""
    return Issue(rule, record, row["reason"], row["evidence"], markets, amount, money)


def _tell_correction(records: Records, row: Record, models: dict[str, MarketModel]) -> Issue:
    record, reading = row["record"], tell_reading(records, row["record"])
    markets = tuple(sorted(find_markets(records, record)))
    model = next((models[market] for market in markets if market in models), None)
    amount = _measure_correction(records, row)
    money = _tell_amount(amount, model) if amount and model else ""
    return Issue("", record, reading or row["reason"], row["evidence"], markets, amount, money)


def _measure_correction(records: Records, row: Record) -> float:
    """What a corrected size differs by from what is printed, in base units."""
    table, _, key = row["record"].partition(":")
    printed = records.by_key("sizes", "size_id").get(key)
    if table != "sizes" or printed is None:
        return 0.0
    units = records.typed.codes.units
    own = printed["unit_id"]
    read = row["value"] * units[row["unit_id"] or own].factor
    return abs(read - printed["value"] * units[own].factor)


def _measure(records: Records, finding: Finding, model: MarketModel) -> float:
    """The money that a figure moves, in base units: the other reading of a size, or a share.

    A size moves by the difference to what the audit says it is, a share by all that it makes of
    the market in the base year.
    """
    codes, record = records.typed.codes, finding.record.partition(":")[2]
    if finding.table == "sizes":
        row = records.by_key("sizes", "size_id")[record]
        told = _AMOUNT.match(finding.implied)
        named = {unit.name: unit for unit in codes.units.values()}
        if told is None or told[2] not in named:
            return 0.0
        read = float(told[1].replace(",", "")) * named[told[2]].factor
        return abs(read - row["value"] * codes.units[row["unit_id"]].factor)
    if finding.table == "shares":
        row = records.by_key("shares", "share_id")[record]
        own = codes.units[model.unit_id].factor
        return row["share_percent"] / 100 * model.terms.base * own
    return 0.0


def _tell_amount(amount: float, model: MarketModel) -> str:
    unit = choose_unit(model.units, amount)
    return f"{amount / unit.factor:,.1f} {unit.name}"


def find_markets(records: Records, record: str) -> frozenset[str]:
    """Markets of the rows that a record's id names; of a source, all it writes about."""
    return frozenset(_find_markets(records, record))


def _find_markets(records: Records, record: str) -> Iterator[str]:
    table, _, key = record.partition(":")
    named = key.replace("|", "/").replace(",", "/").split("/")
    for row in records.all(table):
        values = [str(value) for value in row.values() if value is not None]
        if all(part in values for part in named):
            market = row.get("market_id")
            if isinstance(market, str):
                yield market
            elif isinstance(row.get("source_id"), str):
                yield from _markets_of(records, row["source_id"])


def _markets_of(records: Records, source_id: str) -> Iterator[str]:
    for table in ("sizes", "growth_rates", "shares"):
        for row in records.all(table):
            if row["source_id"] == source_id:
                yield row["market_id"]
