"""Three states of a table into one, and the file that is written of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from marketbook.changes import RecordChange, read_state
from marketbook.package import Package, Resource, split_row
from marketbook.pulls.merge.compose import compose_table
from marketbook.pulls.merge.current import read_current
from marketbook.pulls.merge.result import Side
from marketbook.pulls.merge.table import MergedTable, has_edits, hold_table, merge_table
from marketbook.pulls.read.edited import EditedRecord, EditedTable, Place
from marketbook.schema import read_schema

HEADER = "id,n,flag,text"
SCHEMA = read_schema(
    {
        "fields": [
            {"name": "id", "type": "string"},
            {"name": "n", "type": "number"},
            {"name": "flag", "type": "boolean"},
            {"name": "text", "type": "string", "missingValues": ["", "-"]},
        ],
        "primaryKey": ["id"],
    },
    "rows",
)
LISTS = read_schema(
    {
        "fields": [{"name": "list", "type": "string"}, {"name": "position", "type": "integer"}],
        "primaryKey": ["list", "position"],
    },
    "lists",
)


def join(lines: Sequence[str], header: str = HEADER) -> str:
    return "".join(f"{line}\n" for line in (header, *lines))


def edit(lines: Sequence[str], header: str = HEADER, *, whole: bool = True) -> EditedTable:
    columns = split_row(header)
    records = tuple(
        EditedRecord(
            dict(zip(columns, split_row(line), strict=True)),
            {column: Place("rows", f"{'ABCD'[n]}{row}") for n, column in enumerate(columns)},
        )
        for row, line in enumerate(lines, 5)
    )
    return EditedTable("rows", tuple(columns), records, whole)


def merge(
    base: Sequence[str],
    held: Sequence[str],
    now: Sequence[str],
    *,
    whole: bool = True,
    prefer: Side | None = None,
) -> MergedTable:
    before = read_state(join(base), SCHEMA)
    table = hold_table(edit(held, whole=whole), before, SCHEMA)
    return merge_table(before, table, read_state(join(now), SCHEMA), SCHEMA, prefer)


def tell(merged: MergedTable) -> list[str]:
    told = [
        f"{change.kind} {'/'.join(change.key)} "
        + " ".join(f"{each.field}:{each.old}>{each.new}" for each in change.fields)
        for change in merged.records
    ]
    return told + [
        f"{conflict.kind} {'/'.join(conflict.key)} "
        + " ".join(f"{f.field}:{f.base}|{f.workbook}|{f.tables}" for f in conflict.fields)
        for conflict in merged.conflicts
    ]


@pytest.mark.parametrize(
    ("base", "held", "now", "told"),
    [
        pytest.param(["a,1,,x"], ["a,1,,x"], ["a,1,,x"], [], id="nothing"),
        pytest.param(["a,1,,x"], ["a,2,,x"], ["a,1,,x"], ["changed a n:1>2"], id="here"),
        pytest.param(["a,1,,x"], ["a,1,,x"], ["a,2,,x"], [], id="there"),
        pytest.param(["a,1,,x"], ["a,2,,x"], ["a,2,,x"], [], id="both-alike"),
        pytest.param(["a,1,,x"], ["a,2,,x"], ["a,2.0,,x"], [], id="both-alike-in-other-digits"),
        pytest.param(
            ["a,1,,x"], ["a,2,,x"], ["a,1,,y"], ["changed a n:1>2"], id="both-in-other-fields"
        ),
        pytest.param(
            ["a,1,,x"], ["a,2,,z"], ["a,3,,x"], ["changed-both a n:1|2|3"], id="both-differently"
        ),
        pytest.param(
            ["a,1,,x"], ["a,,,x"], ["a,3,,x"], ["changed-both a n:1||3"], id="emptied-and-changed"
        ),
        pytest.param(["a,1,,x"], [], ["a,1,,x"], ["removed a id:a> n:1> text:x>"], id="removed"),
        pytest.param(
            ["a,1,,x"], [], ["a,1.0,,x"], ["removed a id:a> n:1.0> text:x>"], id="respelled"
        ),
        pytest.param(["a,1,,x"], [], [], [], id="removed-on-both"),
        pytest.param(["a,1,,x"], ["a,1,,x"], [], [], id="removed-there"),
        pytest.param(
            ["a,1,,x"], [], ["a,2,,x"], ["removed-in-workbook a n:1||2"], id="removed-and-changed"
        ),
        pytest.param(
            ["a,1,,x"], ["a,2,,x"], [], ["removed-in-tables a n:1|2|"], id="changed-and-removed"
        ),
        pytest.param([], ["a,1,,x"], [], ["added a id:>a n:>1 text:>x"], id="added"),
        pytest.param([], ["a,1,,x"], ["a,1.0,,x"], [], id="added-on-both-alike"),
        pytest.param(
            [], ["a,1,,x"], ["a,1,,y"], ["added-both a text:|x|y"], id="added-on-both-differently"
        ),
        pytest.param([], [], ["a,1,,x"], [], id="added-there"),
        pytest.param(["a,1,TRUE,-"], ["a,1,true,"], ["a,1,True,"], [], id="same-words"),
        pytest.param(["a,1,,x"], ["a,1.50,,x"], ["a,1,,x"], ["changed a n:1>1.50"], id="typed"),
        pytest.param(
            ["a,1,,x", "b,2,,x"], ["b,2,,x", "a,1,,x"], ["a,1,,x", "b,2,,x"], [], id="order"
        ),
        pytest.param(
            ["a,1,,x"], ["a,1,,x", "a,2,,y"], ["a,1,,x"], ["added a#2 id:>a n:>2 text:>y"],
            id="twice-here",
        ),
        pytest.param(
            ["a,1,,x"], ["A,1,,x"], ["a,1,,x"],
            ["added A id:>A n:>1 text:>x", "removed a id:a> n:1> text:x>"], id="another-key",
        ),
    ],
)  # fmt: skip
def test_merging(base: list[str], held: list[str], now: list[str], told: list[str]) -> None:
    assert tell(merge(base, held, now)) == told


def test_a_conflict_has_its_cell() -> None:
    (conflict,) = merge(["a,1,,x"], ["a,2,,x"], ["a,3,,x"]).conflicts
    assert [str(each.place) for each in conflict.fields] == ["rows!B5"]


def test_what_a_workbook_never_held_was_not_removed() -> None:
    base, now = ["a,1,,x"], ["a,1,,x", "b,2,,y"]
    assert tell(merge(base, base, now, whole=False)) == []
    assert tell(merge(base, [], now, whole=False)) == []
    assert tell(merge(base, ["a,9,,x"], now, whole=False)) == ["changed a n:1>9"]


def test_a_moved_column_is_no_edit() -> None:
    before = read_state(join(["a,1,,x"]), SCHEMA)
    held = hold_table(edit(["x,a,1,"], "text,id,n,flag"), before, SCHEMA)
    assert not has_edits(held, before, SCHEMA)


def test_without_a_key_a_moved_column_is_no_edit_either() -> None:
    schema = read_schema(
        {"fields": [{"name": "id", "type": "string"}, {"name": "text", "type": "string"}]}, "rows"
    )
    before = read_state("id,text\na,x\n", schema)
    held = hold_table(edit(["x,a"], "text,id"), before, schema)
    assert not has_edits(held, before, schema)


def compose(base: Sequence[str], held: Sequence[str], header: str = HEADER, schema=SCHEMA) -> str:
    text = join(base, header)
    state = read_state(text, schema)
    table = hold_table(edit(held, header), state, schema)
    merged = merge_table(state, table, state, schema)
    return write(text, merged.records, schema)


def write(text: str, records: Sequence[RecordChange], schema) -> str:
    resource = Resource(name="rows", path="rows.csv", schema=schema)
    with TemporaryDirectory() as folder:
        package = Package(Path(folder), "datapackage.json", {}, {"rows": resource})
        (package.root / "rows.csv").write_bytes(text.encode())
        composed = compose_table(package, read_current(package, resource), records)
    written = composed.rewritten.files["rows.csv"].decode()
    by_line = written.split("\n")
    for key, (file, number) in composed.places.items():
        assert file == "rows.csv"
        assert split_row(by_line[number - 1])[: len(key)][0] == key[0].split("#")[0]
    return written


def test_a_line_that_did_not_change_keeps_its_bytes() -> None:
    base = ['a,1.00,TRUE,"x"', "b,2,,y", 'c,3e0,,"z, z"']
    assert compose(base, ["a,1,true,x", "b,5,,y", 'c,3,,"z, z"']) == join(
        [base[0], "b,5,,y", base[2]]
    )


def test_a_cell_that_did_not_change_keeps_its_spelling() -> None:
    assert compose(['a,1.00,TRUE,"x"'], ["a,2,true,x"]) == join(['a,2,TRUE,"x"'])


def test_quotes_only_where_they_must_be() -> None:
    held = ['a,1,,"x, y"', 'b,1,,"say ""x"""', "c,1,, x ", "d,1,,'x'", "e,1,,a;b", "f,1,,=x"]
    assert compose([], held) == join(held)


