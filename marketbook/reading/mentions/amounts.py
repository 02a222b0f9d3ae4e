"""Amounts of money, percentages, multiples and counts as they are printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from text_to_num import text2num

from marketbook.reading.mentions.model import Mention
from marketbook.reading.words import currencies
from marketbook.reading.words.languages import Language
from marketbook.reading.words.lexicons import UNSPACED, units_of
from marketbook.reading.words.measures import measures_of
from marketbook.reading.words.numbers import (
    NUMBER,
    SPACED,
    WORDED,
    at_numbers,
    has_spaces,
    read_number,
)
from marketbook.reading.words.scales import EAST, Scales, scales_of
from marketbook.reading.words.tables import read_table

_TO = r"\s?(?:-|–|—|to|and|bis)\s?"
_PERCENT = (
    r"(?:%+|percent\b|per\s?cent\b|pct\b|Prozent\b|por\s?ciento\b|por\s?cento\b|"
    r"pour\s?cent\b|per\s?cento\b|процент\w*|procent\b|yüzde\b)"
)
_SOME_PERCENT = re.compile(r"(?i)[%％]|cent|prozent|pct|ciento|процент|yüzde")
_YEAR = r"(?:19|20)\d\d"
_COUNTED = (
    r"(?:(?i:(?:giga|mega|tera)watt[\s-]?hours?|units?|vehicles?|cars|devices?|pieces|sets|"
    r"kilo ?tons?)|t(?=[\s).,]|$)|KT|kt|MT|Mt|"
    r"MMT|mmt|MM\s?tons|kgs?|lbs?|hl|bcm|TEUs?|GWh|GW(?:dc|ac|p)?|MWh|MW(?:dc|ac|p)?|TWh|KTPA|sq\.?\s?(?:m|ft)|m[²³3]|cbm|pcs|"
    r"doses|cases|subscriptions?|pairs|bags|bottles|cans|packs|rolls|bales|"
    r"(?:[\w.,]{1,12}-(?:lit(?:re|er)|kg|kilo|pound)\s)(?:cases|bags|bottles|boxes))"
)
UNITS = read_table("""
units: unit | units
vehicles: vehicle | vehicles; cars: cars; devices: device | devices; pieces: pieces; sets: sets
tonnes: t; kilotonnes: kt | kilotons | ktpa | kiloton | kilo ton | kilo tons
million tonnes: mt | mmt | mm tons
kg: kg | kgs; pounds: lb | lbs; GW: gw | gwp; GWdc: gwdc; GWac: gwac; hectolitres: hl
cubic metres: m³ | m3 | cbm
billion cubic metres: bcm; pieces: pcs
square metres: sq m | sq. m | sq.m | sqm | m²; square feet: sq ft | sq. ft | sq.ft
GWh: gwh | gigawatt-hours | gigawatt hours | gigawatthours; MW: mw | mwp; MWdc: mwdc; MWac: mwac
MWh: mwh | megawatt-hours
MWh: megawatt hours | megawatthours; TWh: twh | terawatt-hours | terawatt hours | terawatthours
""")
"""Units of volume by what is printed; anything else keeps its own name."""
_COUNTS = {"one": 1, "two": 2, "three": 3, "four": 4}
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "tenth": 10}
_FOLD = read_table("""
2: doubling | double | doubles | doubled | twofold
3: triple | triples | tripling | tripled | treble | threefold
4: quadruple | quadruples | quadrupled | quadrupling | fourfold; 5: fivefold; 10: tenfold
""")


@dataclass(frozen=True, slots=True)
class _Patterns:
    money: re.Pattern[str]
    behind: tuple[re.Pattern[str], ...]
    percent: re.Pattern[str]
    count: re.Pattern[str]
    scaled: re.Pattern[str]
    times: re.Pattern[str]
    plain: re.Pattern[str]


@cache
def _patterns(code: str, spaced: bool) -> _Patterns:
    number = SPACED if spaced else NUMBER
    grouped = rf"(?:(?<![\d.,])\d{{1,3}}(?: \d{{3}})+|{number})"
    scale = rf"(?:{scales_of(code).pattern})(?![A-Za-zÀ-ÿĀ-žА-я])\.?"
    before, after = currencies.before_pattern(), currencies.after_pattern()
    words = "|".join(WORDED)
    measures = sorted([*units_of(code), *measures_of(code)], key=len, reverse=True)
    own = "|".join(map(re.escape, measures))
    counted = rf"(?:(?i:{own})(?![\s-]?hours?)|{_COUNTED})"
    start, end = ("", "") if code in UNSPACED else (r"(?<!\w)", r"(?!\w)")
    money = (
        rf"(?P<cur>{before})\s?(?P<tilde>~\s?)?(?P<num>{grouped})(?:{_TO}(?:{before}"
        rf"\s?)?(?P<high>{number}))?(?:\+?\s?-?(?P<scale>(?i:{scale})))?(?:\s?(?:{before}))?"
    )
    behind = (
        (
            rf"(?<!\d)(?!{_YEAR}\s\()(?P<num>{number})(?:{_TO}(?P<high>{number}))?\s?\(?"
            rf"(?P<cur>{before}|{after})\s(?P<scale>(?i:{scale}))\)?"
        ),
        (
            rf"(?<!\d)(?P<num>{grouped})(?:(?:\s(?P<low>(?i:{scale}))(?={_TO}{number}\s(?P=low)))?"
            rf"{_TO}(?P<high>{number}))?\s?-?(?P<scale>"
            rf"(?i:{scale}))?\s?(?:of\s|de\s|di\s|d[’'])?(?P<cur>{after})"
        ),
        (
            rf"(?P<worded>(?i:(?:half )?\ba|"
            rf"\b(?:{words})(?:[\s-](?:{words}))*))\s(?P<scale>(?i:{scale}))\s(?P<cur>{after})"
        ),
    )
    return _Patterns(
        re.compile(money),
        tuple(re.compile(pattern) for pattern in behind),
        re.compile(
            rf"(?i)(?P<sign>(?<![a-z])[+-](?=\d))?(?<![\d·])(?P<num>{number}|\b(?:{words})(?:[\s-](?:{words}))*"
            rf"(?=\s(?:per\s?cent|%)))\s?(?:%\s?)?(?:{_TO}"
            rf"(?P<high>{number})\s?)?(?:-(?=per))?(?P<scale>{_PERCENT})"
        ),
        re.compile(
            rf"(?<![\d.,]){start}(?P<num>{number}|(?i:{words})(?=\s(?i:[mbt][a-z]*illion)\s))\s?"
            rf"(?P<scale>(?i:{scale}))?\s?(?:de\s|di\s|d[’'])?(?P<what>{counted}){end}"
        ),
        re.compile(rf"(?<![\w.,$€£])(?P<num>{number})\s?(?P<scale>(?i:{scale}))(?![A-Za-z])"),
        re.compile(rf"(?<![\w.,])({number})\s?(?:x|×|X|times|fold|-fold|-?mal)\b"),
        re.compile(rf"(?<![\w.,#+/-])({number})(?![\w%]|[.,]\d|-\w|/\d)"),
    )


def find_money(text: str, language: Language, home: str = "") -> Iterator[Mention]:
    """Amounts with a currency."""
    if not currencies.has_currency(text):
        return
    patterns = _patterns(language.code, has_spaces(language))
    scales = scales_of(language.code)
    if language.code in UNSPACED:
        units = _compound_with(currencies.after_pattern())
        for match, value in _find_compounds(text, language, units):
            unit = f"{currencies.code_of(match['unit'], home)} 100 million"
            value, stated = round(value / 1e8, 6), match["parts"].rstrip()
            yield Mention("money", *match.span(), value, None, unit, stated)
    rest = text
    for match in patterns.money.finditer(text):
        for amount in _read_money(match, language, scales, home):
            rest = f"{rest[: amount.start]}{' ' * (amount.end - amount.start)}{rest[amount.end :]}"
            yield amount
    for pattern in patterns.behind if currencies.has_currency(rest) else ():
        for match in at_numbers(pattern, text):
            yield from _read_money(match, language, scales, home)


_POWERS = {**EAST, "千万": 7, "천만": 7, "百万": 6, "백만": 6, "천억": 11, "천": 3}
_PART = "|".join(sorted(_POWERS, key=len, reverse=True))
_NUMBER = r"\d[\d,.]*"
_COMPOUND = (
    rf"(?<![\d,.])(?P<parts>(?:{_NUMBER}\s?(?:{_PART})\s?){{1,2}}{_NUMBER}(?:\s?(?:{_PART}))?)\s?"
)


def _find_compounds(
    text: str, language: Language, units: re.Pattern[str]
) -> Iterator[tuple[re.Match[str], float]]:
    """``2兆6,480億円``, ``12억 5천만 달러``, ``60万5,000トン``: numbers in parts, as one."""
    for match in units.finditer(text):
        parts = re.findall(rf"(\d[\d,.]*)\s?({_PART})?", match["parts"])
        digits = ((read_number(said, language), 10 ** _POWERS.get(at, 0)) for said, at in parts)
        yield match, sum(number * factor for number, factor in digits)


@cache
def _compound_with(behind: str) -> re.Pattern[str]:
    return re.compile(rf"{_COMPOUND}(?P<unit>{behind})")


def _read_money(
    match: re.Match[str], language: Language, scales: Scales, home: str
) -> Iterator[Mention]:
    groups = match.groupdict()
    currency = currencies.code_of(groups["cur"], home)
    if not currency:
        return
    unit = f"{currency} {scales.name_of(groups.get('scale') or '')}".strip()
    stated = groups.get("num") or groups.get("worded") or ""
    value = _worded(stated) if groups.get("worded") else read_number(stated, language)
    about = "about" if groups.get("tilde") else ""
    whole = Mention("money", *match.span(), value, None, unit, stated, about)
    if not groups.get("high"):
        yield whole
        return
    high = read_number(match["high"], language)
    if _is_change(match, value, high):
        dated = match.start("cur") > match.start("num") and re.fullmatch(_YEAR, stated)
        if not dated:  # "from 7.5 … in 2025 to 12.3 …"
            yield replace(whole, end=match.end("num"))
        yield Mention("money", match.start("high"), match.end(), high, None, unit, match["high"])
    else:
        yield replace(whole, high=high)


def _is_change(match: re.Match[str], low: float, high: float) -> bool:
    """``from $5 to $7 billion`` is two amounts, ``$5–7 billion`` a range."""
    between = match.string[match.end("num") : match.start("high")].strip(" $€£")
    return high <= low or bool(
        re.search(r"\bto\b", between)
        and match.string[: match.start()].rstrip().lower().endswith("from")
    )


def _digits(stated: str, language: Language) -> float:
    return read_number(stated, language) if stated[0].isdigit() else _worded(stated)


def _worded(words: str) -> float:
    if words.lower() in ("half a", "a"):
        return 0.5 if words.lower() == "half a" else 1.0
    return float(text2num(words.lower().replace("-", " "), "en"))


def find_percents(text: str, language: Language) -> Iterator[Mention]:
    """Percentages, and shares in words: ``two-fifths``."""
    patterns = _patterns(language.code, has_spaces(language))
    for match in at_numbers(patterns.percent, text) if _SOME_PERCENT.search(text) else ():
        value = _digits(match["num"], language)
        high = read_number(match["high"], language) if match["high"] else None
        if high is not None and (not _is_range(match) or _A__YEAR.match(text, match.start("num"))):
            yield from _split_range(match, language)
            continue
        dash = re.search(r"\d\s?%?\s?$", text[: match.start()])
        value = -value if match["sign"] == "-" and not dash else value
        yield _percent(match.start("num"), match.end(), value, match["num"], high)
    for match in _FRACTION.finditer(text) if _SOME_FRACTION.search(text) else ():
        count = _COUNTS.get((match["count"] or "").lower(), 1)
        parts = _PARTS[(match["part"] or match["alone"]).lower()]
        for_quarters = (
            count > 1 and match["joint"] == " " and text[match.end() : match.end() + 1] != " "
        )
        if count < parts and not for_quarters:
            yield _percent(*match.span(), 100 * count / parts, match[0])


def _percent(start: int, end: int, value: float, stated: str, high: float | None = None) -> Mention:
    return Mention("percent", start, end, value, high, "percent", stated)


def _is_range(match: re.Match[str]) -> bool:
    """``5–7%``, ``between 5% and 7%``; not ``from 28% to 32%`` or ``3.1% and 5.9%``."""
    between = match.string[match.end("num") : match.start("high")]
    before = match.string[: match.start()].rstrip().lower()
    if between.strip() in ("-", "–", "—"):
        return True
    if "and" in between or "bis" in between:
        return before.endswith(("between", "zwischen", "from", "of between"))
    return not before.endswith("from") and ("to" not in between or "%" not in between)


def _split_range(match: re.Match[str], language: Language) -> Iterator[Mention]:
    signed = re.compile(rf"\s?{_PERCENT}").match(match.string, match.end("num"))
    first = signed.end() if signed else match.end("num")
    for name, end in (("num", first), ("high", match.end())):
        if name == "num" and _A__YEAR.match(match.string, match.start("num")):
            continue
        value = read_number(match[name], language)
        yield _percent(match.start(name), end, value, match[name])


_A__YEAR = re.compile(r"(?:19|20)\d\d(?![\d.,]|\s?%)")
"""``28% in 2023 and 32% in 2030``: a year before "and" is none of two percentages."""
_SOME_FRACTION = re.compile(r"[hHtTqQfFsS](?i:al[fv]|hird|uarter|ifth|ixth|enth)")
_FRACTION = re.compile(
    r"(?i)\b(?:(?P<count>one|two|three|four|a)(?P<joint>[- ])(?P<part>half|third|quarter|fifth|"
    r"sixth|tenth)s?|(?<!first )(?<!second )(?P<alone>half))\b(?=\s+(?:of|share|the (?:market|"
    r"share|total|revenue|sales))|\s*(?:[.;,]|$))"
)


_TIMES = re.compile(
    r"(?i)\b(two|three|four|five|six|seven|eight|nine|ten)(?:[- ]and[- ]a[- ]half)? times\b"
)
_SOME_MULTIPLE = ("times", "doubl", "tripl", "trebl", "quadrupl", "fold", "x", "×", "mal")
_FOLDS = re.compile(rf"(?i)\b({'|'.join(_FOLD)})\b(?![- ]digit)")


def find_multiples(text: str, language: Language) -> Iterator[Mention]:
    """``2.4x``, ``grows 3.6 times``, ``more than triple``."""
    said = text.lower()
    if not any(word in said for word in _SOME_MULTIPLE):
        return
    printed = at_numbers(_patterns(language.code, has_spaces(language)).times, text)
    found = [
        *((match, read_number(match[1], language)) for match in printed),
        *((match, _worded(match[1])) for match in at_numbers(_TIMES, text)),
        *((match, float(_FOLD[match[1].lower()])) for match in _FOLDS.finditer(text)),
    ]
    for match, value in found:
        yield Mention("times", *match.span(), value, unit="times", stated=match[1])


def find_counts(text: str, language: Language) -> Iterator[Mention]:
    """Numbers of things sold, weighed or installed, and bare numbers with a scale."""
    patterns = _patterns(language.code, has_spaces(language))
    scales = scales_of(language.code)
    own_units = {**measures_of(language.code), **units_of(language.code)}
    if language.code in UNSPACED:
        units = _compound_with("|".join(map(re.escape, own_units)) or "(?!)")
        for match, value in _find_compounds(text, language, units):
            unit, value = f"10 thousand {own_units[match['unit']]}", round(value / 1e4, 6)
            yield Mention("count", *match.span(), value, unit=unit, stated=match["parts"].rstrip())
    for match in at_numbers(patterns.count, text):
        scale = scales.name_of(match["scale"] or "")
        what = " ".join(match["what"].lower().split())
        own = own_units.get(what, what)
        unit = UNITS.get(own) or (own.rpartition(" ")[2] if "-" in own else own)
        named = f"{scale} {unit}".strip() if not unit.startswith(("million", "billion")) else unit
        value, ranged = _digits(match["num"], language), _RANGED.search(text[: match.start()])
        high = value if ranged else None
        yield Mention("count", *match.span(), value, high, unit=named, stated=match["num"])
    for match in at_numbers(patterns.scaled, text):
        before = text[: match.start()]
        if len(match["scale"]) > 1 or _AMOUNT_TO.search(before):
            value, unit = read_number(match["num"], language), scales.name_of(match["scale"])
            yield Mention("count", *match.span(), value, unit=unit, stated=match["num"])


_AMOUNT_TO = re.compile(r"(?:[$€£]|\b[A-Z]{3})\s?[\d.,]+\s?[A-Za-z]{1,2}\s(?:to|and)\s$")
"""``USD 30.7B to 49.3B``: what stands before an amount that leaves its currency out."""
_RANGED = re.compile(r"\d\s?[–—-]\s?$")
"""What stands before the upper end of a range."""


def find_numbers(text: str, language: Language) -> Iterator[Mention]:
    """Every other number that stands by itself."""
    for match in at_numbers(_patterns(language.code, has_spaces(language)).plain, text):
        value = read_number(match[1], language)
        yield Mention("number", *match.span(), value, stated=match[1])
