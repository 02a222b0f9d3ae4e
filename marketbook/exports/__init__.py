"""Packages in the forms that other tools load."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marketbook.exports.forms import FORMS
from marketbook.late import fetch_late

if TYPE_CHECKING:
    from marketbook.exports.export import ExportResult, export_package

__all__ = ["FORMS", "ExportResult", "export_package"]

__getattr__ = fetch_late(__name__, {"ExportResult": "export", "export_package": "export"})
