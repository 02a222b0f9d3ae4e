from __future__ import annotations

import pytest

from marketbook.package import read_package, read_structure
from tests.conftest import WritePackage
from tests.package.structure import list_findings

TEXT = {"type": "string"}


def schema_of(*names: str, **keys: object) -> dict[str, object]:
    return {"fields": [{"name": name, **TEXT} for name in names], **keys}


def refer(fields: list[str], resource: str, to: list[str]) -> dict[str, object]:
    return {"fields": fields, "reference": {"resource": resource, "fields": to}}


def test_primary_key(write_package: WritePackage) -> None:
    schema = schema_of("id", "x", primaryKey=["id"])
    assert list_findings(write_package({"t": schema}, {"t": "id,x\nb,1\na,2\nb,3\n,4\nb,5\n"})) == [
        "tables/t.csv:4: structure.primary-key: id 'b' is in line 2 already; remove "
        "or change one of them [id|t:b|error]",
        "tables/t.csv:6: structure.primary-key: id 'b' is in line 2 already; remove "
        "or change one of them [id|t:b|error]",
        "tables/t.csv:5: structure.required: id is empty; expected a value; fill it in [id||error]",
    ]


def test_composite_primary_key(write_package: WritePackage) -> None:
    schema = {
        "fields": [{"name": "a", **TEXT}, {"name": "n", "type": "number"}, {"name": "x", **TEXT}],
        "primaryKey": ["a", "n"],
    }
    content = "a,n,x\nb,1,\nb,2,\nb,1.0,\nc,,\n,,x\n"
    assert list_findings(write_package({"t": schema}, {"t": content})) == [
        "tables/t.csv:4: structure.primary-key: a 'b', n '1' is in line 2 already; remove "
        "or change one of them [|t:b/1|error]",
        "tables/t.csv:5: structure.required: n is empty; expected a value; fill it in [n||error]",
        "tables/t.csv:6: structure.required: a is empty; expected a value; fill it in [a||error]",
        "tables/t.csv:6: structure.required: n is empty; expected a value; fill it in [n||error]",
    ]


def test_findings_name_the_record(write_package: WritePackage) -> None:
    schema = {
        "fields": [{"name": "id", **TEXT}, {"name": "x", "type": "integer"}],
        "primaryKey": ["id"],
    }
    [finding] = read_structure(
        read_package(write_package({"t": schema}, {"t": "id,x\na,1\nb,many\n"}))
    ).findings
    assert (finding.record, finding.table, finding.field, finding.line) == ("t:b", "t", "x", 3)


@pytest.mark.parametrize("order", ["a\nb\nb\n", "b\na\nb\n", '""\na\nb\nb\n'])
def test_unique_in_any_order(write_package: WritePackage, order: str) -> None:
    schema = {"fields": [{"name": "x", **TEXT, "constraints": {"unique": True}}]}
    content = f"x\n{order}"
    last = content.count("\n")
    lines = [
        f for f in list_findings(write_package({"t": schema}, {"t": content})) if "unique" in f
    ]
    first = content.split("\n").index("b") + 1
    assert lines == [
        f"tables/t.csv:{last}: structure.unique: x 'b' is in line {first} already; remove "
        "or change one of them [x||error]"
    ]


def test_empty_cells_are_never_the_same(write_package: WritePackage) -> None:
    schema = schema_of("a", "b", uniqueKeys=[["a", "b"], ["b"]])
    content = "a,b\nx,\nx,\n,y\nx,z\nx,z\n"
    assert [
        line.split("; ")[0] for line in list_findings(write_package({"t": schema}, {"t": content}))
    ] == [
        "tables/t.csv:6: structure.unique-key: a 'x', b 'z' is in line 5 already",
        "tables/t.csv:6: structure.unique-key: b 'z' is in line 5 already",
    ]


def test_foreign_key(write_package: WritePackage) -> None:
    folder = write_package(
        {
            "sizes": schema_of(
                "size_id", "unit_id", foreignKeys=[refer(["unit_id"], "units", ["unit_id"])]
            ),
            "units": schema_of("unit_id"),
        },
        {
            "sizes": "size_id,unit_id\na,usd-billion\nb,usd-bilion\nc,\nd,9\n",
            "units": "unit_id\nusd-billion\nusd-million\n",
        },
    )
    assert list_findings(folder) == [
        "tables/sizes.csv:3: structure.foreign-key: unit_id 'usd-bilion' is not in units; nearest: "
        "'usd-billion'; correct it, or add the record to tables/units.csv [unit_id||error]",
        "tables/sizes.csv:5: structure.foreign-key: unit_id '9' is not in units; correct it, or "
        "add the record to tables/units.csv [unit_id||error]",
    ]
    assert list(read_structure(read_package(folder)).tables) == ["units"]


