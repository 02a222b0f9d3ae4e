"""What is assumed where the figures leave it open, by name."""

from __future__ import annotations

ONE_MOMENT = "one-moment"
BESIDE_WINDOW = "growth-beside-window"
NO_REST = "list-without-rest"
NO_LEAP = "no-leap"

ASSUMPTIONS = {
    ONE_MOMENT: "undated shares and ranks are for the same time",
    BESIDE_WINDOW: "a market neither leaps nor falls just before or after a printed period",
    NO_REST: "a list that names no rest of a region names all of it",
    NO_LEAP: "no size is a thousand times off the sizes beside it",
}
"""Each assumption in words. What contradicts figures only with one of these is a note."""
