"""A figure as a person writes it: ``US$ 4.1bn``, ``about 28 %``, ``CAGR of 6.5% (2025–2030)``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from marketbook.reading.facts import Fact
from marketbook.reading.records.digits import is_close, write_stated
from marketbook.reading.records.units import list_currencies
from marketbook.reading.sheet.years import Years, read_years

QUALIFIERS = {
    "about": ("about", "around", "approximately", "approx.", "approx", "roughly", "circa", "ca.",
              "c.", "some", "~", "≈"),
    "over": ("over", "more than", "above", "exceeding", "in excess of", "greater than", ">"),
    "nearly": ("nearly", "almost", "close to", "just under", "under", "less than", "<"),
    "up-to": ("up to", "at most", "as much as", "≤"),
    "at-least": ("at least", "no less than", "≥"),
}  # fmt: skip
"""Words before or after a figure, by the qualifier of the tables."""

_SCALES = {
    "thousand": ("thousand", "thousands", "k", "thsd", "tsd"),
    "million": ("million", "millions", "mn", "mln", "mio", "m", "mm", "millones", "millionen"),
    "billion": ("billion", "billions", "bn", "bln", "b", "mrd", "milliarden", "milliards"),
    "trillion": ("trillion", "trillions", "tn", "trn", "t"),
    "lakh": ("lakh", "lakhs", "lac"),
    "crore": ("crore", "crores", "cr"),
}
_SIGNS = {
    "US$": "USD",
    "U.S.$": "USD",
    "$": "USD",
    "dollars": "USD",
    "dollar": "USD",
    "US dollars": "USD",
    "€": "EUR",
    "euros": "EUR",
    "euro": "EUR",
    "£": "GBP",
    "pounds": "GBP",
    "₹": "INR",
    "Rs.": "INR",
    "Rs": "INR",
    "rupees": "INR",
    "¥": "JPY",
    "yen": "JPY",
    "yuan": "CNY",
    "RMB": "CNY",
    "元": "CNY",
    "₩": "KRW",
    "won": "KRW",
    "C$": "CAD",
    "A$": "AUD",
    "CA$": "CAD",
    "AU$": "AUD",
    "HK$": "HKD",
    "S$": "SGD",
    "R$": "BRL",
    "CHF": "CHF",
    "₽": "RUB",
}
"""Signs and words of money that are no ISO code; a sign that several share is the one that prints
it alone."""

_FRACTIONS = {"half": 50.0, "third": 100 / 3, "quarter": 25.0, "fifth": 20.0}
_COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4}
_FRACTION = re.compile(
    r"(?:(a|an|one|two|three|four)[ -])?(half|third|quarter|fifth)s?", re.IGNORECASE
)
_NUMBER = re.compile(r"[-−]?[0-9](?:[0-9]|[.,'’\u00a0\u2009\u202f ](?=[0-9]))*")
_RANGE = re.compile(r"[0-9]\s?[-–—]\s?[0-9]|[0-9]\s(?:to|and)\s[$€£]?[0-9]")
_YEARS = re.compile(
    r"[\s,;]*[(\[]?\s*(?:\b(?:in|by|from|between|during|for|over|as of)\s+)?"
    r"((?:FY\s?)?(?:19|20|21)[0-9]{2}[AEF]?(?:\s?(?:[-–—/]|\bto\b|\bthrough\b|\band\b)\s?"
    r"(?:FY\s?)?(?:19|20|21)?[0-9]{2}[AEF]?)?)\s*[)\]]?\s*[:,]?",
    re.IGNORECASE,
)
_RATE = re.compile(
    r"\b(?:cagr|compound annual|growth rate|growth|annually|a year|per year|yoy)\b"
    r"|\bp\.?a\.?(?!\w)",
    re.IGNORECASE,
)
_SHARE = re.compile(r"\bmarket share\b|\bshare\b|\bof the (?:global )?market\b", re.IGNORECASE)
_PERCENT = re.compile(r"%+|\bper ?cent\b|\bpercent\b|\bpct\b", re.IGNORECASE)
_TIMES = re.compile(r"\btimes\b|(?<=[0-9])\s?x\b|\bfold\b|-fold\b", re.IGNORECASE)
_FILLERS = re.compile(r"\b(?:of|a|an|the|at|is|was|market|size|value|valued|worth|revenue)\b",
                      re.IGNORECASE)  # fmt: skip


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
    """

    stated: str
    value: float
    unit: str
    qualifier: str = ""
    years: Years | None = None
    growth: bool = False


