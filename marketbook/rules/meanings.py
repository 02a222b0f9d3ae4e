"""Printed names that lead to several records."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence

from marketbook.markets import Family
from marketbook.markets.printed import Listing
from marketbook.rules.rule import Contradiction, Verdicts


def judge_meanings(
    family: Family, table: str, field: str, find_topic: Callable[[Listing], str]
) -> Verdicts:
    """One item per listing: of a name that leads to several records all but the usual one fail.

    Args:
        family: The family.
        table: Which listings.
        field: The column that leads to a record.
        find_topic: What a listing is about: the same name may mean another thing elsewhere.
    """
    names: dict[tuple[str, str, str], list[Listing]] = defaultdict(list)
    for publication in family.publications:
        for row in publication.listings_of(table):
            names[row.market, find_topic(row), row.name.casefold()].append(row)
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
