"""A waiver accepts one finding; one that accepts nothing, or is overdue, is itself an error."""

from __future__ import annotations

import datetime as dt

import pytest

from marketbook.audit.waivers import Waiver, apply_waivers
from marketbook.findings import Finding

TODAY = dt.date(2026, 11, 21)
FOUND = Finding(
    file="tables/sizes.csv",
    line=4,
    rule="sizes.unit-slip",
    severity="error",
    message="13.7 USD million",
    table="sizes",
    record="sizes:iomt-2025-japan",
)


def waiver(**changes: object) -> Waiver:
    values = {
        "rule": "sizes.unit-slip",
        "record": "sizes:iomt-2025-japan",
        "reason": "Printed so.",
        "review_by": dt.date(2027, 11, 21),
        "line": 2,
    }
    return Waiver(**(values | changes))  # type: ignore[arg-type]


def apply(*waivers: Waiver, ran: tuple[str, ...] = ("sizes.unit-slip",)) -> list[Finding]:
    return apply_waivers(
        [FOUND],
        waivers,
        file="tables/waivers.csv",
        today=TODAY,
        known=("sizes.unit-slip", "sizes.digits-match"),
        ran=ran,
    )


def test_an_accepted_finding_stays_and_does_not_fail() -> None:
    [finding] = apply(waiver())
    assert finding.waived == "Printed so."
    assert not finding.fails


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            {"record": "sizes:iomt-2025-usa"},
            "tables/waivers.csv:2: waivers.accepts-a-finding: accepts a finding of "
            "sizes.unit-slip on sizes:iomt-2025-usa, but that finding is gone; "
            "delete the waiver",
        ),
        (
            {"review_by": dt.date(2026, 11, 20)},
            "tables/waivers.csv:2: waivers.is-not-overdue: was due for review by 2026-11-20, and "
            "today is 2026-11-21; look at the finding again, then renew it ('marketbook waive "
            "sizes:iomt-2025-japan sizes.unit-slip'), or delete it",
        ),
        (
            {"rule": "sizes.unit-slips"},
            "tables/waivers.csv:2: waivers.names-a-rule: rule 'sizes.unit-slips' is not a rule of "
            "the audit; nearest: sizes.unit-slip; correct the id, or delete the waiver",
        ),
        (
            {"rule": "structure.type"},
            "tables/waivers.csv:2: waivers.names-a-rule: structure.type is about structure, which "
            "cannot be waived; correct the table",
        ),
    ],
)
def test_a_wrong_waiver_is_an_error_and_accepts_nothing(
    changes: dict[str, object], message: str
) -> None:
    original, fault = apply(waiver(**changes))
    assert original.fails
    assert fault.fails
    assert str(fault) == message


def test_a_waiver_holds_on_its_last_day() -> None:
    [finding] = apply(waiver(review_by=TODAY))
    assert not finding.fails


def test_a_waiver_of_a_rule_that_did_not_run_is_not_judged() -> None:
    assert apply(waiver(record="sizes:other"), ran=()) == [FOUND]
