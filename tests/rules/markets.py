"""Right packages of any size: true markets, printed and rounded as publishers print and round."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_HALF_UP, Decimal
from random import Random
from typing import Any

import polars as pl

from tests.rules.tables import ROOT, TYPES, read_table
from tests.rules.truth import REST, Market, make_market, nodes

Row = dict[str, Any]
Tables = dict[str, list[Row]]

REMAINDERS = {
    "europe": "rest-of-europe",
    "asia-pacific": "rest-of-asia-pacific",
    "latin-america": "rest-of-latin-america",
    "middle-east-africa": "rest-of-mea",
}
LETTERS = ("ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu", "na", "pe", "ri", "so", "tu")
SCHEMAS = {
    path.stem: json.loads(path.read_text(encoding="utf-8"))
    for path in sorted((ROOT / "schemas").glob("*.json"))
}
SHARED = {name: read_table(ROOT / "tables" / f"{name}.csv") for name in ("units", "region_parts")}
REGIONS = read_table(ROOT / "tables" / "regions.csv").drop("_line").to_dicts()
REGION_NAMES = {row["region_id"]: row["name"] for row in REGIONS}


def print_number(rng: Random, value: float, decimals: int, digits: int = 2) -> Row:
    """A value as printed, with at least so many significant digits, and what it stands for."""
    exact = Decimal(repr(value))
    while decimals < 12 and exact * 10**decimals < 10 ** (digits - 1):
        decimals += 1
    unit = Decimal(1).scaleb(-decimals)
    qualifier = rng.choice([None] * 8 + ["about", "over", "nearly"])
    way = {"over": ROUND_DOWN, "nearly": ROUND_CEILING}.get(qualifier or "", ROUND_HALF_UP)
    rounded = exact.quantize(unit, way)
    stated = f"{rounded:,f}" if rng.random() < 0.5 else f"{rounded:f}"
    return {"number": float(rounded), "stated": stated, "qualifier": qualifier}


@dataclass
class Report:
    """What one source prints of one market.

    Attributes:
        factor: How much wider than the truth the publisher draws the market.
        base, end: First and last year of the forecast, after year 0 of the truth.
        zero: The calendar year of year 0.
        unit: Unit of most of its sizes.
        label: Years by which its rates are labelled; None where they are not.
    """

    rng: Random
    tables: Tables
    market: Market
    source: str
    factor: float
    base: int
    end: int
    zero: int
    unit: str
    label: tuple[int, int] | None
    coarse: int

    def value(self, region: str, year: int, segment: str = "") -> float:
        """What the source means: the truth, and constant growth between the two ends."""
        size = self.market.size
        if year in (self.base, self.end) or year < self.base:
            return size(region, year, segment) * self.factor
        start, stop = (size(region, at, segment) for at in (self.base, self.end))
        share = (year - self.base) / (self.end - self.base)
        return start ** (1 - share) * stop**share * self.factor

    def growth(self, region: str, segment: str = "") -> float:
        """Growth in percent a year over the forecast."""
        start, stop = (self.value(region, year, segment) for year in (self.base, self.end))
        return ((stop / start) ** (1 / (self.end - self.base)) - 1) * 100

    def about(self, region: str, segment: str) -> Row:
        """The columns that every figure has."""
        return {
            "source_id": self.source,
            "market_id": self.market.id,
            "region_id": region,
            "segment_id": segment or None,
            "locator": self.rng.choice(["overview, first sentence", "report details table"]),
        }

    def key(self, *parts: object) -> str:
        """An id of the report's own."""
        return "-".join(str(part) for part in (self.source, self.market.id, *parts) if part)

    def put_size(self, region: str, year: int, segment: str = "", shown: str = "") -> None:
        """Print a size; ``shown`` is the region it is printed for, where that is another."""
        value = self.value(region, year, segment)
        unit, factor = self.unit, {"usd-million": 1e6, "usd-billion": 1e9}[self.unit]
        if unit == "usd-billion" and value < 1e9 and self.rng.random() < 0.6:
            unit, factor = "usd-million", 1e6
        decimals = self.rng.choice([0, 1, 1, 2, 2])
        printed = print_number(self.rng, value / factor, decimals, self.coarse)
        calendar = self.zero + year
        base = self.zero + self.base
        status = "actual" if calendar <= base else "forecast"
        self.tables["sizes"].append(
            {
                **self.about(shown or region, segment),
                "size_id": self.key(calendar, shown or region, segment),
                "year": calendar,
                "value": printed.pop("number"),
                **printed,
                "unit_id": unit,
                "status": status,
            }
        )

    def put_rate(self, region: str, segment: str = "", shown: str = "") -> None:
        """Print a growth rate."""
        value = self.growth(region, segment)
        printed = _print_rate(self.rng, value)
        start, end = self.label or (None, None)
        self.tables["growth_rates"].append(
            {
                **self.about(shown or region, segment),
                "growth_rate_id": self.key("growth", shown or region, segment),
                "start_year": start,
                "end_year": end,
                "rate_percent": printed.pop("number"),
                **printed,
            }
        )

    def put_share(
        self,
        region: str,
        whole: str,
        year: int,
        segment: str = "",
        *,
        dated: bool = True,
        decimals: int = 0,
        shown: str = "",
    ) -> None:
        """Print a share of ``whole``."""
        of = self.value(whole, year)
        share = self.value(region, year, segment) / of * 100
        printed = print_number(self.rng, share, decimals, 1)
        calendar = self.zero + year
        self.tables["shares"].append(
            {
                **self.about(shown or region, segment),
                "share_id": self.key("share", shown or region, segment, f"of-{whole}", calendar),
                "of_region_id": whole,
                "year": calendar if dated else None,
                "share_percent": min(printed.pop("number"), 100.0),
                **printed,
            }
        )


