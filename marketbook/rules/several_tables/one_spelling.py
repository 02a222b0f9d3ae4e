"""Printed names of one record that differ by a letter within one document."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from marketbook.markets import Markets
from marketbook.markets.printed import Listing
from marketbook.rules.rule import Contradiction, MarketRule, Verdicts, rule

_SHORTEST = 8
"""Letters of a name from which on one of them more or less leaves it the same word."""

# what is spelled so by some and so by others: organisation, paediatric, colour
_SPELLINGS = (("z", "s"), ("ae", "e"), ("oe", "e"), ("ou", "o"))


def _make(name: str) -> MarketRule:
    table = name.partition(".")[0]

    @rule(name, reads=(table,), severity="note")
    def one_spelling(markets: Markets) -> Verdicts:
        """A document spells each name in one way."""
        return _judge(markets, table)

    return one_spelling


def _judge(markets: Markets, table: str) -> Verdicts:
    """One item per listing; of two spellings the rarer one fails, else the one printed later."""
    spelled: dict[tuple[str, str], list[Listing]] = defaultdict(list)
    for publication in markets.publications:
        for row in publication.listings_of(table):
            spelled[row.source, row.member].append(row)
    for rows in spelled.values():
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
        for slip, right in _pair_slips(usual_first)
    }


def _spell(name: str) -> str:
    """A name without capitals, accents, punctuation, a plural and what is English or American."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    plain = re.sub(r"[^a-z0-9]", "", plain.replace("&", "and"))
    for one, other in _SPELLINGS:
        plain = plain.replace(one, other)
    return plain.removesuffix("s")


def _pair_slips(spellings: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each spelling that is a slip of one before it, with the first of those.

    A slip is one letter that is wrong, missing or too many; a digit is none: it says something.
    Two that are a letter apart become one by leaving out a letter of either, or of both: only
    those that do, and have the same digits, are compared.
    """
    shortened: dict[tuple[str, str], list[str]] = defaultdict(list)
    places: dict[str, int] = {}
    for place, spelling in enumerate(spellings):
        if len(spelling) < _SHORTEST:
            continue
        forms = _shorten(spelling)
        near = {one for form in forms for one in shortened.get(form, ())}
        if right := [one for one in near if is_letter_apart(one, spelling)]:
            yield spelling, min(right, key=places.__getitem__)
        places[spelling] = place
        for form in forms:
            shortened[form].append(spelling)


def is_letter_apart(one: str, other: str) -> bool:
    """Whether a letter of two different spellings is wrong, missing or too many."""
    differing = (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
    same = next(differing, min(len(one), len(other)))
    a, b = one[same:], other[same:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:]


def _shorten(spelling: str) -> set[tuple[str, str]]:
    """A spelling, and all that leaving out a letter makes of it, each with its digits."""
    digits = re.sub(r"\D", "", spelling)
    shorter = (
        spelling[:place] + spelling[place + 1 :]
        for place, letter in enumerate(spelling)
        if not letter.isdigit()
    )
    return {(digits, spelling), *((digits, form) for form in shorter)}


def _contradict(row: Listing, usual: Listing, count: int) -> Contradiction:
    often = "once" if count == 1 else f"{count} times"
    message = (
        f"'{row.name}' is '{usual.name}' elsewhere in its document ({often}), one letter apart; "
        "check the document; a misprint stays as printed"
    )
    return Contradiction(row, message, row.name, usual.name, 1 / len(row.name), "stated_as")


RULES = [
    _make("player_listings.one-spelling"),
    _make("region_listings.one-spelling"),
    _make("segment_listings.one-spelling"),
]
