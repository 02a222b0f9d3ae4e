"""Runs a tool's lines: in this process, as a script of another language, or as a command."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Callable, Sequence
from contextlib import chdir
from datetime import date
from pathlib import Path
from typing import Any

from tests.conformance.tool import Load, Loaded, Tables, Tool

SECONDS = 600


def need_module(*names: str) -> Callable[[], str]:
    """A check that Python packages are installed."""
    return lambda: "".join(
        f"the Python package {name} is not installed; "
        for name in names
        if importlib.util.find_spec(name) is None
    )


def need_command(*names: str) -> Callable[[], str]:
    """A check that programs are on the path."""
    return lambda: "".join(
        f"there is no {name} here; " for name in names if shutil.which(name) is None
    )


def run_python(read: Callable[[Any], Loaded]) -> Load:
    """Runs the lines in this process; `read` turns the variable named after the table."""

    def load(tool: Tool, folder: Path, tables: Sequence[str]) -> Tables:
        with chdir(folder):
            return {table: read(_execute(tool, table)) for table in tables}

    return load


def _execute(tool: Tool, table: str) -> Any:
    space: dict[str, Any] = {}
    exec(tool.write_lines(table), space)  # noqa: S102
    return space[table]


def run_script(command: Sequence[str], head: str, each: str, tail: str, **environment: str) -> Load:
    """Runs the lines for all tables as one script, which prints what it saw as JSON.

    Args:
        command: The interpreter; the script's path is added.
        head: Text before the lines.
        each: Text for one table: LINES stands for its lines, TABLE for its name.
        tail: Text after.
        environment: Environment variables.
    """

    def load(tool: Tool, folder: Path, tables: Sequence[str]) -> Tables:
        parts = [
            each.replace("LINES", tool.write_lines(table)).replace("TABLE", table)
            for table in tables
        ]
        script = folder / f"{re.sub('[^a-z]', '-', tool.name.lower())}.script"
        script.write_text("\n".join([head, *parts, tail]), encoding="utf-8")
        printed = run_command([*command, str(script)], folder, **environment)
        return {name: Loaded(**one) for name, one in json.loads(printed).items()}

    return load


def run_command(command: Sequence[str], folder: Path, **environment: str) -> str:
    """What a program prints; its own words where it fails."""
    done = subprocess.run(
        command,
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        timeout=SECONDS,
        env={**os.environ, "LC_ALL": "C.UTF-8", **environment},
        check=False,
    )
    assert done.returncode == 0, f"{shlex.join(command)}\n{done.stdout}{done.stderr}"
    return done.stdout


def read_texts(records: list[dict[str, Any]]) -> Loaded:
    """Records whose cells are all text; an empty text is an empty cell."""
    columns = list(records[0]) if records else []
    rows = [[record[column] or None for column in columns] for record in records]
    return Loaded(columns, ["text"] * len(columns), rows)


def plain(cell: object) -> object:
    """A cell in the shape that is compared: dates as text."""
    return cell.isoformat() if isinstance(cell, date) else cell
