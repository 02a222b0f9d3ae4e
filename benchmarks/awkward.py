"""Modest but awkward packages: each is to end within 10 s and 500 MB, with a finding or a refusal.

Run by hand: `python benchmarks/awkward.py [NAME …]`. Each package goes into a temporary folder and
is checked by a process of its own.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from check_speed import SCRIPTS, measure

PROFILES = "https://datapackage.org/profiles/2.0"
TWO = [{"name": "a", "type": "string"}, {"name": "b", "type": "string"}]
MILLION = 1_000_000


def describe(name: str, fields: list[dict[str, str]]) -> dict[str, object]:
    """A resource."""
    schema = {"$schema": f"{PROFILES}/tableschema.json", "fields": fields}
    return {"name": name, "type": "table", "path": f"{name}.csv", "schema": schema}


def write(folder: Path, tables: dict[str, str], fields: list[dict[str, str]] = TWO) -> None:
    """A package of tables with the same columns."""
    for name, content in tables.items():
        (folder / f"{name}.csv").write_text(content, encoding="utf-8", newline="\n")
    resources = [describe(name, fields) for name in tables]
    descriptor = {
        "$schema": f"{PROFILES}/datapackage.json", "name": "awkward", "resources": resources
    }  # fmt: skip
    (folder / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")


def list_columns(number: int) -> list[str]:
    """Names of columns."""
    return [f"c{n}" for n in range(number)]


def wide(folder: Path) -> None:
    """A schema and a file of 100,000 columns."""
    names = list_columns(100_000)
    content = f"{','.join(names)}\n{','.join('1' for _ in names)}\n"
    write(folder, {"t": content}, [{"name": name, "type": "number"} for name in names])


def wide_file(folder: Path) -> None:
    """A file of 100,000 columns, of which the schema knows two."""
    names = list_columns(100_000)
    write(folder, {"t": f"{','.join(names)}\n{','.join('1' for _ in names)}\n"})


CASES: dict[str, Callable[[Path], None]] = {
    "50 MB in a cell whose quote is not closed": lambda folder: write(
        folder, {"t": f'a,b\nx,"{"y" * 50 * MILLION}\nz,w\n'}
    ),
    "50 MB in a cell that goes on after its quote": lambda folder: write(
        folder, {"t": f'a,b\nx,"{"y," * 25 * MILLION}"q\nz,w\n'}
    ),
    "50 million commas": lambda folder: write(folder, {"t": f"a,b\n{',' * 50 * MILLION}\nz,w\n"}),
    "500,000 lines with an open quote": lambda folder: write(
        folder, {"t": "a,b\n" + 'x,"\n' * 500_000}
    ),
    "10,000 resources": lambda folder: write(
        folder, {f"t{n}": "a,b\nx,y\n" for n in range(10_000)}
    ),
    "100,000 columns": wide,
    "100,000 columns that the schema does not know": wide_file,
}


def main() -> None:
    """Print time and memory of each case."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME")
    asked = parser.parse_args().names or list(CASES)
    for name in asked:
        with tempfile.TemporaryDirectory() as directory:
            CASES[name](Path(directory))
            run = measure([str(SCRIPTS / "marketbook"), "check", directory], last_code=2)
        print(f"{name:46} {run.seconds:6.1f} s {run.work:6.1f} s of work {run.megabytes:6.0f} MB")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