def _print_rate(rng: Random, value: float) -> Row:
    decimals = rng.choice([1, 1, 2])
    rounded = Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return {"number": float(rounded), "stated": f"{rounded:f}", "qualifier": None}


def print_report(report: Report) -> None:
    """Print what a report prints: world, regions, countries, segments, lists."""
    rng = report.rng
    base, end = report.base, report.end
    years = [year for year, chance in ((base, 1.0), (end, 0.9)) if rng.random() < chance]
    years += [base + 1] if rng.random() < 0.4 else []
    years += [rng.randint(base + 2, end - 1)] if rng.random() < 0.3 else []
    for year in sorted(set(years) or {base}):
        report.put_size("world", year)
    if rng.random() < 0.95:
        report.put_rate("world")
    _print_places(report)
    _print_segments(report)
    _print_lists(report)
    _print_claims(report)


def _moments(report: Report) -> list[int]:
    """Years in which the parts of a market add up: any, where all grow alike."""
    rng = report.rng
    if report.market.flat:
        return sorted(rng.sample(range(report.base, report.end + 1), 2))
    return [report.base, report.end]


def _print_places(report: Report) -> None:
    rng, market = report.rng, report.market
    chances = {"sizes": rng.random(), "rates": rng.random(), "shares": rng.random()}
    whole_rows = rng.random() < 0.5
    moments = _moments(report)
    decimals = rng.choice([0, 0, 1])
    dated = rng.random() < 0.8
    for region, parent in nodes(market):
        if region == "world":
            continue
        wide = parent == "world"
        sure = whole_rows and wide
        for year in moments:
            if rng.random() < chances["sizes"] * (1 if wide else 0.6):
                report.put_size(region, year)
        if sure or rng.random() < chances["rates"] * (1 if wide else 0.5):
            report.put_rate(region)
        if sure or rng.random() < chances["shares"] * (1 if wide else 0.4):
            of = "world" if wide or rng.random() < 0.5 else parent
            year = report.base if not dated or rng.random() < 0.9 else report.end
            report.put_share(region, of, year, dated=dated, decimals=decimals)
    for region, leaves in market.leaves.items():
        shown = REMAINDERS.get(region)
        if shown and len(leaves) > 1 and rng.random() < 0.3:
            report.put_size(REST + region, report.base, shown=shown)


