"""Countries that publishers count in one region or in another, and neither is wrong.

Mexico stands in North America or in Latin America, Turkey in Europe, in Asia or in the Middle
East. Where a source has such a country elsewhere than the tree of regions does, its regions are
wider or narrower than ours, but its figures contradict nothing.
"""

from __future__ import annotations

from marketbook.old_rules.rule import Tables, shared

_MIDDLE_AMERICA = "MEX BLZ CRI SLV GTM HND NIC PAN"
_CARIBBEAN = "ATG BHS BRB CUB DMA DOM GRD HTI JAM KNA LCA PRI TTO VCT"
_BETWEEN_EUROPE_AND_ASIA = "ARM AZE CYP GEO KAZ KGZ RUS TJK TKM TUR UZB"
_AROUND_THE_MIDDLE_EAST = "AFG EGY IRN ISR PAK SDN"
EITHER_WAY = frozenset(
    f"{_MIDDLE_AMERICA} {_CARIBBEAN} {_BETWEEN_EUROPE_AND_ASIA} {_AROUND_THE_MIDDLE_EAST}".split()
)
"""ISO 3166-1 alpha-3 codes."""


@shared
def border_countries(tables: Tables) -> frozenset[str]:
    """Ids of the regions that publishers count either way."""
    rows = tables["regions"].select("region_id", "iso_alpha3").collect().rows()
    return frozenset(region for region, code in rows if code in EITHER_WAY)
