"""The order of the rooms: a module imports only from its left, and nothing goes in a circle."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "marketbook"

LAYERS = (
    ("errors", "extras", "findings", "figures", "late", "steps", "text", "workers"),
    ("rule_pages",),
    ("schema",),
    ("package",),
    ("markets",),
    ("together",),
    ("rules", "forecasts", "changes"),
    ("audit", "workbook"),
    ("pulls", "exports", "revisions", "starter", "spark"),
    ("reading",),
    ("api", "terminal"),
    ("cli",),
    ("__init__", "__main__"),
)
FLOOR = {room: floor for floor, rooms in enumerate(LAYERS) for room in rooms}

READING = (
    ("facts", "limits", "words"),
    ("guide", "stopwatch", "records"),
    ("mentions", "show"),
    ("documents", "forms", "sheet"),
    ("prose", "add"),
    ("lists",),
    ("subjects",),
    ("market", "refuse"),
    ("grids", "times"),
    ("figures",),
    ("read",),
    ("read_many",),
)
"""The rooms of reading, from words to whole documents, in the same way."""

LIGHT = ("__init__", "api", "cli", "errors", "findings")
HEAVY = ("polars", "pandera", "frictionless", "openpyxl", "ironcalc", "pyarrow", "pyspark")


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@cache
def read_tree(path: Path) -> ast.Module:
    """A module, parsed once for all tests."""
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def imports_of(path: Path) -> list[tuple[int, str]]:
    """Every module that the file imports, wherever in the file, with its line."""
    found: list[tuple[int, str]] = []
    for node in ast.walk(read_tree(path)):
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: imports are written in full"
            found += [(node.lineno, f"{node.module}.{alias.name}") for alias in node.names]
    return found


def modules() -> dict[str, Path]:
    names = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
        names[".".join(part for part in parts if part != "__init__")] = path
    return names


def test_every_room_has_its_floor() -> None:
    assert {room_of(path) for path in PACKAGE.rglob("*.py")} <= set(FLOOR)


def test_imports_go_down() -> None:
    wrong = []
    for path in PACKAGE.rglob("*.py"):
        room = room_of(path)
        for line, name in imports_of(path):
            parts = name.split(".")
            if parts[0] != "marketbook" or len(parts) < 2:
                continue
            other = parts[1] if parts[1] in FLOOR else "__init__"
            if other != room and FLOOR[other] >= FLOOR[room]:
                wrong.append(f"{path.relative_to(PACKAGE)}:{line}: {room} imports {other}")
    assert wrong == []


def test_imports_of_reading_go_down() -> None:
    floors = {room: floor for floor, rooms in enumerate(READING) for room in rooms}
    wrong = []
    for path in (PACKAGE / "reading").rglob("*.py"):
        room = path.relative_to(PACKAGE / "reading").parts[0].removesuffix(".py")
        for line, name in imports_of(path):
            if not name.startswith("marketbook.reading."):
                continue
            other = name.split(".")[2]
            if other != room and floors[other] >= floors[room]:
                wrong.append(f"{path.relative_to(PACKAGE)}:{line}: {room} imports {other}")
    assert wrong == []


def test_no_module_in_a_circle() -> None:
    known = modules()
    edges = {}
    for name, path in known.items():
        targets = set()
        for _, imported in imports_of(path):
            target = imported if imported in known else imported.rpartition(".")[0]
            if target in known and target != name:
                targets.add(target)
        edges[name] = targets
    while True:
        free = {name for name, targets in edges.items() if not targets & set(edges)}
        if not free:
            break
        edges = {name: targets for name, targets in edges.items() if name not in free}
    assert edges == {}, f"these modules import each other in a circle: {sorted(edges)}"


def test_the_command_line_starts_light() -> None:
    wrong = []
    for room in LIGHT:
        path = PACKAGE / f"{room}.py"
        for node in read_tree(path).body:
            if isinstance(node, ast.Import | ast.ImportFrom):
                names = [alias.name for alias in node.names]
                names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
                wrong += [f"{room}: {name}" for name in names if name.split(".")[0] in HEAVY]
    assert wrong == []


def test_functions_and_modules_stay_small() -> None:
    wrong = []
    for path in PACKAGE.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        if text.count("\n") > 400:
            wrong.append(f"{path.relative_to(PACKAGE)}: {text.count(chr(10))} lines")
        for node in ast.walk(read_tree(path)):
            if isinstance(node, ast.FunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > 45:
                    wrong.append(f"{path.relative_to(PACKAGE)}:{node.lineno}: {length} lines")
    assert wrong == []


def test_everything_is_printed_through_one_gate() -> None:
    wrong = []
    for path in PACKAGE.rglob("*.py"):
        if room_of(path) in ("terminal", "__main__"):
            continue
        for node in ast.walk(read_tree(path)):
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func)
                if re.search(r"^(click\.(echo|secho)|print|sys\.std(out|err)\..*)$", called):
                    wrong.append(f"{path.relative_to(PACKAGE)}:{node.lineno}: {called}")
    assert wrong == [], "print through marketbook.terminal.console"
