"""Input that is modest but awkward: deep trees, long lists, very many rows of one thing.

Each costs about as much as its length: twice the rows, twice the time, and never pages of text.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping

import pytest

from marketbook.findings import Finding
from marketbook.markets.trees import DEEPEST, Tree
from marketbook.rules import RULES
from marketbook.rules.run import run_rules
from tests.rules.completion import Records, complete
from tests.rules.pages import make_empty_tables, make_table, read_base
from tests.rules.tables import read_key, read_shared

Make = Callable[[int], Mapping[str, Records]]


def deep_regions(count: int) -> dict[str, Records]:
    chain = [
        {"region_id": f"r{n}", "kind": "region", "parent_id": f"r{n - 1}" if n else "world"}
        for n in range(count)
    ]
    world = {"region_id": "world", "kind": "world"}
    sizes = [{"size_id": f"s{n}", "region_id": f"r{n}", "stated": "5.0"} for n in range(count)]
    return {"regions": [world, *chain], "sizes": sizes}


def deep_segments(count: int) -> dict[str, Records]:
    chain = [
        {"segment_id": f"g{n}", "axis_id": "m-type", "parent_id": f"g{n - 1}" if n else ""}
        for n in range(count)
    ]
    sizes = [{"size_id": f"s{n}", "segment_id": f"g{n}", "stated": "5.0"} for n in range(count)]
    shares = [{"share_id": f"s{n}", "segment_id": f"g{n}", "stated": "5"} for n in range(count)]
    return {"segments": chain, "sizes": sizes, "shares": shares}


def deep_markets(count: int) -> dict[str, Records]:
    chain = [{"market_id": f"k{n}", "parent_id": f"k{n - 1}" if n else ""} for n in range(count)]
    sizes = [{"size_id": f"s{n}", "market_id": f"k{n}", "stated": "5.0"} for n in range(count)]
    return {"markets": [*chain, {"market_id": "m"}], "sizes": sizes}


def circular_segments(count: int) -> dict[str, Records]:
    ring = [
        {"segment_id": f"g{n}", "axis_id": "m-type", "parent_id": f"g{(n + 1) % count}"}
        for n in range(count)
    ]
    return {"segments": ring}


def long_lists(count: int) -> dict[str, Records]:
    """Two lists without a name in common."""
    players = [{"player_id": f"k{n}", "name": f"Company {n}"} for n in range(count)]
    names = [{"name": f"Company {n}", "player_id": f"k{n}"} for n in range(count)]
    rows = [
        {"list": "ab"[n % 2], "position": str(n), "stated_as": f"Company {n}", "player_id": f"k{n}"}
        for n in range(count)
    ]
    return {"players": players, "player_names": names, "player_listings": rows}


def many_lists(count: int) -> dict[str, Records]:
    segments = [{"segment_id": f"g{n}", "axis_id": "m-type"} for n in range(40)]
    rows = [
        {
            "list": f"l{n // 20}",
            "position": str(n),
            "stated_as": f"Part {n % 40}",
            "segment_id": f"g{n % 40}",
        }
        for n in range(count)
    ]
    return {"segments": segments, "segment_listings": rows}


def many_spellings(count: int) -> dict[str, Records]:
    rows = [
        {"list": "a", "position": str(n), "stated_as": f"Company {n:x}", "player_id": "k"}
        for n in range(count)
    ]
    return {"player_listings": rows}


def same_names(count: int) -> dict[str, Records]:
    players = [{"player_id": f"k{n}", "name": "Company Holdings"} for n in range(count)]
    return {"players": players}


def repeated_parts(count: int) -> dict[str, Records]:
    """A whole and a part of it, each printed again and again for one year."""
    sizes = [
        {"size_id": f"{region}{n}", "region_id": region, "stated": f"{5 + n}.0"}
        for region in ("world", "europe")
        for n in range(count)
    ]
    return {"sizes": sizes}


def audit(written: Mapping[str, Records]) -> tuple[tuple[Finding, ...], float]:
    """All findings, and the processor time in seconds."""
    texts = complete({**read_base(), **written}, read_shared())
    typed = {name: make_table(name, rows) for name, rows in texts.items()}
    tables = make_empty_tables() | read_shared() | typed
    if "regions" in typed:
        tables["region_parts"] = make_table("region_parts", [])
    files = {name: f"tables/{name}.csv" for name in tables}
    start = time.process_time()
    found = run_rules(tables, RULES, files, {name: read_key(name) for name in tables}).findings
    return found, time.process_time() - start


@pytest.mark.parametrize(
    ("make", "count", "expected"),
    [
        (deep_regions, 500, "regions.no-cycle"),
        (deep_segments, 2_000, "segments.no-cycle"),
        (deep_markets, 2_000, "markets.no-cycle"),
        (circular_segments, 10_000, "segments.no-cycle"),
        (long_lists, 10_000, "player_listings.lists-agree"),
        (many_lists, 20_000, "segment_listings.lists-agree"),
        (many_spellings, 5_000, "player_listings.one-spelling"),
        (same_names, 5_000, "players.no-near-duplicates"),
        (repeated_parts, 5_000, "sizes.one-per-subject"),
    ],
)
def test_the_audit_ends_soon_and_says_why(make: Make, count: int, expected: str) -> None:
    found, seconds = audit(make(count))
    assert expected in {finding.rule for finding in found}
    assert seconds < 10
    assert max(len(finding.message) for finding in found) < 5_000


def test_a_chain_of_the_deepest_kind_is_followed_to_its_end() -> None:
    chain = {f"r{n}": [f"r{n + 1}"] for n in range(DEEPEST + 5)}
    tree = Tree(chain)
    assert len(tree.wholes("r5")) == DEEPEST
    assert len(tree.wholes("r0")) == DEEPEST
    assert tree.nearest("r0", {"r3", "r9"}) == "r3"
    assert tree.steps("r5", "r6") == 0


def test_one_finding_tells_how_many_lie_too_deep() -> None:
    for count, others in ((DEEPEST, None), (DEEPEST + 1, ""), (DEEPEST + 3, ", as do 2 others")):
        found, _ = audit({"regions": deep_regions(count)["regions"]})
        told = [finding.message for finding in found if finding.rule == "regions.no-cycle"]
        wanted = [] if others is None else [f"lies more than {DEEPEST} levels deep{others}: r20 →"]
        assert [message.startswith(start) for message, start in zip(told, wanted, strict=True)] == [
            True for _ in wanted
        ]
