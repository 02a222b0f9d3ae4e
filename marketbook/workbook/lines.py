"""Lines by year: words on the left, a few parameters, one formula along the years."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass

from marketbook.workbook.desk import BookDesk
from marketbook.workbook.frame import put_labels, put_line
from marketbook.workbook.grid import Block, Sheet
from marketbook.workbook.lists import MISSING

_PLACES = ("first", "second", "growth", "change")


@dataclass(frozen=True, slots=True)
class Line:
    """One line by year.

    Attributes:
        key: Its row in the block.
        section, name, third, unit, how: Its words.
        write: Its formula for a year; None where it has parameters only.
        number: Number format along the years; that of sizes where it is empty.
        first, second, growth, change: Formulas of its parameters, each with its number format;
            empty for none.
        style: Style along the years.
    """

    key: Hashable
    section: str
    name: str
    third: str
    unit: str
    how: str
    write: Callable[[int], str] | None = None
    number: str = ""
    first: tuple[str, str] = ("", "")
    second: tuple[str, str] = ("", "")
    growth: tuple[str, str] = ("", "")
    change: tuple[str, str] = ("", "")
    style: str = "calculation"


def find_change(
    block: Block, key: Hashable, years: Sequence[int], begin: str, end: str, scale: str = ""
) -> str:
    """What a line gains from one named year to another; divided by ``scale`` if there is one."""
    line, head = (block.across(row, years[0], years[-1]) for row in (key, "header"))
    then, now = (f"SUMIFS({line},{head.locked},{name})" for name in (begin, end))
    return f"=({now}-{then})/{scale}" if scale else f"={now}-{then}"


def put_lines(desk: BookDesk, sheet: Sheet, block: Block, lines: Iterable[Line]) -> None:
    """Puts lines; the name of a section is bold where it begins."""
    seen = ""
    for line in lines:
        _put(desk, sheet, block, line, begins=line.section != seen)
        seen = line.section


def _put(desk: BookDesk, sheet: Sheet, block: Block, line: Line, *, begins: bool) -> None:
    texts = {
        "section": line.section, "line": line.name, "third": line.third, "unit": line.unit,
        "how": line.how,
    }  # fmt: skip
    put_labels(sheet, block, line.key, texts, first=begins)
    for place in _PLACES:
        formula, number = getattr(line, place)
        _put_parameter(sheet, block, line, place, formula, number)
    if line.write is None:
        for year in desk.years:
            sheet.put_text(block.at(line.key, year), MISSING, "missing")
        return
    number = line.number or desk.size_number
    put_line(sheet, block, line.key, desk.years, line.write, line.style, number)


def _put_parameter(
    sheet: Sheet, block: Block, line: Line, place: str, formula: str, number: str
) -> None:
    at = block.at(line.key, place)
    if not formula:
        sheet.put_text(at, MISSING, "missing")
    elif number == "word":
        sheet.put_formula(at, formula, "check")
    else:
        style = line.style if line.style == "total" else "calculation"
        sheet.put_formula(at, formula, style, number)
