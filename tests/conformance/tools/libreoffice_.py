from __future__ import annotations

import csv
import shlex
from collections.abc import Sequence
from pathlib import Path

from tests.conformance.programs import need_command, run_command
from tests.conformance.tool import TEXT, Loaded, Tables, Tool


def load(tool: Tool, folder: Path, tables: Sequence[str]) -> Tables:
    """Every sheet of the workbook as LibreOffice writes it; the table begins under its title."""
    program, *rest = shlex.split(tool.lines)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    run_command([program, profile, *rest, "--outdir", "sheets"], folder)
    return {table: read(folder / "sheets" / f"tables-{table}.csv") for table in tables}


def read(path: Path) -> Loaded:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    start = next(n for n, row in enumerate(rows) if len(row) > 1 and all(row))
    body = [[cell or None for cell in row] for row in rows[start + 1 :]]
    return Loaded(rows[start], ["text"] * len(rows[start]), [row for row in body if any(row)])


TOOLS = [
    Tool(
        name="LibreOffice, Excel",
        source="workbooks/tables.xlsx",
        language="sh",
        lines="soffice --headless --convert-to "
        '"csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1" '
        "workbooks/tables.xlsx",
        types=TEXT,
        load=load,
        missing=need_command("soffice"),
        digits=15,
        remark="every table as an Excel table on a sheet of its own",
    )
]
