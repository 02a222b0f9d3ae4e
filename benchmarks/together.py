"""What cannot be true together: what more is found, whether the wrong figure is named, how fast.

Run by hand: `python -m benchmarks.together [faults|new|right|speed] [PACKAGES] [--first SEED]`.
`faults` plants one fault in each of many right packages and counts what the rules find, what
`figures.fit-together` finds, and what neither does though the linear programme of the tests proves
it impossible; of what is found, the place of the planted figure among the suspects, and whether a
reading has the digits, unit or row that had been there. `new` does the same for slips that the
list of slips was not made for. `right` counts alarms on right packages. `speed` times the verdict
on families that are right, as most are, and on one family of 10 to 10,000 figures.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from random import Random
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from marketbook.findings import Finding
from marketbook.markets import Family, read_markets
from marketbook.rules import RULES
from marketbook.rules.run import run_rules
from marketbook.together.ranges import Asked, find_ranges
from marketbook.together.verdicts import Verdict, judge_family
from tests.rules.consistency import can_be_true
from tests.rules.faults import PLANTS, plant_fault
from tests.rules.markets import Tables, as_frames, build_package
from tests.rules.pages import Case

Row = dict[str, Any]
KEYS = {"sizes": "size_id", "growth_rates": "growth_rate_id", "shares": "share_id"}
NUMBERS = {"sizes": "value", "growth_rates": "rate_percent", "shares": "share_percent"}
TOGETHER = "figures.fit-together"
OF_DIGITS = ("wrong digit", "dropped digit", "swapped digits", "dropped thousands", "wrong unit")
HEAD = (
    *("planted", "rules", "together", "both", "missed", "ranked", "first", "three"),
    *("slips", "named"),
)


def copy_figure(to: Row, of: Row, table: str) -> str:
    """Print the figure of another row; what it was and is."""
    before, columns = to["stated"], ["stated", "qualifier", NUMBERS[table]]
    columns += ["unit_id"] if table == "sizes" else []
    for column in columns:
        to[column] = of[column]
    return f"{before} became {to['stated']}" if before != to["stated"] else ""


def neighbouring_row(rng: Random, tables: Tables) -> str:
    """A size, share or rate is that of the row above it."""
    table = rng.choice(list(KEYS))
    rows = tables[table]
    if len(rows) < 2:
        return ""
    place = rng.randrange(1, len(rows))
    one, above = rows[place], rows[place - 1]
    alike = all(one[key] == above[key] for key in ("source_id", "market_id"))
    return copy_figure(one, above, table) if alike else ""


def total_of_another_year(rng: Random, tables: Tables) -> str:
    """The size of a whole market is that of another year."""
    rows = [row for row in tables["sizes"] if row["region_id"] == "world" and not row["segment_id"]]
    if not rows:
        return ""
    one = rng.choice(rows)
    key = ("source_id", "market_id")
    others = [row for row in rows if row is not one and all(row[k] == one[k] for k in key)]
    return copy_figure(one, rng.choice(others), "sizes") if others else ""


def share_of_another_whole(rng: Random, tables: Tables) -> str:
    """A country's share of its region is entered as one of the world, or the other way round."""
    rows = [row for row in tables["shares"] if not row["segment_id"]]
    countries = [row for row in rows if row["of_region_id"] != "world"]
    if not countries:
        return ""
    row = rng.choice(countries)
    row["of_region_id"] = "world"
    return f"{row['share_id']} of the world"


def rate_of_another_part(rng: Random, tables: Tables) -> str:
    """A growth rate is that of another part of the same whole."""
    rows = [row for row in tables["growth_rates"] if row["region_id"] != "world"]
    if not rows:
        return ""
    one = rng.choice(rows)
    key = ("source_id", "market_id", "segment_id")
    others = [row for row in rows if row is not one and all(row[k] == one[k] for k in key)]
    return copy_figure(one, rng.choice(others), "growth_rates") if others else ""


def rounded_total(rng: Random, tables: Tables) -> str:
    """A total is rounded up or down to two digits, and printed as if it were exact."""
    rows = [row for row in tables["sizes"] if row["region_id"] == "world" and row["value"] >= 100]
    if not rows:
        return ""
    row = rng.choice(rows)
    before, size = row["stated"], 10 ** (len(str(int(row["value"]))) - 2)
    row["value"] = float(round(row["value"] / size) * size)
    row["stated"] = f"{row['value']:.{len(before.partition('.')[2])}f}"
    return f"{before} became {row['stated']}" if before.replace(",", "") != row["stated"] else ""