def _print_segments(report: Report) -> None:
    rng, market = report.rng, report.market
    moments = _moments(report)
    for axis in market.axes:
        chances = [rng.random() for _ in range(3)]
        decimals = rng.choice([0, 1])
        whole_axis = rng.random() < 0.4
        place = "world" if rng.random() < 0.7 else rng.choice(market.world)
        for segment in axis.segments:
            for year in moments:
                if whole_axis or rng.random() < chances[0]:
                    report.put_size(place, year, segment.id)
            if whole_axis or rng.random() < chances[1]:
                report.put_rate(place, segment.id)
            if rng.random() < chances[2]:
                report.put_share("world", "world", report.base, segment.id, decimals=decimals)


def _print_lists(report: Report) -> None:
    rng, market, tables = report.rng, report.market, report.tables
    listed: list[tuple[str, str]] = []
    for region, leaves in market.leaves.items():
        countries = [leaf for leaf in leaves if not leaf.startswith(REST)]
        rest = [REMAINDERS[region]] if region in REMAINDERS and countries else []
        listed += [(one, REGION_NAMES[one]) for one in (region, *countries, *rest)]
    lists = [("region", "report-scope", listed)]
    if rng.random() < 0.3:
        lists.append(("region", "contents", listed))
    for axis in market.axes:
        named = [(segment.id, segment.name) for segment in axis.segments]
        lists.append(("segment", axis.id.rpartition("-")[2], named))
    players = [row for row in tables["players"] if row["player_id"].startswith(market.id)]
    named = [(row["player_id"], row["name"]) for row in players]
    for kind, name, members in (*lists, ("player", "contents", named)):
        _print_list(report, kind, name, members)


def _print_list(report: Report, kind: str, name: str, members: list[tuple[str, str]]) -> None:
    place = {"source_id": report.source, "market_id": report.market.id, "list": name}
    report.tables[f"{kind}_listings"] += [
        {**place, "position": number, "stated_as": stated, f"{kind}_id": member}
        for number, (member, stated) in enumerate(members, 1)
    ]


def _print_claims(report: Report) -> None:
    """The largest and the fastest-growing of the regions that divide the world."""
    rng, market = report.rng, report.market
    shared = {"source_id": report.source, "market_id": market.id, "locator": "overview"}
    regions = list(market.world)
    if rng.random() < 0.5:
        largest = max(regions, key=lambda region: report.value(region, report.base))
        report.tables["claims"].append(
            {
                **shared,
                "claim_id": report.key("largest"),
                "kind": "largest",
                "region_id": largest,
                "year": report.zero + report.base,
            }
        )
    if rng.random() < 0.5 and not market.flat:
        fastest = max(regions, key=report.growth)
        report.tables["claims"].append(
            {
                **shared,
                "claim_id": report.key("fastest"),
                "kind": "fastest-growing",
                "region_id": fastest,
            }
        )


def build_package(rng: Random, prefix: str = "m") -> Tables:
    """One right package: up to three markets inside each other, each in up to three sources."""
    tables: Tables = defaultdict(list)
    zero = rng.randint(2015, 2024)
    markets: list[Market] = []
    for number in range(rng.choice([1, 1, 2, 3])):
        inside = markets[-1] if markets and rng.random() < 0.8 else None
        market = make_market(rng, f"{prefix}-{number}", inside)
        markets.append(market)
        _put_market(rng, tables, market)
        for source in range(rng.choice([1, 1, 2, 3])):
            print_report(_make_report(rng, tables, market, zero, source))
    return tables


def build_small(rng: Random, prefix: str = "m") -> Tables:
    """One right package of one report with a handful of figures that are linked."""
    tables: Tables = defaultdict(list)
    zero = rng.randint(2015, 2024)
    market = make_market(rng, prefix, None)
    _put_market(rng, tables, market, most_players=1)
    report = _make_report(rng, tables, market, zero, 0)
    for year in (report.base, report.end):
        report.put_size("world", year)
    report.put_rate("world")
    one, two = rng.sample(market.world, 2)
    report.put_size(one, report.base)
    report.put_share(one, "world", report.base)
    for leaf in [*market.leaves[one]][:1]:
        if not leaf.startswith(REST) and rng.random() < 0.3:
            report.put_size(leaf, report.base)
    for axis in market.axes[:1]:
        for segment in axis.segments[: rng.randint(0, 2)]:
            report.put_share("world", "world", report.base, segment.id)
    listed = [(name, REGION_NAMES[name]) for name in (one, two)]
    _print_list(report, "region", "report-scope", listed)
    named = [(row["player_id"], row["name"]) for row in tables["players"]]
    _print_list(report, "player", "contents", named)
    if rng.random() < 0.3:
        _print_claims(report)
    return tables


