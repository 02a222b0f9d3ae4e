#!/usr/bin/env bash
# empyrical-reloaded: the first year, which has no growth, counts as a year without growth.
# Guessed: pct_change() of six yearly sizes that grow by ten percent has five rates and an empty
# place before them; the compound annual rate of it is ten percent, as QuantStats gives it. Seen:
# 8.3 percent, since all six places are counted as years; with a size missing in the middle, which
# leaves two more places empty, it is 4.9 percent. annual_return is the same. The functions for
# volatility pass over empty places, so ratios mix both ways. No error comes. The docstring asks for
# periodic returns and does not speak of missing ones; the README tells only who moves to another
# library to keep such policies explicit; its tracker and that of the empyrical it goes on from have
# no report (a contribution of 2026 to backtesting.py describes the same there).
# 2026-11-30, empyrical-reloaded 0.7.1, quantstats 0.0.86, pandas 3.1.1.
set -euo pipefail
home="$(mktemp -d)"
trap 'rm -rf "$home"' EXIT
python3 -m venv "$home/env"
"$home/env/bin/python" -m pip install --quiet \
  'empyrical-reloaded==0.7.1' 'quantstats==0.0.86' 'pandas==3.1.1'
cd "$home"
"$home/env/bin/python" - <<'PY' 2>err.log || { cat err.log; exit 1; }
import empyrical
import pandas as pd
import quantstats

years = pd.to_datetime([f"{year}-12-31" for year in range(2019, 2025)])
sizes = pd.Series([10 * 1.1**year for year in range(6)], index=years)
gap = sizes.drop(years[2]).reindex(years)
growth, gaps = sizes.pct_change(), gap.pct_change(fill_method=None)


def rate(series):
    return round(100 * empyrical.cagr(series, period="yearly"), 2)


seen = [rate(growth), rate(gaps)]
without = [rate(growth.dropna()), rate(gaps.dropna())]
other = round(100 * quantstats.stats.cagr(growth, periods=1), 2)
print("seen:", *seen, "without empty places:", *without, "QuantStats:", other)
assert growth.isna().sum() == 1 and gaps.isna().sum() == 3
assert without == [10, 10], "the rate of full years changed"
assert other == 10, "QuantStats changed"
assert seen == [8.27, 4.88], "changed"
PY
