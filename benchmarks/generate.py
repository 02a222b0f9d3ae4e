"""Makes consistent packages of any size, for the benchmarks.

Every figure follows one rule, so the package is right: a market of some size, cut by fixed
weights over regions and segments, growing 10 percent a year.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path

from marketbook.package import read_package, refresh_descriptor

ROOT = Path(__file__).parent.parent
FIRST_YEAR, YEARS = 2015, 20
REGIONS, COUNTRIES, SEGMENTS = 4, 20, 19
GROWTH_PERCENT = 10.0
Row = dict[str, object]


def generate_package(directory: Path, rows: int, *, faults: bool = False) -> Path:
    """Write a package whose `sizes` has `rows` rows; other tables grow with it.

    Args:
        directory: Where to write; made where it is missing.
        rows: Number of sizes; 10,000 of them make up one market with its own source.
        faults: Whether the last size of each market is twice too large.

    Returns:
        The path of its `datapackage.json`.
    """
    markets = -(-rows // (len(_places()) * (SEGMENTS + 1) * YEARS))
    tables = {
        "sources": _sources(markets),
        "source_periods": _periods(markets),
        "units": _units(),
        "regions": _regions(),
        "markets": _markets(markets),
        "axes": _axes(markets),
        "segments": _segments(markets),
        "sizes": islice(_sizes(faults=faults), rows),
        "growth_rates": _growth_rates(markets),
    }
    descriptor = json.loads((ROOT / "datapackage.json").read_text(encoding="utf-8"))
    for resource in descriptor["resources"]:
        _write_table(directory, resource["name"], tables.get(resource["name"], iter(())))
    path = directory / "datapackage.json"
    path.write_text(json.dumps(descriptor, indent=2) + "\n", encoding="utf-8")
    refresh_descriptor(read_package(path))
    return path


def _write_table(directory: Path, name: str, rows: Iterator[Row]) -> None:
    schema_text = (ROOT / "schemas" / f"{name}.json").read_text(encoding="utf-8")
    for folder in ("schemas", "tables"):
        (directory / folder).mkdir(parents=True, exist_ok=True)
    (directory / "schemas" / f"{name}.json").write_text(schema_text, encoding="utf-8")
    columns = [field["name"] for field in json.loads(schema_text)["fields"]]
    target = directory / "tables" / f"{name}.csv"
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _places() -> list[tuple[str, str, str, float]]:
    """Region id, kind, parent and weight of every region."""
    places = [("world", "world", "", 1.0)]
    for region in range(REGIONS):
        places.append((f"region-{region}", "region", "world", 1 / REGIONS))
        for country in range(COUNTRIES // REGIONS):
            weight = 1 / COUNTRIES
            places.append((f"country-{region}-{country}", "country", f"region-{region}", weight))
    return places


def _sources(markets: int) -> Iterator[Row]:
    for market in range(markets):
        yield {
            "source_id": f"source-{market:05}",
            "title": f"Market {market}, a report",
            "publisher": "A publisher",
            "edition": "2025-08",
            "pages": 100 + market % 400,
            "document": f"{market:05}.txt",
            "document_sha256": f"{market:064x}",
        }


def _periods(markets: int) -> Iterator[Row]:
    last = FIRST_YEAR + YEARS - 1
    for market in range(markets):
        place = {"source_id": f"source-{market:05}", "locator": "overview, first sentence"}
        yield {**place, "kind": "base", "start_year": FIRST_YEAR, "end_year": FIRST_YEAR}
        yield {**place, "kind": "forecast", "start_year": FIRST_YEAR, "end_year": last}


def _units() -> Iterator[Row]:
    yield {"unit_id": "percent", "name": "percent", "kind": "percent", "factor": 0.01}
    money = {"kind": "money", "currency": "USD"}
    yield {"unit_id": "usd-million", "name": "million US dollars", "factor": 1000000, **money}


def _regions() -> Iterator[Row]:
    for number, (region, kind, parent, _) in enumerate(sorted(_places())):
        row: Row = {"region_id": region, "name": region.title(), "kind": kind, "parent_id": parent}
        # codes from XAA to XZZ are for anyone's own use
        yield row | ({"iso_alpha3": f"XX{chr(65 + number)}"} if kind == "country" else {})


def _markets(markets: int) -> Iterator[Row]:
    for market in range(markets):
        name = f"market-{market:05}"
        yield {"market_id": name, "name": name.title(), "definition": "A market, generated"}


def _axes(markets: int) -> Iterator[Row]:
    for market in range(markets):
        name = f"market-{market:05}"
        axis = {"axis_id": f"{name}-component", "market_id": name}
        yield {**axis, "name": "Component", "complete": "true"}


def _segments(markets: int) -> Iterator[Row]:
    for market in range(markets):
        for segment in range(SEGMENTS):
            yield {
                "segment_id": f"market-{market:05}-component-{segment:02}",
                "axis_id": f"market-{market:05}-component",
                "name": f"Segment {segment}",
                "position": segment + 1,
            }


def _series() -> Iterator[tuple[str, Row, float]]:
    """Id, what it is about, and size in the first year, of every series without end."""
    for market in count():
        name = f"market-{market:05}"
        about: Row = {"source_id": f"source-{market:05}", "market_id": name}
        for region, _, _, weight in sorted(_places()):
            about = {**about, "region_id": region}
            size = 1_000_000 * weight
            yield f"{name}-{region}", {**about, "segment_id": ""}, size
            for segment in range(SEGMENTS):
                part = f"component-{segment:02}"
                about_part = {**about, "segment_id": f"{name}-{part}"}
                yield f"{name}-{region}-{part}", about_part, size / SEGMENTS


def _sizes(*, faults: bool) -> Iterator[Row]:
    last = len(_places()) * (SEGMENTS + 1)
    for number, (key, about, size) in enumerate(_series(), start=1):
        for step in range(YEARS):
            is_wrong = faults and number % last == 0 and step == YEARS - 1
            value = f"{size * (1 + GROWTH_PERCENT / 100) ** step * (2 if is_wrong else 1):.2f}"
            yield {
                **about,
                "size_id": f"{key}-{FIRST_YEAR + step}",
                "year": FIRST_YEAR + step,
                "value": value.rstrip("0").rstrip("."),
                "stated": value,
                "unit_id": "usd-million",
                "status": "forecast" if step else "estimate",
                "locator": "overview, first sentence" if step % 4 == 0 else "forecast table",
            }


def _growth_rates(markets: int) -> Iterator[Row]:
    for key, about, _ in islice(_series(), markets * len(_places()) * (SEGMENTS + 1)):
        yield {
            **about,
            "growth_rate_id": f"{key}-growth",
            "start_year": FIRST_YEAR,
            "end_year": FIRST_YEAR + YEARS - 1,
            "rate_percent": GROWTH_PERCENT,
            "stated": f"{GROWTH_PERCENT:.1f}",
            "locator": "overview, second sentence",
        }


def main() -> None:
    """Write one package, as the command line asks."""
    parser = argparse.ArgumentParser(description=generate_package.__doc__)
    parser.add_argument("directory", type=Path)
    parser.add_argument("rows", type=int)
    parser.add_argument("--faults", action="store_true")
    options = parser.parse_args()
    print(generate_package(options.directory, options.rows, faults=options.faults))


if __name__ == "__main__":
    main()
