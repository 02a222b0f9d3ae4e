"""Accessible spreadsheets: titles, marked-up tables, no merged cells, alt text, contrast."""

from __future__ import annotations

import itertools

import pytest

from marketbook.workbook.frame import TOP
from marketbook.workbook.page import SIDE, SMALLEST_SCALE, find_print_area, is_readable
from marketbook.workbook.sheets.check import WORDS
from marketbook.workbook.theme import measure_text, read_theme
from tests.workbook.built import NS, Built

ENOUGH = 4.5


def measure_contrast(text: str, ground: str) -> float:
    """Contrast of two colours after WCAG 2.1, from 1 to 21."""
    light, dark = sorted((_luminance(text), _luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_contrast_of_black_on_white() -> None:
    assert measure_contrast("000000", "FFFFFF") == pytest.approx(21)


def test_title_in_a1(built: Built) -> None:
    cells = {(c.sheet, c.row, c.column): c.value for c in built.cells}
    for title in built.sheet_parts:
        assert cells.get((title, 1, 1)), title
        assert cells.get((title, 2, 1)), title


def test_no_merged_cells(built: Built) -> None:
    for part in built.sheet_parts.values():
        assert built.trees[part].find("m:mergeCells", NS) is None


def test_one_marked_up_table_per_sheet_with_a_telling_name(built: Built) -> None:
    for sheet in built.desk.book.sheets:
        assert len(sheet.tables) == 1, sheet.title
        assert not sheet.tables[0].name.casefold().startswith("table")
        assert len({title.casefold() for title in sheet.tables[0].columns}) == len(
            sheet.tables[0].columns
        )


def test_tables_stand_at_one_corner(built: Built) -> None:
    for sheet in built.desk.book.sheets:
        if sheet.title != "Summary":
            table = sheet.tables[0]
            assert (table.area.top, table.area.left) == (TOP + (not table.headed), 2), sheet.title


def test_no_blank_rows_or_cells_inside_tables(built: Built) -> None:
    for sheet in built.desk.book.sheets:
        area = sheet.tables[0].area
        for row in range(area.top, area.bottom + 1):
            for column in range(area.left, area.right + 1):
                assert (row, column) in sheet.cells, (sheet.title, row, column)


def test_charts_have_alt_text_titles_and_units(built: Built) -> None:
    frames = [
        frame
        for name, tree in built.trees.items()
        if name.startswith("xl/drawings/") and not name.endswith(".rels")
        for frame in tree.iter(f"{{{NS['xdr']}}}cNvPr")
    ]
    assert frames
    for frame in frames:
        assert len(str(frame.get("descr"))) > 40
    for name, tree in built.trees.items():
        if name.startswith("xl/charts/"):
            assert tree.find("c:chart/c:title", NS) is not None
            titles = ["".join(t.itertext()) for t in tree.iterfind(".//c:valAx/c:title", NS)]
            assert titles
            assert all(titles)


def test_every_table_sheet_repeats_its_header_and_freezes(built: Built) -> None:
    """Where charts alone go on a page of their own, no header goes with them."""
    for sheet in built.desk.book.sheets:
        if sheet.title not in ("Cover", "Summary"):
            assert sheet.frozen_at is not None, sheet.title
            assert sheet.repeated_rows == (None if sheet.break_above else (TOP, TOP)), sheet.title


def pixels(widths: list[float]) -> tuple[float, float]:
    """Width of columns as Excel and as LibreOffice draw them."""
    return sum(7 * width + 5 for width in widths), sum(7.4 * width for width in widths)


def test_no_text_is_printed_below_seven_points(built: Built) -> None:
    smallest = min(read_theme().sizes.values())
    for sheet in (sheet for sheet in built.desk.book.sheets if sheet.is_printed):
        area = find_print_area(sheet)
        widths = [sheet.widths.get(n, 8.43) for n in range(area.left, area.right + 1)]
        paper = (8.27 if sheet.portrait else 11.69) - 2 * SIDE
        scale = min(paper * 96 / wide for wide in pixels(widths))
        if not is_readable(sheet, area):  # several pages across, at a scale of its own
            scale = SMALLEST_SCALE / 100
        # Programs round the scale down to whole percents.
        assert smallest * int(100 * min(scale, 1)) >= 700, (sheet.title, scale)


def test_charts_stay_within_the_page_and_apart(built: Built) -> None:
    for sheet in (sheet for sheet in built.desk.book.sheets if sheet.is_printed):
        last, spans = find_print_area(sheet).right, []
        for one in sheet.charts:
            left, room = (
                pixels([sheet.widths.get(n, 8.43) for n in range(1, end)])[0]
                for end in (one.at.left, last + 1)
            )
            assert left + one.width <= room, (sheet.title, one.at.plain)
            spans.append((one.at.top, left, left + one.width))
        for (top, _, end), (below, begin, _) in itertools.pairwise(sorted(spans)):
            assert top != below or end <= begin, (sheet.title, end, begin)


# under a chart, whose title says the same: no letter of it may be seen beside the chart
UNSEEN = {"behind-chart"}


@pytest.mark.parametrize("style", sorted(read_theme().styles.keys() - UNSEEN))
def test_contrast_of_every_style(style: str) -> None:
    theme = read_theme()
    found = theme.style(style)
    for accent in [*theme.accents.values(), *theme.other_accents]:
        ground = theme.colour(found.fill or "paper", accent)
        assert measure_contrast(theme.colour(found.colour, accent), ground) >= ENOUGH


def test_contrast_of_the_heat_map() -> None:
    theme = read_theme()
    for accent in [*theme.accents.values(), *theme.other_accents]:
        darkest = theme.colour("accent-45", accent)
        assert measure_contrast(theme.colour("ink", accent), darkest) >= ENOUGH


def test_checks_say_a_word_beside_the_colour(built: Built) -> None:
    block = built.desk.block("Checks", "checks")
    for key in list(block.rows)[1:]:
        assert built.value(block.at(key, "result")) in WORDS


def test_lines_differ_by_more_than_colour(built: Built) -> None:
    chart = built.trees["xl/charts/chart1.xml"]
    lines = chart.findall(".//c:ser/c:spPr/a:ln", NS)
    drawn = [line for line in lines if line.find("a:noFill", NS) is None]
    dashes = {str(line.find("a:prstDash", NS).get("val")) for line in drawn}  # type: ignore[union-attr]
    assert len(drawn) == len(dashes) == 3


def test_nothing_is_clipped(built: Built) -> None:
    """Single words fit their columns, numbers too, and subtitles stay on the sheet."""
    theme = read_theme()
    for sheet in built.desk.book.sheets:
        _, last = sheet.size()
        width = sum(sheet.widths.get(column, 8.43) for column in range(1, last + 1))
        subtitle = str(sheet.cells[2, 1].content)
        assert measure_text(subtitle) + 3 <= width, (sheet.title, subtitle)
        for (row, column), cell in sheet.cells.items():
            style = theme.style(cell.style)
            room = sheet.widths.get(column, 8.43)
            if cell.kind == "text" and style.wrap:
                longest = max(str(cell.content).replace("-", " ").split(" "), key=len)
                need = measure_text(longest, bold=style.bold) + 1.3 * style.indent
                assert need <= room, (sheet.title, row, column, longest)


def test_numbers_fit_their_columns(built: Built) -> None:
    """No ### in any cell: the digits shown are narrower than the column."""
    theme = read_theme()
    for sheet in built.desk.book.sheets:
        for (row, column), cell in sheet.cells.items():
            value = built.results.get((sheet.title, row, column), cell.content)
            if not isinstance(value, float) or cell.kind == "text":
                continue
            style = theme.style(cell.style)
            code = theme.number(cell.number or style.number)
            shown = (
                f"{value:,.{code.split(';')[0].count('0', code.find('.')) if '.' in code else 0}f}"
            )
            if "#####" in code or "%" in code or code == "General":
                shown = f"{value:,.6g}"
            scale = theme.sizes[style.size] / theme.sizes["base"]
            need = scale * measure_text(shown, bold=style.bold)
            assert need <= sheet.widths.get(column, 8.43) + 0.5, (sheet.title, row, column, shown)
