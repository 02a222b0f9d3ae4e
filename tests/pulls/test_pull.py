"""From an edited workbook to the tables: what is shown, what is written, what is refused."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result
from openpyxl.workbook import Workbook

import marketbook as mb
from marketbook.cli import commands
from marketbook.errors import PackageError, WorkbookError
from marketbook.pulls.merge.result import PullResult
from marketbook.pulls.tell.render_json import render_json
from marketbook.pulls.tell.render_text import render_text
from tests.pulls.setting import (
    ROOT,
    add_row,
    change_file,
    edit_book,
    find_row,
    read_files,
    remove_row,
    set_cell,
    states_true_hashes,
    write_tables,
)

SHAPE = json.loads((ROOT / "docs" / "schemas" / "pull.json").read_text(encoding="utf-8"))
HEADER = "thing_id,kind_id,amount,stated,year,kept,seen_on,note\n"


def show(result: PullResult) -> str:
    """The text; the JSON beside it must have its documented shape."""
    content = json.loads(render_json(result))
    jsonschema.validate(content, SHAPE, jsonschema.Draft202012Validator)
    assert content["exit_code"] == result.exit_code
    return render_text(result)


def test_the_documented_example_has_the_documented_shape() -> None:
    page = (ROOT / "docs" / "pull-json.md").read_text(encoding="utf-8")
    example = json.loads(page.split("```json\n")[1].split("```")[0])
    jsonschema.validate(example, SHAPE, jsonschema.Draft202012Validator)
    findings = json.loads((ROOT / "docs" / "schemas" / "findings.json").read_text("utf-8"))
    assert SHAPE["$defs"]["plain_finding"] == findings["$defs"]["finding"], "one shape, twice"


def read(root: Path, table: str = "things") -> str:
    return (root / "tables" / f"{table}.csv").read_text(encoding="utf-8")


def test_an_untouched_workbook_is_no_change(root: Path, file: Path) -> None:
    before = read_files(root)
    edit_book(file, lambda book: None)
    result = mb.pull(file, root, apply=True)
    assert (result.outcome, result.exit_code, result.changes) == ("unchanged", 0, ())
    assert read_files(root) == before
    assert "nothing to pull" in show(result)


def change_much(book: Workbook) -> None:
    set_cell(book, "things", "bee", "amount", 0.1 + 0.2)
    set_cell(book, "things", "bee", "note", 'a "new", note')
    set_cell(book, "things", "cat", "kept", "false")
    set_cell(book, "things", "cat", "amount", 0.00001)
    remove_row(book, "things", "ant")
    add_row(
        book, "things", {"thing_id": "bear", "kind_id": "large", "stated": "7.10", "amount": 7.1}
    )


def test_without_apply_nothing_is_written(root: Path, file: Path) -> None:
    before = read_files(root)
    edit_book(file, change_much)
    result = mb.pull(file, root)
    assert (result.outcome, result.exit_code, result.written) == ("would-apply", 0, ())
    assert read_files(root) == before
    assert show(result) == (
        "things: 1 added, 2 changed, 1 removed\n"
        "  ~ bee\n"
        "      amount: 2 → 0.3 (things!C5)\n"
        '      note: busy, they say → a "new", note (things!H5)\n'
        "  ~ cat\n"
        "      amount: 0.00025 → 0.00001 (things!C6)\n"
        "      kept: true → false (things!F6)\n"
        "  + bear (things!A8)\n"
        "      thing_id: bear\n"
        "      kind_id: large\n"
        "      amount: 7.1\n"
        "      stated: 7.10\n"
        "  - ant\n"
        "      thing_id: ant\n"
        "      kind_id: small\n"
        "      amount: 1.50\n"
        "      stated: 1.50\n"
        "      year: 2024\n"
        "      kept: true\n"
        "      seen_on: 2025-01-31\n"
        "\n"
        "Check of the tables as they would be: new with this change: 0; fixed: 0; still there: 0\n"
        "\n"
        f"{file}: would change 4 records in 1 table; --apply writes them\n"
    )


def test_with_apply_the_tables_and_the_hashes_are_written(root: Path, file: Path) -> None:
    before = read_files(root)
    edit_book(file, change_much)
    result = mb.pull(file, root, apply=True)
    assert (result.outcome, result.exit_code) == ("applied", 0)
    assert result.written == ("tables/things.csv", "datapackage.json")
    assert read(root) == HEADER + (
        "bear,large,7.1,7.10,,,,\n"
        'bee,small,0.3,"2,000.0",2025,false,,"a ""new"", note"\n'
        'cat,large,0.00001,18.50,,false,,"says ""no"""\n'
        'dog,large,1239.3,"1,239.3",2030,,,in a kennel\n'
    )
    assert read_files(root)["kinds.csv"] == before["kinds.csv"]
    assert states_true_hashes(root)
    assert mb.check(root).exit_code == 0
    assert sorted(path.name for path in root.iterdir()) == [
        "datapackage.json",
        "tables",
        "workbooks",
    ]
    assert sorted(path.name for path in (root / "tables").iterdir()) == ["kinds.csv", "things.csv"]
    assert "pulled 4 records in 1 table; wrote tables/things.csv, datapackage.json" in show(result)
    assert mb.pull(file, root, apply=True).outcome == "unchanged"


