"""How many files one must open to read a rule."""

from __future__ import annotations

import ast
from pathlib import Path
from statistics import median

from marketbook import rules

FOLDER = Path(rules.__file__).parent
FILES = 6


def list_imports(path: Path) -> set[Path]:
    """The modules of the rules that a module imports."""
    found: set[Path] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(rules.__name__):
            parts = (node.module or "").split(".")[2:]
            names = [FOLDER.joinpath(*parts, name.name) for name in node.names]
            found |= {
                place.with_suffix(".py")
                for place in [FOLDER.joinpath(*parts), *names]
                if place.with_suffix(".py").is_file()
            }
    return found


def draw_in(path: Path) -> set[Path]:
    """A module of the rules, and all those that it needs, at any distance."""
    found, waiting = {path}, [path]
    while waiting:
        new = list_imports(waiting.pop()) - found
        found |= new
        waiting += new
    return found


def test_a_rule_is_read_in_a_few_files() -> None:
    sizes = {path: len(draw_in(path)) for path in FOLDER.glob("*/*.py") if path.stem != "__init__"}
    assert len(sizes) > 60
    assert median(sizes.values()) <= FILES, sorted(sizes.items(), key=lambda one: -one[1])[:5]