NEW: dict[str, Callable[[Random, Tables], str]] = {
    plant.__name__.replace("_", " "): plant
    for plant in (
        neighbouring_row,
        total_of_another_year,
        share_of_another_whole,
        rate_of_another_part,
        rounded_total,
    )
}


def plant(kind: str, seed: int) -> tuple[Tables, Tables, str]:
    """A right package, and the same with one fault."""
    right = build_package(Random(seed), f"p{seed}")
    if kind in PLANTS:
        wrong, what = plant_fault(Random(f"{kind}-{seed}"), right, kind)
    else:
        wrong = build_package(Random(seed), f"p{seed}")
        what = NEW[kind](Random(f"{kind}-{seed}"), wrong)
    return right, wrong, what


def list_changed(right: Tables, wrong: Tables) -> dict[str, Row]:
    """What was printed before, by figure, of all figures that differ."""
    found: dict[str, Row] = {}
    for table, key in KEYS.items():
        before = {row[key]: row for row in right[table]}
        for row in wrong[table]:
            if row[key] in before and row != before[row[key]]:
                found[f"{table}:{row[key]}"] = before[row[key]]
    return found


def audit(tables: Tables) -> tuple[Finding, ...]:
    """What the rules say of a package."""
    frames = as_frames(tables)
    return run_rules(frames, RULES, {name: f"tables/{name}.csv" for name in frames}).findings


def count(kind: str, seeds: Iterable[int]) -> Counter[str]:
    """What became of the faults of one kind."""
    found: Counter[str] = Counter()
    for seed in seeds:
        right, wrong, what = plant(kind, seed)
        if not what:
            continue
        findings = audit(wrong)
        rules = any(one.fails and one.rule != TOGETHER for one in findings)
        conflicts = [one for one in findings if one.rule == TOGETHER]
        found["planted"] += 1
        found["rules"] += rules
        found["together"] += bool(conflicts)
        found["both"] += bool(rules or conflicts)
        if not (rules or conflicts) and not can_be_true(wrong):
            found["missed"] += 1
            print(f"  missed: package {seed}: {what}")
        changed = list_changed(right, wrong)
        if conflicts and 0 < len(changed) <= 2:
            found += rank(kind, conflicts, changed)
    return found


def rank(kind: str, conflicts: Iterable[Finding], changed: Mapping[str, Row]) -> Counter[str]:
    """The best place of a planted figure among the suspects; whether what was there is named."""
    found: Counter[str] = Counter(ranked=1, slips=kind in OF_DIGITS)
    best = 99
    for conflict in conflicts:
        order = list(dict.fromkeys(one.record for one in conflict.suspects))
        best = min([best, *(order.index(one) for one in changed if one in order)])
        found["named"] += kind in OF_DIGITS and any(
            is_named(one.repair, one.kind, changed[one.record])
            for one in conflict.suspects
            if one.record in changed
        )
    found["named"] = min(found["named"], 1)
    found["first"] += best == 0
    found["three"] += best < 3
    return found


def is_named(repair: str, kind: str, before: Row) -> bool:
    """Whether a reading has the digits, or the unit, that had been there."""
    plain, digits = before["stated"].replace(",", ""), repair.partition(" ")[0].replace(",", "")
    # a point for a separator of thousands takes the decimals away, which nothing brings back
    return kind == "unit" or digits == plain or digits == plain.partition(".")[0]


def show(first: str, cells: Iterable[object]) -> None:
    """Print one row at once."""
    print(f"{first:24}" + "".join(f"{cell!s:>9}" for cell in cells))
    sys.stdout.flush()


def measure_faults(kinds: Iterable[str], seeds: range) -> None:
    """The table of faults."""
    total: Counter[str] = Counter()
    show("kind of fault", HEAD)
    for kind in kinds:
        one = count(kind, seeds)
        total += one
        show(kind, (one[name] for name in HEAD))
    show("all kinds", (total[name] for name in HEAD))


def measure_right(seeds: range) -> None:
    """Alarms on right packages."""
    found: Counter[str] = Counter()
    for seed in seeds:
        for family in read_markets(as_frames(build_package(Random(seed), f"p{seed}"))).families:
            verdict = judge_family(family)
            for one in (*verdict.certain, *verdict.assumed):
                found["notes" if one.assumptions else "errors"] += 1
                print(f"  package {seed}: {[figure.cite for figure in one.figures]}")
            found["families"] += 1
    print(f"{len(seeds):,} right packages: {dict(found)}")


