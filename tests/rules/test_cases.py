"""Every rule has a passing and a failing example, and its words are pinned."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from marketbook.old_rules import RULES
from tests.rules.case import CASES, audit_case

FOLDERS = sorted(path for path in CASES.glob("*/*") if path.is_dir())


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_case(folder: Path) -> None:
    result = audit_case(folder, folder.parent.name)
    [run] = result.runs
    assert not run.skipped, run.skipped
    assert run.rows > 0, "the rule saw no rows"
    found = [f"{finding.line}: {finding.message}" for finding in result.findings]
    expected = folder / "findings.txt"
    if folder.name.startswith("passes"):
        assert found == []
        return
    if os.environ.get("MARKETBOOK_PIN"):
        expected.write_text("".join(f"{line}\n" for line in found), encoding="utf-8")
    assert found, "a failing case without findings"
    assert found == expected.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rule_has_both_cases(rule) -> None:
    kinds = {path.name.split("-")[0] for path in (CASES / rule.id).glob("*") if path.is_dir()}
    assert {"passes", "fails"} <= kinds


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rule_is_documented(rule) -> None:
    assert rule.says.endswith(".")
    assert rule.why.endswith(".")
    assert rule.example


def test_no_case_without_rule() -> None:
    assert {path.name for path in CASES.iterdir()} <= {rule.id for rule in RULES}
