"""When a figure is of: the year of a size or share, the period of a rate."""

from marketbook.reading.times.beside import find_year
from marketbook.reading.times.find import find_times
from marketbook.reading.times.model import Spot, Time
from marketbook.reading.times.rates import OPEN_GROWTH
from marketbook.reading.times.settle import settle_periods
from marketbook.reading.times.sizes import LAID_OUT, pair_years

__all__ = [
    "LAID_OUT",
    "OPEN_GROWTH",
    "Spot",
    "Time",
    "find_times",
    "find_year",
    "pair_years",
    "settle_periods",
]
