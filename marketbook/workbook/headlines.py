"""Headlines: claims that printed figures bear out, or none.

A headline compares at least two like figures of one source and one period, beyond their rounding.
Where there are none to compare, a chart has a plain title.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from marketbook.figures import Interval
from marketbook.workbook.market import Figure, Group, Part


@dataclass(frozen=True, slots=True)
class Fastest:
    """The part with the fastest published growth of several.

    Attributes:
        part: The part.
        among: All that it was compared with, itself included.
        period: First and last year of the growth of all of them.
    """

    part: Part
    among: tuple[Part, ...]
    period: tuple[int, int]


def find_leader(group: Group) -> Part | None:
    """The part with the largest published share or size of its kind.

    None where shares are of several sources or years, where two may be equal, or where what is
    not published may hold a larger one.
    """
    figures = [part.figure for part in group.parts]
    if any(part.is_size for part in group.parts) or not _are_alike(figures):
        return None
    best = _above_all(figures)
    left = 1 - sum(figure.value for figure in figures)
    if best is None or best.ends is None or best.ends.low <= left:
        return None
    return group.parts[figures.index(best)]


def find_fastest(parts: Sequence[Part], is_wide: Sequence[bool]) -> Fastest | None:
    """The part that grows fastest of those of its kind with published growth over one period.

    Args:
        parts: Regions and what lies inside them, or segments of one axis.
        is_wide: Whether each is a region of the world, not a country: only like compares.
    """
    groups: dict[object, list[Part]] = {}
    for part, wide in zip(parts, is_wide, strict=True):
        if part.growth is not None and part.growth.ends is not None:
            groups.setdefault((part.growth.source, part.growth.period, wide), []).append(part)
    known = max(groups.values(), key=len, default=[])
    rates = [part.growth for part in known if part.growth is not None]
    best = _above_all(rates)
    if best is None or best.period[0] is None or best.period[1] is None:
        return None
    period = best.period[0], best.period[1]
    return Fastest(known[rates.index(best)], tuple(known), period)


def can_rank(rates: Sequence[Interval]) -> bool:
    """Whether the highest of several printed figures is above all others beyond rounding."""
    ordered = sorted(rates, key=lambda rate: rate.middle)
    return len(ordered) > 1 and ordered[-1].low > max(rate.high for rate in ordered[:-1])


def _are_alike(figures: Sequence[Figure]) -> bool:
    """Whether figures are of one source and one year."""
    return len({(figure.source, figure.year) for figure in figures}) == 1


def _above_all(figures: Sequence[Figure]) -> Figure | None:
    """Of several figures the one that is above all others, beyond rounding."""
    ends = [figure.ends for figure in figures if figure.ends is not None]
    if len(ends) < len(figures) or not can_rank(ends):
        return None
    return max(figures, key=lambda figure: figure.value)
