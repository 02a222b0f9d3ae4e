"""When a figure is of: the year of a size or share, the period of a rate."""

from marketbook.reading.times.beside import find_year
from marketbook.reading.times.growth import OPEN_GROWTH, find_time, years_here
from marketbook.reading.times.model import Time
from marketbook.reading.times.settle import settle_periods
from marketbook.reading.times.sizes import LAID_OUT, pair_years

__all__ = [
    "LAID_OUT",
    "OPEN_GROWTH",
    "Time",
    "find_time",
    "find_year",
    "pair_years",
    "settle_periods",
    "years_here",
]
