"""Sizes a thousand or a million times smaller than those of their siblings."""

from __future__ import annotations

import narwhals.stable.v1 as nw

from marketbook.old_rules.old_figures import reach
from marketbook.old_rules.beside import SLIP
from marketbook.old_rules.economies import economies
from marketbook.old_rules.frames import flag
from marketbook.old_rules.rule import Frame, Tables, is_empty, shared
from marketbook.old_rules.slip_years import NOTHING, as_slips, no_slips, year_slips
from marketbook.old_rules.wholes import (
    FAMILY,
    REGIONS,
    families,
    family_sums,
    figures,
    part_pairs,
)

PLACES = 249
"""Countries and territories of ISO 3166-1: by rank and size the last has 1/249 of the largest."""

_COLUMNS = ["id", "cut", "low"]
_OPEN = 1e300


@shared
def sibling_slips(tables: Tables) -> Frame:
    """Sizes in another unit than all others of their whole and year, that only fit in theirs.

    As printed such a size is nearer to a thousandth of the smallest other than to it; in the unit
    of the others it is not, it is smaller than the largest, and fits into the whole beside them.
    One of the largest economies may also be larger than its siblings, and needs no second one.
    Where the whole is printed for other years only (kind ``neighbours``), the smaller market of a
    larger economy tells alone.
    """
    odd = family_sums(tables).filter(_is_odd())
    held = families(tables).join(odd.select(*FAMILY), on=FAMILY, how="semi")
    slips = [_slips_among(held, FAMILY, tables, "siblings")] if not is_empty(odd) else []
    if "regions" in tables:
        loose = _without_whole(tables)
        odd = loose.group_by(*_KIN).agg(
            nw.len().alias("parts"),
            nw.col("high").min().alias("least_high"),
            nw.col("low").max().alias("most_low"),
        )
        odd = odd.filter(_is_odd())
        if not is_empty(odd):
            loose = loose.join(odd.select(*_KIN), on=_KIN, how="semi")
            slips.append(_slips_among(loose, _KIN, tables, "neighbours"))
    return nw.concat(slips, how="vertical") if slips else no_slips()


def _is_odd() -> nw.Expr:
    return (nw.col("parts") > 1) & (nw.col("least_high") * SLIP < nw.col("most_low"))


_KIN = ["series_whole", "year"]


def _without_whole(tables: Tables) -> Frame:
    """Regions whose nearest whole is printed, but not for their year."""
    near = (nw.col("is_near") == 1) & (nw.col("cut") == REGIONS)
    loose = part_pairs(tables).filter(near, nw.col("id_whole").is_null())
    return loose.select(*_KIN, *_COLUMNS, "high", "id_whole", "high_whole")


def _slips_among(parts: Frame, family: list[str], tables: Tables, kind: str) -> Frame:
    """The smallest of each family, where it only fits in the unit of the others."""
    sizes = figures(tables).select("id", "of_id", "region_id", "money", "factor")
    known = year_slips(tables).select(nw.col("id").alias("of_id"))
    parts = parts.join(sizes, on="id", how="inner").join(known, on="of_id", how="anti")
    parts = _with_economy(parts, tables)
    parts = parts.with_columns(is_least=nw.col("money") == nw.col("money").min().over(*family))
    rest = parts.filter(~nw.col("is_least"))
    others = rest.group_by(*family).agg(
        nw.len().alias("others"),
        nw.col("money").min().alias("next"),
        nw.col("money").max().alias("largest"),
        nw.col("low").sum().alias("others_low"),
        nw.col("factor").min().alias("least_factor"),
        nw.col("factor").max().alias("most_factor"),
    )
    beside = rest.filter(nw.col("money") == nw.col("money").min().over(*family))
    beside = beside.group_by(*family).agg(nw.col("id").max().alias("id_beside"))
    least = parts.filter(nw.col("is_least"), nw.col("id") > 0)
    found = least.join(others, on=family, how="inner").join(beside, on=family, how="inner")
    found = found.join(_outdone(least, rest, family), on="id", how="left")
    # ten times smaller than the last of all countries would be leaves no right small one
    tiny = nw.col("money") * PLACES * 10 < nw.col("largest")
    found = found.with_columns(
        times=nw.col("most_factor") / nw.col("factor"),
        ratio=nw.col("next") / nw.col("money"),
        is_up=nw.lit(1),
        is_sure=flag(tiny | (nw.col("outdone") == 1)),
    ).filter(*_fits_only_larger())
    if kind == "neighbours":
        found = found.filter(nw.col("is_sure") == 1).with_columns(id_whole=NOTHING)
    return as_slips(found, kind)


def _with_economy(parts: Frame, tables: Tables) -> Frame:
    """Add ``economy`` of a country, at most, and ``is_largest``; null for what is none."""
    if "regions" not in tables:
        return parts.with_columns(economy=nw.lit(_OPEN), is_largest=nw.lit(0))
    known = economies(tables).with_columns(nw.col("economy").cast(nw.Float64))
    regions = parts.filter(nw.col("cut") == REGIONS).join(known, on="region_id", how="left")
    others = parts.filter(nw.col("cut") != REGIONS)
    return nw.concat([regions, others], how="diagonal")


def _outdone(least: Frame, rest: Frame, family: list[str]) -> Frame:
    """Large economies beside a smaller one whose market is far larger: id, ``outdone``."""
    smaller = rest.select(
        *family, nw.col("economy").alias("economy_other"), nw.col("money").alias("money_other")
    )
    pairs = least.filter(_is_large()).join(smaller, on=family, how="inner")
    pairs = pairs.filter(
        nw.col("economy_other") < nw.col("economy"),
        nw.col("money") * SLIP < nw.col("money_other"),
    )
    return pairs.select("id").unique().with_columns(outdone=nw.lit(1))


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
        reach(nw.col("others_low") + low * times, nw.col("high_whole")).fill_null(value=True),
    ]
