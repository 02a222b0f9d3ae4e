"""The page as a file: every number on it, every link, nothing that a text could smuggle in."""

from __future__ import annotations

import base64
import csv
import hashlib
import json
import re
import shutil
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from marketbook.errors import ExportError
from marketbook.exports import export_package, write_page
from marketbook.exports.page import charts, draw
from marketbook.exports.page.words import write_number, write_percent
from marketbook.package import read_package, read_structure, refresh_descriptor
from marketbook.starter import start_package
from tests.exports.conftest import ROOT

pytest.importorskip("vl_convert", reason="pip install 'marketbook[page]'")

EVIL = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"'{{ 7*7 }}&<!--"


def export(form: str, package: Path, destination: Path, *, force: bool = False) -> str:
    book = read_package(package)
    export_package(book, read_structure(book), form, destination, force=force)
    return destination.read_text(encoding="utf-8")


@cache
def write_shipped() -> str:
    with tempfile.TemporaryDirectory() as folder:
        return export("page", ROOT, Path(folder) / "page.html")


@cache
def read_shipped() -> tuple[LexborHTMLParser, dict]:
    tree = LexborHTMLParser(write_shipped())
    return tree, json.loads(tree.css_first("#data").text())


def list_figures(data: dict) -> Iterator[dict]:
    """The rows of the flat table that the script puts together."""
    columns = {
        name: [None if n < 0 else column["values"][n] for n in column["at"]]
        if "at" in column
        else column["values"]
        for name, column in data["figures"].items()
    }
    for n in range(len(columns["record"])):
        yield {name: columns[name][n] for name in data["columns"]}


def list_forecasts(data: dict) -> Iterator[tuple]:
    for market in data["lines"]:
        lines = [(market["region"], "", "Whole market", market["total"])]
        for cut in market["cuts"]:
            for part in cut["parts"]:
                if cut["isPlaces"]:
                    lines.append((part["name"], "", "Whole market", part["sizes"]))
                else:
                    lines.append((market["region"], cut["name"], part["name"], part["sizes"]))
        for n, scenario in enumerate(market["scenarios"]):
            for region, cut, segment, sizes in lines:
                for k, value in enumerate(sizes[n]):
                    year = market["first"] + k
                    about = (market["market"], region, cut, segment)
                    yield (*about, year, scenario, value, market["unit"], market["source"])


def read_table(section: str, caption: str) -> dict[str, list[str]]:
    """Cells of a table of a section by its first column."""
    tree, _ = read_shipped()
    for table in tree.css("table"):
        owner = table
        while owner is not None and owner.tag != "section":
            owner = owner.parent
        if owner.attributes["id"] == section and caption in table.css_first("caption").text():
            rows = [[cell.text().strip() for cell in row.css("th,td")] for row in table.css("tr")]
            return {row[0]: row[1:] for row in rows}
    raise LookupError(caption)


def read_number(shown: str) -> float:
    return float(shown.replace(",", "").replace("−", "-").removesuffix(" %"))


def read_cells(row: dict) -> dict[str, object]:
    """A row as text, but for its numbers, which JSON and CSV write in their own ways."""
    cells = {name: "" if cell is None else str(cell) for name, cell in row.items()}
    flag = {"is_disputed": cells["is_disputed"].lower()}
    return (
        cells | flag | {name: float(cells[name]) for name in ("value", "reading") if name in cells}
    )


def test_every_figure_is_that_of_the_flat_table(tmp_path: Path) -> None:
    rows = list(csv.DictReader(export("csv", ROOT, tmp_path / "flat.csv").splitlines()))
    _, data = read_shipped()
    published = [row for row in rows if row["kind"] != "Forecast"]
    assert [read_cells(row) for row in published] == [read_cells(row) for row in list_figures(data)]
    theirs = sorted(
        (
            *(row[name] for name in ("market", "region", "cut", "segment")),
            int(row["year"]),
            row["scenario"],
            float(row["value"]),
            row["unit"],
            row["source"],
        )
        for row in rows
        if row["kind"] == "Forecast"
    )
    assert theirs == sorted(list_forecasts(data))