@pytest.mark.parametrize("resource", ["", "t"])
def test_self_reference(write_package: WritePackage, resource: str) -> None:
    schema = schema_of("id", "parent", foreignKeys=[refer(["parent"], resource, ["id"])])
    assert list_findings(write_package({"t": schema}, {"t": "id,parent\na,\nb,a\nc,d\n"})) == [
        "tables/t.csv:4: structure.foreign-key: parent 'd' is not in t; correct it, or add the "
        "record to tables/t.csv [parent||error]"
    ]


def test_composite_foreign_key(write_package: WritePackage) -> None:
    folder = write_package(
        {
            "t": schema_of("a", "b", "c", foreignKeys=[refer(["a", "b"], "u", ["y", "x"])]),
            "u": schema_of("x", "y"),
        },
        {"t": "a,b,c\n1,2,\n2,1,\n,,x\n3,,\n4,,\n", "u": "x,y\n2,1\n,3\n"},
    )
    assert list_findings(folder) == [
        "tables/t.csv:3: structure.foreign-key: a '2', b '1' is not in u; correct it, or add the "
        "record to tables/u.csv [||error]",
        "tables/t.csv:6: structure.foreign-key: a '4', b '' is not in u; correct it, or add the "
        "record to tables/u.csv [||error]",
    ]


def test_references_are_compared_as_values(write_package: WritePackage) -> None:
    number = {"type": "number"}
    folder = write_package(
        {
            "t": {"fields": [{"name": "x", **number}], "foreignKeys": [refer(["x"], "u", ["x"])]},
            "u": {"fields": [{"name": "x", **number}]},
        },
        {"t": "x\n1.0\n1e1\n", "u": "x\n1\n10\n"},
    )
    assert list_findings(folder) == []


TWO = {
    "t": schema_of("id", foreignKeys=[refer(["id"], "u", ["id"])]),
    "u": {"fields": [{"name": "id", **TEXT}, {"name": "n", "type": "integer"}]},
}


@pytest.mark.parametrize(
    "broken", ["id\na\n", "id,n\na,1\nb\n", b"id,n\na,1\n\xff,2\n", "", 'id,n\na,1\n"b\nc",2\n']
)
def test_a_table_read_in_part_is_not_compared_with_and_a_note_says_so(
    write_package: WritePackage, broken: str | bytes
) -> None:
    folder = write_package(TWO, {"t": "id\na\nz\n", "u": broken})
    structure = read_structure(read_package(folder))
    notes = [finding for finding in structure.findings if not finding.fails]
    if broken == "id\na\n":
        # a missing column elsewhere does not keep the key from being read
        assert notes == []
        return
    assert [str(note) for note in notes] == [
        "tables/t.csv: structure.foreign-key: references to u could not be looked up, because "
        "tables/u.csv could not be read in full; correct that file first"
    ]
    assert list(structure.tables) == ["t"]


def test_a_fault_beside_the_key_does_not_keep_it_from_being_compared(
    write_package: WritePackage,
) -> None:
    folder = write_package(TWO, {"t": "id\na\nz\n", "u": "id,n\na,many\n"})
    assert [line.split(";")[0] for line in list_findings(folder)] == [
        "tables/t.csv:3: structure.foreign-key: id 'z' is not in u",
        "tables/u.csv:2: structure.type: n is 'many'",
    ]
    assert read_structure(read_package(folder)).tables == {}


def test_a_reference_to_an_absent_table_holds_while_every_cell_is_empty(
    write_package: WritePackage,
) -> None:
    key = refer(["x"], "gone", ["id"])
    pair = refer(["x", "y"], "gone", ["id", "kind"])
    one = schema_of("id", "x", primaryKey=["id"], foreignKeys=[key])
    two = schema_of("id", "x", "y", primaryKey=["id"], foreignKeys=[pair])
    found = list_findings(write_package({"t": one, "u": two}, {"t": "id,x\na,\n", "u": "id,x,y\n"}))
    said = "structure.foreign-key: {} should lead to gone, a table that the package does not have"
    assert [line.split(";")[0] for line in found] == [
        f"tables/t.csv: {said.format('x')}",
        f"tables/u.csv: {said.format('x and y')}",
    ]
    assert all(line.endswith("note]") for line in found)
    contents = {"t": "id,x\na,\nb,c\n", "u": "id,x,y\na,,\nb,,k\n"}
    assert list_findings(write_package({"t": one, "u": two}, contents)) == [
        "tables/t.csv:3: structure.foreign-key: x 'c' refers to gone, a table that the package "
        "does not have; add the table, or empty the cell [x|t:b|error]",
        "tables/u.csv:3: structure.foreign-key: x '', y 'k' refers to gone, a table that the "
        "package does not have; add the table, or empty the cell [|u:b|error]",
    ]
