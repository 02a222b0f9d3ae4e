"""Sizes that make sense only a thousand or a million times larger or smaller."""

from __future__ import annotations

import narwhals.stable.v1 as nw
import polars as pl

from marketbook.figures import grow, reach
from marketbook.rules.beside import SLIP, subject_figures, subject_pairs
from marketbook.rules.economies import economies
from marketbook.rules.frames import OF_SOURCE, SUBJECT, flag
from marketbook.rules.rule import Frame, Tables, as_frame, is_empty, shared
from marketbook.rules.wholes import (
    FAMILY,
    REGIONS,
    families,
    family_sums,
    figures,
    repeated_sizes,
    series,
)
from marketbook.rules.windows import rate_windows

MILLION = 10.0**4.5
"""From here on a factor is nearer to a million than to a thousand, on a log scale."""

_SLIP = {
    "id": pl.Int64,
    "id_beside": pl.Int64,
    "id_whole": pl.Int64,
    "kind": pl.String,
    "is_up": pl.Int64,
    "times": pl.Float64,
    "ratio": pl.Float64,
    "others": pl.Int64,
    "is_sure": pl.Int64,
}
"""What a slip is: the size, one that it is held against, its whole where that matters, what it is
held against, whether it should be larger, how many times, by how much the two differ, how many
figures say so, and whether no place could be that small."""

PLACES = 249
"""Countries and territories of ISO 3166-1: by rank and size the last has 1/249 of the largest."""


def _as_slips(frame: Frame, kind: str) -> Frame:
    whole, real = nw.Int64, nw.Float64
    casts = {"is_up": whole, "others": whole, "is_sure": whole, "times": real, "ratio": real}
    return frame.with_columns(
        nw.lit(kind).alias("kind"), *[nw.col(name).cast(dtype) for name, dtype in casts.items()]
    ).select(*_SLIP)


def _no_slips() -> Frame:
    return as_frame(pl.DataFrame(schema=_SLIP))


@shared
def year_slips(tables: Tables) -> Frame:
    """Sizes a thousand times off the other years of their own series, growth taken out.

    The growth is the stated one, else that of the whole market in the same source; where neither
    is known, only a size in another unit is judged.
    """
    wide = series(tables).filter(
        nw.col("printed") > 1, reach(nw.col("least") * SLIP, nw.col("most"))
    )
    if is_empty(wide):
        return _no_slips()
    sizes = figures(tables).filter(nw.col("id") > 0)
    sizes = sizes.join(wide.select("series", "first"), on="series", how="inner")
    rated = _with_rate(sizes, tables)
    since = (nw.col("year") - nw.col("first")).cast(nw.Float64)
    rated = rated.with_columns(level=grow(nw.col("money"), nw.col("growth"), -since))
    top = nw.col("level").max().over("series")
    rated = rated.with_columns(is_low=flag(nw.col("level") * SLIP < top))
    rated = rated.with_columns(
        low_count=nw.col("is_low").sum().over("series").cast(nw.Int64),
        count=nw.len().over("series").cast(nw.Int64),
        units=nw.col("unit_id").n_unique().over("series"),
    ).filter(nw.col("low_count") > 0, nw.col("is_rated") | (nw.col("units") > 1))
    return _as_slips(_outvoted(_with_custom(rated, tables)), "years")


def _with_rate(sizes: Frame, tables: Tables) -> Frame:
    """Add ``growth`` in percent a year, and whether it was stated at all."""
    if "growth_rates" not in tables:
        return sizes.with_columns(growth=nw.lit(0.0), is_rated=nw.lit(value=False))
    rates = rate_windows(tables)
    own = rates.group_by(*OF_SOURCE).agg(nw.col("rate").mean().alias("own_rate"))
    whole = rates.filter(nw.col("segment_id") == "")
    market = whole.group_by("source_id", "market_id").agg(
        nw.col("rate").mean().alias("market_rate")
    )
    joined = sizes.join(own, on=OF_SOURCE, how="left").join(
        market, on=["source_id", "market_id"], how="left"
    )
    growth = nw.coalesce("own_rate", "market_rate")
    return joined.with_columns(growth=growth.fill_null(0.0), is_rated=~growth.is_null())


def _with_custom(sizes: Frame, tables: Tables) -> Frame:
    """Add ``custom``: how many sizes of the market its source prints in the unit."""
    place = ["source_id", "market_id"]
    near = figures(tables).filter(nw.col("id") > 0).join(sizes, on=place, how="semi")
    units = near.group_by(*place, "unit_id").agg(nw.len().cast(nw.Int64).alias("custom"))
    return sizes.join(units, on=[*place, "unit_id"], how="left")


