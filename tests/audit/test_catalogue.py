"""The catalogue of the rules is current, and says all there is to say of each."""

from __future__ import annotations

import os

import pytest

from marketbook.audit.catalogue import describe_rule, list_rules, render_rules
from marketbook.audit.documents import describe_document_rules
from marketbook.audit.waivers import RULES as WAIVER_RULES
from marketbook.errors import RuleError
from marketbook.package import STRUCTURE_RULES
from marketbook.rules import RULES
from tests.rules.tables import ROOT

PAGE = ROOT / "docs" / "rules.md"


def test_page_is_current() -> None:
    if os.environ.get("MARKETBOOK_PIN"):
        PAGE.write_text(render_rules(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == render_rules(), "run MARKETBOOK_PIN=1 pytest"


def test_page_has_every_rule_once() -> None:
    lines = render_rules().splitlines()
    assert [line[4:] for line in lines if line.startswith("### ")] == [rule.id for rule in RULES]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rule_is_described(rule) -> None:
    text = describe_rule(rule.id)
    assert text.startswith(f"{rule.id} ({rule.severity})\n{rule.says}\n")
    assert rule.why in text
    assert rule.example in text


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rule_fits_a_line_of_a_table(rule) -> None:
    assert "|" not in rule.says
    assert "\n" not in rule.says + rule.why + rule.example


def test_unknown_rule_names_the_nearest() -> None:
    with pytest.raises(
        RuleError, match=r"no rule is called 'sizes.digit-match'.*'sizes.digits-match'"
    ):
        describe_rule("sizes.digit-match")


def test_list_has_a_line_per_rule() -> None:
    listed = [line.split()[0] for line in list_rules().splitlines()]
    assert listed[: len(RULES)] == [rule.id for rule in RULES]
    assert listed[len(RULES) :] == [
        *STRUCTURE_RULES, *describe_document_rules(), *WAIVER_RULES,
    ]  # fmt: skip


def test_rules_of_structure_documents_and_waivers_are_described() -> None:
    says = STRUCTURE_RULES["structure.enum"].says
    assert describe_rule("structure.enum") == f"structure.enum (error)\n{says}"
    assert "waivers.is-not-overdue | " in render_rules()
    assert "sizes.stands-in-document | " in render_rules()
