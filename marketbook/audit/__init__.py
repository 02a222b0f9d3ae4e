"""Checking a package."""

from marketbook.audit.check import check_package
from marketbook.audit.report import Report
from marketbook.audit.run import Audit, RuleRun, run_rules

__all__ = ["Audit", "Report", "RuleRun", "check_package", "run_rules"]