def _outvoted(sizes: Frame) -> Frame:
    """The sizes on the side that fewer years are on, or else on that of the rarer unit."""
    low = nw.col("is_low") == 1
    sizes = sizes.with_columns(
        low_custom=nw.when(low).then("custom").max().over("series"),
        high_custom=nw.when(~low).then("custom").max().over("series"),
    )
    votes = nw.col("count") - nw.col("low_count") * 2
    custom = nw.col("high_custom") - nw.col("low_custom")
    low_is_wrong = (votes > 0) | ((votes == 0) & (custom >= 0))
    right = sizes.filter(low != low_is_wrong).select(
        "series",
        nw.col("id").alias("id_beside"),
        nw.col("year").alias("year_beside"),
        nw.col("level").alias("level_beside"),
    )
    wrong = sizes.filter(low == low_is_wrong).join(right, on="series", how="inner")
    gap = (nw.col("year") - nw.col("year_beside")).abs()
    nearest = wrong.filter(gap == gap.min().over("id"))
    nearest = nearest.filter(nw.col("id_beside") == nw.col("id_beside").min().over("id"))
    level, beside = nw.col("level"), nw.col("level_beside")
    short, long = beside / level, level / beside
    ratio = nw.when(low).then(short).otherwise(long)
    others = nw.when(low).then(nw.col("count") - nw.col("low_count")).otherwise("low_count")
    return nearest.with_columns(
        is_up=nw.col("is_low"),
        ratio=ratio,
        times=_times(ratio),
        others=others,
        id_whole=_NOTHING,
        is_sure=nw.lit(1),
    )


_NOTHING = nw.lit(None).cast(nw.Int64)


def _times(ratio: nw.Expr) -> nw.Expr:
    return nw.when(ratio < MILLION).then(1e3).otherwise(1e6)


@shared
def sibling_slips(tables: Tables) -> Frame:
    """Sizes in another unit than all others of their whole and year, that only fit in theirs.

    As printed such a size is nearer to a thousandth of the smallest other than to it; in the unit
    of the others it is not, it is smaller than the largest, and fits into the whole beside them.
    One of the largest economies may also be larger than its siblings, and needs no second one.
    """
    odd = family_sums(tables).filter(
        nw.col("parts") > 1, nw.col("least_high") * SLIP < nw.col("most_low")
    )
    if is_empty(odd):
        return _no_slips()
    sizes = figures(tables).select("id", "of_id", "region_id", "money", "factor")
    known = year_slips(tables).select(nw.col("id").alias("of_id"))
    parts = families(tables).join(odd.select(*FAMILY), on=FAMILY, how="semi")
    parts = parts.join(sizes, on="id", how="inner").join(known, on="of_id", how="anti")
    parts = _with_economy(parts, tables)
    parts = parts.with_columns(is_least=nw.col("money") == nw.col("money").min().over(*FAMILY))
    rest = parts.filter(~nw.col("is_least"))
    others = rest.group_by(*FAMILY).agg(
        nw.len().alias("others"),
        nw.col("money").min().alias("next"),
        nw.col("money").max().alias("largest"),
        nw.col("low").sum().alias("others_low"),
        nw.col("factor").min().alias("least_factor"),
        nw.col("factor").max().alias("most_factor"),
        nw.col("economy").fill_null(_OPEN).max().alias("most_economy"),
    )
    beside = rest.filter(nw.col("money") == nw.col("money").min().over(*FAMILY))
    beside = beside.group_by(*FAMILY).agg(nw.col("id").max().alias("id_beside"))
    alone = parts.filter(nw.col("is_least"), nw.col("id") > 0)
    found = alone.join(others, on=FAMILY, how="inner").join(beside, on=FAMILY, how="inner")
    found = found.with_columns(
        times=nw.col("most_factor") / nw.col("factor"),
        ratio=nw.col("next") / nw.col("money"),
        is_up=nw.lit(1),
        # ten times smaller than the last of all countries would be leaves no right small one, and
        # the largest economy of all has no reason to be the smallest market by far
        is_sure=flag(
            (nw.col("money") * PLACES * 10 < nw.col("largest"))
            | (_is_large() & (nw.col("economy") > nw.col("most_economy")))
        ),
    )
    return _as_slips(found.filter(*_fits_only_larger()), "siblings")


_OPEN = 1e300


def _with_economy(parts: Frame, tables: Tables) -> Frame:
    """Add ``economy`` of a country, at most, and ``is_largest``; null for what is none."""
    if "regions" not in tables:
        return parts.with_columns(economy=nw.lit(_OPEN), is_largest=nw.lit(0))
    known = economies(tables).with_columns(nw.col("economy").cast(nw.Float64))
    regions = parts.filter(nw.col("cut") == REGIONS).join(known, on="region_id", how="left")
    others = parts.filter(nw.col("cut") != REGIONS)
    return nw.concat([regions, others], how="diagonal")


def _is_large() -> nw.Expr:
    return nw.col("is_largest").fill_null(0) == 1


