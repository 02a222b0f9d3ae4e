"""Random edits of random tables, through Excel and back; and the laws that merging must obey."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import tempfile
from collections.abc import Mapping
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openpyxl.workbook import Workbook

import marketbook as mb
from marketbook.changes import TableState
from marketbook.package import read_package, refresh_descriptor
from marketbook.pulls.merge.table import HeldTable, MergedTable, merge_table
from marketbook.schema import read_schema
from tests.conftest import PROFILES
from tests.pulls.setting import edit_book, states_true_hashes, write_tables

Rows = dict[str, dict[str, str]]
COLUMNS = ("id", "amount", "count", "year", "flag", "day", "words", "note")
TYPES = ("string", "number", "integer", "year", "boolean", "date", "string", "string")
SCHEMA = {
    "$schema": f"{PROFILES}/tableschema.json",
    "fields": [{"name": n, "type": t} for n, t in zip(COLUMNS, TYPES, strict=True)],
    "primaryKey": ["id"],
}
# A text that begins with = or # is a formula or an error to openpyxl, not to a person.
LETTERS = st.characters(codec="utf-8", exclude_categories=["C", "Z"], exclude_characters="=#")
TEXT = st.text(LETTERS, min_size=1, max_size=8) | st.sampled_from(
    ["18.50", "1,239.3", 'says "no"', "a, b", "TRUE", "2025-08", "1e5", "007", "'quoted"]
)
NUMBER = st.decimals(-(10**9), 10**9, places=4).map(lambda n: f"{n.normalize():f}")
CELLS = {
    "amount": NUMBER,
    "count": st.integers(-(10**12), 10**12).map(str),
    "year": st.integers(1900, 2200).map(str),
    "flag": st.sampled_from(["true", "false"]),
    "day": st.dates(dt.date(1900, 3, 1), dt.date(2199, 1, 1)).map(dt.date.isoformat),
    "words": TEXT,
    "note": TEXT,
}
KEY = st.text("abcdef-0123", min_size=1, max_size=3)


def zero(text: str) -> str:
    return "0" if text == "-0" else text


def row(key: str) -> st.SearchStrategy[dict[str, str]]:
    cells = {name: (st.just("") | cell).map(zero) for name, cell in CELLS.items()}
    return st.fixed_dictionaries({"id": st.just(key), **cells})


TABLE: st.SearchStrategy[Rows] = st.sets(KEY, max_size=6).flatmap(
    lambda keys: st.fixed_dictionaries({key: row(key) for key in sorted(keys)})
)


@st.composite
def tables(draw: st.DrawFn) -> tuple[Rows, Rows]:
    """A table, and what somebody made of it: some cells, some new records, some removed."""
    old, other = draw(TABLE), draw(TABLE)
    new: Rows = {}
    for key, cells in old.items():
        fresh, chosen = draw(row(key)), draw(st.sets(st.sampled_from(COLUMNS[1:])))
        if draw(st.integers(0, 4)):
            new[key] = {name: fresh[name] if name in chosen else cells[name] for name in COLUMNS}
    return old, {**new, **{key: other[key] for key in other.keys() - old.keys()}}


def write_csv(rows: Rows) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([cells[name] for name in COLUMNS] for _, cells in sorted(rows.items()))
    return stream.getvalue()


def write_package(root: Path, rows: Rows) -> None:
    (root / "tables").mkdir()
    (root / "tables" / "rows.csv").write_text(write_csv(rows), encoding="utf-8", newline="\n")
    resource = {
        "name": "rows", "type": "table", "path": "tables/rows.csv", "encoding": "utf-8",
        "schema": SCHEMA,
    }  # fmt: skip
    whole = {"$schema": f"{PROFILES}/datapackage.json", "name": "any", "resources": [resource]}
    (root / "datapackage.json").write_text(json.dumps(whole), encoding="utf-8")
    refresh_descriptor(read_package(root))


def enter(name: str, text: str) -> object:
    """What a person's spreadsheet holds for a text."""
    kind = TYPES[COLUMNS.index(name)]
    if text == "" or kind in ("string", "boolean"):
        return text or None
    return dt.date.fromisoformat(text) if kind == "date" else float(text)


def retype(book: Workbook, new: Rows) -> None:
    """Makes the sheet hold the new records, whatever stood there, in another order."""
    sheet = book["rows"]
    sheet.delete_rows(5, sheet.max_row)
    for line, cells in enumerate(reversed(list(new.values())), 5):
        for column, name in enumerate(COLUMNS, 1):
            sheet.cell(line, column).value = enter(name, cells[name])


# an example takes a third of a second, so one that fails is shown as it is
@settings(
    max_examples=15,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
@given(tables())
def test_edits_come_back_as_they_were_made(pair: tuple[Rows, Rows]) -> None:
    old, new = pair
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write_package(root, old)
        file = edit_book(write_tables(root), lambda book: retype(book, new))
        result = mb.pull(file, root, apply=True)
        assert result.outcome == ("unchanged" if old == new else "applied")
        assert (root / "tables" / "rows.csv").read_text(encoding="utf-8") == write_csv(new)
        assert states_true_hashes(root)
        assert mb.pull(file, root, apply=True).outcome == "unchanged"


# Laws of merging, on tables of few cells and values, so that both sides often meet.

LITTLE = read_schema(
    {
        "fields": [
            {"name": "id", "type": "string"},
            {"name": "n", "type": "number"},
            {"name": "t", "type": "string"},
        ],
        "primaryKey": ["id"],
    },
    "rows",
)
LITTLE_ROWS = st.dictionaries(
    st.sampled_from("abc"),
    st.fixed_dictionaries({"n": st.sampled_from(["", "1", "2"]), "t": st.sampled_from("xyz")}),
)
Little = Mapping[str, Mapping[str, str]]


def state(rows: Little) -> TableState:
    cells = {(key,): {"id": key, **rest} for key, rest in sorted(rows.items())}
    return TableState("rows", ("id", "n", "t"), cells)


def merge(base: Little, held: Little, now: Little) -> MergedTable:
    return merge_table(state(base), HeldTable(state(held), {}, whole=True), state(now), LITTLE)


def take(now: Little, merged: MergedTable) -> Little:
    """The table with the changes of a merge in it."""
    rows = {key: dict(cells) for key, cells in now.items()}
    for change in merged.records:
        (key,) = change.key
        if change.kind == "removed":
            del rows[key]
        else:
            cells = rows.setdefault(key, {"n": "", "t": ""})
            cells.update({each.field: each.new for each in change.fields if each.field != "id"})
    return rows


@given(LITTLE_ROWS, LITTLE_ROWS, LITTLE_ROWS)
def test_laws_of_merging(base: Little, one: Little, other: Little) -> None:
    assert take(base, merge(base, one, base)) == one, "only the workbook changed"
    assert merge(base, base, other) == MergedTable(), "only the tables changed"
    assert merge(base, one, one) == MergedTable(), "both changed alike"
    here, there = merge(base, one, other), merge(base, other, one)
    assert {c.key for c in here.conflicts} == {c.key for c in there.conflicts}
    if not here.conflicts:
        result = take(other, here)
        assert result == take(one, there), "whoever pulls first, the result is the same"
        assert merge(base, one, result) == MergedTable(), "pulled again: no change"
