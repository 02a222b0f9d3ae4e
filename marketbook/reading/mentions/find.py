"""All mentions of a sentence, none overlapping, the more telling kind first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from marketbook.reading.mentions.amounts import (
    find_counts,
    find_money,
    find_multiples,
    find_numbers,
    find_percents,
)
from marketbook.reading.mentions.model import Mention
from marketbook.reading.mentions.times import find_dates, find_years
from marketbook.reading.words.languages import Language
from marketbook.reading.words.scales import FACTORS
from marketbook.reading.words.small import AnyCase

_QUALIFIERS = (
    ("at-least", r"at least|minimum of|no less than|mindestens|al menos|au moins"),
    ("up-to", r"up to|as much as|as high as|bis zu|jusqu['’]à|a maximum of"),
    (
        "nearly",
        r"nearly|almost|close to|just under|just below|slightly (?:under|below|less than)|less "
        r"than|under|below|fast|knapp|casi|presque|près de|quase|quasi",
    ),
    (
        "over",
        r"(?:just |slightly |well )?over|(?:slightly |a little )?more than|(?:just |well )?above|"
        r"exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?|in excess of|upwards? of|greater than|north "
        r"of|cross(?:ed|ing)?|topp(?:ed|ing)|mehr als|über|más de|plus de|mais de|oltre|più di|"
        r"более|meer dan|to exceed|to cross|to surpass",
    ),
    (
        "about",
        r"about|around|approximately|approx\.?|roughly|some|circa|ca\.?|c\.|~|≈|rund|"
        r"etwa|ungefähr|cerca de|unos|alrededor de|"
        r"aproximadamente|environ|quelque|circa|около|in the region of|to the tune of",
    ),
)
_ESTIMATED = re.compile(r"(?<!is )(?<!was )(?<!be )(?<!are )\bestimated\s$")
_BEFORE = AnyCase(
    r"(?:^|[\s(])(?:"
    + "|".join(f"(?P<{name.replace('-', '_')}>{words})" for name, words in _QUALIFIERS)
    + r")\s*(?:a |an |the |at |of |USD |US\$ ?|worth )?$"
)


def find_mentions(
    text: str, language: Language, home: str = "", around: str = "", issued: int | None = None
) -> tuple[Mention, ...]:
    """The numbers, years, periods and dates of a sentence, in order.

    Args:
        text: A sentence or a cell.
        language: The language whose marks and words its numbers have.
        home: Currency that a bare "$" means on this page; the United States' by default.
        around: The paragraph, whose only currency counts where another language leaves it out.
        issued: The year that "this year" means, where it is known.
    """
    if not any(char.isdigit() for char in text) and not _IN_WORDS.search(text):
        return ()
    taken: list[Mention] = []
    free = bytearray(b"\1" * len(text))
    for found in (
        find_dates(text, language.code),
        find_money(text, language, home),
        find_percents(text, language),
        find_years(text, issued if language.code == "en" else None),
        find_multiples(text, language),
        find_counts(text, language),
        find_numbers(text, language),
    ):
        taken += _take(free, found)
    foreign = language.code != "en"
    currency = _currency_of(around, language, home) if foreign else ""
    taken.sort(key=lambda mention: mention.start)
    ordered = _take_currency(text, taken, currency, foreign=foreign)
    return tuple(_qualify(text, mention, ordered, at) for at, mention in enumerate(ordered))


_ALONE = re.compile(r"\s*(?:[.,;)]|$|(?:nel|en|in|im|em|entro|pour|para|für|bis|et|e|y|und)\b)")
"""What stands behind an amount that leaves its currency out: no thing that it counts."""


@lru_cache(maxsize=64)
def _currency_of(text: str, language: Language, home: str) -> str:
    """The only currency of a text; empty where it has several or none."""
    found = {each.unit[:3] for each in find_money(text, language, home)}
    return found.pop() if len(found) == 1 else ""


def _take_currency(
    text: str, ordered: list[Mention], currency: str, *, foreign: bool
) -> list[Mention]:
    """``Germany (€7.9 bn), France (4.8 bn)``, ``$3 bn to 4 bn``: the first currency counts."""
    amounts: list[Mention] = []
    found: list[Mention] = []
    for each in ordered:
        last = found[-1] if found else None
        goes_on = text[: each.start].rstrip().endswith("(") or bool(
            amounts and _COMPARED.fullmatch(text, amounts[-1].end, each.start)
        )
        goes_on = goes_on and not _THINGS.match(text[each.end :])
        goes_on = goes_on or bool(foreign and _ALONE.match(text[each.end :]))
        if last is not None and goes_back(text, last, each):
            found[-1] = replace(last, unit=each.unit)
        if each.kind == "money":
            currency = each.unit[:3]
        elif each.kind == "count" and each.unit in FACTORS and currency and goes_on:
            each = replace(each, kind="money", unit=f"{currency} {each.unit}")
        found.append(each)
        amounts += [each] if each.kind == "money" else []
    return found


_COMPARED = re.compile(
    r"(?:\s(?:in|for|by) (?:19|20)\d\d)?,?\s(?:(?:up|down|rising|growing|compared|"
    r"and)\s)?(?:from|to|with|"
    r"against|versus|vs\.?)\s(?:(?:about|around|nearly|almost|over|just) )*"
)
"""``$3 bn in 2023, up from 2.5 bn``: what stands between two amounts that are compared."""
_THINGS = re.compile(r"\s(?!in\b|by\b|for\b|and\b|to\b|last\b|this\b|at\b|a year\b|over\b)[a-z]")


def goes_back(text: str, first: Mention, last: Mention) -> bool:
    """``2.0 million to 2.8 million tonnes``: two amounts of which the last names the unit."""
    bare = first.kind == last.kind == "count" and first.unit in FACTORS
    joined = re.fullmatch(r"\s(?:to|and)\s(?:about |around |over )?", text[first.end : last.start])
    return bool(bare and joined) and last.unit.startswith(f"{first.unit} ")


_IN_WORDS = re.compile(
    r"half|third|quarter|fifth|tenth|doubl|tripl|trebl|quadrupl|fold|illion|illiard|per ?cent",
    re.IGNORECASE,
)


def _take(free: bytearray, found: Iterable[Mention]) -> Iterator[Mention]:
    """Those of some mentions that overlap none before them; their characters are taken."""
    for mention in found:
        if all(free[mention.start : mention.end]):
            free[mention.start : mention.end] = bytes(mention.end - mention.start)
            yield mention


def cut_qualifier(before: str) -> str:
    """What stands before a figure, without the words that say how exact it is."""
    said = _BEFORE.search(before)
    return before[: said.start()] if said else before


def _qualify(text: str, mention: Mention, ordered: list[Mention], at: int) -> Mention:
    """The mention with the word before it that says how exact it is, and whether it repeats."""
    if mention.kind in ("year", "period", "date"):
        return mention
    before = text[max(0, mention.start - 40) : mention.start]
    if not mention.qualifier:
        said = _BEFORE.search(before)
        name = (said.lastgroup or "").replace("_", "-") if said else ""
        name = name or ("about" if _ESTIMATED.search(before) else "")
        mention = replace(mention, qualifier=name) if name else mention
    if not mention.qualifier and re.match(
        r"\s?\+|\s+or more\b|\s+plus\b", text[mention.end : mention.end + 9]
    ):
        mention = replace(mention, qualifier="over")
    other = ordered[at - 1] if at else None
    if (
        other is not None
        and other.kind == mention.kind == "money"
        and _is_tied(text, other, mention)
    ):
        mention = replace(mention, tied=True)
    return mention


def _is_tied(text: str, other: Mention, mention: Mention) -> bool:
    """Whether an amount in brackets repeats the one before it in another currency."""
    between = text[other.end : mention.start]
    if other.unit[:3] == mention.unit[:3]:
        return False
    return bool(
        re.fullmatch(
            r"\s*(?:\(|\[|/|;|or\s|,? equivalent to )\s*(?:or |about |around |"
            r"approximately |approx\.? |some |~|≈|equivalent to |i\.e\.,? |=)*",
            between,
        )
    )
