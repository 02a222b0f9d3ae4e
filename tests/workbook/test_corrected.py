"""A corrected misprint drives its market as read and says so; one that is not, drives nothing."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl
import pytest

from marketbook.workbook.books import set_desk
from marketbook.workbook.flat import FlatRow, list_published
from marketbook.workbook.issues import list_issues
from marketbook.workbook.lists import Value
from marketbook.workbook.market import Part
from marketbook.workbook.portfolio.inputs import size_of
from marketbook.workbook.read_market import list_left_out, model_market
from marketbook.workbook.records import Records, gather_records
from marketbook.workbook.sheets.checklist import list_checks
from marketbook.workbook.sheets.evidence import list_figures
from tests.workbook.conftest import read_all

JAPAN = "sizes:iomt-2025-japan"
WHY = "The document prints million where every other size of it is in billion."


@pytest.fixture(scope="module")
def records() -> Records:
    return gather_records(read_all().tables, {})


@pytest.fixture(scope="module")
def uncorrected() -> Records:
    """The same without corrections, and without a waiver: the finding is open."""
    tables = dict(read_all().tables)
    return gather_records({**tables, "corrections": tables["corrections"].clear()}, {})


def find_part(records: Records) -> Part | None:
    parts = model_market(records, "iomt").list_parts()
    return next((part for part in parts if part.key == "japan"), None)


def find_evidence(records: Records) -> Mapping[str, Value]:
    rows = list_figures(set_desk(records, "iomt"))
    return next(row for row in rows if row["record"] == JAPAN)


def find_row(records: Records) -> FlatRow:
    return next(row for row in list_published(records, "iomt") if row.record == JAPAN)


def test_the_model_uses_the_reading_and_says_so(records: Records) -> None:
    part = find_part(records)
    assert part is not None
    assert part.figure.value == 13.7
    assert part.figure.stated == "13.7 USD billion (printed 13.7 USD million)"
    assert part.figure.is_corrected
    market = model_market(records, "iomt")
    assert size_of(part.figure, market, records) == (13.7, "USD billion")
    assert list_left_out(records, "iomt") == ()


def test_a_slip_without_a_correction_drives_nothing_and_is_said_to_be(uncorrected: Records) -> None:
    assert find_part(uncorrected) is None
    assert [size.cite for size in list_left_out(uncorrected, "iomt")] == [JAPAN]
    row = find_evidence(uncorrected)
    assert str(row["note"]).startswith("Left out of the model: its unit is in doubt. Printed in")
    assert (row["stated"], row["unit"]) == ("13.7", "USD million")


def test_evidence_shows_the_print_and_the_reading(records: Records) -> None:
    row = find_evidence(records)
    assert row["stated"] == "13.7 USD million"
    assert (row["value"], row["unit"]) == (13.7, "USD billion")
    assert str(row["note"]).startswith(f"Read as 13.7 USD billion: {WHY} Printed in million")


def test_the_row_of_a_figure_stays_as_printed(records: Records) -> None:
    row = records.row_of(records.sizes[JAPAN])
    assert (row["value"], row["stated"], row["unit_id"]) == (13.7, "13.7", "usd-million")


def test_flat_rows_have_both(records: Records, uncorrected: Records) -> None:
    row, before = find_row(records), find_row(uncorrected)
    assert (row.value, row.unit, row.stated) == (13.7, "USD million", "13.7")
    assert (row.reading, row.reading_unit) == (13.7, "USD billion")
    assert (row.verdict, row.is_disputed) == ("OK", False)
    assert (before.reading, before.reading_unit) == (13.7, "USD million")
    assert (before.verdict, before.is_disputed) == ("CHECK", True)
    others = [one for one in list_published(records, "iomt") if one.record != JAPAN]
    assert all((one.value, one.unit) == (one.reading, one.reading_unit) for one in others)


def test_a_correction_is_a_known_issue(records: Records) -> None:
    found = list_issues(records, [model_market(records, "iomt")])
    [issue] = [one for one in found if one.record == JAPAN]
    assert issue.money == "13.7 USD billion"
    assert issue.reason == f"Read as 13.7 USD billion: {WHY}"
    assert "157.8 still fits into 274.1" in issue.evidence


def test_checks_say_what_the_audit_says_of_a_correction() -> None:
    """Known where the audit proves it, and to be looked at where it does not."""
    tables = dict(read_all().tables)
    wrong = {**tables, "corrections": tables["corrections"].with_columns(value=pl.lit(1370.0))}
    words: dict[str, set[str]] = {}
    for name, held in (("right", tables), ("wrong", wrong)):
        desk = set_desk(gather_records(held, {}), "iomt")
        words[name] = {f"{one.rule}: {one.word}" for one in list_checks(desk)}
    assert "sizes.unit-slip: KNOWN" in words["right"]
    assert not [one for one in words["right"] if one.startswith("corrections.")]
    assert "corrections.brings-no-finding: CHECK" in words["wrong"]