def read_printed(text: str) -> Printed | None:
    """The figure of a text; None where there is no figure in it, or more than one."""
    rest, years = _take_years(text)
    growth = _RATE.search(rest) is not None
    rest = _SHARE.sub(" ", _RATE.sub(" ", rest))
    rest, qualifier = _take_qualifier(rest)
    fraction = _FRACTION.fullmatch(_PERCENT.sub("", rest).strip(" .").casefold())
    if fraction:
        value = _COUNTS[fraction[1] or "a"] * _FRACTIONS[fraction[2]]
        return Printed(fraction[0], value, "percent", qualifier, years)
    numbers = _NUMBER.findall(rest)
    if len(numbers) != 1 or _RANGE.search(rest):
        return None
    stated = numbers[0].strip()
    value = read_number(stated)
    unit = _read_unit(_NUMBER.sub(" \0 ", rest))
    if value is None or not unit:
        return None
    return Printed(stated, value, unit, qualifier, years, growth)


def _take_years(text: str) -> tuple[str, Years | None]:
    """The text without the years beside its figure, and the years."""
    for found in _YEARS.finditer(text):
        rest = f"{text[: found.start()]} {text[found.end() :]}"
        years = read_years(found[1])
        # what is left must be a figure: 2025 alone may be one itself, and so may 2,025
        if years is not None and _NUMBER.search(rest) and not _touches(text, found):
            return rest, years
    return text, None


def _touches(text: str, found: re.Match[str]) -> bool:
    """Whether the digits go on before or behind what looks like a year."""
    before, after = text[: found.start(1)][-1:], text[found.end(1) :][:2]
    return before.isdigit() or before in tuple("$€£₹.,") or bool(re.match(r"[.,]?[0-9]", after))


def _take_qualifier(text: str) -> tuple[str, str]:
    for qualifier, words in QUALIFIERS.items():
        for word in words:
            edge = r"\b" if word[0].isalpha() else ""
            end = r"(?!\w)" if word[-1].isalpha() else ""
            found = re.search(f"{edge}{re.escape(word)}{end}", text, re.IGNORECASE)
            if found:
                return f"{text[: found.start()]} {text[found.end() :]}", qualifier
    plus = re.search(r"(?<=[0-9%a-z])\s?\+", text)
    return (text.replace("+", " "), "over") if plus else (text, "")


def read_number(stated: str) -> float | None:
    """The number of printed digits, in English or with a decimal comma; None where it is open.

    A comma before three digits parts thousands, as in English; behind a point it is decimal.
    """
    plain = re.sub("['’\u00a0\u2009\u202f ]", "", stated).replace("−", "-")
    comma, point = plain.rfind(","), plain.rfind(".")
    decimal_comma = comma > point if point >= 0 else re.search(r",[0-9]{1,2}$|,[0-9]{4,}$", plain)
    if plain.count(".") > 1 and comma < 0:
        plain = plain.replace(".", "")
    elif decimal_comma and plain.count(",") == 1:
        plain = plain.replace(".", "").replace(",", ".")
    else:
        plain = plain.replace(",", "")
    try:
        return float(plain)
    except ValueError:
        return None


def _read_unit(rest: str) -> str:
    """The name of the unit in what stands around a number, of which a NUL holds the place."""
    if _PERCENT.search(rest):
        return "percent"
    if _TIMES.search(rest.replace("\0", "0")):
        return "times"
    words = [word for word in re.split(r"[\s\0]+", _part_signs(rest)) if word.strip(".,:;()[]–-")]
    currency, left = _take_currency([word.strip(",:;()[]") for word in words])
    sizes, left = _take_sizes(left)
    left = [word for word in left if not _FILLERS.fullmatch(word)]
    if currency:
        return " ".join([currency, *sizes]) if not left else ""
    return " ".join([*sizes, *left]) if left else ""


def _part_signs(text: str) -> str:
    """The text with spaces around signs of money and between a code and what it is glued to."""
    signs = sorted((sign for sign in _SIGNS if not sign.isalpha()), key=len, reverse=True)
    pattern = "|".join(re.escape(sign) for sign in signs)
    return re.sub(f"({pattern})", r" \1 ", text)


def _take_currency(words: list[str]) -> tuple[str, list[str]]:
    for place, word in enumerate(words):
        code = _list_signs().get(word) or _list_signs().get(word.casefold())
        code = code or (word.upper() if word.upper() in list_currencies() else "")
        if (code and len(word) > 1) or word in _SIGNS:
            rest = words[:place] + words[place + 1 :]
            # US dollars, USD $: the same money said twice
            same = [w for w in rest if w.casefold() in ("us", "u.s.", "$", "dollars", "dollar")]
            return code, [w for w in rest if code != "USD" or w not in same]
    return "", words


@cache
def _list_signs() -> dict[str, str]:
    return {**_SIGNS, **{sign.casefold(): code for sign, code in _SIGNS.items()}}


def _take_sizes(words: list[str]) -> tuple[list[str], list[str]]:
    """Words of size in the order that they are printed in: ``lakh crore``."""
    sizes: list[str] = []
    rest: list[str] = []
    for word in words:
        plain = word.casefold().strip(".")
        size = next((size for size, forms in _SCALES.items() if plain in forms), "")
        (sizes if size else rest).append(size or word)
    return sizes, rest


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
