"""What differs between two states of a package: figures, findings, forecasts, version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marketbook.late import fetch_late

if TYPE_CHECKING:
    from marketbook.revisions.compare import compare_packages
    from marketbook.revisions.model import (
        Comparison,
        FindingChange,
        ForecastMove,
        Proposal,
        SchemaChange,
        Side,
        WaiverChange,
    )
    from marketbook.revisions.sides import compare_revisions

__all__ = [
    "Comparison",
    "FindingChange",
    "ForecastMove",
    "Proposal",
    "SchemaChange",
    "Side",
    "WaiverChange",
    "compare_packages",
    "compare_revisions",
]

_HOMES = {"compare_packages": "compare", "compare_revisions": "sides"}
__getattr__ = fetch_late(__name__, {**dict.fromkeys(__all__, "model"), **_HOMES})
