"""A fix is the row of a correction, at the place where it belongs, and it settles the finding."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import polars as pl
import pytest

from marketbook.audit.fixes import find_fixes, tell_evidence
from marketbook.findings import Finding
from marketbook.package import read_package
from marketbook.rules import RULES
from marketbook.rules.run import run_rules
from tests.rules.faults import plant_fault
from tests.rules.markets import as_frames, build_package
from tests.rules.tables import type_table

PACKAGE = read_package(Path(__file__).parents[2])
COLUMNS = ("record", "stated", "value", "unit_id", "reason", "evidence", "decided_on")
TODAY = dt.date(2026, 11, 30)
Tables = dict[str, pl.DataFrame]


def plant(kind: str, seed: int) -> Tables:
    wrong, _ = plant_fault(Random(f"{kind}-{seed}"), build_package(Random(seed), f"p{seed}"), kind)
    return {**as_frames(wrong), "corrections": type_corrections()}


def type_corrections(*rows: list[str]) -> pl.DataFrame:
    return type_table(
        "corrections", pl.DataFrame([*rows], schema=dict.fromkeys(COLUMNS, pl.String), orient="row")
    )


def audit(tables: Tables) -> Iterator[Finding]:
    found = run_rules(tables, RULES, {name: f"tables/{name}.csv" for name in tables}).findings
    return (one for one in found if one.fails)


@pytest.mark.parametrize(("kind", "seed"), [("wrong digit", 2), ("wrong unit", 17)])
def test_the_row_settles_the_finding(kind: str, seed: int) -> None:
    tables = plant(kind, seed)
    fixes = find_fixes(audit(tables), PACKAGE, tables, TODAY)
    [(suspicion, fix)] = fixes.items()
    [row] = csv.reader([fix.text])
    assert (row[0], row[6]) == (suspicion.record, "2026-11-30")
    assert f"({suspicion.kind.replace('-', ' ')})" in row[4]
    assert (fix.file, fix.line, fix.text[-1]) == ("tables/corrections.csv", 2, "\n")
    assert not [*audit({**tables, "corrections": type_corrections(row)})]


def test_it_goes_where_the_key_puts_it() -> None:
    tables = plant("wrong digit", 2)
    [(suspicion, _)] = find_fixes(audit(tables), PACKAGE, tables, TODAY).items()

    def find_line(*records: str) -> int:
        rows = [[one, "1", "2", "", "why", "how", "2026-11-29"] for one in sorted(records)]
        others = {**tables, "corrections": type_corrections(*rows)}
        [fix] = find_fixes(audit(tables), PACKAGE, others, TODAY).values()
        return fix.line

    assert find_line("growth_rates:a", "growth_rates:b") == 4
    assert find_line("growth_rates:a", "sizes:b") == 3
    assert find_line("sizes:b") == 2
    with pytest.raises(ValueError, match="not enough values"):
        find_line(suspicion.record)


def test_there_is_none_where_several_readings_fit_or_the_table_is_no_plain_file() -> None:
    tables = plant("wrong digit", 2)
    [finding, *_] = [one for one in audit(tables) if one.suspects]
    twice = replace(
        finding, suspects=(*finding.suspects, replace(finding.suspects[0], repair="9 %"))
    )
    assert find_fixes([twice], PACKAGE, tables, TODAY) == {}
    zipped = replace(PACKAGE.resources["corrections"], compression="gz")
    packed = replace(PACKAGE, resources={"corrections": zipped})
    assert find_fixes([finding], packed, tables, TODAY) == {}
    assert find_fixes([replace(finding, waived="so printed")], PACKAGE, tables, TODAY) == {}


def test_the_arithmetic_is_without_advice() -> None:
    said = (
        "2 figures cannot be true together: A and B. The others imply A 1 to 2, printed 3. Check "
        "the figures against the document, then correct one, or waive it with the reason",
        "states 9.1 %, but it is 10 %; check the digits, or waive it with the reason",
    )
    findings = [Finding("f", 2, "a.b", "error", text, record="sizes:a") for text in said]
    assert tell_evidence(findings) == (
        "a.b on sizes:a: 2 figures cannot be true together: A and B. The others imply A 1 to 2, "
        "printed 3; a.b on sizes:a: states 9.1 %, but it is 10 %"
    )
