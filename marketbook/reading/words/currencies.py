"""Currencies as they are printed: codes, signs, names; and the ISO 4217 code of each."""

from __future__ import annotations

import re
from functools import cache

from babel import Locale
from babel.core import get_global

SIGNS = {
    "US$": "USD",
    "US": "USD",
    "U.S.$": "USD",
    "U.S. $": "USD",
    "US $": "USD",
    "USD$": "USD",
    "$US": "USD",
    "$": "USD",
    "A$": "AUD",
    "AU$": "AUD",
    "C$": "CAD",
    "CA$": "CAD",
    "CDN$": "CAD",
    "NZ$": "NZD",
    "S$": "SGD",
    "HK$": "HKD",
    "NT$": "TWD",
    "R$": "BRL",
    "MX$": "MXN",
    "€": "EUR",
    "£": "GBP",
    "₹": "INR",
    "Rs.": "INR",
    "Rs": "INR",
    "INR": "INR",
    "¥": "JPY",
    "￥": "JPY",
    "RMB": "CNY",
    "CN¥": "CNY",
    "₩": "KRW",
    "₽": "RUB",
    "₺": "TRY",
    "₫": "VND",
    "₱": "PHP",
    "฿": "THB",
    "₦": "NGN",
    "₴": "UAH",
    "zł": "PLN",
    "RM": "MYR",
    "Rp": "IDR",
    "CHF": "CHF",
    "Fr.": "CHF",
    "kr": "SEK",
    "元": "CNY",
    "円": "JPY",
    "원": "KRW",
    "руб.": "RUB",
    "рублей": "RUB",
    "долларов": "USD",
    "долл.": "USD",
    "美元": "USD",
    "人民币": "CNY",
    "ドル": "USD",
}
"""Signs and short names in print; "$" alone is the United States' unless a page is of another."""

_NAMES = {
    "us dollars": "USD",
    "us dollar": "USD",
    "u.s. dollars": "USD",
    "u.s. dollar": "USD",
    "american dollars": "USD",
    "dollars": "USD",
    "dollar": "USD",
    "us-dollar": "USD",
    "dólares": "USD",
    "dólares estadounidenses": "USD",
    "dollars américains": "USD",
    "dollari": "USD",
    "dólares americanos": "USD",
    "dolar": "USD",
    "euros": "EUR",
    "euro": "EUR",
    "pounds": "GBP",
    "pounds sterling": "GBP",
    "british pounds": "GBP",
    "rupees": "INR",
    "indian rupees": "INR",
    "yuan": "CNY",
    "renminbi": "CNY",
    "yen": "JPY",
    "japanese yen": "JPY",
    "won": "KRW",
    "reais": "BRL",
    "pesos": "MXN",
    "swiss francs": "CHF",
    "francs": "CHF",
    "australian dollars": "AUD",
    "canadian dollars": "CAD",
    "singapore dollars": "SGD",
    "kronor": "SEK",
    "kroner": "NOK",
    "zloty": "PLN",
    "złotych": "PLN",
    "lira": "TRY",
    "rubles": "RUB",
    "roubles": "RUB",
    "dirhams": "AED",
    "riyals": "SAR",
    "rand": "ZAR",
    "baht": "THB",
    "ringgit": "MYR",
    "rupiah": "IDR",
    "dong": "VND",
    "naira": "NGN",
    "shekels": "ILS",
    "franken": "CHF",
    "libras": "GBP",
}
_NOT_ALONE = """
ALL TOP TRY MAD CUP GEL LAK SOS PEN ANG BAM MOP COP RON TND MUR NIO XXX XTS
"""
_WORDS_TOO = frozenset(_NOT_ALONE.split())
"""Codes that are words or names too; they count only beside a scale word."""


@cache
def codes() -> frozenset[str]:
    """The ISO 4217 codes that are read wherever they stand beside a number."""
    known = set(get_global("all_currencies")) & set(Locale("en").currencies)
    return frozenset(known - _WORDS_TOO | {"TRY", "COP"})


@cache
def before_pattern() -> str:
    """A currency before its number."""
    signs = sorted(SIGNS, key=len, reverse=True)
    listed = "|".join(re.escape(sign) for sign in signs if sign == "kr" or not (sign[0].islower() or sign == "US"))
    return (
        rf"(?:(?<![A-Za-z])(?:{'|'.join(sorted(codes()))})(?![A-Za-z])|(?<![A-Za-z])(?:{listed})|"
        r"(?<![A-Za-z])US(?=\d))"
    )


@cache
def after_pattern() -> str:
    """A currency after its number."""
    names = "|".join(
        re.escape(name).replace(r"\ ", r"\s") for name in sorted(_NAMES, key=len, reverse=True)
    )
    signs = "|".join(
        map(
            re.escape,
            (
                "US$",
                "€",
                "£",
                "₹",
                "$",
                "元",
                "円",
                "원",
                "руб.",
                "рублей",
                "долларов",
                "долл.",
                "美元",
                "人民币",
                "ドル",
                "zł",
                "kr",
                "RMB",
            ),
        )
    )
    return rf"(?:(?i:{names})\b|(?:{'|'.join(sorted(codes()))})\b|(?:{signs}))"


_TOKEN = re.compile(r"[^\W\d_]+|[^\w\s.,;:()%-]")


@cache
def _tokens() -> frozenset[str]:
    """Every word and sign that a currency is printed with."""
    printed = (*SIGNS, *_NAMES)
    return frozenset(token.lower() for name in printed for token in _TOKEN.findall(name)) | {
        code.lower() for code in codes()
    }


def has_currency(text: str) -> bool:
    """Whether a text holds a word or sign of a currency at all, before patterns are tried on it."""
    known = _tokens()
    spaced = not re.search(r"[\u3040-\u9fff\uac00-\ud7af]", text)
    return not spaced or any(token.lower() in known for token in _TOKEN.findall(text))


def code_of(text: str, home: str = "") -> str:
    """The ISO 4217 code of a printed currency; empty where it is none.

    Args:
        text: A code, sign or name.
        home: Currency that a bare "$" or "¥" means on this page, where it is another.
    """
    bare = " ".join(text.split())
    if bare in ("$", "¥", "￥") and home and home != "EUR":
        return home
    return (
        SIGNS.get(bare)
        or _NAMES.get(bare.lower())
        or (bare if bare in codes() else SIGNS.get(bare.rstrip("."), ""))
    )
