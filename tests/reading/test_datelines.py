"""Where and when a text was written says nothing of its figures."""

from __future__ import annotations

import pytest

from marketbook.reading.prose.datelines import drop_dateline

SAID = "The kettle market came to $4 billion in 2022."
DATELINES = (
    "OSLO, Norway, May 4, 2023 /Newswire/ -- ",
    "AUSTIN, Texas, Feb. 1, 2023: ",
    "Tampa, Florida, United States, May 03, 2023 (WORLD NEWSWIRE) -- ",
    "BERGEN--(BUSINESS WIRE)--",
    "SINGAPORE, May 5 – ",
    "Singapore – 5 May 2022 – ",
    "Leeds, United Kingdom -- 12 June 2020 -- (WIRE) -- ",
    "Perth, Australia (12 June 2020) ",
    "Basel (Switzerland), 3 July 2019. ",
    "BERN, Switzerland, 2020/08/11 – ",
    "date 2019-11-06 RENO, Nevada, Nov. 6, 2019 /Newswire/ -- ",
)
KEPT = (
    "In May 2023, Acme bought a plant – The price was $4 million.",
    "Norway: The market came to $4 billion.",
    "Norway, Sweden – The two largest markets came to $4 billion.",
    "Kettle Market Report, May 2023 – The market came to $4 billion.",
    "January 5, 2021: Acme opened a plant in Norway.",
    "Asia Pacific (APAC) – The market came to $4 billion.",
    "United Arab Emirates – USD 331 million, CAGR 5.8%",
    "Kettles, Norway: 42%",
)


@pytest.mark.parametrize("dateline", DATELINES)
def test_a_dateline_is_left_out(dateline: str) -> None:
    assert drop_dateline(dateline + SAID) == SAID


@pytest.mark.parametrize("text", KEPT)
def test_what_is_no_dateline_stays(text: str) -> None:
    assert drop_dateline(text) == text


def test_the_months_of_other_languages() -> None:
    assert drop_dateline("Genova, 16 giugno 2026 - Il mercato vale 4 miliardi.", "it") == (
        "Il mercato vale 4 miliardi."
    )