def test_new_records_go_where_their_key_puts_them() -> None:
    base = ["b,1,,", "d,1,,", "f,1,,"]
    assert compose(base, [*base, "g,1,,", "a,1,,", "e,1,,", "c,1,,"]) == join(
        ["a,1,,", "b,1,,", "c,1,,", "d,1,,", "e,1,,", "f,1,,", "g,1,,"]
    )


def test_numbers_of_a_key_are_sorted_as_numbers() -> None:
    header, base = "list,position", ["x,1", "x,2", "x,11", "y,1"]
    text = compose(base, [*base, "x,10", "x,12", "x,3"], header, LISTS)
    assert text == join(["x,1", "x,2", "x,3", "x,10", "x,11", "x,12", "y,1"], header)


def test_a_file_that_is_not_sorted_keeps_its_order() -> None:
    base = ["d,1,,", "b,1,,", "f,1,,"]
    assert compose(base, ["d,1,,", "f,1,,", "a,1,,"]) == join(["d,1,,", "f,1,,", "a,1,,"])


def test_two_new_records_with_one_key_stay_apart() -> None:
    assert compose(["b,1,,"], ["b,1,,", "a,1,,x", "a,2,,y"]) == join(["a,1,,x", "a,2,,y", "b,1,,"])


def test_an_empty_table_gets_its_first_records_sorted() -> None:
    assert compose([], ["b,1,,", "a,1,,"]) == join(["a,1,,", "b,1,,"])