def _fits_only_larger() -> list[nw.Expr]:
    """All that must hold for a size to belong into the unit of its siblings."""
    times, low = nw.col("times"), nw.col("low")
    larger = nw.col("money") * times
    return [
        (nw.col("others") > 1) | _is_large(),
        nw.col("least_factor") == nw.col("most_factor"),
        times.is_in([1e3, 1e6]),
        nw.col("ratio") > SLIP,
        reach(nw.col("next"), larger * SLIP),
        larger < nw.col("largest") * nw.when(_is_large()).then(SLIP).otherwise(1.0),
        reach(nw.col("others_low") + low * times, nw.col("high_whole")),
    ]


@shared
def publisher_slips(tables: Tables) -> Frame:
    """Sizes a thousand times off those of other sources about the same subject.

    Every year that two sources share must be off. The slip stands at the source that more others
    contradict, of two alike at the one whose unit is rarer in print, then at the later lines.
    """
    if is_empty(subject_pairs(tables)):
        return _no_slips()
    known = nw.concat([year_slips(tables), sibling_slips(tables)], how="vertical").select("id")
    other = known.select(nw.col("id").alias("id_other"))
    pairs = subject_figures(tables).join(known, on="id", how="anti")
    pairs = pairs.join(other, on="id_other", how="anti")
    least = nw.col("apart").min().over("series", "series_other")
    pairs = pairs.filter(nw.col("apart") == least, nw.col("apart") > SLIP)
    smaller = nw.col("high") < nw.col("low_other")
    one = pairs.select(
        "id", "series", "apart", nw.col("id_other").alias("id_beside"), smaller.alias("is_up")
    )
    two = pairs.select(
        nw.col("id_other").alias("id"),
        nw.col("series_other").alias("series"),
        "apart",
        nw.col("id").alias("id_beside"),
        (~smaller).alias("is_up"),
    )
    printed = figures(tables).filter(nw.col("id") > 0)
    custom = printed.group_by("unit_id").agg((-nw.len().cast(nw.Int64)).alias("rarity"))
    subject = printed.select("id", "unit_id", *SUBJECT, "currency")
    both = nw.concat([one, two], how="vertical").join(subject, on="id", how="inner")
    both = both.join(custom, on="unit_id", how="inner")
    return _as_slips(_most_contradicted(both), "publishers")


def _most_contradicted(both: Frame) -> Frame:
    about = [*SUBJECT, "currency"]
    both = both.with_columns(others=nw.col("id_beside").n_unique().over("series"))
    for choice in ("others", "rarity", "series"):
        both = both.filter(nw.col(choice) == nw.col(choice).max().over(*about))
    both = both.filter(nw.col("id") == nw.col("id").min().over("series"))
    both = both.filter(nw.col("id_beside") == nw.col("id_beside").min().over("id"))
    return both.with_columns(
        ratio=nw.col("apart"),
        times=_times(nw.col("apart")),
        id_whole=_NOTHING,
        is_sure=nw.lit(1),
    )


@shared
def slips(tables: Tables) -> Frame:
    """All slips, each once."""
    kinds = [year_slips(tables), sibling_slips(tables), publisher_slips(tables)]
    return nw.concat(kinds, how="vertical")


@shared
def doubtful_ids(tables: Tables) -> Frame:
    """Column ``id``: sizes that another rule tells of, so that they prove nothing of others."""
    frames = [frame.select("id") for frame in (slips(tables), contested_pairs(tables))]
    other = contested_pairs(tables).select(nw.col("id_other").alias("id"))
    return nw.concat([*frames, other], how="vertical").unique()


@shared
def contested_pairs(tables: Tables) -> Frame:
    """Two sizes of one subject and year that contradict each other: id (the later), id_other.

    Where one of the two is a slip of the unit, it is the other that counts.
    """
    rivals = repeated_sizes(tables).filter(nw.col("meets") == 0)
    pairs = rivals.select(nw.col("_line").alias("id"), nw.col("_line_other").alias("id_other"))
    wrong = slips(tables).filter(nw.col("is_sure") == 1)
    for key in ("id", "id_other"):
        pairs = pairs.join(wrong.select(nw.col("id").alias(key)), on=key, how="anti")
    return pairs


@shared
def sound_figures(tables: Tables) -> Frame:
    """Figures without those of :func:`doubtful_ids`; ``stated`` also says of what a share is."""
    return _without(doubtful_ids(tables), tables)


@shared
def possible_figures(tables: Tables) -> Frame:
    """As :func:`sound_figures`, with sizes of which one or the other must be right."""
    return _without(slips(tables).select("id"), tables)


def _without(wrong: Frame, tables: Tables) -> Frame:
    every = figures(tables)
    if not is_empty(wrong):
        every = every.join(wrong.select(nw.col("id").alias("of_id")), on="of_id", how="anti")
    share = nw.concat_str(nw.col("share"), nw.lit(" % of "), nw.col("stated"))
    stated = nw.when(nw.col("share") == "").then("stated").otherwise(share)
    return every.with_columns(stated=stated)
