"""What is left for a size that nobody printed holds its true value, and is of the written shape."""

from __future__ import annotations

import json
import re
from pathlib import Path
from random import Random

import pytest
from jsonschema import Draft202012Validator

import marketbook as mb
from marketbook.errors import PackageError
from marketbook.markets import read_markets
from marketbook.package import read_package, read_structure
from marketbook.package.contract import complete_tables
from marketbook.terminal.show_ranges import render_ranges, render_ranges_json
from marketbook.together.ranges import (
    Asked,
    Ranges,
    find_market_ranges,
    find_ranges,
    list_tight_ranges,
)
from tests.rules.markets import as_frames, build_package, print_report
from tests.rules.truth import REST

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "docs" / "schemas" / "ranges.json").read_text(encoding="utf-8"))


def test_canada_is_what_the_united_states_leave() -> None:
    found = mb.ranges(ROOT, "iomt", regions=["canada"], years=[2025]).found
    [one] = found
    assert (round(one.low, 2), round(one.high, 2)) == (14.59, 15.0)
    assert "sizes:iomt-2025-usa" in {figure.cite for figure in one.bound_by}
    assert one.assumes == (
        "the list by-region, which names no rest of North America, names all of it",
    )


def test_every_range_holds_the_truth(monkeypatch: pytest.MonkeyPatch) -> None:
    reports = []
    monkeypatch.setattr("tests.rules.markets.print_report", lambda one: _keep(one, reports))
    checked = 0
    for seed in range(30):
        reports.clear()
        families = read_markets(as_frames(build_package(Random(seed), f"p{seed}"))).families
        truth = {(one.source, one.market.id): one for one in reports}
        for family in families:
            for market in {one.market for one in family.publications}:
                for one in find_ranges(family, Asked(market)).found:
                    cell = one.cell
                    report = truth[cell.source, market]
                    rest = re.sub("^rest-of-", REST, cell.region)
                    rest = (
                        rest.replace("mea", "middle-east-africa") if rest != cell.region else rest
                    )
                    year = cell.year - report.zero
                    if year in (report.base, report.end):
                        value = report.value(rest, year, cell.segment) / one.unit.factor
                        checked += value > 0
                        slack = 1e-6 * value
                        assert value == 0 or one.low - slack <= value <= one.high + slack, (
                            seed,
                            one,
                        )
    assert checked > 100


def _keep(report, reports: list) -> None:
    print_report(report)
    reports.append(report)


def test_no_size_that_is_printed_has_a_range() -> None:
    for seed in range(5):
        for family in read_markets(as_frames(build_package(Random(seed), f"p{seed}"))).families:
            for market in {one.market for one in family.publications}:
                ranges = find_ranges(family, Asked(market))
                printed = {
                    (size.source, size.market, *size.subject, size.measure, size.at)
                    for one in family.publications
                    for size in one.sizes
                }
                assert not printed & {tuple(one.cell) for one in ranges.found}
                assert all(0 < one.low <= one.high < float("inf") for one in ranges.found)


def test_a_chart_shows_ranges_within_a_quarter(monkeypatch: pytest.MonkeyPatch) -> None:
    markets = read_markets(complete_tables(read_structure(read_package(ROOT)).tables))
    found = [one.cell for one in list_tight_ranges(markets, "iomt")]
    every = find_market_ranges(markets, Asked("iomt")).found
    assert found == [one.cell for one in every if one.high - one.low <= (one.high + one.low) / 8]
    assert {one.region for one in found} >= {"canada", "north-america", "europe"}
    assert len(found) < len(every)
    monkeypatch.setattr("marketbook.together.ranges.MOST_FIGURES", 10)
    assert list_tight_ranges(markets, "iomt") == []


def test_json_is_of_the_documented_shape() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    ranges = mb.ranges(ROOT, "iomt")
    content = json.loads(render_ranges_json(ranges))
    Draft202012Validator(SCHEMA).validate(content)
    text = (ROOT / "docs" / "ranges-json.md").read_text(encoding="utf-8")
    [example] = re.findall(r"```json\n(.*?)```", text, re.DOTALL)
    Draft202012Validator(SCHEMA).validate(json.loads(example))
    assert list(json.loads(example)["ranges"][0]) == list(content["ranges"][0])


def test_nothing_to_tell_is_said() -> None:
    assert render_ranges(Ranges((), 7, ())) == (
        "0 sizes that no source prints, 7 more without both limits\n"
    )


@pytest.mark.parametrize(
    ("asked", "what"),
    [({"market": "iot"}, "market"), ({"regions": ["eurpe"]}, "region"), ({"segments": ["x"]}, "s")],
)
def test_an_unknown_id_is_refused(asked: dict, what: str) -> None:
    with pytest.raises(PackageError, match=f"no {what}"):
        mb.ranges(ROOT, **{"market": "iomt", **asked})