def test_the_one_cell_of_a_table_is_never_a_blank_line() -> None:
    schema = read_schema(
        {"fields": [{"name": "id", "type": "string"}], "primaryKey": ["id"]}, "rows"
    )
    state = read_state("id\na\n", schema)
    held = hold_table(
        EditedTable("rows", ("id",), (EditedRecord({"id": "a"}, {}), EditedRecord({"id": ""}, {}))),
        state, schema,
    )  # fmt: skip
    merged = merge_table(state, held, state, schema)
    assert write("id\na\n", merged.records, schema) == 'id\n""\na\n'


@pytest.mark.parametrize(
    ("base", "held", "now", "workbook", "tables"),
    [
        pytest.param(
            ["a,1,,x"], ["a,2,,z"], ["a,3,,x"],
            ["changed a text:x>z n:3>2"], ["changed a text:x>z"], id="both-differently",
        ),
        pytest.param(
            ["a,1,,x"], [], ["a,2,,x"],
            ["removed a id:a> n:2> text:x>"], [], id="removed-and-changed",
        ),
        pytest.param(
            ["a,1,,x"], ["a,2,,x"], [],
            ["added a id:>a n:>2 text:>x"], [], id="changed-and-removed",
        ),
        pytest.param(
            [], ["a,1,,x"], ["a,1,,y"], ["changed a text:y>x"], [], id="added-on-both-differently"
        ),
    ],
)  # fmt: skip
def test_a_person_may_say_whose_values_count(
    base: list[str], held: list[str], now: list[str], workbook: list[str], tables: list[str]
) -> None:
    assert tell(merge(base, held, now, prefer="workbook")) == workbook
    assert tell(merge(base, held, now, prefer="tables")) == tables
