"""Sizes with which all that a grid prints is true: where there are some, no figures contradict.

They are looked for near the printed ones: what parts are too much or too little is spread over
them and their whole, what a rate is off over both ends of its window, again and again. What is
found is tried against every figure, so that nothing rests on how it was found.
"""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from marketbook.markets.grid_layout import WHOLES

_SWEEPS = 8
_FURTHER = 1.9
"""How far sizes are moved beyond what is just enough; below 2 they still come nearer to all."""

_NOISE = 1e-12
"""Relative error of sums of doubles."""

_GAP, _ERROR = pl.col("of") - pl.col("added"), pl.col("of") * pl.col("count") * _NOISE
_HOLDS = (_GAP >= -_ERROR) & (~pl.col("is_full") | (_GAP <= _ERROR))
"""Whether the parts of a cut are no more than their whole, and no less where the cut is full."""


def find_wrong_worlds(
    subjects: pl.DataFrame, cells: pl.DataFrame, rates: pl.DataFrame, markets: Iterable[int]
) -> Iterable[int]:
    """Markets for which no such sizes were found.

    Args:
        subjects: Their regions and segments.
        cells: Their sizes by subject and year, with a number of their own from 0.
        rates: Their rates, each within what its two sizes allow.
        markets: Those to look at; the sizes of all subjects of one are of the same years.
    """
    asked = pl.col("market").is_in(sorted(markets))
    links, rates = _link(subjects.filter(asked), cells), rates.filter(asked)
    sizes = cells.select("cell", "market", "low", "high", size="money")
    wrong: set[int] = set()
    for sweep in range(_SWEEPS):
        sizes = _fill(sizes, links)
        added, ends = _add(sizes, links), _take_ends(sizes, rates)
        wrong = _find_wrong(sizes, added, ends)
        if not wrong or sweep == _SWEEPS - 1:
            break
        # what is solved stays as it is
        unsolved = pl.col("market").is_in(sorted(wrong))
        links, rates = links.filter(unsolved), rates.filter(unsolved)
        sizes = _move(sizes, added.filter(~_HOLDS), ends.filter(unsolved))
    return wrong


def _link(subjects: pl.DataFrame, cells: pl.DataFrame) -> pl.DataFrame:
    """Each size of a part with the size of its whole, numbered by whole and cut."""
    axis = pl.col("axis_id").rank("dense").fill_null(0).cast(pl.Int64)
    of_subject = subjects.select("subject", *WHOLES, "complete", "around", axis=axis)
    rows = cells.select("cell", "subject", "market", "place").join(of_subject, on="subject")
    is_full = (pl.col("complete") & (pl.col("around") == "")).fill_null(value=False)
    kinds = ((WHOLES[0], pl.lit(0), pl.lit(value=False)), (WHOLES[1], pl.col("axis"), is_full))
    found = [
        rows.filter(pl.col(row).is_not_null()).select(
            "market",
            part="cell",
            whole=pl.col(row) + pl.col("place"),
            # cuts of one whole are numbered one after the other
            group=(pl.col(row) + pl.col("place")).cast(pl.Int64) * (subjects.height + 1) + cut,
            is_full=full,
        )
        for row, cut, full in kinds
    ]
    return pl.concat(found).with_columns(count=pl.len().over("group"))


def _fill(sizes: pl.DataFrame, links: pl.DataFrame) -> pl.DataFrame:
    """The same with parts of a full cut that add up to their whole."""
    full = _add(sizes, links.filter("is_full"))
    filled = full["own"] * full["of"] / full["added"]
    return sizes.with_columns(size=sizes["size"].clone().scatter(full["part"], filled))


def _add(sizes: pl.DataFrame, links: pl.DataFrame) -> pl.DataFrame:
    """Links with what all parts of the cut add up to, and the size of the whole."""
    size = sizes["size"]
    return links.with_columns(
        of=size.gather(links["whole"]), own=size.gather(links["part"])
    ).with_columns(added=pl.col("own").sum().over("group"))


def _find_wrong(sizes: pl.DataFrame, added: pl.DataFrame, ends: pl.DataFrame) -> set[int]:
    """Markets of which a figure is not true of the sizes."""
    frames = (
        (sizes, pl.col("size").is_between("low", "high")),
        (added, _HOLDS),
        (ends, pl.col("times").is_between("slowest", "fastest")),
    )
    found = (frame.filter(~fine.fill_null(value=False))["market"] for frame, fine in frames)
    return {market for markets in found for market in markets.unique()}


def _take_ends(sizes: pl.DataFrame, rates: pl.DataFrame) -> pl.DataFrame:
    """Rates with the sizes at both ends, and how many times the one may be the other."""
    known = rates.drop_nulls(["start", "end"])
    first, last = (sizes["size"].gather(known[end]) for end in ("start", "end"))
    slowest, fastest = ((pl.col(rate) / 100 + 1) ** pl.col("count") for rate in ("slow", "fast"))
    return known.with_columns(
        first=first, last=last, times=last / first, slowest=slowest, fastest=fastest
    )


def _move(sizes: pl.DataFrame, wrong: pl.DataFrame, ends: pl.DataFrame) -> pl.DataFrame:
    """The sizes moved towards where sums and rates hold, as far as their digits allow.

    Args:
        sizes: The sizes.
        wrong: Links of the cuts whose parts are too much or too little.
        ends: Rates with the sizes at both ends.
    """
    parts = wrong.with_columns(by=_GAP / (pl.col("count") + 1) * _FURTHER)
    wholes = parts.unique("group", keep="first")
    middle = pl.col("slowest").sqrt() * pl.col("fastest").sqrt()
    inner = ((pl.col(end) + middle) / 2 for end in ("slowest", "fastest"))
    turned = ends.with_columns(ratio=pl.col("times").clip(*inner)).with_columns(
        by=(pl.col("ratio") * pl.col("first") - pl.col("last")) / 2
    )
    moves = pl.concat(
        [
            parts.select(cell="part", by="by"),
            wholes.select(cell="whole", by=-pl.col("by")),
            turned.select(cell="end", by="by"),
            turned.select(cell="start", by=-pl.col("by") / pl.col("ratio")),
        ]
    )
    total = moves.group_by("cell").agg(pl.col("by").sum())
    moved = (
        sizes["size"]
        .clone()
        .scatter(total["cell"], sizes["size"].gather(total["cell"]) + total["by"])
    )
    return sizes.with_columns(size=moved).with_columns(pl.col("size").clip("low", "high"))
