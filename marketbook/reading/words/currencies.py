"""Currencies as they are printed: codes, signs, names; and the ISO 4217 code of each."""

from __future__ import annotations

import re
from functools import cache

from babel import Locale
from babel.core import get_global

from marketbook.reading.words.small import small
from marketbook.reading.words.tables import read_table

SIGNS = read_table("""
USD: US$ | US | U.S.$ | U.S. $ | US $ | USD$ | $US | $ | долларов | долл. | 美元 | ドル
USD: 米ドル | 美金 | 달러 | 미국 달러; EUR: 欧元 | 歐元 | ユーロ | 유로; JPY: 日元 | 日圓
AUD: A$ | AU$; CAD: C$ | CA$ | CDN$; NZD: NZ$; SGD: S$; HKD: HK$; TWD: NT$; BRL: R$; MXN: MX$
EUR: €; GBP: £; INR: ₹ | Rs. | Rs | INR; JPY: ¥ | ￥ | 円; CNY: RMB | CN¥ | 元 | 人民币; KRW: ₩ | 원
TWD: 新台幣 | 新臺幣; HKD: 港元 | 港幣
RUB: ₽ | руб. | рублей; TRY: ₺; VND: ₫; PHP: ₱; THB: ฿; NGN: ₦; UAH: ₴; PLN: zł; MYR: RM; IDR: Rp
CHF: CHF | Fr.; SEK: kr
""")
"""Signs and short names in print; "$" alone is the United States' unless a page is of another."""

_NAMES = read_table("""
USD: us dollars | us dollar | u.s. dollars | u.s. dollar | american dollars | dollars | dollar
USD: us-dollar | dólares | dólares estadounidenses | dollars américains | dollari | dolar
USD: dólares americanos; EUR: euros | euro
GBP: pounds | pounds sterling | british pounds | libras; INR: rupees | indian rupees
CNY: yuan | renminbi; JPY: yen | japanese yen; KRW: won; BRL: reais; MXN: pesos
CHF: swiss francs | francs | franken; AUD: australian dollars; CAD: canadian dollars
SGD: singapore dollars; SEK: kronor; NOK: kroner; PLN: zloty | złotych; TRY: lira
RUB: rubles | roubles; AED: dirhams; SAR: riyals; ZAR: rand; THB: baht; MYR: ringgit; IDR: rupiah
VND: dong; NGN: naira; ILS: shekels
""")
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
    listed = "|".join(
        re.escape(sign)
        for sign in signs
        if sign == "kr" or not (sign[0].islower() or sign == "US" or "\u3040" < sign[0] < "\uff00")
    )
    return (
        rf"(?:(?<![A-Za-z])(?:{'|'.join(sorted(codes()))})(?![A-Za-z])|(?<![A-Za-z])(?:{listed})|"
        r"(?<![A-Za-z])US(?=\d)|(?<=\bc)[$€£])"
    )


_AFTER = """
US$ € £ ₹ $ 元 円 원 руб. рублей долларов долл. 美元 人民币 ドル zł kr RMB
米ドル 美金 달러 유로 欧元 歐元 ユーロ 日元 日圓 新台幣 新臺幣 港元 港幣
"""


@cache
def after_pattern() -> str:
    """A currency after its number."""
    names = "|".join(
        re.escape(name).replace(r"\ ", r"\s") for name in sorted(_NAMES, key=len, reverse=True)
    )
    signs = "|".join(map(re.escape, _AFTER.split()))
    return rf"(?:(?i:{names})\b|(?:{'|'.join(sorted(codes()))})\b|(?:{signs}))"


_UNSPACED = re.compile(r"[\u3040-\u9fff\uac00-\ud7af]")
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
    if any(sign in text for sign in "$€£₹"):
        return True
    return not _tokens().isdisjoint(_TOKEN.findall(small(text))) or bool(_UNSPACED.search(text))


_MEANT = {
    "$": ("AUD", "CAD", "HKD", "NZD", "SGD", "TWD"),
    "¥": ("CNY",),
    "￥": ("CNY",),
}
"""The currencies that print a sign besides the one that it means by itself."""


def is_meant(text: str, code: str) -> bool:
    """Whether an amount begins with a sign that means its currency only on pages of its country."""
    return code in _MEANT.get(text[:1], ())


def code_of(text: str, home: str = "") -> str:
    """The ISO 4217 code of a printed currency; empty where it is none.

    Args:
        text: A code, sign or name.
        home: Currency of the page's own country, which a bare "$" or "¥" may mean, and without
            which "pounds" weigh.
    """
    bare = " ".join(text.split())
    if home in _MEANT.get(bare, ()):
        return home
    if home not in ("", "GBP") and bare.lower() in ("pounds", "pound"):
        return ""
    return (
        SIGNS.get(bare)
        or _NAMES.get(bare.lower())
        or (bare if bare in codes() else SIGNS.get(bare.rstrip("."), ""))
    )
