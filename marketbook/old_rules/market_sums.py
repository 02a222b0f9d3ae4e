"""Markets that are parts of one market, added up."""

from __future__ import annotations

from collections.abc import Mapping

import narwhals.stable.v1 as nw

from marketbook.old_rules.old_figures import reach
from marketbook.old_rules.details import in_unit, tell, with_figure
from marketbook.old_rules.hierarchy import READS, USES, same_year_pairs
from marketbook.old_rules.lists import read_column
from marketbook.old_rules.moves import moved_wholes
from marketbook.old_rules.rule import Frame, Row, Saying, Tables, View, is_empty, rule
from marketbook.old_rules.slips import doubtful_ids
from marketbook.old_rules.wholes import MARKETS, all_series
from marketbook.old_rules.words import difference, listed

_PAIR = ["series", "id", "id_whole", "high_whole", "grown"]


@rule(
    "sizes.markets-fit-together",
    reads=READS,
    uses=USES,
    why="Markets that lie side by side in a larger one share it; if they need more than all of it "
    "they overlap, or one of them is of a wider scope than its name says.",
    example="states 150.0 USD billion in 2030, but Telemedicine and Devices, entered as parts of "
    "it, make up 154.9 USD billion at least by their own growth, 4.863 USD billion (3.24 %) more",
    severity="note",
)
def markets_fit_together(tables: Tables) -> View:
    """The markets that are parts of one market, by their own growth, are not larger than it."""
    pairs = _parts_of_markets(tables)
    if is_empty(pairs):
        return View(pairs, nw.lit(value=True), lambda row: _say_overlap(row, {}))
    markets = all_series(tables).select("series", "market_id")
    # of several sources of one market the smallest, in favour of the publisher
    parts = (
        pairs.join(markets, on="series", how="inner")
        .group_by("id_whole", "market_id")
        .agg(nw.col("grown").min(), nw.col("high_whole").max())
    )
    # a market that is too large alone is told so
    alone = parts.filter(~reach(nw.col("grown"), nw.col("high_whole"))).select("id_whole")
    sums = parts.group_by("id_whole").agg(
        nw.col("grown").sum().alias("least"),
        nw.col("high_whole").max(),
        nw.len().alias("parts"),
        nw.col("market_id").min().alias("one_id"),
        nw.col("market_id").max().alias("last_id"),
    )
    sums = sums.filter(nw.col("parts") > 1).join(alone.unique(), on="id_whole", how="anti")
    frame = with_figure(sums.rename({"id_whole": "id"}), tables)
    # of several years the first that is too small
    frame = frame.with_columns(is_over=~reach(nw.col("least"), nw.col("high_whole")))
    first = frame.filter(nw.col("is_over"))
    for name in ("year", "id"):
        first = first.filter(nw.col(name) == nw.col(name).min().over("source_id", "market_id"))
    frame = nw.concat([frame.filter(~nw.col("is_over")), first], how="vertical")
    names = read_column(tables, "markets", "market_id", "name")
    return View(frame, ~nw.col("is_over"), lambda row: _say_overlap(row, names))


def _parts_of_markets(tables: Tables) -> Frame:
    """Markets beside their nearest wholes, in the year of the whole: ``grown`` is the low end."""
    near = (nw.col("cut") == MARKETS) & (nw.col("is_near") == 1)
    same = same_year_pairs(tables).filter(near).with_columns(grown=nw.col("low"))
    moved = moved_wholes(tables).filter(near).with_columns(grown=nw.col("moved_low"))
    pairs = nw.concat([same.select(*_PAIR), moved.select(*_PAIR)], how="vertical")
    for key in ("id", "id_whole"):
        pairs = pairs.join(doubtful_ids(tables).rename({"id": key}), on=key, how="anti")
    return pairs


def _say_overlap(row: Row, names: Mapping[str, str]) -> Saying:
    others = row["parts"] - 2
    some = [names[row["one_id"]], *([f"{others} more"] if others else []), names[row["last_id"]]]
    gap = difference(row["least"] / row["factor"], row["money"] / row["factor"], row["unit"])
    least = in_unit(row["least"], row)
    message = (
        f"states {tell(row)} in {row['year']}, but {listed(some)}, entered as parts of it, make "
        f"up {least} at least by their own growth, {gap}: they overlap, or one of them covers "
        "more than this market; say in markets.note which"
    )
    worth = row["least"] / row["money"] - 1
    return Saying(message, row["stated"], least, worth, "value")
