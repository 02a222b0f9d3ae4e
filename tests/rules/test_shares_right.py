"""Right shares never fail the audit, however they are cut, rounded and left out; faults do."""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

import polars as pl
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from marketbook.findings import Finding
from marketbook.rules import RULES
from marketbook.rules.run import run_rules
from tests.rules.tables import ROOT, SHARED, TYPES, read_table

FAMILIES = ("shares.", "claims.", "sources.")
MINE = [rule for rule in RULES if rule.id.startswith(FAMILIES)]
TABLES = (
    *("shares", "sizes", "growth_rates", "claims", "source_periods", "axes", "segments"),
    *("region_listings", "segment_listings"),
)
WORLDS = (
    ("north-america", "europe", "asia-pacific", "latin-america", "middle-east-africa"),
    ("north-america", "europe", "asia-pacific", "lamea"),
    ("north-america", "europe", "asia-pacific", "south-america", "middle-east", "africa"),
)
COUNTRIES = {
    "north-america": ("usa", "canada"),
    "europe": ("germany", "uk", "france", "benelux"),
    "asia-pacific": ("china", "india", "japan", "asean"),
    "latin-america": ("brazil", "mexico", "south-america"),
    "lamea": ("brazil", "mexico", "saudi-arabia", "africa"),
    "south-america": ("brazil", "argentina"),
    "middle-east": ("uae", "saudi-arabia"),
    "middle-east-africa": ("uae", "south-africa", "africa"),
    "africa": ("south-africa", "egypt"),
}
INSIDE = {("south-america", "brazil"), ("africa", "south-africa")}
START, END = 2024, 2032
Row = dict[str, object]


def frame(table: str, rows: Iterable[Mapping[str, object]]) -> pl.DataFrame:
    fields = json.loads((ROOT / "schemas" / f"{table}.json").read_text())["fields"]
    types = {field["name"]: TYPES.get(field["type"], pl.String) for field in fields}
    held = [{"_line": line, **row} for line, row in enumerate(rows, 2)]
    return pl.DataFrame(held, schema={"_line": pl.Int64, **types})


SHIPPED = {name: read_table(ROOT / "tables" / f"{name}.csv") for name in SHARED}


def audit(tables: Mapping[str, list[Row]], only: Collection[str] = ()) -> list[Finding]:
    rules = [rule for rule in MINE if not only or rule.id in only]
    frames = SHIPPED | {name: frame(name, tables.get(name, [])) for name in TABLES}
    result = run_rules(frames, rules, {name: f"tables/{name}.csv" for name in frames})
    assert not [run for run in result.runs if run.skipped]
    return [finding for finding in result.findings if finding.severity == "error"]


def rounded(value: float, digits: int) -> str:
    return str(Decimal(repr(value)).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP))


def cut(value: float, digits: int) -> str:
    scale = 10**digits
    return f"{math.floor(value * scale) / scale:.{digits}f}"


def raised(value: float, digits: int) -> str:
    scale = 10**digits
    return f"{math.ceil(value * scale) / scale:.{digits}f}"


@dataclass
class Market:
    """True sizes of one market, by region and segment, at the two ends of its forecast."""

    name: str
    world: tuple[str, ...]
    regions: dict[str, tuple[float, float]]
    countries: dict[tuple[str, str], tuple[float, float]]
    segments: dict[str, tuple[float, float]]
    first: int
    tables: dict[str, list[Row]] = field(default_factory=dict)

    @property
    def total(self) -> tuple[float, float]:
        sizes = self.regions.values()
        return sum(size[0] for size in sizes), sum(size[1] for size in sizes)

    def add(self, table: str, **row: object) -> None:
        self.tables.setdefault(table, []).append({"source_id": self.name, **row})


weights = st.floats(0.02, 1.0)
paces = st.floats(1.02, 1.4)


