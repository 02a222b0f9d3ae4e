"""Building: what is written, what is left alone, what is stale, what stops it."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from marketbook.errors import WorkbookError
from marketbook.package import Package, Structure, read_package, read_structure
from marketbook.steps import listen
from marketbook.workbook import build, build_workbooks, forecast_scenario
from marketbook.workbook.books import make_market_book, set_desk
from marketbook.workbook.build import write_book
from marketbook.workbook.compare import find_changed_parts
from marketbook.workbook.desk import Desk, SheetKind
from marketbook.workbook.frame import head_sheet
from marketbook.workbook.grid import Sheet
from marketbook.workbook.lists import Column, write_list
from marketbook.workbook.read_market import NO_WHOLE, list_markets
from marketbook.workbook.records import gather_records
from marketbook.workbook.sheets import SHEETS
from marketbook.workbook.writer.parts import zip_parts
from tests.test_steps import Noted
from tests.workbook.built import Built, finish
from tests.workbook.conftest import ROOT, build_market, market_ids, read_all, shipped_records


@pytest.fixture
def package(tmp_path: Path) -> Package:
    """The shipped package, as if it lay in a folder without workbooks."""
    shutil.copytree(ROOT / "tables", tmp_path / "tables")
    return replace(read_package(ROOT), root=tmp_path)


def names(package: Package) -> list[str]:
    return sorted(path.name for path in (package.root / "workbooks").iterdir())


def test_written_then_current_as_those_that_ship(package: Package) -> None:
    first = build_workbooks(package, read_all())
    assert {result.state for result in first} == {"written"}
    assert [r.path for r in first if r.path.split("/")[1][:-5] in market_ids()]
    stale = [r.path for r in first if has_other_parts(package.root / r.path, ROOT / r.path)]
    assert stale == [], "run 'marketbook build' and commit the workbooks"
    before = {p: p.stat().st_mtime_ns for p in (package.root / "workbooks").iterdir()}
    second = build_workbooks(package, read_all())
    assert {result.state for result in second} == {"current"}
    assert {p: p.stat().st_mtime_ns for p in before} == before


def has_other_parts(new: Path, shipped: Path) -> bool:
    """Whether a workbook is not the one that ships, last digits apart."""
    with zipfile.ZipFile(new) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    return find_changed_parts(shipped, parts) != ()


def test_check_writes_nothing(package: Package) -> None:
    results = build_workbooks(package, read_all(), markets=["iomt"], check=True)
    assert [result.state for result in results] == ["stale"]
    assert not (package.root / "workbooks").exists()


def test_check_finds_what_an_edit_left_stale(package: Package) -> None:
    build_workbooks(package, read_all(), markets=["iomt", "teleradiology"])
    tables = dict(read_all().tables)
    sizes = tables["sizes"]
    edited = pl.when(pl.col("size_id") == "iomt-2034-world").then(1300.0).otherwise(pl.col("value"))
    tables["sizes"] = sizes.with_columns(edited.alias("value"))
    structure = replace(read_all(), tables=tables)
    results = build_workbooks(package, structure, markets=["iomt", "teleradiology"], check=True)
    assert [result.state for result in results] == ["stale", "current"]
    assert any("sheet" in part for part in results[0].changed)


def test_one_market(package: Package) -> None:
    results = build_workbooks(package, read_all(), markets=["iomt"])
    assert [result.path for result in results] == ["workbooks/iomt.xlsx"]
    assert names(package) == ["iomt.xlsx"]


def test_unknown_market(package: Package) -> None:
    with pytest.raises(WorkbookError, match=r"no workbook for the market 'iomtt'.*'iomt'"):
        build_workbooks(package, read_all(), markets=["iomtt"])


def test_progress_is_told(package: Package) -> None:
    with listen(listener := Noted()):
        build_workbooks(package, read_all(), markets=["iomt", "teleradiology"])
    assert "build the workbooks" in listener.told
    assert listener.told[-2:] == ["2 of 2", "end"]


def test_a_damaged_workbook_is_written_anew(package: Package) -> None:
    target = package.root / "workbooks" / "iomt.xlsx"
    target.parent.mkdir()
    target.write_bytes(b"not a zip")
    assert build_workbooks(package, read_all(), markets=["iomt"])[0].state == "written"
    assert zipfile.is_zipfile(target)


def many(structure: Structure, count: int) -> Structure:
    """The structure with copies of one market under other ids."""
    tables = dict(structure.tables)
    ids = {"sizes": "size_id", "growth_rates": "growth_rate_id", "shares": "share_id"}
    for name in ("markets", *ids):
        own = tables[name].filter(pl.col("market_id") == "teleradiology")
        for n in range(count):
            copied = own.with_columns(pl.lit(f"copy-{n:02}").alias("market_id"))
            if name in ids:
                copied = copied.with_columns(pl.col(ids[name]) + f"-{n:02}")
            tables[name] = pl.concat([tables[name], copied])
    return replace(structure, tables=tables)


def test_many_markets_on_all_cores(package: Package, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "_WORTH_SHARING", 5)
    structure = many(read_all(), 2)
    # not tables.xlsx, which shows what the files hold; four go to each process at a time
    markets = sorted(structure.tables["markets"]["market_id"])[:5]
    results = build_workbooks(package, structure, markets=markets)
    assert {result.state for result in results} == {"written"}
    assert [result.path for result in results] == sorted(result.path for result in results)
    assert len(results) == 5


def test_same_tables_same_parts(built: Built) -> None:
    assert write_book(make_market_book(shipped_records(), built.name)) == built.parts


def test_same_bytes_in_another_process() -> None:
    """Whatever the order of sets, the locale, the zone: the parts are the same."""
    code = (
        "import hashlib, sys\n"
        "from tests.workbook.conftest import build_market\n"
        "print(hashlib.sha256(build_market('iomt').content).hexdigest())\n"
    )
    env = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LC_ALL": "C"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=env, capture_output=True, check=True, text=True
    )
    assert done.stdout.strip() == hashlib.sha256(build_market("iomt").content).hexdigest()


def test_no_date_of_the_build_is_in_the_file(built: Built) -> None:
    with zipfile.ZipFile(built.save_to_memory()) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert (
        shipped_records().descriptor.get("created", "1980-01-01")
        in built.parts["docProps/core.xml"]
    )


def test_last_digits_of_values_do_not_make_a_workbook_stale(built: Built, tmp_path: Path) -> None:
    part = built.sheet_parts["Forecast"]
    text = built.parts[part]
    value = text.split("</f><v>", 60)[-1].split("</v>")[0]
    nudged = repr(float(value) * (1 + 1e-14))
    file = tmp_path / "book.xlsx"
    other = text.replace(f"</f><v>{value}</v>", f"</f><v>{nudged}</v>", 1)
    file.write_bytes(zip_parts({**built.parts, part: other}))
    assert find_changed_parts(file, built.parts) == ()
    other = text.replace(f"</f><v>{value}</v>", "</f><v>12345</v>", 1)
    file.write_bytes(zip_parts({**built.parts, part: other}))
    assert find_changed_parts(file, built.parts) == (part,)


def test_adding_a_sheet_is_one_module_and_one_line() -> None:
    """A module offers a SheetKind; the line is its place in SHEETS."""

    def fill(desk: Desk, sheet: Sheet) -> None:
        head_sheet(desk, sheet, "Doubled", "The base size, twice.")
        block = write_list(
            sheet, "Doubled", (Column("a", "Twice", 20, "calculation"),), [{"a": ""}]
        )
        extra = sheet.lay_out(["x"], ["y"], top=block.area.bottom + 2, left=2)
        sheet.put_formula(extra.at("x", "y"), "=base_size+base_size")

    added = SheetKind("Doubled", "output", "The base size, twice.", fill)
    desk = set_desk(shipped_records(), "iomt", (*SHEETS[:2], added, *SHEETS[2:]))
    done = finish(desk)
    assert list(done.sheet_parts)[2] == "Doubled"
    assert done.value(desk.book.names["base_size"]) == 274.1
    assert "Doubled" in [c.value for c in done.cells if c.sheet == "Cover"]
    assert 548.2 in [v for (sheet, _, _), v in done.results.items() if sheet == "Doubled"]


def test_a_market_without_a_whole_is_left_out_with_the_reason(package: Package) -> None:
    with (package.root / "tables/markets.csv").open("a", encoding="utf-8") as markets:
        markets.write("cheese,Cheese,,,,\n")
    structure = read_structure(package)
    *built, last = build_workbooks(package, structure, check=True)
    assert {result.state for result in built} == {"stale"}
    assert (last.path, last.state, last.why) == ("workbooks/cheese.xlsx", "left out", NO_WHOLE)
    with pytest.raises(WorkbookError, match="no workbook for the market 'cheese'"):
        build_workbooks(package, structure, ["cheese"])


def test_markets_without_a_size_have_no_workbook() -> None:
    tables = dict(read_all().tables)
    tables["sizes"] = tables["sizes"].filter(pl.col("market_id") != "iomt")
    records = gather_records(tables, {})
    assert "iomt" not in list_markets(records)


def test_a_market_with_one_size_and_nothing_else() -> None:
    tables = dict(read_all().tables)
    for name in ("sizes", "growth_rates", "shares", "scenarios", "axes"):
        tables[name] = tables[name].filter(pl.col("market_id") == "nothing")
    sizes = read_all().tables["sizes"]
    tables["sizes"] = sizes.filter(pl.col("size_id") == "teleradiology-2024-world")
    done = finish(set_desk(gather_records(tables, {}), "teleradiology"))
    assert done.value(done.desk.book.names["master_check"]) == "OK"
    assert done.desk.market.years == tuple(range(2024, 2033))


def test_a_market_of_one_region_is_modelled_as_a_whole() -> None:
    tables = dict(read_all().tables)
    whole = pl.col("region_id").is_in(["world", "germany"]) & (pl.col("market_id") == "iomt")
    wider = pl.col("region_id").replace("world", "europe")
    for name in ("sizes", "growth_rates"):
        tables[name] = tables[name].filter(whole).with_columns(region_id=wider)
    tables["shares"] = tables["shares"].clear()
    records = gather_records(tables, {})
    assert list_markets(records) == ["iomt"]
    done = finish(set_desk(records, "iomt"))
    market = done.desk.market
    assert (market.region_id, market.region) == ("europe", "Europe")
    assert market.regions.rest_name == "Rest of Europe"
    assert "world" not in {part.key for part in market.regions.parts}
    assert done.value(done.desk.book.names["master_check"]) == "OK"


def test_two_axes_of_one_name() -> None:
    tables = dict(read_all().tables)
    tables["axes"] = tables["axes"].with_columns(name=pl.lit("Segment"))
    done = finish(set_desk(gather_records(tables, {}), "telemedicine"))
    assert done.desk.block("Checks", "checks")


def test_forecast_of_a_scenario() -> None:
    found = forecast_scenario(read_all().tables, "telemedicine")
    assert found[2031] == pytest.approx(141)
    with pytest.raises(WorkbookError, match="scenario 'wild' is unknown"):
        forecast_scenario(read_all().tables, "telemedicine", "wild")
