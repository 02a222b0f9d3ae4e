"""Checking a package."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from marketbook.audit.check import check_package
    from marketbook.audit.report import Report
    from marketbook.audit.run import Audit, RuleRun, run_rules

__all__ = ["Audit", "Report", "RuleRun", "check_package", "run_rules"]

_HOMES = {
    "Audit": "run",
    "Report": "report",
    "RuleRun": "run",
    "check_package": "check",
    "run_rules": "run",
}


def __getattr__(name: str) -> object:
    # checking takes Polars, the catalogue of the rules does not
    if name in _HOMES:
        return getattr(import_module(f"marketbook.audit.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
