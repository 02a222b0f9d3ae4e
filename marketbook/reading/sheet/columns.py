"""The columns of a sheet of facts, and the words that say what a fact is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from marketbook.reading.facts import FactKind
from marketbook.reading.records.words import fold
from marketbook.reading.words.tables import read_table


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the sheet.

    Attributes:
        key: How the code calls it.
        title: Its header.
        width: In characters.
        hint: What may stand in it.
        ours: Whether we fill it in for a person to look at, and nobody reads it back.
        others: Further headers under which it is known.
    """

    key: str
    title: str
    width: float
    hint: str
    ours: bool = False
    others: tuple[str, ...] = ()


COLUMNS = (
    Column("take", "Take", 8, "yes or no; an empty cell is a yes."),
    Column(
        "what",
        "What",
        14,
        "What is stated; where it is empty, the figure says it: money is a "
        "size, a percentage with a period a growth rate, another one a share.",
        others=("Kind",),
    ),
    Column(
        "printed",
        "As printed",
        24,
        "The figure as it is printed: USD 4.1 billion, about 28 %. "
        "Names of a list with semicolons between them.",
        others=("Printed", "Figure", "Value"),
    ),
    Column(
        "years",
        "Years",
        11,
        "2025, or 2025–2032; for news the month: 2025-03.",
        others=("Year", "Period", "From to"),
    ),
    Column(
        "region", "Region", 15, "Where; empty for the whole market.", others=("Country", "Place")
    ),
    Column("axis", "Axis", 12, "The way of cutting the market: Component, End User."),
    Column("segment", "Segment", 17, "Which part; empty for all of them."),
    Column(
        "of", "Of", 12, "For a share: the region that is the whole.", others=("Share of", "Whole")
    ),
    Column("market", "Market", 14, "Only where it is another than that of the sheet."),
    Column("look", "Look at", 24, "Why a person should look at it first.", ours=True),
    Column(
        "said", "Said", 44, "The words of the document; they never reach the tables.", ours=True
    ),
    Column("audit", "The audit says", 56, "What the audit says of it.", ours=True),
    Column(
        "read_as",
        "Read as",
        32,
        "What it goes into the tables as; what is new is marked.",
        ours=True,
    ),
    Column(
        "where",
        "Where",
        28,
        "Where it is in the document, in a few words.",
        others=("Place in the document", "Locator"),
    ),
)
"""The columns in their order; a sheet may have them in any other, and may leave all out but one."""

BY_TITLE: Mapping[str, str] = {
    fold(title): column.key
    for column in COLUMNS
    for title in (column.title, column.key, *column.others)
}

ABOUT = {
    "market": "market",
    "title": "title",
    "publisher": "publisher",
    "published": "published_on",
    "address": "url",
    "report code": "report_code",
    "pages": "pages",
    "document": "file",
    "checksum": "sha256",
}
"""Words for what is stated of the document itself, and where a reading keeps each."""

KINDS: dict[str, FactKind] = {
    "size": "size",
    "growth rate": "growth_rate",
    "share": "share",
    "largest": "claim",
    "fastest-growing": "claim",
    "increase": "increment",
    "multiple": "multiple",
    "price": "price",
    "units sold": "units_sold",
    "base year": "period",
    "estimate year": "period",
    "history": "period",
    "forecast": "period",
    "segments": "segmentation",
    "regions": "region_list",
    "players": "player_list",
    "acquisition": "development",
    "partnership": "development",
    "funding": "development",
    "launch": "development",
    "deployment": "development",
    "report": "development",
}
"""Words for what a fact is, and its kind."""

_OTHER_WORDS = read_table("""
size: market size | value | revenue | valuation; growth rate: cagr | growth | rate
share: market share; fastest-growing: fastest growing | fastest
largest: leader | leading | biggest | dominant; increase: increment | incremental growth
multiple: multiplier; units sold: volume; base year: base; estimate year: estimated year
history: historical period | historic period; forecast: forecast period
segments: segmentation | segment; regions: region | countries
players: companies | key players | company | player; report: news | development
acquisition: merger; market: name of the market; publisher: source
published: publication date | date | edition; address: url | link; report code: code
document: file; checksum: sha 256 | sha256
""")
"""What people write instead."""

_FOLDED = {
    **{fold(word): known for word, known in _OTHER_WORDS.items()},
    **{fold(word): word for word in (*KINDS, *ABOUT)},
}


def find_word(text: str) -> str:
    """The word of the sheet that a person means by a text; empty where there is none."""
    return _FOLDED.get(fold(text), "")


def list_words() -> list[str]:
    """Every word that may stand under What."""
    return [*KINDS, *ABOUT]
