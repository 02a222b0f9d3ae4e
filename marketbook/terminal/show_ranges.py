"""What printed figures leave for other sizes, for a person and for a program."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from marketbook.rules.words import ends, listed, rough
from marketbook.text import show_hidden, write_json
from marketbook.together.ranges import Range, Ranges

VERSION = 1
"""Version of the JSON; it rises when a reader of the old shape would go wrong."""


def render_ranges(ranges: Ranges) -> str:
    """Ranges source by source and year by year, and how many sizes have none."""
    blocks = [
        "\n".join(_block(source, year, list(found)))
        for (source, year), found in groupby(
            ranges.found, key=lambda one: (one.cell.source, one.cell.year)
        )
    ]
    return "\n\n".join([*blocks, "\n".join(_closing(ranges))]) + "\n"


def _block(source: str, year: int, found: list[Range]) -> Iterator[str]:
    yield show_hidden(f"{source}, {year}")
    for one in found:
        where = " ".join(part for part in (one.cell.region, one.cell.segment) if part)
        told = f"{ends(one.low, one.high)} {one.unit.name}"
        figures = listed([figure.cite for figure in one.bound_by]) if one.bound_by else "no figure"
        assumed = f", if {listed(one.assumes)}" if one.assumes else ""
        apart = f"{rough(one.width_percent)} % apart"
        yield show_hidden(f"  {where}: {told} ({apart}; by {figures}{assumed})")


def _closing(ranges: Ranges) -> Iterator[str]:
    if ranges.contradicting:
        figures = listed([figure.cite for figure in ranges.contradicting])
        yield show_hidden(f"left out because it cannot be true together with the others: {figures}")
    count, left = len(ranges.found), ranges.open
    yield (
        f"{count:,} {'size' if count == 1 else 'sizes'} that no source prints, "
        f"{left:,} more without both limits"
    )


def render_ranges_json(ranges: Ranges) -> str:
    """Ranges for programs: UTF-8 JSON with two spaces of indent."""
    content: dict[str, Any] = {
        "version": VERSION,
        "ranges": [_tell(one) for one in ranges.found],
        "open": ranges.open,
        "contradicting": [figure.cite for figure in ranges.contradicting],
    }
    return write_json(content) + "\n"


def _tell(one: Range) -> dict[str, Any]:
    return {
        **one.cell._asdict(),
        "segment": one.cell.segment or None,
        "unit": one.unit.id,
        "low": one.low,
        "high": one.high,
        "width_percent": one.width_percent,
        "bound_by": [figure.cite for figure in one.bound_by],
        "assumes": [*one.assumes],
    }
