"""Tables of figures: rows are regions, segments or years, columns years or kinds of figures."""

from marketbook.reading.grids.intro import announces
from marketbook.reading.grids.items import read_lists
from marketbook.reading.grids.lists import list_regions, list_segments
from marketbook.reading.grids.read import Grid, leave_rest, read_grid

__all__ = [
    "Grid",
    "announces",
    "leave_rest",
    "list_regions",
    "list_segments",
    "read_grid",
    "read_lists",
]
