"""Parts that are larger than a whole they lie in, one for each contradiction.

What cannot be is said once: at the part, or at the whole where several parts are too large for
it. A part that fits under any of the moves its source allows is in order.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from marketbook.markets.beside import FindGrowth
from marketbook.markets.moves import Fit, MovedPart, find_fits
from marketbook.markets.nesting import Nesting
from marketbook.markets.printed import Size
from marketbook.markets.series import Series
from marketbook.markets.slips import Slips


@dataclass(frozen=True, slots=True, eq=False)
class Misfit:
    """A part that is larger than its whole under every move.

    Attributes:
        fit: The two, moved where they are printed for different years.
        is_whole: Whether the whole is at fault, as several parts are too large for it.
        more: How many other parts, or years of the part, say the same.
    """

    fit: Fit
    is_whole: bool
    more: int


@dataclass(frozen=True, slots=True)
class Misfits:
    """What is wrong with the parts of a family of markets.

    Attributes:
        found: Each contradiction once.
        checked: How many parts fit, by how their whole is cut.
    """

    found: tuple[Misfit, ...]
    checked: Mapping[str, int]


def find_misfits(
    nestings: Iterable[Nesting],
    moved: Iterable[MovedPart],
    growth_of: FindGrowth,
    slips: Slips,
) -> Misfits:
    """Parts that are larger than a whole they lie in, in one year or moved to it.

    Args:
        nestings: Series with those of their wholes.
        moved: Parts moved to the years of their wholes.
        growth_of: The growth of a series.
        slips: Sizes that another rule names, so that they prove nothing of others.
    """
    checked: Counter[str] = Counter()
    rows: list[Fit] = []
    # a market may have its whole in several sources, and one that it fits is enough
    for targets in _group_targets(nestings).values():
        fits: dict[Size, list[Fit]] = defaultdict(list)
        for nesting in targets:
            for part, found in find_fits(nesting, growth_of):
                fits[part] += found
        for found in filter(None, fits.values()):
            if any(fit.holds for fit in found):
                checked[found[0].nesting.cut] += 1
            else:
                rows.append(min(found, key=lambda fit: (fit.gap, fit.whole.order)))
    forwards = {_name_pair(fit.nesting) for fit in rows}
    rows += [
        Fit(one.nesting, one.part, one.whole, one.low)
        for one in moved
        # what a part grows to after the year of its whole is said of its growth rate
        if not one.fits and one.is_later and _name_pair(one.nesting) not in forwards
    ]
    # of two sizes of a whole one must be right, and the part is larger than both
    sound = [
        fit
        for fit in rows
        if fit.part.origin not in slips.doubtful and fit.whole.origin not in slips.wrong
    ]
    return Misfits(tuple(_say_once(sound)), checked)


def _name_pair(nesting: Nesting) -> tuple[Series, str, str]:
    return nesting.part, nesting.cut, nesting.target


def _group_targets(
    nestings: Iterable[Nesting],
) -> Mapping[tuple[Series, str, str], list[Nesting]]:
    """Nestings of one part in one whole, which several sources may size."""
    groups: dict[tuple[Series, str, str], list[Nesting]] = defaultdict(list)
    for one in nestings:
        groups[_name_pair(one)].append(one)
    return groups


def _say_once(rows: list[Fit]) -> list[Misfit]:
    """One for each part and its years, or for each whole that several parts are too large for.

    Of several years the one in which both are printed, else the one that is moved the least.
    """
    parts = Counter(fit.whole for fit in rows)
    wholes = Counter(fit.part for fit in rows)
    smallest: dict[Size, float] = {}
    for fit in rows:
        smallest[fit.part] = min(fit.whole.high, smallest.get(fit.part, fit.whole.high))
    groups: dict[Size | Series, list[Fit]] = defaultdict(list)
    for fit in rows:
        if 1 < parts[fit.whole] > wholes[fit.part]:
            groups[fit.whole].append(fit)
        elif fit.whole.high == smallest[fit.part]:
            # a part that is too large for several wholes is named beside the smallest
            groups[fit.nesting.part].append(fit)
    return [
        Misfit(min(fits, key=_rank), isinstance(key, Size), len(fits) - 1)
        for key, fits in groups.items()
    ]


def _rank(fit: Fit) -> tuple[int, float, int]:
    return fit.gap, -fit.excess, fit.part.order
