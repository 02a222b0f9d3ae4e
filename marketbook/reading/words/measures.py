"""Measures of weight, volume, area and energy in every language, by their names in CLDR."""

from __future__ import annotations

import re
from functools import cache

from babel.units import format_unit

_MEASURES = """
mass-tonne mass-ton mass-kilogram mass-pound volume-liter volume-hectoliter volume-gallon
volume-barrel volume-bushel volume-cubic-meter volume-cubic-foot area-square-meter area-square-foot
area-square-yard power-gigawatt power-megawatt
"""
"""What goods are sold by; a hectare or an hour measures something else."""
_SAME = {
    "tons": "tonnes",
    "kilograms": "kg",
    "us gallons": "gallons",
    "gigawatts": "GW",
    "megawatts": "MW",
}


@cache
def measures_of(code: str) -> dict[str, str]:
    """The name of each measure in ``units``, by what a language calls it in small letters."""
    return {
        said: _SAME.get(named, named)
        for measure in _MEASURES.split()
        for named in _names("en_GB", measure)[:1]
        for language in ("en", "en_GB", code)
        for said in _names(language, measure)
    }


def _names(code: str, measure: str) -> list[str]:
    """What a language calls five, two and one of a measure."""
    said = (format_unit(count, measure, locale=code) for count in (5, 2, 1))
    return [name for each in said if (name := re.sub(r"[\d\s]+", " ", each).strip().lower())]
