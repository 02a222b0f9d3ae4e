"""Tables that are written with pipes, also where cells were broken over lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from marketbook.reading.documents.clean import clean_marks
from marketbook.reading.documents.model import Piece
from marketbook.reading.documents.tables import rows_to_pieces

_BETWEEN = 12
"""Lines that one cell may take."""


_CELLS = re.compile(r"[^\s\d•●▪■◦‣·–—*+-][^\t]*\t|\d[^\t.)]+\t|\t[^\t]+\t")
"""A cell and a tab behind it, or before and behind: no mark of a list, no indent."""


def rule_columns(lines: Sequence[str]) -> list[str]:
    """Lines below each other whose cells wide gaps part, with pipes instead.

    A table of plain text has a line of figures under its header, as many as there are columns.
    """
    cells = [_GAPS.split(line.strip()) if "  " in line.strip() else [] for line in lines]
    cells = [
        row if len(row) > 2 else spaced
        for row, spaced in zip(cells, _part_spaces(lines), strict=True)
    ]
    counts = [len(row) if len(row) > 2 else 0 for row in cells]
    figures = [bool(row) and all(map(_FIGURE.fullmatch, row[1:])) for row in cells]
    ruled = list(lines)
    for count, group in groupby(range(len(lines)), key=lambda at: counts[at]):
        run = list(group)
        if count and sum(figures[at] for at in run) > 1:
            for at in run:
                ruled[at] = f"| {' | '.join(cells[at])} |"
            above = run[0] - 1
            if above >= 0 and lines[above][:1].isspace() and len(cells[above]) == count - 1:
                ruled[above] = f"| | {' | '.join(cells[above])} |"
    return ruled


def _part_spaces(lines: Sequence[str]) -> list[list[str]]:
    """The cells of lines whose columns single spaces part, below a line of as many heads."""
    rows = [_ROW.fullmatch(line.strip()) for line in lines]
    cells = [[row["name"], *_CELL.findall(row["cells"])] if row else [] for row in rows]
    for at, row in enumerate(cells):
        heads = _HEAD.findall(lines[at - 1].strip()) if at and row and not cells[at - 1] else []
        if heads and "".join(heads).replace(" ", "") == lines[at - 1].strip().replace(" ", ""):
            cells[at - 1] = [""] * (len(row) - len(heads)) + heads
    return cells


_MONEY, _SCALED = r"(?:[A-Z]{0,3}[$€£¥₹])?", r"(?:\s?%|\s(?:million|billion|[bm]n)\b)?"
_NUMBER = rf"[-–−+(]?{_MONEY}\d[\d.,]*{_SCALED}\)?"
_CELL = re.compile(_NUMBER)
_ROW = re.compile(rf"(?P<name>[^\W\d_][^.:;%$€£\t]{{1,50}}?)(?P<cells>(?: {_NUMBER}){{2,}})")
_HEAD = re.compile(
    r"(?:FY\s?)?(?:19|20)\d\d[EFAP]?(?:\s?[-–]\s?(?:19|20)?\d\d)?|CAGR|%\s?[a-z]+|"
    r"[A-Z][\w-]*(?:\s[a-z]+)*(?:\s?\([^()]*\))?"
)
_GAPS = re.compile(r" {2,}|\t+")
_FIGURE = re.compile(rf"[-–−+(]?\s?{_MONEY}\s?\d[\d.,]*{_SCALED}\)?|[-–]|n\W?a\W?", re.IGNORECASE)


def rule_tabs(lines: Sequence[str]) -> list[str]:
    """Lines side by side whose cells tabs part, with pipes instead: how a copied table looks."""
    tabbed = [bool(_CELLS.match(line)) and bool(line.partition("\t")[2].strip()) for line in lines]
    near = zip([False, *tabbed], tabbed, [*tabbed[1:], False], strict=False)
    return [
        f"| {' | '.join(re.split(_TABS, line.rstrip()))} |" if here and (before or after) else line
        for line, (before, here, after) in zip(lines, near, strict=True)
    ]


_TABS = re.compile(r"\t+")


def runs_of_pipes(lines: Sequence[str]) -> Iterator[tuple[bool, list[str]]]:
    """The lines in runs: those of a table, and those between tables."""
    run: list[str] = []
    at = 0
    while at < len(lines):
        end = _end_of_table(lines, at)
        if end > at:
            if run:
                yield False, run
            yield True, list(lines[at:end])
            run, at = [], end
        else:
            run.append(lines[at])
            at += 1
    if run:
        yield False, run


def _end_of_table(lines: Sequence[str], start: int) -> int:
    """Where the table that begins at a line ends; the same line where none begins."""
    if not _has_pipe(lines[start]):
        return start
    end = start + 1
    while end < len(lines):
        after = next(
            (i for i in range(end, min(end + _BETWEEN, len(lines))) if _has_pipe(lines[i])), 0
        )
        if not after or any(not line.strip() or len(line) > 80 for line in lines[end:after]):
            break
        end = after + 1
    text = "\n".join(lines[start:end])
    return end if text.count("|") > 1 else start


def _has_pipe(line: str) -> bool:
    stripped = line.strip()
    return stripped.startswith("|") or stripped.endswith("|") or " | " in stripped or "\t|" in line


def read_pipes(
    lines: Sequence[str], *, table: int, caption: str = "", page: int = 0
) -> list[Piece]:
    """The rows of a table of pipes as pieces."""
    header = 1 if len(lines) > 1 and _is_separator(lines[1]) else None
    rows = [line for line in lines if not _is_separator(line)]
    if any(_inner_cells(line) > 1 for line in rows[:1]) and not _is_broken(rows):
        grid = [_split(line) for line in rows]
    elif sum(line.lstrip().startswith("|") for line in rows) * 4 > len(rows):
        grid = [_split(chunk) for chunk in _chunks(rows)]
    else:
        grid = _pairs(rows)
    kept = [cells for cells in grid if any(cells)]
    if len(kept) == 1 and header is None and "market" in kept[0][0].lower() and len(kept[0]) > 3:
        return [Piece("paragraph", clean_marks(lines[0]), page=page)]
    return rows_to_pieces(kept, table=table, caption=caption, page=page, header=header)


def _is_separator(line: str) -> bool:
    return "--" in line and not line.strip("|:+=- \t")


def _inner_cells(line: str) -> int:
    return sum(bool(cell) for cell in _split(line))


def _is_broken(lines: Sequence[str]) -> bool:
    """Whether rows are broken over lines: most lines hold one cell."""
    return sum(_inner_cells(line) <= 1 for line in lines) * 2 > len(lines)


def _split(text: str) -> tuple[str, ...]:
    inner = text.strip().removeprefix("|").removesuffix("|")
    return tuple(map(_tidy, inner.split("|")))


def _chunks(lines: Sequence[str]) -> list[str]:
    """Broken rows: each begins with a line that begins with a pipe."""
    chunks: list[str] = []
    for line in lines:
        if line.lstrip().startswith("|") or not chunks:
            chunks.append(line)
        else:
            chunks[-1] += f"\n{line}"
    return chunks


def _pairs(lines: Sequence[str]) -> list[tuple[str, ...]]:
    """Cells that only end with a pipe: a label, then its value."""
    full = [line for line in lines if _inner_cells(line) > 1]
    rest = [line for line in lines if line not in full]
    cells = [clean_cell for cell in "\n".join(rest).split("|") if (clean_cell := _tidy(cell))]
    pairs = [(cells[at], cells[at + 1]) for at in range(0, len(cells) - 1, 2)]
    return [*(_split(line) for line in full), *pairs]


def _tidy(cell: str) -> str:
    return "\n".join(filter(None, map(clean_marks, cell.split("\n"))))
