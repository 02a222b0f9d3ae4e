"""Places in a text, by the names of the table ``regions``: publishers' regions, then countries."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

import pycountry
from babel import Locale
from babel.core import get_global
from babel.numbers import get_territory_currencies

from marketbook.reading.words.lexicons import UNSPACED, any_language, lexicons
from marketbook.reading.words.proper_names import is_inside_name
from marketbook.reading.words.tables import read_rows, read_table
from marketbook.schema.standard import read_standard_rows

WORLD = "World"
OF_WORLD = re.compile(r"(?i)\b(?:of|in) the world(?:['’]s)?\b(?! (?:largest|biggest|first))")
"""``Peru to buy half of the world's``: the world in a title, and a place in it."""
_WORD = re.compile(r"[A-Z]\.(?:\s?[A-Z]\.)+|[A-Z]\.[A-Z](?![\w.])|[^\W\d_]+\d*|&")
_GAP = re.compile(r"[\s\-–/’'().]{0,3}(?:the\s)?")
_LONGEST = 7
_MADE_OF = re.compile(
    r"(?i)^[^.;,\d]{0,60}?\b(?:market|industry|sector|demand|share|sales|revenue|region|companies|"
    r"consumption|spending|expenditure|shipments|installations|deliveries|turnover|"
    r"segment|manufacturers|makers|producers|customers|consumers|buyers|households|bought|spent|"
    r"spend|purchased|consumed|markt|mercado|marché|mercato|рын\w+|"
    rf"{any_language('market', 'sales')})"
)