def test_every_total_is_that_of_the_json_export(tmp_path: Path) -> None:
    tables = json.loads(export("json", ROOT, tmp_path / "out.json"))["tables"]
    rows = tables["forecasts"]["rows"]
    _, data = read_shipped()
    for market in data["lines"]:
        table = read_table(f"market/{market['id']}", "Size by scenario")
        assert len(table) == len(market["scenarios"]) + 2
        for scenario in market["scenarios"]:
            theirs = [
                row["value"]
                for row in rows
                if (row["market_id"], row["scenario"]) == (market["id"], scenario)
            ]
            shown = [write_number(v * market["factor"], market["digits"]) for v in theirs]
            assert table[scenario] == shown


def test_sizes_by_year_are_those_that_the_script_switches() -> None:
    _, data = read_shipped()
    tables = 0
    for market in data["lines"]:
        for cut in market["cuts"]:
            table = read_table(
                f"market/{market['id']}", f"{cut['name']} by year, {market['shown']}"
            )
            _, *rows, _ = table.values()
            for part, row in zip(cut["parts"], rows, strict=True):
                shown = [
                    write_number(size * market["factor"], market["digits"])
                    for size in part["sizes"][1]
                ]
                assert row == shown
                tables += 1
    assert tables > 30


@pytest.mark.parametrize("market", ["iomt", "smart-healthcare", "telemedicine", "teleradiology"])
def test_growth_by_part_is_that_of_the_workbook(market: str) -> None:
    book = openpyxl.load_workbook(ROOT / "workbooks" / f"{market}.xlsx", data_only=True)
    rows = [row[1:] for row in book["Opportunity"].iter_rows(min_row=7, values_only=True) if row[1]]
    compared = 0
    for cut, part, begin, end, added, _, of_all, growth, _, _, first, last, _ in rows:
        if not isinstance(begin, int | float) or cut == "Whole market":
            continue
        tree, data = read_shipped()
        key = next(
            one["key"]
            for lines in data["lines"]
            if lines["id"] == market
            for one in lines["cuts"]
            if one["name"] == cut
        )
        heading = next(
            h for h in tree.css("h2") if h.attributes.get("id") == f"market/{market}/{key}"
        )
        table = heading.next
        while table.css_first("table") is None:
            table = table.next
        found = {
            row.css_first("th").text(): [cell.text() for cell in row.css("td")]
            for row in table.css("tbody tr")
        }
        part = next(name for name in found if name == part or name.startswith(f"{part} ("))
        sizes = [read_number(cell) for cell in found[part][:3]]
        digits = 0.5 if begin >= 1000 else 0.05 if begin >= 20 else 0.005
        assert sizes == pytest.approx([begin, end, added], abs=max(digits, 0.06))
        shares = [read_number(found[part][n]) for n in (3, 5, 6)]
        assert shares == pytest.approx([of_all * 100, first * 100, last * 100], abs=0.0501)
        assert (found[part][4] == "–") == (growth == "–")
        if growth != "–":
            assert read_number(found[part][4]) == pytest.approx(growth * 100, abs=0.0501)
        compared += 1
    assert compared > 0


def test_a_finding_says_what_is_printed_what_follows_and_why_it_stays() -> None:
    tree, data = read_shipped()
    finding = next(f for f in data["findings"] if f["record"] == "sizes:iomt-2025-japan")
    assert finding["name"] == "finding/sizes.unit-slip/iomt-2025-japan"
    assert finding["sentence"] == (
        "Printed: 13.7 USD million. The rest points to 13.7 USD billion, 13.69 USD billion more."
    )
    assert ["Europe, 2025", "#figure/iomt-2025-europe"] in finding["arithmetic"]
    assert "78.4 + 65.7 + 13.7 = 157.8" in finding["evidence"]
    assert finding["name"] in {node.attributes.get("id") for node in tree.css("article")}


