"""What a fact is about, as ids: market, region, segment, and the region that is its whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from rapidfuzz.distance import OSA

from marketbook.reading.records.cuts import BY_AXIS, enter_segment, find_axis, find_segment
from marketbook.reading.records.ledger import Ledger
from marketbook.reading.records.model import Entry
from marketbook.reading.records.places import WORLD, enter_region, find_name, find_region
from marketbook.reading.records.words import fold, tidy
from marketbook.schema.standard import read_standard_rows

_NEAR = 0.8
_SLIP, _LETTERS_PER_SLIP = 2, 4


@dataclass(frozen=True, slots=True)
class Subject:
    """What a figure is about, as ids; an empty one is not stated.

    Attributes:
        market: The market.
        region: The region; the world for the market as a whole.
        segment: The segment; empty for all of them.
        of_region: The region that is stated to be the whole.
    """

    market: str
    region: str
    segment: str
    of_region: str

    def name(self) -> str:
        """The end of an id: the region, or the segment without its market, with its region."""
        if not self.segment:
            return self.region
        part = self.segment.removeprefix(f"{self.market}-")
        return part if self.region == WORLD else f"{part}-{self.region}"

    def cells(self) -> dict[str, str]:
        """The columns of the tables of figures that say what a figure is about."""
        return {"market_id": self.market, "region_id": self.region, "segment_id": self.segment}


def enter_subject(ledger: Ledger, entry: Entry, market: str) -> Subject | None:
    """What a fact is about, entered where it is new; None where a place is not to be guessed."""
    fact = entry.fact
    world = enter_place(ledger, entry, "region", "World")
    region = enter_place(ledger, entry, "region", fact.region) if fact.region else world
    whole = enter_place(ledger, entry, "of", fact.of_region) if fact.of_region else ""
    if region is None or whole is None:
        return None
    segment = ""
    if fact.segment:
        _tell_near_segment(ledger, entry, market)
        segment = enter_segment(ledger, market, tidy(fact.axis), tidy(fact.segment))
    return Subject(market, region or WORLD, segment, whole)


def _tell_near_segment(ledger: Ledger, entry: Entry, market: str) -> None:
    """A word about a new segment that is called almost like a known one."""
    axis = find_axis(ledger, market, entry.fact.axis) if entry.fact.axis else ""
    if not entry.cells or find_segment(ledger, market, axis, entry.fact.segment):
        return
    known = [row["name"] for row in ledger.find_all("segments", BY_AXIS, (axis,))]
    near = get_close_matches(entry.fact.segment, known, 1, _NEAR)
    if near:
        ledger.remark(entry, "segment", f"'{entry.fact.segment}' is a new segment; the nearest "
                      f"that is known is '{near[0]}'", refuses=False)  # fmt: skip


def enter_place(
    ledger: Ledger, entry: Entry, column: str, name: str, parent: str = ""
) -> str | None:
    """The id of a place; None where it is unknown but near a known one: that may be a slip."""
    known = find_region(ledger, name)
    if known or not entry.cells:
        return known or enter_region(ledger, tidy(name), parent)
    near = "" if find_name(name) else _find_slip(ledger, name)
    if near:
        ledger.remark(entry, column, f"'{name}' is not a known region",
                      f"a name such as '{near}', which is the nearest",
                      "correct it, or enter it in the table regions first")  # fmt: skip
        return None
    ledger.remark(entry, column, f"'{name}' is a new region; it is added",
                  refuses=False)  # fmt: skip
    return enter_region(ledger, tidy(name), parent)


def _find_slip(ledger: Ledger, name: str) -> str:
    """The known region of which a name may be a slip, one or two letters off, or a short form."""
    wanted = fold(name)
    known = [row["name"] for row in (*ledger.list_rows("regions"), *read_standard_rows("regions"))]
    for other in known:
        if _shortens(wanted.split(), fold(other).split()):
            return other
    most = min(_SLIP, len(wanted) // _LETTERS_PER_SLIP)
    near = {other: OSA.distance(wanted, fold(other), score_cutoff=most) for other in known}
    best = min(near, key=lambda other: near[other])
    return best if near[best] <= most else ""


def _shortens(words: Sequence[str], full: Sequence[str]) -> bool:
    """Whether each word is the beginning of one: ``N. America``."""
    same = len(words) == len(full)
    return same and all(one.startswith(word) for word, one in zip(words, full, strict=True))
