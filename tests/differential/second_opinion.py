"""Cells of generated columns, judged by npm tableschema 1.12.6 and by us; outside the fast tests.

    npm install --prefix .venv/node datapackage@1
    python -m tests.differential.second_opinion [columns]

Each cell that one takes and the other refuses is printed, unless the reason is known.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

import marketbook as mb
from marketbook.package import read_package, read_structure
from tests.differential.strategies import FORMS, KINDS

ROOT = Path(__file__).parents[2]
JUDGE = """
const { Field } = require("tableschema");
let text = ""; process.stdin.on("data", d => text += d).on("end", () => {
  console.log(JSON.stringify(JSON.parse(text).map(({ field, cells }) => {
    let judge; try { judge = new Field(field) } catch (e) { return cells.map(() => "no field") }
    return cells.map(cell => { try { judge.castValue(cell, { constraints: true }); return "good" }
                               catch (e) { return "bad" } })
  })))
})
"""
# what npm tableschema 1.12.6 takes or refuses otherwise than the standard says
KNOWN = {
    ("boolean", "good"): "spaces around a word mean nothing",
    ("date", "bad"): "a pattern wants two digits of a day and a month",
    ("datetime", "bad"): "no fractions of seconds",
    ("geojson", "bad"): "its profile of GeoJSON is of another year",
    ("geopoint", "good"): "a third number is left out",
    ("integer", "bad"): "no sign but minus, and no zero before other digits",
    ("number", "bad"): "no NaN and INF in small letters",
    ("number", "good"): "groups of any length; what is no digit may stand anywhere",
    ("year", "bad"): "no year before 1000",
    ("yearmonth", "bad"): "no year before 1000",
    ("yearmonth", "good"): "any number of digits, and spaces",
}


def make_columns(number: int, seed: int) -> list[dict[str, object]]:
    """Columns of every type and form, each with good, bad and lenient cells."""
    chooser = random.Random(seed)
    plain = {name: {"type": name} for name in KINDS if name in mb_types()}
    forms = [(stated, KINDS[name]) for name, stated in plain.items()] + list(FORMS.values())
    columns = []
    for _ in range(number):
        stated, kind = chooser.choice(forms)
        cells = chooser.sample([*kind.good, *kind.bad, *kind.lenient], k=3)
        columns.append({"field": {"name": "a", **stated}, "cells": cells})
    return columns


def mb_types() -> set[str]:
    """The names of kinds that are types."""
    from marketbook.schema.coverage import TYPES

    return set(TYPES)


def judge_by_us(column: dict[str, object], folder: Path) -> list[str]:
    rows = [["a"], *([cell] for cell in column["cells"])]  # type: ignore[attr-defined]
    schema = {"fields": [column["field"]], "missingValues": []}
    stated = {"name": "x", "resources": [{"name": "t", "data": rows, "schema": schema}]}
    (folder / "datapackage.json").write_text(json.dumps(stated), encoding="utf-8")
    bad = {f.line for f in read_structure(read_package(folder)).findings if f.fails}
    return ["bad" if line in bad else "good" for line in range(2, len(rows) + 1)]


def main() -> None:
    """Compare, and print what nobody explains."""
    columns = make_columns(int(sys.argv[1]) if sys.argv[1:] else 300, seed=len(mb.__all__))
    answer = subprocess.run(
        ["node", "-e", JUDGE], input=json.dumps(columns), text=True, check=True,
        capture_output=True, cwd=ROOT / ".venv" / "node",
    )  # fmt: skip
    tried, known, unknown = 0, Counter[tuple[str, str]](), set[str]()
    with tempfile.TemporaryDirectory() as folder:
        for column, theirs in zip(columns, json.loads(answer.stdout), strict=True):
            for cell, they, we in zip(
                column["cells"], theirs, judge_by_us(column, Path(folder)), strict=True
            ):
                tried += 1
                kind = str(column["field"]["type"]), they
                if they == we:
                    continue
                if kind in KNOWN:
                    known[kind] += 1
                else:
                    unknown.add(f"{column['field']} {cell!r}: {they}, we say {we}")
    sys.stdout.write(f"{tried} cells, {sum(known.values())} known: {dict(known)}\n")
    sys.stdout.write("".join(f"{each}\n" for each in sorted(unknown)))
    sys.exit(bool(unknown))


if __name__ == "__main__":
    main()