def test_an_open_finding_names_what_contradicts_it_and_what_would_fit(tmp_path: Path) -> None:
    for name in ("datapackage.json", "tables", "schemas"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, tmp_path / name)
    table = tmp_path / "tables" / "corrections.csv"
    table.write_text(table.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    refresh_descriptor(read_package(tmp_path))
    tree = LexborHTMLParser(export("page", tmp_path, tmp_path / "page.html"))
    findings = json.loads(tree.css_first("#data").text())["findings"]
    finding = next(one for one in findings if one["record"] == "sizes:iomt-2025-japan")
    assert finding["against"] == [[["Europe, 2025", "#figure/iomt-2025-europe"]]]
    japan = [["Japan, 2025", "#figure/iomt-2025-japan"], [" (may have been 13.7 USD billion)"]]
    assert finding["suspects"][0] == japan


def test_every_finding_and_every_erratum_is_there(tmp_path: Path) -> None:
    _, data = read_shipped()
    structure = read_structure(read_package(ROOT))
    table = read_table("errata", "Errata")
    decided = structure.tables["waivers"].height
    if "corrections" in structure.tables:
        decided += structure.tables["corrections"].height
    assert len(data["findings"]) >= structure.tables["waivers"].height
    assert len(table) - 1 <= decided


def list_lost(tree: LexborHTMLParser) -> list[str]:
    """Links that show without the script, and lead nowhere there."""
    ids = [node.attributes["id"] for node in tree.css("[id]")]
    assert len(ids) == len(set(ids))
    made = {node.attributes["id"] for node in tree.css(".made")}
    shown = [node for node in tree.css("a[href]") if node.attributes.get("class") != "script"]
    links = {node.attributes["href"] for node in shown}
    return sorted(one for one in links if one[:1] != "#" or unquote(one[1:]) not in {*ids} - made)


def test_every_link_leads_somewhere() -> None:
    tree, data = read_shipped()
    assert list_lost(tree) == []
    ids = [node.attributes["id"] for node in tree.css("[id]")]
    figures = {row["record"].partition(":")[2] for row in list_figures(data)}
    places = {*ids, *(f"figure/{id_}" for id_ in figures), *(f["name"] for f in data["findings"])}
    links = {node.attributes["href"] for node in tree.css("a[href]")}
    later = {node.attributes["data-href"] for node in tree.css("a[data-href]")}
    assert "#figure/iomt-2025-world" in later
    links |= later | {p[1] for f in data["findings"] for p in f["arithmetic"] if len(p) > 1}
    assert len(links) > 50
    lost = [link for link in links if link[0] != "#" or link[1:].partition("?")[0] not in places]
    assert lost == []


def test_every_link_leads_somewhere_without_the_script(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of findings about sources and players, and of more than a market's section has room for."""
    package = tmp_path / "robots"
    start_package(package, tables=["players", "player_names"])
    (package / "tables" / "players.csv").write_text(
        "player_id,name,kind,country_id,parent_id,note\n"
        + "".join(f"p{n},Robot {n} & Co,company,,,\n" for n in range(9)),
        encoding="utf-8",
    )
    refresh_descriptor(read_package(package))
    monkeypatch.setattr(write_page, "MOST_TOLD", 0)
    tree = LexborHTMLParser(export("page", package, tmp_path / "page.html"))
    assert list_lost(tree) == []
    assert len(tree.css("#overview > article")) == 6
    assert tree.css_first("#overview details summary").text()


def test_nothing_is_loaded_and_nothing_runs_but_what_the_policy_names() -> None:
    tree, _ = read_shipped()
    check_safe(tree)


def check_safe(tree: LexborHTMLParser) -> None:
    policy = tree.css_first("meta[http-equiv]").attributes["content"]
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    assert "*" not in policy
    scripts = [s for s in tree.css("script") if s.attributes.get("type") != "application/json"]
    assert len(scripts) == 2
    for node in (*scripts, *tree.css("style")):
        digest = base64.b64encode(hashlib.sha256(node.text().encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    for node in tree.css("*"):
        names = set(node.attributes)
        assert not names & {"style", "src", "srcset", "srcdoc", "action", "background", "data"}
        assert not [name for name in names if name.startswith("on")]
        assert node.attributes.get("href", "#").startswith("#")
        assert node.tag not in {"link", "iframe", "object", "embed", "base", "img", "form", "input"}


def test_a_text_is_only_a_text(package: Path, tmp_path: Path) -> None:
    for table, column in (
        ("markets", "name"), ("markets", "definition"), ("segments", "name"), ("sizes", "locator"),
        ("sources", "title"), ("insights", "summary"), ("scenarios", "rationale"),
        ("waivers", "reason"), ("players", "name"), ("regions", "name"), ("axes", "name"),
    ):  # fmt: skip
        path = package / "tables" / f"{table}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        for n, row in enumerate(rows):
            row[column] = f"{EVIL} {n}"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0], lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    descriptor = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    descriptor |= {"title": EVIL, "description": EVIL}
    (package / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    refresh_descriptor(read_package(package))
    tree = LexborHTMLParser(export("page", package, tmp_path / "page.html"))
    check_safe(tree)
    assert tree.css_first("title").text() == EVIL
    assert tree.css_first("#overview h1").text() == EVIL
    assert EVIL in json.loads(tree.css_first("#data").text())["lines"][0]["market"]


def test_the_same_tables_make_the_same_small_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(charts, "draw", draw.draw)
    text = export("page", ROOT, tmp_path / "again")
    assert text == write_shipped()
    assert len(text.encode()) < 1_500_000


def test_only_an_earlier_page_is_replaced(
    odd_package: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("page") / "page.html"
    path.write_text("<!doctype html>\n<p>mine</p>\n", encoding="utf-8")
    with pytest.raises(ExportError, match="not an earlier export"):
        export("page", odd_package, path)
    export("page", odd_package, path, force=True)
    export("page", odd_package, path)


def test_a_package_without_figures_has_a_page(odd_package: Path, tmp_path: Path) -> None:
    tree = LexborHTMLParser(export("page", odd_package, tmp_path / "page.html"))
    check_safe(tree)
    captions = [node.text() for node in tree.css("#dictionary caption")]
    assert [caption.partition(":")[0] for caption in captions] == ["select", "table", "empty"]


def test_several_publishers_stand_side_by_side(tmp_path: Path) -> None:
    start_package(tmp_path / "robots", example="publishers")
    tree = LexborHTMLParser(export("page", tmp_path / "robots", tmp_path / "page.html"))
    (table,) = (
        table
        for table in tree.css("section.market table")
        if "each publisher" in table.css_first("caption").text()
    )
    rows = [[cell.text() for cell in row.css("th,td")] for row in table.css("tbody tr")]
    assert len(rows) == 5
    assert rows[0] == [
        "Example Publisher, 2026-01",
        "12.4 USD billion, 2025; 27.6 USD billion, 2032",
        "12.1 %, 2025 to 2032",
    ]
    assert not tree.css_first("#overview svg")


def test_charts_of_very_many_markets_are_left_out_and_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(write_page, "MOST_DRAWN", 1)
    book = read_package(ROOT)
    result = export_package(book, read_structure(book), "page", tmp_path / "page.html")
    assert result.left_out == ("charts of 3 markets after the first 1: their tables are there",)
    tree = LexborHTMLParser((tmp_path / "page.html").read_text(encoding="utf-8"))
    drawn = {node.attributes["id"] for node in tree.css("section") if node.css_first("svg")}
    assert drawn == {"overview", "market/iomt"}


def test_charts_keep_the_colours_of_the_style_sheet() -> None:
    tree, _ = read_shipped()
    painted = {
        node.attributes[name]
        for node in tree.css("svg *")
        for name in ("fill", "stroke")
        if node.attributes.get(name)
    }
    assert {colour for colour in painted if not colour.startswith("var(--")} <= {
        "none",
        "transparent",
    }


def test_long_names_of_bars_are_written_in_lines() -> None:
    names = ("Pharmaceutical-grade potassium hydroxide solutions for soaps and detergents", "Salt")
    parts = [charts.Part(name, 1.0, 2.0) for name in names]
    drawing = charts.draw_bars(parts, (2024, 2031), charts.Scale("tonnes", 1.0, 1), "below")
    for width, svg in (("wide", drawing.wide), ("narrow", drawing.narrow)):
        tree = LexborHTMLParser(svg)
        lines = [node.text() for node in tree.css("tspan")]
        said = " ".join(lines)
        assert (said == names[0]) if width == "wide" else said.endswith("…")
        assert 2 <= len(lines) <= 3
        assert "Salt" in [node.text() for node in tree.css("text")]


@given(st.floats(-1e15, 1e15), st.integers(0, 4))
def test_numbers_round_a_half_away_from_zero(value: float, digits: int) -> None:
    shown = write_number(value, digits)
    assert abs(read_number(shown) - value) <= 0.5 * 10.0**-digits * (1 + 1e-9) + abs(value) * 1e-15
    assert not re.fullmatch(r"−0(\.0*)?", shown)


def test_numbers_as_they_are_written() -> None:
    assert write_number(2.675, 2) == "2.68"
    assert write_number(-1234.5, 0) == "−1,235"
    assert write_number(-0.04, 1) == "0.0"
    assert write_number(float("inf"), 1) == "–"
    assert write_percent(0.1645) == "16.5 %"