def measure_speed(seeds: range) -> None:
    """Families a second, once their rules have run, as the audit does it; then by their size."""
    spent: Counter[str] = Counter()
    families = 0
    for seed in seeds:
        for family in read_markets(as_frames(build_package(Random(seed), f"p{seed}"))).families:
            families += 1
            spent += time_verdict(family)
    for name, seconds in spent.items():
        each = seconds / families * 1e3
        print(f"{name}: {each:.2f} ms a family, {families / seconds:,.0f} a second")
    show("figures of one family", ("rows ms", "verdict", "ranges s"))
    for count in (10, 100, 1_000, 10_000):
        family, figures = build_large(count)
        spent = time_verdict(family)
        started = time.process_time()
        find_ranges(family, Asked(family.publications[0].market))
        seconds = time.process_time() - started
        show(f"{figures:,}", (*(f"{one * 1e3:.1f}" for one in spent.values()), f"{seconds:.2f}"))


def time_verdict(family: Family) -> Counter[str]:
    """Seconds for the rows of one family, and for what is decided of them."""
    _ = family.bridges, family.slips
    _ = [(one.region_lists, one.full_lists, one.rest_lists) for one in family.publications]
    started = time.process_time()
    verdict = Verdict(family)
    _ = verdict.is_linked
    laid_out = time.process_time()
    _ = verdict.certain, verdict.assumed
    return Counter(rows=laid_out - started, verdict=time.process_time() - laid_out)


def build_large(figures: int) -> tuple[Family, int]:
    """A right market of one source with about so many figures, linked over ten years by rates."""
    rng, years = Random(figures), (2020, 2029)
    side = max(2, round((figures / 6) ** 0.5))
    keys = [(f"r{n % side}", f"s{n // side}") for n in range(side * side)]
    cells = {key: (rng.uniform(1, 100), rng.uniform(1.02, 1.2)) for key in keys}
    regions, segments = ([*dict.fromkeys(one)] for one in zip(*keys, strict=True))

    def value(year: int, region: str, segment: str) -> float:
        return sum(
            first * growth ** (year - years[0])
            for (one, two), (first, growth) in cells.items()
            if region in ("world", one) and segment in ("", two)
        )

    margins = [
        ("world", ""),
        *((one, "") for one in regions),
        *(("world", one) for one in segments),
    ]
    sizes, rates = list[Row](), list[Row]()
    for key in (*margins, *keys):
        about = dict(zip(("region_id", "segment_id"), key, strict=True))
        for year in range(years[0], years[1] + 1):
            if key == margins[0] or rng.random() < 0.5:
                stated = f"{value(year, *key):.1f}"
                one = {"size_id": f"z{len(sizes)}", **about, "year": str(year)}
                sizes.append({**one, "value": stated, "stated": stated, "unit_id": "usd-million"})
        if key in margins or rng.random() < 0.2:
            rate = ((value(years[1], *key) / value(years[0], *key)) ** (1 / 9) - 1) * 100
            ends = dict(zip(("start_year", "end_year"), map(str, years), strict=True))
            one = {"growth_rate_id": f"g{len(rates)}", **about, **ends}
            rates.append({**one, "rate_percent": f"{rate:.1f}", "stated": f"{rate:.1f}"})
    tables = {"sizes": sizes, "growth_rates": rates, **list_places(regions, segments)}
    [family] = read_markets(Case("large", "large", True, tables, ()).tables).families
    return family, len(sizes) + len(rates)


def list_places(regions: Iterable[str], segments: Iterable[str]) -> dict[str, list[Row]]:
    """Regions that lie in the world, and segments that make up the market."""
    world: Row = {"region_id": "world", "name": "World", "kind": "world"}
    inner = {**world, "kind": "region", "parent_id": "world"}
    return {
        "regions": [world, *({**inner, "region_id": one} for one in regions)],
        "axes": [{"axis_id": "a", "name": "A", "complete": "true"}],
        "segments": [{"segment_id": one, "axis_id": "a", "name": one} for one in segments],
    }


def main() -> None:
    """Measure one thing, print it."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("what", choices=["faults", "new", "right", "speed"])
    parser.add_argument("packages", type=int, nargs="?", default=40)
    parser.add_argument("--first", type=int, default=0, help="seed of the first package")
    options = parser.parse_args()
    seeds = range(options.first, options.first + options.packages)
    start = time.perf_counter()
    if options.what == "right":
        measure_right(seeds)
    elif options.what == "speed":
        measure_speed(seeds)
    else:
        measure_faults(PLANTS if options.what == "faults" else NEW, seeds)
    print(f"{time.perf_counter() - start:,.0f} seconds")


if __name__ == "__main__":
    main()
