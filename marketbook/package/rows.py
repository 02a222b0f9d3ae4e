"""The shape of one line of CSV: what a good line looks like, and what is wrong with another."""

from __future__ import annotations

import re
from collections.abc import Sequence

from marketbook.package.report import join_names
from marketbook.text import count

# the loops are unrolled: Python keeps a place to go back to for each turn of an alternative
_QUOTED_CELL = r'"[^"\r\n\x00]*(?:""[^"\r\n\x00]*)*"'
_CELL = rf'(?:[^",\r\n\x00]*|{_QUOTED_CELL})'
_BROKEN_CELL = r'(?:[^",\r\n\x00]*|"[^"\r\x00]*(?:""[^"\r\x00]*)*")'
_BROKEN_ROW = re.compile(f"{_BROKEN_CELL}(?:,{_BROKEN_CELL})*")
_CELL_TO_END = re.compile(rf"{_CELL}(?=,|\Z)")
_BROKEN_CELL_TO_END = re.compile(rf"{_BROKEN_CELL}(?=,|\Z)")
_ROW = re.compile(f"{_CELL}(?:,{_CELL})*")
QUOTED_PATTERN = _QUOTED_CELL
"""Regular expression of a cell in quotes, the same to Polars and Python."""
_QUOTED = re.compile(r'"[^"]*(?:""[^"]*)*"')
_CELLS = re.compile(rf'(?:^|,)({_QUOTED.pattern}|[^",]*)')


def is_row(line: str) -> bool:
    """Whether a line is well formed, whatever the number of its cells."""
    return _ROW.fullmatch(line) is not None


def write_row_pattern(width: int | None = None) -> str:
    """Regular expression of a well formed line, the same to Polars and Python.

    Args:
        width: The number of its cells; without it, any.
    """
    return f"^{_CELL}(?:,{_CELL}){'*' if width is None else f'{{{width - 1}}}'}$"


def is_record(text: str, *, one_line: bool) -> bool:
    """Whether a text is one well formed record, on one line or with line breaks in its cells."""
    if one_line or ("\n" not in text and "\r" not in text):
        return is_row(text)
    return _BROKEN_ROW.fullmatch(text.replace("\r\n", "\n")) is not None


def split_records(text: str) -> list[str]:
    """The well formed records of a text, each without its line feed; cells may have line breaks."""
    lines = text.removesuffix("\n").split("\n") if text else []
    if '"' not in text:
        return lines
    records: list[str] = []
    parts: list[str] = []
    quotes = 0
    for line in lines:
        parts.append(line)
        quotes += line.count('"')
        if quotes % 2 == 0:
            records.append("\n".join(parts))
            parts.clear()
    return [*records, *parts]


def has_width(line: str, width: int) -> bool:
    """Whether a line is well formed and has `width` cells.

    A blank line is no row, not even of a table with one column: there, an empty cell is written
    as two double quotes.
    """
    if '"' not in line:
        return bool(line) and line.count(",") == width - 1 and is_row(line)
    return is_row(line) and _count_commas(line) == width - 1


def _count_commas(record: str) -> int:
    """Commas between cells."""
    return _QUOTED.sub("", record).count(",")


def split_row(line: str) -> list[str]:
    """The cells of a well formed line."""
    return [unquote_cell(cell) for cell in split_raw(line)]


def unquote_cell(cell: str) -> str:
    """The text of a cell as it stands in a line."""
    return cell[1:-1].replace('""', '"') if cell[:1] == '"' else cell


def split_raw(line: str) -> list[str]:
    """The cells of a well formed line as they stand there, quotes included."""
    return _CELLS.findall(line)


def write_cell(text: str) -> str:
    """A cell as it stands in a file: in quotes only where it must be."""
    if any(char in text for char in '",\r\n\0'):
        return '"' + text.replace('"', '""') + '"'
    return text


def describe_row(line: str, names: Sequence[str]) -> str:
    """What is wrong with a line that is not a row of its table.

    Args:
        line: The text of the line, without its line feed.
        names: The cells of the header.
    """
    if not line:
        return "the line is blank; remove it"
    cells, rest = _take_cells(line) if '"' in line else ([], None)
    if rest is not None:
        return _describe_quote(rest, len(cells) + 1)
    return describe_width(len(cells) or line.count(",") + 1, names)


def describe_width(width: int, names: Sequence[str]) -> str:
    """What is wrong with a row of `width` cells below labels of another number."""
    found = f"the line has {count(width, 'cell')}, the header {len(names)}"
    if width < len(names):
        missing = join_names(names[width:])
        return f"{found}: nothing is left for {missing}; add the missing cells"
    return f"{found}; put a cell that holds a comma in double quotes, or remove what is too much"


def _take_cells(line: str) -> tuple[list[str], str | None]:
    """The good cells from the left, and the text from the first bad one on, if there is one."""
    cells: list[str] = []
    at = 0
    cell = _BROKEN_CELL_TO_END if "\n" in line else _CELL_TO_END
    while match := cell.match(line, at):
        cells.append(match.group())
        at = match.end() + 1
        if at > len(line):
            return cells, None
    return cells, line[at:]


def _describe_quote(rest: str, position: int) -> str:
    if not rest.startswith('"'):
        return (
            f"cell {position} has a quote inside but does not begin with one; put the whole cell "
            "in double quotes and double each quote inside"
        )
    if not _QUOTED.match(rest):
        return (
            f"the quote that opens cell {position} is not closed on its line; close it, or take "
            "the line break out of the cell"
        )
    return (
        f"cell {position} goes on after its closing quote; double each quote inside a quoted cell"
    )


def join_broken_cell(lines: Sequence[str], start: int, width: int) -> int:
    """How many lines, from `start` on, one quoted cell with line breaks holds together.

    Args:
        lines: Every line of the file.
        start: Index of a line that is not a row by itself.
        width: Number of cells in the header.

    Returns:
        The number of lines that together make one row; 1 where they do not.
    """
    if lines[start].count('"') % 2 == 0:
        return 1
    for end in range(start + 1, len(lines)):
        if lines[end].count('"') % 2:
            record = "\n".join(lines[start : end + 1])
            is_one = _BROKEN_ROW.fullmatch(record)
            return end + 1 - start if is_one and _count_commas(record) == width - 1 else 1
    return 1
