"""Checking tables that live on a cluster: the same checks and rules, spread out by Spark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marketbook.late import fetch_late

if TYPE_CHECKING:
    from marketbook.spark.run import check, check_package
    from marketbook.spark.session import open_session

__all__ = ["check", "check_package", "open_session"]

_HOMES = {"check": "run", "check_package": "run", "open_session": "session"}
__getattr__ = fetch_late(__name__, _HOMES)
