"""Parts that are larger than a whole they lie in, one for each contradiction.

What cannot be is said once: at the part, or at the whole where several parts are too large for
it. A part that fits under any of the moves its source allows is in order.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from marketbook.markets.beside import FindGrowth
from marketbook.markets.grouping import group_by
from marketbook.markets.moves import Fit, MovedPart, find_fits, stretch
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
        found: Parts that are larger than their whole even if growth was uneven.
        uneven: Parts that are so if it was even.
        checked: How many parts fit, by how their whole is cut.
    """

    found: tuple[Misfit, ...]
    uneven: tuple[Misfit, ...]
    checked: Mapping[str, int]


def find_misfits(
    nestings: Iterable[Nesting],
    moved: Iterable[MovedPart],
    growth_of: FindGrowth,
    slips: Slips,
) -> Misfits:
    """Parts that are larger than a whole they lie in, in one year or moved to it."""
    checked: Counter[str] = Counter()
    rows: list[list[Fit]] = []
    # a market may have its whole in several sources, and one that it fits is enough
    for targets in group_by(nestings, _name_pair).values():
        fits: dict[Size, list[Fit]] = defaultdict(list)
        for nesting in targets:
            for part, found in find_fits(nesting, growth_of):
                fits[part] += found
        for found in filter(None, fits.values()):
            if any(fit.holds for fit in found):
                checked[found[0].nesting.cut] += 1
            else:
                rows.append(found)
    forwards = {_name_pair(found[0].nesting) for found in rows}
    rows += [[fit] for fit in _look_back(moved) if _name_pair(fit.nesting) not in forwards]
    doubtful, wrong = slips.doubtful, slips.wrong
    # of two sizes of a whole one must be right, and the part is larger than both
    kept = (
        [one for one in found if one.part.origin not in doubtful and one.whole.origin not in wrong]
        for found in rows
    )
    certain = [
        (found, [far for fit in found if (far := stretch(fit, growth_of))])
        for found in filter(None, kept)
    ]
    errors = [_choose(far) for _, far in certain if far]
    known = {_name_pair(fit.nesting) for fit in errors}
    notes = [_choose(found) for found, far in certain if not far]
    checked.update(fit.nesting.cut for fit in notes)
    notes = [fit for fit in notes if _name_pair(fit.nesting) not in known]
    return Misfits(tuple(_say_once(errors)), tuple(_say_once(notes)), checked)


def _look_back(moved: Iterable[MovedPart]) -> Iterator[Fit]:
    """Parts moved to a year of their whole in which they are larger.

    What a part is sure to grow to after the year of its whole is said of its growth rate.
    """
    for one in moved:
        inside = one.is_between and one.part.at >= one.growth.from_year
        if not one.fits and (one.is_later or inside):
            yield Fit(one.nesting, one.part, one.whole, one.low)


def _choose(found: Iterable[Fit]) -> Fit:
    """Of several years of a whole the nearest, then the first."""
    return min(found, key=lambda fit: (fit.gap, fit.whole.order))


def _name_pair(nesting: Nesting) -> tuple[Series, str, str]:
    return nesting.part, nesting.cut, nesting.target


def _say_once(rows: Sequence[Fit]) -> list[Misfit]:
    """One for each part and its years, or for each whole that several parts are too large for.

    Of several years the one in which both are printed, else the one that is moved the least.
    """
    parts = Counter(whole for whole, _ in {(fit.whole, fit.nesting.part) for fit in rows})
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
    found: list[Misfit] = []
    for key, fits in groups.items():
        first = min(fits, key=lambda fit: (fit.gap, -fit.excess, fit.part.order))
        # parts that are too large for a whole, or years in which a part is
        count = parts[key] if isinstance(key, Size) else len(fits)
        found.append(Misfit(first, isinstance(key, Size), count - 1))
    return found
