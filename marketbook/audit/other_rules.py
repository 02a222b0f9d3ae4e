"""The rules that have no page: those about documents, and those about the waivers themselves."""

from __future__ import annotations

IS_THERE = "sources.document-is-there"
FIGURES = {
    "sizes": "size_id",
    "growth_rates": "growth_rate_id",
    "shares": "share_id",
    "developments": "development_id",
    "statistics": "statistic_id",
}
"""Tables with a ``stated`` column, and their key."""
LISTINGS = ("segment_listings", "region_listings", "player_listings")
"""Tables with a ``stated_as`` column; their key is source, market, list and position."""
NAMES = "player_names"

DOCUMENT_RULES = {
    IS_THERE: "The document of every source is there, identified by its SHA-256.",
    **{
        f"{table}.stands-in-document": (
            f"Every {'figure' if table in FIGURES else 'name'} of the table is in the document "
            "of its source as entered."
        )
        for table in sorted((*FIGURES, *LISTINGS, NAMES))
    },
}
"""What each rule about documents says, by its id."""

WAIVER_RULES = {
    "waivers.accepts-a-finding": "Every waiver accepts a finding that is there.",
    "waivers.is-not-overdue": "No waiver is past the day of its review.",
    "waivers.names-a-rule": "Every waiver names a rule of the audit; structure cannot be waived.",
}
"""What is checked of the waivers themselves, by rule id."""
