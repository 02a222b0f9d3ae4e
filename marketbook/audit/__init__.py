"""Checking a package."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marketbook.late import fetch_late

if TYPE_CHECKING:
    from marketbook.audit.check import check_package
    from marketbook.audit.report import Report
    from marketbook.rules.run import Audit, RuleRun, run_rules

__all__ = ["Audit", "Report", "RuleRun", "check_package", "run_rules"]

_HOMES = {
    "check_package": "audit.check",
    "Report": "audit.report",
    "Audit": "rules.run",
    "RuleRun": "rules.run",
    "run_rules": "rules.run",
}
__getattr__ = fetch_late("marketbook", _HOMES)