def test_order_is_no_change(root: Path, file: Path) -> None:
    def turn_over(book: Workbook) -> None:
        sheet = book["things"]
        rows = [[cell.value for cell in row] for row in sheet["A5:H8"]]
        for cells, values in zip(sheet["A5:H8"], reversed(rows), strict=True):
            for cell, value in zip(cells, values, strict=True):
                cell.value = value
                cell.data_type = "s" if isinstance(value, str) else cell.data_type

    edit_book(file, turn_over)
    assert mb.pull(file, root).outcome == "unchanged"


def test_two_people_merge(root: Path, file: Path) -> None:
    ann, bob = root / "ann.xlsx", root / "bob.xlsx"
    edit_book(file, lambda book: set_cell(book, "things", "ant", "year", 2031), ann)

    def edit(book: Workbook) -> None:
        set_cell(book, "things", "ant", "note", "seen by Bob")
        add_row(book, "kinds", {"kind_id": "medium", "name": "Medium"})

    edit_book(file, edit, bob)
    assert mb.pull(ann, root, apply=True).outcome == "applied"
    result = mb.pull(bob, root, apply=True)
    assert result.outcome == "applied"
    assert [change.fields for table in result.changes for change in table.records][1][0].new == (
        "seen by Bob"
    )
    assert read(root).splitlines()[1] == "ant,small,1.50,1.50,2031,true,2025-01-31,seen by Bob"
    assert read(root, "kinds") == "kind_id,name\nlarge,Large\nmedium,Medium\nsmall,Small\n"
    assert mb.pull(ann, root).outcome == "unchanged"
    assert mb.pull(bob, root).outcome == "unchanged"


def test_two_people_who_changed_one_cell(root: Path, file: Path) -> None:
    ann, bob = root / "ann.xlsx", root / "bob.xlsx"
    edit_book(file, lambda book: set_cell(book, "things", "ant", "year", 2031), ann)

    def edit(book: Workbook) -> None:
        set_cell(book, "things", "ant", "year", 2032)
        set_cell(book, "kinds", "small", "name", "Tiny")

    edit_book(file, edit, bob)
    mb.pull(ann, root, apply=True)
    before = read_files(root)
    result = mb.pull(bob, root, apply=True)
    assert (result.outcome, result.exit_code) == ("conflict", 1)
    assert read_files(root) == before, "nothing of that pull is written, the clean part neither"
    assert (
        "Conflicts (1): nothing is pulled until they are settled\n"
        "  things:ant: changed here and in the tables\n"
        "      year: was 2024, here 2032 (things!E5), in the tables 2031\n"
    ) in show(result)
    # settled by taking what Ann has
    edit_book(bob, lambda book: set_cell(book, "things", "ant", "year", 2031))
    assert mb.pull(bob, root, apply=True).outcome == "applied"


def test_a_broken_reference_stops_it_at_its_cell(root: Path, file: Path) -> None:
    before = read_files(root)
    edit_book(file, lambda book: set_cell(book, "things", "cat", "kind_id", "lage"))
    result = mb.pull(file, root, apply=True)
    assert (result.outcome, result.exit_code) == ("broken", 1)
    assert read_files(root) == before
    text = show(result)
    assert "new with this change: 1; fixed: 0; still there: 0" in text
    assert "new: tables/things.csv:4 (things!B7): structure.foreign-key: kind_id 'lage'" in text


