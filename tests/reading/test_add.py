"""A sheet of facts becomes records of a package: all of them, or none, and only once."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

import marketbook as mb
from marketbook.errors import PackageError, WorkbookError
from marketbook.pulls.tell.render_json import render_json
from marketbook.pulls.tell.render_text import render_text
from tests.conftest import Command

ROOT = Path(__file__).parents[2]
SHEET = """\
What,As printed,Years,Region,Axis,Segment,Where
market,IoMT
title,Connected medical things: a second opinion
publisher,Example House
published,2026-02
base year,,2025,,,,summary
forecast,,2025-2034,,,,summary
,USD 250.0 billion,2025,,,,summary
,USD 1.2 trillion,2034,,,,summary
,19.0 %,2025-2034,,,,summary
,36 %,2025,north america,,,regions
,41 %,2025,The U.S.,,,regions
,58 %,2025,,component,Connected medical devices,components
players,Medtronic; Philips; Acme Telemetry,,,,,players
"""
ADDED = {
    "sources": 1, "source_periods": 2, "sizes": 2, "growth_rates": 1, "shares": 3, "units": 1,
    "players": 1, "player_names": 1, "player_listings": 3,
}  # fmt: skip


@pytest.fixture
def package(tmp_path: Path) -> Path:
    root = tmp_path / "package"
    root.mkdir()
    for name in ("datapackage.json", "tables", "schemas"):
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, root / name)
    return root


def write(folder: Path, text: str = SHEET) -> Path:
    file = folder / "report.csv"
    file.write_text(text, encoding="utf-8")
    return file


def read_files(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes()
            for path in sorted(root.rglob("*")) if path.is_file()}  # fmt: skip


def read_rows(root: Path, table: str) -> list[dict[str, str]]:
    with (root / "tables" / f"{table}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_it_shows_what_would_change_and_what_the_check_would_find(
    package: Path, tmp_path: Path
) -> None:
    before = read_files(package)
    result = mb.add(write(tmp_path), package)
    assert result.outcome == "would-apply"
    assert {each.table: len(each.records) for each in result.changes} == ADDED
    new = [(each.finding.rule, str(each.place)) for each in result.findings
           if each.state == "new" and each.finding.fails]  # fmt: skip
    assert new == []
    assert read_files(package) == before


def test_it_writes_all_of_it_and_a_second_time_nothing(package: Path, tmp_path: Path) -> None:
    sheet = write(tmp_path)
    done = mb.add(sheet, package, apply=True)
    assert done.outcome == "applied"
    assert set(done.written) == {*(f"tables/{table}.csv" for table in ADDED), "datapackage.json"}
    [size, later] = [row for row in read_rows(package, "sizes") if "example" in row["source_id"]]
    assert (size["size_id"], size["stated"], size["unit_id"], size["status"]) == (
        "iomt-2025-world-example-2026", "250.0", "usd-billion", "actual",
    )  # fmt: skip
    assert (later["unit_id"], later["value"]) == ("usd-trillion", "1.2")
    listed = [row["player_id"] for row in read_rows(package, "player_listings")
              if row["source_id"] == "iomt-example-2026"]  # fmt: skip
    assert listed == ["medtronic", "philips", "acme-telemetry"]
    before = read_files(package)
    again = mb.add(sheet, package, apply=True)
    assert (again.outcome, again.exit_code) == ("unchanged", 0)
    assert read_files(package) == before


def test_a_state_is_entered_inside_its_country(package: Path, tmp_path: Path) -> None:
    text = SHEET.replace("north america", "california").replace("The U.S.", "Maharashtra")
    done = mb.add(write(tmp_path, text), package, apply=True)
    assert done.outcome == "applied"
    entered = {row["region_id"]: (row["name"], row["kind"], row["parent_id"])
               for row in read_rows(package, "regions")}  # fmt: skip
    assert entered["california"] == ("California", "region", "usa")
    assert entered["maharashtra"] == ("Maharashtra", "region", "india")


def test_a_corrected_sheet_takes_the_place_of_the_first(tmp_path: Path) -> None:
    wrong = SHEET.replace("market,IoMT", "market,Medical thing").replace("250.0", "205.0").replace(
        "component,Connected medical devices", "Parts,Connected devices").replace(
        "Acme Telemetry", "Acme Tele").replace("Example House", "Exemple House")  # fmt: skip
    wrong = f"document,report.pdf\n{wrong}acquisition,Philips; Acme Tele,2025-03,,,,news\n".replace(
        "document,report.pdf\nWhat", "What"
    ).replace("\nmarket", "\ndocument,report.pdf\nmarket")
    right = SHEET.replace("\nmarket", "\ndocument,report.pdf\nmarket")
    (tmp_path / "report.pdf").write_bytes(b"a document")
    roots = [tmp_path / "corrected", tmp_path / "fresh"]
    for root, sheets in zip(roots, ((wrong, right), (right,)), strict=True):
        mb.new(root, empty=True)
        for sheet in sheets:
            result = mb.add(write(tmp_path, sheet), root, apply=True, replace=True)
            assert result.outcome == "applied"
    corrected, fresh = map(read_files, roots)
    assert corrected.keys() == fresh.keys()
    names = ("sizes", "shares", "markets", "scenarios", "axes", "segments", "players",
             "player_names", "player_listings", "developments", "development_players")  # fmt: skip
    for name in names:
        assert corrected[f"tables/{name}.csv"] == fresh[f"tables/{name}.csv"].replace(
            b"iomt-example-2026", b"medical-thing-exemple-2026"), name  # fmt: skip
    assert mb.add(tmp_path / "report.csv", roots[0], replace=True).outcome == "unchanged"


def test_the_same_sheet_again_takes_nothing_out(package: Path, tmp_path: Path) -> None:
    """A company that only a development names stays with it."""
    sheet = write(tmp_path, f"{SHEET}acquisition,Philips; Mow & Co.,2025-03,,,,news\n")
    mb.add(sheet, package, apply=True)
    assert mb.add(sheet, package, replace=True).outcome == "unchanged"


def test_a_sheet_that_was_corrected_is_told_how_to_replace(package: Path, tmp_path: Path) -> None:
    mb.add(write(tmp_path), package, apply=True)
    text = render_text(mb.add(write(tmp_path, SHEET.replace("250.0", "205.0")), package))
    assert (
        "note: document: 'Connected medical things: a second opinion' was added before; "
        "--replace first removes what it added then\n"
    ) in text


def test_one_problem_and_nothing_is_written(package: Path, tmp_path: Path) -> None:
    before = read_files(package)
    text = SHEET.replace("north america", "north amerca").replace("19.0 %", "nineteen")
    result = mb.add(write(tmp_path, text), package, apply=True)
    assert (result.outcome, result.exit_code) == ("refused", 1)
    assert [str(remark) for remark in result.remarks if remark.refuses] == [
        "report!B10: 'nineteen' is not a figure; expected a figure with its unit, such as USD 4.1 "
        "billion, about 28 % or 12.1 %",
        "report!D11: 'north amerca' is not a known region; expected a name such as 'North "
        "America', which is the nearest; correct it, or enter it in the table regions first",
    ]
    assert read_files(package) == before
    assert render_text(result).endswith(
        "report.csv: nothing was added; correct what is refused and add again\n"
    )


def test_a_finding_names_the_cell_of_the_sheet(package: Path, tmp_path: Path) -> None:
    result = mb.add(write(tmp_path, SHEET.replace("19.0 %", "29.0 %")), package)
    [found] = [
        each
        for each in result.findings
        if each.state == "new" and each.finding.rule == "growth_rates.agrees-with-sizes"
    ]
    assert str(found.place) == "report!B10"
    assert result.exit_code == 1


def test_what_is_added_is_a_line_and_what_was_there_a_number(package: Path, tmp_path: Path) -> None:
    mb.add(write(tmp_path, SHEET.replace("19.0 %", "29.0 %")), package, apply=True)
    other = SHEET.replace("market,IoMT", "market,Mobile Teleradiology").replace(
        "a second opinion", "one more").replace(",36 %,2025", ",36 %,")  # fmt: skip
    sheet = f"{other},USD 3 billion,,,,,\n,USD 4 billion,,,,,\n"
    result = mb.add(write(tmp_path, sheet), package)
    assert result.exit_code == 0
    text = render_text(result)
    assert (
        "note: report!C15, report!C16: a size without a year, which no other figure can be "
        "compared with; expected a year; it is entered as a statistic; fill in the year to have "
        "it audited\n"
    ) in text
    assert "describe the market in tables.xlsx; if it is 'Teleradiology'" in text
    assert (
        "  + mobile-teleradiology-2025-world (report!B8): region_id world, year 2025, value "
        "250, stated 250.0, unit_id usd-billion, status actual\n"
    ) in text
    assert "  still: 1 error and 8 notes, which 'marketbook check' lists\n" in text
    assert "29.0 %" not in text


def test_a_new_market_gets_all_that_it_needs(tmp_path: Path) -> None:
    package = tmp_path / "package"
    mb.new(package, empty=True)
    text = SHEET.replace("market,IoMT", "market,Garden Robots (GR)")
    result = mb.add(write(tmp_path, text), package, apply=True)
    assert result.outcome == "applied"
    assert [str(remark) for remark in result.remarks] == [
        "market: 'Garden Robots' is a new market, and its definition is empty; describe the "
        "market in tables.xlsx",
        "source: 'Connected medical things: a second opinion' is a new source, and its document "
        "is not named; give its file in the sheet, so that 'check --documents' can look its "
        "figures up",
    ]
    [market] = read_rows(package, "markets")
    assert (market["market_id"], market["abbreviation"]) == ("garden-robots", "GR")
    assert [row["scenario_id"] for row in read_rows(package, "scenarios")] == [
        "base",
        "high",
        "low",
    ]
    assert mb.check(package).errors == ()
    built = {each.path: each.state for each in mb.build(package)}
    assert built == {"workbooks/garden-robots.xlsx": "written", "workbooks/tables.xlsx": "written"}
    assert round(mb.forecast(package, "garden-robots")[2025]) == 250


def test_tables_that_a_package_does_not_have_are_left_out(tmp_path: Path) -> None:
    package = tmp_path / "package"
    mb.new(package)
    result = mb.add(write(tmp_path), package, apply=True)
    assert result.outcome == "applied"
    assert [str(remark) for remark in result.remarks if "players" in str(remark)] == [
        "report!A14: the package has no tables of players, so these are left out"
    ]


def test_the_result_has_the_written_shape(package: Path, tmp_path: Path) -> None:
    schema = json.loads((ROOT / "docs" / "schemas" / "pull.json").read_text(encoding="utf-8"))
    shown = json.loads(render_json(mb.add(write(tmp_path), package)))
    Draft202012Validator(schema).validate(shown)
    assert shown["kind"] == "facts"


def test_a_sheet_that_is_not_there(package: Path, tmp_path: Path) -> None:
    with pytest.raises(WorkbookError, match=r"missing\.csv cannot be read"):
        mb.add(tmp_path / "missing.csv", package)
    with pytest.raises(PackageError):
        mb.add(write(tmp_path), tmp_path / "nowhere")


def test_the_command(
    command: Command, package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    template = command("add", "--template", "empty.xlsx")
    assert (template.returncode, template.stdout) == (0, "written: empty.xlsx\n")
    text = command("add", "--template", "empty.csv")
    assert (text.returncode, text.stderr) == (
        2,
        "error: empty.csv is no name for a workbook; expected a name that ends in .xlsx\n",
    )
    again = command("add", "--template", "empty.xlsx")
    assert (again.returncode, again.stderr) == (
        2, "error: empty.xlsx already exists; expected a new file; choose another name\n",
    )  # fmt: skip
    nothing = command("add", "empty.xlsx", package)
    assert nothing.returncode == 0
    assert nothing.stdout.startswith("note: Facts: this sheet holds only the examples; write over")
    assert nothing.stdout.endswith("nothing to add: this sheet holds only the examples\n")
    left = write(tmp_path, "Take,What,As printed,Years\nno,,USD 250.0 billion,2025\n")
    assert command("add", left, package).stdout.endswith(
        "report.csv: nothing to add: every row of this sheet says no\n"
    )
    none = command("add")
    assert none.returncode == 2
    assert "name a SHEET, or --template FILE" in none.stderr
    done = command("add", write(tmp_path), package, "--apply")
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"next: run 'marketbook build {package}' to" in done.stdout
    several = command("add", "report.csv", "empty.xlsx", package)
    assert several.returncode == 0
    assert several.stdout.count("the tables already hold what the sheet holds\n") == 1
    assert several.stdout.count("nothing to add: this sheet holds only the examples\n") == 1
    shown = command("add", "report.csv", "empty.xlsx", package, "--format", "json")
    assert (shown.returncode, shown.stdout) == (2, "")
    assert "--format json takes one SHEET" in shown.stderr


def test_a_name_with_a_full_stop_ends_the_summary_alone(package: Path, tmp_path: Path) -> None:
    mb.add(write(tmp_path, f"{SHEET}funding,Acme Inc.,2025-03,,,,news\n"), package, apply=True)
    [row] = [row for row in read_rows(package, "developments") if "acme" in row["development_id"]]
    assert row["summary"] == "Funding: Acme Inc."
