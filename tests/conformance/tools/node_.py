from __future__ import annotations

from collections.abc import Callable

from tests.conformance.programs import need_command, run_script
from tests.conformance.tool import NODE_MODULES, TEXT, Load, Tool, types

HEAD = """
const fs = require("fs")
const out = {}
const kind = (cells) => {
  const kinds = new Set(cells.filter((cell) => cell !== null).map((cell) => typeof cell))
  return kinds.size === 0 ? "nothing" : [...kinds].sort().join(" or ")
}
const table = (records, text) => {
  const columns = records.length ? Object.keys(records[0]) : []
  const clean = (cell) => cell === "" || cell === undefined ? null
    : cell instanceof Date ? cell.toISOString().slice(0, 10)
    : Array.isArray(cell) ? `${cell[0]}-${String(cell[1]).padStart(2, "0")}` : cell // a month
  const rows = records.map((record) => columns.map((name) => clean(record[name])))
  const types = columns.map((_, n) => text ? "text" : kind(rows.map((row) => row[n])))
  return { columns, types, rows }
}
const main = async () => {
"""
TAIL = """
}
main().then(() => console.log(JSON.stringify(out)))
"""
TYPES = types(
    string="string yearmonth date",
    number="number integer year",
    boolean="boolean",
    nothing="",
)


def need_node(*packages: str) -> Callable[[], str]:
    def missing() -> str:
        without = need_command("node")()
        return without or "".join(
            f"the npm package {name} is not in .venv/node; "
            for name in packages
            if not (NODE_MODULES / name).is_dir()
        )

    return missing


def each(*, text: bool) -> str:
    return f"{{\nLINES\nout.TABLE = table(TABLE, {str(text).lower()})\n}}"


def run(*, text: bool = False) -> Load:
    return run_script(["node"], HEAD, each(text=text), TAIL, NODE_PATH=str(NODE_MODULES))


TOOLS = [
    Tool(
        name="JavaScript",
        source="json",
        language="js",
        lines='const { tables } = JSON.parse(require("fs").readFileSync("figures.json"))\n'
        "const sizes = tables.sizes.rows",
        types=TYPES,
        load=run(),
        missing=need_node(),
        remark="typed; titles, descriptions and units in `tables.sizes.schema`",
    ),
    Tool(
        name="JavaScript, datapackage",
        source="CSV",
        language="js",
        lines='const { Package } = require("datapackage")\n'
        'const figures = await Package.load("datapackage.json")\n'
        'const sizes = await figures.getResource("sizes").read({ keyed: true })',
        types=TYPES,
        load=run(),
        missing=need_node("datapackage"),
        remark="typed, checked against the schemas",
    ),
    Tool(
        name="JavaScript, csv-parse",
        source="CSV",
        language="js",
        lines='const { parse } = require("csv-parse/sync")\n'
        'const sizes = parse(require("fs").readFileSync("tables/sizes.csv"), { columns: true })',
        types=TEXT,
        load=run(text=True),
        missing=need_node("csv-parse"),
        remark="every cell is text, an empty one an empty text",
    ),
]
