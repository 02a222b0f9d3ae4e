"""A report of a new market, entered in tables.xlsx alone: pulled, checked, built."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import openpyxl
from openpyxl.workbook import Workbook

import marketbook as mb
from tests.conftest import copy_package
from tests.pulls.setting import add_row, edit_book, write_tables

SOURCE, MARKET = "robotics-2026", "surgical-robotics"
ABOUT = {"source_id": SOURCE, "market_id": MARKET}
WORLD = {**ABOUT, "region_id": "world"}
ROWS: tuple[tuple[str, Mapping[str, object]], ...] = (
    ("sources", {
        "source_id": SOURCE, "title": "Surgical robotics", "publisher": "An example publisher",
        "edition": "2026-03", "document": "surgical-robotics.md", "document_sha256": "0" * 64,
    }),
    ("source_periods", {"source_id": SOURCE, "kind": "base", "start_year": 2025, "end_year": 2025,
                        "locator": "scope"}),
    ("source_periods", {"source_id": SOURCE, "kind": "forecast", "start_year": 2026,
                        "end_year": 2030, "locator": "scope"}),
    ("markets", {"market_id": MARKET, "name": "Surgical robotics",
                 "definition": "Robots that surgeons steer, their instruments and service."}),
    ("sizes", {**WORLD, "size_id": "surgical-robotics-2025-world", "year": 2025, "value": 10,
               "stated": "10.00", "unit_id": "usd-billion", "status": "estimate",
               "locator": "summary"}),
    ("sizes", {**WORLD, "size_id": "surgical-robotics-2030-world", "year": 2030, "value": 20.11,
               "stated": "20.11", "unit_id": "usd-billion", "status": "forecast",
               "locator": "summary"}),
    ("growth_rates", {**WORLD, "growth_rate_id": "surgical-robotics-world", "start_year": 2025,
                      "end_year": 2030, "rate_percent": 15.0, "stated": "15.0",
                      "locator": "summary"}),
    ("shares", {**ABOUT, "share_id": "surgical-robotics-north-america",
                "region_id": "north-america", "of_region_id": "world", "year": 2025,
                "share_percent": 48.5, "stated": "48.50", "locator": "regions"}),
    ("players", {"player_id": "example-robotics", "name": "Example Robotics", "kind": "company"}),
    ("player_names", {"name": "Example Robotics", "player_id": "example-robotics",
                      "kind": "printed"}),
    ("player_listings", {**ABOUT, "list": "prominent-players", "position": 1,
                         "stated_as": "Example Robotics", "player_id": "example-robotics"}),
    *(("scenarios", {
        "market_id": MARKET, "scenario_id": key, "name": key.title(), "method": "constant-growth",
        "growth_factor": factor, "long_run_rate_percent": 5, "fade_years": 10,
        "ceiling_multiple": 2, "rationale": "Our assumption; no source states it.",
    }) for key, factor in (("low", 0.8), ("base", 1), ("high", 1.2))),
)  # fmt: skip


def enter(book: Workbook) -> None:
    for table, cells in ROWS:
        add_row(book, table, cells)


def test_a_new_report_is_entered_in_excel_alone(tmp_path: Path) -> None:
    root = copy_package(tmp_path)
    file = write_tables(root)
    edit_book(file, enter)
    done = mb.pull(file, root, apply=True)
    assert done.outcome == "applied"
    assert done.exit_code == 0, [str(each.finding) for each in done.findings]
    assert all(each.place is not None for each in done.findings if each.state == "new")
    assert sum(len(table.records) for table in done.changes) == len(ROWS)
    assert mb.check(root).errors == ()
    # the printed digits, as they were typed
    text = (root / "tables" / "sizes.csv").read_text(encoding="utf-8")
    assert ",2025,10,10.00,usd-billion," in text
    built = {result.path: result.state for result in mb.build(root, markets=[MARKET])}
    assert built == {f"workbooks/{MARKET}.xlsx": "written"}
    book = openpyxl.load_workbook(root / "workbooks" / f"{MARKET}.xlsx")
    assert book["Cover"]["A1"].value == "Surgical robotics"
    assert round(mb.forecast(root, MARKET)[2030], 2) == 20.11
