"""Every rule gives of the cases on its page exactly the findings that stand there."""

from __future__ import annotations

import pytest

from marketbook.rule_pages import list_pages
from tests.rules.pages import audit_case, list_rules, read_cases, read_page

CASES = list(read_cases())


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case(case) -> None:
    result = audit_case(case)
    [run] = result.runs
    assert not run.skipped, run.skipped
    assert run.rows > 0, "the rule saw no rows"
    assert [str(finding) for finding in result.findings] == [*case.findings], (
        "review the change, then: python -m tests.rules.pages --write " + case.rule
    )


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_case_passes_or_fails(case) -> None:
    assert case.passes == (not case.findings)
    assert all(f": {case.rule}: " in finding for finding in case.findings)


def test_every_rule_has_a_page_and_every_page_a_rule() -> None:
    assert list(list_pages()) == [*list_rules()]


@pytest.mark.parametrize("rule_id", list_rules())
def test_page_says_what_the_rule_says(rule_id: str) -> None:
    page = read_page(rule_id)
    assert (page.says, page.severity) == list_rules()[rule_id]
    assert page.says.endswith(".")
    assert {case.passes for case in page.cases} == {True, False}
    titles = [(case.passes, case.title) for case in page.cases]
    assert len(set(titles)) == len(titles)