def test_a_table_that_breaks_makes_no_other_finding_gone(tmp_path: Path) -> None:
    """Rules do not look at a table that is not as its schema says."""
    root = tmp_path / "package"
    mb.new(root)
    sizes = root / "tables" / "sizes.csv"
    row = next(one for one in sizes.read_text(encoding="utf-8").splitlines() if "2025-usa" in one)
    twice = row.replace("2025-usa", "2025-usa-2").replace("3.9", "2.9")
    sizes.write_text(sizes.read_text(encoding="utf-8") + f"{twice}\n", encoding="utf-8")
    mb.build(root)
    file = root / "workbooks" / "tables.xlsx"
    edit_book(file, lambda book: set_cell(book, "sources", "example-2026", "edition", "March"))
    result = mb.pull(file, root)
    assert "sizes.one-per-subject" in {finding.rule for finding in mb.check(root).errors}
    assert result.outcome == "broken"
    assert [each.finding.rule for each in result.findings if each.state == "new"] == [
        "structure.type"
    ]
    assert result.fixed == ()


def test_the_line_of_a_finding_is_the_one_it_would_have(root: Path, file: Path) -> None:
    """The record stands in another row of the workbook than in the file as it would be."""

    def edit(book: Workbook) -> None:
        add_row(book, "things", {"thing_id": "aardvark", "kind_id": "none"})
        remove_row(book, "things", "bee")

    edit_book(file, edit)
    (found,) = mb.pull(file, root).findings
    assert (found.finding.line, str(found.place), found.state) == (2, "things!B8", "new")


def test_findings_are_new_mended_or_still_there(root: Path, file: Path) -> None:
    change_file(root, "things", "ant,small", "ant,tiny")
    change_file(root, "things", "dog,large", "dog,huge")
    file = write_broken(root, file)

    def edit(book: Workbook) -> None:
        set_cell(book, "things", "ant", "kind_id", "large")
        set_cell(book, "things", "bee", "kind_id", "none")

    edit_book(file, edit)
    result = mb.pull(file, root)
    told = [(each.state, each.finding.record, str(each.place)) for each in result.findings]
    assert told == [("new", "things:bee", "things!B6"), ("still", "things:dog", "things!B8")]
    assert [finding.record for finding in result.fixed] == ["things:ant"]
    text = show(result)
    assert "new with this change: 1; fixed: 1; still there: 1" in text
    assert "  still: tables/things.csv:5 (things!B8): structure.foreign-key" in text


def write_broken(root: Path, file: Path) -> Path:
    """The workbook of tables that are not in order, which build itself would not make."""

    def edit(book: Workbook) -> None:
        set_cell(book, "things", "ant", "kind_id", "tiny")
        set_cell(book, "things", "dog", "kind_id", "huge")
        base = book["Base"]
        for row in base.iter_rows(min_row=5):
            text = str(row[3].value or "")
            row[3].value = text.replace("ant,small", "ant,tiny").replace("dog,large", "dog,huge")
            row[3].data_type = "s"
        checksum = hashlib.sha256((root / "tables" / "things.csv").read_bytes()).hexdigest()
        state = book["State"]  # the header of its third column is its title too
        state.cell(find_row(state, "things", "Name"), 3).value = f"sha256:{checksum}"

    return edit_book(file, edit)


def test_a_key_twice_is_found_at_both_cells(root: Path, file: Path) -> None:
    edit_book(file, lambda book: add_row(book, "things", {"thing_id": "cat", "note": "again"}))
    result = mb.pull(file, root, apply=True)
    assert result.outcome == "broken"
    (found,) = result.findings
    assert found.finding.rule == "structure.primary-key"
    assert str(found.place) in ("things!A7", "things!A9")


def test_a_likely_rename_is_named(root: Path, file: Path) -> None:
    edit_book(file, lambda book: set_cell(book, "things", "dog", "thing_id", "hound"))
    result = mb.pull(file, root)
    (rename,) = result.renames
    assert (rename.old, rename.new) == (("dog",), ("hound",))
    assert "dog was removed and hound added, alike in everything else" in show(result)


