"""Of which sizes a stated growth rate is: those in money, or those in tonnes beside them."""

from __future__ import annotations

import narwhals.stable.v1 as nw

from marketbook.old_rules.frames import OF_SOURCE, flag, is_money
from marketbook.old_rules.rule import Frame, Tables, shared
from marketbook.old_rules.wholes import all_series
from marketbook.old_rules.windows import all_rate_windows


@shared
def rate_series(tables: Tables) -> Frame:
    """Each rate beside the series of its subject, one row per rate and currency or count.

    A rate that says of which unit it is stands beside the series in that currency or count. One
    that leaves it open is the growth of money where its source has money sizes of the subject
    (``is_own`` is 1), though it may turn out to be that of the numbers beside them (0).

    Columns: those of :func:`~marketbook.old_rules.windows.all_rate_windows`, series, currency, is_own.
    """
    pairs = all_rate_windows(tables).join(all_series(tables), on=OF_SOURCE, how="inner")
    is_open = nw.col("rate_of") == ""
    pairs = pairs.filter(is_open | (nw.col("rate_of") == nw.col("currency")))
    money = flag(is_money())
    priced = money.max().over("_line")
    own = ~is_open | (money == 1) | (priced == 0)
    return pairs.with_columns(is_own=flag(own))