def _make_report(rng: Random, tables: Tables, market: Market, zero: int, number: int) -> Report:
    """A source of its own, or a later edition of the first."""
    edition = number == 2
    source = f"{market.id}-source{number}"
    base = rng.randint(0, 3) + (1 if edition else 0)
    end = base + rng.randint(5, 9)
    publisher = f"Publisher {market.id} {0 if edition else number}"
    tables["sources"].append(
        {
            "source_id": source,
            "title": f"{market.name} Market",
            "publisher": publisher,
            "edition": f"{zero + base + 1}-{number + 3:02}",
            "document": f"{source}.txt",
            "document_sha256": f"{abs(hash(source)):064x}"[:64],
        }
    )
    kinds = [("base", base, base), ("forecast", base + 1, end)]
    kinds += [("history", base - 4, base)] if rng.random() < 0.5 else []
    tables["source_periods"] += [
        {
            "source_id": source,
            "kind": kind,
            "start_year": zero + start,
            "end_year": zero + stop,
            "locator": "scope table",
        }
        for kind, start, stop in kinds
    ]
    label = rng.choice([None, (zero + base, zero + end), (zero + base + 1, zero + end)])
    size = market.size("world", base)
    unit = "usd-billion" if size >= 2e9 and rng.random() < 0.7 else "usd-million"
    factor = 1.0 if number != 1 else rng.choice([1.0, rng.uniform(0.7, 1.4)])
    coarse = rng.choice([1, 2, 3, 3])
    return Report(rng, tables, market, source, factor, base, end, zero, unit, label, coarse)


def _put_market(rng: Random, tables: Tables, market: Market, most_players: int = 4) -> None:
    tables["markets"].append(
        {
            "market_id": market.id,
            "name": market.name,
            "parent_id": market.parent or None,
            "definition": f"Everything that {market.name} takes in.",
        }
    )
    for axis in market.axes:
        row = {"axis_id": axis.id, "market_id": market.id, "name": axis.name}
        tables["axes"].append({**row, "complete": axis.unlisted == 0})
        tables["segments"] += [
            {
                "segment_id": segment.id,
                "axis_id": axis.id,
                "name": segment.name,
                "parent_id": segment.part_of or None,
                "position": place,
            }
            for place, segment in enumerate(axis.segments, 1)
        ]
    for number in range(rng.randint(0, most_players)):
        word = "".join(rng.choice(LETTERS) for _ in range(6)).title()
        player = {"player_id": f"{market.id}-player{number}", "name": f"{word} {market.id}"}
        tables["players"].append({**player, "kind": "company"})
        tables["player_names"].append(
            {"name": player["name"], "player_id": player["player_id"], "kind": "printed"}
        )


def merge(packages: list[Tables]) -> Tables:
    """Several packages as one; each must have a prefix of its own."""
    merged: Tables = defaultdict(list)
    for package in packages:
        for name, rows in package.items():
            merged[name] += rows
    return merged


def as_frames(tables: Tables) -> dict[str, pl.DataFrame]:
    """The typed tables of a package, as the structure hands them to the rules."""
    frames = dict(SHARED)
    for name, schema in SCHEMAS.items():
        if name in frames:
            continue
        rows = tables.get(name, REGIONS if name == "regions" else [])
        keys = schema["primaryKey"]
        rows = sorted(rows, key=lambda row: [_sortable(row[key]) for key in keys])
        types = {one["name"]: TYPES.get(one["type"], pl.String) for one in schema["fields"]}
        columns = {key: [row.get(key) for row in rows] for key in types}
        frame = pl.DataFrame(columns, schema=types)
        line = pl.int_range(2, pl.len() + 2, dtype=pl.Int64).alias("_line")
        frames[name] = frame.select(line, *types)
    return frames


def _sortable(value: Any) -> tuple[int, str]:
    return (value, "") if isinstance(value, int) else (0, str(value))
