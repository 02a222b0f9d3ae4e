from __future__ import annotations

import json
import shlex
import shutil
from collections.abc import Sequence
from pathlib import Path

from tests.conformance.programs import read_texts, run_command
from tests.conformance.tool import PEERS, TEXT, Tables, Tool


def find() -> str | None:
    return shutil.which("csvjson", path=str(PEERS / "bin")) or shutil.which("csvjson")


def load(tool: Tool, folder: Path, tables: Sequence[str]) -> Tables:
    loaded: Tables = {}
    for table in tables:
        _, *rest = shlex.split(tool.write_lines(table))
        loaded[table] = read_texts(json.loads(run_command([str(find()), *rest], folder)))
    return loaded


TOOLS = [
    Tool(
        name="csvkit",
        source="CSV",
        language="sh",
        lines="csvjson --no-inference --blanks tables/sizes.csv",
        types=TEXT,
        load=load,
        missing=lambda: "" if find() else "there is no csvjson here; ",
        remark="every cell is text, an empty one an empty text",
    )
]
