"""Known issues: a sentence each, with the money that they move."""

from __future__ import annotations

import pytest

from marketbook.workbook.issues import first_sentence, list_issues
from marketbook.workbook.read_market import model_market
from marketbook.workbook.tell import tell_record
from tests.workbook.conftest import shipped_records


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Printed so. Recorded as it is.", "Printed so."),
        ("Printed so; recorded as it is.", "Printed so; recorded as it is."),
        ("It is 16.4 percent. No more.", "It is 16.4 percent."),
        ("No full stop", "No full stop"),
    ],
)
def test_the_first_sentence(text: str, sentence: str) -> None:
    assert first_sentence(text) == sentence


def test_what_moves_most_money_comes_first() -> None:
    records = shipped_records()
    found = list_issues(records, [model_market(records, "smart-healthcare")])
    assert found[0].record == "shares:smart-healthcare-china"
    # 18 % of 288,488.04 million
    assert found[0].money == "51.9 USD billion"
    assert [issue.money for issue in found[1:]] == ["", ""]


@pytest.mark.parametrize(
    ("record", "told"),
    [
        ("shares:smart-healthcare-china", "share, China; Smart Healthcare Market"),
        (
            "source_periods:iomt-dimension-2025/coverage/2017/2032",
            "years covered 2017 to 2032; Dimension Market Research, 2025-08",
        ),
        (
            "source_periods:iomt-dimension-2025/base/2024/2024",
            "base year 2024; Dimension Market Research, 2025-08",
        ),
        (
            "region_listings:iomt-dimension-2025/iomt/by-region/1",
            "list of regions (by region); Dimension Market Research, 2025-08",
        ),
    ],
)
def test_a_record_in_words(record: str, told: str) -> None:
    assert tell_record(shipped_records(), record) == told
