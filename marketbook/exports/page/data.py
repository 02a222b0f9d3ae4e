"""What the script of the page works on: all figures by column, forecast lines, findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from marketbook.exports.page.lines import Cut, Scale, Sizes, list_cuts, list_totals
from marketbook.exports.page.problems import Problem, tell_reading
from marketbook.exports.page.words import Cell
from marketbook.workbook.flat import COLUMNS, OURS, FlatRow, list_published
from marketbook.workbook.market import MarketModel
from marketbook.workbook.records import Records

Object = dict[str, Any]


def gather_data(
    records: Records, models: Iterable[MarketModel], problems: Sequence[Problem]
) -> Object:
    """All that the script needs, as JSON.

    ``figures`` has one entry for each column: its ``values``, and with ``at`` the place of each
    row's value among them (-1 for an empty cell). ``units`` has base units by name, ``lines`` the
    forecast of each market, ``readings`` what each misprint is read as.
    """
    rows = [
        row for one in records.all("markets") for row in list_published(records, one["market_id"])
    ]
    columns = {name: _pack([getattr(row, name) for row in rows]) for name in COLUMNS}
    columns |= {name: _pack(list(_look_up(records, rows, name))) for name in ("locator", "note")}
    return {
        "columns": list(COLUMNS),
        "figures": columns,
        "world": _name_world(records),
        "units": {unit.name: unit.factor for unit in records.typed.codes.units.values()},
        "lines": [_describe_market(model) for model in models],
        "findings": [_describe_problem(problem) for problem in problems],
        "readings": {
            row["record"]: tell_reading(records, row) for row in records.all("corrections")
        },
    }


def _name_world(records: Records) -> str:
    """Name of the region that contains all others."""
    places = records.typed.codes.places
    return places.get(places.world).name


def _look_up(records: Records, rows: Iterable[FlatRow], name: str) -> Iterator[str]:
    for row in rows:
        yield records.find(row.record).get(name) or ""


def _pack(cells: Sequence[object]) -> Object:
    """A column: as it is where most values differ, else each value once and where it is."""
    values = list(dict.fromkeys(cell for cell in cells if cell not in ("", None)))
    if len(values) * 2 > len(cells):
        return {"values": [None if cell == "" else cell for cell in cells]}
    place = {value: n for n, value in enumerate(values)}
    return {"values": values, "at": [place.get(cell, -1) for cell in cells]}


def _describe_market(model: MarketModel) -> Object:
    scale = Scale.read(model)
    return {
        "id": model.market_id,
        "market": model.name,
        "region": model.region,
        "source": OURS,
        "unit": model.unit,
        "shown": scale.unit,
        "factor": scale.factor,
        "digits": scale.digits,
        "scenarios": [scenario.name for scenario in model.scenarios],
        "base": model.terms.base_year,
        "first": model.years[0],
        "total": _list_sizes(list_totals(model)),
        "cuts": [_describe_cut(cut) for cut in list_cuts(model)],
    }


def _describe_cut(cut: Cut) -> Object:
    parts = [{"name": line.name, "sizes": _list_sizes(line.sizes)} for line in cut.lines]
    return {"key": cut.key, "name": cut.name, "isPlaces": cut.is_places, "parts": parts}


def _list_sizes(sizes: Iterable[Sizes]) -> list[list[float]]:
    """Sizes by scenario and year."""
    return [list(by_year.values()) for by_year in sizes]


def _describe_problem(problem: Problem) -> Object:
    described = {
        "name": problem.name,
        "subject": problem.subject,
        "verdict": problem.verdict,
        "rule": problem.rule,
        "says": problem.says,
        "record": problem.record,
        "sentence": problem.sentence,
        "arithmetic": _describe_cell(problem.arithmetic),
        "against": [_describe_cell(cell) for cell in problem.against],
        "suspects": [_describe_cell(cell) for cell in problem.suspects],
        "readAs": problem.read_as,
        "wouldRead": problem.would_read,
        "reason": problem.reason,
        "evidence": problem.evidence,
        "decidedOn": problem.decided_on,
        "market": problem.market,
    }
    return {name: value for name, value in described.items() if value}


def _describe_cell(cell: Cell) -> list[list[str]]:
    """Words, each with its address if it has one."""
    return [[p.text, p.href] if p.href else [p.text] for p in cell.pieces if p.text]
