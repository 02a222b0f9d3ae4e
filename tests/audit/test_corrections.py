"""The audit proves corrections: what each settles, what it brings, and what is out of date."""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import Any

import polars as pl
import pytest

from marketbook.audit import check_package
from marketbook.findings import Finding
from marketbook.package import read_package
from marketbook.rules import proof as proving
from marketbook.rules.proof import judge_families, prove, prove_corrections
from tests.markets.test_corrections import SLIPS, correct_back
from tests.rules.faults import plant_fault
from tests.rules.markets import as_frames, build_package, merge
from tests.rules.pages import Case
from tests.rules.tables import ROOT

JAPAN = "sizes:iomt-2025-japan"


def make(**tables: list[dict[str, str | None]]) -> dict[str, pl.DataFrame]:
    return Case("", "", passes=True, written=tables, findings=()).tables


def name_files(tables: dict[str, Any]) -> dict[str, str]:
    return {name: f"tables/{name}.csv" for name in tables}


def tell(findings: tuple[Finding, ...]) -> list[tuple[str, str, str]]:
    return [(one.settled, one.rule, one.record) for one in findings]


def test_the_shipped_correction_settles_its_finding() -> None:
    report = check_package(read_package(ROOT), today=dt.date(2026, 11, 29))
    assert report.errors == ()
    assert tell(report.corrected) == [("corrected", "sizes.unit-slip", JAPAN)]
    [finding] = report.corrected
    assert finding.corrected == (
        f"{JAPAN} is read as 13.7 USD billion: The document prints million where every other size "
        "of it is in billion."
    )
    assert not finding.fails


def test_without_corrections_nothing_is_audited_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proving, "prove_corrections", None)
    tables = as_frames(build_package(Random(1)))
    assert prove(tables, name_files(tables)).runs == ()
    del tables["corrections"]
    assert prove(tables, name_files(tables)).runs == ()


def test_a_family_is_audited_once_as_read_and_once_for_each_correction() -> None:
    families = [build_package(Random(seed), f"p{seed}x") for seed in range(4)]
    tables = merge(families)
    rows = [
        {"record": f"sizes:{row['size_id']}", "stated": row["stated"], "value": row["value"] * 1000,
         "reason": "."}
        for package in families[:2]
        for row in package["sizes"][:1]
    ]  # fmt: skip
    asked: list[set[str]] = []
    frames = as_frames({**tables, "corrections": rows})

    def judge(given: dict[str, pl.DataFrame]) -> list[Finding]:
        asked.append(set(given["sizes"]["market_id"]))
        return []

    assert len(list(prove_corrections(frames, judge))) == 2
    assert len(asked) == 4
    assert all(not (asked[0] & other) for other in asked[2:])


def two_for_one(first: str, second: str) -> dict[str, pl.DataFrame]:
    """A rate that either of two corrections would bring into agreement with its sizes."""
    return make(
        sizes=[
            {"size_id": "a", "year": "2025", "stated": "100.0"},
            {"size_id": "b", "year": "2030", "stated": "201.1"},
        ],
        growth_rates=[
            {"growth_rate_id": "g", "start_year": "2025", "end_year": "2030", "stated": "18.0"}
        ],
        corrections=[
            {"record": "growth_rates:g", "stated": "18.0", "value": first},
            {"record": "sizes:b", "stated": "201.1", "value": second},
        ],
    )


def test_of_two_corrections_for_one_error_none_is_needed() -> None:
    """Each as printed beside the other's reading contradicts it, so that each brings an error."""
    tables = two_for_one("15.0", "228.8")
    found = prove(tables, name_files(tables)).findings
    rules = {(one.rule, one.record) for one in found if not one.settled}
    assert {rule for rule, _ in rules} == {
        "corrections.brings-no-finding",
        "corrections.settles-a-finding",
    }
    assert len({record for _, record in rules}) == 2


def test_a_waiver_of_what_a_correction_settles_accepts_nothing() -> None:
    package = read_package(ROOT)
    structure = proving_structure(package)
    waivers = structure.tables["waivers"]
    more = waivers.head(1).with_columns(
        rule=pl.lit("sizes.unit-slip"), record=pl.lit(JAPAN), _line=pl.lit(99, pl.Int64)
    )
    structure.tables["waivers"] = pl.concat([waivers, more])
    report = check_package(package, structure=structure, today=dt.date(2026, 11, 29))
    assert [one.rule for one in report.errors] == ["waivers.accepts-a-finding"]


def test_no_waiver_accepts_a_fault_of_a_correction() -> None:
    package = read_package(ROOT)
    structure = proving_structure(package)
    corrections = structure.tables["corrections"].with_columns(value=pl.lit(1370.0))
    structure.tables["corrections"] = corrections
    waivers = structure.tables["waivers"]
    more = waivers.head(1).with_columns(
        rule=pl.lit("corrections.brings-no-finding"),
        record=pl.lit(f"corrections:{JAPAN}"),
        _line=pl.lit(99, pl.Int64),
    )
    structure.tables["waivers"] = pl.concat([waivers, more])
    report = check_package(package, structure=structure, today=dt.date(2026, 11, 29))
    rules = [one.rule for one in report.errors]
    assert "corrections.brings-no-finding" in rules
    assert "waivers.names-a-rule" in rules
    assert any("cannot be waived; change the correction" in one.message for one in report.errors)


def proving_structure(package: Any) -> Any:
    from marketbook.package import read_structure

    structure = read_structure(package)
    assert isinstance(structure.tables, dict)
    return structure


@pytest.mark.parametrize("kind", SLIPS)
def test_a_slip_that_is_found_is_settled_by_its_true_reading(kind: str) -> None:
    """Of right packages with one slip each: no reading of the truth brings an error."""
    settled = 0
    for seed in range(12):
        right = build_package(Random(seed), f"q{seed}x")
        wrong, _ = plant_fault(Random(seed), right, kind)
        tables = as_frames(correct_back(right, wrong))
        files = name_files(tables)
        for proof in prove_corrections(
            tables, lambda given, files=files: judge_families(given, files)
        ):
            assert proof.brought == ()
            assert not (proof.settled and proof.left)
            settled += bool(proof.settled)
    assert settled