@st.composite
def markets(draw: st.DrawFn, name: str) -> Market:
    """A market that grows in each part by its own pace; what is made of parts is their sum."""
    scale = 10 ** draw(st.integers(3, 6))
    years = END - START
    world = draw(st.sampled_from(WORLDS))
    regions: dict[str, tuple[float, float]] = {}
    countries: dict[tuple[str, str], tuple[float, float]] = {}
    for region in world:
        start, end = 0.0, 0.0
        chosen = draw(st.lists(st.sampled_from(COUNTRIES[region]), unique=True, max_size=3))
        for part in [*chosen, "rest"]:
            if any((other, part) in INSIDE for other in chosen):
                continue
            size = scale * draw(weights)
            sizes = size, size * draw(paces) ** years
            start, end = start + sizes[0], end + sizes[1]
            if part != "rest":
                countries[region, part] = sizes
        regions[region] = start, end
    first = START + draw(st.integers(0, 1))
    market = Market(name, world, regions, countries, {}, first)
    count = draw(st.integers(2, 6))
    parts = [(draw(weights), draw(weights)) for _ in range(count)]
    sums = [sum(pair[side] for pair in parts) for side in (0, 1)]
    market.segments = {
        f"{name}-{number}": tuple(market.total[s] * pair[s] / sums[s] for s in (0, 1))  # type: ignore[misc]
        for number, pair in enumerate(parts)
    }
    return market


def figures(market: Market) -> dict[tuple[str, str, str], tuple[float, float]]:
    """Every subject with its whole: region, segment, whole."""
    found: dict[tuple[str, str, str], tuple[float, float]] = {}
    for region, sizes in market.regions.items():
        found[region, "", "world"] = sizes
    for (region, country), sizes in market.countries.items():
        found[country, "", "world"] = sizes
        found[country, "", region] = sizes
    for segment, sizes in market.segments.items():
        found["world", segment, "world"] = sizes
    return found


def growth(sizes: tuple[float, float]) -> float:
    return ((sizes[1] / sizes[0]) ** (1 / (END - START)) - 1) * 100


@st.composite
def printed(draw: st.DrawFn, name: str, full: bool = False) -> Market:
    """A market as a source prints it: rounded its own way, and most of it left out."""
    market = draw(markets(name))
    tell = st.just(True) if full else st.booleans()
    _print_frame(draw, market)
    shares = [draw(st.integers(0, 2)), draw(st.integers(0, 2))]
    undated = draw(st.booleans()) and not full
    for (region, segment, of), sizes in figures(market).items():
        whole = market.total if of == "world" else market.regions[of]
        for side, year in enumerate((START, END)):
            if not draw(tell) or (undated and side):
                continue
            value = sizes[side] / whole[side] * 100
            how = "plain" if full else draw(st.sampled_from(("plain", "about", "over", "nearly")))
            write = {"over": cut, "nearly": raised}.get(how, rounded)
            stated = write(value, shares[bool(segment)])
            opened = region not in market.world and not segment and draw(st.booleans())
            market.add(
                "shares",
                share_id=f"{name}-{region}-{segment}-{of}-{year}",
                market_id=name,
                region_id=region,
                segment_id=segment or None,
                of_region_id=None if opened and undated and not full else of,
                year=None if undated else year,
                share_percent=min(float(stated), 100.0),
                stated=stated,
                qualifier=None if how == "plain" else how,
                locator="text",
            )
    _print_sizes(draw, market, tell)
    _print_rates(draw, market, tell)
    _print_claims(draw, market, tell)
    return market


def _print_frame(draw: st.DrawFn, market: Market) -> None:
    name = market.name
    market.add("axes", axis_id=f"{name}-axis", market_id=name, name="Type", complete=True)
    for position, segment in enumerate(market.segments, 1):
        market.add(
            "segments",
            segment_id=segment,
            axis_id=f"{name}-axis",
            name=f"Segment {position}",
            position=position,
        )
        row: Row = {"market_id": name, "list": "title", "position": position}
        market.add("segment_listings", **row, stated_as=segment, segment_id=segment)
    listed = [*market.world]
    for region in market.world:
        inner = [part for (whole, part) in market.countries if whole == region]
        if draw(st.booleans()):
            place = listed.index(region) + 1
            listed[place:place] = inner
    for position, region in enumerate(listed, 1):
        row = {"market_id": name, "list": "scope", "position": position}
        market.add("region_listings", **row, stated_as=region, region_id=region)
    for kind, start, end in (
        ("base", START, START),
        ("forecast", market.first, END),
        ("history", START - 4, START),
    ):
        market.add("source_periods", kind=kind, start_year=start, end_year=end, locator="summary")


