"""Plants one fault of a kind at a random place of a right package."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from random import Random
from typing import Any

from tests.rules.markets import REGIONS, Tables

Row = dict[str, Any]
Plant = Callable[[Random, Tables], str]
"""Changes a package in place and says what it did; empty where there was no place for it."""

NUMBERS = {"sizes": "value", "growth_rates": "rate_percent", "shares": "share_percent"}
FIGURES = tuple(NUMBERS)


def _any_figure(rng: Random, tables: Tables) -> tuple[str, Row] | None:
    rows = [(name, row) for name in FIGURES for row in tables[name]]
    return rng.choice(rows) if rows else None


def _set(row: Row, name: str, stated: str) -> str:
    """Print other digits; what they were and are."""
    before = row["stated"]
    if float(stated.replace(",", "")) <= 0 or stated == before:
        return ""
    if name == "shares" and float(stated) > 100:
        return ""
    row["stated"] = stated
    row[NUMBERS[name]] = float(stated.replace(",", ""))
    return f"{name} {before} became {stated}"


def wrong_digit(rng: Random, tables: Tables) -> str:
    """One digit of a figure is another."""
    found = _any_figure(rng, tables)
    if not found:
        return ""
    name, row = found
    places = [place for place, sign in enumerate(row["stated"]) if sign.isdigit()]
    place = rng.choice(places)
    digit = rng.choice([one for one in "0123456789" if one != row["stated"][place]])
    if place == 0 and digit == "0":
        return ""
    return _set(row, name, row["stated"][:place] + digit + row["stated"][place + 1 :])


def dropped_digit(rng: Random, tables: Tables) -> str:
    """One digit before the decimal point is missing."""
    found = _any_figure(rng, tables)
    if not found:
        return ""
    name, row = found
    plain = row["stated"].replace(",", "")
    whole, point, rest = plain.partition(".")
    places = [place for place, sign in enumerate(whole) if sign.isdigit()]
    if len(places) < 2:
        return ""
    place = rng.choice(places)
    return _set(row, name, str(int(whole[:place] + whole[place + 1 :])) + point + rest)


def swapped_digits(rng: Random, tables: Tables) -> str:
    """Two neighbouring digits are exchanged."""
    found = _any_figure(rng, tables)
    if not found:
        return ""
    name, row = found
    stated = row["stated"].replace(",", "")
    places = [
        place
        for place in range(len(stated) - 1)
        if stated[place : place + 2].isdigit() and stated[place] != stated[place + 1]
    ]
    if not places:
        return ""
    place = rng.choice(places)
    other = stated[:place] + stated[place + 1] + stated[place] + stated[place + 2 :]
    return "" if other.startswith("0") else _set(row, name, other)


def wrong_unit(rng: Random, tables: Tables) -> str:
    """Million for billion, or billion for million."""
    if not tables["sizes"]:
        return ""
    row = rng.choice(tables["sizes"])
    other = {"usd-million": "usd-billion", "usd-billion": "usd-million"}[row["unit_id"]]
    row["unit_id"] = other
    return f"{row['size_id']} became {other}"


def dropped_thousands(rng: Random, tables: Tables) -> str:
    """A thousands separator is read as the decimal point."""
    rows = [row for row in tables["sizes"] if row["value"] >= 1000]
    if not rows:
        return ""
    row = rng.choice(rows)
    whole = row["stated"].replace(",", "").partition(".")[0]
    return _set(row, "sizes", f"{whole[:-3]}.{whole[-3:]}")


def other_year(rng: Random, tables: Tables) -> str:
    """A size stands under a year too early or too late."""
    if not tables["sizes"]:
        return ""
    row = rng.choice(tables["sizes"])
    row["year"] += rng.choice([-1, 1])
    return f"{row['size_id']} became {row['year']}"


def shifted_years(rng: Random, tables: Tables) -> str:
    """All years of a source's sizes are one too late, its labels are not."""
    if not tables["sizes"]:
        return ""
    source = rng.choice(tables["sizes"])["source_id"]
    rows = [row for row in tables["sizes"] if row["source_id"] == source]
    for row in rows:
        row["year"] += 1
    return f"{len(rows)} sizes of {source} a year later" if len(rows) > 1 else ""


def wrong_label(rng: Random, tables: Tables) -> str:
    """The end of a rate's label is two years off."""
    rows = [row for row in tables["growth_rates"] if row["end_year"]]
    if not rows:
        return ""
    row = rng.choice(rows)
    row["end_year"] += rng.choice([-2, 2])
    return f"{row['growth_rate_id']} to {row['end_year']}"


def _swap(rng: Random, tables: Tables, name: str, columns: list[str]) -> str:
    rows = tables[name]
    if len(rows) < 2:
        return ""
    one, two = rng.sample(rows, 2)
    alike = all(one[key] == two[key] for key in ("source_id", "market_id"))
    if not alike or one["stated"] == two["stated"]:
        return ""
    for column in columns:
        one[column], two[column] = two[column], one[column]
    return f"{name} {one['stated']} and {two['stated']} exchanged"


def swapped_sizes(rng: Random, tables: Tables) -> str:
    """Two sizes of a source stand in each other's row."""
    return _swap(rng, tables, "sizes", ["value", "stated", "unit_id", "qualifier"])


def swapped_shares(rng: Random, tables: Tables) -> str:
    """Two shares of a source stand in each other's row."""
    return _swap(rng, tables, "shares", ["share_percent", "stated", "qualifier"])


