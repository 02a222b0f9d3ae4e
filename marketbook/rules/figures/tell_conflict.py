"""The sentences of figures that cannot be true together."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from marketbook.findings import Suspicion
from marketbook.markets.codes import Codes
from marketbook.markets.printed import Claim, Figure, Rate, Share, Size, tell_years
from marketbook.rules.rule import Contradiction
from marketbook.rules.words import ends, listed
from marketbook.text import count
from marketbook.together.verdicts import Contradictory

if TYPE_CHECKING:
    # at work it brings the solver, which most packages never ask
    from marketbook.together.suspects import Suspect

_MOST_READINGS = 3
"""Where more would fit, none says much; JSON has all."""

_MOST_SUSPECTS = 3
_CLEARLY = 5.0
"""A figure that is likelier than all others by this factor is named alone."""


def tell_conflict(found: Contradictory, codes: Codes) -> Contradiction:
    """The contradiction at the figure that is likeliest to be wrong."""
    first = found.suspects[0] if found.suspects else None
    at = first.figure if first else found.figures[0]
    told = listed(
        [f"{tell_figure(one, codes)} (line {one.line} of {one.table})" for one in found.figures]
    )
    assumed = f" if {listed(found.assumptions)}" if found.assumptions else ""
    verb = "cannot be true" if len(found.figures) == 1 else "cannot be true together"
    message = (
        f"{count(len(found.figures), 'figure')} {verb}{assumed}: {told}."
        f"{_tell_left(found.suspects, codes)} Check the figures against the document, then "
        "correct one, or waive it with the reason"
    )
    return Contradiction(
        at,
        message,
        stated=at.stated,
        implied=_tell_leaves(first) if first else "",
        worth=_weigh(first),
        conflict=found.figures,
        suspects=tuple(list_suspicions(found.suspects)),
    )


def list_suspicions(suspects: Sequence[Suspect]) -> Iterator[Suspicion]:
    """Each suspect once for each of its readings; once without one where there is none."""
    for one in suspects:
        low, high = (one.leaves.low, one.leaves.high) if one.leaves else (None, None)
        leaves = low, None if high == math.inf else high
        unit = _unit_of(one.figure)
        for reading in one.readings or (None,):
            says, kind = (reading.says, reading.kind) if reading else ("", "")
            yield Suspicion(one.figure.cite, leaves, unit, says, kind, one.fits_all)


def tell_figure(figure: Figure, codes: Codes) -> str:
    """``Africa 8.6 % of the world in 2024``."""
    name = _name(figure, codes)
    if isinstance(figure, Size):
        return f"{name} {figure.qualified} {figure.unit.name} in {figure.year}"
    if isinstance(figure, Share):
        year = f" in {figure.year}" if figure.year else ""
        return f"{name} {figure.qualified} % of {codes.name(figure.whole)}{year}"
    if isinstance(figure, Rate):
        window = tell_years(figure.start, figure.end) or "without a period"
        return f"{name} {figure.told} % a year, {window}"
    if isinstance(figure, Claim):
        year = f" in {figure.year}" if figure.year else ""
        return f"{name} called the {figure.kind}{year}"
    return f"{name} {figure.stated}"


def _name(figure: Figure, codes: Codes) -> str:
    name = codes.name(figure.segment or figure.region)
    if figure.segment and figure.region != codes.places.world:
        name += f" in {codes.name(figure.region)}"
    return f"growth of {name}" if isinstance(figure, Rate) else name


def _tell_left(suspects: Sequence[Suspect], codes: Codes) -> str:
    """What the others leave for the likeliest figures, and what would fit."""
    shown = [one for one in suspects if one.leaves is not None][:_MOST_SUSPECTS]
    if not shown:
        return ""
    first, *others = shown
    is_clear = first.fits_all and 0 < len(first.readings) <= _MOST_READINGS
    if is_clear and all(one.likelihood * _CLEARLY < first.likelihood for one in others):
        shown = [first]
    return f" The others imply {'; '.join(_tell_suspect(one, codes) for one in shown)}."


def _tell_suspect(one: Suspect, codes: Codes) -> str:
    """``Africa 28.65 to 28.75 %, printed 8.6; read as 28.6 %, everything would fit``."""
    left = f"{_name(one.figure, codes)} {_tell_leaves(one)}, printed {one.figure.stated}"
    says = list(dict.fromkeys(reading.says for reading in one.readings))
    if not 0 < len(says) <= _MOST_READINGS:
        return left
    what = "everything" if one.fits_all else "these"
    return f"{left} (read as {' or '.join(says)}, {what} would fit)"


def _tell_leaves(first: Suspect) -> str:
    leaves, unit = first.leaves, _unit_of(first.figure)
    if leaves is None:
        return ""
    if math.isinf(leaves.high):
        return f"{ends(leaves.low, leaves.low)} {unit} or more"
    return f"{ends(leaves.low, leaves.high)} {unit}"


def _unit_of(figure: Figure) -> str:
    return figure.unit.name if isinstance(figure, Size) else "%"


def _weigh(first: Suspect | None) -> float:
    """How far the print is from what is left, relative to that."""
    if first is None or first.leaves is None:
        return 0.0
    value = getattr(first.figure, "value", 0.0)
    near = min(max(value, first.leaves.low), first.leaves.high)
    return abs(value - near) / abs(near) if near and math.isfinite(near) else 0.0
