"""No rule may fire on figures that are right, however they are rounded and left out."""

from __future__ import annotations

import os
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marketbook.findings import Finding
from marketbook.rules import RULES
from marketbook.rules.run import run_rules
from tests.rules.consistency import can_be_true
from tests.rules.markets import Tables, as_frames, build_package, merge

# By hand as many as asked for: RIGHT_PACKAGES=5000 pytest tests/rules/test_right_figures.py
MANY = int(os.environ.get("RIGHT_PACKAGES", "150"))


def find_errors(tables: Tables) -> list[Finding]:
    """What the audit says of a package that fails the check."""
    frames = as_frames(tables)
    result = run_rules(frames, RULES, {name: f"tables/{name}.csv" for name in frames})
    return [finding for finding in result.findings if finding.fails]


def told(findings: list[Finding]) -> str:
    return "\n".join(f"{finding.record}: {finding}" for finding in findings)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.randoms(use_true_random=True))
def test_no_rule_fires_on_a_right_package(rng: Random) -> None:
    """Packages of any seed."""
    errors = find_errors(build_package(rng))
    assert not errors, told(errors)


def test_no_rule_fires_on_many_right_packages() -> None:
    """Hundreds of packages in one audit, each with ids of its own."""
    packages = [build_package(Random(seed), f"p{seed}") for seed in range(MANY)]
    errors = find_errors(merge(packages))
    assert not errors, told(errors)


def test_right_packages_can_be_true() -> None:
    """The linear programme that judges planted faults finds a world for what is right."""
    for seed in range(25):
        assert can_be_true(build_package(Random(seed))), seed