_MADE_BEFORE = re.compile(rf"(?i){any_language('market', 'sales')}\s$")


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A place in a text: from where to where it stands, and its name in ``regions``."""

    start: int
    end: int
    region: str


@dataclass(frozen=True, slots=True)
class Region:
    """A row of the table ``regions`` as far as it is needed here."""

    region_id: str
    name: str
    kind: str
    parent_id: str


@cache
def standard_regions() -> dict[str, Region]:
    """The regions that ship, by name."""
    return {
        row["name"]: Region(row["region_id"], row["name"], row["kind"], row["parent_id"])
        for row in read_standard_rows("regions")
    }


def parent_of(region: str) -> str:
    """The name of the region that holds a region; empty where it is not known, or the world."""
    known = standard_regions()
    here = known.get(region)
    if here is None and region in states():
        return states()[region]
    return next(
        (each.name for each in known.values() if here and each.region_id == here.parent_id), ""
    )


def kind_of(region: str) -> str:
    """world, region, country, group or remainder; ISO's countries without a row are countries.

    So is a state of a federation here: a place of its own, which holds none that is listed.
    """
    here = standard_regions().get(region)
    if here is not None:
        return here.kind
    if region.startswith("Rest of"):
        return "remainder"
    return "country" if region in _countries().values() or region in states() else "region"


@lru_cache(maxsize=1024)
def find_places(text: str, language: str = "en") -> tuple[PlaceName, ...]:
    """Every place in a text, the longest name at each point.

    Args:
        text: A sentence, a heading or a cell.
        language: Code of the language whose names are known beside the English ones.
    """
    return tuple(_find_places(text, language))


def _find_places(text: str, language: str) -> Iterator[PlaceName]:
    index = _index(language)
    words = [(match.start(), match.end(), _bare(match.group())) for match in _WORD.finditer(text)]
    if language in UNSPACED:
        yield from _find_unspaced(text, language)
        return
    at = 0
    while at < len(words):
        found = _longest(text, words, at, index)
        if found is None:
            at += 1
            continue
        place, taken = found
        if _is_place(text, place) and (language == "de" or not _is_named(text, place, index)):
            yield place
        at += taken


@lru_cache(maxsize=4096)
def name_place(text: str, language: str = "en") -> str:
    """The name in ``regions`` of a text that is nothing but a place; empty where it is none."""
    bare = re.sub(
        r"^(?:the|by|in)\s+|\s+(?:region|market)$|[:*]+$", "", text.strip(), flags=re.IGNORECASE
    )
    return next(
        (
            place.region
            for place in find_places(bare, language)
            if place.start == 0 and place.end >= len(bare.rstrip(" ."))
        ),
        "",
    )


def _find_unspaced(text: str, language: str) -> Iterator[PlaceName]:
    names = _index(language).names
    for match in _unspaced(language).finditer(text):
        if _KATAKANA.match(match.group()[-1]) and _KATAKANA.match(text, match.end()):
            continue
        yield PlaceName(match.start(), match.end(), names[match.group()])


_KATAKANA = re.compile(r"[\u30a0-\u30ff]")
"""A word in katakana goes on to its last letter: there is no Thailand in a type."""


@cache
def _unspaced(language: str) -> re.Pattern[str]:
    """The names in another script than Latin, the longest first."""
    names = sorted((name for name in _index(language).names if not name.isascii()), key=len)
    return re.compile("|".join(map(re.escape, reversed(names))))


@dataclass(frozen=True, slots=True)
class _Index:
    """Names and adjectives in bare form, and the words that one can begin with."""

    names: dict[str, str]
    adjectives: dict[str, str]
    first: frozenset[str]


def _longest(
    text: str, words: list[tuple[int, int, str]], at: int, index: _Index
) -> tuple[PlaceName, int] | None:
    start, _, word = words[at]
    if word not in index.first:
        return None
    best: tuple[PlaceName, int] | None = None
    key = ""
    for taken in range(1, min(_LONGEST, len(words) - at) + 1):
        begin, end, bare = words[at + taken - 1]
        if taken > 1 and not _may_join(text[words[at + taken - 2][1] : begin], key):
            break
        key = f"{key} {bare}".strip()
        region = _look_up(key, text, start, end, index)
        if region:
            best = PlaceName(start, end, region), taken
    return best


def _may_join(gap: str, key: str) -> bool:
    """Whether two words may be of one name: a comma only within the spelled-out LAMEA and EMEA."""
    if "," in gap:
        return key.startswith(("latin america", "europe middle"))
    return bool(_GAP.fullmatch(gap))


def _look_up(key: str, text: str, start: int, end: int, index: _Index) -> str:
    rest = re.fullmatch(r"rest of (?:the )?(.+)", key) if key.startswith("rest of ") else None
    if rest and rest[1] in index.names:
        inner = index.names[rest[1]]
        return "Rest of World" if inner == WORLD else f"Rest of {inner}"
    printed = text[start:end]
    if key in index.names and _has_case(key, printed):
        return index.names[key]
    region = index.adjectives.get(key, "")
    if (
        region
        and printed[0].isupper() == region[0].isupper()
        and (
            _MADE_OF.match(text[end : end + 90])
            or _MADE_BEFORE.search(text[max(0, start - 30) : start])
        )
    ):
        return region.strip()
    return ""


def _has_case(key: str, printed: str) -> bool:
    """Short forms count in capitals only ("us", "row"), single words with a capital letter."""
    if len(key.replace(" ", "")) <= 4 and key.isascii() and not printed[1:].islower():
        return printed.replace(".", "").replace(" ", "").isupper() or printed == "RoW"
    if len(key) <= 3 and key.isascii():
        return False
    return printed[0].isupper() or " " in key or key in _WORLD_WORDS or not printed.isascii()


_WORLD_WORDS_WORDS = """
global globally world worldwide mundial mundo mondial mondiale monde weltweit weltweite weltweiten
globale globalen
"""
_WORLD_WORDS = frozenset(_WORLD_WORDS_WORDS.split())


_MEASURED = re.compile(
    r"\s(?:[\w-]+\s){0,3}?(?:market|industry|sector|demand|consumption|production|output|sales|"
    r"supply|shipments|revenues?|spending)\b"
)
"""What makes the world a region: ``world steel output``, not ``the world changes``."""


def _is_place(text: str, place: PlaceName) -> bool:
    """Not where the name is somebody's seat ("US-based") or of a currency."""
    if text[place.start : place.end] == "world":
        return bool(_MEASURED.match(text[place.end :]))
    after = text[place.end : place.end + 24]
    if re.match(r"-(?:based|made|born|listed|funded|backed)|[\s-]dollars?\b|\$", after, re.I):
        return False
    return place.end - place.start > 4 or not after.startswith(" $")  # "US $ 4 billion"


def _is_named(text: str, place: PlaceName, index: _Index) -> bool:
    return is_inside_name(text, place.start, place.end, index.names, index.first)


@cache
def _index(language: str) -> _Index:
    names = dict(_list_names(language))
    adjectives = {
        # a blank marks those that their language writes small
        _bare_text(adjective): " " * adjective[0].islower() + region
        for adjective, region in _adjectives()
    }
    first = {key.split()[0] for key in (*names, *adjectives)} | {"rest"}
    return _Index(names, adjectives, frozenset(first))


def _adjectives() -> list[tuple[str, str]]:
    return [(row["adjective"], row["region"]) for row in read_rows("adjectives.csv")]


