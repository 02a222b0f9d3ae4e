"""Printed names that lead to several records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from marketbook.markets import Family
from marketbook.markets.grouping import group_by
from marketbook.markets.printed import Listing
from marketbook.rules.rule import Contradiction, Verdicts, rule


@rule("region_listings.one-meaning", "region_listings")
def region_has_one_meaning(family: Family) -> Verdicts:
    """A printed name leads to one region within a market."""
    return _judge_names(family, "region_listings", "region_id", lambda _: "")


@rule("segment_listings.one-meaning", "segment_listings", "segments")
def segment_has_one_meaning(family: Family) -> Verdicts:
    """A printed name leads to one segment within an axis."""
    axis_of = family.codes.axis_of
    return _judge_names(family, "segment_listings", "segment_id", axis_of)


def _judge_names(
    family: Family, table: str, field: str, find_topic: Callable[[str], str]
) -> Verdicts:
    """One item per listing: of a name that leads to several records all but the usual one fail.

    The same name may mean another thing elsewhere, where its record is about another topic.
    """
    listings = (row for one in family.publications for row in one.listings_of(table))
    names = group_by(
        listings, lambda row: (row.market, find_topic(row.member), row.name.casefold())
    )
    for (market, topic, _), rows in names.items():
        yield from _judge(rows, field, topic or market)


def _judge(rows: Sequence[Listing], field: str, where: str) -> Verdicts:
    counts = Counter(row.member for row in sorted(rows, key=lambda row: row.line))
    usual, count = max(counts.items(), key=lambda item: item[1])
    often = "once" if count == 1 else f"{count} times"
    for row in rows:
        message = (
            f"'{row.name}' leads to {row.member} here, but to {usual} elsewhere in {where} "
            f"({often}); correct one of them, or waive it if both are meant"
        )
        fine = row.member == usual
        yield None if fine else Contradiction(row, message, row.member, usual, 1.0, field)
