"""A figure as a person writes it: ``US$ 4.1bn``, ``about 28 %``, ``CAGR of 6.5% (2025–2030)``.

Numbers, units and years are found by what reads documents; here only a whole cell is one figure,
and nothing in it may be left that was not understood.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from marketbook.reading.facts import Fact
from marketbook.reading.mentions import Mention, cut_qualifier, find_mentions
from marketbook.reading.records.digits import is_close, write_stated
from marketbook.reading.records.units import list_currencies
from marketbook.reading.sheet.years import Years, read_years
from marketbook.reading.words.currencies import code_of
from marketbook.reading.words.languages import language_of
from marketbook.reading.words.lexicons import lexicons
from marketbook.reading.words.scales import FACTORS

BY_VOLUME = " by volume"
"""Behind a rate or share of what is sold or weighed, not of money."""
_LANGUAGES = ("en", *lexicons())
"""Languages that are tried until one leaves nothing over; the first wins."""

_FIGURES = ("money", "percent", "times", "count", "number")
_UNDERSTOOD = re.compile(
    r"(?i)about|above|all|almost|an?|annual(?:ly)?|approx(?:imately)?|are|around|as|at|be|between|by|"
    r"c|cagr|circa|ca|close|compound|during|estimated|exceed(?:ing|s)?|excess|expected|for|"
    r"forecast|from|global|greater|gr[eo]w(?:ing|s|th)?|in|is|just|least|less|market|more|nearly|"
    r"no|of|over|p\.?a|per|period|plus|rate|revenue|roughly|share|size|some|than|the|through|to|"
    r"under|until|up|valued?|was|will|worth|yearly|years?|yoy|[~≈><≥≤+]"
)
"""Words beside a figure that change nothing of what it says, or were understood with it."""

_GROWTH = re.compile(
    r"(?i)\b(?:cagr|compound annual|growth|grow(?:s|ing)?|annually|yearly|a year|per year|yoy)\b"
    r"|\bp\.?a\.?(?!\w)"
)
_FRACTION = re.compile(r"(?:(?:a|one|two|three|four)[ -])?(?:half|third|quarter|fifth)s?")
_LIKE_A_CODE = re.compile("[A-Z]{3}")
_NEGATIVE = re.compile(r"[-−]\s?$")


@dataclass(frozen=True, slots=True)
class Printed:
    """What a figure as printed says.

    Attributes:
        stated: The digits as printed.
        value: Their number.
        unit: Name of the unit, as in ``units``.
        qualifier: As the tables have it.
        years: The years printed beside it; None where there are none.
        growth: Whether it says that it is a rate of growth.
        counts_words: Whether its unit is in words that no language knows as one.
    """

    stated: str
    value: float
    unit: str
    qualifier: str = ""
    years: Years | None = None
    growth: bool = False
    counts_words: bool = False


def read_printed(text: str) -> Printed | None:
    """The figure of a text; None where there is none in it, more than one, or anything else."""
    fallback: Printed | None = None
    for language in _LANGUAGES:
        told = _read(text, language)
        if told is not None and not told.counts_words:
            return told
        fallback = fallback or told
    if fallback is not None:
        return fallback
    # a fraction by itself is a number only of something
    alone = _FRACTION.search(text.casefold())
    return _read(f"{text} of the market", "en") if alone and "of" not in text.split() else None


def _read(text: str, language: str) -> Printed | None:
    mentions = find_mentions(text, language_of(language))
    figures = [mention for mention in mentions if mention.kind in _FIGURES]
    if len(figures) != 1 or figures[0].high is not None or figures[0].value is None:
        return None
    times = [mention for mention in mentions if mention.kind in ("year", "period")]
    left = _list_left(text, mentions)
    figure = _name_unit(figures[0], left)
    if figure is None or len(times) > 1 or len(mentions) > 1 + len(times):
        return None
    years = _list_years(times[0], text) if times else None
    stated = figure.stated.strip()
    sign = "-" if _NEGATIVE.search(text[: figure.start]) and not stated.startswith("-") else ""
    value = figure.value or 0.0
    return Printed(f"{sign}{stated}", -abs(value) if sign else value, figure.unit,
                   figure.qualifier, years, _GROWTH.search(text) is not None,
                   bool(left) and not code_of(" ".join(left)))  # fmt: skip


def _list_left(text: str, mentions: tuple[Mention, ...]) -> list[str]:
    """The words of a text that nobody has understood."""
    at, pieces = 0, list[str]()
    for mention in mentions:
        pieces.append(cut_qualifier(text[at : mention.start]))
        at = mention.end
    words = " ".join([*pieces, text[at:]]).split()
    bare = (word.strip("()[],.:;'\"–—-−") for word in words)
    return [word for word in bare if word and not _UNDERSTOOD.fullmatch(word)]


def _name_unit(figure: Mention, left: list[str]) -> Mention | None:
    """The figure with its unit; None where it has none, or something else is left over.

    What stands beside a plain number is the unit it counts, or the money in words.
    """
    if figure.kind in ("money", "percent", "times"):
        return None if left else figure
    if not left:
        return figure if figure.unit and figure.unit not in FACTORS else None
    words = " ".join(left)
    money = code_of(words)
    if not money and (any(char.isdigit() for char in words) or _LIKE_A_CODE.fullmatch(words)):
        return None
    return replace(figure, unit=f"{money} {figure.unit}".strip() if money
                   else f"{figure.unit} {words}".strip())  # fmt: skip


def _list_years(mention: Mention, text: str) -> Years:
    if mention.kind == "year":
        return mention.year, mention.year
    told = read_years(text[mention.start : mention.end])
    return told or (mention.start_year, mention.end_year)


def write_printed(fact: Fact) -> str:
    """A figure as it is read back: as printed, where that is enough, else in English.

    The digits are those of the fact, with a decimal point whatever language printed them.
    """
    told = read_printed(fact.printed) if fact.printed else None
    if told is not None and _says(told, fact):
        return fact.printed
    stated = write_stated(fact.stated, fact.value)
    if _FRACTION.fullmatch(stated):
        return f"{fact.qualifier.replace('-', ' ')} {stated}".strip()
    money, _, size = fact.unit.partition(" ")
    words = [fact.qualifier.replace("-", " ")]
    if money in list_currencies():
        words += [money, stated, size]
    else:
        words += [stated, "%" if fact.unit == "percent" else fact.unit]
    return " ".join(word for word in words if word)


def _says(told: Printed, fact: Fact) -> bool:
    same = fact.value is not None and (
        is_close(told.value, fact.value) or _FRACTION.fullmatch(fact.stated.lower()) is not None
    )
    return (
        same
        and told.unit == fact.unit
        and told.qualifier == fact.qualifier
        and told.years is None
        and write_stated(told.stated, told.value) == write_stated(fact.stated, fact.value)
    )
