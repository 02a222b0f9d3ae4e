"""How large the largest economies are: which country can follow which by rank and size.

By rank and size the second of a region has about half of the first. Where the economy behind it
is an order of magnitude smaller, as Canada's is beside that of the United States, a market has no
reason to be spread so.
"""

from __future__ import annotations

from marketbook.old_rules.places import lay_out
from marketbook.old_rules.rule import Frame, Tables, shared

LARGEST = {
    "USA": 27.36,
    "CHN": 17.79,
    "DEU": 4.46,
    "JPN": 4.21,
    "IND": 3.55,
    "GBR": 3.34,
    "FRA": 3.03,
    "ITA": 2.25,
    "BRA": 2.17,
    "CAN": 2.14,
}
"""Gross domestic product of the ten largest in 2023, USD trillion at current prices (World Bank).

Every other one is smaller than the last of them.
"""


@shared
def economies(tables: Tables) -> Frame:
    """Every country: region_id, is_largest (1 for one of the ten), economy (at most, in trillions).

    ``economy`` is a text; cast it.
    """
    rows = tables["regions"].select("region_id", "iso_alpha3", "kind").collect().rows()
    least = min(LARGEST.values())
    return lay_out(
        ("region_id", "is_largest", "economy"),
        [
            (region, int(code in LARGEST), str(LARGEST.get(code, least)))
            for region, code, kind in rows
            if kind == "country"
        ],
    )
