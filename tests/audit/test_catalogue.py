"""The catalogue of the rules is current, and says all there is to say of each."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from marketbook.audit.catalogue import describe_rule, list_rules, render_rules
from marketbook.audit.other_rules import DOCUMENT_RULES, WAIVER_RULES
from marketbook.errors import RuleError
from marketbook.package.catalog import STRUCTURE_RULES
from marketbook.rule_pages import list_pages, read_page
from tests.rules.tables import ROOT

PAGE = ROOT / "docs" / "rules.md"


def test_page_is_current() -> None:
    if os.environ.get("MARKETBOOK_PIN"):
        PAGE.write_text(render_rules(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == render_rules(), "run MARKETBOOK_PIN=1 pytest"


def test_page_has_every_rule_once() -> None:
    lines = render_rules().splitlines()
    assert [line[4:] for line in lines if line.startswith("### ")] == [*list_pages()]


@pytest.mark.parametrize("rule_id", list_pages())
def test_rule_is_described(rule_id: str) -> None:
    page, text = read_page(rule_id), describe_rule(rule_id)
    assert text.startswith(f"{rule_id} ({page.severity})\n{page.says}\n\nWhy: {page.why}\n")
    assert f"\nExample: {page.example}\n" in text
    assert all(f"\n- {case.title}" in text for case in page.examples)


@pytest.mark.parametrize("rule_id", list_pages())
def test_rule_fits_a_line_of_a_table(rule_id: str) -> None:
    page = read_page(rule_id)
    assert "|" not in page.says
    assert page.says.endswith(".")
    assert page.why.endswith(".")


def test_the_catalogue_needs_no_rule_and_no_polars() -> None:
    code = (
        "import sys; from marketbook.cli import commands; "
        "commands(['rules', 'sizes.unit-slip'], standalone_mode=False); "
        "print([name for name in ('polars', 'pandera', 'marketbook.rules') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("[]\n")


def test_unknown_rule_names_the_nearest() -> None:
    with pytest.raises(
        RuleError, match=r"no rule is called 'sizes.digit-match'.*'sizes.digits-match'"
    ):
        describe_rule("sizes.digit-match")


def test_list_has_a_line_per_rule() -> None:
    listed = [line.split()[0] for line in list_rules().splitlines()]
    assert listed == [*list_pages(), *STRUCTURE_RULES, *DOCUMENT_RULES, *WAIVER_RULES]


def test_rules_of_structure_documents_and_waivers_are_described() -> None:
    says = STRUCTURE_RULES["structure.enum"].says
    assert describe_rule("structure.enum") == f"structure.enum (error)\n{says}"
    assert "waivers.is-not-overdue | " in render_rules()
    assert "sizes.stands-in-document | " in render_rules()
