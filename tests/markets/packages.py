"""Small packages as typed markets: what a table leaves out is filled in as on a rule's page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from marketbook.markets import Family, Publication, read_markets
from tests.rules.pages import Case

Rows = Sequence[Mapping[str, str]]


def read_family(**tables: Rows) -> Family:
    """The one family of a package; an empty cell is a missing value."""
    written = {
        name: [{column: cell or None for column, cell in row.items()} for row in rows]
        for name, rows in tables.items()
    }
    case = Case("", "", passes=True, written=written, findings=())
    [family] = read_markets(case.tables).families
    return family


def read_publication(**tables: Rows) -> Publication:
    """What the one source publishes about the one market of a package."""
    [publication] = read_family(**tables).publications
    return publication


def share(region: str, stated: str, **more: str) -> dict[str, str]:
    """A share of the world in 2024, unless ``more`` says otherwise."""
    name = "-".join((region, stated, *more.values())).replace(" ", "-")
    given = {"share_id": name, "region_id": region, "of_region_id": "world", "year": "2024"}
    return {**given, "stated": stated, **more}
