"""Charts of many parts with long names: each name is shown, and none lies on anything else."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

import pypdfium2
import pytest

from marketbook.workbook.build import write_book
from marketbook.workbook.charts import Chart
from marketbook.workbook.grid import PlacedChart, Sheet
from marketbook.workbook.theme import count_lines
from marketbook.workbook.writer.parts import Parts, zip_parts
from tests.workbook.built import NS, Built
from tests.workbook.libreoffice import SOFFICE, convert
from tests.workbook.test_odd_markets import MARKET, build, rate, share, size

KINDS = ("Industrial", "Pharmaceutical", "Food and feed", "Technical", "Reagent", "Electronic")
SALTS = (
    "sodium bicarbonate blends for the treatment of flue gas",
    "potassium hydroxide solutions for soaps and for detergents",
    "magnesium hydroxide slurry for municipal waste water",
)
LONG = tuple(f"{kind}-grade {salt} and all that belongs to it" for salt in SALTS for kind in KINDS)
NAMES = tuple(f"Salt {n}" if n % 3 else name for n, name in enumerate(LONG))
MOST = 8
LINE = 13
"""Pixels of a line of text of 10 points, without any space around it."""


@cache
def many() -> tuple[Built, Parts]:
    """A market of 18 segments with long names, alike in size and growth; and its file."""
    built = build(
        sizes=[size(2024, 182.4, unit="million-tonnes"),
               size(2031, 243.9, unit="million-tonnes", status="forecast")],
        growth_rates=[rate(4 + n % 3 / 10, 2024, 2031, segment_id=f"s{n:02}",
                           growth_rate_id=f"s{n:02}") for n in range(len(NAMES))],
        shares=[
            *(share(key, percent) for key, percent in (("europe", 30), ("north-america", 40))),
            *(share("world", 5 + n % 5 / 10, segment_id=f"s{n:02}", share_id=f"s{n:02}")
              for n in range(len(NAMES))),
        ],
        axes=[{"axis_id": "type", "market_id": MARKET, "name": "Product", "complete": True}],
        segments=[{"segment_id": f"s{n:02}", "axis_id": "type", "position": n, "name": name}
                  for n, name in enumerate(NAMES)],
        units=[{"unit_id": "million-tonnes", "name": "million tonnes", "kind": "count",
                "factor": 1e6}],
    )  # fmt: skip
    return built, write_book(built.desk.book)


def find_sheet(title: str) -> Sheet:
    return next(sheet for sheet in many()[0].desk.book.sheets if sheet.title == title)


def find_charts(title: str, kind: str) -> list[PlacedChart]:
    return [placed for placed in find_sheet(title).charts if placed.chart.kind == kind]


def pairs() -> PlacedChart:
    """The bars of the segments in two years, on Summary."""
    return next(one for one in find_charts("Summary", "bars") if len(one.chart.series) == 2)


def plot_height(placed: PlacedChart) -> float:
    assert placed.chart.plot is not None
    return placed.chart.plot.height * placed.height


def list_names(placed: PlacedChart) -> list[str]:
    """The names beside the bars of a chart."""
    across = placed.chart.series[0].across
    rows = range(across.top, across.bottom + 1)
    return [str(many()[0].value(replace(across, top=row, bottom=row))) for row in rows]


def read_part(chart: Chart) -> ET.Element:
    number = [placed.chart for sheet in many()[0].desk.book.sheets for placed in sheet.charts]
    return ET.fromstring(many()[1][f"xl/charts/chart{number.index(chart) + 1}.xml"])  # noqa: S314


def find(chart: Chart, path: str) -> list[ET.Element]:
    return read_part(chart).findall(path, NS)


def test_each_of_eight_pairs_has_room_for_its_name_and_its_values() -> None:
    slot = plot_height(pairs()) / MOST
    assert slot >= 2 * LINE + 4, "a line for each of the two values, or of the name"
    assert slot < 4 * LINE, "no more than it takes"


@pytest.mark.parametrize("title", ["Summary", "Opportunity"])
def test_the_longest_name_has_room_among_short_ones(title: str) -> None:
    for placed in find_charts(title, "bars"):
        names = list_names(placed)
        room = placed.chart.plot.left * placed.width / 7 if placed.chart.plot else 0
        lines = max(count_lines(name, room) for name in names)
        assert plot_height(placed) / len(names) >= lines * LINE + 2


def test_charts_side_by_side_are_of_one_height_and_rows_grow_with_them() -> None:
    summary = find_sheet("Summary")
    bands: dict[int, set[int]] = {}
    for placed in summary.charts:
        bands.setdefault(placed.at.top, set()).add(placed.height)
    assert {len(heights) for heights in bands.values()} == {1}
    source = next(row for row in sorted({row for row, _ in summary.cells}) if row > pairs().at.top)
    behind = [summary.heights.get(row, 15.0) / 0.75 for row in range(pairs().at.top, source)]
    assert sum(behind) == pairs().height > 260


def test_no_name_of_a_bar_is_left_out_and_bars_with_values_have_no_scale() -> None:
    chart = pairs().chart
    assert [skip.get("val") for skip in find(chart, ".//c:catAx/c:tickLblSkip")] == ["1"]
    assert [place.get("val") for place in find(chart, ".//c:valAx/c:tickLblPos")] == ["none"]
    assert find(chart, ".//c:valAx/c:majorGridlines") == []
    assert find(chart, ".//c:valAx/c:title") != []
    lines = find_charts("Forecast", "lines")[0].chart
    assert "none" not in {place.get("val") for place in find(lines, ".//c:valAx/c:tickLblPos")}
    assert find(lines, ".//c:valAx/c:majorGridlines") != []


@pytest.mark.parametrize(
    ("title", "kind"),
    [("Segments", "areas"), ("Opportunity", "bubbles"), ("Grid by year", "areas")],
)
def test_a_long_legend_stands_beside_the_plot(title: str, kind: str) -> None:
    [placed] = find_charts(title, kind)
    plot, key = placed.chart.plot, placed.chart.key
    assert plot is not None
    assert key is not None
    assert plot.left + plot.width < key.left
    assert key.left + key.width <= 1
    assert key.height * placed.height >= MOST * 2 * LINE, "some names take one line, some three"
    assert plot.width > 0.4


def test_a_short_legend_stands_below() -> None:
    for placed in find_charts("Forecast", "lines"):
        assert placed.chart.key is None
        assert placed.height == 250


def test_bubbles_are_numbered_and_the_legend_says_whose_number_it_is() -> None:
    [placed] = find_charts("Opportunity", "bubbles")
    built, _ = many()
    names = [built.value(series.name) for series in placed.chart.series]
    assert [str(name)[:3] for name in names] == [f"{n}  " for n in range(1, MOST + 1)]
    assert {str(name)[3:] for name in names} < set(NAMES)
    marks = [code.get("formatCode") for code in find(placed.chart, ".//c:ser/c:dLbls/c:numFmt")]
    assert marks == [f'"{n}";"{n}";"{n}"' for n in range(1, MOST + 1)]
    assert {one.get("val") for one in find(placed.chart, ".//c:dLbls/c:showSerName")} == {"0"}


@pytest.mark.skipif(not SOFFICE, reason="LibreOffice is not installed")
def test_libreoffice_names_every_bar(tmp_path: Path) -> None:
    file = tmp_path / "many.xlsx"
    file.write_bytes(zip_parts(many()[1]))
    [pdf] = convert([file], "pdf", tmp_path)
    text = " ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))
    pages = re.split(r"Page \d+ of \d+", re.sub(r"\s+", " ", text))
    [summary] = [page for page in pages if "Scenario — choose here" in page]
    shown = list_names(pairs())
    assert len(shown) == MOST
    assert [name for name in shown if name not in summary] == []
