"""Sizes that make sense only a thousand or a million times larger or smaller."""

from __future__ import annotations

import narwhals.stable.v1 as nw

from marketbook.old_rules.beside import SLIP, subject_figures, subject_pairs
from marketbook.old_rules.frames import SUBJECT
from marketbook.old_rules.rule import Frame, Tables, is_empty, shared
from marketbook.old_rules.slip_siblings import sibling_slips
from marketbook.old_rules.slip_years import NOTHING, as_slips, no_slips, times_off, year_slips
from marketbook.old_rules.wholes import figures, repeated_sizes


@shared
def publisher_slips(tables: Tables) -> Frame:
    """Sizes a thousand times off those of other sources about the same subject.

    Every year that two sources share must be off. The slip stands at the source that more others
    contradict, of two alike at the one whose unit is rarer in print, then at the later lines.
    """
    if is_empty(subject_pairs(tables)):
        return no_slips()
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
    return as_slips(_most_contradicted(both), "publishers")


def _most_contradicted(both: Frame) -> Frame:
    about = [*SUBJECT, "currency"]
    both = both.with_columns(others=nw.col("id_beside").n_unique().over("series"))
    for choice in ("others", "rarity", "series"):
        both = both.filter(nw.col(choice) == nw.col(choice).max().over(*about))
    both = both.filter(nw.col("id") == nw.col("id").min().over("series"))
    both = both.filter(nw.col("id_beside") == nw.col("id_beside").min().over("id"))
    return both.with_columns(
        ratio=nw.col("apart"),
        times=times_off(nw.col("apart")),
        id_whole=NOTHING,
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
