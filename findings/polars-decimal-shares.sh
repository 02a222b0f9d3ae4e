#!/usr/bin/env bash
# Polars: growth and shares of Decimal figures come out in whole percents.
# Guessed: of 10.00 and 10.34 the growth is 3.4 percent, whichever way it is asked for. Seen: a
# quotient keeps the scale of its operands, so growth is 0.03 and a share 0.49; pct_change gives
# 0.034 and a share in Polars's own SQL 0.49164208, of the same column. DuckDB gives a double.
# The scale is meant (polars issue 19784, where cudf's is debated too); that the ways differ is not
# documented. Cast to a float or to a larger scale before dividing. 2026-11-30, polars 2.1.0.
set -euo pipefail
home="$(mktemp -d)"
trap 'rm -rf "$home"' EXIT
python3 -m venv "$home/env"
"$home/env/bin/python" -m pip install --quiet 'polars==2.1.0'
"$home/env/bin/python" - <<'PY'
from decimal import Decimal

import polars as pl

sizes = pl.DataFrame({"size": [Decimal("10.00"), Decimal("10.34")]})
size = pl.col("size")
by_sql = "SELECT size / SUM(size) OVER () AS share FROM sizes"
seen = {
    "growth": sizes.select(size / size.shift(1) - 1).item(1, 0),
    "pct_change": sizes.select(size.pct_change()).item(1, 0),
    "share": sizes.select(size / size.sum()).item(0, 0),
    "share in SQL": pl.SQLContext(sizes=sizes).execute(by_sql, eager=True).item(0, 0),
}
print("seen:", {name: str(value) for name, value in seen.items()})
assert seen["growth"] == Decimal("0.03") and seen["share"] == Decimal("0.49"), "changed"
assert abs(seen["pct_change"] - 0.034) < 1e-9, "pct_change changed"
assert seen["share in SQL"] == Decimal("0.49164208"), "SQL changed"
PY
