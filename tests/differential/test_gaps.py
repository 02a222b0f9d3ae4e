"""Every gap that `gaps.py` allows for really exists in frictionless, and ours is the other view."""

from __future__ import annotations

from pathlib import Path

import frictionless
import pytest

from tests.differential.cases import Case, Table
from tests.differential.gaps import GAPS, explain, list_differences
from tests.differential.judges import Place, judge_by_frictionless, judge_by_us

TEXT = {"type": "string"}
WHOLE = {"type": "integer"}


def table(name: str, fields: dict[str, object], rows: list[list[str]], **keys: object) -> Table:
    named = [{"name": each, **stated} for each, stated in fields.items()]
    return Table(name, {"fields": named, **keys}, list(fields), rows)


def refer(fields: list[str], resource: str, to: list[str]) -> list[dict[str, object]]:
    return [{"fields": fields, "reference": {"resource": resource, "fields": to}}]


def wrong_header() -> Table:
    wrong = table("t", {"a": WHOLE, "b": TEXT}, [["x", "1"], ["y", "2"]])
    wrong.labels.reverse()
    return wrong


Cells = set[tuple[str, int, str]]
EXAMPLES: dict[str, tuple[Case, Cells, Cells]] = {
    # name of the gap: a package, places that only we name, places that only frictionless names
    "unique_keys_are_ignored": (
        Case([table("t", {"a": TEXT}, [["x"], ["x"]], uniqueKeys=[["a"]])]),
        {("t.csv", 3, "a")},
        set(),
    ),
    "null_sequences_are_values": (
        Case(
            [
                Table(
                    "t",
                    {
                        "fields": [
                            {"name": "a", **TEXT, "constraints": {"required": True}},
                            {"name": "b", **WHOLE},
                        ]
                    },
                    ["a", "b"],
                    [["x", "1"], ["NA", "2"], ["y", "NA"]],
                    {"nullSequence": "NA", "commentChar": "#"},
                )
            ]
        ),
        {("t.csv", 4, "a")},
        {("t.csv", 5, "b")},
    ),
    "python_casts_are_lenient": (
        Case(
            [
                table(
                    "t",
                    {"i": WHOLE, "d": {"type": "date"}, "m": {"type": "yearmonth"}},
                    [["1_0", "2024-1-5", "24-1"], [" 10", "2024-01-5", "2024-1"]],
                    primaryKey=["i"],
                )
            ]
        ),
        # on line 3, " 10" repeats "1_0" to frictionless, which is a fault at the same place
        {("t.csv", line, field) for line in (2, 3) for field in "idm"} - {("t.csv", 3, "i")},
        set(),
    ),
    "empty_key_parts_are_allowed": (
        Case([table("t", {"a": TEXT, "b": TEXT}, [["x", ""], ["x", ""]], primaryKey=["a", "b"])]),
        {("t.csv", 2, "b"), ("t.csv", 3, "b")},
        {("t.csv", 3, "")},
    ),
    "misshapen_rows_are_judged": (
        Case([table("t", {"a": WHOLE, "b": WHOLE}, [["x", "1", "2"], ["1"]], primaryKey=["a"])]),
        set(),
        {("t.csv", 2, "a")},
    ),
    "wrong_headers_are_read_by_position": (
        Case([wrong_header()]),
        set(),
        {("t.csv", 2, "a"), ("t.csv", 3, "a")},
    ),
    "unreadable_references_are_compared": (
        Case(
            [
                table("t", {"a": TEXT}, [["x"]], foreignKeys=refer(["a"], "u", ["a"])),
                table("u", {"a": TEXT, "b": TEXT}, [["x", "y", "z"], ["w"]]),
            ]
        ),
        set(),
        set(),
    ),
    "patterns_are_anchored_by_text": (
        Case([table("t", {"a": {**TEXT, "constraints": {"pattern": "a|b"}}}, [["ax"], ["xb"]])]),
        {("t.csv", 2, "a")},
        set(),
    ),
    "nan_differs_from_itself": (
        Case(
            [table("t", {"n": {"type": "number", "constraints": {"unique": True}}}, [["NaN"]] * 2)]
        ),
        {("t.csv", 3, "n")},
        set(),
    ),
}


def test_every_gap_has_an_example() -> None:
    assert set(EXAMPLES) == set(GAPS)


@pytest.mark.parametrize("name", EXAMPLES)
def test_gap(tmp_path: Path, name: str) -> None:
    case, by_us, by_frictionless = EXAMPLES[name]
    path = case.write(tmp_path)
    ours, theirs = judge_by_us(path), judge_by_frictionless(path, case)
    differences = list(list_differences(case, ours, theirs))
    assert {d.fault.place for d in differences if d.by_us} == {Place(*p) for p in by_us}
    assert {d.fault.place for d in differences if not d.by_us} == {
        Place(*p) for p in by_frictionless
    }
    assert {explain(each) for each in differences} <= {name, "misshapen_rows_are_judged"}


