"""Rules about documents, about corrections, and about the waivers themselves."""

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
    IS_THERE: "The document of every source is there, known by its SHA-256.",
    **{
        f"{table}.stands-in-document": (
            f"Every {'figure' if table in FIGURES else 'name'} of the table stands in the document "
            "of its source as it is entered."
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

OF_A_FIGURE = "corrections.of-a-printed-figure"
SETTLES = "corrections.settles-a-finding"
BRINGS = "corrections.brings-no-finding"

CORRECTION_RULES = {
    BRINGS: "With no correction comes an error that is not there without it.",
    OF_A_FIGURE: "Every correction is of a figure as its table has it, read as a figure can be.",
    SETTLES: "With every correction an error goes that is there without it.",
}
"""What is checked of the corrections, by rule id; each has a page."""
