"""Printed names of one record that differ by a letter within one document."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from marketbook.markets import Markets
from marketbook.markets.grouping import group_by
from marketbook.markets.names import find_close
from marketbook.markets.printed import Listing
from marketbook.rules.rule import Contradiction, MarketRule, Verdicts, rule

_SHORTEST = 8
"""Letters of a name from which on one of them more or less leaves it the same word."""

# what is spelled so by some and so by others: organisation, paediatric, colour
_SPELLINGS = (("z", "s"), ("ae", "e"), ("oe", "e"), ("ou", "o"))


def _make(name: str) -> MarketRule:
    table = name.partition(".")[0]

    @rule(name, table, severity="note")
    def one_spelling(markets: Markets) -> Verdicts:
        """A document spells each name in one way."""
        return _judge(markets, table)

    return one_spelling


def _judge(markets: Markets, table: str) -> Verdicts:
    """One item per listing; of two spellings the rarer one fails, else the one printed later."""
    listings = (row for one in markets.publications for row in one.listings_of(table))
    for rows in group_by(listings, lambda row: (row.source, row.member)).values():
        faults = _find_slips(sorted(rows, key=lambda row: row.line))
        yield from (faults.get(row.line) for row in rows)


def _find_slips(rows: Sequence[Listing]) -> dict[int, Contradiction]:
    """What to say of the first row with each slip, by line."""
    if len({row.name for row in rows}) == 1:
        return {}
    spellings = {row.line: _spell(row.name) for row in rows}
    count = Counter(spellings.values())
    usual_first = sorted(count, key=lambda one: -count[one])
    first = {spellings[row.line]: row for row in reversed(rows)}
    return {
        first[slip].line: _contradict(first[slip], first[right], count[right])
        for slip, right in _pair_slips(usual_first).items()
    }


def _spell(name: str) -> str:
    """A name without capitals, accents, punctuation, a plural and what is English or American."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    plain = re.sub(r"[^a-z0-9]", "", plain.replace("&", "and"))
    for one, other in _SPELLINGS:
        plain = plain.replace(one, other)
    return plain.removesuffix("s")


def _pair_slips(spellings: Iterable[str]) -> dict[str, str]:
    """Each spelling that is a slip of one before it, with the first of those.

    A slip is one letter that is wrong, missing or too many, or two exchanged; a digit is none: it
    says something.
    """
    places = {one: n for n, one in enumerate(spellings) if len(one) >= _SHORTEST}
    slips: dict[str, str] = {}
    for one, other, edits in find_close(places):
        right, slip = sorted((one, other), key=places.__getitem__)
        if edits == 1 and re.sub(r"\D", "", one) == re.sub(r"\D", "", other):
            slips[slip] = min(slips.get(slip, right), right, key=places.__getitem__)
    return slips


def _contradict(row: Listing, usual: Listing, count: int) -> Contradiction:
    often = "once" if count == 1 else f"{count} times"
    is_swap = sorted(_spell(row.name)) == sorted(_spell(usual.name))
    slip = "with two letters exchanged" if is_swap else "one letter apart"
    message = (
        f"'{row.name}' is '{usual.name}' elsewhere in its document ({often}), {slip}; check the "
        "document; a misprint stays as printed"
    )
    return Contradiction(row, message, row.name, usual.name, 1 / len(row.name), "stated_as")


RULES = [
    _make("player_listings.one-spelling"),
    _make("region_listings.one-spelling"),
    _make("segment_listings.one-spelling"),
]
