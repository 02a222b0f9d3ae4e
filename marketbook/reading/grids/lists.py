"""The segments and regions that a table has rows for, which are lists of them too."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from marketbook.reading.documents import Block
from marketbook.reading.facts import Fact, Name
from marketbook.reading.grids.labels import TOTAL
from marketbook.reading.words.places import kind_of, name_place


def list_segments(facts: Sequence[Fact], row: Block) -> Iterator[Fact]:
    """The segments that a table of figures lists under one axis, which is a list of them too."""
    axes = dict.fromkeys(fact.axis for fact in facts if fact.segment and fact.axis)
    for axis in axes:
        names = dict.fromkeys(fact.segment for fact in facts if fact.axis == axis)
        if len(names) > 1:
            yield Fact(
                "segmentation",
                axis=axis,
                names=tuple(map(Name, names)),
                places=(row.place,),
                said=row.caption,
            )


def list_regions(rows: Sequence[Block], language: str) -> Iterator[Fact]:
    """The regions that a table of figures has rows for, which is a list of them too."""
    names = [row.cells[0] for row in rows if row.cells and name_place(row.cells[0], language)]
    kinds = {kind_of(name_place(name, language)) for name in names}
    last = rows[-1].cells[0] if rows[-1].cells else ""
    closes = TOTAL.match(last) or re.match(
        r"rest of|others?\b", names[-1] if names else "", re.IGNORECASE
    )
    if len(names) > 1 and kinds - {"country"} and closes:
        place = rows[0].place
        yield Fact(
            "region_list", names=tuple(map(Name, names)), places=(place,), said=rows[0].caption
        )