# Gaps that the generated packages keep clear of, because they would hide everything else.


def validate(path: Path) -> list[str]:
    report = frictionless.validate(str(path))
    return [error.type for task in report.tasks for error in task.errors]


def test_frictionless_guesses_the_delimiter_unless_the_dialect_states_it(tmp_path: Path) -> None:
    case = Case([table("t", {"a;b": TEXT}, [["x;y"], ["z;w"]])])
    path = case.write(tmp_path)
    assert validate(path) == []
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"delimiter": ",", ', ""), encoding="utf-8")
    assert validate(path) != []
    assert judge_by_us(path).faults == set()


def test_frictionless_guesses_the_header_line_unless_the_dialect_states_it(tmp_path: Path) -> None:
    names = dict.fromkeys("abcd", TEXT)
    case = Case([table("t", names, [["1", "2", "3", "4"], [], ["5", "6", "7"], [], []])])
    path = case.write(tmp_path)
    assert "missing-label" not in validate(path)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"header": true, ', ""), encoding="utf-8")
    assert "missing-label" in validate(path)
    assert {fault.kind for fault in judge_by_us(path).faults} == {"structure.row"}


def test_frictionless_stops_at_a_thousand_errors(tmp_path: Path) -> None:
    case = Case([table("t", {"a": WHOLE}, [["x"]] * 1200)])
    path = case.write(tmp_path)
    assert len(validate(path)) == 1000
    assert len(judge_by_us(path).faults) == 1200


def test_frictionless_stops_at_the_first_byte_that_is_not_utf_8(tmp_path: Path) -> None:
    case = Case([table("t", {"a": WHOLE}, [["x"]])])
    path = case.write(tmp_path)
    (tmp_path / "t.csv").write_bytes(b"a\nx\n\xff\ny\n\xfe\n")
    assert len(validate(path)) == 1
    lines = sorted(fault.place.line for fault in judge_by_us(path).faults)
    assert lines == [2, 3, 4, 5]


def test_frictionless_counts_records_not_lines(tmp_path: Path) -> None:
    case = Case([table("t", {"a": TEXT, "n": WHOLE}, [])])
    path = case.write(tmp_path)
    (tmp_path / "t.csv").write_text('a,n\n"x\ny",1\nz,w\n', encoding="utf-8")
    assert {fault.place for fault in judge_by_frictionless(path, case).faults} == {
        ("t.csv", 3, "n")
    }
    assert {fault.place for fault in judge_by_us(path).faults} == {
        ("t.csv", 2, ""),  # a line break inside a cell: to us a fault of its own
        ("t.csv", 4, "n"),
    }


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"a\r\nx\r\n", "structure.line-ending"),
        (b"a\nx", "structure.line-ending"),
        (b'a\nx"y\n', "structure.row"),
        (b'a\n"x"y\n', "structure.row"),
        (b"a\nx\0y\n", "structure.row"),
    ],
)
def test_frictionless_takes_what_our_form_of_csv_refuses(
    tmp_path: Path, content: bytes, kind: str
) -> None:
    path = Case([table("t", {"a": TEXT}, [])]).write(tmp_path)
    (tmp_path / "t.csv").write_bytes(content)
    assert validate(path) == []
    assert {fault.kind for fault in judge_by_us(path).faults} == {kind}


def test_frictionless_trims_labels(tmp_path: Path) -> None:
    path = Case([table("t", {"a": TEXT}, [])]).write(tmp_path)
    (tmp_path / "t.csv").write_text(" a\nx\n", encoding="utf-8")
    assert validate(path) == []
    assert {fault.kind for fault in judge_by_us(path).faults} == {"structure.header"}


def test_numbers_are_64_bits_to_us_and_of_any_size_to_frictionless(tmp_path: Path) -> None:
    fields = {"i": WHOLE, "n": {"type": "number", "constraints": {"exclusiveMinimum": 0.1}}}
    rows = [["1" * 19, "1"], ["1", "1e309"], ["1", "0.10000000000000000001"]]
    path = Case([table("t", fields, rows)]).write(tmp_path)
    assert validate(path) == []
    assert sorted(judge_by_us(path).faults) == [
        (("t.csv", 2, "i"), "structure.type"),
        (("t.csv", 3, "n"), "structure.type"),
        (("t.csv", 4, "n"), "structure.minimum"),
    ]