def _print_sizes(draw: st.DrawFn, market: Market, tell: st.SearchStrategy[bool]) -> None:
    digits = draw(st.integers(0, 3))
    unit, factor = draw(st.sampled_from((("usd-million", 1.0), ("usd-billion", 1000.0))))
    subjects = {("world", ""): market.total}
    subjects |= {(region, segment): size for (region, segment, _), size in figures(market).items()}
    for (region, segment), sizes in subjects.items():
        for side, year in enumerate((START, END)):
            whole = (region, segment) == ("world", "")
            stated = rounded(sizes[side] / factor, digits)
            if (not whole and not draw(tell)) or float(stated) == 0:
                continue
            market.add(
                "sizes",
                size_id=f"{market.name}-{region}-{segment}-{year}",
                market_id=market.name,
                region_id=region,
                segment_id=segment or None,
                year=year,
                value=float(stated),
                stated=stated,
                unit_id=unit,
                status="forecast",
                locator="text",
            )


def _print_rates(draw: st.DrawFn, market: Market, tell: st.SearchStrategy[bool]) -> None:
    digits = draw(st.integers(1, 2))
    labelled = draw(st.booleans())
    subjects = {("world", ""): market.total}
    subjects |= {(region, segment): size for (region, segment, _), size in figures(market).items()}
    for (region, segment), sizes in subjects.items():
        if not draw(tell):
            continue
        stated = rounded(growth(sizes), digits)
        market.add(
            "growth_rates",
            growth_rate_id=f"{market.name}-{region}-{segment}",
            market_id=market.name,
            region_id=region,
            segment_id=segment or None,
            start_year=market.first if labelled else None,
            end_year=END if labelled else None,
            rate_percent=float(stated),
            stated=stated,
            locator="text",
        )


def _print_claims(draw: st.DrawFn, market: Market, tell: st.SearchStrategy[bool]) -> None:
    """Leaders by size at the begin and by growth, of regions, segments and one region's parts."""
    groups: list[tuple[dict[tuple[str, str], tuple[float, float]], str | None]] = [
        ({(region, ""): size for region, size in market.regions.items()}, None),
        ({("world", segment): size for segment, size in market.segments.items()}, None),
    ]
    # only countries: a group or a region beside them is ranked with its own kind
    whole = draw(st.sampled_from(market.world))
    groups.append(
        (
            {
                (part, ""): size
                for (region, part), size in market.countries.items()
                if region == whole and part not in ("benelux", "asean", "south-america", "africa")
            },
            whole,
        )
    )
    for number, (subjects, of) in enumerate(groups):
        if of and len(subjects) < 1:
            continue
        for kind in ("largest", "fastest-growing"):
            if not draw(tell):
                continue
            if kind == "fastest-growing" and of:
                continue  # what the region's unnamed rest does is not known
            best = max(
                subjects,
                key=lambda key: subjects[key][0] if kind == "largest" else growth(subjects[key]),
            )
            market.add(
                "claims",
                claim_id=f"{market.name}-{kind}-{number}",
                market_id=market.name,
                kind=kind,
                region_id=best[0],
                segment_id=best[1] or None,
                of_region_id=of,
                year=START if kind == "largest" else None,
                locator="text",
            )


def gather(several: Iterable[Market]) -> dict[str, list[Row]]:
    tables: dict[str, list[Row]] = {}
    for market in several:
        for table, rows in market.tables.items():
            tables.setdefault(table, []).extend(rows)
    for table in ("axes", "segments"):
        for row in tables.get(table, []):
            row.pop("source_id", None)
    return tables


packages = st.tuples(*[printed(f"m{number}") for number in range(4)])


@settings(max_examples=25, deadline=None)
@given(packages)
def test_right_shares_are_silent(several: tuple[Market, ...]) -> None:
    assert [str(finding) for finding in audit(gather(several))] == []


def finds(market: Market, *rules: str) -> bool:
    """Whether each of the rules has a finding."""
    return {finding.rule for finding in audit(gather([market]), rules)} == set(rules)


def step_of(row: Row) -> float:
    return 10.0 ** -len(str(row["stated"]).partition(".")[2])


