"""What differs between two states of a package: figures, findings, forecasts, version."""

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