def test_two_pairs_are_no_likely_rename(root: Path, file: Path) -> None:
    def edit(book: Workbook) -> None:
        set_cell(book, "things", "dog", "thing_id", "hound")
        set_cell(book, "things", "cat", "thing_id", "kitten")

    edit_book(file, edit)
    assert mb.pull(file, root).renames == ()


def test_an_optional_column_that_came_since(root: Path, file: Path) -> None:
    edit_book(file, lambda book: add_row(book, "kinds", {"kind_id": "medium", "name": "Medium"}))
    add_column(root, "colour", ["grey", "white"])
    result = mb.pull(file, root, apply=True)
    assert result.outcome == "applied"
    assert "the column colour was added to the table after the workbook was built" in show(result)
    assert read(root, "kinds") == (
        "kind_id,name,colour\nlarge,Large,grey\nmedium,Medium,\nsmall,Small,white\n"
    )


def test_a_required_column_that_came_since(root: Path, file: Path) -> None:
    edit_book(file, lambda book: add_row(book, "kinds", {"kind_id": "medium", "name": "Medium"}))
    add_column(root, "colour", ["grey", "white"], required=True)
    result = mb.pull(file, root, apply=True)
    assert result.outcome == "broken"
    assert "colour is empty" in show(result)


def add_column(root: Path, name: str, cells: list[str], *, required: bool = False) -> None:
    descriptor = json.loads((root / "datapackage.json").read_bytes())
    field = {"name": name, "type": "string", "constraints": {"required": required}}
    descriptor["resources"][0]["schema"]["fields"].append(field)
    (root / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    lines = read(root, "kinds").splitlines()
    text = "".join(f"{line},{cell}\n" for line, cell in zip(lines, [name, *cells], strict=True))
    (root / "tables" / "kinds.csv").write_text(text, encoding="utf-8", newline="\n")


@pytest.mark.parametrize("edited", [False, True])
def test_a_column_that_left_since(root: Path, file: Path, edited: bool) -> None:
    def edit(book: Workbook) -> None:
        set_cell(book, "things", "bee", "year", 2026)
        if edited:
            set_cell(book, "things", "cat", "note", "lost")

    edit_book(file, edit)
    descriptor = json.loads((root / "datapackage.json").read_bytes())
    descriptor["resources"][1]["schema"]["fields"].pop()
    (root / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    lines = [line.split(",note")[0] for line in read(root).splitlines()]
    short = [lines[0], "bee,small,2,5,2025,false,"]
    (root / "tables" / "things.csv").write_text("\n".join(short) + "\n", newline="\n")
    result = mb.pull(file, root)
    told = show(result)
    if edited:
        assert result.outcome == "refused"
        assert "things!H7: a cell of note was filled in or changed" in told
    else:
        assert result.outcome == "would-apply"
        assert "the column note was removed from the table" in told


def test_a_table_that_is_damaged_is_no_finding(root: Path, file: Path) -> None:
    edit_book(file, lambda book: set_cell(book, "things", "bee", "year", 2026))
    (root / "tables" / "things.csv").write_text(HEADER + "a,b\n", encoding="utf-8")
    with pytest.raises(PackageError, match=r"things.csv:2: the line has 2 cells, the header 8"):
        mb.pull(file, root)


def test_a_workbook_of_another_package(root: Path, file: Path) -> None:
    descriptor = json.loads((root / "datapackage.json").read_bytes())
    (root / "datapackage.json").write_text(json.dumps({**descriptor, "name": "other"}))
    with pytest.raises(WorkbookError, match="small"):
        mb.pull(file, root)


def test_what_the_csv_says_in_other_words_is_no_change(root: Path) -> None:
    """Spellings that a cell cannot keep: another word for true, zeros at the end, an empty text."""
    change_file(root, "things", "2024,true", "2024,TRUE")
    change_file(root, "things", ",0.00025,", ",2.5E-4,")
    change_file(root, "things", "2025-01-31,\n", '2025-01-31,""\n')
    file = write_tables(root)
    edit_book(file, lambda book: set_cell(book, "things", "cat", "year", 2026))
    before = read(root).splitlines()
    assert mb.pull(file, root, apply=True).outcome == "applied"
    after = read(root).splitlines()
    assert after[3] == 'cat,large,2.5E-4,18.50,2026,true,,"says ""no"""'
    assert [line for n, line in enumerate(after) if n != 3] == [
        line for n, line in enumerate(before) if n != 3
    ]


def run(*args: str) -> Result:
    return CliRunner().invoke(commands, args)


def test_the_command_line(root: Path, file: Path) -> None:
    edit_book(file, lambda book: set_cell(book, "things", "bee", "year", 2026))
    shown = run("pull", str(file), str(root), "--format", "json")
    assert (shown.exit_code, shown.stderr) == (0, "")
    content = json.loads(shown.stdout)
    jsonschema.validate(content, SHAPE, jsonschema.Draft202012Validator)
    assert content["changes"] == [
        {
            "table": "things",
            "record": "things:bee",
            "kind": "changed",
            "fields": [
                {"field": "year", "old": "2025", "new": "2026", "sheet": "things", "cell": "E6"}
            ],
        }
    ]
    done = run("pull", str(file), str(root), "--apply")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.endswith("to update the workbooks\n")


def test_what_cannot_be_read_ends_with_two(root: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "marketbook", "pull", "nothing.xlsx"],
        cwd=root,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("error: ")


@pytest.mark.parametrize("name", ["kinds", "things"])
@pytest.mark.parametrize("edited", [False, True])
@pytest.mark.parametrize("there", [False, True])
def test_a_table_that_cannot_be_read_is_not_called_pulled(
    root: Path, file: Path, name: str, edited: bool, there: bool
) -> None:
    """Whether the workbook was edited or not: nobody knows what the table holds."""
    if edited:
        edit_book(file, lambda book: set_cell(book, "things", "bee", "year", 2026))
    table = root / "tables" / f"{name}.csv"
    table.unlink()
    if there:
        table.mkdir()
    with pytest.raises(PackageError) as caught:
        mb.pull(file, root)
    why = "Is a directory" if there else "No such file or directory"
    if os.name != "nt":
        assert str(caught.value) == (
            f"tables/{name}.csv cannot be read ({why}); expected the file that the descriptor "
            "names; nothing was pulled: restore the file first ('marketbook check' lists what is "
            "wrong)"
        )


def test_refusals_and_findings_come_together(root: Path, file: Path) -> None:
    before = read_files(root)

    def edit(book: Workbook) -> None:
        set_cell(book, "things", "ant", "amount", "=1+1")
        set_cell(book, "things", "cat", "kind_id", "lage")
        set_cell(book, "things", "dog", "year", "soon")

    edit_book(file, edit)
    result = mb.pull(file, root, apply=True)
    assert (result.outcome, result.exit_code, result.changes) == ("refused", 1, ())
    assert read_files(root) == before
    text = show(result)
    assert "Refused (1):\n  things!C5: amount: the formula =1+1; expected a value" in text
    assert "as they would be without what is refused: new with this change: 2;" in text
    assert "(things!B7): structure.foreign-key: kind_id 'lage' is not in kinds" in text
    assert "(things!E8): structure.type: year is 'soon'" in text


def test_a_lost_column_hides_no_finding_of_another_table(root: Path, file: Path) -> None:
    def edit(book: Workbook) -> None:
        set_cell(book, "things", "cat", "kind_id", "lage")
        cell = next(c for row in book["kinds"].iter_rows() for c in row if c.value == "kind_id")
        cell.value = "KIND"

    edit_book(file, edit)
    result = mb.pull(file, root)
    assert result.outcome == "refused"
    assert [str(each.place) for each in result.findings] == ["things!B7"]
    assert "was added to the package after" not in show(result)


def test_conflicts_and_findings_come_together(root: Path, file: Path) -> None:
    def edit(book: Workbook) -> None:
        set_cell(book, "things", "ant", "year", 2032)
        set_cell(book, "things", "cat", "kind_id", "lage")

    edit_book(file, edit)
    change_file(root, "things", ",2024,", ",2031,")
    result = mb.pull(file, root)
    assert result.outcome == "conflict"
    assert [str(each.place) for each in result.findings if each.state == "new"] == ["things!B7"]
    assert "as they would be without what conflicts" in show(result)