def restate(row: Row, value: float) -> None:
    digits = len(str(row["stated"]).partition(".")[2])
    row["stated"] = f"{value:.{digits}f}"
    row["share_percent"] = float(str(row["stated"]))


def of_world(market: Market, year: int, *, segments: bool) -> dict[object, Row]:
    """Shares of the world by region or segment."""
    key = "segment_id" if segments else "region_id"
    return {
        row[key]: row
        for row in market.tables["shares"]
        if row["of_region_id"] == "world"
        and row["year"] == year
        and bool(row["segment_id"]) == segments
    }


full = printed("m0", full=True)
faults = settings(max_examples=12, deadline=None)


@faults
@given(full, st.booleans(), st.data())
def test_share_moved_within_a_complete_set(market: Market, segments: bool, data) -> None:
    shares = of_world(market, START, segments=segments)
    if not segments:
        shares = {region: shares[region] for region in market.world}
    row = data.draw(st.sampled_from([*shares.values()]))
    gap = (len(shares) + 1) * step_of(row)
    up = float(str(row["share_percent"])) + gap
    restate(row, up if up <= 100 else up - 2 * gap)
    assert finds(market, "shares.sum-to-whole")


@faults
@given(full, st.data())
def test_country_above_its_region(market: Market, data) -> None:
    shares = of_world(market, END, segments=False)
    pairs = [(c, r) for (r, c) in market.countries if (c, r) and c in shares]
    if not pairs:
        return
    country, region = data.draw(st.sampled_from(pairs))
    region_row, row = shares[region], shares[country]
    restate(row, float(str(region_row["share_percent"])) + 2 * step_of(row))
    assert finds(market, "shares.country-within-region")


@faults
@given(full, st.data())
def test_share_against_its_size(market: Market, data) -> None:
    sizes = {
        (row["region_id"], row["segment_id"]): (float(str(row["value"])), step_of(row))
        for row in market.tables["sizes"]
        if row["year"] == START
    }
    total, step = sizes["world", None]
    shares = {**of_world(market, START, segments=True), **of_world(market, START, segments=False)}
    row = data.draw(st.sampled_from([*shares.values()]))
    size = sizes.get((row["region_id"], row["segment_id"]))
    if size is None or total <= step:
        return
    most = (size[0] + step / 2) / (total - step / 2) * 100
    if most + 2 * step_of(row) > 100:
        return
    restate(row, most + 2 * step_of(row))
    assert finds(market, "shares.agrees-with-size")


@faults
@given(full, st.booleans(), st.data())
def test_wrong_leader(market: Market, segments: bool, data) -> None:
    key = "segment_id" if segments else "region_id"
    shares = of_world(market, START, segments=segments)
    if not segments:
        shares = {region: shares[region] for region in market.world}
    ranked = sorted(shares.values(), key=lambda row: float(str(row["share_percent"])))
    wrong = data.draw(st.sampled_from(ranked[:-1]))
    gap = float(str(ranked[-1]["share_percent"])) - float(str(wrong["share_percent"]))
    if gap <= step_of(wrong):
        return
    moved = [
        claim
        for claim in market.tables["claims"]
        if claim["kind"] == "largest" and bool(claim["segment_id"]) == segments
        if claim["of_region_id"] is None
    ]
    if not moved:
        return
    for claim in moved:
        claim[key] = wrong[key]
    # sizes printed beside the shares tell the truth, unless they are too coarse to tell
    market.tables["sizes"] = [
        row
        for row in market.tables["sizes"]
        if row["region_id"] == "world" and not row["segment_id"]
    ]
    assert finds(market, "claims.largest-has-largest-share")


@faults
@given(full, st.data())
def test_wrong_fastest(market: Market, data) -> None:
    rates = {
        row["region_id"]: row
        for row in market.tables["growth_rates"]
        if row["region_id"] in market.world and not row["segment_id"]
    }
    ranked = sorted(rates.values(), key=lambda row: float(str(row["rate_percent"])))
    wrong = data.draw(st.sampled_from(ranked[:-1]))
    gap = float(str(ranked[-1]["rate_percent"])) - float(str(wrong["rate_percent"]))
    if gap <= step_of(wrong):
        return
    for claim in market.tables["claims"]:
        if claim["kind"] == "fastest-growing" and not claim["segment_id"]:
            claim["region_id"] = wrong["region_id"]
    assert finds(market, "claims.fastest-can-be-fastest")


