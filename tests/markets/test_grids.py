"""No rule finds anything in a market that is taken for a grid which holds together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

import polars as pl
import pytest

from marketbook.markets import Publication
from marketbook.markets.grids import find_grids
from marketbook.rules import RULES, run
from marketbook.rules.cleared import clear_grids
from marketbook.rules.rule import MarketRule, Verdicts, contradict, rule
from marketbook.rules.run import run_rules
from tests.rules.markets import as_frames, merge
from tests.rules.tables import read_shared

Row = dict[str, Any]

PLACES = {
    "world": ("europe", "asia-pacific", "rest-1"),
    "europe": ("germany", "france", "rest-2"),
    "asia-pacific": ("china", "rest-3"),
}
FACTORS = {"usd-million": 1e6, "usd-billion": 1e9}


@dataclass
class Databook:
    """One market as one source prints it: every region and segment, every year."""

    rng: Random
    name: str
    tables: dict[str, list[Row]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        rng = self.rng
        self.start, self.count = rng.randint(2018, 2024), rng.randint(1, 9)
        self.decimals, self.unit = rng.choice([0, 1, 2, 3]), rng.choice(sorted(FACTORS))
        self.segments = [f"{self.name}-{n}" for n in range(rng.choice([0, 2, 3]))]
        self.even = rng.random() < 0.5
        self.leaves = {
            (place, segment): (rng.uniform(1, 9), rng.uniform(-2, 30))
            for places in PLACES.values()
            for place in places
            if place not in PLACES
            for segment in self.segments or [""]
        }
        scale, total = 10 ** rng.uniform(9, 11), sum(size for size, _ in self.leaves.values())
        self.leaves = {
            key: (size / total * scale, self.pace(growth))
            for key, (size, growth) in self.leaves.items()
        }
        self.tables = {
            "sources": [{"source_id": self.name, "title": self.name, "publisher": self.name}],
            "source_periods": [self.period("base", 0, 0), self.period("forecast", 0, self.count)],
            "markets": [{"market_id": self.name, "name": self.name}],
            "axes": [self.axis()] if self.segments else [],
            "segments": [self.segment(one) for one in self.segments],
            "sizes": [],
            "growth_rates": [],
        }
        for place in ("world", "europe", "asia-pacific", "germany", "china"):
            for segment in ["", *self.segments]:
                self.put(place, segment)

    def pace(self, growth: float) -> float:
        """Half of the databooks grow alike all over, the others each part by its own rate."""
        return 1.12 if self.even else growth / 100 + 1

    def period(self, kind: str, start: int, end: int) -> Row:
        years = {"start_year": self.start + start, "end_year": self.start + end}
        return {"source_id": self.name, "kind": kind, **years, "locator": "overview"}

    def axis(self) -> Row:
        return {
            "axis_id": self.name,
            "market_id": self.name,
            "name": "Type",
            "complete": self.rng.random() < 0.6,
        }

    def segment(self, segment: str) -> Row:
        return {"segment_id": segment, "axis_id": self.name, "name": segment, "position": 1}

    def size(self, place: str, segment: str, year: int) -> float:
        if place in PLACES:
            return sum(self.size(one, segment, year) for one in PLACES[place])
        parts = [segment] if segment or not self.segments else self.segments
        return sum(size * pace**year for size, pace in (self.leaves[place, part] for part in parts))

    def print(self, value: float) -> str:
        """A size in digits, above nothing."""
        return f"{max(value, 0.1**self.decimals):.{self.decimals}f}"

    def put(self, place: str, segment: str) -> None:
        about = {
            "source_id": self.name,
            "market_id": self.name,
            "region_id": place,
            "segment_id": segment or None,
            "locator": "overview",
        }
        sizes = [self.size(place, segment, year) for year in range(self.count + 1)]
        for year, size in enumerate(sizes):
            stated = self.print(size / FACTORS[self.unit])
            self.tables["sizes"].append(
                {
                    **about,
                    "size_id": f"{self.name}-{place}-{segment}-{year}",
                    "year": self.start + year,
                    "value": float(stated),
                    "stated": stated,
                    "unit_id": self.unit,
                    "status": "forecast" if year else "estimate",
                }
            )
        if self.rng.random() < 0.7:
            rate = f"{((sizes[-1] / sizes[0]) ** (1 / self.count) - 1) * 100:.1f}"
            self.tables["growth_rates"].append(
                {
                    **about,
                    "growth_rate_id": f"{self.name}-{place}-{segment}",
                    "start_year": self.start,
                    "end_year": self.start + self.count,
                    "rate_percent": float(rate),
                    "stated": rate,
                }
            )


def print_again(book: Databook, row: Row, value: float) -> None:
    """Another value in the place of one that is printed."""
    row["stated"] = book.print(abs(value))
    row["value"] = float(row["stated"])


def scale(book: Databook, size: Row) -> None:
    print_again(book, size, size["value"] * book.rng.choice([0.5, 0.9, 0.98, 1.02, 1.1, 2, 1000]))


def move_digit(book: Databook, size: Row) -> None:
    print_again(book, size, size["value"] + book.rng.choice([-2, -1, 1, 2]) / 10**book.decimals)


def swap(book: Databook, size: Row) -> None:
    other = book.rng.choice(book.tables["sizes"])
    for name in ("value", "stated"):
        size[name], other[name] = other[name], size[name]


def repeat(book: Databook, size: Row) -> None:
    again = {**size, "size_id": size["size_id"] + "-again"}
    print_again(book, again, size["value"] * book.rng.choice([1, 1.2]))
    book.tables["sizes"].append(again)


def freeze(book: Databook, size: Row) -> None:
    for one in book.tables["sizes"]:
        if (one["region_id"], one["segment_id"]) == (size["region_id"], size["segment_id"]):
            print_again(book, one, size["value"])


def shift_all(book: Databook, size: Row) -> None:
    years = book.rng.choice([-1, 1, 5])
    for one in book.tables["sizes"]:
        one["year"] += years


def change_rate(book: Databook, size: Row) -> None:
    for rate in book.rng.sample(
        book.tables["growth_rates"], min(1, len(book.tables["growth_rates"]))
    ):
        value = rate["rate_percent"] + book.rng.choice([-10, -0.3, -0.1, 0.1, 0.3, 10])
        rate |= {"stated": f"{value:.1f}", "rate_percent": round(value, 1)}


def change_label(book: Databook, size: Row) -> None:
    rates = book.tables["growth_rates"]
    name, years = book.rng.choice(["start_year", "end_year"]), book.rng.choice([-1, 1, 2])
    for rate in rates if book.rng.random() < 0.5 else rates[:1]:
        rate[name] += years


def change_rates_unit(book: Databook, size: Row) -> None:
    for rate in book.tables["growth_rates"][:1]:
        rate |= book.rng.choice(
            [{"unit_id": "eur-million"}, {"qualifier": "over"}, {"start_year": None}]
        )


def change_period(book: Databook, size: Row) -> None:
    period = book.rng.choice(book.tables["source_periods"])
    period |= {"end_year": period["end_year"] + book.rng.choice([-1, 1])}
    if period["kind"] == "base":
        period["start_year"] = period["end_year"]


def add_source(book: Databook, size: Row) -> None:
    book.tables["sources"].append({"source_id": f"{book.name}-2", "title": "Another"})
    other = {**size, "size_id": size["size_id"] + "-other", "source_id": f"{book.name}-2"}
    print_again(book, other, size["value"] * 5)
    book.tables["sizes"].append(other)


def drop(book: Databook, size: Row) -> None:
    book.tables["sizes"].remove(size)


def change(**cells: Any) -> Callable[[Databook, Row], None]:
    return lambda book, size: size.update(
        {name: book.rng.choice(found) for name, found in cells.items()}
    )


FAULTS = (
    scale,
    scale,
    move_digit,
    swap,
    repeat,
    freeze,
    shift_all,
    change_rate,
    change_rate,
    change_label,
    change_rates_unit,
    change_period,
    add_source,
    drop,
    change(unit_id=["usd-thousand", "usd-billion", "eur-million"]),
    change(qualifier=["over", "nearly", "about"]),
    change(status=["actual", "estimate", "forecast"]),
    change(region_id=["france", "north-america", "rest-of-europe", "lamea"]),
    change(year=[2017, 2026, 2040]),
)


def make(seed: int, count: int) -> tuple[dict[str, pl.DataFrame], set[str]]:
    """Databooks, three of four with a fault, and the names of those without."""
    rng, books, right = Random(seed), list[Databook](), set[str]()
    for number in range(count):
        book = Databook(rng, f"m{seed}x{number}")
        if number % 4:
            rng.choice(FAULTS)(book, rng.choice(book.tables["sizes"]))
        else:
            right.add(book.name)
        books.append(book)
    shared = {name: table.drop("_line").to_dicts() for name, table in read_shared().items()}
    return as_frames(merge([{**shared}, *(book.tables for book in books)])), right


@pytest.mark.parametrize("seed", range(5))
def test_no_rule_finds_anything_in_a_grid(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    tables, right = make(seed, 40)
    grids = find_grids(tables)
    assert grids
    files = {name: name for name in tables}
    every = run_rules(tables, RULES, files)
    wrong = {finding.market for finding in every.findings} - {""}
    assert len(wrong) > 5
    monkeypatch.setattr(run, "MANY", 0)
    fast = run_rules(tables, RULES, files)
    assert fast.findings == every.findings
    idle, fast_idle = ({one.rule for one in audit.runs if not one.rows} for audit in (every, fast))
    assert fast_idle - idle == set()
    assert grids.markets & right


@rule("sizes.of-the-whole", "sizes")
def of_the_whole(publication: Publication) -> Verdicts:
    """No size is that of a segment."""
    for size in publication.sizes:
        yield contradict(size, "is of a segment") if size.segment else None


def test_a_rule_that_grids_do_not_know_sees_every_figure(monkeypatch: pytest.MonkeyPatch) -> None:
    tables, _ = make(3, 12)
    every = run_rules(tables, [of_the_whole], {name: name for name in tables})
    monkeypatch.setattr(run, "MANY", 0)
    fast = run_rules(tables, [of_the_whole], {name: name for name in tables})
    assert fast.findings == every.findings
    assert fast.runs[0].rows == tables["sizes"].height


def test_any_figures_can_be_laid_out() -> None:
    found = [find_grids(make(seed, 2)[0]) for seed in range(60)]
    assert any(found)
    assert not all(found)


def test_what_is_compared_is_counted() -> None:
    tables, _ = make(3, 12)
    rules = [rule for rule in RULES if isinstance(rule, MarketRule) and rule.scope != "Markets"]
    cleared = clear_grids(tables, rules, {name: name for name in tables})
    rest, wholes = cleared.rest["sizes"].height, cleared.wholes["sizes"]
    assert wholes["segment_id"].is_null().all()
    assert 0 < wholes.height < tables["sizes"]["segment_id"].null_count()
    assert cleared.judged.rows["sizes.unit-slip"] + rest == tables["sizes"].height