def moved_share(rng: Random, tables: Tables) -> str:
    """A share has wandered to another region of the same world."""
    rows = [row for row in tables["shares"] if not row["segment_id"]]
    if not rows:
        return ""
    row = rng.choice(rows)
    others = {
        one["region_id"]
        for one in tables["region_listings"]
        if one["source_id"] == row["source_id"] and one["region_id"] != row["region_id"]
    }
    if not others:
        return ""
    row["region_id"] = rng.choice(sorted(others))
    return f"{row['share_id']} became {row['region_id']}"


def rate_of_another(rng: Random, tables: Tables) -> str:
    """A growth rate is that of another row of its source."""
    rows = tables["growth_rates"]
    if len(rows) < 2:
        return ""
    one, two = rng.sample(rows, 2)
    if one["source_id"] != two["source_id"] or one["stated"] == two["stated"]:
        return ""
    one["stated"], one["rate_percent"] = two["stated"], two["rate_percent"]
    return f"{one['growth_rate_id']} took the rate of {two['growth_rate_id']}"


def exchanged_years(rng: Random, tables: Tables) -> str:
    """First and last year of a label are exchanged."""
    rows = [row for row in tables["growth_rates"] if row["end_year"]]
    if not rows:
        return ""
    row = rng.choice(rows)
    row["start_year"], row["end_year"] = row["end_year"], row["start_year"]
    return row["growth_rate_id"]


def exchanged_columns(rng: Random, tables: Tables) -> str:
    """Number and year of a size stand in each other's column."""
    if not tables["sizes"]:
        return ""
    row = rng.choice(tables["sizes"])
    row["year"], row["value"] = int(row["value"]), float(row["year"])
    return row["size_id"]


def mistyped_number(rng: Random, tables: Tables) -> str:
    """The number is not the printed digits."""
    found = _any_figure(rng, tables)
    if not found:
        return ""
    name, row = found
    row[NUMBERS[name]] *= rng.choice([0.1, 10, 1.01])
    return f"{name} {row['stated']} entered as {row[NUMBERS[name]]}"


def wrong_region(rng: Random, tables: Tables) -> str:
    """A country stands under another region in the tree."""
    used = {row["region_id"] for name in FIGURES for row in tables[name]}
    countries = [row for row in REGIONS if row["kind"] == "country" and row["region_id"] in used]
    regions = {"north-america", "europe", "asia-pacific", "latin-america", "middle-east-africa"}
    if not countries:
        return ""
    row = dict(rng.choice(countries))
    row["parent_id"] = rng.choice(sorted(regions - {row["parent_id"]}))
    tables["regions"] = [
        row if one["region_id"] == row["region_id"] else dict(one) for one in REGIONS
    ]
    return f"{row['region_id']} under {row['parent_id']}"


def wrong_country(rng: Random, tables: Tables) -> str:
    """A region's size is entered for a country of another region."""
    rows = [row for row in tables["sizes"] if row["region_id"] in ("usa", "germany", "china")]
    if not rows:
        return ""
    row = rng.choice(rows)
    row["region_id"] = rng.choice(["belgium", "singapore", "canada"])
    return f"{row['size_id']} for {row['region_id']}"


def misspelt_player(rng: Random, tables: Tables) -> str:
    """A letter of a player's name in a list is another."""
    if not tables["player_listings"]:
        return ""
    row = rng.choice(tables["player_listings"])
    name = row["stated_as"]
    place = rng.randrange(1, 8)
    row["stated_as"] = name[:place] + rng.choice("qxz") + name[place + 1 :]
    return f"{name} became {row['stated_as']}"


def wrong_status(rng: Random, tables: Tables) -> str:
    """A forecast is called actual, or an actual size a forecast."""
    if not tables["sizes"]:
        return ""
    row = rng.choice(tables["sizes"])
    row["status"] = {"actual": "forecast", "forecast": "actual"}[row["status"]]
    return f"{row['size_id']} called {row['status']}"


def second_size(rng: Random, tables: Tables) -> str:
    """The same subject and year has a second size, a tenth larger."""
    if not tables["sizes"]:
        return ""
    row = dict(rng.choice(tables["sizes"]))
    row["size_id"] += "-again"
    tables["sizes"].append(row)
    value = row["value"] * 1.1
    return _set(row, "sizes", f"{value:.{len(row['stated'].partition('.')[2])}f}")


def copied_edition(rng: Random, tables: Tables) -> str:
    """A series of a source stands in it once more, three years later."""
    if not tables["sizes"]:
        return ""
    one = rng.choice(tables["sizes"])
    key = ("source_id", "market_id", "region_id", "segment_id")
    rows = [row for row in tables["sizes"] if all(row[name] == one[name] for name in key)]
    if len({row["value"] for row in rows}) < 2:
        return ""
    tables["sizes"] += [
        {**row, "size_id": row["size_id"] + "-again", "year": row["year"] + 3} for row in rows
    ]
    return f"{len(rows)} sizes of {one['size_id']} again"


PLANTS: dict[str, Plant] = {
    plant.__name__.replace("_", " "): plant
    for plant in (
        wrong_digit,
        dropped_digit,
        swapped_digits,
        wrong_unit,
        dropped_thousands,
        other_year,
        shifted_years,
        wrong_label,
        swapped_sizes,
        swapped_shares,
        moved_share,
        rate_of_another,
        exchanged_years,
        exchanged_columns,
        mistyped_number,
        wrong_region,
        wrong_country,
        misspelt_player,
        wrong_status,
        second_size,
        copied_edition,
    )
}
"""Every kind of fault."""


def plant_fault(rng: Random, tables: Tables, kind: str) -> tuple[Tables, str]:
    """A copy of a package with one fault, and what it is; empty where there is no place for it."""
    copy = defaultdict(list, {name: [{**row} for row in rows] for name, rows in tables.items()})
    return copy, PLANTS[kind](rng, copy)
