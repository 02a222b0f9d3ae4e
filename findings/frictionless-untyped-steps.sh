#!/usr/bin/env bash
# frictionless: after table_normalize, a join of two CSV files on an integer code finds nothing.
# Guessed: a step sees the values that the schema has, the same in both tables. Seen: the first
# table has integers, the second texts, so an inner join has no rows and table_diff gives every row.
# Without table_normalize they join, but then twice a size of 10 is 1010, valid as an integer, and
# the largest of 9 and 10 is 9. The documentation advises normalising before other steps, and joins
# such a table with one written in the program; that the other table must be normalised too (by
# resource_transform in a package) it does not say. 2026-11-30, frictionless 5.21.0.
set -euo pipefail
home="$(mktemp -d)"
trap 'rm -rf "$home"' EXIT
python3 -m venv "$home/env"
"$home/env/bin/python" -m pip install --quiet 'frictionless==5.21.0'
cd "$home"
"$home/env/bin/python" - <<'PY'
from pathlib import Path

from frictionless import Package, Resource, steps, transform

Path("sizes.csv").write_text("code,size\n1,10\n2,9\n")
Path("names.csv").write_text("code,name\n1,Europe\n2,Asia\n")
NORMALIZE = steps.table_normalize()


def rows(resource):
    return [list(row.values()) for row in resource.read_rows()]


def sizes(*wanted):
    return rows(transform(Resource("sizes.csv"), steps=wanted))


def join():
    return steps.table_join(resource=Resource("names.csv"), field_name="code", mode="inner")


def difference():
    return steps.table_diff(resource=Resource("sizes.csv"))


largest = steps.table_aggregate(group_name="all", aggregation={"largest": ("size", max)})
together = steps.field_add(name="all", value="all")
package = Package(resources=[Resource("sizes.csv"), Resource("names.csv")])
within = steps.table_join(resource="names", field_name="code", mode="inner")
both = [
    steps.resource_transform(name="names", steps=[NORMALIZE]),
    steps.resource_transform(name="sizes", steps=[NORMALIZE, within]),
]
seen = {
    "joined": sizes(join()),
    "joined, one normalised": sizes(NORMALIZE, join()),
    "joined, both normalised": rows(transform(package, steps=both).get_resource("sizes")),
    "differs from itself": sizes(NORMALIZE, difference()),
    "twice": sizes(steps.field_update(name="size", formula="size*2")),
    "largest": sizes(together, largest),
}
print("seen:", seen)
names = [[1, 10, "Europe"], [2, 9, "Asia"]]
assert seen["joined"] == seen["joined, both normalised"] == names, "joins changed"
assert seen["joined, one normalised"] == [], "changed"
assert seen["differs from itself"] == [[1, 10], [2, 9]], "table_diff changed"
assert seen["twice"] == [[1, 1010], [2, 99]], "field_update changed"
assert seen["largest"] == [["all", "9"]], "table_aggregate changed"
PY
