"""The line under a finding that says what would fit."""

from __future__ import annotations

from marketbook.audit.formats.render_text import describe_fit
from marketbook.findings import Finding, Suspicion


def told(*readings: tuple[str, str], fits_all: bool = True) -> str:
    suspects = tuple(
        Suspicion("sizes:a", (0, 4.8), "USD billion", says, kind, fits_all)
        for says, kind in readings
    )
    return describe_fit(
        Finding("f", 2, "a.b", "error", "text", record="sizes:a", suspects=suspects)
    )


def test_few_readings_are_all_told() -> None:
    assert told(("3.9", "point"), ("3", "extra-digit")) == "sizes:a read as 3.9 or 3"


def test_of_many_the_likeliest_is_told_where_it_is_the_point_or_the_unit() -> None:
    digits = [(f"{n}.9", "digit") for n in range(1, 5)]
    assert told(("39 USD million", "unit"), *digits) == (
        "sizes:a read as 39 USD million; 4 other readings would fit too"
    )
    assert told(*digits, ("3.9", "point")) == ""
    assert told(("39 USD million", "unit"), *digits * 10) == ""


def test_nothing_is_told_where_other_figures_stay_wrong() -> None:
    assert told(("3.9", "point"), fits_all=False) == ""
    assert told() == ""
