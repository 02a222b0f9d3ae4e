from __future__ import annotations

import json
import shlex
from collections.abc import Sequence
from contextlib import chdir
from pathlib import Path
from typing import Any

from tests.conformance.programs import need_command, read_texts, run_command
from tests.conformance.tool import TEXT, Loaded, Tables, Tool, types


def load(tool: Tool, folder: Path, tables: Sequence[str]) -> Tables:
    loaded: Tables = {}
    for table in tables:
        printed = run_command(shlex.split(tool.write_lines(table)), folder)
        described = run_command(
            ["sqlite3", "-json", "figures.sqlite", f"PRAGMA table_info({table})"], folder
        )
        kinds = [column["type"] for column in json.loads(described)]
        records = json.loads(printed)
        rows = [list(record.values()) for record in records]
        loaded[table] = Loaded(list(records[0]), kinds, rows)
    return loaded


def load_python(tool: Tool, folder: Path, tables: Sequence[str]) -> Tables:
    loaded: Tables = {}
    for table in tables:
        space: dict[str, Any] = {}
        with chdir(folder):
            exec(tool.write_lines(table), space)  # noqa: S102
        kinds = [row[2] for row in space["figures"].execute(f"PRAGMA table_info({table})")]
        columns = [one[0] for one in space["answer"].description]
        loaded[table] = Loaded(columns, kinds, [list(row) for row in space[table]])
        space["figures"].close()
    return loaded


def load_csv(tool: Tool, folder: Path, tables: Sequence[str]) -> Tables:
    loaded: Tables = {}
    for table in tables:
        query = f"SELECT * FROM {table}"
        command = ["sqlite3", "-json", ":memory:", *tool.write_lines(table).splitlines(), query]
        loaded[table] = read_texts(json.loads(run_command(command, folder)))
    return loaded


TYPES = types(
    TEXT="string yearmonth", INTEGER="integer year", REAL="number", BOOLEAN="boolean", DATE="date"
)
TOOLS = [
    Tool(
        name="SQLite (Python)",
        source="sqlite",
        language="python",
        lines="import sqlite3\n"
        'figures = sqlite3.connect("figures.sqlite")\n'
        'answer = figures.execute("SELECT * FROM sizes")\n'
        "sizes = answer.fetchall()",
        types=TYPES,
        load=load_python,
        remark="typed, with keys, checks and views; dates are ISO text",
    ),
    Tool(
        name="SQLite",
        source="sqlite",
        language="sh",
        lines='sqlite3 -json figures.sqlite "SELECT * FROM sizes"',
        types=TYPES,
        load=load,
        missing=need_command("sqlite3"),
        remark="typed, with keys, checks and views; dates are ISO text",
    ),
    Tool(
        name="SQLite",
        source="CSV",
        language="sqlite3",
        lines=".import --csv tables/sizes.csv sizes",
        types=TEXT,
        load=load_csv,
        missing=need_command("sqlite3"),
        remark="every cell is text, an empty one an empty text",
    ),
]