@faults
@given(full, st.data())
def test_second_share_of_one_subject(market: Market, data) -> None:
    row = data.draw(st.sampled_from(market.tables["shares"]))
    second: Row = {**row, "share_id": f"{row['share_id']}-again"}
    value = float(str(row["share_percent"]))
    gap = 2 * step_of(row)
    restate(second, value - gap if value > gap else value + gap)
    market.tables["shares"].append(second)
    assert finds(market, "shares.one-per-subject")


@faults
@given(full, st.integers(2, 9))
def test_periods_apart(market: Market, gap: int) -> None:
    periods = market.tables["source_periods"]
    for row in periods:
        if row["kind"] == "base":
            row.update(start_year=START - gap, end_year=START - gap)
    assert finds(market, "sources.periods-in-order")


SOME = ("world", "north-america", "usa", "mexico", "europe", "germany", "european-union", "lamea")
SOME_SEGMENTS = tuple(f"part-{number}" for number in range(6))


@settings(max_examples=15, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(st.randoms(use_true_random=True), st.integers(0, 30))
def test_odd_tables_do_not_break_a_rule(random, count: int) -> None:
    """Figures at random contradict each other, but no rule may fail over them."""

    def maybe(values: Collection[object]) -> object:
        return random.choice([None, *values])

    def some(number: int, key: str, shape: dict[str, Collection[object]]) -> list[Row]:
        rows = [{name: maybe(values) for name, values in shape.items()} for _ in range(number)]
        fixed: Row = {"source_id": "s", "market_id": "m", "locator": "text"}
        return [
            {key: f"{key}-{place}", **fixed, "region_id": random.choice(SOME), **row}
            for place, row in enumerate(rows)
        ]

    about = {"segment_id": SOME_SEGMENTS, "qualifier": ("about", "nearly", "over", "up-to")}
    whole = {"of_region_id": SOME, "year": (2024, 2025, 2032)}
    tables: dict[str, list[Row]] = {
        "shares": some(count, "share_id", {**about, **whole}),
        "sizes": some(count, "size_id", about),
        "growth_rates": some(
            count,
            "growth_rate_id",
            {**about, "start_year": (2024, 2025), "end_year": (2024, 2032)},
        ),
        "claims": some(count, "claim_id", {"segment_id": SOME_SEGMENTS, **whole}),
        "axes": [{"axis_id": "a", "market_id": "m", "name": "A", "complete": True}],
    }
    for row in [*tables["shares"], *tables["sizes"], *tables["growth_rates"]]:
        row["stated"] = random.choice(("0", "0.0", "100", "12.5", "33", "99.99"))
        value = float(str(row["stated"]))
        row.update(share_percent=value, value=value, rate_percent=value)
    for row in tables["sizes"]:
        row.update(year=random.choice((2024, 2025, 2032)), unit_id="usd-million")
    for row in tables["claims"]:
        row["kind"] = random.choice(("largest", "fastest-growing"))
    tables["segments"] = [
        {
            "segment_id": segment,
            "axis_id": "a",
            "name": random.choice(("Others", "Part")),
            "parent_id": maybe(SOME_SEGMENTS),
        }
        for segment in SOME_SEGMENTS
    ]
    tables["source_periods"] = [
        {"source_id": "s", "kind": kind, "start_year": year, "end_year": year + years}
        for kind in ("base", "estimate", "history", "forecast", "coverage")
        if (years := random.choice((None, 0, 8, -1))) is not None
        for year in [random.choice((2024, 2025, 2032))]
    ]
    named = [
        {"source_id": "s", "market_id": "m", "list": "scope", "region_id": one} for one in SOME
    ]
    tables["region_listings"] = [{**row, "position": place} for place, row in enumerate(named)]
    known = {name: set(frame(name, []).columns) for name in tables}
    held = {
        name: [{key: cell for key, cell in row.items() if key in known[name]} for row in rows]
        for name, rows in tables.items()
    }
    found = audit(held)
    assert all(math.isfinite(finding.worth) for finding in found)
    assert found == audit(held)