def _list_names(language: str) -> Iterator[tuple[str, str]]:
    """Bare spellings with the names they stand for; later ones win."""
    for state in states(language if language in _FEDERATIONS else "en"):
        yield _bare_text(state), state
    yield from ((f"{each.lower()}s", held) for each, held in _adjectives() if each.endswith("an"))
    yield from _from_cldr("en")
    if language not in ("en", ""):
        yield from _from_cldr(language)
    if language == "zh":
        yield from _from_cldr("zh_Hant")
    for region in standard_regions():
        yield _bare_text(region), region
    for row in read_rows("place_names.csv"):
        yield _bare_text(row["spelling"]), row["region"]
    if language in lexicons():
        for name, region in lexicons()[language].places.items():
            yield _bare_text(name), region


def _from_cldr(language: str) -> Iterator[tuple[str, str]]:
    countries = _countries()
    regions = _by_m49()
    for code, name in Locale.parse(language).territories.items():
        region = countries.get(code) or regions.get(code, "")
        if region and (len(name) > 3 or language[:2] in UNSPACED):
            yield _bare_text(name), region
            if language == "de" and name[-1] not in "sz":
                yield f"{_bare_text(name)}s", region
    if language == "en":
        for country in pycountry.countries:
            for attribute in ("name", "common_name", "official_name"):
                name = getattr(country, attribute, "")
                if name and "," not in name:
                    yield _bare_text(name), countries[country.alpha_2]


@cache
def _countries() -> dict[str, str]:
    """Names of countries by their two letters: as in ``regions``, else as CLDR has it."""
    ours = {
        row["iso_alpha3"]: row["name"] for row in read_standard_rows("regions") if row["iso_alpha3"]
    }
    english = Locale("en").territories
    return {
        country.alpha_2: ours.get(country.alpha_3) or english.get(country.alpha_2, country.name)
        for country in pycountry.countries
    }


_FEDERATIONS = {
    "en": ("US", "CA", "AU", "IN"),
    "de": ("DE", "AT"),
    "es": ("ES",),
    "fr": ("FR",),
    "it": ("IT",),
    "pt": ("BR",),
}
"""Countries whose parts publishers report in a language, under the names that ISO 3166-2 has."""
_PARTS = "State|Territory|Land|Autonomous community|Region|Autonomous region|Metropolitan region"
_CITIES = ("New York", "Washington", "Berlin", "Hamburg", "Bremen", "Wien", "Salzburg", "Marche")
"""Parts whose name is more often that of a city, or a common word."""


@cache
def states(language: str = "") -> dict[str, str]:
    """The country of each state, province, territory or region, by its name.

    Args:
        language: Of which texts; by default all.
    """
    spoken = {
        country: code
        for code, lands in _FEDERATIONS.items()
        for country in lands
        if language in ("", code)
    }
    return {
        plain: _countries()[each.country_code]
        for each in pycountry.subdivisions
        if (code := spoken.get(each.country_code))
        and each.type in (*_PARTS.split("|"), *(("Province",) if code == "en" else ()))
        if (plain := _plain_name(each.name, code)) not in _CITIES
    }


def _plain_name(name: str, language: str) -> str:
    """``Asturias, Principado de``, ``Catalunya [Cataluña]``; without accents in English."""
    if language == "en":
        return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"^.*\[(.*)\]$|,.*", r"\1", name)


def country_paying(currency: str, language: str = "en") -> str:
    """The country that alone pays in a currency: ISO 4217 takes its first two letters.

    Args:
        currency: Its code.
        language: The language of the text; of those who pay in euros it says which one.
    """
    if currency == "EUR" and language != "en":
        spoken = get_global("likely_subtags").get(language, "")[-2:]
        euros = spoken and currency in get_territory_currencies(spoken)
        return _countries().get(spoken, "") if euros else ""
    return "" if currency in ("USD", "EUR") else _countries().get(currency[:2], "")


def countries_paying(currency: str) -> frozenset[str]:
    """The countries that pay in a currency, but for the one that all the world counts in."""
    codes = _countries() if currency not in ("", "USD") else {}
    return frozenset(codes[each] for each in codes if currency in get_territory_currencies(each))


@cache
def _by_m49() -> dict[str, str]:
    """Names of regions by their number; the two Northern Americas are publishers' North America."""
    rows = read_standard_rows("regions")
    ours = {row["m49"]: row["name"] for row in rows if row["m49"] and not row["iso_alpha3"]}
    return {**_MORE_BY_M49, **ours}


_MORE_BY_M49 = read_table("""
North America: 003; Oceania: 009; Americas: 019; Southeast Asia: 035; Southern Europe: 039
Asia: 142; Eastern Europe: 151; Northern Europe: 154; Western Europe: 155
""")


def _bare(word: str) -> str:
    return "and" if word == "&" else word.replace(".", "").replace(" ", "").lower()


def _bare_text(text: str) -> str:
    return " ".join(_bare(match) for match in _WORD.findall(text.replace(",", " "))).removeprefix(
        "the "
    )
